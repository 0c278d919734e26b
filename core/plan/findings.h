#pragma once

#include "core/base/date.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"

#include <optional>
#include <vector>

namespace hopwright::plan {

/// What \p plan, with its machines and hops, gives to say: errors first, then warnings and notes, each by its place.
/// \p today as for makePlan().
std::vector<Finding> findingsOf(const model::Graph& graph, const RouteWalk& walk, const Plan& plan,
                                std::optional<Date> today);

}  // namespace hopwright::plan
