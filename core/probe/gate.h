#pragma once

#include "core/plan/prediction.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

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

/// The settings of a client that a gate asks, as Windows calls them.
inline constexpr std::string_view clientRoleSetting = "Client\\Auth\\CredSSP";
inline constexpr std::string_view trustedHostsSetting = "TrustedHosts";
inline constexpr std::string_view allowFreshSetting = "AllowFreshCredentials";
inline constexpr std::string_view allowFreshNtlmOnlySetting = "AllowFreshCredentialsWhenNTLMOnly";

/// The policy's answer; where it says no, Windows' own code and the cause.
struct GateAnswer {
    bool allowed = false;
    std::uint32_t code = 0;
    std::optional<plan::Cause> cause = {};
    std::string evidence = {};
    std::string setting = {};  ///< Which one decided; empty: none was asked.
    /// False: that setting was not seen. Then nothing is allowed, nobody denied, and there is neither code nor cause.
    bool known = true;
};

/// Pure: by the lab's own matcher in the practice lab, by core/wildcard over A's lists as drawn or seen in a live run.
using Gate = std::function<GateAnswer(const GateQuestion&)>;

}  // namespace hopwright::probe
