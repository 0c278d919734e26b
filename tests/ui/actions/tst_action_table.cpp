#include "ui/actions/action_table.h"
#include "ui/theme/icons.h"

#include <QSet>
#include <QTest>

using namespace hopwright::ui;

class TestActionTable : public QObject {
    Q_OBJECT

private slots:
    void rowsAreInTheOrderOfTheirIds();
    void eachHasTextAndTip();
    void noKeyIsGivenTwice();
    void everyShortcutIsAKey();
    void everyIconIsThere();
    void mnemonicsOfAMenuDiffer();
    void singleLettersWorkOnTheCanvasOnly();
    void aMenuHasItsRows();
    void oneThemeIsOn();
};

void TestActionTable::rowsAreInTheOrderOfTheirIds()
{
    for (std::size_t i = 0; i < actionTable.size(); ++i) {
        QCOMPARE(static_cast<std::size_t>(actionTable.at(i).id), i);
    }
}

void TestActionTable::eachHasTextAndTip()
{
    const Actions actions;
    for (const ActionRow& row : actionTable) {
        QVERIFY(!actions[row.id]->text().isEmpty());
        const QString tip = actions[row.id]->statusTip();
        QVERIFY2(!tip.isEmpty(), row.text);
        QVERIFY2(!tip.endsWith(QLatin1Char('.')), row.text);
        QVERIFY2(actions[row.id]->toolTip().startsWith(tip), row.text);
    }
}

void TestActionTable::noKeyIsGivenTwice()
{
    const Actions actions;
    QSet<QString> seen;
    for (const ActionRow& row : actionTable) {
        for (const QKeySequence& key : actions[row.id]->shortcuts()) {
            QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString()));
            seen.insert(key.toString());
        }
    }
    // Undo and Redo come from the history with these keys.
    QVERIFY(!seen.contains(QStringLiteral("Ctrl+Z")));
    QVERIFY(!seen.contains(QStringLiteral("Ctrl+Y")));
    QVERIFY(!seen.contains(QStringLiteral("Ctrl+Shift+Z")));
}

void TestActionTable::everyShortcutIsAKey()
{
    const Actions actions;
    for (const ActionRow& row : actionTable) {
        const bool hasKeys = row.shortcuts[0] != '\0';
        QCOMPARE(!actions[row.id]->shortcuts().isEmpty(), hasKeys);
        for (const QKeySequence& key : actions[row.id]->shortcuts()) {
            // Two keys for what is one of a group: the first says which group.
            QVERIFY2(key.count() == 1 || key.toString().startsWith("Alt+A, ")
                         || key.toString().startsWith("Alt+S, "),
                     row.shortcuts);
            QVERIFY2(key[0].key() != Qt::Key_unknown, row.shortcuts);
        }
    }
}

void TestActionTable::everyIconIsThere()
{
    for (const ActionRow& row : actionTable) {
        const QString name = QLatin1String(row.icon);
        QVERIFY2(name.isEmpty() || iconNames().contains(name), row.icon);
    }
}

void TestActionTable::mnemonicsOfAMenuDiffer()
{
    for (const ActionMenu menu :
         {ActionMenu::File, ActionMenu::Edit, ActionMenu::Select, ActionMenu::Arrange,
          ActionMenu::View, ActionMenu::Test, ActionMenu::Help}) {
        QSet<QString> seen;
        const Actions actions;
        for (const QAction* action : actions.of(menu)) {
            const QString key = QKeySequence::mnemonic(action->text()).toString();
            QVERIFY2(!key.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!seen.contains(key), qPrintable(action->text()));
            seen.insert(key);
        }
    }
}

void TestActionTable::singleLettersWorkOnTheCanvasOnly()
{
    const Actions actions;
    for (const ActionRow& row : actionTable) {
        for (const QKeySequence& key : actions[row.id]->shortcuts()) {
            const bool plain = key[0].keyboardModifiers() == Qt::NoModifier
                               && key[0].key() >= Qt::Key_A && key[0].key() <= Qt::Key_Z;
            QVERIFY2(!plain || actions[row.id]->shortcutContext() == Qt::WidgetShortcut, row.text);
        }
    }
    QCOMPARE(actions[ActionId::AddMachine]->shortcut(), QKeySequence(Qt::Key_A));
    QCOMPARE(actions[ActionId::DrawHop]->shortcut(), QKeySequence(Qt::Key_L));
    QVERIFY(actions.of(ActionScope::Canvas).contains(actions[ActionId::DrawHop]));
}

void TestActionTable::aMenuHasItsRows()
{
    const Actions actions;
    const QList<QAction*> tests = actions.of(ActionMenu::Test);
    QCOMPARE(tests.size(), 6);
    QCOMPARE(tests.first(), actions[ActionId::Diagnose]);
    QCOMPARE(tests[1], actions[ActionId::Test]);
    QCOMPARE(menuText(ActionMenu::Test), QStringLiteral("&Test"));
    // ux.md §4.3: Alt+A, then L C R T M B H V.
    QString letters;
    for (const QAction* action : actions.of(ActionMenu::Arrange))
        letters += action->shortcut().toString().section(", ", 1);
    QCOMPARE(letters, QStringLiteral("LCRTMBHV"));
    QCOMPARE(actions[ActionId::SelectUpstream]->shortcut().toString(), QStringLiteral("Alt+S, U"));
    QCOMPARE(actions[ActionId::RemoveAndJoin]->shortcut().toString(), QStringLiteral("Ctrl+Del"));
    QCOMPARE(actions[ActionId::FindPrevious]->shortcut().toString(), QStringLiteral("Shift+F3"));
    QCOMPARE(actions[ActionId::Back]->shortcut().toString(), QStringLiteral("Alt+Left"));
    QCOMPARE(actions[ActionId::FitSelection]->shortcut().toString(), QStringLiteral("Shift+Home"));
}

void TestActionTable::oneThemeIsOn()
{
    const Actions actions;
    actions[ActionId::LightTheme]->setChecked(true);
    actions[ActionId::DarkTheme]->setChecked(true);
    QVERIFY(!actions[ActionId::LightTheme]->isChecked());
}

QTEST_MAIN(TestActionTable)
#include "tst_action_table.moc"
