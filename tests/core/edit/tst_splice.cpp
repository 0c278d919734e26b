#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/splice.h"
#include "core/model/graph_difference.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::model;

namespace {

constexpr const char* now = "2026-03-04T05:06:07Z";

using Names = std::vector<std::string>;

Graph drawn(const Names& chains)
{
    auto graph = edit::parseChains(chains);
    return graph ? *std::move(graph) : Graph{};
}

ComputerId idOf(const Graph& graph, std::string_view name)
{
    const Computer* const computer = computerByName(graph, name);
    return computer == nullptr ? ComputerId{} : computer->id;
}

Graph with(Graph graph, const char* machine)
{
    return edit::addComputer(std::move(graph), {.name = machine}, "").value();
}

Graph withoutRoutes(Graph graph)
{
    const auto routes = graph.routes;
    for (const auto& [id, route] : routes)
        graph = edit::removeRoute(std::move(graph), id).value();
    return graph;
}

/// The hop from \p from to \p to, `JUMP01` or `FS01\Reports`; null: there is none.
const Hop* hopBetween(const Graph& graph, std::string_view from, std::string_view to)
{
    for (const auto& [id, hop] : graph.hops) {
        if (graph.computers.at(hop.from).name == from && hopTargetName(graph, hop) == to)
            return &graph.hops.at(id);
    }
    return nullptr;
}

/// Every hop as `A > B`, sorted.
Names hopsOf(const Graph& graph)
{
    Names out;
    for (const auto& [id, hop] : graph.hops)
        out.push_back(graph.computers.at(hop.from).name + " > " + hopTargetName(graph, hop));
    std::ranges::sort(out);
    return out;
}

/// Where a route goes, from its first machine to its end.
Names wayOf(const Graph& graph, RouteId route)
{
    const std::vector<HopId>& hops = graph.routes.at(route).hops;
    Names out{graph.computers.at(graph.hops.at(hops.front()).from).name};
    for (const HopId each : hops)
        out.push_back(hopTargetName(graph, graph.hops.at(each)));
    return out;
}

std::set<ComputerId> idsOf(const Graph& graph, const Names& names)
{
    std::set<ComputerId> out;
    for (const std::string& each : names)
        out.insert(idOf(graph, each));
    return out;
}

/// Chains over some of a few machines, none visited twice, some to a share.
Names randomChains(std::mt19937& random)
{
    Names machines;
    for (int i = 0; i < 9; ++i)
        machines.push_back("knoten-" + std::to_string(i) + ".süd.example");
    Names out;
    for (int i = 0; i < 5; ++i) {
        std::ranges::shuffle(machines, random);
        const std::size_t count = 2 + random() % 5;
        std::string chain = machines[0];
        for (std::size_t at = 1; at < count; ++at)
            chain += (random() % 3 == 0 ? " -credssp-> " : " -> ") + machines[at];
        if (random() % 2 == 0)
            chain += R"( -> \\)" + machines[count] + R"(\Ablage)";
        // One that says another method of a hop that is drawn is left out.
        Names more = out;
        more.push_back(chain);
        if (edit::parseChains(more))
            out = std::move(more);
    }
    return out;
}

bool holds(const Names& way, const std::string& machine)
{
    return std::ranges::any_of(way, [&](const std::string& each) {
        return each == machine || each.starts_with(machine + '\\');
    });
}

}  // namespace

/// A machine put into a hop, and a machine removed whose neighbours are joined.
class TestSplice : public QObject {
    Q_OBJECT

private slots:
    void aMachineGoesIntoAHop();
    void aHopToAShareBeginsAtTheMachine();
    void aPortIsThatOfItsMachine();
    void aSessionThatIsThereIsTaken();
    void allRoutesOverTheHopGoOverTheMachine();
    void whatCannotBeSplicedIsRefused();
    void aRouteThatGetsTooLongIsRefused();
    void neighboursAreJoined();
    void routesSayWhatIsJoined();
    void withoutRoutesAllIsJoined();
    void aHopThatIsThereIsTaken();
    void thereAndBackLeavesNothing();
    void aRouteThatEndedThereIsGone();
    void aRouteThatBeganThereBeginsBefore();
    void severalAreRemovedAtOnce();
    void whatWouldBeTooMuchIsRefused();
    void spliceAndRemovalAreOppositeOnAnyDrawing();
};

void TestSplice::aMachineGoesIntoAHop()
{
    Graph graph = with(
        drawn(
            {R"(ws-0042.munich.example -credssp-> größe.süd.example -> \\サーバー01\Abrechnung)"}),
        "gate.dmz.example");
    const HopId hop = hopBetween(graph, "ws-0042", "größe")->id;
    const auto next = edit::spliceIn(graph, hop, idOf(graph, "gate"), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next),
             (Names{"gate > größe", "größe > サーバー01\\Abrechnung", "ws-0042 > gate"}));
    const Hop& second = next->hops.at(hop);
    QCOMPARE(second.from, idOf(*next, "gate"));
    QCOMPARE(second.typedTarget, graph.hops.at(hop).typedTarget);
    const Hop& first = *hopBetween(*next, "ws-0042", "gate");
    QVERIFY(first.method == Method::CredSsp);
    QVERIFY(first.credential == second.credential);
    QVERIFY(first.credential.isExplicit);
    QCOMPARE(first.typedTarget, std::string("gate.dmz.example"));
    QCOMPARE(first.provenance.time, std::string(now));
    QCOMPARE(next->routes.size(), std::size_t{1});
    QCOMPARE(wayOf(*next, next->routes.begin()->first),
             (Names{"ws-0042", "gate", "größe", "サーバー01\\Abrechnung"}));
    QCOMPARE(next->routes.begin()->second.name, graph.routes.begin()->second.name);
}

void TestSplice::aHopToAShareBeginsAtTheMachine()
{
    Graph graph = with(drawn({R"(PC9 -> \\LAGER\Ablage)"}), "SPRUNG");
    const HopId hop = graph.hops.begin()->first;
    const auto next = edit::spliceIn(graph, hop, idOf(graph, "SPRUNG"), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), (Names{"PC9 > SPRUNG", "SPRUNG > LAGER\\Ablage"}));
    const Hop& first = *hopBetween(*next, "PC9", "SPRUNG");
    QVERIFY(isSession(first));
    QVERIFY(first.method == Method::Default);
    QVERIFY(first.credential == Credential{});
    QCOMPARE(next->hops.at(hop).typedTarget, std::string(R"(\\LAGER\Ablage)"));
}

void TestSplice::aPortIsThatOfItsMachine()
{
    Graph graph = with(drawn({"PC9 -ssh-> LINUX01:2222"}), "SPRUNG");
    const HopId hop = graph.hops.begin()->first;
    QCOMPARE(graph.hops.at(hop).port, std::optional<std::uint16_t>(2222));
    const auto next = edit::spliceIn(graph, hop, idOf(graph, "SPRUNG"), now);
    QVERIFY(next);
    QCOMPARE(next->hops.at(hop).port, std::optional<std::uint16_t>(2222));
    const Hop& first = *hopBetween(*next, "PC9", "SPRUNG");
    QVERIFY(first.method == Method::Ssh);
    QVERIFY(!first.port);
}

void TestSplice::aSessionThatIsThereIsTaken()
{
    Graph graph = drawn({"PC9 -ntlm-> SPRUNG", R"(PC9 -credssp-> ZIEL -> \\LAGER\Ablage)"});
    const HopId there = hopBetween(graph, "PC9", "SPRUNG")->id;
    const HopId hop = hopBetween(graph, "PC9", "ZIEL")->id;
    const auto next = edit::spliceIn(graph, hop, idOf(graph, "SPRUNG"), now);
    QVERIFY(next);
    QCOMPARE(next->hops.size(), graph.hops.size());
    QVERIFY(next->hops.at(there) == graph.hops.at(there));
    const RouteId route = routesThrough(*next, hop).at(0);
    QCOMPARE(next->routes.at(route).hops.front(), there);
}

void TestSplice::allRoutesOverTheHopGoOverTheMachine()
{
    Graph graph = with(drawn({R"(PC1 -> TOR -> ZIEL -> \\LAGER\A)", R"(PC2 -> TOR -> ZIEL)",
                              R"(PC3 -> TOR -> \\LAGER\B)"}),
                       "SPRUNG");
    const auto next =
        edit::spliceIn(graph, hopBetween(graph, "TOR", "ZIEL")->id, idOf(graph, "SPRUNG"), now);
    QVERIFY(next);
    Names ways;
    for (const auto& [id, route] : next->routes) {
        std::string text;
        for (const std::string& each : wayOf(*next, id))
            text += each + ' ';
        ways.push_back(text);
    }
    std::ranges::sort(ways);
    QCOMPARE(ways,
             (Names{"PC1 TOR SPRUNG ZIEL LAGER\\A ", "PC2 TOR SPRUNG ZIEL ", "PC3 TOR LAGER\\B "}));
}

void TestSplice::whatCannotBeSplicedIsRefused()
{
    const Graph graph = drawn({R"(PC9 -> ZIEL -> \\LAGER\Ablage)", R"(SPRUNG -> ZIEL)"});
    const HopId hop = hopBetween(graph, "PC9", "ZIEL")->id;
    const auto code = [&](HopId into, ComputerId machine) {
        const auto tried = edit::spliceIn(graph, into, machine, now);
        return tried ? ErrorCode{} : tried.error().code;
    };
    QVERIFY(code(hop, idOf(graph, "PC9")) == ErrorCode::NotAllowed);
    QVERIFY(code(hop, idOf(graph, "ZIEL")) == ErrorCode::NotAllowed);
    QVERIFY(code(hopBetween(graph, "ZIEL", "LAGER\\Ablage")->id, idOf(graph, "LAGER"))
            == ErrorCode::NotAllowed);
    QVERIFY(code(hop, idOf(graph, "SPRUNG")) == ErrorCode::NotAllowed);  // It leads there already.
    QVERIFY(code(HopId{9999}, idOf(graph, "SPRUNG")) == ErrorCode::UnknownNode);
    QVERIFY(code(hop, ComputerId{9999}) == ErrorCode::UnknownNode);
}

void TestSplice::aRouteThatGetsTooLongIsRefused()
{
    std::string chain = "M0";
    for (std::size_t i = 1; i <= maxRouteHops; ++i)
        chain += " -> M" + std::to_string(i);
    const Graph graph = with(drawn({chain}), "SPRUNG");
    QCOMPARE(graph.routes.begin()->second.hops.size(), maxRouteHops);
    const auto next = edit::spliceIn(graph, graph.hops.begin()->first, idOf(graph, "SPRUNG"), now);
    QVERIFY(!next);
    QVERIFY(next.error().code == ErrorCode::TooLarge);
}

void TestSplice::neighboursAreJoined()
{
    const Graph graph = drawn(
        {R"(ws-0042 -credssp-> SPRUNG -ntlm-> größe.süd.example -> \\サーバー01\Abrechnung)"});
    const HopId kept = hopBetween(graph, "SPRUNG", "größe")->id;
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"SPRUNG"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), (Names{"größe > サーバー01\\Abrechnung", "ws-0042 > größe"}));
    QCOMPARE(idOf(*next, "SPRUNG"), ComputerId{});
    const Hop& joined = next->hops.at(kept);
    QVERIFY(joined.method == Method::Ntlm);  // What was said of the way to where it leads.
    QCOMPARE(joined.typedTarget, std::string("größe.süd.example"));
    QCOMPARE(next->routes.size(), std::size_t{1});
    QCOMPARE(wayOf(*next, next->routes.begin()->first),
             (Names{"ws-0042", "größe", "サーバー01\\Abrechnung"}));
}

void TestSplice::routesSayWhatIsJoined()
{
    const Graph graph = drawn({R"(PC1 -> TOR -> \\LAGER\A)", R"(PC2 -> TOR -> \\LAGER\B)"});
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), (Names{"PC1 > LAGER\\A", "PC2 > LAGER\\B"}));
    QCOMPARE(next->routes.size(), std::size_t{2});
}

void TestSplice::withoutRoutesAllIsJoined()
{
    const Graph graph = withoutRoutes(drawn({"PC1 -> TOR -> ZIEL1", "PC2 -> TOR -> ZIEL2"}));
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), (Names{"PC1 > ZIEL1", "PC1 > ZIEL2", "PC2 > ZIEL1", "PC2 > ZIEL2"}));

    // One that no route takes is joined with what the routes take, too.
    Graph mixed = drawn({R"(PC1 -> TOR -> \\LAGER\A)", "PC2 -> TOR"});
    const auto joined = edit::removeAndJoin(mixed, idsOf(mixed, {"TOR"}), now);
    QVERIFY(joined);
    QCOMPARE(hopsOf(*joined), (Names{"PC1 > LAGER\\A", "PC2 > LAGER\\A"}));
}

void TestSplice::aHopThatIsThereIsTaken()
{
    const Graph graph =
        drawn({R"(PC1 -credssp-> ZIEL)", R"(PC1 -> TOR -ntlm-> ZIEL -> \\LAGER\A)"});
    const HopId there = hopBetween(graph, "PC1", "ZIEL")->id;
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), (Names{"PC1 > ZIEL", "ZIEL > LAGER\\A"}));
    QVERIFY(next->hops.at(there) == graph.hops.at(there));
    for (const auto& [id, route] : next->routes)
        QCOMPARE(route.hops.front(), there);
}

void TestSplice::thereAndBackLeavesNothing()
{
    const Graph graph = drawn({R"(PC1 -> TOR -> PC1 -> \\LAGER\A)", "PC1 -> TOR -> PC1"});
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), Names{"PC1 > LAGER\\A"});
    QCOMPARE(next->routes.size(), std::size_t{1});
    QCOMPARE(wayOf(*next, next->routes.begin()->first), (Names{"PC1", "LAGER\\A"}));
}

void TestSplice::aRouteThatEndedThereIsGone()
{
    const Graph graph = drawn({"PC1 -> TOR", R"(PC2 -> TOR -> \\TOR\Eigene)", "PC3 -> ZIEL"});
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), Names{"PC3 > ZIEL"});
    QCOMPARE(next->routes.size(), std::size_t{1});
    QVERIFY(next->resources.empty());
}

void TestSplice::aRouteThatBeganThereBeginsBefore()
{
    // The route over TOR begins there; PC1 leads there in no route.
    Graph graph = withoutRoutes(drawn({R"(PC1 -> TOR -> ZIEL -> \\LAGER\A)"}));
    const std::vector<model::HopId> way = {hopBetween(graph, "TOR", "ZIEL")->id,
                                           hopBetween(graph, "ZIEL", "LAGER\\A")->id};
    graph = edit::addRoute(std::move(graph), way, "").value();
    QCOMPARE(graph.routes.begin()->second.name, std::string("TOR → A"));
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(next);
    QCOMPARE(wayOf(*next, next->routes.begin()->first), (Names{"PC1", "ZIEL", "LAGER\\A"}));
    QCOMPARE(next->routes.begin()->second.name, std::string("PC1 → A"));  // A made name follows.
}

void TestSplice::severalAreRemovedAtOnce()
{
    const Graph graph = drawn({R"(PC1 -> A1 -> A2 -> A3 -> \\LAGER\A)"});
    const auto next = edit::removeAndJoin(graph, idsOf(graph, {"A3", "A1", "A2"}), now);
    QVERIFY(next);
    QCOMPARE(hopsOf(*next), Names{"PC1 > LAGER\\A"});
    QCOMPARE(wayOf(*next, next->routes.begin()->first), (Names{"PC1", "LAGER\\A"}));
}

void TestSplice::whatWouldBeTooMuchIsRefused()
{
    Names chains;
    for (int i = 0; i < 40; ++i)
        chains.push_back("PC" + std::to_string(i) + " -> TOR -> ZIEL" + std::to_string(i));
    const Graph graph = drawn(chains);
    const auto byRoutes = edit::removeAndJoin(graph, idsOf(graph, {"TOR"}), now);
    QVERIFY(byRoutes);
    QCOMPARE(byRoutes->hops.size(), std::size_t{40});
    const auto all = edit::removeAndJoin(withoutRoutes(graph), idsOf(graph, {"TOR"}), now);
    QVERIFY(!all);  // 1,600.
    QVERIFY(all.error().code == ErrorCode::TooLarge);

    std::set<ComputerId> many;
    for (const auto& [id, computer] : graph.computers) {
        if (many.size() <= edit::maxJoinedMachines)
            many.insert(id);
    }
    const auto refused = edit::removeAndJoin(graph, many, now);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::NotAllowed);
    many.erase(many.begin());
    QVERIFY(edit::removeAndJoin(graph, many, now));
    const auto unknown = edit::removeAndJoin(graph, {ComputerId{9999}}, now);
    QVERIFY(!unknown);
    QVERIFY(unknown.error().code == ErrorCode::UnknownNode);
}

/// On drawings by chance: what comes out is a drawing; each route goes where it went, with the machine or without it; the
/// difference taken back gives the same drawing; and a machine that was put in leaves no trace when it is removed.
void TestSplice::spliceAndRemovalAreOppositeOnAnyDrawing()
{
    std::mt19937 random(18);  // NOLINT(cert-msc51-cpp): the same drawings each time.
    for (int round = 0; round < 60; ++round) {
        const Graph plain = drawn(randomChains(random));
        const Graph graph = with(plain, "EINSCHUB");
        const ComputerId machine = idOf(graph, "EINSCHUB");
        for (const auto& [id, hop] : graph.hops) {
            const auto next = edit::spliceIn(graph, id, machine, now);
            QVERIFY(next);
            QVERIFY(checkGraph(*next));
            for (const auto& [routeId, route] : graph.routes) {
                Names wanted = wayOf(graph, routeId);
                const auto at = std::ranges::find(route.hops, id);
                if (at != route.hops.end())
                    wanted.insert(wanted.begin() + (at - route.hops.begin()) + 1, "EINSCHUB");
                QCOMPARE(wayOf(*next, routeId), wanted);
            }
            Graph undone = *next;
            goBack(undone, differenceOf(graph, *next));
            QVERIFY(undone == graph);
            Graph removed = edit::removeAndJoin(*next, {machine}, now).value();
            removed.nextId = plain.nextId;
            QVERIFY(removed == plain);
        }
        for (const auto& [id, computer] : plain.computers) {
            const auto next = edit::removeAndJoin(plain, {id}, now);
            QVERIFY(next);
            QVERIFY(checkGraph(*next));
            for (const auto& [routeId, route] : plain.routes) {
                const Names way = wayOf(plain, routeId);
                const bool endsThere = holds({way.back()}, computer.name);
                if (!endsThere && way.front() == computer.name)
                    continue;  // It begins before, where a hop leads there: aRouteThatBeganThere….
                QCOMPARE(next->routes.contains(routeId), !endsThere);
                if (endsThere)
                    continue;
                Names wanted = way;
                std::erase(wanted, computer.name);
                QCOMPARE(wayOf(*next, routeId), wanted);
            }
            Graph undone = *next;
            goBack(undone, differenceOf(plain, *next));
            QVERIFY(undone == plain);
        }
    }
}

QTEST_APPLESS_MAIN(TestSplice)
#include "tst_splice.moc"
