#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/wildcard/delegate_lists.h"
#include "core/wildcard/trusted_hosts.h"

#include <optional>
#include <unordered_map>

namespace hopwright::plan {

/// What machines are known to have, for many questions: the lists of each are made ready when they are first asked. For as long
/// as the states stay as they are. Not for two threads at once.
class AskedStates {
public:
    explicit AskedStates(const KnownStates& states) : m_states(&states) {}

    /// Null: that machine is not known.
    const model::MachineState* of(model::ComputerId computer) const;
    /// Of a machine that is known.
    const wildcard::DelegateMatcher& listsOf(model::ComputerId computer) const;
    /// Of a machine whose TrustedHosts are known.
    const wildcard::TrustedHostsMatcher& trustedHostsOf(model::ComputerId computer) const;

private:
    struct Lists {
        std::optional<wildcard::DelegateMatcher> delegate = {};
        std::optional<wildcard::TrustedHostsMatcher> trustedHosts = {};
    };

    const KnownStates* m_states;
    mutable std::unordered_map<model::ComputerId, Lists> m_lists = {};
};

/// Whether the machine of \p change surely has it: a role, or an entry or pattern that covers the one that it would add.
bool isThere(const Change& change, const AskedStates& states);

}  // namespace hopwright::plan
