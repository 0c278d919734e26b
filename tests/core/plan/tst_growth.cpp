#include "core/plan/plan.h"
#include "core/plan/predict.h"
#include "core/plan/route_walk.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"

#include <QTest>

#include <map>
#include <utility>

using namespace hopwright;
using bench::Shape;

/// Plan and predictions take work that grows as the drawing does.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void planGrowsWithTheDrawing_data() { addShapes(); }
    void planGrowsWithTheDrawing();
    void predictionGrowsWithTheDrawing_data() { addShapes(); }
    void predictionGrowsWithTheDrawing();
    void appliedListsGrowWithTheDrawing_data() { addShapes(); }
    void appliedListsGrowWithTheDrawing();
    void numbersGrowWithTheDrawing_data() { addShapes(); }
    void numbersGrowWithTheDrawing();
    void sharedWaysGiveWhatChainsGive_data();
    void sharedWaysGiveWhatChainsGive();

private:
    static void addShapes()
    {
        QTest::addColumn<Shape>("shape");
        for (const auto& [shape, name] : bench::shapes)
            QTest::newRow(name) << shape;
    }

    /// A drawing with its plan, made once for all that is measured of it.
    struct Planned {
        model::Graph graph;
        plan::Plan plan;
        double allocations = 0;  ///< That making the plan took.
    };

    static const Planned& planned(Shape shape, std::uint32_t machines)
    {
        static std::map<std::pair<Shape, std::uint32_t>, Planned> all;
        const auto [at, isNew] = all.try_emplace({shape, machines});
        Planned& out = at->second;
        if (isNew) {
            out.graph = bench::drawingOf(shape, machines);
            out.allocations =
                static_cast<double>(allocationsOf([&] { out.plan = plan::makePlan(out.graph); }));
        }
        return out;
    }

    /// \p costs: what it takes for one drawing.
    static void compare(const auto& costs)
    {
        QFETCH(Shape, shape);
        // Ways grow no more, cut after 64 hops: of the grid, which is 40 wide, from 2,560 machines on.
        const std::uint32_t machines = shape == Shape::Grid ? 2600 : 400;
        const double small = costs(planned(shape, machines));
        const double large = costs(planned(shape, 2 * machines));
        QVERIFY(small > 0);
        QVERIFY2(large <= linearGrowth * small,
                 qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
    }
};

void TestGrowth::planGrowsWithTheDrawing()
{
    compare([](const Planned& each) { return each.allocations; });
}

void TestGrowth::predictionGrowsWithTheDrawing()
{
    compare([](const Planned& each) {
        return static_cast<double>(
            allocationsOf([&] { std::ignore = plan::predictNow(each.graph, {}); }));
    });
}

/// All that the plan asks for is there: the machine in the middle of a star has an entry for each other.
void TestGrowth::appliedListsGrowWithTheDrawing()
{
    compare([](const Planned& each) {
        plan::KnownStates states;
        for (const auto& [id, machine] : each.plan.machines) {
            model::MachineState& state = states[id];
            state.credSspClient = state.credSspServer = true;
            state.allowFresh = {.enabled = true};
            state.trustedHosts.emplace();
            for (const auto& entry : machine.delegateComputers) {
                state.allowFresh->entries.push_back("WSMAN/" + entry.name);
                state.trustedHosts->push_back(entry.name);
            }
        }
        std::size_t missing = 0;
        const std::size_t count = allocationsOf([&] {
            std::ignore = plan::predictNow(each.graph, states);
            missing = plan::missingChanges(each.plan, states).size();
        });
        return missing == 0 ? static_cast<double>(count) : 0;
    });
}

void TestGrowth::numbersGrowWithTheDrawing()
{
    compare([](const Planned& each) {
        return static_cast<double>(allocationsOf([&] {
            const plan::RouteWalk walk(each.graph);
            for (const auto& [id, hop] : each.graph.hops)
                std::ignore = walk.number(id);
        }));
    });
}

void TestGrowth::sharedWaysGiveWhatChainsGive_data()
{
    QTest::addColumn<int>("machines");
    QTest::addColumn<int>("step");
    QTest::newRow("a way longer than a route") << 150 << 1;
    QTest::newRow("a way as long as a route") << 65 << 1;
    QTest::newRow("a circle of 5") << 5 << 1;
    QTest::newRow("a circle of 100") << 100 << 1;
    QTest::newRow("circles and what hangs on them") << 40 << 7;
}

/// Each hop in no route: walked with the others, and as the chain that it ends.
void TestGrowth::sharedWaysGiveWhatChainsGive()
{
    QFETCH(int, machines);
    QFETCH(int, step);
    const auto count = static_cast<std::uint32_t>(machines);
    const bool circle = QByteArrayView(QTest::currentDataTag()).contains("circle");
    bench::LargeDrawing drawing(count);
    const std::uint32_t last = circle ? count : count - 1;
    for (std::uint32_t i = 0; i < last; ++i) {
        drawing.session(i, (i + static_cast<std::uint32_t>(step)) % count, i % 2 == 0);
        if (step > 1 && i % 3 == 0 && i > 0)
            drawing.session(i, i / 3 + 1 == i ? 0 : i / 3 + 1, true);
        if (i % 5 == 0)
            drawing.share(i, (i + 2) % count);
    }
    const model::Graph graph = drawing.take();
    const plan::RouteWalk walk(graph);
    std::map<model::HopId, plan::HopPrediction> shared;
    plan::predictOutsideRoutes(model::AccountNames(graph), walk, nullptr, shared);
    QCOMPARE(shared.size(), graph.hops.size());
    for (const auto& [id, prediction] : shared) {
        const auto chain = plan::predictChain(graph, walk.chainTo(id), nullptr);
        QVERIFY(prediction == chain.back());
        QCOMPARE(walk.number(id), static_cast<int>(chain.size()));
        QCOMPARE(plan::hopNumber(graph, id), walk.number(id));
    }
}

QTEST_APPLESS_MAIN(TestGrowth)
#include "tst_growth.moc"
