#include "core/plan/route_walk.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hopwright::plan {

std::vector<model::HopId> hopsOf(const model::Graph& graph, model::RouteId route)
{
    std::vector<model::HopId> out;
    const auto found = graph.routes.find(route);
    if (found == graph.routes.end())
        return out;
    std::ranges::copy_if(found->second.hops, std::back_inserter(out),
                         [&](model::HopId hop) { return graph.hops.contains(hop); });
    return out;
}

RouteWalk::RouteWalk(model::Graph graph) : m_graph(std::move(graph))
{
    for (const auto& [id, hop] : m_graph.hops) {
        if (model::isSession(hop) && hop.from != hop.to.computer)
            m_incoming.try_emplace(hop.to.computer, Incoming{.hop = id, .from = hop.from});
    }
    for (const auto& [id, route] : m_graph.routes) {
        int number = 0;
        for (const model::HopId hop : hopsOf(id))
            m_places.try_emplace(hop, Place{.route = id, .number = ++number});
    }
}

bool RouteWalk::isOf(const model::Graph& graph) const
{
    return m_graph.hops == graph.hops && m_graph.routes == graph.routes;
}

std::vector<model::HopId> RouteWalk::hopsOf(model::RouteId route) const
{
    return plan::hopsOf(m_graph, route);
}

std::vector<model::HopId> RouteWalk::walkTo(model::ComputerId computer) const
{
    std::vector<model::HopId> out;
    std::vector<model::ComputerId> visited{
        computer};  // A few dozen: looked through faster than a set.
    while (visited.size() < model::maxRouteHops) {  // One hop is left for the one from there.
        const auto incoming = m_incoming.find(visited.back());
        if (incoming == m_incoming.end())
            break;
        const model::ComputerId from = incoming->second.from;
        if (std::ranges::find(visited, from) != visited.end())
            break;
        visited.push_back(from);
        out.push_back(incoming->second.hop);
    }
    return out;
}

const RouteWalk::Way& RouteWalk::wayTo(model::ComputerId computer) const
{
    const auto [way, isNew] = m_ways.try_emplace(computer);
    if (isNew) {
        const std::vector<model::HopId> walk = walkTo(computer);
        way->second = {.length = walk.size(),
                       .start = walk.empty() ? computer : m_graph.hops.at(walk.back()).from};
    }
    return way->second;
}

std::vector<model::HopId> RouteWalk::chainTo(model::HopId hop) const
{
    std::vector<model::HopId> out = walkTo(m_graph.hops.at(hop).from);
    std::ranges::reverse(out);
    out.push_back(hop);
    return out;
}

std::optional<model::RouteId> RouteWalk::routeOf(model::HopId hop) const
{
    const auto found = m_places.find(hop);
    return found == m_places.end() ? std::nullopt : std::optional(found->second.route);
}

int RouteWalk::number(model::HopId hop) const
{
    const auto found = m_places.find(hop);
    if (found != m_places.end())
        return found->second.number;
    return static_cast<int>(lengthTo(m_graph.hops.at(hop).from)) + 1;
}

Shared<RouteWalk> walkOf(const model::Graph& graph, const Shared<RouteWalk>& known)
{
    return known->isOf(graph) ? known : Shared<RouteWalk>(RouteWalk(graph));
}

}  // namespace hopwright::plan
