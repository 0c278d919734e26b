#include "core/edit/chain.h"
#include "core/edit/clip.h"
#include "core/edit/edit_hops.h"
#include "core/model/graph_rules.h"
#include "tests/bench/large_drawing.h"

#include <QTest>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::model;

namespace {

Graph drawn(const char* chain)
{
    auto graph = edit::parseChain(chain);
    return graph ? *std::move(graph) : Graph{};
}

ComputerId idOf(const Graph& graph, std::string_view name)
{
    const Computer* const computer = computerByName(graph, name);
    return computer == nullptr ? ComputerId{} : computer->id;
}

edit::Selection machines(const Graph& graph, std::initializer_list<const char*> names)
{
    edit::Selection out;
    for (const char* name : names)
        out.computers.insert(idOf(graph, name));
    return out;
}

std::vector<std::string> namesOf(const Graph& graph)
{
    std::vector<std::string> out;
    for (const auto& [id, computer] : graph.computers)
        out.push_back(computer.name);
    std::ranges::sort(out);
    return out;
}

}  // namespace

class TestClip : public QObject {
    Q_OBJECT

private slots:
    void whatHangsBetweenTheMachinesComesWithThem();
    void aShareBringsItsMachine();
    void intoAnEmptyDrawingItIsTheSame();
    void domainsAndAccountsThatAreThereAreThose();
    void aTakenNameGetsANumberAndItsTargetsFollow();
    void whatWasSeenStaysWithTheName();
    void aRowIsAChainThatDrawsItAgain_data();
    void aRowIsAChainThatDrawsItAgain();
    void whatIsNoRowIsAListOfNames();
    void whatIsNotThereIsRefused();
    void manyTimesTheSameStaysCheap();
};

void TestClip::whatHangsBetweenTheMachinesComesWithThem()
{
    const Graph graph = drawn(
        "PC.bau.example -credssp-> JUMP.bau.example -> DB.bau.example -> \\\\FS.bau.example\\Pläne");
    const auto clip = edit::takeOut(graph, machines(graph, {"JUMP", "DB"}));
    QVERIFY(clip);
    QCOMPARE(namesOf(*clip), (std::vector<std::string>{"DB", "JUMP"}));
    QCOMPARE(clip->hops.size(), 1U);    // From PC and to the share there is nothing.
    QCOMPARE(clip->routes.size(), 0U);  // Its route goes on to the share.
    QCOMPARE(clip->domains.size(), 1U);
    QVERIFY(checkGraph(*clip));
}

void TestClip::aShareBringsItsMachine()
{
    const Graph graph = drawn("PC -> JUMP -> \\\\FS\\Data");
    edit::Selection share;
    share.resources.insert(graph.resources.begin()->first);
    const auto clip = edit::takeOut(graph, share);
    QVERIFY(clip);
    QCOMPARE(namesOf(*clip), (std::vector<std::string>{"FS"}));
    QCOMPARE(clip->resources.size(), 1U);
}

void TestClip::intoAnEmptyDrawingItIsTheSame()
{
    const Graph graph = drawn("PC.bau.example -credssp-> JUMP@10.0.0.5 -> \\\\FS\\Data");
    edit::Selection all;
    for (const auto& [id, computer] : graph.computers)
        all.computers.insert(id);
    const auto clip = edit::takeOut(graph, all);
    QVERIFY(clip);
    const auto again = edit::putIn({}, *clip, {.x = 16, .y = 8}, "2026-11-30T00:00:00Z");
    QVERIFY(again);
    QCOMPARE(namesOf(*again), namesOf(graph));
    QCOMPARE(again->hops.size(), graph.hops.size());
    QCOMPARE(again->routes.size(), 1U);
    QCOMPARE(again->routes.begin()->second.name, graph.routes.begin()->second.name);
    for (const auto& [id, computer] : graph.computers) {
        const Computer& copy = again->computers.at(idOf(*again, computer.name));
        QCOMPARE(copy.dnsName, computer.dnsName);
        QCOMPARE(copy.address, computer.address);
        QCOMPARE(copy.kind, computer.kind);
        QCOMPARE(copy.position.x, computer.position.x + 16);
        QCOMPARE(copy.position.y, computer.position.y + 8);
    }
}

void TestClip::domainsAndAccountsThatAreThereAreThose()
{
    Graph graph =
        *edit::addAccount(drawn("PC.bau.example -credssp-> JUMP.bau.example"), "BAU\\ada");
    const HopId hop = graph.hops.begin()->first;
    graph.hops[hop].credential.account = *edit::newestAccount(graph);
    const auto clip = edit::takeOut(graph, machines(graph, {"PC", "JUMP"}));
    QVERIFY(clip);
    const auto other = edit::addAccount(drawn("A.BAU.EXAMPLE -> B.BAU.EXAMPLE"), "bau\\ADA");
    QVERIFY(other);
    const auto merged = edit::putIn(*other, *clip, {}, {});
    QVERIFY(merged);
    QCOMPARE(merged->domains.size(), 1U);
    QCOMPARE(merged->accounts.size(), 1U);
    QCOMPARE(merged->computers.size(), 4U);
}

void TestClip::aTakenNameGetsANumberAndItsTargetsFollow()
{
    const Graph graph =
        drawn("PC.bau.example -credssp-> JUMP.bau.example@10.0.0.5 -> \\\\FS.bau.example\\Data");
    edit::Selection all;
    for (const auto& [id, computer] : graph.computers)
        all.computers.insert(id);
    const auto clip = edit::takeOut(graph, all);
    const auto once = edit::putIn(graph, *clip, {.x = 0, .y = 200}, {});
    QVERIFY(once);
    const auto twice = edit::putIn(*once, *clip, {.x = 0, .y = 400}, {});
    QVERIFY(twice);
    QCOMPARE(namesOf(*twice), (std::vector<std::string>{"FS", "FS-2", "FS-3", "JUMP", "JUMP-2",
                                                        "JUMP-3", "PC", "PC-2", "PC-3"}));
    const Computer& jump = twice->computers.at(idOf(*twice, "JUMP-3"));
    QCOMPARE(jump.dnsName, std::string("JUMP-3.bau.example"));
    QVERIFY(jump.address.empty());
    std::vector<std::string> typed;
    for (const auto& [id, hop] : twice->hops)
        typed.push_back(hop.typedTarget);
    QVERIFY(std::ranges::count(typed, "JUMP-3.bau.example") == 1);
    QCOMPARE(twice->routes.size(), 3U);
}

void TestClip::whatWasSeenStaysWithTheName()
{
    Graph graph = drawn("PC -> JUMP");
    graph.seen[idOf(graph, "JUMP")].credSspServer = true;
    const auto clip = edit::takeOut(graph, machines(graph, {"JUMP"}));
    QVERIFY(clip);
    const auto elsewhere = edit::putIn(drawn("A -> B"), *clip, {}, {});
    QVERIFY(elsewhere);
    QCOMPARE(elsewhere->seen.size(), 1U);
    const auto besides = edit::putIn(graph, *clip, {}, {});
    QVERIFY(besides);
    QCOMPARE(besides->seen.size(), 1U);  // JUMP-2 was never seen.
}

void TestClip::aRowIsAChainThatDrawsItAgain_data()
{
    QTest::addColumn<QByteArray>("chain");
    for (const char* chain :
         {"PC -> JUMP",
          "PC.bau.example -credssp-> JUMP.bau.example:5985 -> \\\\FS.bau.example\\Data",
          "PC -ntlm/https-> JUMP@10.1.2.3 -kerberos-> B -> C",
          "B\xC3\x9CRO-7 -> \xE5\xBE\xB3\xE5\xB7\x9E.corp.example"})
        QTest::newRow(chain) << QByteArray(chain);
}

void TestClip::aRowIsAChainThatDrawsItAgain()
{
    QFETCH(const QByteArray, chain);
    const Graph graph = drawn(chain.constData());
    QVERIFY(!graph.hops.empty());
    edit::Selection all;
    for (const auto& [id, computer] : graph.computers)
        all.computers.insert(id);
    const std::string text = edit::textOf(*edit::takeOut(graph, all));
    const Graph again = drawn(text.c_str());
    QCOMPARE(namesOf(again), namesOf(graph));
    QCOMPARE(again.hops.size(), graph.hops.size());
    auto other = again.hops.begin();
    for (const auto& [id, hop] : graph.hops) {
        const Hop& twin = (other++)->second;
        QCOMPARE(twin.method, hop.method);
        QCOMPARE(twin.transport, hop.transport);
        QCOMPARE(twin.typedTarget, hop.typedTarget);
    }
}

void TestClip::whatIsNoRowIsAListOfNames()
{
    Graph graph = drawn("PC.bau.example -> JUMP");
    graph = *edit::addChain(graph, "PC -> DB", {}, {});
    edit::Selection all;
    for (const auto& [id, computer] : graph.computers)
        all.computers.insert(id);
    QCOMPARE(edit::textOf(*edit::takeOut(graph, all)), std::string("PC.bau.example\nJUMP\nDB"));
}

void TestClip::whatIsNotThereIsRefused()
{
    edit::Selection nothing;
    nothing.computers.insert(ComputerId{77});
    const auto clip = edit::takeOut(drawn("A -> B"), nothing);
    QVERIFY(!clip);
    QCOMPARE(clip.error().code, ErrorCode::UnknownNode);
}

/// A search for a free number that began at 2 each time would not end before the test's time does.
void TestClip::manyTimesTheSameStaysCheap()
{
    Graph many = bench::drawingOf(bench::Shape::Star, 2'000);
    edit::Selection all;
    for (const auto& [id, computer] : many.computers)
        all.computers.insert(id);
    const auto large = edit::takeOut(many, all);
    QVERIFY(large);
    const auto merged = edit::putIn(many, *large, {.x = 8, .y = 8}, {});
    QVERIFY(merged);
    QCOMPARE(merged->computers.size(), 4'000U);
    QCOMPARE(merged->hops.size(), 2 * many.hops.size());
}

QTEST_APPLESS_MAIN(TestClip)
#include "tst_clip.moc"
