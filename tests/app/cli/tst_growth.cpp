#include "app/cli/plan_json.h"
#include "app/cli/printing.h"
#include "core/plan/plan.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"

#include <QTest>

#include <sstream>

using namespace hopwright;
using bench::Shape;

/// What `plan` prints takes work that grows as the drawing does.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void printingGrowsWithTheDrawing_data();
    void printingGrowsWithTheDrawing();
};

void TestGrowth::printingGrowsWithTheDrawing_data()
{
    QTest::addColumn<Shape>("shape");
    for (const auto& [shape, name] : bench::shapes)
        QTest::newRow(name) << shape;
}

void TestGrowth::printingGrowsWithTheDrawing()
{
    QFETCH(Shape, shape);
    const auto costs = [&](std::uint32_t machines) {
        const model::Graph graph = bench::drawingOf(shape, machines);
        const plan::Plan made = plan::makePlan(graph);
        return static_cast<double>(allocationsOf([&] {
            std::ostringstream out;
            cli::printPlan(out, graph, made);
        }));
    };
    constexpr std::uint32_t machines = 200;
    const double small = costs(machines);
    const double large = costs(2 * machines);
    QVERIFY2(large <= linearGrowth * small,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
}

QTEST_MAIN(TestGrowth)
#include "tst_growth.moc"
