#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// What is predicted of a hop.
enum class Outcome { Allowed, Denied, Unknown };

template <>
inline constexpr auto wordsOf<Outcome> =
    std::to_array<std::string_view>({"allowed", "denied", "unknown"});

/// How a hop ended. Denied: a party that was asked said no. Failed: we could not ask.
enum class HopState { NotRun, Running, Passed, Denied, Failed, NotReached, Skipped, Cancelled };

template <>
inline constexpr auto wordsOf<HopState> = std::to_array<std::string_view>(
    {"not-run", "running", "passed", "denied", "failed", "not-reached", "skipped", "cancelled"});

/// How one stage of a hop ended.
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

template <>
inline constexpr auto wordsOf<StageState> =
    std::to_array<std::string_view>({"to-come", "running", "passed", "denied", "failed",
                                     "not-reached", "not-needed", "unknown", "cancelled"});

/// Where a run takes place.
enum class Environment { Practice, Lab, Live };

template <>
inline constexpr auto wordsOf<Environment> =
    std::to_array<std::string_view>({"practice", "lab", "live"});

}  // namespace hopwright
