#pragma once

#include "core/vocabulary/cause.h"
#include "core/vocabulary/proof.h"
#include "core/vocabulary/status_code.h"
#include "core/wire/winrm/client_session.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::probe {

/// The settings of a client that a gate asks, as Windows calls them.
inline constexpr std::string_view clientRoleSetting = "Client\\Auth\\CredSSP";
inline constexpr std::string_view trustedHostsSetting = "TrustedHosts";
inline constexpr std::string_view denyFreshSetting = "DenyFreshCredentials";
inline constexpr std::string_view allowFreshSetting = "AllowFreshCredentials";
inline constexpr std::string_view allowFreshNtlmOnlySetting = "AllowFreshCredentialsWhenNTLMOnly";

/// The session of hop 1, as whoever opens it could describe it: what a Windows client asks its own policy about (domain
/// reference §4, §8.1). Which setting counts is for the one who answers.
struct GateQuestion {
    enum class Moment {
        BeforeSending,  ///< Nothing was sent yet.
        BeforeCredential,  ///< The server proved itself as far as it can, and waits for the credential.
    };
    Moment moment = Moment::BeforeSending;
    std::string target = {};  ///< As typed, without scheme, port and path.
    std::string method = {};  ///< The word of New-PSSession -Authentication.
    bool ntlm = false;        ///< NTLM was chosen, which has no word.
    bool https = false;
    bool explicitCredential = false;
    std::string accountDomain = {};  ///< Of who signs in: `LAB`, `.`; empty: not given.
    std::string user = {};
    /// How the server proved itself on the wire; nothing before anything was sent.
    std::optional<Proof> shown = {};
};

/// The policy's answer; where it says no, at which stage, with Windows' own code and the cause.
struct GateAnswer {
    bool allowed = false;
    std::optional<StatusCode> code = {};
    std::optional<Cause> cause = {};
    Stage stage = Stage::Delegate;
    Sentence evidence = {};
    std::string setting = {};  ///< Which one decided; empty: none was asked.
    /// Windows on the client would know the server by NTLM only. Else it would use Kerberos, which this program has not.
    bool ntlmOnly = false;
    /// False: that setting was not seen. Then nothing is allowed, but nobody denied: code and cause are empty.
    bool known = true;
    /// More for the stage's evidence, allowed or not: which list was asked, and why.
    Sentence note = {};
};

/// Pure: by lab host A's own policy in the practice lab, by A's settings as seen in a live run.
using Gate = std::function<GateAnswer(const GateQuestion&)>;

}  // namespace hopwright::probe
