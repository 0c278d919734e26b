#pragma once

#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/route_walk.h"
#include "core/plan/state_check.h"

#include <map>
#include <vector>

namespace hopwright::plan {

/// Predicts the hops of one chain, head to tail: the rules of domain reference §5.2 and the rows of §6.
/// \p states null: as if everything the plan asks for were applied. \p opener is who signs in where the drawing names
/// nobody; no user: somebody of the machine at the start, and for a credential that is asked for one of its domain.
std::vector<HopPrediction> predictChain(const model::Graph& graph,
                                        const std::vector<model::HopId>& chain,
                                        const AskedStates* states,
                                        const model::AccountName& opener = {});

/// The same of the drawing of \p names, for one of many chains.
std::vector<HopPrediction> predictChain(const model::AccountNames& names,
                                        const std::vector<model::HopId>& chain,
                                        const AskedStates* states,
                                        const model::AccountName& opener = {});

/// Adds the hops in no route to \p out: of each the last of what predictChain() gives for RouteWalk::chainTo(). A way that
/// several hops share is walked once.
void predictOutsideRoutes(const model::AccountNames& names, const RouteWalk& walk,
                          const AskedStates* states, std::map<model::HopId, HopPrediction>& out);

/// Whether no hop of \p chain, from its first to hop \p last, would be denied were \p changed drawn in place of the hop of its id.
/// \p states as for predictChain().
bool letsThrough(const model::Graph& graph, const std::vector<model::HopId>& chain,
                 std::size_t last, const model::Hop& changed, const AskedStates* states);

}  // namespace hopwright::plan
