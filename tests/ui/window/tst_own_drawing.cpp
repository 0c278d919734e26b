#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/close_question.h"
#include "ui/dialogs/overwrite_question.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/theme/palette.h"
#include "ui/window/settings.h"

#include <QClipboard>
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>

using namespace hopwright;
using namespace hopwright::ui;

/// Step 5 of what the user sees: an own drawing, from an empty canvas to the next start. Mouse and keys alone: no function
/// that edits is called here; what is painted and what is stored are compared.
class TestOwnDrawing : public QObject {
    Q_OBJECT

private slots:
    void aDrawingIsMadeKeptAndFoundAgain();
    void aPastedChainIsTheDrawingThatNewMakes();
    void closingAsksSaveDiscardCancel_data();
    void closingAsksSaveDiscardCancel();
    void whatStandsInAFieldIsKept();
    void aRefusedTextKeepsNobodyFromLeaving();
    void aFileThatAnotherProgramChangedIsNotOverwrittenUnasked_data();
    void aFileThatAnotherProgramChangedIsNotOverwrittenUnasked();
    void aFileThatIsGoneIsWritten();
    void machinesAreDrawnOnceMore();
    void aCommandOfThePaletteGetsItsHop();
    void docksStayAsTheyWereLeft();
    void docksThatCannotBeReadAreAsAtFirst_data();
    void docksThatCannotBeReadAreAsAtFirst();
    void aSecondStartOpensTheLastDrawingAndSamplesStayInHelp();
    void aChosenThemeStays();

private:
    void drawChain(WindowBench& bench);
    void changeIt(WindowBench& bench);
    void takeBackAndRedo(WindowBench& bench);
    void keepIt(WindowBench& bench);
    void openItAgain(WindowBench& bench);
    void findInIt(WindowBench& bench);
};

void TestOwnDrawing::drawChain(WindowBench& bench)
{
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.painted().contains(QStringLiteral("Draw the way your command takes")));
    QVERIFY(bench.painted().join(u' ').contains(QStringLiteral("Press A to add a machine")));
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Untitled")));

    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("ADM-PC01.lab.example"));
    QVERIFY(bench.press(QStringLiteral("Jump server")));
    bench.name(QStringLiteral("JUMP01.lab.example"));
    QVERIFY(bench.press(QStringLiteral("Server")));
    bench.name(QStringLiteral("FS09.lab.example"));
    QVERIFY(bench.press(QStringLiteral("File share")));
    bench.name(QStringLiteral("Reports"));
    bench.drag(bench.handleOf("ADM-PC01"), bench.middleOf("JUMP01"));
    bench.drag(bench.handleOf("JUMP01"), bench.rowOf("FS09"));

    const QStringList painted = bench.painted();
    for (const char* text : {"ADM-PC01", "JUMP01", "FS09", "Reports", "1 Default", "2 SMB",
                             "will pass", "will be denied"})
        QVERIFY2(painted.contains(QLatin1String(text)), text);
}

void TestOwnDrawing::changeIt(WindowBench& bench)
{
    bench.click(bench.middleOf("FS09"));
    bench.key(Qt::Key_F2);
    bench.name(QStringLiteral("FS01.lab.example"));
    QVERIFY(bench.painted().contains(QStringLiteral("FS01.lab.example")));
    QVERIFY(!bench.painted().contains(QStringLiteral("FS09")));

    const QRectF before = bench.canvas().cardRect(bench.idOf("FS01"));
    bench.drag(bench.middleOf("FS01"), bench.middleOf("FS01") + QPointF(32, 48));
    QCOMPARE(bench.canvas().cardRect(bench.idOf("FS01")), before.translated(32, 48));
    bench.key(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(bench.canvas().cardRect(bench.idOf("FS01")), before.translated(32, 40));
}

void TestOwnDrawing::takeBackAndRedo(WindowBench& bench)
{
    const QImage whole = bench.picture();
    bench.click(bench.middleOf("JUMP01"));
    bench.key(Qt::Key_Delete);
    const QImage without = bench.picture();
    QVERIFY(!bench.painted().contains(QStringLiteral("JUMP01")));
    QVERIFY2(!bench.painted().contains(QStringLiteral("2 SMB")), "a hop hangs on its machines");

    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.picture(), whole);
    bench.key(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(bench.picture(), without);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.picture(), whole);
}

void TestOwnDrawing::keepIt(WindowBench& bench)
{
    QVERIFY(bench.window().isWindowModified());
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("own.hopw"))));
    QVERIFY(!bench.window().isWindowModified());
    const QByteArray stored = WindowBench::read(bench.path(QStringLiteral("own.hopw")));
    for (const char* text : {R"(name="JUMP01" dns-name="JUMP01.lab.example")",
                             R"(name="FS01" dns-name="FS01.lab.example")", R"(name="Reports")",
                             R"(typed="JUMP01.lab.example")", R"(name="ADM-PC01 → Reports")"})
        QVERIFY2(stored.contains(text), text);
    QCOMPARE(stored.count("<hop "), 2);

    bench.click(bench.middleOf("ADM-PC01"));
    bench.key(Qt::Key_Down, Qt::ControlModifier);
    bench.key(Qt::Key_S, Qt::ControlModifier);  // Has a name by now: nothing is asked.
    QVERIFY(!bench.window().isWindowModified());
    const QByteArray moved = WindowBench::read(bench.path(QStringLiteral("own.hopw")));
    QVERIFY(moved != stored);
    bench.key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("copy"))));
    QCOMPARE(WindowBench::read(bench.path(QStringLiteral("copy.hopw"))), moved);
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("copy.hopw")));
}

void TestOwnDrawing::openItAgain(WindowBench& bench)
{
    const QImage kept = bench.picture();
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.painted().contains(QStringLiteral("Draw the way your command takes")));
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("own.hopw"))));
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("own.hopw")));
    QCOMPARE(bench.picture(), kept);
}

void TestOwnDrawing::findInIt(WindowBench& bench)
{
    const QImage before = bench.picture();
    bench.key(Qt::Key_F, Qt::ControlModifier);
    bench.type(QStringLiteral("reports"));
    bench.key(Qt::Key_Return);
    QVERIFY2(bench.canvas().viewport()->grab().toImage() != before, "what was found is marked");
    const auto& current = bench.canvas().selection().current;
    QVERIFY(current && std::holds_alternative<model::ResourceId>(*current));
}

void TestOwnDrawing::aDrawingIsMadeKeptAndFoundAgain()
{
    WindowBench bench;
    for (auto step :
         {&TestOwnDrawing::drawChain, &TestOwnDrawing::changeIt, &TestOwnDrawing::takeBackAndRedo,
          &TestOwnDrawing::keepIt, &TestOwnDrawing::openItAgain, &TestOwnDrawing::findInIt}) {
        (this->*step)(bench);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestOwnDrawing::aPastedChainIsTheDrawingThatNewMakes()
{
    WindowBench bench;
    const QString chain =
        QStringLiteral(R"(ADM-PC01 -credssp-> JUMP01.lab.example:5985 -> \\FS01\Reports)");
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(chain);
    bench.key(Qt::Key_V, Qt::ControlModifier);
    for (const char* text : {"ADM-PC01", "JUMP01", "FS01", "Reports", "1 CredSSP"})
        QVERIFY2(bench.painted().contains(QLatin1String(text)), text);
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("pasted.hopw"))));

    const QString typed = bench.path(QStringLiteral("typed.hopw"));
    QCOMPARE(
        QProcess::execute(QStringLiteral(HOPWRIGHT_CLI), {QStringLiteral("new"), typed, chain}), 0);
    static const QRegularExpression when(QStringLiteral(R"( time="[^"]*")"));
    const auto stored = [](const QString& path) {
        return QString::fromUtf8(WindowBench::read(path)).remove(when);
    };
    QVERIFY(!stored(typed).isEmpty());
    QCOMPARE(stored(bench.path(QStringLiteral("pasted.hopw"))), stored(typed));
}

void TestOwnDrawing::closingAsksSaveDiscardCancel_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<bool>("stores");
    QTest::addColumn<Qt::Key>("key");
    for (const auto key : {Qt::Key_Q, Qt::Key_W}) {
        const char letter = static_cast<char>(key);
        const bool ends = key == Qt::Key_Q;  // Ctrl+W closes the drawing alone.
        QTest::addRow("Save, Ctrl+%c", letter) << "Save" << ends << true << key;
        QTest::addRow("Discard, Ctrl+%c", letter) << "Discard" << ends << false << key;
        QTest::addRow("Cancel, Ctrl+%c", letter) << "Cancel" << false << false << key;
    }
}

void TestOwnDrawing::closingAsksSaveDiscardCancel()
{
    QFETCH(QString, answer);
    QFETCH(bool, closes);
    QFETCH(bool, stores);
    QFETCH(Qt::Key, key);
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("own.hopw"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    const QByteArray before = WindowBench::read(path);
    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("NEW01"));
    QVERIFY(bench.window().isWindowModified());

    bench.key(key, Qt::ControlModifier);
    auto* question = bench.child<CloseQuestion>();
    QVERIFY(question != nullptr);
    QVERIFY(bench.window().isVisible());
    QVERIFY(bench.press(answer, question));
    QTRY_COMPARE(bench.window().isVisible(), !closes);
    QCOMPARE(WindowBench::read(path) != before, stores);
    QCOMPARE(WindowBench::read(path).contains("NEW01"), stores);
    const bool isKept = key == Qt::Key_Q || answer == QLatin1String("Cancel");
    QTRY_COMPARE(bench.painted().contains(QStringLiteral("NEW01")), isKept);
    QCOMPARE(bench.canvas().graph().computers.empty(), !isKept);
}

/// Shortcuts do not move the focus, and a field edits when it loses it.
void TestOwnDrawing::whatStandsInAFieldIsKept()
{
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("own.hopw"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    bench.click(bench.middleOf("JUMP01"));
    bench.key(Qt::Key_F2);
    bench.type(QStringLiteral("JUMP77"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(WindowBench::read(path).contains("JUMP77"));
    QVERIFY(!bench.window().isWindowModified());

    auto* inspector = bench.child<Inspector>();
    QVERIFY(inspector != nullptr);
    auto* tabs = inspector->findChild<QTabBar*>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    auto* notes = inspector->findChild<QPlainTextEdit*>();
    QVERIFY(notes != nullptr);
    notes->setFocus();
    bench.type(QStringLiteral("ask the owner first"));
    QVERIFY(!bench.window().isWindowModified());
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    auto* question = bench.child<CloseQuestion>();
    QVERIFY2(question != nullptr, "there is something to save");
    QVERIFY(bench.press(QStringLiteral("Save"), question));
    QTRY_VERIFY(!bench.window().isVisible());
    QVERIFY(WindowBench::read(path).contains("ask the owner first"));
}

void TestOwnDrawing::aRefusedTextKeepsNobodyFromLeaving()
{
    WindowBench bench;
    bench.click(bench.middleOf("JUMP01"));
    bench.key(Qt::Key_F2);
    bench.type(QStringLiteral("ADM-PC01"));
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY2(bench.window().isVisible(), "two machines of one name: it says so first");
    QVERIFY(bench.child<NoticeStrip>()->isVisible());
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.window().isVisible());
}

void TestOwnDrawing::aFileThatAnotherProgramChangedIsNotOverwrittenUnasked_data()
{
    QTest::addColumn<QString>("answer");  // Empty: Escape.
    QTest::newRow("Overwrite") << "Overwrite";
    QTest::newRow("Save As") << "Save As";
    QTest::newRow("Cancel") << "Cancel";
    QTest::newRow("Escape") << "";
}

void TestOwnDrawing::aFileThatAnotherProgramChangedIsNotOverwrittenUnasked()
{
    QFETCH(QString, answer);
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("own.hopw"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    QCOMPARE(QProcess::execute(QStringLiteral(HOPWRIGHT_CLI),
                               {QStringLiteral("new"), path, QStringLiteral("THEIRS -> B"),
                                QStringLiteral("--force")}),
             0);
    const QByteArray theirs = WindowBench::read(path);
    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("NEW01"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    auto* question = bench.child<OverwriteQuestion>();
    QVERIFY(question != nullptr);
    QCOMPARE(WindowBench::read(path), theirs);
    if (answer.isEmpty()) {
        QTest::keyClick(question, Qt::Key_Escape);
    } else {
        QVERIFY(bench.press(answer, question));
    }
    QTRY_VERIFY(bench.child<OverwriteQuestion>() == nullptr);
    const QString other = bench.path(QStringLiteral("other.hopw"));
    if (answer == QLatin1String("Save As")) {
        QVERIFY(bench.answer(other));
        QVERIFY(WindowBench::read(other).contains("NEW01"));
    }
    const bool overwritten = answer == QLatin1String("Overwrite");
    QCOMPARE(WindowBench::read(path) == theirs, !overwritten);
    QCOMPARE(WindowBench::read(path).contains("NEW01"), overwritten);
    QCOMPARE(bench.window().isWindowModified(),
             answer.isEmpty() || answer == QLatin1String("Cancel"));

    if (!overwritten)
        return;
    bench.activate();
    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("NEW02"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY2(bench.child<OverwriteQuestion>() == nullptr, "it is the window's own file again");
    QVERIFY(WindowBench::read(path).contains("NEW02"));
}

void TestOwnDrawing::aFileThatIsGoneIsWritten()
{
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("own.hopw"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(path));
    QVERIFY(QFile::remove(path));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.child<OverwriteQuestion>() == nullptr);
    QVERIFY(QFile::exists(path));
}

void TestOwnDrawing::machinesAreDrawnOnceMore()
{
    WindowBench bench;
    const model::Graph before = bench.canvas().graph();
    bench.key(Qt::Key_N, Qt::ControlModifier);
    bench.key(Qt::Key_D, Qt::ControlModifier);
    QVERIFY2(bench.child<NoticeStrip>() != nullptr, "nothing is selected, and it says so");
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("Double hop, broken")));
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.key(Qt::Key_D, Qt::ControlModifier);
    const QStringList painted = bench.painted();
    for (const char* text : {"ADM-PC01-2", "JUMP01-2", "FS01-2"})
        QVERIFY2(painted.contains(QLatin1String(text)), text);
    const model::Graph& graph = bench.canvas().graph();
    QCOMPARE(graph.computers.size(), 2 * before.computers.size());
    QCOMPARE(graph.hops.size(), 2 * before.hops.size());
    QCOMPARE(graph.routes.size(), std::size_t{2});
    QCOMPARE(bench.window().document().history().count(), 1);
    QCOMPARE(bench.canvas().selection().things.computers,
             (std::set{bench.idOf("ADM-PC01-2"), bench.idOf("JUMP01-2"), bench.idOf("FS01-2")}));
    for (const auto& [id, card] : bench.canvas().canvasGeometry().cards()) {
        for (const auto& [other, second] : bench.canvas().canvasGeometry().cards())
            QVERIFY(id == other || !card.rect.intersects(second.rect));
    }
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), before.computers.size());

    // Of one alone, with no hop to it.
    bench.click(bench.middleOf("JUMP01"));
    QVERIFY(bench.choose(QStringLiteral("Edit"), QStringLiteral("Duplicate")));
    QCOMPARE(bench.canvas().graph().computers.size(), before.computers.size() + 1);
    QCOMPARE(bench.canvas().graph().hops.size(), before.hops.size());
}

void TestOwnDrawing::aCommandOfThePaletteGetsItsHop()
{
    WindowBench bench;
    QApplication::clipboard()->setText(QStringLiteral("bureau-7 -> web9.ost.example"));
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Command")));
    QVERIFY2(bench.child<QDialog>() == nullptr, "no machine is selected");
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    bench.click(bench.middleOf("web9"));
    QVERIFY(bench.press(QStringLiteral("Command")));
    auto* dialog = bench.child<QDialog>();
    QVERIFY(dialog != nullptr && WindowBench::activate(*dialog));
    QVERIFY(!bench.button(QStringLiteral("Draw hop"), dialog)->isEnabled());
    bench.type(QStringLiteral("invoke-sqlcmd"));  // As typed: without case.
    bench.key(Qt::Key_Tab);
    bench.type(QStringLiteral("db-kiel-03\\ERP"));
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.child<QDialog>() == nullptr);
    bench.activate();
    const QStringList painted = bench.painted();
    for (const char* each : {"db-kiel-03", "ERP", "will be denied"})
        QVERIFY2(painted.contains(QLatin1String(each)), each);
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY2(!bench.painted().contains(QStringLiteral("db-kiel-03")), "one step");
}

void TestOwnDrawing::docksStayAsTheyWereLeft()
{
    WindowBench bench;
    const auto dock = [&bench](const char* name) {
        return bench.window().findChild<QDockWidget*>(QLatin1String(name));
    };
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Palette")));
    QVERIFY(!dock("paletteDock")->isVisible());
    bench.window().addDockWidget(Qt::LeftDockWidgetArea, dock("inspectorDock"));
    const auto isLeft = [&] {
        return dock("inspectorDock")->geometry().left()
               < bench.canvas().mapTo(&bench.window(), QPoint()).x();
    };
    QTRY_VERIFY(isLeft());
    const QRect inspector = dock("inspectorDock")->geometry();
    bench.activate();
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.window().isVisible());

    bench.start();
    QTRY_COMPARE(dock("inspectorDock")->geometry(), inspector);
    QVERIFY(!dock("paletteDock")->isVisible());
    QVERIFY(dock("outlineDock")->isVisible());
}

void TestOwnDrawing::docksThatCannotBeReadAreAsAtFirst_data()
{
    QTest::addColumn<QByteArray>("docks");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no state") << QByteArray("not a state of any window");
    QTest::newRow("zeros") << QByteArray(200, '\0');
    WindowBench bench;
    bench.choose(QStringLiteral("View"), QStringLiteral("Palette"));
    bench.activate();
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    const QByteArray whole = bench.settings().value(QStringLiteral("window/docks")).toByteArray();
    QTest::newRow("cut") << whole.left(whole.size() / 2);
    QTest::newRow("changed") << QByteArray(whole).replace(20, 4, QByteArray(4, '\x7f'));
}

void TestOwnDrawing::docksThatCannotBeReadAreAsAtFirst()
{
    QFETCH(QByteArray, docks);
    const auto places = [](WindowBench& bench) {
        QTest::qWait(50);
        QStringList out;
        for (const auto* each : bench.window().findChildren<QDockWidget*>()) {
            const QRect at = each->geometry();
            out += QStringLiteral("%1 %2 %3,%4 %5×%6")
                       .arg(each->objectName())
                       .arg(each->isVisible())
                       .arg(at.x())
                       .arg(at.y())
                       .arg(at.width())
                       .arg(at.height());
        }
        return out;
    };
    WindowBench bench;
    const QStringList first = places(bench);
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.window().isVisible());
    QVERIFY(!bench.settings().value(QStringLiteral("window/docks")).toByteArray().isEmpty());
    bench.settings().setValue(QStringLiteral("window/docks"), docks);
    bench.start();
    QCOMPARE(places(bench), first);
}

void TestOwnDrawing::aSecondStartOpensTheLastDrawingAndSamplesStayInHelp()
{
    WindowBench bench;
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Sample: double hop, broken")));
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("Three hops")));
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Sample: three hops")));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("mine.hopw"))));
    const QImage drawing = bench.picture();
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.window().isVisible());

    bench.start();
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("mine.hopw")));
    QCOMPARE(bench.picture(), drawing);
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("Double hop, broken")));
    QVERIFY(bench.painted().contains(QStringLiteral("will be denied")));
    QVERIFY2(!bench.window().isWindowModified(), "a sample is an untitled copy");
}

void TestOwnDrawing::aChosenThemeStays()
{
    WindowBench bench;
    const QRgb light = bench.picture().pixel(1, 1);
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Dark")));
    const QRgb dark = bench.picture().pixel(1, 1);
    QCOMPARE(light, ink(Ink::Canvas, Theme::Light).rgb());
    QCOMPARE(dark, ink(Ink::Canvas, Theme::Dark).rgb());
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QSettings kept(bench.settings().fileName(), QSettings::IniFormat);
    QCOMPARE(Settings(kept).theme(paletteFor(Theme::Light)), Theme::Dark);
    switchTheme(Theme::Light);
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestOwnDrawing>(argc, argv);
}

#include "tst_own_drawing.moc"
