#include "core/model/muted.h"

#include <QTest>

#include <initializer_list>
#include <string>
#include <vector>

namespace hopwright::model {

namespace {

/// Machines are 1 to 9, hops have two digits, from and to: 12 leads from 1 to 2.
Graph drawn(const std::vector<std::uint32_t>& hops,
            std::initializer_list<std::vector<std::uint32_t>> routes = {})
{
    Graph out;
    for (std::uint32_t id = 1; id < 10; ++id)
        out.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = std::to_string(id)};
    for (const std::uint32_t id : hops) {
        out.hops[HopId{id}] = {
            .id = HopId{id}, .from = ComputerId{id / 10}, .to = {.computer = ComputerId{id % 10}}};
    }
    std::uint32_t next = 100;
    for (const auto& route : routes) {
        Route& made = out.routes[RouteId{next}];
        made.id = RouteId{next++};
        for (const std::uint32_t hop : route)
            made.hops.push_back(HopId{hop});
    }
    out.nextId = next;
    return out;
}

QString textOf(const std::set<HopId>& hops)
{
    QStringList out;
    for (const HopId each : hops)
        out += QString::number(static_cast<std::uint32_t>(each));
    return out.join(u' ');
}

}  // namespace

class TestMuted : public QObject {
    Q_OBJECT

private slots:
    void whatLiesBehindIsMutedToo_data();
    void whatLiesBehindIsMutedToo();
    void aDrawingWithoutThemHasNoRouteOverThem();
};

void TestMuted::whatLiesBehindIsMutedToo_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<std::vector<std::uint32_t>>("muted");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Graph& graph,
                        const std::vector<std::uint32_t>& muted, const char* expected) {
        QTest::newRow(name) << graph << muted << QString::fromLatin1(expected);
    };
    row("nothing is muted", drawn({12, 23}), {}, "");
    row("a route: what comes after it", drawn({12, 23, 34}, {{12, 23, 34}}), {23}, "23 34");
    row("the last of a route", drawn({12, 23}, {{12, 23}}), {23}, "23");
    row("another route leads there", drawn({12, 23, 43}, {{12, 23}, {43}}), {12}, "12 23");
    row("a hop that another route reaches", drawn({12, 23, 42}, {{12, 23}, {42, 23}}), {12}, "12");
    row("in no route: sessions", drawn({12, 23, 34}), {12}, "12 23 34");
    row("in no route: another session leads there", drawn({12, 23, 42}), {12}, "12");
    row("in no route: what leads there lies behind, too", drawn({12, 23, 34, 42}), {12},
        "12 23 34 42");
    row("a session to itself leads nowhere", drawn({11, 12}), {11}, "11");
    row("a fork: the other way counts", drawn({12, 23, 24}), {23}, "23");
    row("two muted ones before one machine", drawn({12, 32, 24}), {12, 32}, "12 24 32");
    row("one of two is enough to get there", drawn({12, 32, 24}), {12}, "12");
    row("behind a route, in none", drawn({12, 23, 34}, {{12, 23}}), {12}, "12 23 34");
}

void TestMuted::whatLiesBehindIsMutedToo()
{
    QFETCH(Graph, graph);
    QFETCH(std::vector<std::uint32_t>, muted);
    QFETCH(QString, expected);
    for (const std::uint32_t hop : muted)
        graph.hops[HopId{hop}].isMuted = true;
    QCOMPARE(textOf(mutedHops(graph)), expected);
}

void TestMuted::aDrawingWithoutThemHasNoRouteOverThem()
{
    Graph graph = drawn({12, 23, 43}, {{12, 23}, {43}});
    QVERIFY(withoutMuted(graph, mutedHops(graph)) == graph);
    graph.hops[HopId{23}].isMuted = true;
    QVERIFY(isMuted(graph, graph.routes.at(RouteId{100})));
    QVERIFY(!isMuted(graph, graph.routes.at(RouteId{101})));
    const Graph counted = withoutMuted(graph, mutedHops(graph));
    QCOMPARE(counted.routes.size(), std::size_t{1});
    QCOMPARE(counted.hops.size(), std::size_t{2});
    QVERIFY(counted.hops.contains(HopId{12}));
    QVERIFY(counted.computers == graph.computers);
}

}  // namespace hopwright::model

QTEST_APPLESS_MAIN(hopwright::model::TestMuted)
#include "tst_muted.moc"
