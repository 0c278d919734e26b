#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "ui/canvas/glide.h"

#include <QTest>

#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

model::Graph drawn(const std::vector<std::string>& chains)
{
    return edit::parseChains(chains).value();
}

model::Graph movedBy(const model::Graph& graph, double x, double y)
{
    std::map<model::ComputerId, model::Position> there;
    for (const auto& [id, computer] : graph.computers)
        there[id] = {.x = computer.position.x + x, .y = computer.position.y + y};
    return edit::moveComputers(graph, there).value();
}

}  // namespace

/// What is painted while machines go to their new places.
class TestGlide : public QObject {
    Q_OBJECT

private slots:
    void machinesAndViewGoThereTogether();
    void whatStaysIsNotSeen();
    void aLargeDrawingJumps();
};

void TestGlide::machinesAndViewGoThereTogether()
{
    const model::Graph before = drawn({R"(PC1 -> GW -> \\NAS\Data)"});
    const model::Graph now = movedBy(before, 400, -100);
    const CanvasLooks looks = looksOf(now, {});
    const ViewPlace from{.origin = {10, 20}, .zoom = 0.5};
    const ViewPlace to{.origin = {30, -20}, .zoom = 1};
    Glide glide(before, now, from);
    QVERIFY(glide.isSeen());
    for (const double share : {0.0, 0.25, 1.0}) {
        glide.go(share, now, looks, QFont());
        const model::Graph between = movedBy(before, 400 * share, -100 * share);
        const CanvasGeometry expected(between, looks, QFont());
        for (const auto& [id, card] : expected.cards()) {
            QCOMPARE(glide.graph().computers.at(id).position, between.computers.at(id).position);
            QCOMPARE(glide.geometry().cards().at(id).rect, card.rect);
        }
        for (const auto& [id, hop] : expected.hops())
            QCOMPARE(glide.geometry().hops().at(id).seal, hop.seal);
        QCOMPARE(glide.placeTo(to).origin, QPointF(10 + 20 * share, 20 - 40 * share));
        QCOMPARE(glide.placeTo(to).zoom, 0.5 + 0.5 * share);
    }
}

void TestGlide::whatStaysIsNotSeen()
{
    const model::Graph graph = drawn({"PC1 -> GW"});
    QVERIFY(!Glide(graph, graph, {}).isSeen());
    QVERIFY(!Glide({}, graph, {}).isSeen());
}

void TestGlide::aLargeDrawingJumps()
{
    std::vector<std::string> chains;
    while (chains.size() <= Glide::mostThings / 3) {
        const std::string number = std::to_string(chains.size());
        chains.push_back("PC" + number + " -> GW" + number);
    }
    const model::Graph graph = drawn(chains);
    QVERIFY(!Glide(graph, movedBy(graph, 8, 8), {}).isSeen());
    chains.resize(Glide::mostThings / 3);
    const model::Graph smaller = drawn(chains);
    QVERIFY(Glide(smaller, movedBy(smaller, 8, 8), {}).isSeen());
}

QTEST_MAIN(TestGlide)
#include "tst_glide.moc"
