#pragma once

#include "core/import/fact.h"
#include "core/registry/registry.h"
#include "core/vocabulary/fact_kind.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::seen {

/// What one file of policies has.
struct Policy {
    FactLayer layer = FactLayer::LocalPolicy;  ///< LocalPolicy or DomainPolicy.
    registry::Image image = {};

    bool operator==(const Policy&) const = default;
};

/// What a look at a machine goes by.
struct Sources {
    registry::Registry registry;
    std::vector<Policy> policies = {};
    bool isLocalRead = false;   ///< The local policy was read, or is known not to be there.
    bool isDomainRead = false;  ///< So was each policy of the domain that applies here.
};

/// What a look at a machine found.
struct Look {
    std::string machine = {};  ///< Its full name, else its short one; empty: not readable.
    /// Seen facts, their subject the machine. What was not readable gives none: it is not known, never "off".
    ///
    /// A thing that is in effect is a fact of EffectivePolicy or Configuration; where a policy decides it, it is one more of
    /// the layer that wrote it there: DomainPolicy, LocalPolicy, Direct (no policy has it) or Unknown (it may be one that was not
    /// read). So a list is a fact with all of its entries, and one for each layer with those that it wrote.
    import::Reading reading = {};
    std::vector<std::string> notReadable = {};  ///< Keys, and values with their key.
};

/// Looks at client and server role, each list of Credentials Delegation, its other numbers, TrustedHosts, WinRM's policies and the
/// version of Windows, by domain reference §3.1, §9.2 and §9.5. A policy of WinRM wins over WinRM's own setting, which is then kept
/// as a setting. What is readable and not set is what Windows is documented to do: a role is off, a list of the model is off,
/// TrustedHosts is empty. Not verified on Windows.
///
/// A value is a policy's where the policy's file has it by that name with that content; where both have it, it is the domain's, which
/// is written last. \p now: ISO 8601 in UTC, the facts' time.
/// Cost: values, times policies.
Look lookAt(const Sources& sources, std::string_view now);

}  // namespace hopwright::seen
