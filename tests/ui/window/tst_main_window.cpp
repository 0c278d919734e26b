#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/credential_dialog.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/run_panel.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

const QString credSsp = QStringLiteral("Double hop, CredSSP");

bool writeText(const QString& path, const char* text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) >= 0;
}

QString words(const QString& text)
{
    return text.simplified();
}

}  // namespace

/// Steps 1 to 4 of what the user sees, by mouse and keys alone: no function that edits is called here.
class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void theFirstStartShowsTheBrokenSampleWithItsTour();
    void aHiddenTourStaysHidden();
    void theMainJobFromDeniedToPassed();
    void anOwnCredentialIsTheOtherWayOut();
    void theDeniedResultGoesToTheClipboard();
    void theVerdictIsWordForWordThatOfTheCommandLine();
    void stopEndsARunWithinASecond();
    void anEditDuringATestStopsIt();
    void anotherAccountIsAskedForAndTriedOnce();
    void undoTakesBackWhatWasApplied();
    void whatWasAppliedIsKeptBesideTheDrawing();
    void whatAnotherProgramAppliedIsNotWiped();
    void aBrokenStateIsNotWrittenOver();
    void aClosedVerdictReturnsByItsSeal();
    void findGoesFromMatchToMatch();
    void panesFollowEachOtherBothWays();
    void stagesFoldWhereThereIsNoRoomAndOpenByKeys();
};

void TestMainWindow::theFirstStartShowsTheBrokenSampleWithItsTour()
{
    WindowBench bench;
    const QStringList painted = bench.painted();
    for (const char* text :
         {"ADM-PC01", "JUMP01", "FS01", "Reports", "will pass", "will be denied"})
        QVERIFY2(painted.contains(QLatin1String(text)), text);
    QVERIFY(bench.window().cards().callouts().isShown());
    QVERIFY(bench.window().windowTitle().contains(QStringLiteral("broken")));
    QVERIFY(bench.window().report().routes.empty());
    QVERIFY(!bench.tool(QStringLiteral("Apply"))->isEnabled());
}

void TestMainWindow::aHiddenTourStaysHidden()
{
    WindowBench bench;
    QVERIFY(bench.press(QStringLiteral("Hide the tour")));
    QVERIFY(!bench.window().cards().callouts().isShown());
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    bench.start();
    QVERIFY(bench.window().windowTitle().contains(QStringLiteral("broken")));
    QVERIFY(!bench.window().cards().callouts().isShown());
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("Show the tour")));
    QVERIFY(bench.window().cards().callouts().isShown());
}

void TestMainWindow::theMainJobFromDeniedToPassed()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Denied);
    const VerdictCard& verdict = bench.window().cards().verdict();
    QVERIFY(verdict.isVisible());
    QVERIFY2(!bench.window().cards().callouts().isShown(), "cards do not stand on each other");
    QVERIFY2(!bench.window().cards().legend().isVisible(), "cards do not stand on each other");
    QCOMPARE(verdict.verdict().headline, QStringLiteral("FS01 denies hop 2"));
    QVERIFY(bench.painted().contains(QStringLiteral("denied, code 5")));

    QVERIFY(bench.press(QStringLiteral("Use CredSSP on hop 1"), bench.window().centralWidget()));
    QVERIFY(bench.painted().contains(QStringLiteral("1 CredSSP")));
    QVERIFY(bench.painted().contains(QStringLiteral("Password of LAB\\alice")));
    QCOMPARE(bench.window().document().history().count(), 1);
    const auto& current = bench.canvas().selection().current;
    QVERIFY(current.has_value());
    QVERIFY2(std::holds_alternative<model::HopId>(*current),
             "a button of a card does not move the selection");
    QVERIFY2(bench.window().report().routes.empty(), "a result of another drawing is no result");

    QAbstractButton* apply = bench.tool(QStringLiteral("Apply to practice lab"));
    QVERIFY(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    QVERIFY(!apply->isEnabled());
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Passed);
    QVERIFY(!bench.painted().filter(QStringLiteral("passed, ")).isEmpty());

    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("fixed.hopw"))));
    const QByteArray stored = WindowBench::read(bench.path(QStringLiteral("fixed.hopw")));
    QVERIFY(stored.contains(R"(method="credssp" credential="explicit")"));
}

void TestMainWindow::anOwnCredentialIsTheOtherWayOut()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QVERIFY(bench.press(QStringLiteral("Give the command its own credential"),
                        &bench.window().cards().verdict()));
    QVERIFY2(bench.painted().contains(QStringLiteral("1 Default")), "hop 1 stays as it was");
    QCOMPARE(bench.painted().count(QStringLiteral("will pass")), 1);
    QVERIFY2(!bench.painted().filter(QStringLiteral("passed, ")).isEmpty(),
             "and so does what was seen of it");
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Passed);

    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("own.hopw"))));
    const QByteArray stored = WindowBench::read(bench.path(QStringLiteral("own.hopw")));
    QCOMPARE(stored.count(R"(method="default" credential="explicit")"), 1);
    QCOMPARE(stored.count(R"(method="default" credential="implicit")"), 1);
}

void TestMainWindow::theDeniedResultGoesToTheClipboard()
{
    WindowBench bench;
    QVERIFY(bench.test());
    QVERIFY(bench.press(QStringLiteral("Copy for ticket")));
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains(QStringLiteral("FS01")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("access")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral(HOPWRIGHT_VERSION)), qPrintable(text));
}

void TestMainWindow::theVerdictIsWordForWordThatOfTheCommandLine()
{
    WindowBench bench;
    bench.key(Qt::Key_S, Qt::ControlModifier);
    const QString path = bench.path(QStringLiteral("same.hopw"));
    QVERIFY(bench.answer(path));
    QVERIFY(bench.test());
    QStringList said;
    for (const QLabel* label : bench.window().cards().verdict().findChildren<QLabel*>())
        said += words(label->text());
    for (const auto* button : bench.window().cards().verdict().findChildren<QPushButton*>())
        said += words(button->text());

    QProcess cli;
    cli.start(QStringLiteral(HOPWRIGHT_CLI),
              {QStringLiteral("probe"), path, QStringLiteral("--practice")});
    QVERIFY(cli.waitForFinished());
    QString printed = QString::fromUtf8(cli.readAllStandardOutput());
    const QString runId = QString::fromStdString(bench.window().report().routes.at(0).runId);
    static const QRegularExpression run(QStringLiteral("(by run )[0-9A-F]+"));
    printed = words(printed.replace(run, QStringLiteral("\\1") + runId));
    int sentences = 0;
    for (const QString& text : std::as_const(said)) {
        if (text.size() < 16)  // Numbers, headings and buttons of the window alone.
            continue;
        if (text == QLatin1String("Ways out, safest first"))
            continue;
        QVERIFY2(printed.contains(text), qPrintable(text + QStringLiteral("\nnot in\n") + printed));
        ++sentences;
    }
    QVERIFY2(sentences >= 8, "headline, why, what confirms it, ways out, cost");
}

void TestMainWindow::stopEndsARunWithinASecond()
{
    WindowBench bench;
    bench.key(Qt::Key_F5);
    QVERIFY(bench.window().isRunning());
    // The tool bar lays out when it is asked again; only what is posted is delivered, or the test could end meanwhile.
    QCoreApplication::sendPostedEvents();
    QVERIFY2(bench.tool(QStringLiteral("Stop")), "Stop stands in the place of Test");
    QVERIFY(!bench.tool(QStringLiteral("Test")));

    bench.key(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(!bench.window().isRunning());  // At once, whoever has not answered.
    QVERIFY(bench.ended());
    QCOMPARE(bench.hop(1).state, HopState::Cancelled);
    QVERIFY(bench.hop(2).state != HopState::Passed);
    QVERIFY(!bench.painted().filter(QStringLiteral("cancelled")).isEmpty());
    QTRY_VERIFY(bench.tool(QStringLiteral("Test")));
    QVERIFY(!bench.tool(QStringLiteral("Stop")));

    QVERIFY2(bench.test(), "and another test can begin");
    QCOMPARE(bench.hop(2).state, HopState::Denied);
}

void TestMainWindow::anEditDuringATestStopsIt()
{
    WindowBench bench;
    bench.key(Qt::Key_F5);
    QVERIFY(bench.window().isRunning());
    bench.canvas().setFocus();
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.key(Qt::Key_Delete);
    QCOMPARE(bench.window().document().history().count(), 1);
    QVERIFY(!bench.window().isRunning());
    QVERIFY2(bench.window().report().routes.empty(), "a result of another drawing is no result");
    QVERIFY(!bench.window().cards().verdict().isVisible());
    const auto* notice = bench.child<NoticeStrip>();
    QVERIFY(notice != nullptr && notice->isVisible());
    QVERIFY(
        notice->text().contains(QStringLiteral("The drawing was changed: the test was stopped.")));

    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY2(bench.test(), "and another test can begin");
    QCOMPARE(bench.hop(2).state, HopState::Denied);
}

void TestMainWindow::anotherAccountIsAskedForAndTriedOnce()
{
    WindowBench bench;
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")));
    auto* dialog = bench.child<CredentialDialog>();
    QVERIFY(dialog != nullptr);
    QVERIFY(WindowBench::activate(*dialog));
    QVERIFY2(!bench.button(QStringLiteral("Sign in"), dialog)->isEnabled(), "no password yet");
    bench.key(Qt::Key_Escape);
    QVERIFY(bench.child<CredentialDialog>() == nullptr);
    QVERIFY(!bench.window().isRunning());

    bench.activate();
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Test as")));
    dialog = bench.child<CredentialDialog>();
    QVERIFY(WindowBench::activate(*dialog));
    bench.type(QStringLiteral("planted-and-wrong"));
    bench.key(Qt::Key_Return);
    QVERIFY(bench.ended());
    QCOMPARE(bench.hop(1).state, HopState::Denied);
    QCOMPARE(bench.hop(1).cause, Cause::WrongPassword);
    QCOMPARE(bench.hop(2).state, HopState::NotReached);
    QVERIFY(bench.painted().contains(QStringLiteral("not reached")));
    bench.activate();
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QSettings(bench.settings().fileName(), QSettings::IniFormat).sync();
    QVERIFY(!WindowBench::read(bench.settings().fileName()).contains("planted-and-wrong"));
}

void TestMainWindow::undoTakesBackWhatWasApplied()
{
    WindowBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    QAbstractButton* apply = bench.tool(QStringLiteral("Apply to practice lab"));
    QVERIFY(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    QVERIFY(!apply->isEnabled());
    QVERIFY(bench.press(QStringLiteral("Undo on 2 machines")));
    QVERIFY(apply->isEnabled());
}

void TestMainWindow::whatWasAppliedIsKeptBesideTheDrawing()
{
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("kept.hopw"));
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    QVERIFY(bench.press(QStringLiteral("Apply to practice lab")));
    const QByteArray state = WindowBench::read(path + QStringLiteral(".practice"));
    QVERIFY2(!state.isEmpty(), "what was applied stands beside the drawing");
    QVERIFY2(!state.contains("assword"), "and holds no secret");
    bench.key(Qt::Key_Q, Qt::ControlModifier);

    bench.start();
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("kept.hopw")));
    QVERIFY(!bench.tool(QStringLiteral("Apply to practice lab"))->isEnabled());
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(2).state, HopState::Passed);
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Undo on 2 machines")));
    QVERIFY(bench.tool(QStringLiteral("Apply to practice lab"))->isEnabled());
    QVERIFY(WindowBench::read(path + QStringLiteral(".practice")) != state);
}

void TestMainWindow::whatAnotherProgramAppliedIsNotWiped()
{
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("kept.hopw"));
    const QString state = path + QStringLiteral(".practice");
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    // As `hopwright-cli apply --practice` of another drawing of this file leaves it.
    QVERIFY(writeText(state, R"({"format":"hopwright.practice/1","applied":[
        {"computer":9,"setting":"trusted-hosts","value":"theirs"}]})"));
    QVERIFY(bench.press(QStringLiteral("Apply to practice lab")));
    QVERIFY(WindowBench::read(state).contains("theirs"));
    QVERIFY(WindowBench::read(state).contains("client-role"));

    QVERIFY(writeText(state, R"({"format":"hopwright.practice/1","applied":[]})"));
    QVERIFY(bench.choose(QStringLiteral("Test"), QStringLiteral("Undo on")));
    QVERIFY(!WindowBench::read(state).contains("theirs"));
    QVERIFY(bench.tool(QStringLiteral("Apply to practice lab"))->isEnabled());
}

void TestMainWindow::aBrokenStateIsNotWrittenOver()
{
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("kept.hopw"));
    const QString state = path + QStringLiteral(".practice");
    QVERIFY(bench.choose(QStringLiteral("Help"), credSsp));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    QVERIFY(writeText(state, "{broken"));
    QVERIFY(bench.press(QStringLiteral("Apply to practice lab")));
    QCOMPARE(WindowBench::read(state), QByteArray("{broken"));
    auto* notice = bench.child<NoticeStrip>();
    QVERIFY(notice != nullptr);
    QVERIFY2(notice->accessibleName().contains(QStringLiteral("was not kept")),
             qPrintable(notice->accessibleName()));
}

void TestMainWindow::aClosedVerdictReturnsByItsSeal()
{
    WindowBench bench;
    QVERIFY(bench.test());
    VerdictCard& card = bench.window().cards().verdict();
    QTest::keyClick(&card, Qt::Key_Escape);
    QVERIFY(!card.isVisible());
    bench.click(bench.canvas().sealCentre(bench.hop(2).hop));
    QVERIFY(card.isVisible());
}

void TestMainWindow::findGoesFromMatchToMatch()
{
    WindowBench bench;
    bench.key(Qt::Key_F, Qt::ControlModifier);
    bench.type(QStringLiteral("fs01"));
    bench.key(Qt::Key_Return);
    const auto& current = bench.canvas().selection().current;
    QVERIFY(current && std::holds_alternative<model::ComputerId>(*current));
    bench.key(Qt::Key_Return);
    QVERIFY2(current && std::holds_alternative<model::HopId>(*current), "typed \\\\FS01\\Reports");
    bench.key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY2(std::holds_alternative<model::ComputerId>(*current), "and back");
}

void TestMainWindow::panesFollowEachOtherBothWays()
{
    WindowBench bench;
    const std::vector<QWidget*> panes{&bench.canvas(), bench.window().findChild<Inspector*>(),
                                      bench.window().findChild<RunPanel*>(),
                                      bench.window().findChild<OutlinePanel*>()};
    const auto focused = [&] {
        QStringList out;
        for (const QWidget* pane : panes) {
            const QWidget* focus = QApplication::focusWidget();
            if (focus != nullptr && (focus == pane || pane->isAncestorOf(focus)))
                out += QString::fromLatin1(pane->metaObject()->className()).section(u':', -1);
        }
        return out.join(u' ');
    };
    const QStringList around{"GraphView", "Inspector", "RunPanel", "OutlinePanel", "GraphView"};
    for (qsizetype i = 0; i + 1 < around.size(); ++i) {
        QCOMPARE(focused(), around.at(i));
        bench.key(Qt::Key_F6);
    }
    for (qsizetype i = around.size() - 1; i > 0; --i) {
        QCOMPARE(focused(), around.at(i));
        bench.key(Qt::Key_F6, Qt::ShiftModifier);
    }
    // One that is hidden is passed over, and from outside of all the way leads to the canvas.
    bench.window().findChild<QDockWidget*>(QStringLiteral("runDock"))->hide();
    bench.key(Qt::Key_F6, Qt::ShiftModifier);
    bench.key(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focused(), QStringLiteral("Inspector"));
    bench.key(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(focused(), QString());
    bench.key(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focused(), QStringLiteral("GraphView"));
}

void TestMainWindow::stagesFoldWhereThereIsNoRoomAndOpenByKeys()
{
    WindowBench bench({1280, 720});
    QVERIFY(bench.test());
    QTableView* stages = nullptr;
    for (auto* each : bench.window().findChild<RunPanel*>()->findChildren<QTableView*>()) {
        if (each->accessibleName() == QLatin1String("Stages of the hop"))
            stages = each;
    }
    QVERIFY(stages != nullptr && stages->isVisible());
    const QAbstractItemModel& model = *stages->model();
    const int folded = model.rowCount();
    const int line = folded - 1;
    static const QRegularExpression words(QStringLiteral("^(\\d+) stages not needed$"));
    const auto match = words.match(model.index(line, 0).data().toString());
    QVERIFY2(match.hasMatch(), qPrintable(model.index(line, 0).data().toString()));
    const int count = match.captured(1).toInt();
    QCOMPARE(folded, stageCount - count + 1);
    QCOMPARE(stages->columnSpan(line, 0), model.columnCount());

    stages->setFocus();
    bench.key(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(stages->currentIndex().row(), line);
    bench.key(Qt::Key_Return);
    QCOMPARE(model.rowCount(), folded + count);
    QCOMPARE(stages->currentIndex().row(), line);
    bench.key(Qt::Key_Down);
    QVERIFY(model.index(line + 1, 3).data().toString().startsWith(QStringLiteral("not needed")));
    bench.key(Qt::Key_Left);
    QCOMPARE(model.rowCount(), folded + count);
    bench.key(Qt::Key_Up);
    bench.key(Qt::Key_Left);
    QCOMPARE(model.rowCount(), folded);
    bench.key(Qt::Key_Right);
    QCOMPARE(model.rowCount(), folded + count);
    bench.key(Qt::Key_Space);
    QCOMPARE(model.rowCount(), folded);
    QTest::mouseClick(stages->viewport(), Qt::LeftButton, {},
                      stages->visualRect(model.index(line, 0)).center());
    QCOMPARE(model.rowCount(), folded + count);

    bench.window().resize(1440, 900);
    QTRY_COMPARE(model.rowCount(), stageCount);
    QCOMPARE(stages->columnSpan(line, 0), 1);
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestMainWindow>(argc, argv);
}

#include "tst_main_window.moc"
