#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/vocabulary/refusal.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/state.h"
#include "core/vocabulary/status_code.h"
#include "core/wire/auth/identity.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::lab {

/// One line of what a probe asks of lab hosts: `Hop=2<tab>Action=session<tab>Host=FS01`. A real Windows machine gets the same
/// and does the same by the script that comes with it.
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
};

/// One explicit credential that came on stdin for a later hop. Move-only.
struct StepCredential {
    int hop = 0;
    wire::auth::Identity identity = {};
    std::string line = {};  ///< The account as it came.
};

// What a lab host reads: above what the longest route of a drawing asks, 64 hops with names of the greatest length.
inline constexpr std::size_t maxScript = std::size_t{64} * 1024;
inline constexpr std::size_t maxSteps = 65;  ///< A route of 64 hops, and what is done at its end.
inline constexpr std::size_t maxStepBytes = std::size_t{512} * 1024;  ///< Of all steps together.
inline constexpr std::size_t maxCredentialLines = 64;
inline constexpr std::size_t maxProbeInput = std::size_t{1024} * 1024;  ///< All of standard input.

struct ProbeInput {
    ProbeStep step = {};
    std::string script = {};  ///< What the next machine gets as well.
    std::string later = {};   ///< The lines of the steps behind this one, as they came.
    std::vector<StepCredential> credentials = {};
};

/// Reads what a bootstrap would read from stdin: the script, the steps from this host's own on, then a line a credential, each
/// line base64. Of the steps only the first is read; all of them count against the limits.
/// \returns Malformed, OutOfRange, TooLarge, Truncated or Unsupported: no probe's script, one of another version, or a field
/// that this version does not know and so could not obey.
Result<ProbeInput> readProbeInput(const Secret& standardInput);

/// stdin for the next machine: the same script, the later steps, and the credentials of hops after this one.
Secret nextInput(const ProbeInput& input);

/// How deep the lines of the machines behind a step may nest: one object a hop, with arrays and objects in the last.
inline constexpr std::size_t maxReportDepth = maxSteps + 8;

/// One stage of the hop that a host opened, for its report.
struct StepStage {
    StageState state = StageState::NotReached;
    double startMs = 0;
    double ms = 0;
    std::optional<StatusCode> code = {};
    std::string evidence = {};
};

/// What a step found: printed as one line of JSON.
struct StepReport {
    int hop = 0;
    HopState state = HopState::Passed;  ///< Passed, Denied, Failed or Skipped.
    std::optional<Stage> stage = {};    ///< Where it ended, when it did not pass.
    std::optional<StatusCode> code = {};
    Refusal refusal = Refusal::None;
    std::string identity = {};
    std::string evidence = {};
    std::string left = {};
    std::array<StepStage, stageCount> stages = {};
    std::string next = {};  ///< The next step's own line, or empty.
};

/// Whether \p line is one object of JSON in ASCII that nests no deeper than maxReportDepth: only that is told on.
bool isReportLine(std::string_view line);

/// One line of JSON in ASCII. The next step's line stands in it as it came, so what a chain tells grows by one report each hop;
/// null where isReportLine() says no.
std::string toJsonLine(const StepReport& report);

}  // namespace hopwright::lab
