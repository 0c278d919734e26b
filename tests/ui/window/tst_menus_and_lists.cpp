#include "core/model/graph_rules.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/keys_sheet.h"
#include "ui/dialogs/pick_list.h"
#include "ui/document/clipboard.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"

#include <QClipboard>
#include <QMimeData>
#include <QTreeView>
#include <QTreeWidget>

using namespace hopwright;
using namespace hopwright::ui;

/// What a right click, the clipboard and the lists of Ctrl+K, Ctrl+Shift+P and ? do: by mouse and keys, on drawings of its own.
class TestMenusAndLists : public QObject {
    Q_OBJECT

private slots:
    void init();

    void aRightClickSelectsAndShowsWhatCanBeDone_data();
    void aRightClickSelectsAndShowsWhatCanBeDone();
    void aRightDragMovesTheViewAndShowsNoMenu();
    void theKeyForMenusShowsThatOfTheSelection();
    void theMenuOfADeniedHopMendsIt();
    void aRowOfTheOutlineHasTheMenuOfItsThing();
    void machinesGoFromOneWindowToAnother();
    void cutRemovesInOneStepAndPastesBack();
    void whatIsNoDrawingIsRefused();
    void aPastedListMakesMachinesInOneStep();
    void aCopiedRowIsAChainInATextField();
    void goToFindsByTyping();
    void commandsAreFoundByNameAndDone();
    void theSheetHasEveryKeyOfEveryMenu();

private:
    static QMenu* openMenu()
    {
        std::ignore = QTest::qWaitFor(
            [] { return qobject_cast<QMenu*>(QApplication::activePopupWidget()) != nullptr; });
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }
    static QStringList textsOf(const QMenu& menu)
    {
        QStringList out;
        for (const QAction* each : menu.actions()) {
            if (!each->isSeparator())
                out.append(QString(each->text()).remove(u'&'));
        }
        return out;
    }
    static void closeMenu()
    {
        if (QMenu* menu = openMenu())
            menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    static void rightClick(WindowBench& bench, QPointF at)
    {
        QTest::mouseClick(bench.canvas().viewport(), Qt::RightButton, {}, at.toPoint());
    }
    /// An untitled drawing of one chain, drawn as a user pastes it.
    static void draw(WindowBench& bench, const char* chain)
    {
        bench.key(Qt::Key_N, Qt::ControlModifier);
        QApplication::clipboard()->setText(QString::fromUtf8(chain));
        bench.canvas().setFocus();
        bench.key(Qt::Key_V, Qt::ControlModifier);
    }
    static model::HopId hopOf(WindowBench& bench, std::size_t index)
    {
        auto at = bench.canvas().graph().hops.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(index));
        return at->first;
    }
};

namespace {

constexpr const char* chain =
    "LAPTOP.contoso.example -> SPRUNG.contoso.example -> \\\\ABLAGE.contoso.example\\Pläne";

}  // namespace

void TestMenusAndLists::init()
{
    QApplication::clipboard()->clear();
}

void TestMenusAndLists::aRightClickSelectsAndShowsWhatCanBeDone_data()
{
    QTest::addColumn<QString>("on");
    QTest::addColumn<QStringList>("holds");
    QTest::addColumn<QStringList>("holdsNot");
    QTest::newRow("machine") << "machine" << QStringList{"Add machine", "Draw hop",   "Add share",
                                                         "Cut",         "Copy",       "Duplicate",
                                                         "Rename",      "Properties", "Delete"}
                             << QStringList{"Fit"};
    QTest::newRow("share") << "share" << QStringList{"Rename", "Properties", "Delete"}
                           << QStringList{"Cut", "Draw hop"};
    QTest::newRow("hop") << "hop" << QStringList{"Properties", "Test", "Delete"}
                         << QStringList{"Copy"};
    QTest::newRow("canvas") << "canvas" << QStringList{"Add machine", "Paste", "Select all", "Fit"}
                            << QStringList{"Delete", "Cut"};
}

void TestMenusAndLists::aRightClickSelectsAndShowsWhatCanBeDone()
{
    QFETCH(const QString, on);
    QFETCH(const QStringList, holds);
    QFETCH(const QStringList, holdsNot);
    WindowBench bench;
    draw(bench, chain);
    bench.canvas().setSelection({});
    QPointF at(6, 6);
    if (on == u"machine")
        at = bench.canvas().cardRect(bench.canvas().graph().computers.begin()->first).topLeft()
             + QPointF(90, 20);
    else if (on == u"share")
        at = bench.rowOf("ABLAGE");
    else if (on == u"hop")
        at = bench.canvas().sealCentre(hopOf(bench, 0));
    rightClick(bench, at);
    QMenu* menu = openMenu();
    QVERIFY(menu != nullptr);
    const QStringList texts = textsOf(*menu);
    for (const QString& each : holds)
        QVERIFY2(texts.contains(each), qPrintable(each + " in " + texts.join(u';')));
    for (const QString& each : holdsNot)
        QVERIFY2(!texts.contains(each), qPrintable(each));
    QCOMPARE(bench.canvas().selection().current.has_value(), on != u"canvas");
    closeMenu();
}

void TestMenusAndLists::aRightDragMovesTheViewAndShowsNoMenu()
{
    WindowBench bench;
    draw(bench, chain);
    const QPointF before = bench.canvas().toScene({});
    QWidget* view = bench.canvas().viewport();
    QTest::mousePress(view, Qt::RightButton, {}, {300, 300});
    QMouseEvent move(QEvent::MouseMove, QPointF(380, 340), view->mapToGlobal(QPointF(380, 340)),
                     Qt::NoButton, Qt::RightButton, Qt::NoModifier);
    QApplication::sendEvent(view, &move);
    QTest::mouseRelease(view, Qt::RightButton, {}, {380, 340});
    QVERIFY(bench.canvas().toScene({}) != before);
    QVERIFY(QApplication::activePopupWidget() == nullptr);
}

void TestMenusAndLists::theKeyForMenusShowsThatOfTheSelection()
{
    WindowBench bench;
    draw(bench, chain);
    bench.canvas().setSelection(selectionOf(hopOf(bench, 0)));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(bench.canvas().viewport(), &event);
    QMenu* menu = openMenu();
    QVERIFY(menu != nullptr);
    QVERIFY(textsOf(*menu).contains(QStringLiteral("Test")));
    closeMenu();
}

void TestMenusAndLists::theMenuOfADeniedHopMendsIt()
{
    WindowBench bench;
    draw(bench, chain);
    rightClick(bench, bench.canvas().sealCentre(hopOf(bench, 1)));
    QMenu* menu = openMenu();
    QVERIFY(menu != nullptr);
    QAction* use = nullptr;
    for (QAction* each : menu->actions()) {
        if (each->text().contains(QStringLiteral("CredSSP")))
            use = each;
    }
    QVERIFY2(use != nullptr, qPrintable(textsOf(*menu).join(u';')));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(use).center());
    QCOMPARE(bench.canvas().graph().hops.at(hopOf(bench, 0)).method, Method::CredSsp);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().hops.at(hopOf(bench, 0)).method, Method::Default);
}

void TestMenusAndLists::aRowOfTheOutlineHasTheMenuOfItsThing()
{
    WindowBench bench;
    draw(bench, chain);
    auto* outline = bench.window().findChild<OutlinePanel*>();
    QTreeView& tree = outline->view();
    const QModelIndexList found =
        tree.model()->match(tree.model()->index(0, 0), Qt::DisplayRole, QStringLiteral("SPRUNG"), 1,
                            Qt::MatchStartsWith | Qt::MatchRecursive);
    QVERIFY(!found.isEmpty());
    emit tree.customContextMenuRequested(tree.visualRect(found.first()).center());
    QMenu* menu = openMenu();
    QVERIFY(menu != nullptr);
    QVERIFY(textsOf(*menu).contains(QStringLiteral("Draw hop")));
    QVERIFY(bench.canvas().selection().current.has_value());
    closeMenu();
}

void TestMenusAndLists::machinesGoFromOneWindowToAnother()
{
    WindowBench first;
    draw(first, chain);
    first.canvas().setFocus();
    first.key(Qt::Key_A, Qt::ControlModifier);
    first.key(Qt::Key_C, Qt::ControlModifier);
    const model::Graph drawn = first.canvas().graph();
    WindowBench second;
    draw(second, "OTHER.fabrikam.example -> DB.fabrikam.example");
    first.canvas().setFocus();
    // draw() had the clipboard for its chain.
    first.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&first.window()));
    first.canvas().setFocus();
    first.key(Qt::Key_C, Qt::ControlModifier);
    second.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&second.window()));
    second.canvas().setFocus();
    second.key(Qt::Key_V, Qt::ControlModifier);
    const model::Graph& both = second.canvas().graph();
    QCOMPARE(both.computers.size(), 2 + drawn.computers.size());
    QCOMPARE(both.hops.size(), 1 + drawn.hops.size());
    QVERIFY(model::computerByName(both, "SPRUNG") != nullptr);
    QCOMPARE(second.canvas().selection().things.computers.size(), drawn.computers.size());
    // What was pasted lies on nothing.
    for (const auto& [id, card] : second.canvas().canvasGeometry().cards()) {
        for (const auto& [other, rect] : second.canvas().canvasGeometry().cards())
            QVERIFY(id == other || !card.rect.intersects(rect.rect));
    }
    second.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(second.canvas().graph().computers.size(), 2U);
}

void TestMenusAndLists::cutRemovesInOneStepAndPastesBack()
{
    WindowBench bench;
    draw(bench, chain);
    const model::Graph before = bench.canvas().graph();
    bench.click(bench.middleOf("SPRUNG"));
    bench.key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(model::computerByName(bench.canvas().graph(), "SPRUNG") == nullptr);
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(model::computerByName(bench.canvas().graph(), "SPRUNG") != nullptr);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), before.computers.size());
    QCOMPARE(bench.canvas().graph().hops.size(), before.hops.size());
}

void TestMenusAndLists::whatIsNoDrawingIsRefused()
{
    WindowBench bench;
    draw(bench, chain);
    const model::Graph before = bench.canvas().graph();
    auto* data = new QMimeData;
    data->setData(QLatin1String(drawingMimeType), "<hopwright format=\"1\"><machine");
    QApplication::clipboard()->setMimeData(data);
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.canvas().graph() == before);
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
}

void TestMenusAndLists::aPastedListMakesMachinesInOneStep()
{
    WindowBench bench;
    draw(bench, chain);
    QApplication::clipboard()->setText(QStringLiteral(
        "Server;Raum\nSPRUNG.contoso.example;1\nNEU-1.contoso.example;2\nNEU-2;3\n"));
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), 5U);
    QCOMPARE(bench.canvas().selection().things.computers.size(), 3U);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), 3U);
}

void TestMenusAndLists::aCopiedRowIsAChainInATextField()
{
    WindowBench bench;
    draw(bench, "LAPTOP.contoso.example -credssp-> SPRUNG.contoso.example");
    bench.canvas().setFocus();
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("LAPTOP.contoso.example -credssp-> SPRUNG.contoso.example"));
}

void TestMenusAndLists::goToFindsByTyping()
{
    WindowBench bench;
    draw(bench, chain);
    bench.canvas().setSelection({});
    bench.key(Qt::Key_K, Qt::ControlModifier);
    auto* list = bench.window().findChild<PickList*>();
    QVERIFY(list != nullptr && QTest::qWaitForWindowActive(list));
    QTRY_VERIFY(list->isAncestorOf(QApplication::focusWidget()));
    bench.type(QStringLiteral("ablage"));
    bench.key(Qt::Key_Return);
    const auto& current = bench.canvas().selection().current;
    QVERIFY(current.has_value());
    const auto* id = std::get_if<model::ComputerId>(&*current);
    QVERIFY(id != nullptr);
    QCOMPARE(bench.canvas().graph().computers.at(*id).name, std::string("ABLAGE"));
}

void TestMenusAndLists::commandsAreFoundByNameAndDone()
{
    WindowBench bench;
    draw(bench, chain);
    bench.canvas().zoomTo(2);
    bench.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* list = bench.window().findChild<PickList*>();
    QVERIFY(list != nullptr && QTest::qWaitForWindowActive(list));
    QTRY_VERIFY(list->isAncestorOf(QApplication::focusWidget()));
    bench.type(QStringLiteral("100"));
    bench.key(Qt::Key_Return);
    QTRY_COMPARE(bench.canvas().zoom(), 1.0);
}

void TestMenusAndLists::theSheetHasEveryKeyOfEveryMenu()
{
    WindowBench bench;
    draw(bench, chain);
    bench.canvas().setFocus();
    bench.key(Qt::Key_Question, Qt::ShiftModifier);
    auto* sheet = bench.window().findChild<KeysSheet*>();
    QVERIFY(sheet != nullptr);
    QStringList keys;
    auto* tree = sheet->findChild<QTreeWidget*>();
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int k = 0; k < tree->topLevelItem(i)->childCount(); ++k)
            keys.append(tree->topLevelItem(i)->child(k)->text(1));
    }
    for (const QAction* top : bench.window().menuBar()->actions()) {
        for (const QAction* action : top->menu()->actions()) {
            for (const QKeySequence& key : action->shortcuts())
                QVERIFY2(keys.contains(key.toString(QKeySequence::NativeText)),
                         qPrintable(action->text()));
        }
    }
    QVERIFY(keys.contains(QKeySequence(Qt::Key_Tab).toString(QKeySequence::NativeText)));
}

QTEST_MAIN(TestMenusAndLists)
#include "tst_menus_and_lists.moc"
