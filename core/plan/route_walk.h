#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hopwright::plan {

/// The hops of \p route that are there.
std::vector<model::HopId> hopsOf(const model::Graph& graph, model::RouteId route);

/// The hops of a drawing as chains: its routes, and for a hop in no route the sessions that lead to it. Whoever counts more
/// than one hop makes one of these, and not each time anew as hopNumber() does.
///
/// It keeps that version of the drawing. Cost: O(machines + hops + routes × hops) to make; a question costs at most maxRouteHops
/// steps. Not for two threads at once.
class RouteWalk {
public:
    explicit RouteWalk(model::Graph graph = {});

    /// Whether \p graph has the same hops and routes, so that this answers for it, too. Cost: as to compare two versions.
    bool isOf(const model::Graph& graph) const;

    std::vector<model::HopId> hopsOf(model::RouteId route) const;
    /// The chain that ends with \p hop, a hop in no route: at each machine the incoming session with the lowest id, at most
    /// maxRouteHops.
    std::vector<model::HopId> chainTo(model::HopId hop) const;
    /// The sessions that lead to \p computer, from the machine back: what chainTo() gives before a hop from there. One less
    /// than maxRouteHops at most.
    std::vector<model::HopId> walkTo(model::ComputerId computer) const;
    /// How many these are; each walk is counted once.
    std::size_t lengthTo(model::ComputerId computer) const { return wayTo(computer).length; }
    /// Where they begin: \p computer itself where none leads there.
    model::ComputerId startOfWayTo(model::ComputerId computer) const
    {
        return wayTo(computer).start;
    }
    bool isInRoute(model::HopId hop) const { return m_places.contains(hop); }
    /// The first route that \p hop is in; nothing: it is in none.
    std::optional<model::RouteId> routeOf(model::HopId hop) const;
    /// Its place in its first route, or in its chain, from 1.
    int number(model::HopId hop) const;

private:
    /// The session that leads to a machine: that with the lowest id.
    struct Incoming {
        model::HopId hop;
        model::ComputerId from;
    };
    struct Way {
        std::size_t length = 0;
        model::ComputerId start{};
    };
    struct Place {
        model::RouteId route;
        int number;
    };

    const Way& wayTo(model::ComputerId computer) const;

    model::Graph m_graph;
    std::unordered_map<model::ComputerId, Incoming> m_incoming;
    std::unordered_map<model::HopId, Place> m_places;
    mutable std::unordered_map<model::ComputerId, Way> m_ways;
};

/// \p known where it answers for \p graph; else a new one.
Shared<RouteWalk> walkOf(const model::Graph& graph, const Shared<RouteWalk>& known);

}  // namespace hopwright::plan
