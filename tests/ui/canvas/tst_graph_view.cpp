#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/minimap.h"
#include "ui/document/document_file.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <memory>

using namespace hopwright;
using ui::GraphDocument;
using ui::GraphView;
using ui::Thing;

/// Mouse and keys alone: no function of core/edit is called here.
class TestGraphView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void anEmptyCanvasSaysHowToBegin();
    void aKeyAddsAMachineAndTheNextIsConnected();
    void undoWithTheButtonDownEndsTheGesture();
    void eachNewMachineHangsFromTheOneBefore();
    void aShareTypedAsAPathIsAddedWithItsMachineAndHop();
    void fullAndLongNamesStayJoined();
    void newMachinesStandOnTheRow();
    void aDropFromAHandleIsLevel();
    void pinnedMachinesAreMarkedAndSpoken();
    void mutedHopsAreMarked();
    void aNameThatIsTakenKeepsTheFieldOpen();
    void escLeavesTheNameAsItWas();
    void draggingTheHandleToAMachineDrawsAHop();
    void draggingTheHandleToAShareMakesARoute();
    void aDropOnEmptyCanvasAddsAConnectedServer();
    void aHopThatCannotBeDrawnIsRefusedWithTheReason();
    void twoWaysBackAreAskedFor();
    void lettersAndEnterDrawAHop();
    void aDragIsOneStepOnTheGrid();
    void aDragLinesUpWithWhatIsNearAndAltDoesNot();
    void escTakesADragBack();
    void barsShowWhereOneIs();
    void theMapOfALargeDrawingShowsAndGoes();
    void f2RenamesInPlace();
    void deleteRemovesAndUndoBringsBack();
    void aRubberBandSelects();
    void tabAndArrowsMoveTheFocus();
    void controlArrowsMoveByTheGrid();
    void theWheelZoomsAtThePointer();
    void aDropFromThePaletteAddsItsKind();
    void aPastedChainIsDrawnOrItsFaultIsSaid();
    void theSampleIsPaintedAsPredicted();
    void aClickOnASealIsSaid();
    void whatIsFocusedIsSpoken();

private:
    const model::Graph& graph() const { return m_document->graph(); }
    QPoint at(QPointF point) const { return point.toPoint(); }
    model::ComputerId machine(std::string_view name) const;
    QPoint middleOf(std::string_view name) const
    {
        return at(m_view->cardRect(machine(name)).center());
    }
    QPoint headOf(std::string_view name) const;
    QPoint handleOf(std::string_view name) const;
    void drag(QPoint from, QPoint to);
    void dropKind(const char* kind, QPoint to);
    void typeName(const QString& name);
    QLineEdit* field() const { return m_view->findChild<QLineEdit*>(); }
    void openSample(const char* file = "double-hop-broken.hopw");
    const ui::PaintedLabel* painted(const QString& text);

    std::unique_ptr<GraphDocument> m_document;
    std::unique_ptr<GraphView> m_view;
};

void TestGraphView::initTestCase()
{
    ui::setUpApplication(*qApp, ui::Theme::Light);
}

void TestGraphView::init()
{
    m_document = std::make_unique<GraphDocument>();
    m_view = std::make_unique<GraphView>();
    m_view->resize(1100, 600);
    m_view->setDocument(m_document.get());
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestGraphView::cleanup()
{
    m_view.reset();
    m_document.reset();
}

model::ComputerId TestGraphView::machine(std::string_view name) const
{
    const model::Computer* found = model::computerByName(graph(), name);
    return found == nullptr ? model::ComputerId{} : found->id;
}

QPoint TestGraphView::headOf(std::string_view name) const
{
    return at(m_view->cardRect(machine(name)).topLeft() + QPointF(90, 20));
}

QPoint TestGraphView::handleOf(std::string_view name) const
{
    const auto& card = m_view->canvasGeometry().cards().at(machine(name));
    return at(m_view->toView(card.handle()));
}

void TestGraphView::drag(QPoint from, QPoint to)
{
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view->viewport(), (from + to) / 2);
    QTest::mouseMove(m_view->viewport(), to);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, to);
}

void TestGraphView::dropKind(const char* kind, QPoint to)
{
    QMimeData data;
    data.setData("application/x-hopwright-kind", kind);
    QDragEnterEvent enter(to, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(to, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &drop);
}

void TestGraphView::typeName(const QString& name)
{
    QVERIFY(field() != nullptr);
    QTest::keyClicks(field(), name);
    QTest::keyClick(field(), Qt::Key_Return);
    QTRY_VERIFY(field() == nullptr);
}

void TestGraphView::openSample(const char* file)
{
    auto sample = ui::loadSample(QStringLiteral(":/hopwright/samples/") + QLatin1String(file));
    QVERIFY(sample);
    m_document->replace(*sample);
    m_view->setPlan(plan::makePlan(graph()), {});
}

const ui::PaintedLabel* TestGraphView::painted(const QString& text)
{
    m_view->viewport()->grab();
    for (const ui::PaintedLabel& label : m_view->paintedLabels()) {
        if (label.full == text)
            return &label;
    }
    return nullptr;
}

void TestGraphView::anEmptyCanvasSaysHowToBegin()
{
    QVERIFY(painted("Draw the way your command takes") != nullptr);
    for (const ui::PaintedLabel& label : m_view->paintedLabels())
        QVERIFY(QRectF(m_view->viewport()->rect()).contains(label.rect));
}

/// What was pressed has gone by the time the pointer moves.
void TestGraphView::undoWithTheButtonDownEndsTheGesture()
{
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("FS01");
    const QPoint from = middleOf("FS01");
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    m_document->history().undo();
    QVERIFY(graph().computers.empty());
    QTest::mouseMove(m_view->viewport(), from + QPoint(40, 40));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, from + QPoint(40, 40));
    QVERIFY(m_view->selection().things.computers.empty());
    QTest::keyClick(m_view.get(), Qt::Key_L);
    QVERIFY(graph().hops.empty());
}

void TestGraphView::aKeyAddsAMachineAndTheNextIsConnected()
{
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("ADM-PC01");
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("JUMP01.lab.example");

    QCOMPARE(graph().computers.size(), 2U);
    QCOMPARE(graph().hops.size(), 1U);
    const model::Hop& hop = graph().hops.begin()->second;
    QCOMPARE(hop.from, machine("ADM-PC01"));
    QCOMPARE(hop.to.computer, machine("JUMP01"));
    QCOMPARE(hop.typedTarget, std::string("JUMP01.lab.example"));
    QVERIFY(painted("ADM-PC01") != nullptr);
    QVERIFY(painted("JUMP01") != nullptr);
    // Adding and naming are one step.
    QCOMPARE(m_document->history().count(), 2);
    m_document->history().undo();
    QCOMPARE(graph().computers.size(), 1U);
}

void TestGraphView::eachNewMachineHangsFromTheOneBefore()
{
    for (const char* name : {"PC01", "JUMP01", "APP01"}) {
        QTest::keyClick(m_view.get(), Qt::Key_A);
        typeName(QLatin1String(name));
    }
    QCOMPARE(graph().hops.size(), 2U);
    QCOMPARE(graph().hops.rbegin()->second.from, machine("JUMP01"));
    QCOMPARE(graph().hops.rbegin()->second.to.computer, machine("APP01"));
}

void TestGraphView::aShareTypedAsAPathIsAddedWithItsMachineAndHop()
{
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("ADM-PC01");
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("\\\\FS01\\Reports");
    QCOMPARE(graph().computers.size(), 2U);
    QCOMPARE(graph().resources.size(), 1U);
    QCOMPARE(graph().resources.begin()->second.name, std::string("Reports"));
    QCOMPARE(graph().routes.size(), 1U);
    QCOMPARE(m_document->history().count(), 2);
}

/// A full name makes its domain, and the machine gets another number than it had while it was typed.
void TestGraphView::fullAndLongNamesStayJoined()
{
    const std::vector<const char*> names{
        "ws-0042.munich.corp.example", "jump.dmz.corp.example",
        "an-application-server-with-a-name-of-63-letters-and-digits-0001.corp.example",
        "größe.süd.example", "SQL01"};
    for (const char* name : names) {
        QTest::keyClick(m_view.get(), Qt::Key_A);
        QVERIFY(field() != nullptr);
        field()->setText(QString::fromUtf8(name));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY(field() == nullptr);
        QVERIFY(m_view->currentComputer().has_value());
    }
    QCOMPARE(graph().computers.size(), names.size());
    QCOMPARE(graph().hops.size(), names.size() - 1);
    model::ComputerId before{};
    for (const auto& [id, hop] : graph().hops) {
        const auto& line = m_view->canvasGeometry().hops().at(id);
        QVERIFY(before == model::ComputerId{} || hop.from == before);
        QVERIFY(line.isLevel);
        QVERIFY2(line.head.x() - line.tail.x() >= 128, hop.typedTarget.c_str());
        before = hop.to.computer;
    }
    QCOMPARE(m_document->history().count(), static_cast<int>(names.size()));
}

void TestGraphView::newMachinesStandOnTheRow()
{
    QVERIFY(m_view->pasteChain("ADM-PC01 -> JUMP01").isEmpty());
    m_view->zoomTo(1);
    // By a share: its row is level with JUMP01's line.
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("\\\\FS01\\Reports");
    QVERIFY(m_view->canvasGeometry().hops().at(graph().hops.rbegin()->first).isLevel);
    // By a double click and by a drop, a little beside the row of ADM-PC01.
    const double top = graph().computers.at(machine("ADM-PC01")).position.y;
    m_view->scrollBy({-300, -200});
    const QPointF near = m_view->cardRect(machine("ADM-PC01")).topLeft() + QPointF(-120, 36 + 17);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, near.toPoint());
    typeName("ADM-PC02");
    QCOMPARE(graph().computers.at(machine("ADM-PC02")).position.y, top);
    // Where no row is near, on the grid.
    dropKind("server", {500, 520});
    typeName("ALONE");
    const model::Position alone = graph().computers.at(machine("ALONE")).position;
    QVERIFY(alone.y > top + 72);
    QCOMPARE(std::fmod(alone.y, 8), 0.0);
}

void TestGraphView::aDropFromAHandleIsLevel()
{
    QVERIFY(m_view->pasteChain("A -> B").isEmpty());
    drag(handleOf("B"), handleOf("B") + QPoint(200, 20));
    typeName("APP01.corp.example");
    QCOMPARE(graph().computers.at(machine("APP01")).position.y,
             graph().computers.at(machine("B")).position.y);
    QVERIFY(m_view->canvasGeometry().hops().at(graph().hops.rbegin()->first).isLevel);
    QCOMPARE(m_view->currentComputer(), std::optional(machine("APP01")));
}

void TestGraphView::pinnedMachinesAreMarkedAndSpoken()
{
    QVERIFY(m_view->pasteChain("A -> B").isEmpty());
    m_view->setSelection(ui::selectionOf(machine("B")));
    const QPoint corner = at(m_view->cardRect(machine("B")).topLeft());
    const QRect mark(corner - QPoint(9, 9), QSize(18, 18));
    const QImage before = m_view->viewport()->grab(mark).toImage();
    QVERIFY(!m_view->isSelectionPinned());
    m_view->pinSelection();
    QVERIFY(m_view->isSelectionPinned());
    QVERIFY(graph().computers.at(machine("B")).isPinned);
    QVERIFY(m_view->viewport()->grab(mark).toImage() != before);
    QTRY_VERIFY(m_view->accessibleDescription().contains("pinned"));
    m_view->pinSelection();
    QVERIFY(!graph().computers.at(machine("B")).isPinned);
    QCOMPARE(m_view->viewport()->grab(mark).toImage(), before);
    QCOMPARE(m_document->history().undoText(), "Unpin");
    m_view->setSelection({});
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    m_view->pinSelection();
    QCOMPARE(refused.count(), 1);
}

void TestGraphView::mutedHopsAreMarked()
{
    QVERIFY(m_view->pasteChain("A -> B -> C").isEmpty());
    m_view->setSelection(ui::selectionOf(machine("B")));
    QVERIFY(!m_view->isSelectionMuted());
    m_view->muteSelection();
    QVERIFY(m_view->isSelectionMuted());
    QCOMPARE(m_document->history().undoText(), "Mute hops");
    for (const auto& [id, hop] : graph().hops)
        QVERIFY(hop.isMuted);
    m_view->muteSelection();
    QVERIFY(!m_view->isSelectionMuted());
    QCOMPARE(m_document->history().undoText(), "Unmute hops");
    m_view->setSelection({});
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    m_view->muteSelection();
    QCOMPARE(refused.count(), 1);
}

void TestGraphView::aNameThatIsTakenKeepsTheFieldOpen()
{
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    QTest::keyClick(m_view.get(), Qt::Key_A);
    typeName("WEB");
    QTest::keyClick(m_view.get(), Qt::Key_A);
    QTest::keyClicks(field(), "web");
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(field() != nullptr && field()->isVisible());
    QCOMPARE(refused.count(), 1);
    typeName("DB");
    QVERIFY(machine("DB") != model::ComputerId{});
}

void TestGraphView::escLeavesTheNameAsItWas()
{
    openSample();
    const model::Graph before = graph();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    QTest::keyClicks(field(), "OTHER");
    QTest::keyClick(field(), Qt::Key_Escape);
    QTRY_VERIFY(field() == nullptr);
    QCOMPARE(graph(), before);
    QVERIFY(m_view->hasFocus());
}

void TestGraphView::draggingTheHandleToAMachineDrawsAHop()
{
    QVERIFY(m_view->pasteChain("A -> B").isEmpty());
    QVERIFY(m_view->pasteChain("C -> D").isEmpty());
    drag(handleOf("B"), headOf("C"));
    QCOMPARE(graph().hops.size(), 3U);
    const model::Hop& hop = graph().hops.rbegin()->second;
    QCOMPARE(hop.from, machine("B"));
    QCOMPARE(hop.to, model::HopEnd{.computer = machine("C")});
    QCOMPARE(m_view->selection().current, std::optional<Thing>(hop.id));
    QCOMPARE(m_document->history().undoText(), "Draw hop");
}

void TestGraphView::draggingTheHandleToAShareMakesARoute()
{
    QVERIFY(m_view->pasteChain("A -> B").isEmpty());
    QVERIFY(m_view->pasteChain("C -> \\\\FS01\\Reports").isEmpty());
    const auto& row = m_view->canvasGeometry().cards().at(machine("FS01")).rows.front().second;
    const auto routes = graph().routes.size();
    drag(handleOf("B"), at(m_view->toView(row).center()));
    QCOMPARE(graph().routes.size(), routes + 1);
    QCOMPARE(graph().routes.rbegin()->second.hops.size(), 2U);
}

void TestGraphView::aDropOnEmptyCanvasAddsAConnectedServer()
{
    QVERIFY(m_view->pasteChain("A -> B").isEmpty());
    m_document->history().clear();
    drag(handleOf("B"), QPoint(900, 420));
    typeName("APP01");
    QCOMPARE(graph().computers.size(), 3U);
    QCOMPARE(graph().hops.rbegin()->second.to.computer, machine("APP01"));
    QCOMPARE(m_document->history().count(), 1);
}

void TestGraphView::aHopThatCannotBeDrawnIsRefusedWithTheReason()
{
    openSample();
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    drag(handleOf("ADM-PC01"), headOf("JUMP01"));
    QCOMPARE(graph().hops.size(), 2U);
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.front().front().toString().contains("drawn already"));
}

void TestGraphView::twoWaysBackAreAskedFor()
{
    QVERIFY(m_view->pasteChain("A -> J").isEmpty());
    QVERIFY(m_view->pasteChain("B -> J").isEmpty());
    QVERIFY(m_view->pasteChain("C -> \\\\FS01\\Reports").isEmpty());
    const auto& row = m_view->canvasGeometry().cards().at(machine("FS01")).rows.front().second;
    drag(handleOf("J"), at(m_view->toView(row).center()));
    auto* menu = m_view->findChild<QMenu*>();
    QVERIFY(menu != nullptr && menu->isVisible());
    QStringList ways;
    for (const QAction* each : menu->actions()) {
        if (!each->isSeparator())
            ways.append(each->text());
    }
    QCOMPARE(ways, QStringList({"A → J", "B → J"}));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    const model::Route& route = graph().routes.rbegin()->second;
    QCOMPARE(graph().hops.at(route.hops.front()).from, machine("B"));
}

void TestGraphView::lettersAndEnterDrawAHop()
{
    QVERIFY(m_view->pasteChain("ADM-PC01 -> JUMP01").isEmpty());
    QVERIFY(m_view->pasteChain("OTHER -> APP01").isEmpty());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QTest::keyClick(m_view.get(), Qt::Key_L);
    QTest::keyClicks(m_view.get(), "ap");
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    const model::Hop& hop = graph().hops.rbegin()->second;
    QCOMPARE(hop.from, machine("JUMP01"));
    QCOMPARE(hop.to.computer, machine("APP01"));
    // Esc leaves without a hop, and letters are keys again.
    const auto hops = graph().hops.size();
    QTest::keyClick(m_view.get(), Qt::Key_L);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(graph().hops.size(), hops);
}

void TestGraphView::aDragIsOneStepOnTheGrid()
{
    openSample();
    const model::Position before = graph().computers.at(machine("JUMP01")).position;
    const QPoint from = middleOf("JUMP01");
    drag(from, from + QPoint(37, 61));
    const model::Position after = graph().computers.at(machine("JUMP01")).position;
    QCOMPARE(after.x, before.x + 40);
    QCOMPARE(after.y, before.y + 64);
    QCOMPARE(m_document->history().count(), 1);
    m_document->history().undo();
    QCOMPARE(graph().computers.at(machine("JUMP01")).position, before);
}

void TestGraphView::aDragLinesUpWithWhatIsNearAndAltDoesNot()
{
    openSample();
    m_view->zoomTo(1);
    const QRectF client = m_view->canvasGeometry().cards().at(machine("ADM-PC01")).rect;
    const QRectF jump = m_view->canvasGeometry().cards().at(machine("JUMP01")).rect;
    // Below the client, 3 px beside being in line with its left edge.
    const QPoint from = middleOf("JUMP01");
    const QPointF pull = client.bottomLeft() + QPointF(3, 93) - jump.topLeft();
    const auto pulled = [&](Qt::KeyboardModifiers keys) {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, keys, from);
        QMouseEvent move(QEvent::MouseMove, from + pull,
                         m_view->viewport()->mapToGlobal(from + pull), Qt::NoButton, Qt::LeftButton,
                         keys);
        QApplication::sendEvent(m_view->viewport(), &move);
        const QImage during = m_view->viewport()->grab().toImage();
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, keys, (from + pull).toPoint());
        return during;
    };
    const QImage lined = pulled({});
    QCOMPARE(graph().computers.at(machine("JUMP01")).position.x, client.left());
    // Between the two cards there is nothing but the guide at their left edges.
    const QPoint guide = m_view->toView(client.bottomLeft() + QPointF(0, 40)).toPoint();
    const auto hasGuide = [&guide](const QImage& image) {
        int coloured = 0;
        for (int y = -20; y <= 20; ++y) {
            const QColor colour = image.pixelColor(guide + QPoint(0, y));
            coloured += colour.blue() > colour.red() + 40 ? 1 : 0;
        }
        return coloured > 8;
    };
    QVERIFY(hasGuide(lined));
    m_document->history().undo();
    const QImage loose = pulled(Qt::AltModifier);
    QCOMPARE(graph().computers.at(machine("JUMP01")).position.x, client.left() + 3);
    QVERIFY(!hasGuide(loose));
}

void TestGraphView::barsShowWhereOneIs()
{
    openSample();
    m_view->fit();
    QTRY_COMPARE(m_view->horizontalScrollBar()->maximum(),
                 m_view->horizontalScrollBar()->minimum());
    QVERIFY(!m_view->horizontalScrollBar()->isVisible());
    m_view->zoomTo(3);
    QTRY_VERIFY(m_view->horizontalScrollBar()->isVisible());
    QScrollBar* bar = m_view->horizontalScrollBar();
    // At its end the right edge of the drawing is in sight, and nothing has jumped on the way.
    bar->setValue(bar->maximum());
    const double right = m_view->toView(m_view->canvasGeometry().bounds()).right();
    QVERIFY(right <= m_view->viewport()->width() && right > m_view->viewport()->width() - 60);
    bar->setValue(bar->minimum());
    const double left = m_view->toView(m_view->canvasGeometry().bounds()).left();
    QVERIFY(left >= 0 && left < 60);
    m_view->fit();
    QTRY_VERIFY(!bar->isVisible());
}

void TestGraphView::theMapOfALargeDrawingShowsAndGoes()
{
    openSample();
    auto* map = m_view->findChild<ui::Minimap*>();
    QVERIFY(map != nullptr && !map->isVisible());
    m_view->setDocument(nullptr);
    m_document = std::make_unique<GraphDocument>(bench::largeDrawing());
    m_view->setDocument(m_document.get());
    m_view->zoomTo(1);
    QTRY_VERIFY(map->isVisible());
    QVERIFY(m_view->viewport()->rect().contains(map->geometry()));
    // Its middle is the middle of the drawing.
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center());
    const QPointF middle = m_view->toView(m_view->canvasGeometry().bounds().center());
    QVERIFY((middle - QRectF(m_view->viewport()->rect()).center()).manhattanLength()
            < 200);  // A pixel of the map is some 70.
    const QPointF before = m_view->toScene({});
    QTest::mousePress(map, Qt::LeftButton, {}, map->rect().center());
    QMouseEvent move(QEvent::MouseMove, QPointF(map->rect().center()) + QPointF(40, 0),
                     map->mapToGlobal(QPointF(map->rect().center()) + QPointF(40, 0)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(map, &move);
    QTest::mouseRelease(map, Qt::LeftButton, {}, map->rect().center() + QPoint(40, 0));
    QVERIFY(m_view->toScene({}).x() > before.x() + 500);
    QVERIFY(graph() == bench::largeDrawing());
    m_view->fit();
    QTRY_VERIFY(!map->isVisible());
}

void TestGraphView::escTakesADragBack()
{
    openSample();
    const model::Graph before = graph();
    const QPoint from = middleOf("JUMP01");
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view->viewport(), from + QPoint(50, 50));
    QVERIFY(graph() != before);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, from + QPoint(50, 50));
    QCOMPARE(graph(), before);
    QCOMPARE(m_document->history().count(), 0);
}

void TestGraphView::f2RenamesInPlace()
{
    openSample();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    QVERIFY(m_view->cardRect(machine("JUMP01")).contains(QRectF(field()->geometry())));
    typeName("JUMP02.lab.example");
    QVERIFY(machine("JUMP01") == model::ComputerId{});
    QVERIFY(painted("JUMP02") != nullptr);
    QVERIFY(painted("JUMP01") == nullptr);
    // The target that was its own name follows.
    QVERIFY(painted("JUMP02.lab.example") != nullptr);
}

void TestGraphView::deleteRemovesAndUndoBringsBack()
{
    openSample();
    const model::Graph before = graph();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    QCOMPARE(graph().computers.size(), 2U);
    QCOMPARE(graph().hops.size(), 0U);
    QVERIFY(m_view->selection().things.empty());
    m_document->history().undo();
    QCOMPARE(graph(), before);
    m_document->history().redo();
    QCOMPARE(graph().computers.size(), 2U);
}

void TestGraphView::aRubberBandSelects()
{
    openSample();
    const QRectF a = m_view->cardRect(machine("ADM-PC01"));
    const QRectF b = m_view->cardRect(machine("JUMP01"));
    drag(at(a.topLeft() - QPointF(8, 8)), at(b.bottomRight() + QPointF(8, 40)));
    QCOMPARE(m_view->selection().things.computers.size(), 2U);
    QCOMPARE(m_view->selection().things.hops.size(), 1U);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, middleOf("JUMP01"));
    QCOMPARE(m_view->selection().things.computers.size(), 1U);
}

void TestGraphView::tabAndArrowsMoveTheFocus()
{
    openSample();
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(machine("ADM-PC01")));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(machine("JUMP01")));
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(machine("FS01")));
    QTest::keyClick(m_view.get(), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(machine("JUMP01")));
}

void TestGraphView::controlArrowsMoveByTheGrid()
{
    openSample();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    const double x = graph().computers.at(machine("JUMP01")).position.x;
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(graph().computers.at(machine("JUMP01")).position.x, x + 8);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(graph().computers.at(machine("JUMP01")).position.x, x + 9);
}

void TestGraphView::theWheelZoomsAtThePointer()
{
    openSample();
    const QPointF pointer(300, 200);
    const QPointF before = m_view->toScene(pointer);
    QWheelEvent wheel(pointer, m_view->viewport()->mapToGlobal(pointer), {}, {0, -120},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_view->viewport(), &wheel);
    QCOMPARE(m_view->zoom(), 0.8);
    const QPointF moved = m_view->toScene(pointer) - before;
    QVERIFY(std::abs(moved.x()) < 1 && std::abs(moved.y()) < 1);
    QTest::keyClick(m_view.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_view->zoom(), 1.0);
}

void TestGraphView::aDropFromThePaletteAddsItsKind()
{
    dropKind("jump", {400, 300});
    typeName("JUMP09");
    QCOMPARE(graph().computers.begin()->second.kind, model::ComputerKind::JumpServer);
    QVERIFY(m_view->cardRect(machine("JUMP09")).contains(QPointF(400, 300)));

    dropKind("share", {400, 300});
    typeName("Reports");
    QCOMPARE(graph().resources.begin()->second.computer, machine("JUMP09"));

    // On the empty canvas it makes its server, with the row where it was dropped.
    const int steps = m_document->history().count();
    dropKind("share", {800, 550});
    typeName("Ablage");
    QCOMPARE(graph().resources.size(), 2U);
    const model::Resource& share = graph().resources.rbegin()->second;
    QCOMPARE(share.name, std::string("Ablage"));
    QCOMPARE(graph().computers.at(share.computer).name, std::string("SRV01"));
    QVERIFY(m_view->toView(m_view->canvasGeometry().rectOf(share.id))
                .adjusted(-4, -16, 4, 16)
                .contains(QPointF(800, 550)));
    QCOMPARE(m_document->history().count(), steps + 1);
    // A path names both.
    dropKind("share", {300, 500});
    typeName(R"(\\LAGER-9\Zweite Ablage)");
    QCOMPARE(graph().resources.size(), 3U);
    QCOMPARE(graph().resources.rbegin()->second.computer, machine("LAGER-9"));
    QVERIFY(model::computerByName(graph(), "SRV02") == nullptr);
}

void TestGraphView::aPastedChainIsDrawnOrItsFaultIsSaid()
{
    QVERIFY(m_view->pasteChain("ADM-PC01 -credssp-> JUMP01 -> \\\\FS01\\Reports").isEmpty());
    QVERIFY(painted("1 CredSSP") != nullptr);
    const QString reason = m_view->pasteChain("A -magic-> B");
    QVERIFY(reason.contains("column"));
    QCOMPARE(graph().computers.size(), 3U);
}

void TestGraphView::theSampleIsPaintedAsPredicted()
{
    openSample();
    m_view->viewport()->grab();
    QStringList texts;
    for (const ui::PaintedLabel& label : m_view->paintedLabels())
        texts.append(label.text);
    for (const char* each :
         {"lab.example", "domain", "ADM-PC01", "ADM-PC01.lab.example", "JUMP01", "FS01", "Reports",
          "write", "no role needed", "nothing to set here", "1 Default", "2 SMB",
          "JUMP01.lab.example", "\\\\FS01\\Reports", "will pass", "will be denied"})
        QVERIFY2(texts.contains(QLatin1String(each)), each);
    const auto& labels = m_view->paintedLabels();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        QVERIFY2(QRectF(m_view->viewport()->rect()).contains(labels[i].rect),
                 qPrintable(labels[i].full));
        for (std::size_t j = i + 1; j < labels.size(); ++j)
            QVERIFY2(!labels[i].rect.adjusted(0, 1, 0, -1).intersects(labels[j].rect),
                     qPrintable(labels[i].full + " over " + labels[j].full));
    }
}

void TestGraphView::aClickOnASealIsSaid()
{
    openSample();
    QSignalSpy clicked(m_view.get(), &GraphView::sealClicked);
    const model::HopId second = graph().hops.rbegin()->first;
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(m_view->sealCentre(second)));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(second));
}

void TestGraphView::whatIsFocusedIsSpoken()
{
    openSample();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf("JUMP01"));
    QCOMPARE(m_view->accessibleDescription(), "JUMP01, jump server, no role needed");
    const model::HopId second = graph().hops.rbegin()->first;
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(m_view->sealCentre(second)));
    QCOMPARE(m_view->accessibleDescription(),
             "Hop 2 SMB, JUMP01 → Reports, typed \\\\FS01\\Reports, will be denied");
}

QTEST_MAIN(TestGraphView)
#include "tst_graph_view.moc"
