#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::model;

namespace {

Graph machines()
{
    Graph graph;
    for (const char* const name : {"A", "B", "C", "X"}) {
        auto next = edit::addComputer(graph, {.name = name}, "");
        graph = *std::move(next);
    }
    auto withShare = edit::addResource(graph, computerByName(graph, "C")->id,
                                       ResourceKind::SmbShare, "Reports", "");
    return *std::move(withShare);
}

Result<Graph> connected(const Graph& graph, const char* from, const char* to,
                        std::string typed = {})
{
    return edit::connectHop(graph,
                            {.from = computerByName(graph, from)->id,
                             .to = {.computer = computerByName(graph, to)->id},
                             .typedTarget = std::move(typed)},
                            "now");
}

edit::NewHop toReports(const Graph& graph, const char* from)
{
    const Resource& share = graph.resources.begin()->second;
    return {.from = computerByName(graph, from)->id,
            .to = {.computer = share.computer, .resource = share.id}};
}

}  // namespace

class TestEditHops : public QObject {
    Q_OBJECT

private slots:
    void aHopToAShareMakesARoute();
    void twoWaysBackAreAQuestion();
    void aHopDrawnLaterGoesBeforeTheRoute();
    void aHopToItselfLeadsToItsMachine();
    void sessionsInNoRouteGetOne();
    void aHopTwiceIsRefused();
    void severalAreChangedTogetherOrNotAtAll();
    void credSspBringsAnExplicitCredential();
    void theOnlyAccountIsTaken();
    void anOwnCredentialIsExplicit();
    void aShareHopHasNoMethod();
    void settingsAreChecked();
    void routesAreEdited();
    void aLoopHasAWayBack();
};

void TestEditHops::aHopToAShareMakesARoute()
{
    const auto first = connected(machines(), "A", "B", "b.alias");
    QVERIFY(first);
    QVERIFY(first->routes.empty());
    const auto graph = edit::connectHop(*first, toReports(*first, "B"), "now");
    QVERIFY(graph);
    QCOMPARE(graph->routes.size(), std::size_t{1});
    const Route& route = graph->routes.begin()->second;
    QCOMPARE(route.name, std::string("A → Reports"));
    QCOMPARE(route.hops.size(), std::size_t{2});
    QVERIFY(route.probe.kind == ProbeKind::CreateFile);
    QCOMPARE(graph->hops.at(route.hops[0]).typedTarget, std::string("b.alias"));
    QCOMPARE(graph->hops.at(route.hops[1]).typedTarget, std::string(R"(\\C\Reports)"));
    QCOMPARE(graph->hops.at(route.hops[1]).provenance.time, std::string("now"));
}

void TestEditHops::twoWaysBackAreAQuestion()
{
    auto graph = connected(*connected(machines(), "A", "B"), "X", "B");
    QVERIFY(graph);
    const auto refused = edit::connectHop(*graph, toReports(*graph, "B"), "");
    QVERIFY(!refused && refused.error().code == ErrorCode::NotAllowed);
    QCOMPARE(refused.error().detail,
             std::string("2 ways lead to B: choose the one that the route takes"));
    const auto ways = edit::waysBack(*graph, computerByName(*graph, "B")->id);
    QCOMPARE(ways.size(), std::size_t{2});
    edit::NewHop hop = toReports(*graph, "B");
    hop.wayBack = ways[1];
    const auto chosen = edit::connectHop(*graph, hop, "");
    QVERIFY(chosen);
    QCOMPARE(chosen->routes.begin()->second.name, std::string("X → Reports"));
}

void TestEditHops::aHopDrawnLaterGoesBeforeTheRoute()
{
    const Graph start = machines();
    const auto share = edit::connectHop(start, toReports(start, "B"), "");
    QVERIFY(share);
    QCOMPARE(share->routes.begin()->second.name, std::string("B → Reports"));
    const auto whole = connected(*share, "A", "B");
    QVERIFY(whole);
    QCOMPARE(whole->routes.size(), std::size_t{1});
    QCOMPARE(whole->routes.begin()->second.name, std::string("A → Reports"));
    QCOMPARE(whole->routes.begin()->second.hops.size(), std::size_t{2});
    const auto second = connected(*whole, "X", "B");
    QVERIFY(second && second->routes == whole->routes);
}

/// field/17: drawn before or behind what it is for.
void TestEditHops::aHopToItselfLeadsToItsMachine()
{
    const auto self = connected(machines(), "A", "A");
    QVERIFY(self);
    QVERIFY(!connected(*self, "A", "A"));
    const auto id = [&self](const char* name) {
        return model::computerByName(*self, name)->id;
    };
    const auto ways = edit::waysBack(*self, id("A"));
    QCOMPARE(ways.size(), 1UZ);
    QCOMPARE(ways.front(), std::vector<HopId>{self->hops.begin()->first});
    const auto drawn = connected(*self, "A", "B");
    QVERIFY(drawn);
    QCOMPARE(edit::waysBack(*drawn, id("B")).size(), 1UZ);
    QCOMPARE(edit::waysBack(*drawn, id("B")).front().size(), 2UZ);
    const auto before = connected(*edit::parseChain("A -> B -> \\\\C\\Reports"), "A", "A");
    QVERIFY(before);
    QCOMPARE(before->routes.begin()->second.hops.size(), 3UZ);
    QVERIFY(!model::findFault(*before));
}

/// What `probe` and F5 test of a drawing with sessions alone.
void TestEditHops::sessionsInNoRouteGetOne()
{
    Graph graph = *connected(*connected(machines(), "A", "B"), "B", "C");
    QVERIFY(graph.routes.empty());
    const auto one = edit::routeSessions(graph);
    QVERIFY(one);
    QCOMPARE(one->routes.size(), 1UZ);
    const model::Route& route = one->routes.begin()->second;
    QCOMPARE(route.name, std::string("A → C"));
    QCOMPARE(route.hops.size(), 2UZ);
    QCOMPARE(route.probe.kind, model::ProbeKind::Session);
    QVERIFY(!model::findFault(*one));
    QCOMPARE(edit::routeSessions(*one)->routes, one->routes);  // Nothing is left over.
    // Fan-out, fan-in and a machine to itself: each session is in a route.
    for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
             {"A", "C"}, {"X", "B"}, {"X", "X"}, {"C", "A"}}) {
        const auto next = connected(graph, from, to);
        QVERIFY(next);
        graph = *next;
    }
    const auto all = edit::routeSessions(graph);
    QVERIFY(all && !model::findFault(*all));
    for (const auto& [id, hop] : all->hops)
        QVERIFY(model::routeOf(*all, id));
    QCOMPARE(edit::routeSessions(*all)->routes, all->routes);
}

void TestEditHops::aHopTwiceIsRefused()
{
    const auto twice = connected(*connected(machines(), "A", "B"), "A", "B");
    QVERIFY(!twice && twice.error().code == ErrorCode::NotAllowed);
    QCOMPARE(twice.error().detail, std::string("the hop from A to B is drawn already"));
    QVERIFY(connected(*connected(machines(), "A", "B"), "B", "A"));
    const Graph graph = machines();
    QVERIFY(
        !edit::connectHop(graph, {.from = ComputerId{99}, .to = {.computer = ComputerId{1}}}, ""));
    QVERIFY(
        !edit::connectHop(graph, {.from = ComputerId{1}, .to = {.computer = ComputerId{99}}}, ""));
}

void TestEditHops::credSspBringsAnExplicitCredential()
{
    const auto graph = edit::parseChain("A -> B");
    const HopId hop = graph->hops.begin()->first;
    const auto both = edit::setMethod(*graph, hop, Method::CredSsp);
    QVERIFY(both->hops.at(hop).method == Method::CredSsp);
    QVERIFY(both->hops.at(hop).credential.isExplicit);
    QVERIFY(!both->hops.at(hop).credential.account);
    const auto alone = edit::setMethodAlone(*graph, hop, Method::CredSsp);
    QVERIFY(alone->hops.at(hop).method == Method::CredSsp);
    QVERIFY(!alone->hops.at(hop).credential.isExplicit);
    QVERIFY(edit::useCredSsp(*graph, hop) == both);
    QVERIFY(!edit::setMethod(*graph, hop, Method::Unknown));
    const auto back = edit::setMethod(*both, hop, Method::Kerberos);
    QVERIFY(back->hops.at(hop).credential.isExplicit);  // Somebody typed it: it stays.
}

void TestEditHops::theOnlyAccountIsTaken()
{
    const auto chain = edit::parseChain("A -> B");
    const HopId hop = chain->hops.begin()->first;
    const auto one = edit::addAccount(*chain, "LAB\\alice");
    const auto alice = *edit::newestAccount(*one);
    QVERIFY(edit::useCredSsp(*one, hop)->hops.at(hop).credential.account == alice);
    const auto two = edit::addAccount(*one, "bob@lab.example");
    const auto bob = *edit::newestAccount(*two);
    QVERIFY(!edit::useCredSsp(*two, hop)->hops.at(hop).credential.account);
    QVERIFY(edit::useCredSsp(*two, hop, bob)->hops.at(hop).credential.account == bob);
    QVERIFY(!edit::useCredSsp(*two, hop, AccountId{99}));
    QCOMPARE(accountText(two->accounts.at(bob)), std::string("bob@lab.example"));
}

void TestEditHops::anOwnCredentialIsExplicit()
{
    const auto graph = edit::parseChain(R"(A -> B -> \\C\Share)");
    const HopId last = graph->hops.rbegin()->first;
    const auto own = edit::giveOwnCredential(*graph, last);
    QVERIFY(own && own->hops.at(last).credential.isExplicit);
    QVERIFY(own->hops.at(last).method == Method::Default);
    QVERIFY(own->hops.begin()->second == graph->hops.begin()->second);
}

void TestEditHops::aShareHopHasNoMethod()
{
    const auto graph = edit::parseChain(R"(A -> B -> \\C\Share)");
    const HopId last = graph->hops.rbegin()->first;
    for (const auto& refused :
         {edit::setMethod(*graph, last, Method::CredSsp), edit::useCredSsp(*graph, last),
          edit::setTransport(*graph, last, Transport::Https),
          edit::setHopPort(*graph, last, std::uint16_t{1})})
        QVERIFY(!refused && refused.error().code == ErrorCode::NotAllowed);
}

void TestEditHops::settingsAreChecked()
{
    const auto graph = edit::parseChain("A -> B");
    const HopId hop = graph->hops.begin()->first;
    QVERIFY(!edit::setMinCredSspVersion(*graph, hop, 1));
    QVERIFY(!edit::setMinCredSspVersion(*graph, hop, 7));
    QVERIFY(edit::setMinCredSspVersion(*graph, hop, 2)->hops.at(hop).minCredSspVersion == 2);
    QVERIFY(!edit::setHopPort(*graph, hop, std::uint16_t{0}));
    QVERIFY(edit::setHopPort(*graph, hop, std::uint16_t{5986})->hops.at(hop).port == 5986);
    QVERIFY(!edit::setTypedTarget(*graph, hop, ""));
    QVERIFY(edit::setTypedTarget(*graph, hop, "10.0.0.5")->hops.at(hop).typedTarget == "10.0.0.5");
    QVERIFY(!edit::setCredential(*graph, hop, {.isExplicit = true, .account = AccountId{99}}));
    QVERIFY(!edit::setMethod(*graph, HopId{99}, Method::Ntlm));
}

void TestEditHops::routesAreEdited()
{
    const auto graph = edit::parseChain(R"(A -> B -> \\C\Share)");
    const RouteId route = graph->routes.begin()->first;
    const HopId first = graph->hops.begin()->first;
    QCOMPARE(edit::renameRoute(*graph, route, "Nightly report")->routes.at(route).name,
             std::string("Nightly report"));
    QVERIFY(!edit::renameRoute(*graph, route, ""));
    QVERIFY(edit::removeRoute(*graph, route)->routes.empty());
    QVERIFY(!edit::removeRoute(*graph, RouteId{99}));
    const auto probe =
        edit::setProbe(*graph, route, {.kind = ProbeKind::ReadFile, .path = "a.txt"});
    QVERIFY(probe->routes.at(route).probe.kind == ProbeKind::ReadFile);
    const auto added = edit::addRoute(*graph, {first}, "");
    QVERIFY(added);
    const Route& session = added->routes.at(*edit::newestRoute(*added));
    QCOMPARE(session.name, std::string("A → B"));
    QVERIFY(session.probe.kind == ProbeKind::Session);
    QVERIFY(!edit::addRoute(*graph, {HopId{99}}, ""));
    QVERIFY(!edit::addRoute(*graph, {graph->hops.rbegin()->first, first}, ""));
    const auto same = edit::addRoute(*added, {first}, "");
    QCOMPARE(same->routes.at(*edit::newestRoute(*same)).name, std::string("A → B (2)"));
}

void TestEditHops::aLoopHasAWayBack()
{
    const auto loop = connected(*connected(machines(), "A", "B"), "B", "A");
    QVERIFY(loop);
    const auto ways = edit::waysBack(*loop, computerByName(*loop, "B")->id);
    QCOMPARE(ways.size(), std::size_t{1});
    QCOMPARE(ways.front().size(), std::size_t{1});
    QVERIFY(edit::connectHop(*loop, toReports(*loop, "B"), ""));
    const auto none = edit::waysBack(*loop, computerByName(*loop, "X")->id);
    QCOMPARE(none.size(), std::size_t{1});
    QVERIFY(none.front().empty());
}

void TestEditHops::severalAreChangedTogetherOrNotAtAll()
{
    const Graph graph = edit::parseChain(R"(PC9 -> TOR -ntlm-> ZIEL -> \\LAGER\Ablage)").value();
    std::set<HopId> sessions;
    std::set<HopId> all;
    for (const auto& [id, hop] : graph.hops) {
        all.insert(id);
        if (isSession(hop))
            sessions.insert(id);
    }
    QCOMPARE(sessions.size(), std::size_t{2});
    const auto next = edit::setMethod(graph, sessions, Method::CredSsp);
    QVERIFY(next);
    for (const HopId id : sessions) {
        // As of one: the credential follows.
        const Graph one = edit::setMethod(graph, id, Method::CredSsp).value();
        QVERIFY(next->hops.at(id) == one.hops.at(id));
    }
    const auto refused = edit::setMethod(graph, all, Method::CredSsp);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::NotAllowed);
    const auto ports = edit::setHopPort(graph, sessions, 6001);
    QVERIFY(ports);
    for (const HopId id : sessions)
        QCOMPARE(ports->hops.at(id).port, std::optional<std::uint16_t>(6001));
    QVERIFY(!edit::setHopPort(graph, all, 6001));

    std::set<ComputerId> machines;
    for (const auto& [id, computer] : graph.computers)
        machines.insert(id);
    const auto placed = edit::setDomain(graph, machines, "süd.example", "");
    QVERIFY(placed);
    QCOMPARE(placed->domains.size(), std::size_t{1});
    for (const auto& [id, computer] : placed->computers)
        QCOMPARE(computer.domain, std::optional(placed->domains.begin()->first));
    machines.insert(ComputerId{9999});
    const auto gone = edit::setOs(graph, machines, "Windows Server 2025");
    QVERIFY(!gone);
    QVERIFY(gone.error().code == ErrorCode::UnknownNode);
}

QTEST_APPLESS_MAIN(TestEditHops)
#include "tst_edit_hops.moc"
