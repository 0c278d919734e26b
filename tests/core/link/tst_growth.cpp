#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/plan/plan.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"

#include <QTest>

using namespace hopwright;
using bench::Shape;

/// Labs and runs of a large drawing take work that grows as the drawing does.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void statesGrowWithTheDrawing_data() { addShapes(); }
    void statesGrowWithTheDrawing();
    void theStartOfALabGrowsWithTheDrawing_data() { addShapes(); }
    void theStartOfALabGrowsWithTheDrawing();
    void theStartOfARunGrowsWithItsRoutes();

private:
    static void addShapes()
    {
        QTest::addColumn<Shape>("shape");
        for (const auto& [shape, name] : bench::shapes)
            QTest::newRow(name) << shape;
    }

    static void compare(std::uint32_t machines, const auto& costs)
    {
        const auto small = static_cast<double>(costs(machines));
        const auto large = static_cast<double>(costs(2 * machines));
        QVERIFY(small > 0);
        QVERIFY2(large <= linearGrowth * small,
                 qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
    }
};

/// With all applied that the plan asks for: in a star one machine has an entry for each other.
void TestGrowth::statesGrowWithTheDrawing()
{
    QFETCH(Shape, shape);
    compare(300, [shape](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(shape, machines);
        const plan::Plan made = plan::makePlan(graph);
        return allocationsOf([&] {
            const auto states = practice::statesAtStart(graph, {.applied = made.changes});
            QVERIFY(plan::missingChanges(made, states).empty());
        });
    });
}

void TestGrowth::theStartOfALabGrowsWithTheDrawing()
{
    QFETCH(Shape, shape);
    compare(130, [shape](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(shape, machines);
        link::PracticeLab lab;
        return allocationsOf([&] { QVERIFY(lab.start(graph, {})); });
    });
}

/// Each route is told of before the first is tested, without a copy of the drawing for each.
void TestGrowth::theStartOfARunGrowsWithItsRoutes()
{
    compare(100, [](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(Shape::Star, machines);
        link::PracticeLab lab;
        link::RunSession session(&lab);
        if (!lab.start(graph, {}))
            return std::size_t{0};
        std::vector<model::RouteId> routes;
        for (const auto& [id, route] : graph.routes)
            routes.push_back(id);
        return allocationsOf([&] { session.start(graph, {.routes = routes}); });
    });
}

QTEST_GUILESS_MAIN(TestGrowth)
#include "tst_growth.moc"
