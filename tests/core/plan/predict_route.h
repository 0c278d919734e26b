#pragma once

#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "core/plan/predict.h"
#include "core/plan/state_check.h"

#include <vector>

namespace hopwright::plan::tests {

/// The predictions of one route, hop by hop, in its order. \p states empty: as makePlan() does. \p opener as for predictChain().
inline std::vector<HopPrediction> predictRoute(const model::Graph& graph, model::RouteId route,
                                               const KnownStates& states = {},
                                               const model::AccountName& opener = {})
{
    const AskedStates asked(states);
    return predictChain(graph, hopsOf(graph, route), &asked, opener);
}

}  // namespace hopwright::plan::tests
