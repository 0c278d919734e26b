#include "core/edit/reach.h"

#include "core/model/graph_rules.h"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hopwright::edit {

namespace {

using model::ComputerId;
using model::Graph;
using model::Hop;
using model::HopId;

enum class Direction { Up, Down };

using Neighbours = std::unordered_map<ComputerId, std::vector<const Hop*>>;

/// The hops of each machine on one side, in the order of their ids.
Neighbours neighbours(const Graph& graph, Direction direction)
{
    Neighbours out;
    for (const auto& [id, hop] : graph.hops)
        out[direction == Direction::Up ? hop.to.computer : hop.from].push_back(&hop);
    return out;
}

/// The machines of \p from, and those at which its hops and resources go on.
std::set<ComputerId> machinesOf(const Graph& graph, const Selection& from, Direction direction)
{
    std::set<ComputerId> out;
    for (const ComputerId id : from.computers) {
        if (graph.computers.contains(id))
            out.insert(id);
    }
    for (const HopId id : from.hops) {
        const auto hop = graph.hops.find(id);
        if (hop != graph.hops.end())
            out.insert(direction == Direction::Up ? hop->second.from : hop->second.to.computer);
    }
    return out;
}

/// Goes on from machine to machine, each looked at once.
class Walk {
public:
    Walk(const Graph& graph, Selection from) : m_graph(graph), m_found(std::move(from)) {}

    void go(Direction direction)
    {
        if (direction == Direction::Up)
            fromResources();
        for (const ComputerId id : machinesOf(m_graph, m_found, direction))
            visit(id);
        const Neighbours hops = neighbours(m_graph, direction);
        follow([&](ComputerId machine) { step(hops, machine, direction); });
    }
    void goBothWays()
    {
        for (const Direction each : {Direction::Up, Direction::Down}) {
            for (const ComputerId id : machinesOf(m_graph, m_found, each))
                visit(id);
        }
        for (const model::ResourceId id : m_found.resources)
            visit(m_graph.resources.at(id).computer);
        const Neighbours up = neighbours(m_graph, Direction::Up);
        const Neighbours down = neighbours(m_graph, Direction::Down);
        follow([&](ComputerId machine) {
            step(up, machine, Direction::Up);
            step(down, machine, Direction::Down);
        });
    }
    Selection take() { return std::move(m_found); }

private:
    void visit(ComputerId machine)
    {
        if (m_visited.insert(machine).second)
            m_next.push_back(machine);
    }
    /// Only what leads to the resource, and not all that leads to its machine.
    void fromResources()
    {
        if (m_found.resources.empty())
            return;
        for (const auto& [id, hop] : m_graph.hops) {
            if (hop.to.resource && m_found.resources.contains(*hop.to.resource))
                m_found.hops.insert(id);
        }
    }
    void follow(auto work)
    {
        while (!m_next.empty()) {
            const ComputerId machine = m_next.back();
            m_next.pop_back();
            m_found.computers.insert(machine);
            work(machine);
        }
    }
    void step(const Neighbours& hops, ComputerId machine, Direction direction)
    {
        const auto found = hops.find(machine);
        if (found == hops.end())
            return;
        for (const Hop* const hop : found->second) {
            m_found.hops.insert(hop->id);
            if (hop->to.resource)
                m_found.resources.insert(*hop->to.resource);
            visit(direction == Direction::Up ? hop->from : hop->to.computer);
        }
    }

    const Graph& m_graph;
    Selection m_found;
    std::set<ComputerId> m_visited = {};
    std::vector<ComputerId> m_next = {};
};

/// Without what is not there.
Selection present(const Graph& graph, Selection things)
{
    std::erase_if(things.computers, [&](ComputerId id) { return !graph.computers.contains(id); });
    std::erase_if(things.resources,
                  [&](model::ResourceId id) { return !graph.resources.contains(id); });
    std::erase_if(things.hops, [&](HopId id) { return !graph.hops.contains(id); });
    return things;
}

std::optional<Selection> wayFrom(const Graph& graph, ComputerId first, ComputerId last)
{
    const Neighbours down = neighbours(graph, Direction::Down);
    std::map<ComputerId, const Hop*> cameBy{{first, nullptr}};
    std::vector<ComputerId> queue{first};
    for (std::size_t at = 0; at < queue.size() && !cameBy.contains(last); ++at) {
        const auto found = down.find(queue[at]);
        if (found == down.end())
            continue;
        for (const Hop* const hop : found->second) {
            if (model::isSession(*hop) && cameBy.emplace(hop->to.computer, hop).second)
                queue.push_back(hop->to.computer);
        }
    }
    if (!cameBy.contains(last))
        return std::nullopt;
    Selection out{.computers = {first, last}};
    for (const Hop* hop = cameBy.at(last); hop != nullptr; hop = cameBy.at(hop->from)) {
        out.computers.insert(hop->from);
        out.hops.insert(hop->id);
    }
    return out;
}

}  // namespace

Selection upstreamOf(const Graph& graph, const Selection& from)
{
    Walk walk(graph, present(graph, from));
    walk.go(Direction::Up);
    return walk.take();
}

Selection downstreamOf(const Graph& graph, const Selection& from)
{
    Walk walk(graph, present(graph, from));
    walk.go(Direction::Down);
    return walk.take();
}

Selection connectedTo(const Graph& graph, const Selection& from)
{
    Walk walk(graph, present(graph, from));
    walk.goBothWays();
    return walk.take();
}

std::optional<Selection> pathBetween(const Graph& graph, ComputerId first, ComputerId last)
{
    if (!graph.computers.contains(first) || !graph.computers.contains(last))
        return std::nullopt;
    auto way = wayFrom(graph, first, last);
    return way ? way : wayFrom(graph, last, first);
}

}  // namespace hopwright::edit
