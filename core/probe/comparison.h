#pragma once

#include "core/probe/run.h"

#include <string_view>
#include <vector>

namespace hopwright::probe {

/// One of the four things that a prediction says of a hop.
enum class Part { Outcome, Stage, Cause, Code };

enum class Agreement { AsPredicted, Differs, NotComparable };

/// How a hop's end compares with its prediction.
struct Comparison {
    Agreement agreement = Agreement::NotComparable;
    /// In the order of Part; empty unless it differs. Another outcome stands alone: the rest says nothing then.
    std::vector<Part> differs = {};

    bool operator==(const Comparison&) const = default;
};

/// As predicted only when outcome, stage and cause agree, and the code where both know one. Not comparable: nothing was
/// predicted, or nothing was seen: the hop has not ended, was skipped, not reached or cancelled, or its client's policy is
/// not known.
Comparison compare(const HopResult& result);

}  // namespace hopwright::probe

namespace hopwright {

template <>
inline constexpr auto wordsOf<probe::Part> =
    std::to_array<std::string_view>({"outcome", "stage", "cause", "code"});

}  // namespace hopwright
