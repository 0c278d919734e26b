#include "core/model/muted.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hopwright::model {

namespace {

/// Finds what lies behind muted hops: first along routes, then along sessions.
class Behind {
public:
    Behind(const Graph& graph, std::set<HopId>& muted) : m_graph(graph), m_muted(muted) {}

    void run()
    {
        followRoutes();
        sortSessions();
        flood();
        for (const auto& [id, hop] : m_graph.hops) {
            if (isLoose(id) && isCutOff(hop.from))
                m_muted.insert(id);
        }
    }

private:
    bool isLoose(HopId id) const { return !m_inRoute.contains(id); }
    bool isCutOff(ComputerId id) const { return m_behind.contains(id) && !m_reached.contains(id); }

    /// A hop of several routes is behind where it is so in each of them.
    void followRoutes()
    {
        std::unordered_set<HopId> open;
        for (const auto& [id, route] : m_graph.routes) {
            bool isBehind = false;
            for (const HopId hop : route.hops) {
                m_inRoute.insert(hop);
                if (!isBehind)
                    open.insert(hop);
                isBehind = isBehind || m_muted.contains(hop);
            }
        }
        for (const HopId hop : m_inRoute) {
            if (!open.contains(hop))
                m_muted.insert(hop);
        }
    }

    void sortSessions()
    {
        for (const auto& [id, hop] : m_graph.hops) {
            if (isSession(hop) && hop.from != hop.to.computer)
                m_outOf[hop.from].push_back(&hop);
        }
    }

    /// First all machines that muted sessions lead to, however far; then those of them that others lead to as well.
    void flood()
    {
        std::vector<ComputerId> next;
        const auto take = [&next](std::unordered_set<ComputerId>& into, ComputerId id) {
            if (into.insert(id).second)
                next.push_back(id);
        };
        for (const HopId id : m_muted) {
            const Hop& hop = m_graph.hops.at(id);
            if (isSession(hop) && hop.from != hop.to.computer)
                take(m_behind, hop.to.computer);
        }
        spread(next, m_behind, [](const Hop&) { return true; });
        for (const auto& [from, sessions] : m_outOf) {
            for (const Hop* const hop : sessions) {
                const bool leads = !isLoose(hop->id) || !m_behind.contains(from);
                if (leads && !m_muted.contains(hop->id) && m_behind.contains(hop->to.computer))
                    take(m_reached, hop->to.computer);
            }
        }
        spread(next, m_reached, [this](const Hop& hop) { return !m_muted.contains(hop.id); });
    }

    void spread(std::vector<ComputerId>& next, std::unordered_set<ComputerId>& into, auto goesOver)
    {
        while (!next.empty()) {
            const auto sessions = m_outOf.find(next.back());
            next.pop_back();
            if (sessions == m_outOf.end())
                continue;
            for (const Hop* const hop : sessions->second) {
                if (goesOver(*hop) && into.insert(hop->to.computer).second)
                    next.push_back(hop->to.computer);
            }
        }
    }

    const Graph& m_graph;
    std::set<HopId>& m_muted;
    std::unordered_set<HopId> m_inRoute = {};
    std::unordered_map<ComputerId, std::vector<const Hop*>> m_outOf = {};
    std::unordered_set<ComputerId> m_behind = {};   ///< Muted sessions lead there.
    std::unordered_set<ComputerId> m_reached = {};  ///< Of these: others do so, too.
};

}  // namespace

bool isMuted(const Graph& graph, const Route& route)
{
    return std::ranges::any_of(route.hops, [&graph](HopId id) {
        const auto hop = graph.hops.find(id);
        return hop != graph.hops.end() && hop->second.isMuted;
    });
}

std::set<HopId> mutedHops(const Graph& graph)
{
    std::set<HopId> out;
    for (const auto& [id, hop] : graph.hops) {
        if (hop.isMuted)
            out.insert(out.end(), id);
    }
    if (!out.empty())
        Behind(graph, out).run();
    return out;
}

Graph withoutMuted(Graph graph, const std::set<HopId>& muted)
{
    if (muted.empty())
        return graph;
    const Graph whole = graph;
    graph.routes.eraseWhere([&whole](const auto& item) { return isMuted(whole, item.second); });
    graph.hops.eraseWhere([&muted](const auto& item) { return muted.contains(item.first); });
    return graph;
}

}  // namespace hopwright::model
