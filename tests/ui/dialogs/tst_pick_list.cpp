#include "ui/dialogs/keys_sheet.h"
#include "ui/dialogs/pick_list.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>
#include <QTreeWidget>

using namespace hopwright::ui;

class TestPickList : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { setUpApplication(*qApp, Theme::Light); }

    void whatBeginsSoComesFirst_data();
    void whatBeginsSoComesFirst();
    void typingAndKeysPick();
    void aClickPicks();
    void nothingThatFitsIsSaid();
    void tenThousandRowsShowTwoHundred();
    void keysStandOnOneSheet();
};

namespace {

std::vector<PickRow> rowsOf(const QStringList& texts, QString* picked = nullptr)
{
    std::vector<PickRow> out;
    for (const QString& each : texts) {
        out.push_back({.text = each.section(u'|', 0, 0),
                       .detail = each.section(u'|', 1),
                       .pick = [each, picked] {
                           if (picked != nullptr)
                               *picked = each.section(u'|', 0, 0);
                       }});
    }
    return out;
}

}  // namespace

void TestPickList::whatBeginsSoComesFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing") << QString() << QStringList{"Draw hop", "Test",   "My hop",
                                                         "Shop-01",  "hopper", "BÜRO"};
    QTest::newRow("a word") << "hop" << QStringList{"hopper", "Draw hop", "My hop", "Shop-01"};
    QTest::newRow("two words in any order") << "hop dr" << QStringList{"Draw hop"};
    QTest::newRow("in the detail") << "f5" << QStringList{"Test"};
    QTest::newRow("umlauts without case") << "büro" << QStringList{"BÜRO"};
    QTest::newRow("blanks around it") << "  test " << QStringList{"Test"};
    QTest::newRow("nowhere") << "zzz" << QStringList{};
}

void TestPickList::whatBeginsSoComesFirst()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, found);
    const std::vector<PickRow> rows =
        rowsOf({"Draw hop|Edit", "Test|F5", "My hop", "Shop-01", "hopper", "BÜRO"});
    QStringList texts;
    for (const std::size_t at : matchesOf(rows, typed))
        texts.append(rows[at].text);
    QCOMPARE(texts, found);
}

void TestPickList::typingAndKeysPick()
{
    QString picked;
    auto* list = new PickList(QStringLiteral("Go to"), {}, {},
                              rowsOf({"ada", "bob", "bobby", "cyd"}, &picked));
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
    QVERIFY(QTest::qWaitForWindowActive(list));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("bo"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(picked, QStringLiteral("bobby"));
    QVERIFY(!list->isVisible());
}

void TestPickList::aClickPicks()
{
    QString picked;
    PickList list(QStringLiteral("Go to"), {}, {}, rowsOf({"ada", "bob"}, &picked));
    list.show();
    auto* view = list.findChild<QListView*>();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(1, 0)).center());
    QCOMPARE(picked, QStringLiteral("bob"));
}

void TestPickList::nothingThatFitsIsSaid()
{
    QString picked = QStringLiteral("none");
    PickList list(QStringLiteral("Go to"), {}, QStringLiteral("Nothing is called so."),
                  rowsOf({"ada"}, &picked));
    list.show();
    list.findChild<QLineEdit*>()->setText(QStringLiteral("q"));
    QLabel* said = nullptr;
    for (QLabel* each : list.findChildren<QLabel*>()) {
        if (each->isVisible() && each->text() == QStringLiteral("Nothing is called so."))
            said = each;
    }
    QVERIFY(said != nullptr);
    QTest::keyClick(list.findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(picked, QStringLiteral("none"));
    QVERIFY(list.isVisible());
}

void TestPickList::tenThousandRowsShowTwoHundred()
{
    QStringList names;
    for (int i = 0; i < 10'000; ++i)
        names.append(QStringLiteral("SRV%1").arg(i));
    const std::vector<PickRow> rows = rowsOf(names);
    QCOMPARE(matchesOf(rows, {}).size(), 200U);
    QCOMPARE(matchesOf(rows, QStringLiteral("srv9999")).size(), 1U);
}

void TestPickList::keysStandOnOneSheet()
{
    KeysSheet sheet({{.title = QStringLiteral("File"),
                      .rows = {{.key = QStringLiteral("Ctrl+N"), .does = QStringLiteral("New")}}}});
    auto* tree = sheet.findChild<QTreeWidget*>();
    QCOMPARE(tree->topLevelItemCount(), 1);
    QCOMPARE(tree->topLevelItem(0)->child(0)->text(0), QStringLiteral("New"));
    QCOMPARE(tree->topLevelItem(0)->child(0)->text(1), QStringLiteral("Ctrl+N"));
}

QTEST_MAIN(TestPickList)
#include "tst_pick_list.moc"
