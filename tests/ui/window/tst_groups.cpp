#include "core/edit/chain.h"
#include "core/edit/edit_groups.h"
#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/panels/field.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/properties_page.h"

#include <QTreeView>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

void open(WindowBench& bench, const model::Graph& graph)
{
    const QString path = bench.path(QStringLiteral("own.hopw"));
    QVERIFY(store::saveGraph(files::pathFromUtf8(path.toStdString()), graph).has_value());
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    bench.canvas().setFocus();
}

model::Graph drawn()
{
    const std::vector<std::string> chains{
        R"(ws-0042.munich.corp.example -> größe -> サーバー01 -> \\Ablage\Daten)"};
    return edit::parseChains(chains).value();
}

void select(WindowBench& bench, std::initializer_list<const char*> names)
{
    CanvasSelection selection;
    for (const char* const each : names)
        selection.things.computers.insert(bench.idOf(each));
    selection.current = firstOf(selection.things);
    bench.canvas().setSelection(selection);
    bench.canvas().setFocus();
}

QString undoText(WindowBench& bench)
{
    return bench.window().document().history().undoText();
}

const model::Group* groupOf(WindowBench& bench)
{
    const auto& groups = bench.canvas().graph().groups;
    return groups.empty() ? nullptr : &groups.begin()->second;
}

}  // namespace

/// Groups and muted hops by keys, menus and fields.
class TestGroupsWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aGroupIsMadeNamedAndDissolved();
    void aGroupIsCollapsedAndExpanded();
    void aMachineDrawnInAFrameJoins();
    void hopsAreMutedByKey();
    void severalGetAnOwner();
};

void TestGroupsWindow::initTestCase()
{
    setMotionReduced(true);
}

void TestGroupsWindow::aGroupIsMadeNamedAndDissolved()
{
    WindowBench bench;
    open(bench, drawn());
    select(bench, {"größe", "サーバー01"});
    bench.key(Qt::Key_G);
    QVERIFY(groupOf(bench) != nullptr);
    QCOMPARE(groupOf(bench)->members.size(), std::size_t{2});
    QCOMPARE(undoText(bench), QStringLiteral("Group"));
    // The Inspector shows it, to be named.
    const auto* page = bench.window().findChild<PropertiesPage*>();
    QVERIFY(page != nullptr && page->isVisible());
    QCOMPARE(page->fields().front()->editor()->accessibleName(), QStringLiteral("Name"));
    // The Outline has it with its machines.
    const auto* tree = bench.window().findChild<OutlinePanel*>()->findChild<QTreeView*>();
    const QModelIndexList rows =
        tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("Group 1"),
                             1, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(tree->model()->rowCount(rows.front()), 2);
    select(bench, {"größe"});
    bench.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(groupOf(bench) == nullptr);
    QCOMPARE(undoText(bench), QStringLiteral("Ungroup"));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(groupOf(bench) != nullptr);
}

void TestGroupsWindow::aGroupIsCollapsedAndExpanded()
{
    WindowBench bench;
    open(bench, drawn());
    select(bench, {"größe", "サーバー01"});
    bench.key(Qt::Key_G);
    select(bench, {"größe"});
    bench.key(Qt::Key_G, Qt::ShiftModifier);
    QVERIFY(groupOf(bench)->isCollapsed);
    QCOMPARE(undoText(bench), QStringLiteral("Collapse group"));
    QCOMPARE(bench.canvas().canvasGeometry().cards().size(), std::size_t{3});
    // A click on the card is one on its machines, and a drag moves all of them.
    const auto card = bench.idOf("größe");
    const auto other = bench.idOf("サーバー01");
    const model::Position was = bench.canvas().graph().computers.at(other).position;
    const QPointF at = bench.canvas().cardRect(card).center();
    bench.click(at);
    QCOMPARE(bench.canvas().selection().things.computers, (std::set{card, other}));
    bench.drag(at, at + QPointF(80, 64));
    QVERIFY(bench.canvas().graph().computers.at(other).position != was);
    bench.canvas().setFocus();
    bench.key(Qt::Key_G, Qt::ShiftModifier);
    QVERIFY(!groupOf(bench)->isCollapsed);
    QCOMPARE(bench.canvas().canvasGeometry().cards().size(), std::size_t{4});
}

void TestGroupsWindow::aMachineDrawnInAFrameJoins()
{
    WindowBench bench;
    open(bench, drawn());
    select(bench, {"größe", "サーバー01"});
    bench.key(Qt::Key_G);
    const GraphView& canvas = bench.canvas();
    const QRectF first = canvas.cardRect(bench.idOf("größe"));
    const QRectF second = canvas.cardRect(bench.idOf("サーバー01"));
    QPointF between((first.center() + second.center()) / 2);
    between.setY(first.top() + first.height() / 4);
    QTest::mouseDClick(bench.canvas().viewport(), Qt::LeftButton, {}, between.toPoint());
    bench.name(QStringLiteral("DAZWISCHEN"));
    const auto added = bench.idOf("DAZWISCHEN");
    QVERIFY(canvas.graph().computers.contains(added));
    QVERIFY(groupOf(bench)->members.contains(added));
}

void TestGroupsWindow::hopsAreMutedByKey()
{
    WindowBench bench;
    open(bench, drawn());
    const auto& hops = bench.canvas().graph().hops;
    bench.canvas().setSelection(selectionOf(std::next(hops.begin())->first));
    bench.canvas().setFocus();
    bench.key(Qt::Key_M);
    QVERIFY(std::next(bench.canvas().graph().hops.begin())->second.isMuted);
    QCOMPARE(undoText(bench), QStringLiteral("Mute hops"));
    const auto last = bench.canvas().graph().hops.rbegin()->first;
    QTRY_COMPARE(bench.canvas().looks().hops.at(last).word, QStringLiteral("muted"));
    bench.key(Qt::Key_M);
    QVERIFY(!std::next(bench.canvas().graph().hops.begin())->second.isMuted);
    QCOMPARE(undoText(bench), QStringLiteral("Unmute hops"));
}

/// #18: with several selected, one undo step.
void TestGroupsWindow::severalGetAnOwner()
{
    WindowBench bench;
    open(bench, drawn());
    select(bench, {"größe", "サーバー01"});
    bench.key(Qt::Key_Return, Qt::AltModifier);
    const auto* page = bench.window().findChild<PropertiesPage*>();
    const auto owner = std::ranges::find_if(page->fields(), [](const Field* each) {
        return each->editor()->accessibleName() == QStringLiteral("Owner");
    });
    QVERIFY(owner != page->fields().end());
    (*owner)->editor()->setFocus();
    bench.type(QStringLiteral("Betrieb"));
    bench.key(Qt::Key_Return);
    int owned = 0;
    for (const auto& [id, computer] : bench.canvas().graph().computers)
        owned += computer.upkeep.owner == "Betrieb" ? 1 : 0;
    QCOMPARE(owned, 2);
    QCOMPARE(undoText(bench), QStringLiteral("Set owner"));
}

QTEST_MAIN(TestGroupsWindow)
#include "tst_groups.moc"
