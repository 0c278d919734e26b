#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/gate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::probe {

/// Where a run takes place; one word in JSON: practice, lab, live.
enum class Environment { Practice, Lab, Live };

/// denied: a party that was asked said no. failed: we could not ask.
enum class HopState { NotRun, Running, Passed, Denied, Failed, NotReached, Skipped, Cancelled };
enum class StageState {
    ToCome,
    Running,
    Passed,
    Denied,
    Failed,
    NotReached,
    NotNeeded,
    Unknown,
    Cancelled
};

/// The longest text that is taken of a machine, in bytes: Windows' own messages have some 500. See text::oneLine().
inline constexpr std::size_t maxMachineText = 1024;

/// One stage of one hop, as it happened. Evidence is what was seen, as one short line of facts (never a secret).
struct StageResult {
    plan::Stage stage = plan::Stage::Resolve;
    StageState state = StageState::ToCome;
    double startMs = 0;  ///< Since the run began.
    double ms = 0;
    std::optional<std::string> code = {};
    std::string evidence = {};

    bool operator==(const StageResult&) const = default;
};

/// What was predicted of a hop for the state that was tested.
struct Prediction {
    plan::Outcome outcome = plan::Outcome::Unknown;
    std::optional<plan::Stage> stage = {};  ///< Of a denial, as cause and code.
    std::optional<plan::Cause> cause = {};
    std::optional<std::string> code = {};

    bool operator==(const Prediction&) const = default;
};

struct HopResult {
    model::HopId hop{};
    HopState state = HopState::NotRun;
    std::optional<plan::Stage> stage = {};  ///< Where it ended, when denied, failed or cancelled.
    std::optional<plan::Cause> cause = {};
    std::optional<std::string> code = {};
    std::string evidence = {};
    double ms = 0;
    Prediction predicted = {};
    std::array<StageResult, plan::stageCount> stages = {};
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

/// `passed`, `denied`, `failed`, `not-reached`, `skipped`, `cancelled`: JSON and the command line.
std::string_view hopStateName(HopState state) noexcept;
std::string_view stageStateName(StageState state) noexcept;

/// `hopwright.run/1` (docs/cli.md).
std::string toJson(const RunReport& report, const model::Graph& graph);

}  // namespace hopwright::probe
