#include "core/plan/route_walk.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <set>

namespace hopwright::plan {

RouteWalk::RouteWalk(const model::Graph& graph) : m_graph(&graph)
{
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop) && hop.from != hop.to.computer)
            m_incoming.try_emplace(hop.to.computer, id);
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

std::vector<model::HopId> RouteWalk::chainTo(model::HopId hop) const
{
    std::vector<model::HopId> out{hop};
    model::ComputerId at = m_graph->hops.at(hop).from;
    std::set<model::ComputerId> visited{at};
    while (out.size() < model::maxRouteHops) {
        const auto incoming = m_incoming.find(at);
        if (incoming == m_incoming.end())
            break;
        at = m_graph->hops.at(incoming->second).from;
        if (!visited.insert(at).second)
            break;
        out.push_back(incoming->second);
    }
    std::ranges::reverse(out);
    return out;
}

int RouteWalk::number(model::HopId hop) const
{
    const auto found = m_numbers.find(hop);
    return found != m_numbers.end() ? found->second : static_cast<int>(chainTo(hop).size());
}

}  // namespace hopwright::plan
