#include "core/edit/chain.h"
#include "core/model/graph_rules.h"
#include "core/plan/overview.h"

#include <QTest>

#include <string>
#include <string_view>
#include <vector>

using namespace hopwright;

namespace {

model::ComputerId idOf(const model::Graph& graph, std::string_view name)
{
    return model::computerByName(graph, name)->id;
}

/// Two ways through one gate by CredSSP, one past it, and a machine alone.
model::Graph yard()
{
    const std::vector<std::string> chains{
        "PC-1.werft.example -credssp-> TOR.werft.example -> LAGER.werft.example",
        "PC-2.werft.example -credssp-> TOR.werft.example",
        "PC-3.hafen.example -> KRAN.hafen.example"};
    return edit::parseChains(chains).value();
}

plan::Overview of(const model::Graph& graph)
{
    return plan::overviewOf(graph, plan::makePlan(graph));
}

}  // namespace

class TestOverview : public QObject {
    Q_OBJECT

private slots:
    void rolesAreCounted();
    void whoHoldsPasswordsComesByTheirNumber();
    void wideEntriesAreToldWithTheirReach();
    void whatWasSeenCountsWhereThePolicyIsOn();
    void entriesBeyondTheLimitAreCounted();
    void anEmptyDrawingHasNothing();
};

void TestOverview::rolesAreCounted()
{
    const plan::Overview all = of(yard());
    QCOMPARE(all.clients, 2U);  // PC-1, PC-2.
    QCOMPARE(all.servers, 1U);  // TOR.
    // Domain reference §5.2: a session by the default method asks nothing of either end.
    QCOMPARE(all.nothingToSet, 3U);
}

void TestOverview::whoHoldsPasswordsComesByTheirNumber()
{
    model::Graph graph = yard();
    plan::Plan plan = plan::makePlan(graph);
    plan.machines.at(idOf(graph, "KRAN")).holdsPasswordOf = {"A\\a", "B\\b"};
    const plan::Overview all = plan::overviewOf(graph, plan);
    QCOMPARE(all.holders.size(), 2U);
    QVERIFY(all.holders[0].computer == idOf(graph, "KRAN"));
    QCOMPARE(all.holders[0].accounts, 2U);
    QVERIFY(all.holders[1].computer == idOf(graph, "TOR"));
}

void TestOverview::wideEntriesAreToldWithTheirReach()
{
    model::Graph graph = yard();
    graph.computers[idOf(graph, "PC-1")].practice.allowFresh = {"WSMAN/*.werft.example",
                                                                "WSMAN/TOR.werft.example"};
    graph.computers[idOf(graph, "PC-2")].practice.allowFreshNtlmOnly = {"wsman/*.WERFT.example",
                                                                        "WSMAN/*"};
    const plan::Overview all = of(graph);
    QCOMPARE(all.wide.size(), 2U);
    QCOMPARE(all.wide[0].entry, std::string("WSMAN/*"));
    QCOMPARE(all.wide[0].reached, graph.computers.size());
    QCOMPARE(all.wide[0].clients, 1U);
    QCOMPARE(all.wide[1].entry, std::string("WSMAN/*.werft.example"));
    QCOMPARE(all.wide[1].clients, 2U);
    QCOMPARE(all.wide[1].reached, 4U);
    QCOMPARE(all.wideLeftOut, 0U);
}

void TestOverview::whatWasSeenCountsWhereThePolicyIsOn()
{
    model::Graph graph = yard();
    graph.seen[idOf(graph, "PC-1")].allowFresh =
        model::DelegateList{.enabled = false, .entries = {"WSMAN/*"}};
    QVERIFY(of(graph).wide.empty());
    graph.seen[idOf(graph, "PC-1")].allowFresh->enabled = true;
    QCOMPARE(of(graph).wide.size(), 1U);
}

void TestOverview::entriesBeyondTheLimitAreCounted()
{
    model::Graph graph = yard();
    auto& entries = graph.computers[idOf(graph, "PC-3")].practice.allowFresh;
    for (std::size_t i = 0; i < plan::maxWideEntries + 7; ++i)
        entries.push_back("WSMAN/*.zweig-" + std::to_string(i) + ".hafen.example");
    const plan::Overview all = of(graph);
    QCOMPARE(all.wide.size(), plan::maxWideEntries);
    QCOMPARE(all.wideLeftOut, 7U);
}

void TestOverview::anEmptyDrawingHasNothing()
{
    QVERIFY(of({}) == plan::Overview());
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
