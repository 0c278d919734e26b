#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// A to B to C to D, and a share on D.
struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::ComputerId d = machine("D");
    model::HopId first = session(a, b);
    model::HopId second = session(b, c);
    model::HopId third = session(c, d);
    model::HopId last = use(d, share(d, "R"));
};

}  // namespace

/// Hops in routes, in several and in none.
class TestRoutes : public QObject {
    Q_OBJECT

private slots:
    void ofTwoRoutesTheFirstIsShown();
    void theWorstIsShown();
    void aChainBeginsWhereItsSessionsBegin();
    void aShareLeadsNobodyToItsMachine();
    void inNoRouteItIsAsInOne();
    void aHopIsOfItsFirstRoute();
    void aWalkIsKeptForHopsAndRoutesThatAreTheSame();
    void aDenyListStays_data();
    void aDenyListStays();
    void findingsOfSessionsAreNotOfShares_data();
    void findingsOfSessionsAreNotOfShares();
    void credSspIsNeedlessByRuleOne();
    void whatIsOpenedWithoutAnAccountHasARule();
    void everyWordIsAsDocumented();
    void aMutedHopAsksForNothing();
};

/// #18: a muted hop, and what lies behind it, is not planned as needing delegation, and is never as good.
void TestRoutes::aMutedHopAsksForNothing()
{
    Chain w;
    w.giveCredential(w.second);
    w.graph.hops[w.second].method = Method::CredSsp;
    w.route({w.first, w.second, w.third, w.last});
    const auto other = w.use(w.b, w.share(w.machine("FS"), "Own"));
    w.route({w.first, other});
    QVERIFY(makePlan(w.graph).machines.at(w.b).clientRole);
    w.graph.hops[w.second].isMuted = true;
    const Plan plan = makePlan(w.graph);
    QVERIFY(!plan.machines.at(w.b).clientRole && !plan.machines.at(w.c).serverRole);
    QVERIFY(plan.changes.empty());
    for (const auto id : {w.second, w.third, w.last}) {
        const HopPrediction& hop = plan.hops.at(id);
        QVERIFY(hop.isMuted && !hop.reached);
        QCOMPARE(hop.outcome, Outcome::Unknown);
        QVERIFY(!plan.waysOut.contains(id) && !plan.alternatives.contains(id));
        QVERIFY(predictNow(w.graph, {}).at(id) == hop);
    }
    QCOMPARE(told(plan.hops.at(w.second).because.front()), std::string("D1 hop-muted 2"));
    QCOMPARE(told(plan.hops.at(w.last).because.front()), std::string("D1 behind-muted 4"));
    QCOMPARE(summaryOf(plan.hops.at(w.first)), std::string("allowed"));
    QVERIFY(!plan.hops.at(other).isMuted);
    for (const Finding& each : plan.findings)
        QVERIFY(each.where != "hop-" + std::to_string(std::to_underlying(w.second)));
}

/// docs/cli.md: a hop has one number, that of its first route, and its reasons and ways out say the same.
void TestRoutes::ofTwoRoutesTheFirstIsShown()
{
    Chain w;
    const auto e = w.machine("E");
    const auto before = w.session(e, w.a);
    w.giveCredential(w.second);
    w.giveCredential(w.first);
    w.route({w.first, w.second, w.third});
    w.route({before, w.first, w.second, w.third});
    const Plan plan = makePlan(w.graph);
    const HopPrediction& hop = plan.hops.at(w.third);
    QCOMPARE(summaryOf(hop), std::string("denied negotiate 0x8009030E not-delegated"));
    QCOMPARE(hopNumber(w.graph, w.third), 3);
    QCOMPARE(told(hop.because.front()), std::string("R1 needs-identity 3 C 2"));
    QCOMPARE(plan.waysOut.at(w.third).front().names, std::vector<std::string>{"A"});
    QCOMPARE(hop.arrivals.size(), std::size_t{3});
}

/// Denied before unknown before allowed, whichever route comes first, with the ways out of that one.
void TestRoutes::theWorstIsShown()
{
    for (const bool deniedFirst : {true, false}) {
        Drawing d;
        const auto a = d.machine("A"), b = d.machine("B"), e = d.machine("E");
        const auto delegated = d.credSsp(a, b);
        const auto plain = d.session(e, b);
        const auto last = d.use(b, d.share(d.machine("C"), "R"));
        const std::vector good{delegated, last};
        const std::vector bad{plain, last};
        d.route(deniedFirst ? bad : good);
        d.route(deniedFirst ? good : bad);
        const Plan plan = makePlan(d.graph);
        QCOMPARE(summaryOf(plan.hops.at(last)), std::string("denied access 5 not-delegated"));
        QCOMPARE(plan.waysOut.at(last).front().names, std::vector<std::string>{"E"});
        QCOMPARE(plan.waysOut.size(), std::size_t{1});
        QCOMPARE(plan.alternatives.size(), std::size_t{1});
        QCOMPARE(plan.alternatives.at(delegated).front().names, std::vector<std::string>{"A"});
    }
}

void TestRoutes::aChainBeginsWhereItsSessionsBegin()
{
    Chain w;
    for (const auto hop : {w.first, w.second, w.third})
        w.giveCredential(hop);
    const auto behind = w.use(w.d, w.share(w.a, "S"));
    const RouteWalk walk(w.graph);
    QVERIFY(walk.chainTo(behind) == (std::vector{w.first, w.second, w.third, behind}));
    const Plan plan = makePlan(w.graph);
    QCOMPARE(plan.waysOut.at(behind).front().names, std::vector<std::string>{"A"});
}

/// R1: whoever visits a share is not signed in on its machine.
void TestRoutes::aShareLeadsNobodyToItsMachine()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    std::ignore = d.use(a, d.share(b, "R"));
    const auto next = d.use(b, d.share(a, "S"));
    QCOMPARE(hopNumber(d.graph, next), 1);
    QCOMPARE(summaryOf(makePlan(d.graph).hops.at(next)), std::string("allowed"));
}

void TestRoutes::inNoRouteItIsAsInOne()
{
    Chain w;
    w.graph.hops[w.first].method = Method::CredSsp;
    w.giveCredential(w.first);
    const auto behind = w.use(w.d, w.share(w.a, "S"));
    const Plan loose = makePlan(w.graph);
    w.route({w.first, w.second, w.third, behind});
    const Plan routed = makePlan(w.graph);
    for (const auto hop : {w.first, w.second, w.third, behind})
        QCOMPARE(told(loose.hops.at(hop).because), told(routed.hops.at(hop).because));
    QVERIFY(loose.hops == routed.hops);
}

void TestRoutes::aHopIsOfItsFirstRoute()
{
    Chain w;
    const auto one = w.route({w.first});
    w.route({w.first, w.second});
    const RouteWalk walk(w.graph);
    QVERIFY(walk.routeOf(w.first) == one);
    QVERIFY(walk.routeOf(w.second).has_value() && walk.routeOf(w.second) != one);
    QVERIFY(!walk.routeOf(w.third));
}

void TestRoutes::aWalkIsKeptForHopsAndRoutesThatAreTheSame()
{
    Chain chain;
    const auto route = chain.route({chain.first, chain.second});
    const Shared<RouteWalk> walk{RouteWalk(chain.graph)};
    model::Graph moved = chain.graph;
    moved.computers[chain.a].position = {.x = 8, .y = 0};
    QCOMPARE(&*walkOf(moved, walk), &*walk);
    model::Graph otherHop = chain.graph;
    otherHop.hops[chain.third].from = chain.b;
    QVERIFY(&*walkOf(otherHop, walk) != &*walk);
    model::Graph otherRoutes = chain.graph;
    otherRoutes.routes.erase(route);
    QVERIFY(&*walkOf(otherRoutes, walk) != &*walk);
    QVERIFY(!walkOf(otherRoutes, walk)->isInRoute(chain.first));
}

void TestRoutes::aDenyListStays_data()
{
    QTest::addColumn<bool>("drawn");
    QTest::addColumn<int>("seen");  // -1: not; 0: off; 1: on.
    QTest::addColumn<bool>("denied");
    QTest::newRow("neither") << false << -1 << false;
    QTest::newRow("drawn") << true << -1 << true;
    QTest::newRow("field/15: seen") << false << 1 << true;
    QTest::newRow("seen, and off") << false << 0 << false;
    QTest::newRow("drawn, and seen off") << true << 0 << true;
}

/// §3.3: deny wins, and what the plan adds does not help against it.
void TestRoutes::aDenyListStays()
{
    QFETCH(bool, drawn);
    QFETCH(int, seen);
    QFETCH(bool, denied);
    Drawing d;
    const auto a = d.machine("A");
    const auto hop = d.credSsp(a, d.machine("B"));
    if (drawn)
        d.graph.computers[a].practice.denyFresh = {"WSMAN/B"};
    if (seen >= 0)
        d.graph.seen[a].denyFresh =
            model::DelegateList{.enabled = seen == 1, .entries = {"WSMAN/b"}};
    QCOMPARE(summaryOf(makePlan(d.graph).hops.at(hop)),
             std::string(denied ? "denied delegate 0x803381A3 delegate-list-denies" : "allowed"));
}

void TestRoutes::findingsOfSessionsAreNotOfShares_data()
{
    QTest::addColumn<bool>("toShare");
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("findings");
    QTest::newRow("S4: a session")
        << false << Method::Default << QStringLiteral("S4 domain-unknown B");
    QTest::newRow("S4: a share asks no TrustedHosts") << true << Method::Default << QString();
    QTest::newRow("R1: a share has no method") << true << Method::CredSsp << QString();
}

void TestRoutes::findingsOfSessionsAreNotOfShares()
{
    QFETCH(bool, toShare);
    QFETCH(Method, method);
    QFETCH(QString, findings);
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B", std::nullopt);
    const auto hop = toShare ? d.use(a, d.share(b, "R")) : d.session(a, b);
    d.graph.hops[hop].method = method;
    QStringList found;
    for (const Finding& each : makePlan(d.graph).findings)
        found += QString::fromStdString(told(each.text));
    QCOMPARE(found.join(u'\n'), findings);
}

void TestRoutes::credSspIsNeedlessByRuleOne()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    std::ignore = d.credSsp(a, b);
    const auto isSaid = [&d] {
        return std::ranges::any_of(makePlan(d.graph).findings, [](const Finding& each) {
            return each.text.key == ReasonKey::CredSspNotNeeded;
        });
    };
    QVERIFY(isSaid());
    d.use(b, d.share(a, "R"));
    QVERIFY(!isSaid());
}

/// M15: R2 asks for a credential where the user sits, R5 on a machine behind.
void TestRoutes::whatIsOpenedWithoutAnAccountHasARule()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto nested = d.session(b, d.machine("C"), Method::CredSsp);
    const auto first = d.session(a, b, Method::CredSsp);
    const HopPrediction atStart = makePlan(d.graph).hops.at(first);
    QVERIFY(atStart.cause == Cause::ImplicitCredentialWithCredSsp);
    QVERIFY(!hasRule(atStart.because, "R5"));
    d.giveCredential(first);
    const HopPrediction behind = makePlan(d.graph).hops.at(nested);
    QVERIFY(behind.cause == Cause::ImplicitCredentialWithCredSsp);
    QVERIFY(hasRule(behind.because, "R5"));
}

/// docs/architecture.md and docs/cli.md: the ten stages and the causes.
void TestRoutes::everyWordIsAsDocumented()
{
    using enum Stage;
    const std::vector<std::pair<Stage, std::string_view>> stages{
        {Resolve, "resolve"},     {Connect, "connect"},     {Tls, "tls"},
        {Offer, "offer"},         {Negotiate, "negotiate"}, {Bind, "bind"},
        {Delegate, "delegate"},   {Shell, "shell"},         {Command, "command"},
        {Stage::Access, "access"}};
    for (const auto& [stage, word] : stages)
        QCOMPARE(wordOf(stage), word);
    const std::vector<std::pair<Cause, std::string_view>> causes{
        {Cause::NotDelegated, "not-delegated"},
        {Cause::PermissionOnResource, "permission-on-resource"},
        {Cause::ClientRoleMissing, "client-role-missing"},
        {Cause::ServerRoleMissing, "server-role-missing"},
        {Cause::DelegateListMissing, "delegate-list-missing"},
        {Cause::DelegateListMismatch, "delegate-list-mismatch"},
        {Cause::NtlmOnlyListNeeded, "ntlm-only-list-needed"},
        {Cause::DelegateListDenies, "delegate-list-denies"},
        {Cause::TrustedHosts, "trusted-hosts"},
        {Cause::ImplicitCredentialWithCredSsp, "implicit-credential-with-credssp"},
        {Cause::WrongPassword, "wrong-password"},
        {Cause::AccountNotKnown, "account-not-known"},
        {Cause::Unknown, "unknown"}};
    for (const auto& [cause, word] : causes)
        QCOMPARE(wordOf(cause), word);
}

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
