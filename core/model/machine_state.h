#pragma once

#include "core/model/node.h"

#include <cstdint>
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

/// What was read of a machine and has no field of its own. Words are those of core/vocabulary/fact_kind.h; those of a later
/// version are kept.
struct SeenFact {
    std::string kind;  ///< The word of a FactKind.
    std::string subject =
        {};  ///< The machine or account, as the text spells it, or nothing: it says none.
    std::string about = {};  ///< Which of its kind: the path of a setting, the name of a service.
    std::string value = {};
    std::string layer = {};  ///< The word of a FactLayer.
    Source source = Source::Pasted;
    std::string time = {};   ///< When it was so: ISO 8601, or nothing.
    std::uint32_t line = 0;  ///< Of the text that it was read in, from 1; 0: it has none.
    UnknownContent unknown = {};

    bool operator==(const SeenFact&) const = default;
};

/// A command that somebody ran, without what was typed behind it.
struct SeenCommand {
    std::string name;
    std::string machine = {};  ///< Where, as the text spells it, or nothing: it does not say.
    UnknownContent unknown = {};

    bool operator==(const SeenCommand&) const = default;
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
    std::vector<SeenFact> facts = {};        ///< In the order in which they were read.
    std::vector<SeenCommand> commands = {};  ///< The same.
    Provenance provenance = {.source = Source::Seen, .time = {}};
    UnknownContent unknown = {};

    bool operator==(const MachineState&) const = default;
};

}  // namespace hopwright::model
