#include "core/edit/chain.h"
#include "core/edit/reach.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::model;

namespace {

using Names = std::vector<std::string>;

/// Two clients over one gate, one of them to two shares; a loop; and a chain of its own.
Graph net()
{
    const Names chains{R"(PC1 -> TOR -> ZIEL -> \\LAGER\A)", R"(PC2 -> TOR -> \\LAGER\B)",
                       "ZIEL -> RING -> ZIEL", R"(أحمد -> 独立 -> \\單獨\檔案)"};
    return edit::parseChains(chains).value();
}

edit::Selection machine(const Graph& graph, const char* name)
{
    return {.computers = {computerByName(graph, name)->id}};
}

edit::Selection share(const Graph& graph, const char* name)
{
    for (const auto& [id, resource] : graph.resources) {
        if (resource.name == name)
            return {.resources = {id}};
    }
    return {};
}

Names machines(const Graph& graph, const edit::Selection& things)
{
    Names out;
    for (const ComputerId id : things.computers)
        out.push_back(graph.computers.at(id).name);
    std::ranges::sort(out);
    return out;
}

Names hops(const Graph& graph, const edit::Selection& things)
{
    Names out;
    for (const HopId id : things.hops) {
        const Hop& hop = graph.hops.at(id);
        out.push_back(graph.computers.at(hop.from).name + " > " + hopTargetName(graph, hop));
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace

/// What leads where.
class TestReach : public QObject {
    Q_OBJECT

private slots:
    void upstreamIsAllThatLeadsThere();
    void ofAResourceOnlyWhatLeadsToIt();
    void downstreamIsAllThatIsReached();
    void ofAHopItsOtherEndGoesOn();
    void connectedIsBothWays();
    void thePathIsTheShortestEitherWay();
    void whatIsNotThereIsPassedOver();
    void aLongChainIsFollowedToItsEnd();
};

void TestReach::upstreamIsAllThatLeadsThere()
{
    const Graph graph = net();
    const auto found = edit::upstreamOf(graph, machine(graph, "ZIEL"));
    QCOMPARE(machines(graph, found), (Names{"PC1", "PC2", "RING", "TOR", "ZIEL"}));
    QCOMPARE(hops(graph, found),
             (Names{"PC1 > TOR", "PC2 > TOR", "RING > ZIEL", "TOR > ZIEL", "ZIEL > RING"}));
    QVERIFY(found.resources.empty());
}

void TestReach::ofAResourceOnlyWhatLeadsToIt()
{
    const Graph graph = net();
    const auto found = edit::upstreamOf(graph, share(graph, "B"));
    QCOMPARE(machines(graph, found), (Names{"PC1", "PC2", "TOR"}));
    QCOMPARE(hops(graph, found), (Names{"PC1 > TOR", "PC2 > TOR", "TOR > LAGER\\B"}));
    QCOMPARE(found.resources, share(graph, "B").resources);
    // Of the machine, all.
    QCOMPARE(hops(graph, edit::upstreamOf(graph, machine(graph, "LAGER"))).size(), std::size_t{7});
}

void TestReach::downstreamIsAllThatIsReached()
{
    const Graph graph = net();
    const auto found = edit::downstreamOf(graph, machine(graph, "TOR"));
    QCOMPARE(machines(graph, found), (Names{"LAGER", "RING", "TOR", "ZIEL"}));
    QCOMPARE(hops(graph, found), (Names{"RING > ZIEL", "TOR > LAGER\\B", "TOR > ZIEL",
                                        "ZIEL > LAGER\\A", "ZIEL > RING"}));
    QCOMPARE(found.resources.size(), std::size_t{2});
}

void TestReach::ofAHopItsOtherEndGoesOn()
{
    const Graph graph = net();
    edit::Selection hop;
    for (const auto& [id, each] : graph.hops) {
        if (hopTargetName(graph, each) == "TOR" && hop.hops.empty())
            hop.hops.insert(id);  // PC1 > TOR.
    }
    QCOMPARE(machines(graph, edit::upstreamOf(graph, hop)), Names{"PC1"});
    QCOMPARE(machines(graph, edit::downstreamOf(graph, hop)),
             (Names{"LAGER", "RING", "TOR", "ZIEL"}));
}

void TestReach::connectedIsBothWays()
{
    const Graph graph = net();
    QCOMPARE(machines(graph, edit::connectedTo(graph, machine(graph, "PC2"))),
             (Names{"LAGER", "PC1", "PC2", "RING", "TOR", "ZIEL"}));
    const auto apart = edit::connectedTo(graph, share(graph, "檔案"));
    QCOMPARE(machines(graph, apart), (Names{"أحمد", "單獨", "独立"}));
    QCOMPARE(apart.hops.size(), std::size_t{2});
}

void TestReach::thePathIsTheShortestEitherWay()
{
    const Names chains{"A -> B -> C -> D", "A -> X -> D", "D -> E"};
    const Graph graph = edit::parseChains(chains).value();
    const auto id = [&](const char* name) {
        return computerByName(graph, name)->id;
    };
    const auto path = edit::pathBetween(graph, id("A"), id("E"));
    QVERIFY(path);
    QCOMPARE(hops(graph, *path), (Names{"A > X", "D > E", "X > D"}));
    QCOMPARE(machines(graph, *path), (Names{"A", "D", "E", "X"}));
    QVERIFY(edit::pathBetween(graph, id("E"), id("A")) == path);
    QVERIFY(!edit::pathBetween(graph, id("B"), id("X")));
    QVERIFY(edit::pathBetween(graph, id("A"), id("A"))->hops.empty());
}

void TestReach::whatIsNotThereIsPassedOver()
{
    const Graph graph = net();
    const edit::Selection gone{
        .computers = {ComputerId{9999}}, .resources = {ResourceId{9998}}, .hops = {HopId{9997}}};
    QVERIFY(edit::upstreamOf(graph, gone).empty());
    QVERIFY(edit::downstreamOf(graph, gone).empty());
    QVERIFY(edit::connectedTo(graph, gone).empty());
    QVERIFY(!edit::pathBetween(graph, ComputerId{9999}, graph.computers.begin()->first));
}

/// Without recursion: a drawing may be one chain of all its machines.
void TestReach::aLongChainIsFollowedToItsEnd()
{
    Graph graph;
    for (std::uint32_t i = 1; i <= maxComputers; ++i) {
        graph.computers[ComputerId{i}] = {.id = ComputerId{i}, .name = "M" + std::to_string(i)};
        if (i > 1) {
            const HopId id{static_cast<std::uint32_t>(maxComputers) + i};
            graph.hops[id] = {
                .id = id, .from = ComputerId{i - 1}, .to = {.computer = ComputerId{i}}};
        }
    }
    const ComputerId first{1};
    const ComputerId last{static_cast<std::uint32_t>(maxComputers)};
    QCOMPARE(edit::downstreamOf(graph, {.computers = {first}}).computers.size(), maxComputers);
    QCOMPARE(edit::upstreamOf(graph, {.computers = {last}}).computers.size(), maxComputers);
    QCOMPARE(edit::pathBetween(graph, first, last)->hops.size(), maxComputers - 1);
}

QTEST_APPLESS_MAIN(TestReach)
#include "tst_reach.moc"
