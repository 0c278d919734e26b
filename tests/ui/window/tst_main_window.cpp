#include "core/edit/edit_nodes.h"
#include "ui/canvas/selection.h"
#include "ui/dialogs/close_question.h"
#include "ui/text/run_text.h"
#include "ui/theme/theme.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/find.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <tuple>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr int runTimeout = 30'000;

struct Bench {
    QTemporaryDir scratch;
    QSettings settings{scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    MainWindow window{settings};

    Bench()
    {
        window.resize(1440, 900);
        window.show();
        window.openAtStart();
        window.activateWindow();
        // A key is a shortcut in the active window only; run() tells when it is not.
        std::ignore = QTest::qWaitForWindowActive(&window);
    }
    bool run()
    {
        QTest::keyClick(&window, Qt::Key_F5);
        return QTest::qWaitFor(
            [&] { return !window.isRunning() && !window.report().routes.empty(); }, runTimeout);
    }
    QPushButton* button(const QString& beginning)
    {
        for (QPushButton* each : window.findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text().startsWith(beginning))
                return each;
        }
        return nullptr;
    }
};

probe::HopState stateOf(const MainWindow& window, std::size_t hop)
{
    return window.report().routes.at(0).hops.at(hop).state;
}

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void theFirstStartShowsTheBrokenSampleWithItsTour();
    void theMainJobFromDeniedToPassed();
    void theDeniedResultGoesToTheClipboard();
    void undoTakesBackWhatWasApplied();
    void aClosedVerdictReturnsByItsSeal();
    void findGoesFromMatchToMatch();
    void unsavedChangesAreAskedFor();
    void aSecondStartOpensTheLastDrawing();
    void controlsAreInsideTheWindow_data();
    void controlsAreInsideTheWindow();
};

void TestMainWindow::theFirstStartShowsTheBrokenSampleWithItsTour()
{
    Bench bench;
    QCOMPARE(bench.window.document().graph().computers.size(), std::size_t{3});
    QVERIFY(bench.window.cards().callouts().isShown());
    QVERIFY(bench.window.windowTitle().contains(QStringLiteral("broken")));
    QVERIFY(bench.window.report().routes.empty());
    QVERIFY(!bench.button(QStringLiteral("Apply"))->isEnabled());
}

void TestMainWindow::theMainJobFromDeniedToPassed()
{
    Bench bench;
    QVERIFY(bench.run());
    QCOMPARE(stateOf(bench.window, 0), probe::HopState::Passed);
    QCOMPARE(stateOf(bench.window, 1), probe::HopState::Denied);
    QVERIFY(bench.window.cards().verdict().isVisible());
    QVERIFY2(!bench.window.cards().callouts().isShown(), "cards do not stand on each other");
    QVERIFY2(!bench.window.cards().legend().isVisible(), "cards do not stand on each other");
    QCOMPARE(bench.window.cards().verdict().verdict().headline,
             QStringLiteral("FS01 denies hop 2"));

    QPushButton* use = bench.button(QStringLiteral("Use CredSSP"));
    QVERIFY(use != nullptr);
    QTest::mouseClick(use, Qt::LeftButton);
    const model::Hop& first = bench.window.document().graph().hops.begin()->second;
    QCOMPARE(first.method, model::Method::CredSsp);
    QVERIFY(first.credential.isExplicit);
    QCOMPARE(bench.window.document().history().count(), 1);
    QVERIFY(bench.window.canvas().selection().current.has_value());
    QVERIFY2(std::holds_alternative<model::HopId>(*bench.window.canvas().selection().current),
             "a button of a card does not move the selection");
    QVERIFY2(bench.window.report().routes.empty(), "a result of another drawing is no result");

    QPushButton* apply = bench.window.findChild<QPushButton*>(QStringLiteral("applyButton"));
    QVERIFY(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    QVERIFY(!apply->isEnabled());
    QVERIFY(bench.run());
    QCOMPARE(stateOf(bench.window, 0), probe::HopState::Passed);
    QCOMPARE(stateOf(bench.window, 1), probe::HopState::Passed);
}

void TestMainWindow::theDeniedResultGoesToTheClipboard()
{
    Bench bench;
    QVERIFY(bench.run());
    QTest::mouseClick(bench.button(QStringLiteral("Copy for ticket")), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains(QStringLiteral("FS01")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("access")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral(HOPWRIGHT_VERSION)), qPrintable(text));
}

void TestMainWindow::undoTakesBackWhatWasApplied()
{
    Bench bench;
    bench.window.openSample(QStringLiteral("double-hop-credssp"));
    QPushButton* apply = bench.window.findChild<QPushButton*>(QStringLiteral("applyButton"));
    QVERIFY(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    QVERIFY(!apply->isEnabled());
    QPushButton* undo = bench.button(QStringLiteral("Undo on 2 machines"));
    QVERIFY(undo != nullptr);
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(apply->isEnabled());
}

void TestMainWindow::aClosedVerdictReturnsByItsSeal()
{
    Bench bench;
    QVERIFY(bench.run());
    VerdictCard& card = bench.window.cards().verdict();
    QTest::keyClick(&card, Qt::Key_Escape);
    QVERIFY(!card.isVisible());
    const model::HopId hop = bench.window.report().routes.at(0).hops.at(1).hop;
    QTest::mouseClick(bench.window.canvas().viewport(), Qt::LeftButton, {},
                      bench.window.canvas().sealCentre(hop).toPoint());
    QVERIFY(card.isVisible());
}

void TestMainWindow::findGoesFromMatchToMatch()
{
    Bench bench;
    QCOMPARE(findThings(bench.window.document().graph(), QStringLiteral("fs01")).size(),
             std::size_t{2});  // The machine, and the hop that was typed \\FS01\Reports.
    bench.window.activateWindow();
    QTest::keyClick(&bench.window, Qt::Key_F, Qt::ControlModifier);
    auto* field = bench.window.findChild<QLineEdit*>(QStringLiteral("findField"));
    QTest::keyClicks(field, QStringLiteral("fs01"));
    QTest::keyClick(field, Qt::Key_Return);
    const auto& selection = bench.window.canvas().selection();
    QVERIFY(selection.current.has_value());
    const Thing first = *selection.current;
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(*bench.window.canvas().selection().current != first);
}

void TestMainWindow::unsavedChangesAreAskedFor()
{
    Bench bench;
    const auto more = edit::addComputer(bench.window.document().graph(), {.name = "NEW01"}, {});
    QVERIFY(more.has_value());
    bench.window.document().edit(QStringLiteral("Add machine"), *more);
    QVERIFY(!bench.window.close());
    auto* question = bench.window.findChild<CloseQuestion*>();
    QVERIFY(question != nullptr);
    QVERIFY(question->isVisible());
    question->reject();
    QVERIFY(bench.window.isVisible());
    bench.window.document().history().undo();
    QVERIFY(bench.window.close());
}

void TestMainWindow::aSecondStartOpensTheLastDrawing()
{
    const QTemporaryDir scratch;
    QSettings settings(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    const QString path = scratch.filePath(QStringLiteral("mine.hopw"));
    QVERIFY(QFile::copy(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/three-hops.hopw"),
                        path));
    {
        MainWindow window(settings);
        window.show();
        QVERIFY(window.openFile(path));
        QVERIFY(window.close());
    }
    MainWindow again(settings);
    again.show();
    again.openAtStart();
    QVERIFY(again.windowTitle().startsWith(QStringLiteral("mine.hopw")));
    QCOMPARE(again.document().graph().hops.size(), std::size_t{3});
}

void TestMainWindow::controlsAreInsideTheWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("design §2 default") << QSize(1440, 900);
    QTest::newRow("design picture 11") << QSize(1280, 720);
    QTest::newRow("design §2 minimum") << QSize(960, 600);
}

void TestMainWindow::controlsAreInsideTheWindow()
{
    QFETCH(QSize, size);
    Bench bench;
    bench.window.resize(size);
    QVERIFY(QTest::qWaitFor([&] { return bench.window.size() == size; }));
    for (const QPushButton* button : bench.window.findChildren<QPushButton*>()) {
        if (!button->isVisible() || button->visibleRegion().isEmpty())
            continue;
        const int wanted = button->fontMetrics().horizontalAdvance(button->text());
        QVERIFY2(button->width() >= wanted, qPrintable(button->text()));
    }
    for (const char* name : {"testButton", "applyButton", "findField"}) {
        const auto* widget = bench.window.findChild<QWidget*>(QLatin1String(name));
        QTRY_VERIFY2(widget->isVisible(), name);  // The tool bar lays out when it is asked again.
        const QRect place(widget->mapTo(&bench.window, QPoint()), widget->size());
        QVERIFY2(bench.window.rect().contains(place), name);
    }
}

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    setUpApplication(application, Theme::Light);
    TestMainWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_main_window.moc"
