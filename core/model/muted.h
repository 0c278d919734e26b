#pragma once

#include "core/model/graph.h"

#include <set>

namespace hopwright::model {

// A muted hop is drawn, and neither planned nor tested: what if it were not there? With it goes what lies behind it.

/// Whether a hop of \p route is muted: then none of it is tested.
bool isMuted(const Graph& graph, const Route& route);

/// The hops that no plan counts: those that are muted; those that each of their routes reaches over a muted one; and, of those in
/// no route, the ones that begin at a machine to which sessions lead, all of them over muted ones.
/// Cost: O(hops + routes × hops); where nothing is muted, one walk over the hops.
std::set<HopId> mutedHops(const Graph& graph);

/// \p graph without the hops \p muted, which mutedHops() gave, and without the routes over muted ones. What is left of such a
/// route is in no route then.
Graph withoutMuted(Graph graph, const std::set<HopId>& muted);

}  // namespace hopwright::model
