#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/gate.h"
#include "core/vocabulary/state.h"
#include "core/vocabulary/status_code.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::probe {

/// The longest text that is taken of a machine, in bytes: Windows' own messages have some 500. See text::oneLine().
inline constexpr std::size_t maxMachineText = 1024;

/// One stage of one hop, as it happened. Evidence is what was seen, as one short line of facts (never a secret).
struct StageResult {
    Stage stage = Stage::Resolve;
    StageState state = StageState::ToCome;
    double startMs = 0;  ///< Since the run began.
    double ms = 0;
    std::optional<StatusCode> code = {};
    Sentence evidence = {};

    bool operator==(const StageResult&) const = default;
};

/// What was predicted of a hop for the state that was tested.
struct Prediction {
    Outcome outcome = Outcome::Unknown;
    std::optional<Stage> stage = {};  ///< Of a denial, as cause and code.
    std::optional<Cause> cause = {};
    std::optional<StatusCode> code = {};

    bool operator==(const Prediction&) const = default;
};

struct HopResult {
    model::HopId hop{};
    HopState state = HopState::NotRun;
    std::optional<Stage> stage = {};  ///< Where it ended, when denied, failed or cancelled.
    std::optional<Cause> cause = {};
    std::optional<StatusCode> code = {};
    Sentence evidence = {};
    double ms = 0;
    Prediction predicted = {};
    std::array<StageResult, stageCount> stages = {};
    std::string skippedBecause = {};  ///< Key of ui/text: `kerberos-not-built` …
    /// Failed before a password was sent, because this setting of the client is not known: `AllowFreshCredentials` …
    std::string unseen = {};

    bool operator==(const HopResult&) const = default;
};

struct RouteResult {
    model::RouteId route{};
    std::string name = {};
    std::string runId = {};      ///< Four hexadecimal digits, random a run.
    std::string account = {};    ///< Who started it, `LAB\alice`.
    std::string startedAt = {};  ///< ISO 8601, UTC.
    std::vector<HopResult> hops = {};
    std::string leftBehind = {};  ///< A file that is not confirmed as removed; empty: none.
    bool finished = false;

    bool operator==(const RouteResult&) const = default;
};

struct Counters {
    int planned = 0;
    int run = 0;
    int passed = 0;
    int denied = 0;
    int failed = 0;
    int notReached = 0;
    int skipped = 0;
    int cancelled = 0;

    bool operator==(const Counters&) const = default;
};

struct RunReport {
    Environment environment = Environment::Practice;
    bool testedFromA = false;
    std::vector<RouteResult> routes = {};

    bool operator==(const RunReport&) const = default;
};

/// planned = sum of the six end states; run = planned - notReached - skipped.
Counters countersOf(const RunReport& report);

/// The worst end state: what the exit code goes by. Denied before failed, failed before cancelled, then skipped, passed.
HopState worstOf(const RunReport& report);

}  // namespace hopwright::probe
