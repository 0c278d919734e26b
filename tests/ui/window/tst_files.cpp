#include "core/model/graph_rules.h"
#include "core/vocabulary/status_code.h"
#include "tests/special_files.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/close_question.h"
#include "ui/dialogs/column_question.h"
#include "ui/document/clipboard.h"
#include "ui/panels/diagnose_pane.h"
#include "ui/panels/diagnosis_card.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/script_card.h"
#include "ui/panels/start_lists.h"
#include "ui/panels/ticket_edit.h"
#include "ui/panels/wrapped_link.h"
#include "ui/text/samples.h"
#include "ui/window/diagnose_page.h"
#include "ui/window/file_drop.h"
#include "ui/window/file_reader.h"
#include "ui/window/settings.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStatusBar>
#include <QTreeView>
#include <QWindow>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr auto chain = "KASSE-3.markt.example -> VERTEILER.markt.example -> "
                       "\\\\PREISE.markt.example\\Listen";

class FilesBench : public WindowBench {
public:
    using WindowBench::WindowBench;

    QString notice() { return window().findChild<NoticeStrip*>()->text(); }
    QMenu& recent()
    {
        for (QMenu* each : window().findChildren<QMenu*>()) {
            if (each->title() == QStringLiteral("Open &recent"))
                return *each;
        }
        qFatal("no menu of recent files");
    }
    QStringList recentNames()
    {
        QStringList out;
        for (const QAction* each : recent().actions()) {
            if (each->isSeparator())
                break;
            out.append(each->text().section(QStringLiteral("  "), 1));
        }
        return out;
    }
    bool has(std::string_view machine)
    {
        return model::computerByName(canvas().graph(), machine) != nullptr;
    }
    /// An untitled drawing of \p text, drawn as a user pastes it.
    void draw(const char* text)
    {
        key(Qt::Key_N, Qt::ControlModifier);
        pasteText(QString::fromUtf8(text));
    }
    void pasteText(const QString& text)
    {
        QApplication::clipboard()->setText(text);
        canvas().setFocus();
        key(Qt::Key_V, Qt::ControlModifier);
    }
    /// A drawing of its own, saved as \p name, and nothing open then.
    QString saved(const QString& name, const char* text = chain)
    {
        draw(text);
        key(Qt::Key_S, Qt::ControlModifier);
        const QString file = path(name);
        if (!answer(file))
            return {};
        key(Qt::Key_W, Qt::ControlModifier);
        return file;
    }
    QString put(const QString& name, const QByteArray& bytes)
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                   ? file.fileName()
                   : QString();
    }
    /// As a file manager drops them on \p target. \returns whether they were taken.
    bool drop(QWidget& target, const QStringList& paths, Qt::DropActions actions = Qt::CopyAction,
              const QString& text = {})
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& each : paths)
            urls.append(QUrl::fromLocalFile(each));
        data.setUrls(urls);
        if (!text.isEmpty())
            data.setText(text);
        const QPoint at = target.mapTo(&window(), target.rect().center());
        QWindow* handle = window().windowHandle();
        QDragEnterEvent enter(at, actions, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(handle, &enter);
        if (!enter.isAccepted() || enter.dropAction() != Qt::CopyAction) {
            QDragLeaveEvent leave;
            QCoreApplication::sendEvent(handle, &leave);
            return false;
        }
        QDropEvent drop(at, actions, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(handle, &drop);
        return drop.isAccepted();
    }
    bool drop(const QStringList& paths) { return drop(*canvas().viewport(), paths); }
    bool isRead()
    {
        return QTest::qWaitFor([this] { return !window().findChild<FileReader*>()->isBusy(); })
               && QTest::qWaitFor(
                   [this] { return !notice().startsWith(QLatin1String("Reading")); });
    }
};

}  // namespace

/// How a drawing gets into the window beside the file dialog, and how it goes; by mouse, keys and drops.
class TestFiles : public QObject {
    Q_OBJECT

private slots:
    void init() { QApplication::clipboard()->clear(); }

    void recentFilesOpenAgain();
    void aRecentFileThatIsGoneIsSaidAndForgotten();
    void theListOfRecentFilesIsShort();
    void theListOfRecentFilesCanBeCleared();
    void whatSettingsHoldOfFilesIsNotTrusted();
    void anEmptyDrawingOffersRecentOnes();
    void anEmptyDrawingMarksWhatIsGone();
    void anEmptyDrawingOffersThreeWays();
    void anEmptyDrawingOffersSamplesByKeys();
    void theListsOfAnEmptyDrawingLetTheCanvasBe();
    void closingADrawingLeavesTheProgram();
    void closingAsksAboutChanges();

    void aSampleShowsWhereItFails_data();
    void aSampleShowsWhereItFails();
    void aTestSeesWhatASampleTells_data();
    void aTestSeesWhatASampleTells();

    void filesAreTakenWhereverTheyAreDropped_data();
    void filesAreTakenWhereverTheyAreDropped();
    void onDiagnoseTooWhereverTheyAreDropped_data();
    void onDiagnoseTooWhereverTheyAreDropped();
    void aDropReadsNothingBeforeItReturns();
    void aDroppedDrawingAsksAboutChanges();
    void severalAreTakenAtOnce();
    void aRunIsOpened();
    void aScriptIsDiagnosedAndAChainDrawn();
    void whatIsNoDrawingOpensAsItIsDropped();
    void aPastedFileIsReadAside();
    void whatLiesOnDiagnoseIsDiagnosed();
    void whatCannotBeReadIsSaidInOneSentence_data();
    void whatCannotBeReadIsSaidInOneSentence();
    void ofSeveralDrawingsOneIsOpened();
    void aMoveIsRefused();
    void aQuestionComesFirst();

    void aTableAsksForItsColumnsOnce();
    void severalColumnsCanBeChosen();
    void aTableWithoutHeadsIsAskedEachTime();
    void theFirstLineCanBeAMachine();

    void theAboutCanBeCopied();
    void tabLeavesTheDrawing();
    void aSettingKeepsTheFocus();
};

void TestFiles::recentFilesOpenAgain()
{
    FilesBench bench;
    QVERIFY2(!bench.recent().isEnabled(), "nothing was opened yet");
    const QString first = bench.saved(QStringLiteral("Preise & Listen.hopw"));
    QVERIFY(!first.isEmpty());
    const QString second = bench.path(QStringLiteral("文書.hopw"));
    QVERIFY(QFile::copy(first, second));
    QVERIFY(bench.drop({second}));
    QVERIFY(bench.isRead());
    QTRY_COMPARE(bench.recentNames(), (QStringList{QStringLiteral("文書.hopw"),
                                                   QStringLiteral("Preise && Listen.hopw")}));
    QVERIFY(bench.choose(QStringLiteral("File"), QStringLiteral("2")));
    QVERIFY(bench.has("KASSE-3"));
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Preise & Listen.hopw")));
    QTRY_COMPARE(bench.recentNames().first(), QStringLiteral("Preise && Listen.hopw"));

    // They are there at the next start, too, and can be found by typing.
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    bench.start();
    QCOMPARE(bench.recentNames().size(), 2);
    bench.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* list = bench.child<QDialog>();
    QVERIFY(list != nullptr && WindowBench::activate(*list));
    QApplication::clipboard()->setText(QStringLiteral("文書"));
    bench.key(Qt::Key_V, Qt::ControlModifier);
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.window().windowTitle().startsWith(QStringLiteral("文書.hopw")));
}

void TestFiles::aRecentFileThatIsGoneIsSaidAndForgotten()
{
    FilesBench bench;
    const QString gone = bench.saved(QStringLiteral("weg.hopw"));
    const QString there = bench.saved(QStringLiteral("da.hopw"));
    QVERIFY(QFile::remove(gone));
    QTRY_COMPARE(bench.recentNames().size(), 2);
    QVERIFY(bench.choose(QStringLiteral("File"), QStringLiteral("2")));
    QVERIFY2(bench.notice().startsWith(QStringLiteral("weg.hopw was not found in ")),
             qPrintable(bench.notice()));
    QVERIFY2(bench.canvas().graph().computers.empty(), "what was open stays");
    QCOMPARE(bench.recentNames().size(), 2);
    QVERIFY(bench.press(QStringLiteral("Remove it from the list")));
    QCOMPARE(bench.recentNames(), QStringList{QStringLiteral("da.hopw")});
    QCOMPARE(Settings(bench.settings()).recentDrawings(), QStringList{there});
}

void TestFiles::theListOfRecentFilesIsShort()
{
    FilesBench bench;
    const Settings settings(bench.settings());
    for (int i = 0; i < 30; ++i)
        settings.addRecentDrawing(QStringLiteral("/srv/%1.hopw").arg(i));
    QCOMPARE(settings.recentDrawings().size(), Settings::mostRecent);
    QCOMPARE(settings.recentDrawings().first(), QStringLiteral("/srv/29.hopw"));
    settings.addRecentDrawing(QStringLiteral("/srv/25.hopw"));
    QCOMPARE(settings.recentDrawings().count(QStringLiteral("/srv/25.hopw")), 1);
    QCOMPARE(settings.recentDrawings().first(), QStringLiteral("/srv/25.hopw"));
    QCOMPARE(settings.recentDrawings().size(), Settings::mostRecent);
    settings.addRecentDrawing(QStringLiteral("/srv/") + QString(200, u'ä')
                              + QStringLiteral(".hopw"));
    bench.start();
    QCOMPARE(bench.recentNames().size(), Settings::mostRecent);
    QVERIFY2(bench.recentNames().first().size() < 80, "a long name does not widen the menu");
}

void TestFiles::theListOfRecentFilesCanBeCleared()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("eins.hopw"));
    QTRY_VERIFY(bench.recent().isEnabled());
    QVERIFY(bench.choose(QStringLiteral("File"), QStringLiteral("Clear this list")));
    QTRY_VERIFY(!bench.recent().isEnabled());
    QVERIFY(Settings(bench.settings()).recentDrawings().isEmpty());
    QVERIFY2(QFile::exists(file), "the file stays");
}

void TestFiles::whatSettingsHoldOfFilesIsNotTrusted()
{
    FilesBench bench;
    QStringList many{QString(), QString(5000, u'x'), QStringLiteral("/a.hopw"),
                     QStringLiteral("/a.hopw")};
    for (int i = 0; i < 2000; ++i)
        many.append(QStringLiteral("/%1.hopw").arg(i));
    bench.settings().setValue(QStringLiteral("files/recent"), many);
    const Settings settings(bench.settings());
    QCOMPARE(settings.recentDrawings().size(), Settings::mostRecent);
    QCOMPARE(settings.recentDrawings().first(), QStringLiteral("/a.hopw"));
    bench.start();
    QCOMPARE(bench.recentNames().size(), Settings::mostRecent);
    for (const QVariant& other : {QVariant(7), QVariant(QRect(0, 0, 1, 1)), QVariant()}) {
        bench.settings().setValue(QStringLiteral("files/recent"), other);
        bench.settings().setValue(QStringLiteral("paste/columns"), other);
        bench.start();
        QVERIFY(settings.hostColumns({QStringLiteral("Server")}).isEmpty());
    }

    // What is remembered of tables has its limits, too.
    for (int i = 0; i < 50; ++i)
        settings.setHostColumns({QString::number(i), QStringLiteral("Host")},
                                {QStringLiteral("Host")});
    QVERIFY(settings.hostColumns({QStringLiteral("0"), QStringLiteral("Host")}).isEmpty());
    QCOMPARE(settings.hostColumns({QStringLiteral("49"), QStringLiteral("Host")}),
             QStringList{QStringLiteral("Host")});
    QCOMPARE(bench.settings().value(QStringLiteral("paste/columns")).toStringList().size(),
             2 * Settings::mostColumnChoices);
    settings.setHostColumns({QString(5000, u'x')}, {QStringLiteral("Host")});
    QVERIFY(settings.hostColumns({QString(5000, u'x')}).isEmpty());
}

void TestFiles::anEmptyDrawingOffersRecentOnes()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("Kasse.hopw"));
    QVERIFY(!file.isEmpty());
    const StartLists& start = bench.window().cards().start();
    QVERIFY(start.isVisible());
    QTRY_COMPARE(start.recent(), QStringList{file});
    QVERIFY(bench.press(QStringLiteral("Kasse.hopw")));
    QVERIFY(bench.has("KASSE-3"));
    QVERIFY2(!start.isVisible(), "of a drawing nothing is offered");
    QVERIFY(bench.canvas().hasFocus());
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(start.isVisible());
}

void TestFiles::anEmptyDrawingMarksWhatIsGone()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("weg.hopw"));
    const StartLists& start = bench.window().cards().start();
    QTRY_COMPARE(start.recent(), QStringList{file});
    // It goes while another drawing is open.
    bench.draw(chain);
    QVERIFY(!start.isVisible());
    QVERIFY(QFile::remove(file));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(start.isVisible());
    QTRY_VERIFY(bench.button(QStringLiteral("weg.hopw (not found)")) != nullptr);
    QVERIFY(bench.press(QStringLiteral("weg.hopw")));
    QVERIFY(bench.notice().startsWith(QStringLiteral("weg.hopw was not found in ")));
    QVERIFY(bench.press(QStringLiteral("Remove it from the list")));
    QVERIFY(start.recent().isEmpty());
    QVERIFY(bench.button(QStringLiteral("weg.hopw")) == nullptr);
}

void TestFiles::anEmptyDrawingOffersThreeWays()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Open a file")));
    auto* const dialog = bench.child<QFileDialog>();
    QVERIFY(dialog != nullptr);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(bench.child<QFileDialog>() == nullptr);
    QVERIFY(bench.press(QStringLiteral("Draw a chain")));
    bench.name(QStringLiteral("kassenrechner-zwei"));
    QVERIFY(bench.has("kassenrechner-zwei"));
    QVERIFY2(bench.button(QStringLiteral("Draw a chain")) == nullptr, "a drawing needs no way in");
    QVERIFY(bench.canvas().hasFocus());
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.button(QStringLiteral("Draw a chain")) != nullptr);
}

void TestFiles::anEmptyDrawingOffersSamplesByKeys()
{
    FilesBench bench;
    for (const std::span<const Sample> some : {firstSamples(), fieldSamples()}) {
        for (const Sample& each : some) {
            bench.key(Qt::Key_N, Qt::ControlModifier);
            QVERIFY(bench.canvas().hasFocus());
            const auto isAt = [&each] {
                const auto* link = qobject_cast<WrappedLink*>(QApplication::focusWidget());
                return link != nullptr && link->text() == sampleChoice(each);
            };
            for (int i = 0; i < 20 && !isAt(); ++i)
                bench.key(Qt::Key_Tab);
            QVERIFY2(isAt(), each.name);
            bench.key(Qt::Key_Return);
            QVERIFY(!bench.canvas().graph().computers.empty());
            QVERIFY2(bench.window().windowTitle().startsWith(sampleTitle(each)), each.name);
        }
    }
}

/// What is pressed beside their links is pressed on the canvas.
void TestFiles::theListsOfAnEmptyDrawingLetTheCanvasBe()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    const StartLists& start = bench.window().cards().start();
    const auto last = start.findChildren<WrappedLink*>().constLast();
    last->setFocus();
    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("PC7"));
    QVERIFY(bench.has("PC7"));
    QVERIFY(!start.isVisible());
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(start.isVisible());
    last->setFocus();
    bench.key(Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(bench.has("PC7"));
    QVERIFY2(bench.canvas().hasFocus(), "it does not go on as by Tab");
}

void TestFiles::closingADrawingLeavesTheProgram()
{
    FilesBench bench;
    QVERIFY(!bench.saved(QStringLiteral("zu.hopw")).isEmpty());
    QVERIFY(bench.window().isVisible());
    QVERIFY(bench.canvas().graph().computers.empty());
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Untitled")));
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY2(bench.window().isVisible(), "nothing is open, and the program stays");
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!bench.window().isVisible());
    bench.start();
    QVERIFY2(!bench.has("KASSE-3"), "what was closed does not come back by itself");
}

void TestFiles::closingAsksAboutChanges()
{
    FilesBench bench;
    bench.draw(chain);
    bench.key(Qt::Key_W, Qt::ControlModifier);
    auto* question = bench.child<CloseQuestion>();
    QVERIFY(question != nullptr);
    QVERIFY(bench.press(QStringLiteral("Cancel"), question));
    QVERIFY(bench.has("KASSE-3"));
    bench.activate();
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Discard"), bench.child<CloseQuestion>()));
    QTRY_VERIFY(bench.canvas().graph().computers.empty());
    QVERIFY(bench.window().isVisible());
}

/// What is denied first, by its target as typed: field cases and ux.md §4.4, "Sample labs".
void TestFiles::aSampleShowsWhereItFails_data()
{
    QTest::addColumn<QString>("denied");
    QTest::newRow("First hop by address") << "10.20.0.31";             // Domain reference, M4.
    QTest::newRow("Web server to SQL Server") << "SQL-ERP\\ERP";       // field/21
    QTest::newRow("Client in no domain") << "GATEWAY.klinik.example";  // field/6
    QTest::newRow("Short names in the list") << "UMSCHALTER.ostbahn.example";  // field/19
    QTest::newRow("A policy denies") << "SPRUNG.sparkasse.example";            // field/15
    QTest::newRow("Linux controller") << "\\\\SOFTWARE\\Installers";           // field/3
    QTest::newRow("Everything allowed") << "";                                 // field/26
    QTest::newRow("Delegation instead of a password")
        << "\\\\ARCHIV-FS.verlag.example\\Druckvorlagen";  // ux.md: instead of CredSSP
}

void TestFiles::aSampleShowsWhereItFails()
{
    QFETCH(const QString, denied);
    FilesBench bench;
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    QVERIFY(bench.choose(QStringLiteral("Help"), name));
    QVERIFY2(bench.window().windowTitle().contains(name.mid(1)),
             qPrintable(bench.window().windowTitle()));
    const auto& current = bench.canvas().selection().current;
    if (denied.isEmpty()) {
        QVERIFY(!current.has_value());
        QVERIFY(bench.painted().filter(QStringLiteral("will be denied")).isEmpty());
    } else {
        QVERIFY(current.has_value());
        const auto* hop = std::get_if<model::HopId>(&*current);
        QVERIFY(hop != nullptr);
        QCOMPARE(QString::fromStdString(bench.canvas().graph().hops.at(*hop).typedTarget), denied);
        QVERIFY(!bench.painted().filter(QStringLiteral("will be denied")).isEmpty());
    }
    QVERIFY2(!bench.window().isWindowModified(), "an untitled copy");
    for (const auto& [id, domain] : bench.canvas().graph().domains)
        QVERIFY2(domain.dnsName != "lab.example", "a domain of its own");
}

void TestFiles::aTestSeesWhatASampleTells_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("Client in no domain") << "0x803381A4";
    QTest::newRow("Short names in the list") << "0x803381A3";
}

void TestFiles::aTestSeesWhatASampleTells()
{
    QFETCH(const QString, code);
    FilesBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), QString::fromUtf8(QTest::currentDataTag())));
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Denied);
    QCOMPARE(QString::fromStdString(textOf(bench.hop(1).code)), code);
    // What the plan asks for mends it.
    QTest::mouseClick(bench.tool(QStringLiteral("Apply to practice lab")), Qt::LeftButton);
    QVERIFY(bench.test());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Passed);
}

void TestFiles::filesAreTakenWhereverTheyAreDropped_data()
{
    QTest::addColumn<QString>("on");
    for (const char* each : {"canvas", "find field", "menu bar", "tool bar", "outline", "inspector",
                             "palette", "status bar", "tab", "run"})
        QTest::newRow(each) << QString::fromUtf8(each);
}

void TestFiles::filesAreTakenWhereverTheyAreDropped()
{
    QFETCH(const QString, on);
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("gezogen.hopw"));
    MainWindow& window = bench.window();
    const std::map<QString, QWidget*> targets{
        {QStringLiteral("canvas"), bench.canvas().viewport()},
        {QStringLiteral("find field"), window.findChild<QToolBar*>()->findChild<QLineEdit*>()},
        {QStringLiteral("menu bar"), window.menuBar()},
        {QStringLiteral("tool bar"), window.findChild<QToolBar*>()},
        {QStringLiteral("outline"),
         window.findChild<QDockWidget*>(QStringLiteral("outlineDock"))->findChild<QTreeView*>()},
        {QStringLiteral("inspector"), window.findChild<Inspector*>()},
        {QStringLiteral("palette"), window.findChild<QDockWidget*>(QStringLiteral("paletteDock"))},
        {QStringLiteral("status bar"), window.statusBar()},
        {QStringLiteral("tab"), window.findChild<QTabBar*>(QStringLiteral("documentTab"))},
        {QStringLiteral("run"), window.findChild<QDockWidget*>(QStringLiteral("runDock"))}};
    QWidget* const target = targets.at(on);
    QVERIFY(target != nullptr && target->isVisible());
    // As file managers do: with the names as a text, too.
    QVERIFY(bench.drop(*target, {file}, Qt::CopyAction | Qt::MoveAction, file));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(window.windowTitle().startsWith(QStringLiteral("gezogen.hopw")));
    QVERIFY(bench.has("KASSE-3"));
    QVERIFY2(QFile::exists(file), "it was not moved");
    QTRY_COMPARE(bench.recentNames().first(), QStringLiteral("gezogen.hopw"));
}

void TestFiles::onDiagnoseTooWhereverTheyAreDropped_data()
{
    QTest::addColumn<QString>("on");
    for (const char* each : {"box", "pane", "field", "button", "drawing", "card", "page"})
        QTest::newRow(each) << QString::fromUtf8(each);
}

void TestFiles::onDiagnoseTooWhereverTheyAreDropped()
{
    QFETCH(const QString, on);
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QApplication::clipboard()->setText(
        QStringLiteral("Invoke-Command app8 { dir \\\\nas3\\pics }\nAccess is denied."));
    bench.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    DiagnosePage* page = bench.window().diagnosePage();
    QVERIFY(page != nullptr);
    const std::map<QString, QWidget*> targets{
        {QStringLiteral("box"), page->pane().text().viewport()},
        {QStringLiteral("pane"), &page->pane()},
        {QStringLiteral("field"), page->pane().findChild<QLineEdit*>()},
        {QStringLiteral("button"), page->pane().findChild<QPushButton*>()},
        {QStringLiteral("drawing"), page->view().viewport()},
        {QStringLiteral("card"), page->findChild<DiagnosisCard*>()},
        {QStringLiteral("page"), page}};
    const QString file = bench.put(QStringLiteral("c.log"), "Zugriff verweigert\n");
    QVERIFY(targets.at(on) != nullptr);
    QVERIFY(bench.drop(*targets.at(on), {file}, Qt::CopyAction, file));
    QVERIFY(bench.isRead());
    QTRY_COMPARE(page->pane().text().toPlainText().trimmed(), QStringLiteral("Zugriff verweigert"));
}

void TestFiles::aDropReadsNothingBeforeItReturns()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QByteArray large("Invoke-Command : Zugriff verweigert\n");
    while (large.size() < 1'200'000)
        large += "2026-03-04T05:06:07Z SRV-0815 nothing of note happened here\n";
    const QString text = bench.put(QStringLiteral("groß.log"), large);
    QVERIFY(bench.drop({text}));
    QVERIFY2(bench.window().diagnosePage() == nullptr, "that would have taken the window's time");
    QVERIFY2(bench.notice().startsWith(QStringLiteral("Reading 1 file")),
             qPrintable(bench.notice()));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.window().diagnosePage() != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window().diagnosePage()->isWorking(), 120'000);
    QVERIFY(bench.window().diagnosePage()->pane().text().isPart());
}

void TestFiles::aDroppedDrawingAsksAboutChanges()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("neu.hopw"));
    bench.draw("OFFEN.nord.example -> ZIEL.nord.example");
    QVERIFY(bench.drop({file}));
    QTRY_VERIFY(bench.child<CloseQuestion>() != nullptr);
    QVERIFY(bench.press(QStringLiteral("Cancel"), bench.child<CloseQuestion>()));
    QVERIFY(bench.has("OFFEN"));
    bench.activate();
    QVERIFY(bench.drop({file}));
    QTRY_VERIFY(bench.child<CloseQuestion>() != nullptr);
    QVERIFY(bench.press(QStringLiteral("Discard"), bench.child<CloseQuestion>()));
    QTRY_VERIFY(bench.has("KASSE-3"));
    QVERIFY(!bench.has("OFFEN"));
}

void TestFiles::severalAreTakenAtOnce()
{
    FilesBench bench;
    const QString drawing = bench.saved(QStringLiteral("markt.hopw"));
    const QString list = bench.put(QStringLiteral("liste.txt"),
                                   "KASSE-4.markt.example\r\nKASSE-5.markt.example\r\n");
    const QString table =
        bench.put(QStringLiteral("export.csv"),
                  "\"DNSHostName\",\"Name\"\n\"kasse-6.markt.example\",\"KASSE-6\"\n"
                  "\"kasse-7.markt.example\",\"KASSE-7\"\n");
    QVERIFY(bench.drop({list, drawing, table}));
    QVERIFY(bench.isRead());
    QTRY_COMPARE(bench.canvas().graph().computers.size(), 7U);
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("markt.hopw")));
    QCOMPARE(bench.canvas().selection().things.computers.size(), 4U);
    QCOMPARE(bench.window().document().history().count(), 1);
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), 3U);
}

void TestFiles::aRunIsOpened()
{
    FilesBench bench;
    bench.draw(chain);
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("lauf.hopw"))));
    QVERIFY(bench.test());
    const QString run = bench.path(QStringLiteral("lauf.hopw.runs/1.hoprun"));
    QTRY_VERIFY(QFile::exists(run));
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.window().shownRun().report.routes.empty());
    QVERIFY(bench.drop({run}));
    QVERIFY(bench.isRead());
    QTRY_COMPARE(bench.window().shownRun().report.routes.size(), 1U);
    QVERIFY(bench.window().shownRun().age.isOlder);
}

void TestFiles::aScriptIsDiagnosedAndAChainDrawn()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    const QString text = bench.put(QStringLiteral("weg.txt"), QByteArray(chain) + "\r\n");
    QVERIFY(bench.drop({text}));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.has("VERTEILER"));
    // Of a script no line is a machine, though each could be a name.
    const QString script = bench.put(QStringLiteral("nachts.PS1"), "Get-Date\nGet-Process\n");
    QVERIFY(bench.drop({script}));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.window().diagnosePage() != nullptr);
    QVERIFY(bench.window().diagnosePage()->pane().text().toPlainText().contains(
        QStringLiteral("Get-Process")));
    QCOMPARE(bench.canvas().graph().computers.size(), 3U);
}

void TestFiles::whatIsNoDrawingOpensAsItIsDropped()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    const QString text = bench.put(QStringLiteral("weg.txt"), QByteArray(chain) + "\r\n");
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(text));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.has("VERTEILER"));
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Discard")));
    const QString script = bench.put(QStringLiteral("nächtlich.PS1"),
                                     "Invoke-Command -ComputerName KASSE-3 -ScriptBlock {\n"
                                     "    Copy-Item \\\\PREISE\\Listen\\*.csv D:\\in\n}\n");
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(script));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.window().diagnosePage() != nullptr);
    QTRY_VERIFY(bench.window().diagnosePage()->findChild<ScriptCard*>()->isVisible());
    // What is called a drawing is to be one.
    const QString broken = bench.put(QStringLiteral("kaputt.hopw"), "Get-Process\n");
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(broken));
    QTRY_VERIFY2(bench.notice().startsWith(QStringLiteral("kaputt.hopw was not opened")),
                 qPrintable(bench.notice()));
}

/// A file that was copied in a file manager: it may lie on a drive that does not answer.
void TestFiles::aPastedFileIsReadAside()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    bench.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    DiagnosePage* page = bench.window().diagnosePage();
    QVERIFY(page != nullptr);
    const QString file = bench.put(QStringLiteral("meldung.log"), "Zugriff verweigert\n");
    auto* data = new QMimeData;  // The clipboard's.
    data->setUrls({QUrl::fromLocalFile(file)});
    QApplication::clipboard()->setMimeData(data);
    page->pane().text().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(page->pane().text().toPlainText().isEmpty());
    QVERIFY(bench.isRead());
    QTRY_COMPARE(page->pane().text().toPlainText(), QStringLiteral("Zugriff verweigert\n"));
    QVERIFY(QFile::remove(file));
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.isRead());
    QTRY_VERIFY2(bench.notice().startsWith(QStringLiteral("meldung.log was not read")),
                 qPrintable(bench.notice()));
    QCOMPARE(page->pane().text().toPlainText(), QStringLiteral("Zugriff verweigert\n"));
}

void TestFiles::whatLiesOnDiagnoseIsDiagnosed()
{
    FilesBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    bench.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    DiagnosePage* page = bench.window().diagnosePage();
    QVERIFY(page != nullptr);
    const QString list = bench.put(QStringLiteral("a.txt"), "KASSE-1\nKASSE-2\n");
    const QString more = bench.put(QStringLiteral("b.txt"), "Zugriff verweigert\n");
    QVERIFY(bench.drop(*page->pane().text().viewport(), {list, more}, Qt::CopyAction, list));
    QVERIFY(bench.isRead());
    const auto shown = [&] {
        return page->pane().text().toPlainText();
    };
    QTRY_VERIFY(shown().contains(QStringLiteral("KASSE-2")));
    QVERIFY2(shown().contains(QStringLiteral("verweigert")), "both are one text");
    QVERIFY(!shown().contains(QStringLiteral("a.txt")));
    QVERIFY(bench.canvas().graph().computers.empty());
}

void TestFiles::whatCannotBeReadIsSaidInOneSentence_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* each : {"folder", "pipe", "picture", "empty", "gone", "broken drawing",
                             "broken run", "device", "name that turns"})
        QTest::newRow(each) << QString::fromUtf8(each);
}

void TestFiles::whatCannotBeReadIsSaidInOneSentence()
{
    QFETCH(const QString, kind);
    FilesBench bench;
    bench.draw(chain);
    const model::Graph before = bench.canvas().graph();
    QString path = bench.path(QStringLiteral("schlecht.txt"));
    if (kind == u"folder") {
        QVERIFY(QDir().mkdir(path));
    } else if (kind == u"pipe") {
        HOPWRIGHT_NEED_SPECIAL_FILES();
        QVERIFY(test::makeFifo(path));
    } else if (kind == u"picture") {
        path = bench.put(QStringLiteral("schlecht.png"),
                         QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
    } else if (kind == u"empty") {
        path = bench.put(QStringLiteral("schlecht.txt"), " \r\n");
    } else if (kind == u"broken drawing") {
        path = bench.put(QStringLiteral("schlecht.hopw"), "<hopwright format=\"1\"><computer");
    } else if (kind == u"broken run") {
        path = bench.put(QStringLiteral("schlecht.hoprun"), "{\"format\":7}");
    } else if (kind == u"device") {
        HOPWRIGHT_NEED_SPECIAL_FILES();
        QVERIFY(QFile::link(QStringLiteral("/dev/zero"), path));
    } else if (kind == u"name that turns") {
        path = bench.put(QStringLiteral("schlecht\n\u202E.hopw"), "x");
    }
    QVERIFY(bench.drop({path}));
    QVERIFY(bench.isRead());
    QTRY_VERIFY2(bench.notice().contains(QStringLiteral("was not read: ")),
                 qPrintable(bench.notice()));
    QVERIFY(bench.notice().startsWith(QStringLiteral("schlecht")));
    QVERIFY(!bench.notice().contains(QChar(0x202E)) && !bench.notice().contains(u'\n'));
    QCOMPARE(bench.canvas().graph(), before);
    QVERIFY(bench.window().diagnosePage() == nullptr);

    // One that is right beside it is taken all the same.
    const QString list = bench.put(QStringLiteral("gut.csv"), "Host;Ort\nX-1;Kiel\nX-2;Bonn\n");
    QVERIFY(bench.drop({path, list, path + QStringLiteral(".weg")}));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.has("X-2"));
    QVERIFY2(bench.notice().contains(QStringLiteral("1 more was not taken.")),
             qPrintable(bench.notice()));
}

void TestFiles::ofSeveralDrawingsOneIsOpened()
{
    FilesBench bench;
    const QString first = bench.saved(QStringLiteral("eins.hopw"));
    const QString second =
        bench.saved(QStringLiteral("zwei.hopw"), "ZWEI.nord.example -> B.nord.example");
    QVERIFY(bench.drop({first, second}));
    QVERIFY(bench.isRead());
    QTRY_VERIFY(bench.has("KASSE-3"));
    QVERIFY2(bench.notice().contains(QStringLiteral("zwei.hopw was not opened")),
             qPrintable(bench.notice()));
    QVERIFY(bench.press(QStringLiteral("Open it")));
    QVERIFY(bench.has("ZWEI"));

    QStringList many;
    for (int i = 0; i < 150; ++i)
        many.append(bench.put(QStringLiteral("%1.csv").arg(i),
                              QStringLiteral("Host;Ort\nM-%1;x y\n").arg(i).toUtf8()));
    bench.draw(chain);
    QVERIFY(bench.drop(many));
    QVERIFY(bench.isRead());
    QTRY_COMPARE(bench.canvas().graph().computers.size(),
                 3U + static_cast<std::size_t>(FileReader::mostFiles));
    QVERIFY2(bench.notice().contains(QStringLiteral("Of so many files")),
             qPrintable(bench.notice()));
}

void TestFiles::aMoveIsRefused()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("bleibt.hopw"));
    QVERIFY2(!bench.drop(*bench.canvas().viewport(), {file}, Qt::MoveAction),
             "whoever drags it would remove it");
    QMimeData remote;
    remote.setUrls({QUrl(QStringLiteral("https://nas.example/a.hopw"))});
    QVERIFY(localFilesIn(remote).isEmpty());
}

void TestFiles::aQuestionComesFirst()
{
    FilesBench bench;
    const QString file = bench.saved(QStringLiteral("spaeter.hopw"));
    bench.draw(chain);
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(bench.child<CloseQuestion>() != nullptr);
    QVERIFY(!bench.drop({file}));
    QVERIFY(bench.press(QStringLiteral("Cancel"), bench.child<CloseQuestion>()));
    QTRY_VERIFY(bench.child<CloseQuestion>() == nullptr);
    bench.activate();

    // One that opens while a file is read comes first, too.
    const QString list = bench.put(QStringLiteral("l.csv"), "Host;Ort\nX-1;Kiel\nX-2;Bonn\n");
    QVERIFY(bench.drop({list}));
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(bench.child<CloseQuestion>() != nullptr);
    QTRY_VERIFY(!bench.window().findChild<FileReader*>()->isBusy());
    QVERIFY(!bench.has("X-1"));
    QVERIFY(bench.press(QStringLiteral("Cancel"), bench.child<CloseQuestion>()));
    QTRY_VERIFY(bench.has("X-1"));
    QVERIFY(bench.has("KASSE-3"));
}

void TestFiles::aTableAsksForItsColumnsOnce()
{
    FilesBench bench;
    bench.draw(chain);
    bench.pasteText(
        QStringLiteral("Computer\tTarget server\tSite\nalt-1\tneu-1\tKiel\nalt-2\tneu-2\tBonn\n"));
    auto* question = bench.child<ColumnQuestion>();
    QVERIFY(question != nullptr && WindowBench::activate(*question));
    QCOMPARE(bench.canvas().graph().computers.size(), 3U);
    QAbstractButton* computer = bench.button(QStringLiteral("Computer"), question);
    QAbstractButton* target = bench.button(QStringLiteral("Target server"), question);
    QVERIFY(computer != nullptr && target != nullptr);
    QVERIFY2(bench.button(QStringLiteral("Site"), question) == nullptr, "no machines");
    QVERIFY(computer->isChecked() && !target->isChecked());
    QTest::mouseClick(computer, Qt::LeftButton, {}, QPoint(8, computer->height() / 2));
    QVERIFY2(!bench.button(QStringLiteral("Draw machines"), question)->isEnabled(),
             "none is chosen");
    QTest::mouseClick(target, Qt::LeftButton, {}, QPoint(8, target->height() / 2));
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.has("neu-2"));
    QVERIFY(bench.has("neu-1") && !bench.has("alt-1"));
    QCOMPARE(bench.window().document().history().count(), 2);

    // Of another table with these heads it is known, and can be answered anew.
    bench.activate();
    bench.pasteText(QStringLiteral("Computer\tTarget server\tSite\nalt-8\tneu-8\tUlm\n"));
    QVERIFY(bench.child<ColumnQuestion>() == nullptr);
    QVERIFY(bench.has("neu-8") && !bench.has("alt-8"));
    QVERIFY(bench.press(QStringLiteral("Choose others")));
    question = bench.child<ColumnQuestion>();
    QVERIFY(question != nullptr && WindowBench::activate(*question));
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.has("alt-8"));

    // At the next start, too.
    bench.activate();
    bench.canvas().setFocus();
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("spalten.hopw"))));
    bench.key(Qt::Key_Q, Qt::ControlModifier);
    bench.start();
    bench.pasteText(QStringLiteral("Computer\tTarget server\tSite\nalt-9\tneu-9\tUlm\n"));
    QVERIFY(bench.child<ColumnQuestion>() == nullptr);
    QVERIFY(bench.has("alt-9") && !bench.has("neu-9"));
}

void TestFiles::severalColumnsCanBeChosen()
{
    FilesBench bench;
    bench.draw(chain);
    bench.pasteText(QStringLiteral("Server;Backup host\n経理;خادم\n営業;A-2\n"));
    auto* question = bench.child<ColumnQuestion>();
    QVERIFY(question != nullptr && WindowBench::activate(*question));
    for (QCheckBox* each : question->findChildren<QCheckBox*>()) {
        if (!each->isChecked())
            QTest::mouseClick(each, Qt::LeftButton, {}, QPoint(8, each->height() / 2));
    }
    QVERIFY(bench.press(QStringLiteral("Draw machines"), question));
    QTRY_COMPARE(bench.canvas().graph().computers.size(), 7U);
    bench.activate();
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), 3U);
}

void TestFiles::aTableWithoutHeadsIsAskedEachTime()
{
    FilesBench bench;
    bench.draw(chain);
    for (int i = 0; i < 2; ++i) {
        bench.pasteText(QStringLiteral("Q-%1;Kiel\nR-%1;Bonn\n").arg(i));
        auto* question = bench.child<ColumnQuestion>();
        QVERIFY(question != nullptr && WindowBench::activate(*question));
        QVERIFY(bench.button(QStringLiteral("Column 1"), question) != nullptr);
        bench.key(Qt::Key_Escape);
        QTRY_VERIFY(bench.child<ColumnQuestion>() == nullptr);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        bench.activate();
        QCOMPARE(bench.canvas().graph().computers.size(), 3U);
    }
}

void TestFiles::theFirstLineCanBeAMachine()
{
    FilesBench bench;
    bench.draw(chain);
    bench.pasteText(QStringLiteral("Q-1;Kiel\nR-1;Bonn\n"));
    auto* question = bench.child<ColumnQuestion>();
    QVERIFY(question != nullptr && WindowBench::activate(*question));
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.has("R-1"));
    QVERIFY(bench.has("Q-1"));

    bench.activate();
    bench.pasteText(QStringLiteral("Quelle;Ziel\nS-1;T-1\n"));
    question = bench.child<ColumnQuestion>();
    QVERIFY(question != nullptr && WindowBench::activate(*question));
    bench.key(Qt::Key_F, Qt::AltModifier);
    QVERIFY(bench.button(QStringLiteral("Ziel"), question) != nullptr);
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(bench.has("S-1"));
    QVERIFY2(!bench.has("Quelle"), "the first line was said to be heads");
}

void TestFiles::theAboutCanBeCopied()
{
    FilesBench bench;
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("About")));
    auto* about = bench.child<AboutDialog>();
    QVERIFY(about != nullptr && WindowBench::activate(*about));
    QVERIFY(bench.press(QStringLiteral("Copy"), about));
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.contains(QStringLiteral(HOPWRIGHT_VERSION)));
    QCOMPARE(about->findChild<QPlainTextEdit*>()->toPlainText(), text);
    bench.key(Qt::Key_Escape);
    QTRY_VERIFY(bench.child<AboutDialog>() == nullptr);
}

void TestFiles::tabLeavesTheDrawing()
{
    FilesBench bench;
    bench.draw(chain);
    bench.canvas().setSelection({});
    bench.canvas().setFocus();
    const int things = 3 + 1 + 2;  // Machines, a share, hops.
    for (int i = 0; i < things; ++i) {
        bench.key(Qt::Key_Tab);
        QVERIFY2(bench.canvas().hasFocus(), "it goes through the drawing first");
        QVERIFY(bench.canvas().selection().current.has_value());
    }
    const CanvasSelection last = bench.canvas().selection();
    bench.key(Qt::Key_Tab);
    QVERIFY2(!bench.canvas().hasFocus(), "behind the last thing");
    QVERIFY(bench.canvas().selection() == last);
    QVERIFY(QApplication::focusWidget() != nullptr);

    bench.canvas().setFocus();
    for (int i = 1; i < things; ++i) {
        bench.key(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(bench.canvas().hasFocus());
    }
    bench.key(Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY2(!bench.canvas().hasFocus(), "before the first");
}

void TestFiles::aSettingKeepsTheFocus()
{
    FilesBench bench;
    bench.draw(chain);
    const model::HopId hop = bench.canvas().graph().hops.begin()->first;
    bench.canvas().setSelection(selectionOf(hop));
    bench.key(Qt::Key_Return, Qt::AltModifier);
    const auto boxOf = [&](const char* label) -> QComboBox* {
        for (auto* each : bench.window().findChild<Inspector*>()->findChildren<QComboBox*>()) {
            if (each->accessibleName() == QLatin1String(label) && each->isVisible())
                return each;
        }
        return nullptr;
    };
    QComboBox* credential = boxOf("Credential");
    QVERIFY(credential != nullptr);
    credential->setFocus(Qt::TabFocusReason);
    bench.key(Qt::Key_Down);  // "An account typed for this hop" brings a field more.
    QVERIFY(bench.canvas().graph().hops.at(hop).credential.isExplicit);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(boxOf("Credential") != nullptr);
    QCOMPARE(QApplication::focusWidget(), boxOf("Credential"));
    QVERIFY(bench.canvas().selection() == selectionOf(hop));
    bench.key(Qt::Key_Up);
    QVERIFY(!bench.canvas().graph().hops.at(hop).credential.isExplicit);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(QApplication::focusWidget(), boxOf("Credential"));
}

int main(int argc, char** argv)
{
    return runWindowTest<TestFiles>(argc, argv);
}

#include "tst_files.moc"
