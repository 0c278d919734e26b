#pragma once

#include "core/model/node.h"

#include <optional>
#include <string>
#include <vector>

namespace hopwright::model {

/// One delegate list as the registry holds it (domain reference §3.1).
struct DelegateList {
    bool enabled = false;                   ///< The policy's DWORD is 1.
    std::vector<std::string> entries = {};  ///< `wsman/host`, spelling kept.

    bool operator==(const DelegateList&) const = default;
};

/// What one machine has: observed in the practice lab or seen on a real machine. A part that was not looked at is
/// nothing, and nothing is never taken for "off".
struct MachineState {
    std::optional<bool> credSspClient = {};  ///< Client\Auth\CredSSP
    std::optional<bool> credSspServer = {};  ///< Service\Auth\CredSSP
    std::optional<DelegateList> allowFresh = {};
    std::optional<DelegateList> allowFreshNtlmOnly = {};
    std::optional<DelegateList> denyFresh = {};
    std::optional<std::vector<std::string>> trustedHosts = {};
    /// Accounts that its shares refuse. A practice lab alone tells of them: files do not keep them.
    std::vector<std::string> deniedAccounts = {};
    Provenance provenance = {.source = Source::Seen, .time = {}};
    UnknownContent unknown = {};

    bool operator==(const MachineState&) const = default;
};

}  // namespace hopwright::model
