#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/plan/plan.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/canvas_news.h"
#include "ui/canvas/graph_view.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace hopwright;
using ui::CanvasAccessible;
using ui::GraphDocument;
using ui::GraphView;
using ui::Thing;

namespace {

constexpr model::ComputerId workstation{11};
constexpr model::ComputerId terminal{12};
constexpr model::ComputerId warehouse{13};
constexpr model::ComputerId archive{14};
constexpr model::ResourceId share{21};
constexpr model::HopId first{31};
constexpr model::HopId second{32};

const QString hebrew = QStringLiteral(
    "\u05E9\u05E8\u05EA-\u05D0\u05E8\u05DB\u05D9\u05D5\u05DF");  // From right to left.

/// Three machines in a row, a share, two hops, and a machine far below that nothing leads to.
model::Graph harbour()
{
    model::Graph graph;
    graph.nextId = 100;
    const model::DomainId domain{1};
    graph.domains[domain] = {.id = domain, .dnsName = "hafen.example", .shortName = "HAFEN"};
    const auto add = [&](model::ComputerId id, std::string name, model::ComputerKind kind,
                         model::Position position) {
        graph.computers[id] = {.id = id,
                               .name = name,
                               .dnsName = name + ".hafen.example",
                               .domain = domain,
                               .kind = kind,
                               .position = position};
    };
    add(workstation, "wks-0417", model::ComputerKind::Client, {.x = 0, .y = 0});
    add(terminal, "kai-terminal-09", model::ComputerKind::JumpServer, {.x = 400, .y = 0});
    add(warehouse, "\xE5\x80\x89\xE5\xBA\xAB-nas", model::ComputerKind::Server,
        {.x = 800, .y = 0});  // CJK.
    add(archive, hebrew.toStdString(), model::ComputerKind::Server, {.x = 400, .y = 3000});
    graph.resources[share] = {.id = share, .computer = warehouse, .name = "eingang$"};
    graph.hops[first] = {.id = first,
                         .from = workstation,
                         .to = {.computer = terminal},
                         .typedTarget = "kai-terminal-09.hafen.example"};
    graph.hops[second] = {.id = second,
                          .from = terminal,
                          .to = {.computer = warehouse, .resource = share},
                          .typedTarget = "\\\\\xE5\x80\x89\xE5\xBA\xAB-nas\\eingang$"};
    const model::RouteId route{41};
    graph.routes[route] = {.id = route,
                           .name = "goods in",
                           .hops = {first, second},
                           .probe = {.kind = model::ProbeKind::CreateFile}};
    return graph;
}

struct Heard {
    QAccessible::Event type;
    QString name;
};

}  // namespace

/// What a tool for the blind sees of a drawing: through Qt's interfaces, without a platform that has tools.
class TestCanvasAccessible : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::setUpApplication(*qApp, ui::Theme::Light); }
    void init();
    void cleanup();

    void eachThingIsAChildWithItsName();
    void placesAreThoseOfTheScreen();
    void whatStandsOnTheCanvasStaysAChild();
    void statesFollowSelectionFocusAndSight();
    void aHopKnowsItsEndsAndTheyIt();
    void actionsSelectAndShow();
    void findingsAreItsDescription();
    void theFocusIsToldAsKeysMoveIt();
    void aTestIsToldByTheNamesOfItsHops();
    void whatIsDrawnAndRemovedIsSaid();
    void ofManyThingsTheNumberIsSaid();
    void anotherDrawingIsNotSaidToBeDrawn();
    void aSentenceIsTheLastChild();
    void nothingIsToldWhileNobodyListens();
    void whatIsGoneEnds();
    void tenThousandMachinesAreMadeAsAsked();

private:
    CanvasAccessible& canvas() const { return *CanvasAccessible::of(*m_view); }
    void listen();
    void plan() { m_view->setPlan(plan::makePlan(m_document->graph()), {}); }
    QAccessibleInterface* childNamed(const QString& beginning) const;
    int heardOf(QAccessible::Event type, const QString& beginning) const;

    std::unique_ptr<GraphDocument> m_document;
    std::unique_ptr<GraphView> m_view;
    std::vector<Heard> m_heard;
};

void TestCanvasAccessible::init()
{
    m_document = std::make_unique<GraphDocument>(harbour());
    m_view = std::make_unique<GraphView>();
    m_view->resize(1300, 600);
    m_view->setDocument(m_document.get());
    plan();
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->zoomTo(1);
    m_view->reveal(first);
    m_heard.clear();
}

void TestCanvasAccessible::cleanup()
{
    m_view.reset();
    m_document.reset();
}

void TestCanvasAccessible::listen()
{
    QCoreApplication::processEvents();  // What waits is of before.
    m_view->news().setTell([this](QAccessibleEvent& event) {
        QAccessibleInterface* of = event.accessibleInterface();
        m_heard.push_back({event.type(), of == nullptr ? QString() : of->text(QAccessible::Name)});
    });
}

QAccessibleInterface* TestCanvasAccessible::childNamed(const QString& beginning) const
{
    for (int i = 0; i < canvas().childCount(); ++i) {
        QAccessibleInterface* child = canvas().child(i);
        if (child != nullptr && child->text(QAccessible::Name).startsWith(beginning))
            return child;
    }
    return nullptr;
}

int TestCanvasAccessible::heardOf(QAccessible::Event type, const QString& beginning) const
{
    return static_cast<int>(std::ranges::count_if(m_heard, [&](const Heard& each) {
        return each.type == type && each.name.startsWith(beginning);
    }));
}

void TestCanvasAccessible::eachThingIsAChildWithItsName()
{
    QCOMPARE(canvas().role(), QAccessible::Canvas);
    QCOMPARE(canvas().text(QAccessible::Name), QStringLiteral("Drawing"));
    QStringList names;
    for (int i = 0; i < canvas().childCount(); ++i) {
        QAccessibleInterface* child = canvas().child(i);
        QVERIFY(child != nullptr && child->isValid());
        if (child->role() == QAccessible::Graphic)
            names += child->text(QAccessible::Name);
    }
    // In the order of the Tab key: the machines of the route with what it ends at, the others, hops.
    const QStringList beginnings{
        QStringLiteral("wks-0417, client"),
        QStringLiteral("kai-terminal-09, jump server"),
        QStringLiteral("\u5009\u5EAB-nas, server"),
        QStringLiteral("eingang$, file share, \u5009\u5EAB-nas"),
        hebrew + QStringLiteral(", server"),
        QStringLiteral("Hop 1 Default, wks-0417 \u2192 kai-terminal-09, typed "
                       "kai-terminal-09.hafen.example, will pass"),
        QStringLiteral("Hop 2 SMB, kai-terminal-09 \u2192 eingang$, typed "
                       "\\\\\u5009\u5EAB-nas\\eingang$, will be denied")};
    QCOMPARE(names.size(), beginnings.size());
    for (qsizetype i = 0; i < names.size(); ++i)
        QVERIFY2(names[i].startsWith(beginnings[i]), qPrintable(names[i]));
}

void TestCanvasAccessible::placesAreThoseOfTheScreen()
{
    const auto onScreen = [this](QPointF view) {
        return m_view->viewport()->mapToGlobal(view.toPoint());
    };
    for (const model::ComputerId id : {workstation, terminal, warehouse}) {
        QAccessibleInterface* child = canvas().childOf(id);
        const QRectF card = m_view->cardRect(id);
        QVERIFY(child->rect().contains(onScreen(card.center())));
        QVERIFY(!child->rect().contains(onScreen(card.topLeft() - QPointF(6, 6))));
        const QPoint head = onScreen(card.topLeft() + QPointF(90, 20));
        QCOMPARE(canvas().childAt(head.x(), head.y()), child);
        QVERIFY(child->childAt(head.x(), head.y())
                == nullptr);  // A tool goes down until there is none.
    }
    const QPoint seal = onScreen(m_view->sealCentre(first));
    QCOMPARE(canvas().childAt(seal.x(), seal.y()), canvas().childOf(first));
    QVERIFY(canvas().childOf(first)->rect().contains(seal));
    const QPoint row = canvas().childOf(share)->rect().center();
    QCOMPARE(canvas().childAt(row.x(), row.y()), canvas().childOf(share));
    QVERIFY(canvas().childOf(warehouse)->rect().contains(canvas().childOf(share)->rect()));
    for (int i = 0; i < canvas().childCount(); ++i) {
        QCOMPARE(canvas().indexOfChild(canvas().child(i)), i);
        QVERIFY(canvas().child(i)->parent() == &canvas());
    }
    QVERIFY(canvas().child(canvas().childCount()) == nullptr);
    QVERIFY(canvas().child(-1) == nullptr);
}

void TestCanvasAccessible::whatStandsOnTheCanvasStaysAChild()
{
    QWidget note(m_view->viewport());
    note.setGeometry(20, 30, 60, 40);
    note.show();
    const QPoint on = note.mapToGlobal(QPoint(10, 10));
    QVERIFY(canvas().childAt(on.x(), on.y()) == QAccessible::queryAccessibleInterface(&note));
    QAccessibleInterface* viewport = QAccessible::queryAccessibleInterface(m_view->viewport());
    QVERIFY(canvas().indexOfChild(viewport) >= 0);
    QVERIFY(viewport->indexOfChild(QAccessible::queryAccessibleInterface(&note)) >= 0);
}

void TestCanvasAccessible::statesFollowSelectionFocusAndSight()
{
    QAccessibleInterface* hop = canvas().childOf(first);
    QVERIFY(hop->state().selectable && hop->state().focusable);
    QVERIFY(!hop->state().selected && !hop->state().focused && !hop->state().offscreen);
    QVERIFY(canvas().focusChild() == &canvas());
    m_view->setSelection(ui::selectionOf(first));
    QVERIFY(hop->state().selected && hop->state().focused);
    QVERIFY(canvas().focusChild() == hop);
    QVERIFY(!canvas().childOf(terminal)->state().selected);
    QVERIFY(canvas().childOf(archive)->state().offscreen);
    m_view->reveal(archive);
    QVERIFY(!canvas().childOf(archive)->state().offscreen);
    QVERIFY(hop->state().offscreen);
    m_view->clearFocus();
    QVERIFY(hop->state().selected && !hop->state().focused);
}

void TestCanvasAccessible::aHopKnowsItsEndsAndTheyIt()
{
    const auto relation = [this](const Thing& of, const Thing& to) {
        for (const auto& [other, kind] : canvas().childOf(of)->relations()) {
            if (other == canvas().childOf(to))
                return static_cast<int>(kind);
        }
        return 0;
    };
    QCOMPARE(relation(first, workstation), static_cast<int>(QAccessible::Controller));
    QCOMPARE(relation(first, terminal), static_cast<int>(QAccessible::Controlled));
    QCOMPARE(relation(second, share), static_cast<int>(QAccessible::Controlled));
    QCOMPARE(relation(workstation, first), static_cast<int>(QAccessible::Controlled));
    QCOMPARE(relation(terminal, first), static_cast<int>(QAccessible::Controller));
    QCOMPARE(relation(terminal, second), static_cast<int>(QAccessible::Controlled));
    QCOMPARE(relation(share, second), static_cast<int>(QAccessible::Controller));
    QCOMPARE(canvas().childOf(first)->relations().size(), 2);
    QCOMPARE(canvas().childOf(archive)->relations().size(), 0);
    QCOMPARE(canvas().childOf(first)->relations(QAccessible::Controller).size(), 1);
}

void TestCanvasAccessible::actionsSelectAndShow()
{
    QSignalSpy activated(m_view.get(), &GraphView::activated);
    m_view->clearFocus();
    QAccessibleActionInterface* far = canvas().childOf(archive)->actionInterface();
    QVERIFY(far != nullptr);
    QVERIFY(far->actionNames().contains(QStringLiteral("Select")));
    far->doAction(QStringLiteral("Select"));
    QCOMPARE(m_view->selection().current, std::optional<Thing>(archive));
    QVERIFY(!canvas().childOf(archive)->state().offscreen);
    QVERIFY(!m_view->hasFocus());
    canvas().childOf(share)->actionInterface()->doAction(
        QAccessibleActionInterface::setFocusAction());
    QVERIFY(canvas().childOf(share)->state().focused);
    QCOMPARE(activated.count(), 0);
    canvas().childOf(first)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.count(), 1);
    QCOMPARE(m_view->selection().current, std::optional<Thing>(first));
    far->doAction(QStringLiteral("Explode"));
    QCOMPARE(m_view->selection().current, std::optional<Thing>(first));
    for (const QString& name : far->actionNames())
        QVERIFY(!far->localizedActionName(name).isEmpty()
                && !far->localizedActionDescription(name).isEmpty());
}

void TestCanvasAccessible::findingsAreItsDescription()
{
    // The double hop: an error at the hop to the share, and none at the machine that nothing leads to.
    QVERIFY(canvas().childOf(second)->text(QAccessible::Description).startsWith(u"error: "));
    QCOMPARE(canvas().childOf(archive)->text(QAccessible::Description), QString());
}

void TestCanvasAccessible::theFocusIsToldAsKeysMoveIt()
{
    listen();
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(heardOf(QAccessible::Focus, QStringLiteral("wks-0417, client")), 1);
    QCOMPARE(heardOf(QAccessible::SelectionAdd, QStringLiteral("wks-0417, client")), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(heardOf(QAccessible::Focus, QStringLiteral("kai-terminal-09")), 1);
    QCOMPARE(heardOf(QAccessible::SelectionRemove, QStringLiteral("wks-0417")), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(heardOf(QAccessible::Focus, QStringLiteral("Drawing")), 1);
    // Back from another widget, what has the focus in the drawing is told behind the view itself.
    m_view->setSelection(ui::selectionOf(second));
    m_view->clearFocus();
    m_heard.clear();
    m_view->setFocus();
    QTRY_COMPARE(heardOf(QAccessible::Focus, QStringLiteral("Hop 2 SMB")), 1);
    // Without the keyboard nothing has the focus.
    m_view->clearFocus();
    m_heard.clear();
    m_view->setSelection(ui::selectionOf(archive));
    QCOMPARE(heardOf(QAccessible::Focus, QString()), 0);
}

void TestCanvasAccessible::aTestIsToldByTheNamesOfItsHops()
{
    const auto report = [](HopState state) {
        probe::HopResult result;
        result.hop = second;
        result.state = state;
        probe::RouteResult route;
        route.hops = {result};
        probe::RunReport out;
        out.routes = {route};
        return out;
    };
    listen();
    QVERIFY(canvas().childOf(second)->text(QAccessible::Name).endsWith(u"will be denied"));
    m_view->setReport(report(HopState::NotReached));
    QTRY_COMPARE(heardOf(QAccessible::NameChanged, QStringLiteral("Hop 2 SMB")), 1);
    QVERIFY(canvas().childOf(second)->text(QAccessible::Name).contains(u"not reached"));
    // No tool asked for the other hop, and the same once more is no news.
    m_view->setReport(report(HopState::NotReached));
    QTest::qWait(20);  // Nothing must come.
    QCOMPARE(heardOf(QAccessible::NameChanged, QString()), 1);
}

void TestCanvasAccessible::whatIsDrawnAndRemovedIsSaid()
{
    listen();
    const auto with = edit::addComputer(
        m_document->graph(),
        {.name = "silo-3", .kind = model::ComputerKind::Server, .position = {.x = 800, .y = 400}},
        {});
    QVERIFY(with);
    m_document->edit(QStringLiteral("Add machine"), *with);
    QTRY_COMPARE(heardOf(QAccessible::ObjectCreated, QStringLiteral("silo-3, server")), 1);
    QCOMPARE(heardOf(QAccessible::ObjectShow, QStringLiteral("Drawn: silo-3, server")), 1);
    const auto silo = edit::newestComputer(m_document->graph());
    const auto hop =
        edit::connectHop(m_document->graph(), {.from = terminal, .to = {.computer = *silo}}, {});
    QVERIFY(hop);
    m_document->edit(QStringLiteral("Draw hop"), *hop);
    QTRY_COMPARE(heardOf(QAccessible::ObjectShow, QStringLiteral("Drawn: Hop ")), 1);
    QVERIFY(std::ranges::any_of(m_heard, [](const Heard& each) {
        return each.type == QAccessible::ObjectShow
               && each.name.contains(QStringLiteral("kai-terminal-09 \u2192 silo-3"));
    }));
    QAccessibleInterface* made = canvas().childOf(*silo);
    QVERIFY(!made->text(QAccessible::Name).isEmpty());
    edit::Selection gone;
    gone.computers = {*silo};
    const auto without = edit::removeThings(m_document->graph(), gone);
    QVERIFY(without);
    m_document->edit(QStringLiteral("Delete"), *without);
    QTRY_COMPARE(heardOf(QAccessible::ObjectShow, QStringLiteral("Removed: silo-3; the hop to")),
                 1);
    QVERIFY(heardOf(QAccessible::ObjectDestroyed, QString()) >= 1);
    // A move is neither.
    m_heard.clear();
    const auto moved = edit::moveComputers(m_document->graph(), {{archive, {.x = 0, .y = 2000}}});
    QVERIFY(moved);
    m_document->edit(QStringLiteral("Move"), *moved);
    QTest::qWait(20);  // Nothing must come.
    QCOMPARE(m_heard.size(), 0U);
}

void TestCanvasAccessible::ofManyThingsTheNumberIsSaid()
{
    listen();
    model::Graph next = m_document->graph();
    for (int i = 0; i < 300; ++i) {
        const model::ComputerId id{next.nextId++};
        next.computers[id] = {.id = id, .name = "crane-" + std::to_string(i)};
    }
    m_document->edit(QStringLiteral("Paste"), next);
    QTRY_COMPARE(heardOf(QAccessible::ObjectShow, QStringLiteral("Drawn: 300 machines.")), 1);
    QCOMPARE(heardOf(QAccessible::ObjectCreated, QString()), 0);
    QVERIFY(childNamed(QStringLiteral("crane-299")) != nullptr);
}

void TestCanvasAccessible::anotherDrawingIsNotSaidToBeDrawn()
{
    listen();
    m_document->replace(bench::gridOf(8));
    QTest::qWait(20);  // Nothing must come.
    QCOMPARE(heardOf(QAccessible::ObjectShow, QString()), 0);
    QVERIFY(childNamed(QStringLiteral("SRV1007")) != nullptr);
    QVERIFY(childNamed(QStringLiteral("wks-0417")) == nullptr);
}

void TestCanvasAccessible::aSentenceIsTheLastChild()
{
    listen();
    const int before = canvas().childCount();
    m_view->news().say(QStringLiteral("Test finished. Hop 2 is denied, as predicted."));
    QCOMPARE(canvas().childCount(), before + 1);
    QAccessibleInterface* last = canvas().child(before);
    QCOMPARE(last->role(), QAccessible::Notification);
    QCOMPARE(last->text(QAccessible::Name),
             QStringLiteral("Test finished. Hop 2 is denied, as predicted."));
    QCOMPARE(canvas().indexOfChild(last), before);
    QVERIFY(last->parent() == &canvas());
    QCOMPARE(heardOf(QAccessible::ObjectShow, QStringLiteral("Test finished.")), 1);
    m_view->news().say(QStringLiteral("Stopped."));
    QCOMPARE(canvas().childCount(), before + 1);
    QCOMPARE(canvas().child(before)->text(QAccessible::Name), QStringLiteral("Stopped."));
    m_view->news().say({});
    QCOMPARE(canvas().child(before)->text(QAccessible::Name), QStringLiteral("Stopped."));
    QCOMPARE(heardOf(QAccessible::Alert, QString()), 0);  // Windows would ring.
}

void TestCanvasAccessible::nothingIsToldWhileNobodyListens()
{
    const int before = canvas().childCount();
    m_view->news().say(QStringLiteral("Nobody hears this."));
    QCOMPARE(canvas().childCount(), before);
    QVERIFY(canvas().madeChildOf(workstation) == nullptr);
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QVERIFY(canvas().madeChildOf(workstation) == nullptr);
}

void TestCanvasAccessible::whatIsGoneEnds()
{
    listen();
    QAccessibleInterface* hop = canvas().childOf(second);
    const QAccessible::Id hopId = QAccessible::uniqueId(hop);
    const QAccessible::Id machineId = QAccessible::uniqueId(canvas().childOf(workstation));
    QCOMPARE(QAccessible::accessibleInterface(hopId), hop);
    edit::Selection gone;
    gone.hops = {second};
    const auto without = edit::removeThings(m_document->graph(), gone);
    QVERIFY(without);
    m_document->edit(QStringLiteral("Delete"), *without);
    // A tool that asks before it was told: a thing that is none.
    QVERIFY(hop->state().invalid);
    QCOMPARE(hop->text(QAccessible::Name), QString());
    QVERIFY(hop->rect().isNull() && hop->relations().isEmpty());
    hop->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(!m_view->selection().current);
    QTRY_VERIFY(QAccessible::accessibleInterface(hopId) == nullptr);
    m_view.reset();
    QVERIFY(QAccessible::accessibleInterface(machineId) == nullptr);
}

void TestCanvasAccessible::tenThousandMachinesAreMadeAsAsked()
{
    constexpr std::uint32_t machines = 10'000;
    constexpr qint64 patienceMs = 30'000;  // Under sanitizers too; what is quadratic takes minutes.
    QElapsedTimer clock;
    m_document->replace(bench::gridOf(machines));
    clock.start();
    const int widgets = canvas().childCount() - static_cast<int>(4 * machines);
    QVERIFY(widgets >= 1 && widgets < 10);
    QAccessibleInterface* one = canvas().child(widgets + 5000);
    std::size_t made = 0;
    for (const auto& [id, computer] : m_document->graph().computers)
        made += canvas().madeChildOf(id) == nullptr ? 0 : 1;
    QCOMPARE(made, 1U);
    QCOMPARE(canvas().indexOfChild(one), widgets + 5000);
    for (int i = widgets; i < canvas().childCount(); ++i) {
        QAccessibleInterface* child = canvas().child(i);
        QVERIFY(child != nullptr && !child->text(QAccessible::Name).isEmpty());
        QVERIFY(canvas().indexOfChild(child) == i && child->state().selectable);
        QVERIFY(i % 10 != 0 || !child->relations().isEmpty());
        QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(i)));
    }
}

QTEST_MAIN(TestCanvasAccessible)
#include "tst_canvas_accessible.moc"
