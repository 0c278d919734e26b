#include "core/edit/edit_hops.h"

#include "core/edit/naming.h"
#include "core/model/graph_rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace hopwright::edit {

using model::AccountId;
using model::ComputerId;
using model::Graph;
using model::Hop;
using model::HopId;
using model::RouteId;

namespace {

using Way = std::vector<HopId>;

/// Collects ways backwards from a machine, depth first.
class WayFinder {
public:
    explicit WayFinder(const Graph& graph)
    {
        for (const auto& [id, hop] : graph.hops) {
            if (model::isSession(hop))
                m_into[hop.to.computer].push_back(&hop);
        }
    }

    /// The first \p most of them.
    std::vector<Way> find(ComputerId computer, std::size_t most = maxWaysBack)
    {
        m_most = most;
        m_onWay = {computer};
        m_way.clear();
        m_ways.clear();
        follow(computer);
        return std::move(m_ways);
    }

private:
    void follow(ComputerId computer)
    {
        bool goesOn = false;
        for (const Hop* const hop : m_into[computer]) {
            const bool comesBack =  // By a session of its own, which was not taken yet.
                hop->from == computer && (m_way.empty() || m_way.back() != hop->id);
            const bool isLoop =
                !comesBack && std::ranges::find(m_onWay, hop->from) != m_onWay.end();
            // One hop of a route is the one that is drawn onto the way.
            if (isLoop || m_way.size() + 1 >= model::maxRouteHops || m_ways.size() >= m_most)
                continue;
            goesOn = true;
            m_onWay.push_back(hop->from);
            m_way.push_back(hop->id);
            follow(hop->from);
            m_way.pop_back();
            m_onWay.pop_back();
        }
        if (!goesOn && m_ways.size() < m_most)
            m_ways.emplace_back(m_way.rbegin(), m_way.rend());
    }

    std::map<ComputerId, std::vector<const Hop*>> m_into;
    std::vector<ComputerId> m_onWay;
    Way m_way;  ///< From the machine back: the reverse of a route.
    std::vector<Way> m_ways;
    std::size_t m_most = maxWaysBack;
};

Error sessionsOnly()
{
    return {.code = ErrorCode::NotAllowed,
            .detail = Sentence::saying("a hop to a resource has no method, transport or port")};
}

Result<Hop*> hopOf(Graph& graph, HopId id)
{
    if (!graph.hops.contains(id))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the hop is not in the drawing"));
    return &graph.hops[id];
}

Result<Graph> changed(Graph graph, HopId id, auto change)
{
    const Graph before = graph;
    HOPWRIGHT_TRY(Hop* const hop, hopOf(graph, id));
    change(*hop);
    return checked(before, std::move(graph));
}

/// Changes what only a session has.
Result<Graph> changedSessions(Graph graph, const std::set<HopId>& ids, auto change)
{
    const Graph before = graph;
    for (const HopId id : ids) {
        HOPWRIGHT_TRY(Hop* const hop, hopOf(graph, id));
        if (!model::isSession(*hop))
            return fail(sessionsOnly());
        change(*hop);
    }
    return checked(before, std::move(graph));
}

Result<Graph> changedSession(Graph graph, HopId id, auto change)
{
    return changedSessions(std::move(graph), std::set{id}, change);
}

Result<Graph> changed(Graph graph, RouteId id, auto change)
{
    const Graph before = graph;
    if (!graph.routes.contains(id))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the route is not in the drawing"));
    change(graph.routes[id]);
    return checked(before, std::move(graph));
}

void makeExplicit(const Graph& graph, Hop& hop, std::optional<AccountId> account)
{
    hop.credential.isExplicit = true;
    if (account) {
        hop.credential.account = account;
    } else if (!hop.credential.account && graph.accounts.size() == 1) {
        hop.credential.account = graph.accounts.begin()->first;
    }
}

/// As setMethodAlone(), without its check of the whole drawing.
Result<void> setMethodIn(Graph& graph, HopId id, Method method)
{
    if (method == Method::Unknown)
        return fail(ErrorCode::NotAllowed, Sentence::saying("an unknown method cannot be chosen"));
    HOPWRIGHT_TRY(Hop* const hop, hopOf(graph, id));
    if (!model::isSession(*hop))
        return fail(sessionsOnly());
    hop->method = method;
    hop->methodWord.clear();
    return {};
}

/// The way that a route to a new hop takes: the one chosen, or the only one.
Result<Way> chosenWay(const Graph& graph, const NewHop& hop)
{
    if (hop.wayBack)
        return *hop.wayBack;
    std::vector<Way> ways = waysBack(graph, hop.from);
    if (ways.size() > 1) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("%n ways lead to %1: choose the one that the route takes",
                                     nullptr, ways.size(), graph.computers.at(hop.from).name));
    }
    return std::move(ways.front());
}

/// Puts the way to \p hop, and the hop, before each route that begins where it ends.
void prependToRoutes(Graph& graph, const Hop& hop, const Way& wayBack)
{
    Way before = wayBack;
    before.push_back(hop.id);
    const auto routes = graph.routes;
    for (const auto& [id, route] : routes) {
        const Hop& first = graph.hops.at(route.hops.front());
        const bool tooLong = route.hops.size() + before.size() > model::maxRouteHops;
        const bool crosses = std::ranges::any_of(route.hops, [&before](HopId each) {
            return std::ranges::find(before, each) != before.end();
        });
        if (first.from != hop.to.computer || tooLong || crosses)
            continue;
        const bool isMadeName = route.name == routeName(graph, route.hops);
        model::Route& longer = graph.routes[id];
        longer.hops.insert(longer.hops.begin(), before.begin(), before.end());
        if (!isMadeName)
            continue;
        longer.name.clear();
        longer.name = freeRouteName(graph, routeName(graph, longer.hops));
    }
}

}  // namespace

void insertRoute(Graph& graph, Way hops, std::string name)
{
    const auto id = takeId<RouteId>(graph);
    const bool atShare = graph.hops.at(hops.back()).to.resource.has_value();
    const auto kind = atShare ? model::ProbeKind::CreateFile : model::ProbeKind::Session;
    graph.routes[id] = model::Route{
        .id = id, .name = std::move(name), .hops = std::move(hops), .probe = {.kind = kind}};
}

std::vector<Way> waysBack(const Graph& graph, ComputerId computer)
{
    return WayFinder(graph).find(computer);
}

Result<Graph> connectHop(Graph graph, const NewHop& hop, std::string_view now)
{
    const Graph drawing = graph;
    Hop added{.id = takeId<HopId>(graph),
              .from = hop.from,
              .to = hop.to,
              .typedTarget = hop.typedTarget.empty() ? model::defaultTypedTarget(graph, hop.to)
                                                     : hop.typedTarget,
              .provenance = drawn(now)};
    const HopId id = added.id;
    const bool isFirstWay =
        model::isSession(added) && model::hopsInto(graph, hop.to.computer).empty();
    // Before the hop is there: one to its own machine would lead to itself.
    const std::vector<Way> before = isFirstWay ? waysBack(graph, hop.from) : std::vector<Way>{};
    graph.hops[id] = std::move(added);
    // Before routes are made: of a hop whose ends are there.
    HOPWRIGHT_TRY(graph, checked(drawing, std::move(graph)));
    if (hop.to.resource) {
        HOPWRIGHT_TRY(Way way, chosenWay(graph, hop));
        way.push_back(id);
        const std::string name = freeRouteName(graph, routeName(graph, way));
        insertRoute(graph, std::move(way), name);
    } else if (before.size() == 1) {
        prependToRoutes(graph, graph.hops.at(id), before.front());
    }
    return checked(drawing, std::move(graph));
}

Result<Graph> setMethod(Graph graph, HopId hop, Method method)
{
    return setMethod(std::move(graph), std::set{hop}, method);
}

Result<Graph> setMethod(Graph graph, const std::set<HopId>& hops, Method method)
{
    const Graph before = graph;
    for (const HopId hop : hops) {
        HOPWRIGHT_TRY_VOID(setMethodIn(graph, hop, method));
        Hop& changed = graph.hops[hop];
        if (methodRow(method).takesPassword)
            makeExplicit(graph, changed, std::nullopt);
        if (methodRow(method).bringsOwnProof)
            changed.credential = {};
    }
    return checked(before, std::move(graph));
}

Result<Graph> setMethodAlone(Graph graph, HopId hop, Method method)
{
    const Graph before = graph;
    HOPWRIGHT_TRY_VOID(setMethodIn(graph, hop, method));
    return checked(before, std::move(graph));
}

Result<Graph> setCredential(Graph graph, HopId hop, model::Credential credential)
{
    return changed(std::move(graph), hop,
                   [credential](Hop& thing) { thing.credential = credential; });
}

Result<Graph> setTypedTarget(Graph graph, HopId hop, std::string_view typedTarget)
{
    return changed(std::move(graph), hop,
                   [typedTarget](Hop& thing) { thing.typedTarget = typedTarget; });
}

Result<Graph> setTransport(Graph graph, HopId hop, model::Transport transport)
{
    return changedSession(std::move(graph), hop,
                          [transport](Hop& thing) { thing.transport = transport; });
}

Result<Graph> setHopPort(Graph graph, HopId hop, std::optional<std::uint16_t> port)
{
    return setHopPort(std::move(graph), std::set{hop}, port);
}

Result<Graph> setHopPort(Graph graph, const std::set<HopId>& hops,
                         std::optional<std::uint16_t> port)
{
    return changedSessions(std::move(graph), hops, [port](Hop& thing) { thing.port = port; });
}

Result<Graph> setMinCredSspVersion(Graph graph, HopId hop, std::uint32_t version)
{
    return changedSession(std::move(graph), hop,
                          [version](Hop& thing) { thing.minCredSspVersion = version; });
}

Result<Graph> useCredSsp(Graph graph, HopId hop, std::optional<AccountId> account)
{
    HOPWRIGHT_TRY_VOID(setMethodIn(graph, hop, Method::CredSsp));
    return giveOwnCredential(std::move(graph), hop, account);
}

Result<Graph> replaceCredSsp(Graph graph, HopId hop)
{
    const Graph before = graph;
    HOPWRIGHT_TRY_VOID(setMethodIn(graph, hop, Method::Default));
    const ComputerId server = graph.hops.at(hop).to.computer;
    for (const auto& [id, each] : before.hops) {
        const bool ownProof = model::isSession(each) && model::bringsOwnProof(each.method);
        if (each.from == server && !each.credential.isExplicit && !ownProof)
            makeExplicit(graph, graph.hops[id], std::nullopt);
    }
    return checked(before, std::move(graph));
}

Result<Graph> giveOwnCredential(Graph graph, HopId hop, std::optional<AccountId> account)
{
    const Graph before = graph;
    HOPWRIGHT_TRY(Hop* const found, hopOf(graph, hop));
    makeExplicit(graph, *found, account);
    return checked(before, std::move(graph));
}

Result<Graph> addRoute(Graph graph, std::vector<HopId> hops, std::string_view name)
{
    const bool allThere =
        std::ranges::all_of(hops, [&graph](HopId hop) { return graph.hops.contains(hop); });
    if (!allThere || hops.empty()) {
        return fail(ErrorCode::UnknownNode,
                    Sentence::saying("a hop of the route is not in the drawing"));
    }
    const Graph before = graph;
    std::string made =
        name.empty() ? freeRouteName(graph, routeName(graph, hops)) : std::string(name);
    insertRoute(graph, std::move(hops), std::move(made));
    return checked(before, std::move(graph));
}

Result<Graph> routeSessions(Graph graph)
{
    const Graph before = graph;
    std::set<HopId> routed;
    for (const auto& [id, route] : graph.routes)
        routed.insert(route.hops.begin(), route.hops.end());
    std::vector<HopId> open;
    std::set<ComputerId> goesOn;
    for (const auto& [id, hop] : graph.hops) {
        if (!model::isSession(hop) || routed.contains(id))
            continue;
        open.push_back(id);
        if (hop.from != hop.to.computer)
            goesOn.insert(hop.from);
    }
    // The ends of chains first: the sessions before them are then on their way.
    std::ranges::sort(open, {}, [&](HopId id) {
        return std::pair(goesOn.contains(graph.hops.at(id).to.computer), id);
    });
    WayFinder finder(graph);
    RouteNames names(graph);
    for (const HopId id : open) {
        if (routed.contains(id) || graph.routes.size() == model::maxRoutes)
            continue;
        Way way = finder.find(graph.hops.at(id).from, 1).front();
        std::erase(way, id);  // A session to its own machine leads to itself.
        way.push_back(id);
        routed.insert(way.begin(), way.end());
        std::string name = names.take(routeName(graph, way));
        insertRoute(graph, std::move(way), std::move(name));
    }
    return checked(before, std::move(graph));
}

Result<Graph> renameRoute(Graph graph, RouteId route, std::string_view name)
{
    return changed(std::move(graph), route, [name](model::Route& thing) { thing.name = name; });
}

Result<Graph> removeRoute(Graph graph, RouteId route)
{
    if (graph.routes.erase(route) == 0)
        return fail(ErrorCode::UnknownNode, Sentence::saying("the route is not in the drawing"));
    return graph;
}

Result<Graph> setProbe(Graph graph, RouteId route, model::Probe probe)
{
    return changed(std::move(graph), route,
                   [&probe](model::Route& thing) { thing.probe = std::move(probe); });
}

std::string routeName(const Graph& graph, const std::vector<HopId>& hops)
{
    if (hops.empty())
        return {};
    const Hop& first = graph.hops.at(hops.front());
    const Hop& last = graph.hops.at(hops.back());
    const std::string& end = last.to.resource ? graph.resources.at(*last.to.resource).name
                                              : graph.computers.at(last.to.computer).name;
    return graph.computers.at(first.from).name + " → " + end;
}

}  // namespace hopwright::edit
