#include "core/plan/route_walk.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <set>

namespace hopwright::plan {

RouteWalk::RouteWalk(const model::Graph& graph) : m_graph(&graph)
{
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop) && hop.from != hop.to.computer)
            m_incoming.try_emplace(hop.to.computer, Incoming{.hop = id, .from = hop.from});
    }
    for (const auto& [id, route] : graph.routes) {
        int number = 0;
        for (const model::HopId hop : hopsOf(id))
            m_numbers.try_emplace(hop, ++number);
    }
}

std::vector<model::HopId> RouteWalk::hopsOf(model::RouteId route) const
{
    std::vector<model::HopId> out;
    const auto found = m_graph->routes.find(route);
    if (found == m_graph->routes.end())
        return out;
    std::ranges::copy_if(found->second.hops, std::back_inserter(out),
                         [&](model::HopId hop) { return m_graph->hops.contains(hop); });
    return out;
}

const std::vector<model::HopId>& RouteWalk::walkTo(model::ComputerId computer) const
{
    const auto [walk, isNew] = m_walks.try_emplace(computer);
    if (!isNew)
        return walk->second;
    std::vector<model::HopId>& out = walk->second;
    std::set<model::ComputerId> visited{computer};
    model::ComputerId at = computer;
    while (out.size() + 1 < model::maxRouteHops) {  // One is left for the hop from there.
        const auto incoming = m_incoming.find(at);
        if (incoming == m_incoming.end())
            break;
        at = incoming->second.from;
        if (!visited.insert(at).second)
            break;
        out.push_back(incoming->second.hop);
    }
    return out;
}

std::vector<model::HopId> RouteWalk::chainTo(model::HopId hop) const
{
    const std::vector<model::HopId>& walk = walkTo(m_graph->hops.at(hop).from);
    std::vector<model::HopId> out(walk.rbegin(), walk.rend());
    out.push_back(hop);
    return out;
}

int RouteWalk::number(model::HopId hop) const
{
    const auto found = m_numbers.find(hop);
    if (found != m_numbers.end())
        return found->second;
    return static_cast<int>(walkTo(m_graph->hops.at(hop).from).size()) + 1;
}

}  // namespace hopwright::plan
