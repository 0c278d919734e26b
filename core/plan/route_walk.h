#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <map>
#include <optional>
#include <vector>

namespace hopwright::plan {

/// The hops of a drawing as chains: its routes, and for a hop in no route the sessions that lead to it.
class RouteWalk {
public:
    explicit RouteWalk(const model::Graph& graph);

    /// The hops of \p route that are there.
    std::vector<model::HopId> hopsOf(model::RouteId route) const;
    /// The chain that ends with \p hop, a hop in no route: at each machine the incoming session with the lowest id, at most
    /// maxRouteHops.
    std::vector<model::HopId> chainTo(model::HopId hop) const;
    bool isInRoute(model::HopId hop) const { return m_numbers.contains(hop); }
    /// Its place in its first route, or in its chain, from 1.
    int number(model::HopId hop) const;

private:
    struct Incoming {
        model::HopId hop;
        model::ComputerId from;
    };

    const std::vector<model::HopId>& walkTo(model::ComputerId computer) const;

    const model::Graph* m_graph;
    std::map<model::ComputerId, Incoming> m_incoming;
    /// The sessions that lead to a machine, from the machine back: each walked once, when it is first asked for.
    mutable std::map<model::ComputerId, std::vector<model::HopId>> m_walks;
    std::map<model::HopId, int> m_numbers;
};

}  // namespace hopwright::plan
