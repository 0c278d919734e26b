#pragma once

#include "core/base/date.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"

#include <vector>

namespace hopwright::plan {

// What is to say of what somebody said of a drawing itself: nothing of it is a fact of Windows.

/// Of machines and hops whose last day is over on \p today, or is at most expiresSoonDays away. By machine, then hop.
/// Cost: linear in both.
std::vector<Finding> expiryFindingsOf(const model::Graph& graph, const RouteWalk& walk, Date today);

/// Of sessions that lead from a machine of one tier to one of another: whoever administers the other tier reads a password that
/// is handed over. Cost: linear in the hops and in the members of tiers.
std::vector<Finding> crossingFindingsOf(const model::Graph& graph, const RouteWalk& walk);

}  // namespace hopwright::plan
