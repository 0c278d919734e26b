#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <vector>

namespace hopwright::plan {

/// The fixed rows for a chain whose hop at \p denied is denied as \p prediction says, each when its condition holds:
/// domain reference §7. Safest first.
std::vector<WayOut> waysOutOf(const model::Graph& graph, const std::vector<model::HopId>& chain,
                              std::size_t denied, const HopPrediction& prediction);

}  // namespace hopwright::plan
