#include "core/layout/route.h"
#include "tests/core/layout/layout_drawings.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::layout;
using namespace hopwright::test;

namespace {

const layout::Point tail{.x = 0, .y = 0};
const layout::Point head{.x = 1000, .y = 0};

Around around(std::vector<Box> cards, std::vector<Line> lines = {})
{
    return [found = Surroundings{std::move(cards), std::move(lines)}](const Box&) {
        return found;
    };
}

/// Whether the line keeps off all cards.
bool isFree(const std::vector<test::Point>& line, const std::vector<Box>& cards)
{
    return std::ranges::none_of(cards, [&](const Box& card) {
        return std::ranges::any_of(line, [&](const test::Point& each) {
            return card.left < each.x && each.x < card.right && card.top < each.y
                   && each.y < card.bottom;
        });
    });
}

}  // namespace

class TestRoute : public QObject {
    Q_OBJECT

private slots:
    void aFreeLineIsOneCurve();
    void aLinePassesACardInItsWay_data();
    void aLinePassesACardInItsWay();
    void backwardsItGoesTheSameWay();
    void itTakesTheGapWhereItCrossesNoOther();
    void linesAroundOneCardKeepApart();
    void whereThereIsNoWayItIsOneCurve();
    void soManyCardsAreNotLookedThrough();
};

void TestRoute::aFreeLineIsOneCurve()
{
    QVERIFY(runsOf(tail, head, around({})).empty());
    QVERIFY(runsOf(tail, head, around({{.left = 400, .top = 40, .right = 600, .bottom = 112}}))
                .empty());
}

void TestRoute::aLinePassesACardInItsWay_data()
{
    QTest::addColumn<double>("top");
    QTest::addColumn<double>("end");
    for (const double top : {-100, -71, -36, -1}) {
        for (const double end : {-300, -36, 0, 36, 300})
            QTest::addRow("%g, to %g", top, end) << top << end;
    }
}

void TestRoute::aLinePassesACardInItsWay()
{
    QFETCH(double, top);
    QFETCH(double, end);
    const std::vector<Box> cards{{.left = 300, .top = top, .right = 500, .bottom = top + 72},
                                 {.left = 300, .top = top + 120, .right = 480, .bottom = top + 192},
                                 {.left = 628, .top = top - 60, .right = 820, .bottom = top + 12}};
    const layout::Point to{.x = 1000, .y = end};
    const auto runs = runsOf(tail, to, around(cards));
    const auto line = lineAround(tail, to, runs);
    QVERIFY(isFree(line, cards));
    for (const Run& run : runs)
        QVERIFY(0 <= run.from && run.from < run.to && run.to <= 1000);
}

void TestRoute::backwardsItGoesTheSameWay()
{
    const auto cards = around({{.left = 300, .top = -30, .right = 500, .bottom = 90}});
    const layout::Point low{.x = 1000, .y = 40};
    const auto there = runsOf(tail, low, cards);
    const auto back = runsOf(low, tail, cards);
    QCOMPARE(there.size(), 1U);
    QCOMPARE(back.size(), 1U);
    QCOMPARE(back.front(), (Run{there.front().to, there.front().from, there.front().y}));
}

/// The way above the card is shorter; there a hop comes from above and leads to that card.
void TestRoute::itTakesTheGapWhereItCrossesNoOther()
{
    const Box card{.left = 400, .top = -30, .right = 600, .bottom = 60};
    QVERIFY(runsOf(tail, head, around({card})).front().y < card.top);
    const Line other{.tail = {.x = 0, .y = -200}, .head = {.x = 400, .y = 10}};
    QVERIFY(runsOf(tail, head, around({card}, {other})).front().y > card.bottom);
}

void TestRoute::linesAroundOneCardKeepApart()
{
    const auto cards = around({{.left = 400, .top = -300, .right = 600, .bottom = 60}});
    double before = 0;
    for (const double y : {0, -40, -80}) {
        const auto runs = runsOf({.x = 0, .y = y}, {.x = 1000, .y = y}, cards);
        QCOMPARE(runs.size(), 1U);
        QVERIFY(before == 0 || runs.front().y < before - 2);
        before = runs.front().y;
    }
}

void TestRoute::whereThereIsNoWayItIsOneCurve()
{
    QVERIFY(runsOf(tail, head, around({{.left = 400, .top = -3000, .right = 600, .bottom = 3000}}))
                .empty());
    // The card stands so near that nothing bends before it.
    QVERIFY(
        runsOf(tail, head, around({{.left = 10, .top = -36, .right = 200, .bottom = 36}})).size()
        < 2);
}

void TestRoute::soManyCardsAreNotLookedThrough()
{
    std::vector<Box> cards;
    for (std::size_t i = 0; i <= maxPassed; ++i) {
        const double y = 100 * static_cast<double>(i) - 36;
        cards.push_back({.left = 400, .top = y, .right = 600, .bottom = y + 72});
    }
    QVERIFY(runsOf(tail, head, around(cards)).empty());
    cards.pop_back();
    QVERIFY(!runsOf(tail, head, around(cards)).empty());
}

QTEST_APPLESS_MAIN(TestRoute)

#include "tst_route.moc"
