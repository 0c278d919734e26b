#include "tests/ui/window/every_action.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/run_panel.h"

#include <QListView>
#include <QTableView>
#include <QTreeView>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// How an action is reached without a mouse.
enum class Way { Key, Commands, Menu };

/// What has the keyboard when a key is pressed.
enum class Pane { Canvas, Outline, Inspector, Field, Run, Problems };

const std::vector<std::pair<const char*, Pane>> panes{
    {"canvas", Pane::Canvas},
    {"Outline", Pane::Outline},
    {"Inspector", Pane::Inspector},
    {"a field of the Inspector", Pane::Field},
    {"Run", Pane::Run},
    {"Problems", Pane::Problems},
};

const ActionRow& rowOf(ActionId id)
{
    return actionTable.at(static_cast<std::size_t>(id));
}

/// Without the mark of its letter.
QString plain(QString text)
{
    return text.remove(u'&');
}
QString nameOf(const ActionRow& row)
{
    return plain(QString::fromUtf8(row.text));
}

/// The letter that stands behind the "&".
Qt::Key mnemonicOf(const QString& text)
{
    const QKeySequence mnemonic = QKeySequence::mnemonic(text);
    return mnemonic.isEmpty() ? Qt::Key_unknown : mnemonic[0].key();
}

/// How often each action of the table was triggered.
class Count : public QObject {
public:
    explicit Count(ActionBench& bench)
    {
        for (const ActionRow& row : actionTable)
            connect(bench.action(row.id), &QAction::triggered, this,
                    [this, id = row.id] { ++m_times[id]; });
    }
    void begin() { m_times.clear(); }
    /// Empty: \p id once, and nothing else.
    QString faultOf(ActionId id) const
    {
        QStringList out;
        if (!m_times.contains(id))
            out += QStringLiteral("not triggered");
        for (const auto& [each, times] : m_times) {
            if (each != id || times != 1)
                out += QStringLiteral("%1, %2 times").arg(nameOf(rowOf(each))).arg(times);
        }
        return out.join(QStringLiteral("; "));
    }
    bool isNone() const { return m_times.empty(); }

private:
    std::map<ActionId, int> m_times;
};

}  // namespace

/// Each action of the table by keyboard alone: by its key, by the list of commands, and by the letters and arrows of its menu.
class TestEveryAction : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { begin(); }
    void theWalkHasARowForEachAction();
    void eachHasAWay_data();
    void eachHasAWay();
    void aKeyIsHeardInEachPart_data();
    void aKeyIsHeardInEachPart();
    void arrowsLeadThroughEachMenu();
    void cleanupTestCase() { end(); }

private:
    /// With another window.
    void begin()
    {
        end();
        m_bench = std::make_unique<ActionBench>();
        m_count = std::make_unique<Count>(*m_bench);
    }
    void end()
    {
        m_count.reset();
        m_bench.reset();
    }
    static QWidget* focus()
    {
        QWidget* popup = QApplication::activePopupWidget();
        return popup != nullptr ? popup : QApplication::focusWidget();
    }
    static void press(const QKeySequence& keys)
    {
        for (int i = 0; i < keys.count(); ++i) {
            const QKeyCombination each = keys[static_cast<uint>(i)];
            QTest::keyClick(focus(), each.key(), each.keyboardModifiers());
        }
    }
    QMenu* openMenu(ActionMenu menu);
    QString byCommands(const QAction& action);
    QString byMenu(ActionId id);
    QString by(Way way, ActionId id);
    QWidget* focusOn(Pane pane);
    void makeInert();
    QString heard(ActionId id, bool isMeant, const QKeySequence& keys);
    QString walkTo(QMenu& menu, const QAction& action, ActionMenu which);

    std::unique_ptr<ActionBench> m_bench;
    std::unique_ptr<Count> m_count;
    std::vector<ActionWalk> m_walks = actionWalks();
    model::Graph m_netz = netz();
    model::Graph m_manyRoutes = manyRoutes();
};

void TestEveryAction::theWalkHasARowForEachAction()
{
    for (const ActionRow& row : actionTable)
        QVERIFY2(
            std::ranges::count(m_walks, row.id, &ActionWalk::id) == 1,
            qPrintable(QStringLiteral("\"%1\" wants one row in tests/ui/window/every_action.h: "
                                      "what to prepare, and what is seen then")
                           .arg(nameOf(row))));
}

// Ways ----------------------------------------------------------------------------------------------------------------

QMenu* TestEveryAction::openMenu(ActionMenu menu)
{
    m_bench->key(mnemonicOf(menuText(menu)), Qt::AltModifier);
    const auto opened = [menu] {
        const auto* popup = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        return popup != nullptr && popup->title() == menuText(menu);
    };
    return QTest::qWaitFor(opened) ? qobject_cast<QMenu*>(QApplication::activePopupWidget())
                                   : nullptr;
}

/// By the letter of the menu, and that of the action. \returns what was in the way.
QString TestEveryAction::byMenu(ActionId id)
{
    if (openMenu(rowOf(id).menu) == nullptr)
        return QStringLiteral("its menu does not open");
    const Qt::Key letter = mnemonicOf(m_bench->action(id)->text());
    if (letter == Qt::Key_unknown)
        return QStringLiteral("it has no letter in its menu");
    QTest::keyClick(focus(), letter);
    // A dialog that it opened may complete what stands in a field, in a popup of its own.
    if (qobject_cast<QMenu*>(QApplication::activePopupWidget()) == nullptr)
        return {};
    // Another entry has the same letter.
    while (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
    return QStringLiteral("its letter does not choose it");
}

/// By its name in the list of commands. \returns what was in the way.
QString TestEveryAction::byCommands(const QAction& action)
{
    press(m_bench->action(ActionId::Commands)->shortcut());
    auto* list = m_bench->child<PickList>();
    if (list == nullptr || !WindowBench::activate(*list))
        return QStringLiteral("the list of commands does not open");
    m_count->begin();  // From here on it counts.
    const QString name = plain(action.text());
    m_bench->type(name);
    const auto* rows = list->findChild<QListView*>();
    constexpr int most = 10;
    for (int i = 0; i < most && rows->currentIndex().data().toString() != name; ++i)
        m_bench->key(Qt::Key_Down);
    if (rows->currentIndex().data().toString() != name)
        return QStringLiteral("the list of commands does not have it");
    m_bench->key(Qt::Key_Return);
    // A window manager does this by itself.
    if (m_bench->child<QDialog>() == nullptr)
        m_bench->activate();
    return {};
}

QString TestEveryAction::by(Way way, ActionId id)
{
    switch (way) {
    case Way::Key:
        press(m_bench->action(id)->shortcut());
        return {};
    case Way::Commands:
        return byCommands(*m_bench->action(id));
    case Way::Menu:
        return byMenu(id);
    }
    return {};
}

void TestEveryAction::eachHasAWay_data()
{
    QTest::addColumn<std::size_t>("row");
    QTest::addColumn<Way>("way");
    for (std::size_t i = 0; i < m_walks.size(); ++i) {
        const ActionRow& action = rowOf(m_walks[i].id);
        const QByteArray name = nameOf(action).toUtf8();
        if (action.shortcuts[0] != '\0')
            QTest::addRow("%s, by its key", name.constData()) << i << Way::Key;
        if (action.id != ActionId::Commands)  // It is that list.
            QTest::addRow("%s, by the list of commands", name.constData()) << i << Way::Commands;
        QTest::addRow("%s, by its menu", name.constData()) << i << Way::Menu;
    }
}

void TestEveryAction::eachHasAWay()
{
    QFETCH(const std::size_t, row);
    QFETCH(const Way, way);
    const ActionWalk& walk = m_walks[row];
    ActionBench& bench = *m_bench;
    bench.reset(walk.isLarge ? m_manyRoutes : m_netz);
    if (QTest::currentTestFailed())
        return;
    walk.prepare(bench);
    QVERIFY2(bench.action(walk.id)->isEnabled(), "prepared so that it can be done");
    const Before before = bench.before();
    QVERIFY2(!walk.isSeen(bench, before), "its effect was there before it was done");
    m_count->begin();
    const QString hindrance = by(way, walk.id);
    QVERIFY2(hindrance.isEmpty(), qPrintable(hindrance));
    walk.then(bench);
    const bool isSeen = QTest::qWaitFor([&] { return walk.isSeen(bench, before); });
    const QString fault = m_count->faultOf(walk.id);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QVERIFY2(isSeen, qPrintable(QStringLiteral("not seen: ") + QLatin1String(walk.effect)));
    QVERIFY2(bench.closeDialogs(), "Esc closes what it opened");
}

// Keys ----------------------------------------------------------------------------------------------------------------

/// \returns what has the keyboard then.
QWidget* TestEveryAction::focusOn(Pane pane)
{
    MainWindow& window = m_bench->window();
    auto* inspector = window.findChild<Inspector*>();
    QWidget* wanted = &m_bench->canvas();
    switch (pane) {
    case Pane::Canvas:
        break;
    case Pane::Outline:
        wanted = &window.findChild<OutlinePanel*>()->view();
        break;
    case Pane::Inspector:
        inspector->setCurrentIndex(0);
        wanted = inspector->findChild<QTabBar*>();
        break;
    case Pane::Field:
        inspector->showProperties();
        wanted = QApplication::focusWidget();
        break;
    case Pane::Run:
        wanted = window.findChild<RunPanel*>()->findChild<QTableView*>();
        break;
    case Pane::Problems:
        window.findChild<QDockWidget*>(QStringLiteral("problemsDock"))->show();
        window.findChild<QDockWidget*>(QStringLiteral("problemsDock"))->raise();
        wanted = &window.findChild<ProblemsPanel*>()->view();
        break;
    }
    wanted->setFocus();
    return wanted;
}

/// What is triggered is counted and does nothing: so all can be pressed one after another.
void TestEveryAction::makeInert()
{
    m_count.reset();
    for (QAction* each : m_bench->window().findChildren<QAction*>())
        each->disconnect(SIGNAL(triggered(bool)));
    m_count = std::make_unique<Count>(*m_bench);
}

/// \returns what is wrong; empty: nothing.
QString TestEveryAction::heard(ActionId id, bool isMeant, const QKeySequence& keys)
{
    m_bench->action(id)->setEnabled(true);
    m_count->begin();
    press(keys);
    const QString fault = isMeant             ? m_count->faultOf(id)
                          : m_count->isNone() ? QString()
                                              : QStringLiteral("it is the canvas's own");
    return fault.isEmpty()
               ? QString()
               : QStringLiteral("%1 for \"%2\": %3").arg(keys.toString(), nameOf(rowOf(id)), fault);
}

void TestEveryAction::aKeyIsHeardInEachPart_data()
{
    QTest::addColumn<Pane>("pane");
    for (const auto& [name, pane] : panes)
        QTest::newRow(name) << pane;
}

void TestEveryAction::aKeyIsHeardInEachPart()
{
    QFETCH(const Pane, pane);
    begin();
    m_bench->reset(m_netz);
    if (pane == Pane::Run)
        QVERIFY(m_bench->test());
    m_bench->select({"TOR-07"});
    makeInert();
    QStringList faults;
    for (const ActionRow& row : actionTable) {
        const bool isMeant = row.scope == ActionScope::Window || pane == Pane::Canvas;
        for (const QKeySequence& keys : m_bench->action(row.id)->shortcuts()) {
            QWidget* const wanted = focusOn(pane);
            QTRY_COMPARE(QApplication::focusWidget(), wanted);
            faults += heard(row.id, isMeant, keys);
        }
    }
    faults.removeAll(QString());
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(u'\n')));
}

// Arrows --------------------------------------------------------------------------------------------------------------

/// By the arrow down, and Enter, or right into a menu. \returns what is wrong; empty: nothing.
QString TestEveryAction::walkTo(QMenu& menu, const QAction& action, ActionMenu which)
{
    const QString name = plain(action.text());
    const qsizetype most = menu.actions().size() + 1;
    for (qsizetype i = 0; i < most && menu.activeAction() != &action; ++i)
        QTest::keyClick(&menu, Qt::Key_Down);
    if (menu.activeAction() != &action)
        return QStringLiteral("%1: no arrow leads there").arg(name);
    bool isDone = false;
    const auto watch = connect(&action, &QAction::triggered, this, [&isDone] { isDone = true; });
    if (const QMenu* inner = action.menu(); inner != nullptr && inner->isEmpty()) {
        isDone = true;  // As that of recent drawings: there are none.
    } else if (inner != nullptr) {
        QTest::keyClick(&menu, Qt::Key_Right);
        isDone = QTest::qWaitFor([inner] { return inner->isVisible(); });
    } else {
        QTest::keyClick(&menu, Qt::Key_Return);
    }
    disconnect(watch);
    while (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
    return isDone ? QString()
                  : QStringLiteral("%1 in %2: it is not done").arg(name, plain(menuText(which)));
}

/// Also to what stands in the menus and not in the table: undo, docks, samples.
void TestEveryAction::arrowsLeadThroughEachMenu()
{
    begin();
    m_bench->reset(m_netz);
    makeInert();
    QStringList faults;
    for (const ActionMenu which :
         {ActionMenu::File, ActionMenu::Edit, ActionMenu::Select, ActionMenu::Arrange,
          ActionMenu::View, ActionMenu::Test, ActionMenu::Help}) {
        const QMenu* menu = openMenu(which);
        QVERIFY2(menu != nullptr, qPrintable(menuText(which)));
        const QList<QAction*> actions = menu->actions();
        QApplication::activePopupWidget()->close();
        for (QAction* action : actions) {
            if (action->isSeparator())
                continue;
            action->setEnabled(true);
            QMenu* opened = openMenu(which);
            QVERIFY2(opened != nullptr, qPrintable(menuText(which)));
            faults += walkTo(*opened, *action, which);
        }
    }
    faults.removeAll(QString());
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(u'\n')));
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestEveryAction>(argc, argv);
}
#include "tst_every_action.moc"
