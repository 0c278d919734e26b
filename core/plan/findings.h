#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"

#include <vector>

namespace hopwright::plan {

/// What \p plan, with its machines and hops, gives to say: errors first, then warnings and notes, each by its place.
std::vector<Finding> findingsOf(const model::Graph& graph, const RouteWalk& walk, const Plan& plan);

}  // namespace hopwright::plan
