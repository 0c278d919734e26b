#include "core/layout/layers.h"
#include "core/layout/tidy.h"
#include "tests/core/layout/layout_drawings.h"

#include <QTest>

#include <functional>
#include <set>

using namespace hopwright;
using namespace hopwright::layout;
using namespace hopwright::test;

namespace {

constexpr std::uint32_t seeds = 6;

using Positions = std::vector<Point>;

Drawing at(Drawing drawing, const Positions& positions)
{
    for (std::size_t i = 0; i < positions.size(); ++i)
        drawing.nodes[i].position = positions[i];
    return drawing;
}

std::string firstTouch(const Drawing& drawing, const Positions& positions)
{
    for (std::size_t i = 0; i < positions.size(); ++i) {
        for (std::size_t j = i + 1; j < positions.size(); ++j) {
            if (cardOf(drawing, positions, i).touches(cardOf(drawing, positions, j)))
                return "cards " + std::to_string(i) + " and " + std::to_string(j);
        }
    }
    return {};
}

/// Whether no column lies between the machines of \p edge.
bool isShort(const Drawing& drawing, const Positions& positions, const Edge& edge)
{
    const auto [tail, head] = endsOf(drawing, positions, edge);
    const double left = std::min(tail.x, head.x);
    const double right = std::max(tail.x, head.x);
    return std::ranges::none_of(positions,
                                [&](const Point& each) { return left < each.x && each.x < right; });
}

std::string firstCovered(const Drawing& drawing, const Positions& positions, bool all)
{
    for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
        const Edge& edge = drawing.edges[i];
        if (edge.from == edge.to || (!all && !isShort(drawing, positions, edge)))
            continue;
        const Rect label = labelOf(drawing, positions, edge);
        for (std::size_t node = 0; node < positions.size(); ++node) {
            if (label.touches(cardOf(drawing, positions, node)))
                return "hop " + std::to_string(i) + " over card " + std::to_string(node);
        }
    }
    return {};
}

/// Which card a hop's line passes over that is at neither end of it.
std::string firstCrossed(const Drawing& drawing, const Positions& positions)
{
    const auto lines = linesOf(drawing, positions);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t node = 0; node < positions.size(); ++node) {
            const Rect card = cardOf(drawing, positions, node);
            const bool isOver = std::ranges::any_of(lines[i], [&](const Point& each) {
                return card.touches({each.x - 1, each.y - 1, each.x + 1, each.y + 1});
            });
            if (isOver && node != drawing.edges[i].from && node != drawing.edges[i].to)
                return "hop " + std::to_string(i) + " over card " + std::to_string(node);
        }
    }
    return {};
}

/// Around the cards of each frame, as far as the margins say.
std::vector<Rect> framesOf(const Drawing& drawing, const Positions& positions, std::size_t frames)
{
    std::vector<Rect> out(frames, Rect{1e9, 1e9, -1e9, -1e9});
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (drawing.nodes[i].frame == none)
            continue;
        const Rect card = cardOf(drawing, positions, i);
        Rect& frame = out[drawing.nodes[i].frame];
        frame.left = std::min(frame.left, card.left - drawing.frame.beside);
        frame.top = std::min(frame.top, card.top - drawing.frame.above);
        frame.right = std::max(frame.right, card.right + drawing.frame.beside);
        frame.bottom = std::max(frame.bottom, card.bottom + drawing.frame.below);
    }
    return out;
}

/// The kinds of drawings that hold for each of the properties below.
const std::vector<std::pair<const char*, std::function<Drawing(RandomDrawings&)>>> kinds{
    {"chains",
     [](RandomDrawings& from) {
         return from.forest(24, 4);
     }},
    {"trees",
     [](RandomDrawings& from) {
         return from.forest(60, 15);
     }},
    {"one tree",
     [](RandomDrawings& from) {
         return from.forest(80, 80);
     }},
    {"without circles",
     [](RandomDrawings& from) {
         return from.withoutCircles(60, 75);
     }},
    {"wild",
     [](RandomDrawings& from) {
         return from.wild(40, 50);
     }},
    {"dense",
     [](RandomDrawings& from) {
         return from.wild(20, 60);
     }},
    {"few hops",
     [](RandomDrawings& from) {
         return from.wild(50, 15);
     }},
};

}  // namespace

class TestTidy : public QObject {
    Q_OBJECT

private slots:
    void cardsDoNotTouch_data() { addKinds(); }
    void cardsDoNotTouch();
    void noLabelIsOverACard_data() { addKinds(); }
    void noLabelIsOverACard();
    void hopsLeadFromLeftToRight_data() { addKinds(); }
    void hopsLeadFromLeftToRight();
    void pinnedStay_data() { addKinds(); }
    void pinnedStay();
    void whatIsTidyStays_data() { addKinds(); }
    void whatIsTidyStays();
    void onlyTheCornerCounts_data() { addKinds(); }
    void onlyTheCornerCounts();

    void noLineIsOverACard_data() { addKinds(); }
    void noLineIsOverACard();
    void framesDoNotTouch_data() { addKinds(); }
    void framesDoNotTouch();

    void aChainThroughTwoDomainsStaysOneLine();
    void aDomainOfSeveralChainsIsOneFrame();
    void hopsAreAsShortAsTheyCanBe();
    void aChainIsOneLine();
    void theLastHopOfAChainEndsAtItsShareInOneLine();
    void aShortCutPassesBesideTheChain();
    void aCircleHasOneHopBack();
    void labelsOfATreeDoNotTouch();
    void hopsOfATreeDoNotCross();
    void machinesWithoutAHopStandInABlock();
    void partsStandBesideAndBelow();
    void aHopToItselfHasRoomOverItsCard();
    void aStartStandsNextToWhatItLeadsTo();
    void anEmptyDrawingIsTidy();
    void itCanBeCancelledAtEachStep();
    void lanesAreLimited();

private:
    static void addKinds();
    static Drawing drawingOf(std::uint32_t seed);
};

void TestTidy::addKinds()
{
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QTest::newRow(kinds[i].first) << static_cast<int>(i);
}

Drawing TestTidy::drawingOf(std::uint32_t seed)
{
    QFETCH(int, kind);
    RandomDrawings random(seed);
    return kinds.at(static_cast<std::size_t>(kind)).second(random);
}

void TestTidy::cardsDoNotTouch()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Drawing drawing = drawingOf(seed);
        const std::string touch = firstTouch(drawing, *tidy(drawing));
        QVERIFY2(touch.empty(), (std::to_string(seed) + ": " + touch).c_str());
    }
}

/// The label of a hop over several columns can be over a card: the canvas moves it along its line.
void TestTidy::noLabelIsOverACard()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Drawing drawing = drawingOf(seed);
        const std::string covered = firstCovered(drawing, *tidy(drawing), false);
        QVERIFY2(covered.empty(), (std::to_string(seed) + ": " + covered).c_str());
    }
}

/// All but those that close a circle; in a drawing without circles, all.
void TestTidy::hopsLeadFromLeftToRight()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Drawing drawing = drawingOf(seed);
        const Positions positions = *tidy(drawing);
        std::vector<Edge> back;
        for (const Edge& edge : drawing.edges) {
            if (edge.from == edge.to)
                continue;
            const Rect from = cardOf(drawing, positions, edge.from);
            const Rect to = cardOf(drawing, positions, edge.to);
            if (from.right + minHopLength <= to.left)
                continue;
            QVERIFY2(to.right + minHopLength <= from.left, std::to_string(seed).c_str());
            back.push_back(edge);
        }
        const bool hasCircles = std::ranges::any_of(
            drawing.edges, [](const Edge& edge) { return edge.from > edge.to; });
        QVERIFY2(hasCircles || back.empty(), std::to_string(seed).c_str());
        QVERIFY(back.size() <= drawing.edges.size() / 2);
    }
}

void TestTidy::pinnedStay()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        Drawing drawing = drawingOf(seed);
        // Some where nothing else is, so that they themselves do not touch.
        for (std::size_t i = 0; i < drawing.nodes.size(); i += 9) {
            drawing.nodes[i].isPinned = true;
            drawing.nodes[i].position = {.x = 48.0 * static_cast<double>(i * seed % 90),
                                         .y = 40.0 * static_cast<double>(i)};
        }
        const Positions positions = *tidy(drawing);
        for (std::size_t i = 0; i < drawing.nodes.size(); i += 9)
            QCOMPARE(positions[i], drawing.nodes[i].position);
        const std::string touch = firstTouch(drawing, positions);
        QVERIFY2(touch.empty(), (std::to_string(seed) + ": " + touch).c_str());
        QCOMPARE(*tidy(at(drawing, positions)), positions);
    }
}

void TestTidy::whatIsTidyStays()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Drawing drawing = drawingOf(seed);
        const Positions once = *tidy(drawing);
        QCOMPARE(*tidy(at(drawing, once)), once);
    }
}

void TestTidy::onlyTheCornerCounts()
{
    Drawing drawing = drawingOf(3);
    const Positions before = *tidy(drawing);
    Point corner = drawing.nodes.front().position;
    for (const Node& node : drawing.nodes) {
        corner.x = std::min(corner.x, node.position.x);
        corner.y = std::min(corner.y, node.position.y);
    }
    double left = before.front().x;
    double top = before.front().y;
    for (const Point& each : before) {
        left = std::min(left, each.x);
        top = std::min(top, each.y);
    }
    QCOMPARE(left, corner.x);
    QVERIFY(top >= corner.y && top < corner.y + grid);
    for (Node& node : drawing.nodes)
        node.position = {.x = 800, .y = 80};
    const Positions after = *tidy(drawing);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(after[i].x - before[i].x, 800 - corner.x);
        QCOMPARE(after[i].y - before[i].y, 80 - corner.y);
    }
}

void TestTidy::noLineIsOverACard()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Drawing drawing = drawingOf(seed);
        const std::string crossed = firstCrossed(drawing, *tidy(drawing));
        QVERIFY2(crossed.empty(), (std::to_string(seed) + ": " + crossed).c_str());
    }
}

/// Three domains, and machines of none: no frame touches another, nor the card of a stranger.
void TestTidy::framesDoNotTouch()
{
    constexpr std::size_t frames = 3;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        Drawing drawing = drawingOf(seed);
        drawing.frame = {.beside = 16, .above = 42, .below = 20};
        RandomDrawings random(seed + 100);
        for (Node& node : drawing.nodes) {
            const std::size_t frame = random.below(frames + 1);
            node.frame = frame == frames ? none : frame;
        }
        const Positions positions = *tidy(drawing);
        const std::string touch = firstTouch(drawing, positions);
        QVERIFY2(touch.empty(), (std::to_string(seed) + ": " + touch).c_str());
        const std::vector<Rect> all = framesOf(drawing, positions, frames);
        for (std::size_t i = 0; i < frames; ++i) {
            for (std::size_t j = i + 1; j < frames; ++j)
                QVERIFY2(!all[i].touches(all[j]), std::to_string(seed).c_str());
            for (std::size_t node = 0; node < positions.size(); ++node) {
                QVERIFY2(drawing.nodes[node].frame == i
                             || !all[i].touches(cardOf(drawing, positions, node)),
                         std::to_string(seed).c_str());
            }
        }
        QCOMPARE(*tidy(at(drawing, positions)), positions);
    }
}

/// Frames beside each other need no rows of their own.
void TestTidy::aChainThroughTwoDomainsStaysOneLine()
{
    Drawing drawing{.frame = {.beside = 16, .above = 42, .below = 20}};
    for (std::size_t i = 0; i < 6; ++i) {
        drawing.nodes.push_back(nodeOf());
        drawing.nodes.back().frame = i / 3;
        if (i > 0)
            drawing.edges.push_back(hopOf(i - 1, i));
    }
    const Positions positions = *tidy(drawing);
    for (const Point& each : positions)
        QCOMPARE(each.y, positions.front().y);
    // There and back, its frames would lie in each other.
    drawing.nodes[1].frame = 1;
    drawing.nodes[4].frame = 0;
    QVERIFY((*tidy(drawing))[1].y != positions.front().y);
}

/// Two domains whose chains were drawn in turn: each stands together.
void TestTidy::aDomainOfSeveralChainsIsOneFrame()
{
    Drawing drawing{.frame = {.beside = 16, .above = 42, .below = 20}};
    for (std::size_t i = 0; i < 24; ++i) {
        drawing.nodes.push_back(nodeOf());
        drawing.nodes.back().frame = i / 3 % 2;
        if (i % 3 > 0)
            drawing.edges.push_back(hopOf(i - 1, i));
    }
    const Positions positions = *tidy(drawing);
    const std::vector<Rect> frames = framesOf(drawing, positions, 2);
    QVERIFY(!frames[0].touches(frames[1]));
    for (const Edge& edge : drawing.edges)
        QCOMPARE(positions[edge.from].y, positions[edge.to].y);
}

/// A machine with two hops out and one in stands next to the two; all hops together take six columns.
void TestTidy::hopsAreAsShortAsTheyCanBe()
{
    // 0 → 1 → 2 → 3, and 4 → 5 with 5 → 3 twice.
    const Drawing drawing{
        .nodes = std::vector<Node>(6, nodeOf()),
        .edges = {hopOf(0, 1), hopOf(1, 2), hopOf(2, 3), hopOf(4, 5), hopOf(5, 3), hopOf(5, 3)}};
    const Layered layered = layersOf(drawing);
    std::size_t length = 0;
    for (const Edge& edge : drawing.edges)
        length += layered.cells[edge.to].layer - layered.cells[edge.from].layer;
    QCOMPARE(length, 6U);
}

void TestTidy::aChainIsOneLine()
{
    Drawing drawing;
    for (const double width : {192, 272, 200, 232, 192})
        drawing.nodes.push_back(nodeOf(width));
    // Against the order in which they were drawn.
    for (std::size_t i = 4; i > 0; --i)
        drawing.edges.push_back(hopOf(i, i - 1, 200));
    const Positions positions = *tidy(drawing);
    for (const Edge& edge : drawing.edges) {
        const auto [tail, head] = endsOf(drawing, positions, edge);
        QCOMPARE(tail.y, head.y);
        QVERIFY(head.x - tail.x >= 200);
        QVERIFY(head.x - tail.x < 320);
    }
}

void TestTidy::theLastHopOfAChainEndsAtItsShareInOneLine()
{
    Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf(192, 2)},
                    .edges = {hopOf(0, 1), shareHop(1, 2, 1)}};
    const Positions positions = *tidy(drawing);
    for (const Edge& edge : drawing.edges) {
        const auto [tail, head] = endsOf(drawing, positions, edge);
        QCOMPARE(tail.y, head.y);
    }
    QCOMPARE(positions[0].y, positions[1].y);
    QCOMPARE(positions[2].y, positions[1].y - 36 - 42);
}

/// A → B → C stays one line although A → C is drawn, too; the lane of that hop is beside B.
void TestTidy::aShortCutPassesBesideTheChain()
{
    const Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf()},
                          .edges = {hopOf(0, 1), hopOf(0, 2), hopOf(1, 2)}};
    const Positions positions = *tidy(drawing);
    QCOMPARE(positions[0].y, positions[1].y);
    QCOMPARE(positions[1].y, positions[2].y);
    QVERIFY(positions[0].x < positions[1].x && positions[1].x < positions[2].x);
}

void TestTidy::aCircleHasOneHopBack()
{
    const Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf(), nodeOf()},
                          .edges = {hopOf(0, 1), hopOf(1, 2), hopOf(2, 0), hopOf(2, 3)}};
    const Positions positions = *tidy(drawing);
    for (std::size_t i = 1; i < positions.size(); ++i)
        QVERIFY(positions[i - 1].x < positions[i].x);
}

void TestTidy::labelsOfATreeDoNotTouch()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        RandomDrawings random(seed);
        const Drawing drawing = random.forest(60, seed % 2 == 0 ? 60 : 12);
        const Positions positions = *tidy(drawing);
        for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
            for (std::size_t j = i + 1; j < drawing.edges.size(); ++j) {
                const bool touch = labelOf(drawing, positions, drawing.edges[i])
                                       .touches(labelOf(drawing, positions, drawing.edges[j]));
                QVERIFY2(!touch, std::to_string(seed).c_str());
            }
        }
        const std::string covered = firstCovered(drawing, positions, true);
        QVERIFY2(covered.empty(), (std::to_string(seed) + ": " + covered).c_str());
    }
}

void TestTidy::hopsOfATreeDoNotCross()
{
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        RandomDrawings random(seed);
        const Drawing drawing = random.forest(60, seed % 2 == 0 ? 60 : 12);
        QCOMPARE(crossingsOf(drawing, linesOf(drawing, *tidy(drawing))), 0);
    }
}

void TestTidy::machinesWithoutAHopStandInABlock()
{
    Drawing drawing;
    for (int i = 0; i < 60; ++i)
        drawing.nodes.push_back(nodeOf());
    const Positions positions = *tidy(drawing);
    std::set<double> columns;
    std::set<double> rows;
    for (const Point& each : positions) {
        columns.insert(each.x);
        rows.insert(each.y);
    }
    QVERIFY2(columns.size() >= 5 && columns.size() <= 9, std::to_string(columns.size()).c_str());
    QCOMPARE(rows.size(), (60 + columns.size() - 1) / columns.size());
    // Row by row, as they were added.
    QCOMPARE(positions[1].y, positions[0].y);
    QVERIFY(positions[1].x > positions[0].x);
}

void TestTidy::partsStandBesideAndBelow()
{
    Drawing drawing;
    for (std::size_t i = 0; i < 60; ++i) {
        drawing.nodes.push_back(nodeOf());
        if (i % 3 != 0)
            drawing.edges.push_back(hopOf(i - 1, i));
    }
    const Positions positions = *tidy(drawing);
    double right = 0;
    double bottom = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        right = std::max(right, cardOf(drawing, positions, i).right);
        bottom = std::max(bottom, cardOf(drawing, positions, i).bottom);
    }
    // Twenty chains of three are no column of twenty, which would be four times as high as wide.
    QVERIFY2(right > bottom && right < 3 * bottom,
             (std::to_string(right) + " x " + std::to_string(bottom)).c_str());
}

void TestTidy::aHopToItselfHasRoomOverItsCard()
{
    Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf()},
                    .edges = {hopOf(0, 1), hopOf(0, 2), hopOf(2, 2), hopOf(1, 1)}};
    drawing.nodes[1].above = 100;
    drawing.nodes[2].above = 100;
    const Positions positions = *tidy(drawing);
    const double upper = std::min(positions[1].y, positions[2].y);
    const double lower = std::max(positions[1].y, positions[2].y);
    QVERIFY(upper + headHeight + 100 <= lower);
}

void TestTidy::aStartStandsNextToWhatItLeadsTo()
{
    // 0 → 1 → 2 → 3, and 4 → 3.
    const Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf(), nodeOf(), nodeOf()},
                          .edges = {hopOf(0, 1), hopOf(1, 2), hopOf(2, 3), hopOf(4, 3)}};
    const Positions positions = *tidy(drawing);
    QCOMPARE(positions[4].x, positions[2].x);
}

void TestTidy::anEmptyDrawingIsTidy()
{
    QCOMPARE(tidy({})->size(), 0U);
    const Drawing one{.nodes = {{.width = 192, .height = 72, .position = {.x = 16, .y = 24}}}};
    QCOMPARE(tidy(one)->front(), (Point{.x = 16, .y = 24}));
}

void TestTidy::itCanBeCancelledAtEachStep()
{
    RandomDrawings random(7);
    const Drawing drawing = random.wild(24, 36);
    std::vector<Step> asked;
    const auto whole = tidy(drawing, [&](Step step) {
        asked.push_back(step);
        return false;
    });
    QVERIFY(whole);
    QCOMPARE(whole, tidy(drawing));
    for (const Step step : {Step::Layers, Step::Order, Step::Place, Step::Pack})
        QVERIFY(std::ranges::count(asked, step) > 0);
    // The first steps each, of the many others some.
    for (std::size_t last = 0; last < asked.size(); last += last < 16 ? 1 : asked.size() / 24 + 1) {
        std::size_t at = 0;
        QVERIFY(!tidy(drawing, [&](Step) { return at++ == last; }));
        QVERIFY(at == last + 1);  // Nobody was asked again.
    }
}

/// A row of machines, and a hop from each to the last: half a million lanes if each had all of its own.
void TestTidy::lanesAreLimited()
{
    constexpr std::size_t machines = 1000;
    Drawing drawing;
    for (std::size_t i = 0; i < machines; ++i) {
        drawing.nodes.push_back(nodeOf());
        if (i > 0)
            drawing.edges.push_back(hopOf(i - 1, i));
        if (i + 2 < machines)
            drawing.edges.push_back(hopOf(i, machines - 1));
    }
    const Layered layered = layersOf(drawing);
    QCOMPARE(layered.layers.size(), machines);
    QVERIFY(layered.cells.size() <= machines + maxLanes);
    QVERIFY(layered.cells.size() > machines + maxLanes / 2);
}

QTEST_APPLESS_MAIN(TestTidy)

#include "tst_tidy.moc"
