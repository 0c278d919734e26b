#include "core/edit/splice.h"

#include "core/edit/edit_nodes.h"
#include "core/edit/naming.h"
#include "core/model/graph_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hopwright::edit {

namespace {

using model::ComputerId;
using model::Graph;
using model::Hop;
using model::HopId;
using model::RouteId;

/// What no second hop may have: where it begins, and where it ends.
using Ends = std::tuple<ComputerId, ComputerId, std::optional<model::ResourceId>>;

Ends endsOf(const Hop& hop)
{
    return {hop.from, hop.to.computer, hop.to.resource};
}

std::optional<HopId> hopBetween(const Graph& graph, ComputerId from, const model::HopEnd& to)
{
    const auto found = std::ranges::find_if(graph.hops, [&](const auto& item) {
        return item.second.from == from && item.second.to == to;
    });
    return found == graph.hops.end() ? std::nullopt : std::optional(found->first);
}

/// A session to \p machine as \p hop has it: the way that one signs in, and not where to.
Hop sessionTo(const Graph& graph, const Hop& hop, ComputerId machine, std::string_view now)
{
    Hop out{.id = HopId{}, .from = hop.from, .to = {.computer = machine}};
    if (model::isSession(hop) && hop.method != Method::Unknown) {
        out.method = hop.method;
        out.credential = hop.credential;
        out.minCredSspVersion = hop.minCredSspVersion;
    }
    out.typedTarget = model::defaultTypedTarget(graph, out.to);
    out.provenance = drawn(now);
    return out;
}

/// Removes one machine and joins its neighbours.
class Joiner {
public:
    Joiner(Graph& graph, ComputerId machine, std::string_view now)
        : m_graph(graph), m_machine(machine), m_now(now)
    {
    }

    /// \p room: how many hops may still be drawn.
    Result<void> run(std::size_t& room)
    {
        sort();
        followRoutes();
        HOPWRIGHT_TRY(const auto pairs, pairsToJoin(room));
        for (const auto& [out, in] : pairs)
            join(in, out);
        for (const RouteId id : m_touched)
            lead(id);
        remove();
        return {};
    }

private:
    using Pair = std::pair<HopId, HopId>;  ///< What goes on, and what came.

    bool touches(const Hop& hop) const
    {
        return hop.from == m_machine || hop.to.computer == m_machine;
    }
    bool comes(const Hop& hop) const
    {
        return model::isSession(hop) && hop.to.computer == m_machine && hop.from != m_machine;
    }
    bool goesOn(const Hop& hop) const
    {
        return hop.from == m_machine && hop.to.computer != m_machine;
    }

    void sort()
    {
        std::set<ComputerId> before;
        for (const auto& [id, hop] : m_graph.hops) {
            if (comes(hop)) {
                m_in.push_back(id);
                before.insert(hop.from);
            } else if (goesOn(hop)) {
                m_out.push_back(id);
            }
        }
        for (const auto& [id, hop] : m_graph.hops) {
            if (before.contains(hop.from) && !touches(hop))
                m_drawn.emplace(endsOf(hop), id);
        }
    }

    /// Which session goes on by which hop, by the routes.
    void followRoutes()
    {
        for (const auto& [id, route] : m_graph.routes) {
            bool isTouched = false;
            std::optional<HopId> came;
            for (const HopId each : route.hops) {
                const Hop& hop = m_graph.hops.at(each);
                isTouched |= touches(hop);
                if (comes(hop)) {
                    came = each;
                } else if (goesOn(hop) && came) {
                    m_pairs.emplace(each, *came);
                }
            }
            if (isTouched)
                m_touched.push_back(id);
        }
    }

    Result<std::set<Pair>> pairsToJoin(std::size_t& room) const
    {
        std::set<HopId> led;
        for (const auto& [out, in] : m_pairs) {
            led.insert(in);
            led.insert(out);
        }
        const auto isLed = [&led](HopId hop) {
            return led.contains(hop);
        };
        const auto freeIn =
            m_in.size() - static_cast<std::size_t>(std::ranges::count_if(m_in, isLed));
        const auto freeOut =
            m_out.size() - static_cast<std::size_t>(std::ranges::count_if(m_out, isLed));
        // Each of no route with all of the other side.
        const std::size_t count =
            m_pairs.size() + freeIn * m_out.size() + freeOut * (m_in.size() - freeIn);
        if (count > room) {
            return fail(
                ErrorCode::TooLarge,
                Sentence::saying("to join all that leads over %1 takes more than 1,000 hops",
                                 m_graph.computers.at(m_machine).name));
        }
        room -= count;
        std::set<Pair> all = m_pairs;
        for (const HopId in : m_in) {
            for (const HopId out : m_out) {
                if (!isLed(in) || !isLed(out))
                    all.emplace(out, in);
            }
        }
        return all;
    }

    void join(HopId in, HopId out)
    {
        Hop next = m_graph.hops.at(out);
        next.from = m_graph.hops.at(in).from;
        if (model::isSession(next) && next.from == next.to.computer)
            return;  // There and back: nothing is left of it.
        auto& joined = m_joined[{out, in}];
        if (const auto there = m_drawn.find(endsOf(next)); there != m_drawn.end()) {
            joined = there->second;
            return;
        }
        if (m_moved.insert(out).second) {
            m_kept.push_back(next);
        } else {
            next.id = takeId<HopId>(m_graph);
            next.provenance = drawn(m_now);
            next.unknown = {};
            m_kept.push_back(next);
        }
        joined = next.id;
        m_drawn.emplace(endsOf(next), next.id);
    }

    /// Leads a route past the machine, or removes it.
    void lead(RouteId id)
    {
        const std::vector<HopId> before = m_graph.routes.at(id).hops;
        std::vector<HopId> after;
        std::optional<HopId> came;
        bool hasEnd = false;
        for (const HopId each : before) {
            const Hop& hop = m_graph.hops.at(each);
            hasEnd = !touches(hop);
            if (hasEnd) {
                append(after, each);
            } else if (comes(hop)) {
                came = each;
            } else if (goesOn(hop)) {
                hasEnd = goOn(after, each, came);
                came.reset();
            }
        }
        if (hasEnd && !after.empty()) {
            m_graph.routes[id].hops = std::move(after);
        } else {
            m_graph.routes.erase(id);
        }
    }

    /// A route that began at the machine begins before it where there is one place to begin.
    /// \returns whether the route still leads to where \p out ends.
    bool goOn(std::vector<HopId>& after, HopId out, std::optional<HopId> came) const
    {
        const auto first = came ? m_joined.find({out, *came}) : firstJoined(out);
        if (first != m_joined.end())
            append(after, first->second);
        return first != m_joined.end();
    }

    std::map<Pair, HopId>::const_iterator firstJoined(HopId out) const
    {
        const auto first = m_joined.lower_bound({out, HopId{}});
        return first != m_joined.end() && first->first.first == out ? first : m_joined.end();
    }

    /// A route goes over no hop twice: what lies between was a way back to the same place.
    static void append(std::vector<HopId>& hops, HopId hop)
    {
        hops.erase(std::ranges::find(hops, hop), hops.end());
        hops.push_back(hop);
    }

    void remove()
    {
        m_graph.hops.eraseWhere([this](const auto& item) { return touches(item.second); });
        for (Hop& each : m_kept) {
            const HopId id = each.id;
            m_graph.hops[id] = std::move(each);
        }
        m_graph.resources.eraseWhere(
            [this](const auto& item) { return item.second.computer == m_machine; });
        m_graph.computers.erase(m_machine);
        m_graph.seen.erase(m_machine);
        leaveGroups(m_graph, {m_machine});
    }

    Graph& m_graph;
    ComputerId m_machine;
    std::string_view m_now;
    std::vector<HopId> m_in = {};
    std::vector<HopId> m_out = {};
    std::map<Ends, HopId> m_drawn = {};  ///< Of the machines before: what is not to be drawn again.
    std::vector<RouteId> m_touched = {};
    std::set<Pair> m_pairs = {};          ///< By the routes.
    std::map<Pair, HopId> m_joined = {};  ///< What takes their place.
    std::set<HopId> m_moved = {};         ///< Hops that go on and have kept their id.
    std::vector<Hop> m_kept = {};
};

}  // namespace

Result<Graph> spliceIn(Graph graph, HopId hop, ComputerId machine, std::string_view now)
{
    if (!graph.hops.contains(hop))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the hop is not in the drawing"));
    if (!graph.computers.contains(machine))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the machine is not in the drawing"));
    const Graph before = graph;
    const Hop old = graph.hops.at(hop);
    const std::string& name = graph.computers.at(machine).name;
    if (old.from == machine || old.to.computer == machine) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("%1 is an end of this hop already", name));
    }
    if (hopBetween(graph, machine, old.to)) {
        return fail(ErrorCode::NotAllowed, Sentence::saying("a hop leads from %1 to %2 already",
                                                            name, model::endName(graph, old.to)));
    }
    std::optional<HopId> first = hopBetween(graph, old.from, {.computer = machine});
    if (!first) {
        Hop added = sessionTo(graph, old, machine, now);
        added.id = takeId<HopId>(graph);
        first = added.id;
        graph.hops[added.id] = std::move(added);
    }
    graph.hops[hop].from = machine;
    for (const auto& [id, route] : before.routes) {
        const auto at = std::ranges::find(route.hops, hop);
        if (at == route.hops.end())
            continue;
        std::vector<HopId>& hops = graph.routes[id].hops;
        hops.insert(hops.begin() + (at - route.hops.begin()), *first);
    }
    return checked(before, std::move(graph));
}

Result<Graph> removeAndJoin(Graph graph, const std::set<ComputerId>& machines, std::string_view now)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, {.computers = machines}));
    if (machines.size() > maxJoinedMachines) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("at most 50 machines can be removed and joined at once"));
    }
    const Graph before = graph;
    std::vector<RouteId> made = routesWithMadeNames(graph);
    std::size_t room = maxJoinedHops;
    for (const ComputerId id : machines) {
        HOPWRIGHT_TRY_VOID(Joiner(graph, id, now).run(room));
    }
    std::erase_if(made, [&graph](RouteId id) { return !graph.routes.contains(id); });
    remakeNames(graph, made);
    return checked(before, std::move(graph));
}

}  // namespace hopwright::edit
