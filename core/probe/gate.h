#pragma once

#include "core/plan/prediction.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace hopwright::probe {

/// What a Windows client would ask its own policy before a credential leaves (domain reference §4, §8.1).
struct GateQuestion {
    enum class About {
        ClientRole,  ///< Is Client\Auth\CredSSP on?
        Delegation,  ///< May fresh credentials go to a server that proved its name, by Kerberos or a certificate?
        NtlmOnly,      ///< May they go to one that is known by NTLM only?
        TrustedHosts,  ///< May a server without proof be talked to over HTTP?
    };
    About about = About::ClientRole;
    std::string target = {};  ///< As typed, without scheme and port.
};

/// The policy's answer; where it says no, Windows' own code and the cause.
struct GateAnswer {
    bool allowed = false;
    std::uint32_t code = 0;
    std::optional<plan::Cause> cause = {};
    std::string evidence = {};
};

/// Pure: by the lab's own matcher in the practice lab, by core/wildcard over A's lists as drawn or seen in a live run.
using Gate = std::function<GateAnswer(const GateQuestion&)>;

}  // namespace hopwright::probe
