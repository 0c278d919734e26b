#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hopwright::lab {

/// What a probe's script asks of a lab host, read from its first line `# hopwright-probe/1 <base64 of JSON>`. A real
/// Windows machine runs the script instead and does the same.
struct ProbeStep {
    int hop = 0;
    std::string action = {};  ///< create-file, list-share, read-file, session, script, whoami
    std::string host = {};
    std::string share = {};
    std::string file = {};
    std::string token = {};
    std::uint16_t port = 0;
    std::string method = {};  ///< The word of New-PSSession -Authentication.
    bool ntlm = false;        ///< NTLM was chosen, which has no word: the method is Negotiate.
    bool explicitCredential = false;
    std::string next = {};  ///< The whole script of the next step, or empty.
};

/// One explicit credential that came on stdin for a later hop. Move-only.
struct StepCredential {
    int hop = 0;
    std::string domain = {};
    std::string user = {};
    Secret password = {};
    std::string line = {};  ///< The account as it came.
};

/// The most bytes of a script, and lines of credentials, that a lab host reads.
inline constexpr std::size_t maxScript = std::size_t{512} * 1024;
inline constexpr std::size_t maxCredentialLines = 64;

struct ProbeInput {
    ProbeStep step = {};
    std::string script = {};
    std::vector<StepCredential> credentials = {};
};

/// Reads what a bootstrap would read from stdin. \returns Malformed, TooLarge or Unsupported (no probe header).
Result<ProbeInput> readProbeInput(const Secret& standardInput);

/// stdin for the next machine: \p script and the credentials of hops after \p hop.
Secret nextInput(const std::string& script, const std::vector<StepCredential>& credentials,
                 int hop);

/// One stage of the hop that a host opened, for its report.
struct StepStage {
    std::string state = "not-reached";
    double startMs = 0;
    double ms = 0;
    std::string code = {};  ///< "5", "0x8009030E" or empty.
    std::string evidence = {};
};

inline constexpr std::array<const char*, 10> stageNames = {
    "resolve", "connect",  "tls",   "offer",   "negotiate",
    "bind",    "delegate", "shell", "command", "access"};

/// What a step found: printed as one line of JSON.
struct StepReport {
    int hop = 0;
    std::string state = "passed";  ///< passed, denied, failed, skipped
    std::string stage = {};
    std::string code = {};
    /// logon-failed, scheme-not-offered, policy, policy-list-missing, policy-deny-list, access-denied, nothing-to-sign-in-with
    std::string refusal = {};
    std::string identity = {};
    std::string evidence = {};
    std::string left = {};
    std::array<StepStage, 10> stages = {};
    std::string next = {};  ///< The next step's own line, or empty.
};

std::string toJsonLine(const StepReport& report);

}  // namespace hopwright::lab
