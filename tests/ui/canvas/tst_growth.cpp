#include "core/plan/plan.h"
#include "tests/allocation_count.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/canvas_content.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/graph_view.h"

#include <QSignalSpy>
#include <QTest>

#include <iterator>
#include <random>

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
    void wordsOfHopsAreMadeWhenTheyAreAskedFor();
    void oneChangeIsLaidAlone();
    void whatIsLaidAloneIsAsWhatIsMadeAnew();
    void aLongLineTakesNoMorePlacesThanAShortOne();
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
        std::ignore = view.canvasGeometry();
        return allocationsOf([&] {
            change();
            std::ignore = view.canvasGeometry();
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
    QCOMPARE(view.canvasGeometry().cards().size(), 20U);
    model::Graph next = document.graph();
    const model::ComputerId first = next.computers.begin()->first;
    next.computers[first].name = "ANDERS";
    next.computers[first].position = {.x = 5000, .y = 700};
    document.edit(QStringLiteral("Rename"), next);
    QCOMPARE(view.looks().machines.at(first).name, QStringLiteral("ANDERS"));
    QCOMPARE(view.canvasGeometry().cards().at(first).rect.left(), 5000.0);
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

void TestGrowth::wordsOfHopsAreMadeWhenTheyAreAskedFor()
{
    const model::Graph graph = bench::gridOf(400);
    const Shared<model::Graph> shared(graph);
    const ui::CanvasContent content{.plan = plan::makePlan(graph)};
    model::Graph bare = graph;
    bare.routes.clear();
    bare.hops.clear();
    const Shared<model::Graph> without(bare);
    ui::CanvasLooks looks;
    const auto all = allocationsOf([&] { looks = ui::looksOf(shared, content); });
    const auto least = allocationsOf([&] { std::ignore = ui::looksOf(without, content); });
    QVERIFY2(all < least + 2 * graph.hops.size(),  // Each has a text or two, and a place in a map.
             qPrintable(QStringLiteral("%1 and %2").arg(all).arg(least)));
    QCOMPARE(looks.hops.at(graph.hops.begin()->first).typed,
             QString::fromStdString(graph.hops.begin()->second.typedTarget));
}

/// A line has a path and places in an index: to lay all of them anew asks for memory for each. The machine that changes has no hop
/// across the drawing: where the end of such a line moves, each line that goes around cards under it looks for its way anew, of
/// 3,000 at most (maxRoutedHops).
void TestGrowth::oneChangeIsLaidAlone()
{
    const auto costs = [](std::uint32_t machines) {
        model::Graph graph = bench::gridOf(machines);
        plan::Plan plan = plan::makePlan(graph);
        ui::CanvasGeometry geometry(graph, ui::looksOf(graph, {.plan = plan}), {});
        const auto middle = std::next(plan.machines.begin(), machines / 80 * 40 + 15);
        middle->second.holdsPasswordOf.emplace_back("LAB\\eine");
        const ui::CanvasLooks looks = ui::looksOf(graph, {.plan = std::move(plan)});
        return allocationsOf([&] { geometry.update(graph, looks, {}); });
    };
    const std::size_t small = costs(300);
    const std::size_t large = costs(600);
    // The ends of hops are looked up in a set, which is made for each update: 3 hops a machine.
    QVERIFY2(large - small < 300 * 3 + 400,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
}

/// Random edits: a card that moves, grows or goes, a resource or a hop that comes or goes, another domain.
void TestGrowth::whatIsLaidAloneIsAsWhatIsMadeAnew()
{
    std::mt19937 numbers(2026);
    const auto below = [&numbers](std::size_t bound) {
        return static_cast<std::uint32_t>(numbers() % bound);
    };
    constexpr std::uint32_t machines = 24;
    bench::LargeDrawing drawing(machines);
    for (std::uint32_t i = 0; i < machines; ++i) {
        drawing.session(i, (i + 1 + below(machines - 1)) % machines, i % 3 == 0);
        drawing.share(i, (i + 1) % machines);
    }
    model::Graph graph = drawing.take();
    ui::CanvasGeometry updated;
    for (int round = 0; round < 300; ++round) {
        const auto pick = [&](const auto& table) {
            return std::next(table.begin(), below(table.size()))->first;
        };
        model::Computer& computer = graph.computers[pick(graph.computers)];
        switch (below(6)) {
        case 0:
            computer.position.x += 64.0 * (static_cast<int>(below(7)) - 3);
            break;
        case 1:  // Onto the line of others.
            computer.position = {.x = 160.0 * below(12), .y = 160.0 * below(2)};
            break;
        case 2:
            computer.name = std::string(3 + below(40), 'M');
            break;
        case 3:
            graph.hops.erase(pick(graph.hops));
            break;
        case 4: {
            const auto id = model::HopId{graph.nextId++};
            graph.hops[id] = {.id = id,
                              .from = computer.id,
                              .to = {.computer = pick(graph.computers)},
                              .typedTarget = "x"};
            break;
        }
        default:
            computer.domain =
                computer.domain ? std::nullopt : std::optional(graph.domains.begin()->first);
        }
        const ui::CanvasLooks looks = ui::looksOf(graph, {.plan = plan::makePlan(graph)});
        updated.update(graph, looks, {});
        const ui::CanvasGeometry fresh(graph, looks, {});
        QVERIFY(updated.cards() == fresh.cards());
        QVERIFY(updated.frames() == fresh.frames());
        QCOMPARE(updated.bounds(), fresh.bounds());
        QCOMPARE(updated.hops().size(), fresh.hops().size());
        for (const auto& [id, hop] : fresh.hops()) {
            const ui::HopGeometry& other = updated.hops().at(id);
            QVERIFY(hop.path == other.path && hop.seal == other.seal);
            QVERIFY(hop.isLevel == other.isLevel && hop.inFrame == other.inFrame);
            QVERIFY(hop.labelBounds() == other.labelBounds() && hop.bounds == other.bounds);
        }
        const QRectF area(200.0 * below(10), 100.0 * below(3), 50.0 * below(20), 300);
        QCOMPARE(updated.hopsIn(area), fresh.hopsIn(area));
        QCOMPARE(updated.cardsIn(area), fresh.cardsIn(area));
    }
}

void TestGrowth::aLongLineTakesNoMorePlacesThanAShortOne()
{
    const auto costs = [](double wide) {
        ui::AreaIndex<int> index;
        const auto count = allocationsOf([&] { index.enter(1, QRectF(7, 9, wide, wide)); });
        const auto found = index.in(QRectF(7 + wide / 2, 9, 1, 1));
        return found == std::vector{1} && index.in(QRectF(-9, -9, 8, 8)).empty() ? count : 0;
    };
    QVERIFY(costs(100) > 0);
    QVERIFY(costs(1'000'000) > 0);
    QVERIFY(costs(1'000'000) <= 12);  // Four cells, each a place in a map and a list.
}

QTEST_MAIN(TestGrowth)
#include "tst_growth.moc"
