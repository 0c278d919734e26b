#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"

#include <map>
#include <vector>

namespace hopwright::plan {

/// What each machine of \p graph needs: rules R2 to R5, R8 and R9, and §4 for the second list and TrustedHosts.
std::map<model::ComputerId, MachinePlan> planMachines(const model::Graph& graph,
                                                      const RouteWalk& walk);

/// What \p machines ask for, as changes: by machine, then setting, then value.
std::vector<Change> changesOf(const std::map<model::ComputerId, MachinePlan>& machines);

}  // namespace hopwright::plan
