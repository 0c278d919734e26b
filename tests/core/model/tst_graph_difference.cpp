#include "core/model/graph_difference.h"

#include <QTest>

#include <random>

using namespace hopwright::model;

namespace {

/// A drawing with things of all kinds; \p seed says which and what they are called.
Graph drawing(unsigned seed)
{
    std::mt19937 numbers(seed);
    const auto hasThing = [&] {
        return numbers() % 3 != 0;
    };
    const auto name = [&](const char* kind) {
        return kind + std::to_string(numbers() % 4);
    };
    Graph out;
    for (std::uint32_t id = 1; id <= 40; ++id) {
        if (!hasThing())
            continue;
        switch (id % 7) {
        case 0:
            out.domains[DomainId{id}] = {.id = DomainId{id}, .dnsName = name("domäne")};
            break;
        case 1:
            out.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = name("RECHNER")};
            break;
        case 2:
            out.resources[ResourceId{id}] = {
                .id = ResourceId{id}, .computer = ComputerId{1}, .name = name("Ablage")};
            break;
        case 3:
            out.accounts[AccountId{id}] = {.id = AccountId{id}, .user = name("anna")};
            break;
        case 4:
            out.hops[HopId{id}] = {.id = HopId{id},
                                   .from = ComputerId{1},
                                   .to = {.computer = ComputerId{2}},
                                   .typedTarget = name("ziel")};
            break;
        case 5:
            out.routes[RouteId{id}] = {.id = RouteId{id}, .name = name("Weg")};
            break;
        default:
            out.seen[ComputerId{id}] = {.credSspClient = numbers() % 2 == 0};
            break;
        }
    }
    out.nextId = 41 + static_cast<std::uint32_t>(numbers() % 2);
    if (hasThing())
        out.unknown.attributes = {{"später", name("wert")}};
    return out;
}

}  // namespace

/// A difference leads from one drawing to the other and back, and holds nothing else.
class TestGraphDifference : public QObject {
    Q_OBJECT

private slots:
    void itLeadsForwardAndBack();
    void twoComeToOne();
    void thereAndBackIsNone();
    void itHoldsWhatChanged();
};

void TestGraphDifference::itLeadsForwardAndBack()
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        const Graph before = drawing(seed);
        const Graph after = drawing(seed + 1);
        const GraphDifference difference = differenceOf(before, after);
        QCOMPARE(difference.isEmpty(), before == after);
        Graph graph = before;
        goForward(graph, difference);
        QVERIFY(graph == after);
        goBack(graph, difference);
        QVERIFY(graph == before);
    }
}

void TestGraphDifference::twoComeToOne()
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        const Graph one = drawing(seed);
        const Graph two = drawing(seed + 1);
        const Graph three = drawing(seed + 2);
        const GraphDifference both = joined(differenceOf(one, two), differenceOf(two, three));
        QVERIFY(both == differenceOf(one, three));
    }
}

void TestGraphDifference::thereAndBackIsNone()
{
    for (unsigned seed = 0; seed < 50; ++seed) {
        const Graph one = drawing(seed);
        const Graph two = drawing(seed + 7);
        QVERIFY(joined(differenceOf(one, two), differenceOf(two, one)).isEmpty());
    }
}

void TestGraphDifference::itHoldsWhatChanged()
{
    Graph before;
    constexpr std::uint32_t count = 1000;
    for (std::uint32_t id = 1; id <= count; ++id)
        before.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = "R" + std::to_string(id)};
    Graph after = before;
    after.computers[ComputerId{500}].notes = "im Keller";
    after.computers.erase(ComputerId{7});
    after.computers[ComputerId{count + 1}] = {.id = ComputerId{count + 1}, .name = "NEU"};
    const GraphDifference difference = differenceOf(before, after);
    QCOMPARE(difference.computers.size(), 3U);
    QVERIFY(!difference.computers.at(ComputerId{7}).after);
    QVERIFY(!difference.computers.at(ComputerId{count + 1}).before);
    QCOMPARE(difference.computers.at(ComputerId{500}).after->notes, std::string("im Keller"));
    QVERIFY(!difference.nextId);
}

QTEST_APPLESS_MAIN(TestGraphDifference)
#include "tst_graph_difference.moc"
