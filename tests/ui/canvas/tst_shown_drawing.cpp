#include "core/edit/chain.h"
#include "core/edit/edit_groups.h"
#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "ui/canvas/canvas_findings.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/shown_drawing.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

model::ComputerId idOf(const model::Graph& graph, std::string_view name)
{
    const model::Computer* const found = model::computerByName(graph, name);
    return found == nullptr ? model::ComputerId{} : found->id;
}

/// PC to two machines of the group, which reach each other, a share outside, and one of their own.
model::Graph drawn(bool isCollapsed)
{
    const std::vector<std::string> chains{R"(PC -> größe -> サーバー01 -> \\Ablage\Daten)",
                                          R"(PC -> サーバー01 -> \\größe\Eigene)"};
    model::Graph graph = edit::parseChains(chains).value();
    const std::set members{idOf(graph, "größe"), idOf(graph, "サーバー01")};
    graph = edit::makeGroup(std::move(graph), members, model::GroupKind::Tier, "Stufe Ä").value();
    const auto group = *edit::newestGroup(graph);
    return edit::setCollapsed(std::move(graph), {group}, isCollapsed).value();
}

struct Shown {
    explicit Shown(bool isCollapsed = true) : graph(drawn(isCollapsed))
    {
        const CanvasContent content{.plan = plan::makePlan(graph)};
        looks = looksOf(graph, content);
        drawing = ShownDrawing(graph, &looks.hops);
        addGroupLooks(graph, drawing, looks);
        plan = content.plan;
    }

    model::Graph graph;
    CanvasLooks looks;
    ShownDrawing drawing;
    Shared<plan::Plan> plan;
};

}  // namespace

/// #18: a group can be collapsed, with the worst state and how many.
class TestShownDrawing : public QObject {
    Q_OBJECT

private slots:
    void withoutCollapsedGroupsItIsTheDrawing();
    void aCollapsedGroupIsOneCard();
    void itsCardSaysTheWorst();
    void itsBadgeHasTheFindingsOfAll();
    void whoSelectsTheCardSelectsItsMachines();
    void itsMachinesFollowTheCard();
    void groupsHaveFrames();
};

void TestShownDrawing::withoutCollapsedGroupsItIsTheDrawing()
{
    const Shown shown(false);
    QVERIFY(shown.drawing.graph() == shown.graph);
    QVERIFY(shown.drawing.cards().empty() && shown.drawing.hidden().empty());
}

void TestShownDrawing::aCollapsedGroupIsOneCard()
{
    const Shown shown;
    const model::Graph& drawn = shown.drawing.graph();
    QCOMPARE(drawn.computers.size(), std::size_t{3});
    const auto card = idOf(shown.graph, "größe");
    QVERIFY(shown.drawing.isCard(card));
    QCOMPARE(drawn.resources.size(), std::size_t{1});  // That of Ablage.
    // PC leads there by two hops, which are one now; the one within is gone; one leads to Ablage.
    QCOMPARE(drawn.hops.size(), std::size_t{2});
    for (const auto& [id, hop] : drawn.hops)
        QVERIFY(hop.from == card || hop.to.computer == card);
    QCOMPARE(shown.drawing.hidden().size(), shown.graph.hops.size() - 2);
    const CanvasGeometry geometry(drawn, shown.looks, {});
    QVERIFY(geometry.cards().at(card).isGroup);
    QCOMPARE(geometry.cards().size(), std::size_t{3});
    QVERIFY(std::ranges::none_of(geometry.frames(),
                                 [](const FrameGeometry& each) { return each.group.has_value(); }));
}

void TestShownDrawing::itsCardSaysTheWorst()
{
    const Shown shown;
    const MachineLook& look = shown.looks.machines.at(idOf(shown.graph, "größe"));
    QVERIFY(look.isGroup);
    QCOMPARE(look.name, QString::fromUtf8("Stufe Ä"));
    QCOMPARE(look.second, QStringLiteral("2 machines"));
    // Nothing arrives for the hop to the share, by either way.
    QVERIFY(look.noRole.endsWith(QStringLiteral("will be denied")));
    const QString spoken = spokenMachine(shown.graph, shown.looks, idOf(shown.graph, "größe"));
    QVERIFY(spoken.startsWith(QString::fromUtf8("Stufe Ä, collapsed group, 2 machines")));
}

void TestShownDrawing::itsBadgeHasTheFindingsOfAll()
{
    const Shown shown;
    const CanvasFindings own(shown.plan);
    const CanvasFindings told(shown.plan,
                              [&](const Thing& thing) { return shown.drawing.standIn(thing); });
    int expected = 0;
    for (const plan::Finding& each : shown.plan->findings) {
        const auto thing = canvasThingOf(thingFromId(QString::fromStdString(each.where)));
        const Thing card(idOf(shown.graph, "größe"));
        expected += thing && shown.drawing.standIn(*thing) == card ? 1 : 0;
    }
    QVERIFY(expected > own.badgeOf(idOf(shown.graph, "größe")).count);
    QCOMPARE(told.badgeOf(idOf(shown.graph, "größe")).count, expected);
}

void TestShownDrawing::whoSelectsTheCardSelectsItsMachines()
{
    const Shown shown;
    const auto card = idOf(shown.graph, "größe");
    const auto other = idOf(shown.graph, "サーバー01");
    CanvasSelection selection = shown.drawing.whole(selectionOf(card));
    QCOMPARE(selection.things.computers, (std::set{card, other}));
    selection = shown.drawing.whole(selectionOf(other));
    QCOMPARE(selection.current, std::optional<Thing>(card));
    QCOMPARE(shown.drawing.whole(selectionOf(idOf(shown.graph, "PC"))).things.computers.size(),
             std::size_t{1});
}

void TestShownDrawing::itsMachinesFollowTheCard()
{
    const model::Graph before = drawn(true);
    const auto card = idOf(before, "größe");
    const auto other = idOf(before, "サーバー01");
    model::Graph next = before;
    next.computers[card].position.x += 80;
    next.computers[card].position.y -= 16;
    next = withFollowers(before, next);
    const model::Position& was = before.computers.at(other).position;
    const model::Position& is = next.computers.at(other).position;
    QCOMPARE(is.x, was.x + 80);
    QCOMPARE(is.y, was.y - 16);
    // Who was moved with it is not moved twice.
    QVERIFY(withFollowers(before, next) == next);
    const model::Graph open = drawn(false);
    model::Graph moved = open;
    moved.computers[card].position.x += 80;
    QVERIFY(withFollowers(open, moved) == moved);
}

void TestShownDrawing::groupsHaveFrames()
{
    const Shown shown(false);
    const CanvasGeometry geometry(shown.graph, shown.looks, {});
    const auto frame = std::ranges::find_if(
        geometry.frames(), [](const auto& each) { return each.group.has_value(); });
    QVERIFY(frame != geometry.frames().end());
    for (const char* const name : {"größe", "サーバー01"})
        QVERIFY(frame->rect.contains(geometry.cards().at(idOf(shown.graph, name)).rect));
    QVERIFY(!frame->rect.contains(geometry.cards().at(idOf(shown.graph, "PC")).rect));
    QCOMPARE(geometry.groupTitleAt(frame->titleRow().center()), frame->group);
    QVERIFY(!geometry.groupTitleAt(frame->rect.bottomLeft() + QPointF(2, -2)));
}

QTEST_MAIN(TestShownDrawing)
#include "tst_shown_drawing.moc"
