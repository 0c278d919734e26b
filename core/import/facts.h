#pragma once

#include "core/import/fact.h"
#include "core/model/machine_state.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::import {

/// The entries of a fact that is a list.
std::vector<std::string> entriesOf(std::string_view value);

/// Whether two facts of one kind say the same: lists without regard to order and case, of what both could show. (Get-WSManCredSSP
/// shows entries that begin with `wsman` alone.)
bool saySame(const Fact& a, const Fact& b);

/// Two facts of one kind, layer, subject and `about` that say different things, of a kind that has one value at a time.
struct Contradiction {
    Fact first;
    Fact other;

    bool operator==(const Contradiction&) const = default;
};

/// One for each kind, layer, subject and `about` that has any: the first fact, and the first that says something else.
/// Cost: O(n log n).
std::vector<Contradiction> contradictionsIn(std::span<const Fact> facts);

/// What a machine is known to have once facts are taken into it.
struct Merged {
    model::MachineState state = {};
    std::vector<Fact> taken = {};  ///< What the fields of state were made of.
    /// What has no field, or does not say enough for one; kept in state.facts.
    std::vector<Fact> further = {};
    /// What keeps a field as it was: it is taken once somebody says which of the two is right.
    std::vector<Contradiction> undecided = {};
    /// A field that held something else before: what it held, and what it holds now.
    struct Changed {
        FactKind kind;
        std::string before = {};
        std::string now = {};

        bool operator==(const Changed&) const = default;
    };
    std::vector<Changed> changed = {};
};

/// \p before with what \p facts, all of one machine, say of it. A field is set from one layer: what WinRM says of itself before
/// the policies, the registry before the objects that made it. It stays as it was where facts of that layer contradict each other,
/// where layers contradict each other that cannot both be, where a list's switch or its entries are not said, and where only a
/// file of policies says it. Facts that were there are not added again.
Merged mergedWith(const model::MachineState& before, std::span<const Fact> facts,
                  std::span<const Command> commands, std::string_view now);

}  // namespace hopwright::import
