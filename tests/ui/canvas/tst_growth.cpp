#include "core/plan/plan.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/canvas_content.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/graph_view.h"

#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using bench::Shape;

/// What stands on the canvas is made once for several changes, by work that grows as the drawing does.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void looksGrowWithTheDrawing_data();
    void looksGrowWithTheDrawing();
    void severalChangesMakeItOnce();
    void whatIsAskedForIsOfTheDrawingAsItIs();
};

void TestGrowth::looksGrowWithTheDrawing_data()
{
    QTest::addColumn<Shape>("shape");
    for (const auto& [shape, name] : bench::shapes)
        QTest::newRow(name) << shape;
}

void TestGrowth::looksGrowWithTheDrawing()
{
    QFETCH(Shape, shape);
    const auto costs = [&](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(shape, machines);
        const ui::CanvasContent content{.plan = plan::makePlan(graph)};
        return static_cast<double>(
            allocationsOf([&] { std::ignore = ui::looksOf(graph, content); }));
    };
    constexpr std::uint32_t machines = 300;
    const double small = costs(machines);
    const double large = costs(2 * machines);
    QVERIFY2(large <= linearGrowth * small,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
}

void TestGrowth::severalChangesMakeItOnce()
{
    ui::GraphDocument document(bench::gridOf(200));
    ui::GraphView view;
    view.setDocument(&document);
    const Shared<plan::Plan> plan = plan::makePlan(document.graph());
    const auto costs = [&](const auto& change) {
        std::ignore = view.geometry();
        return allocationsOf([&] {
            change();
            std::ignore = view.geometry();
        });
    };
    view.setPlan(plan, {});
    const std::size_t one = costs([&] { view.setMissing({}); });
    const std::size_t four = costs([&] {
        view.setPlan(plan, {});
        view.setMissing({});
        view.setReport({});
        view.setPlan(plan, {});
    });
    QVERIFY(one > 200);
    QVERIFY2(four < one + one / 2, qPrintable(QStringLiteral("%1 and %2").arg(one).arg(four)));
}

void TestGrowth::whatIsAskedForIsOfTheDrawingAsItIs()
{
    ui::GraphDocument document(bench::gridOf(20));
    ui::GraphView view;
    view.setDocument(&document);
    QCOMPARE(view.geometry().cards().size(), 20U);
    model::Graph next = document.graph();
    const model::ComputerId first = next.computers.begin()->first;
    next.computers.at(first).name = "ANDERS";
    next.computers.at(first).position = {.x = 5000, .y = 700};
    document.edit(QStringLiteral("Rename"), next);
    QCOMPARE(view.looks().machines.at(first).name, QStringLiteral("ANDERS"));
    QCOMPARE(view.geometry().cards().at(first).rect.left(), 5000.0);
    plan::Plan plan = plan::makePlan(next);
    view.setPlan(plan, {});
    const bool hasRoles = std::ranges::any_of(
        view.looks().machines, [](const auto& item) { return !item.second.roles.empty(); });
    QVERIFY(hasRoles);
    view.setMissing(plan.changes);
    const bool anyMissing = std::ranges::any_of(
        view.looks().machines, [](const auto& item) { return item.second.notApplied; });
    QVERIFY(anyMissing);
}

QTEST_MAIN(TestGrowth)
#include "tst_growth.moc"
