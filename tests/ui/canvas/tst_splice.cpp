#include "core/model/graph_rules.h"
#include "ui/canvas/graph_view.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace hopwright;
using ui::GraphDocument;
using ui::GraphView;

namespace {

using Names = std::vector<std::string>;

}  // namespace

/// Machines dropped on hops, hops that are cut, machines that are removed and joined: by mouse and keys.
class TestSplice : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aMachineDroppedOnAHopGoesIntoIt();
    void itIsSaidWhileItIsDragged();
    void escTakesTheDragBack();
    void withAltItIsOnlyMoved();
    void besideAHopItIsOnlyMoved();
    void severalAreOnlyMoved();
    void anEndOfTheHopIsOnlyMoved();
    void whatCannotBeSaysWhyAndIsMoved();
    void aHopThatGoesMeanwhileEndsNothing();
    void aNewMachineIsDroppedOnAHop();
    void aDragOverHopsCutsThem();
    void aDragWithAltMutesHops();
    void escLeavesWhatWasToBeCut();
    void ctrlDeleteRemovesAndJoins();
    void nothingSelectedIsSaid();

private:
    const model::Graph& graph() const { return m_document->graph(); }
    QUndoStack& history() { return m_document->history(); }
    model::ComputerId machine(std::string_view name) const
    {
        const model::Computer* found = model::computerByName(graph(), name);
        return found == nullptr ? model::ComputerId{} : found->id;
    }
    QPoint headOf(std::string_view name) const
    {
        return (m_view->cardRect(machine(name)).topLeft() + QPointF(60, 20)).toPoint();
    }
    model::HopId hopFrom(std::string_view name) const
    {
        for (const auto& [id, hop] : graph().hops) {
            if (graph().computers.at(hop.from).name == name)
                return id;
        }
        return {};
    }
    /// On the line of a hop, a little behind its tail: not on its seal, nor on its labels.
    QPoint onHopFrom(std::string_view name) const
    {
        return (m_view->toView(m_view->canvasGeometry().hops().at(hopFrom(name)).tail)
                + QPointF(24, 0))
            .toPoint();
    }
    Names hops() const
    {
        Names out;
        for (const auto& [id, hop] : graph().hops)
            out.push_back(graph().computers.at(hop.from).name + " > "
                          + model::hopTargetName(graph(), hop));
        std::ranges::sort(out);
        return out;
    }
    void begin(QPoint from, QPoint to, Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
        move((from + to) / 2, keys);
        move(to, keys);
    }
    /// QTest's own says nothing of the keys that are down.
    void move(QPoint to, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(to),
                          QPointF(m_view->viewport()->mapToGlobal(to)), Qt::NoButton, button, keys);
        QApplication::sendEvent(m_view->viewport(), &event);
    }
    void drop(QPoint at, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, keys, at);
    }
    void typeName(const QString& name)
    {
        auto* field = m_view->findChild<QLineEdit*>();
        QVERIFY(field != nullptr);
        for (const QChar each : name)
            QTest::sendKeyEvent(QTest::Click, field, Qt::Key_unknown, QString(each), {});
        QTest::keyClick(field, Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    /// Whether a bubble with words stands beside \p pointer.
    bool hasHint(QPoint pointer)
    {
        const QImage image = m_view->viewport()->grab().toImage();
        return image.pixelColor(pointer + QPoint(15, 13))
               == ui::ink(ui::Ink::Tooltip, ui::Theme::Light);
    }

    std::unique_ptr<GraphDocument> m_document;
    std::unique_ptr<GraphView> m_view;
};

void TestSplice::initTestCase()
{
    ui::setUpApplication(*qApp, ui::Theme::Light);
}

/// A chain, and a machine of its own below it.
void TestSplice::init()
{
    m_document = std::make_unique<GraphDocument>();
    m_view = std::make_unique<GraphView>();
    m_view->resize(1300, 700);
    m_view->setDocument(m_document.get());
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QVERIFY(m_view->pasteChain(R"(WERKBANK-7 -credssp-> größe.süd.example -> \\LAGER\Ablage)")
                .isEmpty());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(640, 520));
    typeName(QStringLiteral("跳板"));
    history().clear();
}

void TestSplice::cleanup()
{
    m_view.reset();
    m_document.reset();
}

void TestSplice::aMachineDroppedOnAHopGoesIntoIt()
{
    const model::Graph before = graph();
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    drop(target);
    QCOMPARE(hops(), (Names{"WERKBANK-7 > 跳板", "größe > LAGER\\Ablage", "跳板 > größe"}));
    QCOMPARE(graph().routes.begin()->second.hops.size(), std::size_t{3});
    QVERIFY(m_view->cardRect(machine("跳板")).contains(QPointF(target)));
    QCOMPARE(history().count(), 1);  // With the move.
    QCOMPARE(history().undoText(), QStringLiteral("Put into hop"));
    history().undo();
    QVERIFY(graph() == before);
}

void TestSplice::itIsSaidWhileItIsDragged()
{
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    QVERIFY(hasHint(target));
    move(target + QPoint(0, 120));
    QVERIFY(!hasHint(target + QPoint(0, 120)));
    move(target);
    QVERIFY(hasHint(target));
    QCOMPARE(hops().size(), std::size_t{2});  // Not yet.
    drop(target);
    QVERIFY(!hasHint(target));
}

void TestSplice::escTakesTheDragBack()
{
    const model::Graph before = graph();
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    drop(target);
    QVERIFY(graph() == before);
    QCOMPARE(history().count(), 0);
    QVERIFY(!hasHint(target));
}

void TestSplice::withAltItIsOnlyMoved()
{
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target, Qt::AltModifier);
    QVERIFY(!hasHint(target));
    drop(target, Qt::AltModifier);
    QCOMPARE(hops().size(), std::size_t{2});
    QCOMPARE(history().undoText(), QStringLiteral("Move"));
}

void TestSplice::besideAHopItIsOnlyMoved()
{
    const QPoint beside = onHopFrom("WERKBANK-7") + QPoint(0, 40);
    begin(headOf("跳板"), beside);
    drop(beside);
    QCOMPARE(hops().size(), std::size_t{2});
}

void TestSplice::severalAreOnlyMoved()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, headOf("LAGER"));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, headOf("跳板"));
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    drop(target);
    QCOMPARE(hops(), (Names{"WERKBANK-7 > größe", "größe > LAGER\\Ablage"}));
}

void TestSplice::anEndOfTheHopIsOnlyMoved()
{
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("größe"), target);
    QVERIFY(!hasHint(target));
    drop(target);
    QCOMPARE(hops().size(), std::size_t{2});
    QCOMPARE(refused.count(), 0);
}

void TestSplice::whatCannotBeSaysWhyAndIsMoved()
{
    // It leads there already.
    QVERIFY(m_view->pasteChain("跳板 -> größe").isEmpty());
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    QVERIFY(hasHint(target));
    drop(target);
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.first().first().toString().contains(QStringLiteral("already")));
    QCOMPARE(hops().size(), std::size_t{3});
    QCOMPARE(history().undoText(), QStringLiteral("Move"));
}

void TestSplice::aHopThatGoesMeanwhileEndsNothing()
{
    const QPoint target = onHopFrom("WERKBANK-7");
    begin(headOf("跳板"), target);
    // As when something else edits: the hop is not there any more at the release.
    model::Graph without = graph();
    const auto routes = without.routes;
    for (const auto& [id, route] : routes)
        without.routes.erase(id);
    without.hops.erase(hopFrom("WERKBANK-7"));
    m_document->edit(QStringLiteral("Delete"), without);
    drop(target);
    QCOMPARE(hops(), Names{"größe > LAGER\\Ablage"});
}

void TestSplice::aNewMachineIsDroppedOnAHop()
{
    const QPoint target = onHopFrom("größe");
    QMimeData data;
    data.setData(QStringLiteral("application/x-hopwright-kind"), "jump");
    QDragEnterEvent enter(target, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &enter);
    QDragMoveEvent over(target, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &over);
    QVERIFY(hasHint(target));
    QDragLeaveEvent leave;
    QApplication::sendEvent(m_view->viewport(), &leave);
    QVERIFY(!hasHint(target));
    QApplication::sendEvent(m_view->viewport(), &enter);
    QApplication::sendEvent(m_view->viewport(), &over);
    QDropEvent dropped(target, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &dropped);
    typeName(QStringLiteral("TOR.dmz.example"));
    QCOMPARE(hops(), (Names{"TOR > LAGER\\Ablage", "WERKBANK-7 > größe", "größe > TOR"}));
    QVERIFY(graph().computers.at(machine("TOR")).kind == model::ComputerKind::JumpServer);
    QCOMPARE(history().count(), 1);
    QVERIFY(!hasHint(target));
}

void TestSplice::aDragOverHopsCutsThem()
{
    const QPoint first = onHopFrom("WERKBANK-7");
    const QPoint second = onHopFrom("größe");
    const auto cut = [this](QPoint at) {
        move(at + QPoint(0, -60), Qt::ControlModifier, Qt::RightButton);
        move(at + QPoint(0, 60), Qt::ControlModifier, Qt::RightButton);
    };
    const QPoint start = first + QPoint(-4, -60);
    QTest::mousePress(m_view->viewport(), Qt::RightButton, Qt::ControlModifier, start);
    cut(first);
    QCOMPARE(hops().size(), std::size_t{2});  // Not before the release.
    QVERIFY(hasHint(first + QPoint(0, 60)));
    cut(second);
    QTest::mouseRelease(m_view->viewport(), Qt::RightButton, Qt::ControlModifier,
                        second + QPoint(0, 60));
    QVERIFY(hops().empty());
    QCOMPARE(graph().computers.size(), std::size_t{4});
    QCOMPARE(history().count(), 1);
    QCOMPARE(history().undoText(), QStringLiteral("Cut hops"));
}

/// ux.md §4.2: with Alt the same drag mutes, for what if.
void TestSplice::aDragWithAltMutesHops()
{
    const auto keys = Qt::ControlModifier | Qt::AltModifier;
    const QPoint first = onHopFrom("WERKBANK-7");
    QTest::mousePress(m_view->viewport(), Qt::RightButton, keys, first + QPoint(0, -60));
    move(first + QPoint(0, 60), keys, Qt::RightButton);
    QVERIFY(hasHint(first + QPoint(0, 60)));
    QTest::mouseRelease(m_view->viewport(), Qt::RightButton, keys, first + QPoint(0, 60));
    QCOMPARE(hops().size(), std::size_t{2});
    for (const auto& [id, hop] : graph().hops)
        QCOMPARE(hop.isMuted, graph().computers.at(hop.from).name == "WERKBANK-7");
    QCOMPARE(history().count(), 1);
    QCOMPARE(history().undoText(), QStringLiteral("Mute hops"));
}

void TestSplice::escLeavesWhatWasToBeCut()
{
    const QPoint first = onHopFrom("WERKBANK-7");
    QTest::mousePress(m_view->viewport(), Qt::RightButton, Qt::ControlModifier,
                      first + QPoint(0, -60));
    move(first + QPoint(0, 60), Qt::ControlModifier, Qt::RightButton);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QTest::mouseRelease(m_view->viewport(), Qt::RightButton, Qt::ControlModifier,
                        first + QPoint(0, 60));
    QCOMPARE(hops().size(), std::size_t{2});
    QCOMPARE(history().count(), 0);
}

void TestSplice::ctrlDeleteRemovesAndJoins()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, headOf("größe"));
    QTest::keyClick(m_view.get(), Qt::Key_Delete, Qt::ControlModifier);
    QCOMPARE(hops(), Names{"WERKBANK-7 > LAGER\\Ablage"});
    QCOMPARE(machine("größe"), model::ComputerId{});
    QCOMPARE(history().count(), 1);
    QCOMPARE(history().undoText(), QStringLiteral("Remove and join"));
    QVERIFY(m_view->selection().things.empty());
}

void TestSplice::nothingSelectedIsSaid()
{
    QSignalSpy refused(m_view.get(), &GraphView::refused);
    m_view->setSelection({});
    QTest::keyClick(m_view.get(), Qt::Key_Delete, Qt::ControlModifier);
    m_view->spliceSelection();
    QCOMPARE(refused.count(), 2);
    QCOMPARE(history().count(), 0);
}

QTEST_MAIN(TestSplice)
#include "tst_splice.moc"
