#include "core/store/run_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/models/hop_table_model.h"
#include "ui/panels/run_panel.h"
#include "ui/theme/roles.h"
#include "ui/window/canvas_cards.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

RunPanel& panelOf(WindowBench& bench)
{
    return *bench.window().findChild<RunPanel*>();
}

QComboBox* boxOf(WindowBench& bench, const char* name)
{
    for (QComboBox* each : panelOf(bench).findChildren<QComboBox*>()) {
        if (each->accessibleName() == QLatin1String(name))
            return each;
    }
    return nullptr;
}

QAbstractItemModel* hopsOf(WindowBench& bench)
{
    for (const QTableView* each : panelOf(bench).findChildren<QTableView*>()) {
        if (each->accessibleName() == QLatin1String("Hops of the run"))
            return each->model();
    }
    return nullptr;
}

/// By the keys, as nobody's mouse does it: the item below the current one.
void choose(QComboBox& box, int index)
{
    box.setFocus();
    box.setCurrentIndex(index);
    emit box.activated(index);
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

void saveAs(WindowBench& bench, const char* name)
{
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QLatin1String(name))));
}

}  // namespace

class TestKeptRuns : public QObject {
    Q_OBJECT

private slots:
    void aRunSurvivesAnEditAndUndoBringsItBack();
    void anEditElsewhereLeavesTheResults();
    void whatIsAppliedMakesItOlder();
    void runsAreKeptBesideTheDrawing();
    void theyGoWithAnUntitledDrawingThatIsSaved();
    void aNewDrawingHasNone();
    void aRunIsOpenedAndComparedHopByHop();
    void aRunIsDeletedAndBroughtBack();
    void aStoppedRunSaysSoFirst();
    void threeHopsShowThreeRows();
    void emptyTheDockTakesALine();
    void theVerdictLivesWithItsHop();
    void theVerdictIsAPaneAndClosesWithEsc();
    void theVerdictCoversNothingThatItSpeaksOf_data();
    void theVerdictCoversNothingThatItSpeaksOf();
};

void TestKeptRuns::aRunSurvivesAnEditAndUndoBringsItBack()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QVERIFY(bench.painted().contains(QStringLiteral("denied, code 5")));
    QVERIFY(bench.press(QStringLiteral("Use CredSSP on hop 1"), bench.window().centralWidget()));
    QVERIFY(!bench.painted().contains(QStringLiteral("denied, code 5")));
    QVERIFY(bench.window().report().routes.empty());
    QVERIFY(!bench.window().cards().verdict().isVisible());
    QCOMPARE(bench.window().shownRun().report.routes.size(), std::size_t(1));
    QVERIFY(bench.window().shownRun().age.isOlder);
    QCOMPARE(hopsOf(bench)->rowCount(), 2);
    QVERIFY(hopsOf(bench)->index(1, HopTableModel::Hop).data(MutedRole).toBool());
    QVERIFY(hopsOf(bench)
                ->index(1, HopTableModel::Hop)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("of an older drawing")));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.painted().contains(QStringLiteral("denied, code 5")));
    QVERIFY(!hopsOf(bench)->index(1, HopTableModel::Hop).data(MutedRole).toBool());
    QVERIFY(bench.window().cards().verdict().isVisible());
}

void TestKeptRuns::anEditElsewhereLeavesTheResults()
{
    WindowBench bench;
    QVERIFY(bench.test());
    bench.canvas().addMachine(model::ComputerKind::Server, QPointF(0, 900));
    bench.key(Qt::Key_Escape);
    QVERIFY(bench.window().shownRun().age.isOlder);
    QVERIFY(!bench.window().report().routes.empty());
    bench.canvas().reveal(bench.hop(2).hop);
    QVERIFY(bench.painted().contains(QStringLiteral("denied, code 5")));
    QVERIFY(!hopsOf(bench)->index(1, HopTableModel::Hop).data(MutedRole).toBool());
}

void TestKeptRuns::whatIsAppliedMakesItOlder()
{
    WindowBench bench;
    QVERIFY(bench.press(QStringLiteral("Use CredSSP on hop 1"),
                        bench.window().findChild<QWidget*>(QStringLiteral("inspectorDock"))));
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Denied);
    QTest::mouseClick(bench.tool(QStringLiteral("Apply to practice lab")), Qt::LeftButton);
    QVERIFY(bench.window().report().routes.empty());
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Undo")));
    QCOMPARE(bench.hop(1).state, HopState::Denied);
}

void TestKeptRuns::runsAreKeptBesideTheDrawing()
{
    WindowBench bench;
    saveAs(bench, "kept.hopw");
    QVERIFY(bench.test());
    QVERIFY(bench.test());
    const QString folder = bench.path(QStringLiteral("kept.hopw.runs"));
    QCOMPARE(filesIn(folder),
             (QStringList{QStringLiteral("1.hoprun"), QStringLiteral("2.hoprun")}));
    const auto run =
        store::loadRun(files::pathFromUtf8((folder + QStringLiteral("/2.hoprun")).toStdString()));
    QVERIFY(run.has_value());
    QCOMPARE(run->title, std::string("kept.hopw"));
    QVERIFY(run->report == bench.window().shownRun().report || run->report.routes.size() == 1);
    // The next start lists them.
    QVERIFY(bench.window().openFile(bench.path(QStringLiteral("kept.hopw"))));
    QCOMPARE(bench.window().runs().entries().size(), std::size_t(2));
    QVERIFY(bench.window().shownRun().tested == nullptr);
    QVERIFY(bench.press(QStringLiteral("Show the last run"), &panelOf(bench)));
    QCOMPARE(bench.hop(2).state, HopState::Denied);
    QVERIFY(!bench.window().shownRun().age.isOlder);
    QVERIFY(bench.painted().contains(QStringLiteral("denied, code 5")));
}

void TestKeptRuns::theyGoWithAnUntitledDrawingThatIsSaved()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QCOMPARE(bench.window().runs().entries().size(), std::size_t(1));
    saveAs(bench, "later.hopw");
    QCOMPARE(filesIn(bench.path(QStringLiteral("later.hopw.runs"))),
             QStringList{QStringLiteral("1.hoprun")});
}

/// Untitled drawings share a folder, and one that is new was never tested.
void TestKeptRuns::aNewDrawingHasNone()
{
    WindowBench bench;
    bench.window().keepRunsIn(
        std::filesystem::path(bench.path(QStringLiteral("data")).toStdU16String()));
    for (int i = 0; i < 2; ++i) {
        bench.key(Qt::Key_N, Qt::ControlModifier);
        if (i > 0)
            QVERIFY(bench.press(QStringLiteral("Discard")));
        QVERIFY(bench.window().runs().entries().empty());
        QApplication::clipboard()->setText(
            QStringLiteral("KASSE-4.kiosk.example -> LAGER.kiosk.example -> \\\\NAS-3\\Preise"));
        bench.canvas().setFocus();
        bench.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(bench.test());
        QCOMPARE(bench.window().runs().entries().size(), std::size_t(1));
    }
}

void TestKeptRuns::aRunIsOpenedAndComparedHopByHop()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QVERIFY(bench.press(QStringLiteral("Give the command its own credential"),
                        &bench.window().cards().verdict()));
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(2).state, HopState::Passed);
    QComboBox* runs = boxOf(bench, "Run that is shown");
    QCOMPARE(runs->count(), 2);
    QCOMPARE(runs->currentIndex(), 0);
    QComboBox* compare = boxOf(bench, "Run to compare with");
    QCOMPARE(compare->count(), 2);
    choose(*compare, 1);
    QCOMPARE(hopsOf(bench)->index(1, HopTableModel::Before).data().toString(),
             QStringLiteral("denied, code 5"));
    QAbstractButton* changed = bench.button(QStringLiteral("Changed 1"), &panelOf(bench));
    QVERIFY(changed != nullptr && changed->isEnabled());
    QTest::mouseClick(changed, Qt::LeftButton);
    QCOMPARE(hopsOf(bench)->rowCount(), 1);
    QTest::mouseClick(bench.button(QStringLiteral("All 2"), &panelOf(bench)), Qt::LeftButton);
    QCOMPARE(hopsOf(bench)->rowCount(), 2);
    choose(*runs, 1);
    QCOMPARE(bench.window().shownRun().report.routes.at(0).hops.at(1).state, HopState::Denied);
    QVERIFY(bench.window().shownRun().age.isOlder);
}

void TestKeptRuns::aRunIsDeletedAndBroughtBack()
{
    WindowBench bench;
    saveAs(bench, "gone.hopw");
    QVERIFY(bench.test());
    const QString folder = bench.path(QStringLiteral("gone.hopw.runs"));
    QCOMPARE(filesIn(folder).size(), 1);
    emit panelOf(bench).deleteRequested();
    QVERIFY(filesIn(folder).isEmpty());
    QVERIFY(bench.window().shownRun().tested == nullptr);
    QVERIFY(bench.press(QStringLiteral("Bring it back")));
    QCOMPARE(filesIn(folder), QStringList{QStringLiteral("1.hoprun")});
    QCOMPARE(bench.hop(2).state, HopState::Denied);
}

void TestKeptRuns::aStoppedRunSaysSoFirst()
{
    WindowBench bench;
    bench.key(Qt::Key_F5);
    bench.key(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(bench.ended());
    QStringList said;
    for (const QLabel* label : panelOf(bench).findChildren<QLabel*>())
        said += label->text();
    const QStringList stopped = said.filter(QStringLiteral("Stopped "));
    QCOMPARE(stopped.size(), 1);
    QVERIFY2(stopped.first().contains(QStringLiteral("of 2 hops were tested.")),
             qPrintable(stopped.first()));
}

void TestKeptRuns::threeHopsShowThreeRows()
{
    WindowBench bench({960, 600});
    bench.window().openSample(QStringLiteral("three-hops"));
    bench.activate();
    bench.canvas().setFocus();
    bench.key(Qt::Key_Escape);
    QVERIFY(bench.test());
    for (const QTableView* each : panelOf(bench).findChildren<QTableView*>()) {
        if (each->accessibleName() != QLatin1String("Hops of the run"))
            continue;
        QCOMPARE(each->model()->rowCount(), 3);
        const QRect last = each->visualRect(each->model()->index(2, 1));
        QVERIFY2(each->viewport()->rect().contains(last), "the third row is seen whole");
    }
}

void TestKeptRuns::emptyTheDockTakesALine()
{
    WindowBench bench;
    const auto* dock = bench.window().findChild<QDockWidget*>(QStringLiteral("runDock"));
    QCoreApplication::processEvents();
    QVERIFY2(dock->height() < 80, qPrintable(QString::number(dock->height())));
    QVERIFY(bench.test());
    QVERIFY2(dock->height() > 200, qPrintable(QString::number(dock->height())));
    // Another drawing has no run.
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY2(dock->height() < 80, qPrintable(QString::number(dock->height())));
}

void TestKeptRuns::theVerdictLivesWithItsHop()
{
    WindowBench bench;
    QVERIFY(bench.test());
    const VerdictCard& card = bench.window().cards().verdict();
    QVERIFY(card.isVisible());
    bench.click(bench.middleOf("ADM-PC01"));
    QVERIFY2(!card.isVisible(), "another thing is selected");
    bench.click(bench.canvas().sealCentre(bench.hop(2).hop));
    QVERIFY(card.isVisible());
    bench.canvas().scrollBy({0, 5000});
    QVERIFY2(!card.isVisible(), "its hop is out of view");
    bench.canvas().scrollBy({0, -5000});
    QVERIFY(card.isVisible());
}

void TestKeptRuns::theVerdictIsAPaneAndClosesWithEsc()
{
    WindowBench bench;
    QVERIFY(bench.test());
    VerdictCard& card = bench.window().cards().verdict();
    bench.canvas().setFocus();
    bench.key(Qt::Key_F6);
    QVERIFY(QApplication::focusWidget() == &card);
    bench.key(Qt::Key_F6);
    QVERIFY(!card.isAncestorOf(QApplication::focusWidget()));
    bench.key(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(QApplication::focusWidget() == &card);
    bench.key(Qt::Key_Escape);
    QVERIFY(!card.isVisible());
    QVERIFY(QApplication::focusWidget() == &bench.canvas());
    bench.click(bench.canvas().sealCentre(bench.hop(2).hop));
    QVERIFY(card.isVisible());
    bench.canvas().setFocus();
    bench.key(Qt::Key_Escape);
    QVERIFY2(!card.isVisible(), "from the canvas too");
}

void TestKeptRuns::theVerdictCoversNothingThatItSpeaksOf_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1440, 900);
    QTest::newRow("small") << QSize(1280, 720);
    QTest::newRow("least") << QSize(960, 600);
}

void TestKeptRuns::theVerdictCoversNothingThatItSpeaksOf()
{
    QFETCH(const QSize, size);
    WindowBench bench(size);
    for (const char* sample : {"double-hop-broken", "three-hops"}) {
        bench.window().openSample(QLatin1String(sample));
        QVERIFY(bench.test());
        const VerdictCard& card = bench.window().cards().verdict();
        if (!card.isVisible())
            continue;
        const auto result = std::ranges::find(bench.window().report().routes.at(0).hops,
                                              HopState::Denied, &probe::HopResult::state);
        if (result == bench.window().report().routes.at(0).hops.end())
            continue;
        const model::Hop& hop = bench.window().document().graph().hops.at(result->hop);
        QVERIFY(!card.geometry().contains(bench.canvas().sealCentre(hop.id).toPoint()));
        for (const model::ComputerId end : {hop.from, hop.to.computer})
            QVERIFY(!card.geometry().intersects(bench.canvas().cardRect(end).toAlignedRect()));
    }
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestKeptRuns>(argc, argv);
}

#include "tst_kept_runs.moc"
