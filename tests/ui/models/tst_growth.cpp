#include "core/plan/plan.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"
#include "ui/models/outline_model.h"
#include "ui/theme/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using bench::Shape;
using ui::OutlineModel;

/// The Outline of a large drawing costs what grows as the drawing does, and a small change of it little.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void theOutlineGrowsWithTheDrawing_data();
    void theOutlineGrowsWithTheDrawing();
    void textsAreMadeForRowsThatAreAskedFor();
    void oneChangeIsToldOfOneRow();
    void manyChangesAreToldAtOnce();
    void aChangedNameIsShown();
};

void TestGrowth::theOutlineGrowsWithTheDrawing_data()
{
    QTest::addColumn<Shape>("shape");
    for (const auto& [shape, name] : bench::shapes)
        QTest::newRow(name) << shape;
}

void TestGrowth::theOutlineGrowsWithTheDrawing()
{
    QFETCH(Shape, shape);
    const auto costs = [&](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(shape, machines);
        const OutlineModel::Predictions now = plan::predictNow(graph, {});
        return static_cast<double>(allocationsOf([&] {
            OutlineModel outline;
            outline.setContent(graph, now, {});
        }));
    };
    constexpr std::uint32_t machines = 300;
    const double small = costs(machines);
    const double large = costs(2 * machines);
    QVERIFY2(large <= linearGrowth * small,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
}

void TestGrowth::textsAreMadeForRowsThatAreAskedFor()
{
    const model::Graph graph = bench::gridOf(100);
    OutlineModel outline;
    outline.setContent(graph, plan::predictNow(graph, {}), {});
    const QModelIndex hop = outline.indexOf(ui::thingFromId(QStringLiteral("hop-102")));
    QVERIFY(hop.isValid());
    QCOMPARE(hop.data().toString(), QStringLiteral("1 SRV1000 → SRV1001"));
    QCOMPARE(hop.parent().data().toString(), QStringLiteral("route 0"));
    QCOMPARE(hop.parent().data(ui::ThingIdRole).toString(), QStringLiteral("route-402"));
}

void TestGrowth::oneChangeIsToldOfOneRow()
{
    const model::Graph graph = bench::gridOf(200);
    const model::HopId alone = graph.hops.rbegin()->first;  // In no route.
    OutlineModel::Predictions now = plan::predictNow(graph, {});
    now.at(alone) = {.hop = alone, .outcome = Outcome::Allowed};
    OutlineModel outline;
    const QAbstractItemModelTester tester(&outline,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    outline.setContent(graph, now, {});
    const QSignalSpy told(&outline, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&outline, &QAbstractItemModel::modelReset);
    outline.setContent(graph, now, {});
    QCOMPARE(told.count(), 0);
    now.at(alone).outcome = Outcome::Unknown;
    outline.setContent(graph, now, {});
    QCOMPARE(told.count(), 1);
    const auto row = told.first().first().value<QModelIndex>();
    QCOMPARE(row.data(ui::ThingIdRole).toString(),
             QStringLiteral("hop-%1").arg(static_cast<std::uint32_t>(alone)));
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("cannot say")));
    QCOMPARE(resets.count(), 0);
}

void TestGrowth::manyChangesAreToldAtOnce()
{
    const model::Graph graph = bench::gridOf(200);
    OutlineModel outline;
    const QAbstractItemModelTester tester(&outline,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    outline.setContent(graph, {}, {});
    const QPersistentModelIndex kept = outline.indexOf(ui::thingFromId(QStringLiteral("hop-202")));
    const QSignalSpy told(&outline, &QAbstractItemModel::dataChanged);
    const QSignalSpy layouts(&outline, &QAbstractItemModel::layoutChanged);
    outline.setContent(graph, plan::predictNow(graph, {}), {});
    QCOMPARE(told.count(), 0);
    QCOMPARE(layouts.count(), 1);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(ui::ThingIdRole).toString(), QStringLiteral("hop-202"));
}

/// A machine's name stands in its own row and in those of its hops, also where a resource is their end.
void TestGrowth::aChangedNameIsShown()
{
    bench::LargeDrawing drawing(3);
    drawing.route({drawing.session(0, 1, true), drawing.share(1, 2)});
    model::Graph graph = drawing.take();
    OutlineModel outline;
    outline.setContent(graph, {}, {});
    const QSignalSpy told(&outline, &QAbstractItemModel::dataChanged);
    graph.computers[drawing.machine(1)].name = "UMGETAUFT";
    outline.setContent(graph, {}, {});
    QCOMPARE(told.count(), 3);  // The machine, the hop to it and the one from it.
    graph.resources[graph.resources.begin()->first].name = "Ablage";
    outline.setContent(graph, {}, {});
    QCOMPARE(told.count(), 5);
    graph.routes[graph.routes.begin()->first].name = "Weg";
    outline.setContent(graph, {}, {});
    QCOMPARE(told.count(), 6);
    graph.domains[graph.domains.begin()->first].dnsName = "ort.example";
    outline.setContent(graph, {}, {});
    QCOMPARE(told.count(), 7);
    graph.computers[drawing.machine(0)].kind = model::ComputerKind::Client;
    outline.setContent(graph, {}, {});
    QCOMPARE(told.count(), 8);
}

QTEST_MAIN(TestGrowth)
#include "tst_growth.moc"
