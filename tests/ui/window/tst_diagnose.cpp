#include "core/commands/command_table.h"
#include "core/diagnose/secrets.h"
#include "core/model/graph_rules.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/close_question.h"
#include "ui/panels/diagnose_pane.h"
#include "ui/panels/diagnosis_card.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/script_card.h"
#include "ui/panels/ticket_edit.h"
#include "ui/window/diagnose_page.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QTabBar>
#include <QThreadPool>
#include <QToolButton>

#include <array>
#include <utility>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// A ticket as journeys §5.2 has it, with another's names.
const QString ticket = QStringLiteral(
    "Ticket 48213, prio 3\n\n"
    "Der nightly copy fails since Monday. From bremen-wks-0417.hafen.example:\n"
    "PS> $s = New-PSSession -ComputerName kai-terminal-09\n"
    "PS> Invoke-Command -Session $s { robocopy \\\\lagerhaus-nas\\eingang$ E:\\in /E }\n\n"
    "2026/03/09 02:00:07 ERROR 5 (0x00000005) Copying File \\\\lagerhaus-nas\\eingang$\\\n"
    "Access is denied.\n\n"
    "Account is HAFEN\\svc-kopie, password Moewe!4711. Works by remote desktop on "
    "kai-terminal-09.\n");

/// Counts what a user does with the mouse.
class DiagnoseBench : public WindowBench {
public:
    DiagnosePage& page() { return *window().diagnosePage(); }
    TicketEdit& box() { return page().pane().text(); }
    QLineEdit* field(const QString& name)
    {
        for (QLineEdit* each : page().findChildren<QLineEdit*>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    void put(const QString& text) { QApplication::clipboard()->setText(text); }
    /// By a click on its tab.
    void showDrawing()
    {
        auto* tabs = window().findChild<QTabBar*>(QStringLiteral("documentTab"));
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    }
    void openByKey() { key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier); }
    QString cardText()
    {
        QStringList out;
        for (const QLabel* each : page().findChild<DiagnosisCard*>()->findChildren<QLabel*>()) {
            if (each->isVisible())
                out += each->text();
        }
        return out.join(u'\n');
    }
    QString paneText()
    {
        QCoreApplication::processEvents();  // A layout shows what is new in it a turn later.
        QStringList out;
        for (const QLabel* each : page().pane().findChildren<QLabel*>()) {
            if (each->isVisible())
                out += each->text();
        }
        return out.join(u'\n');
    }
    QStringList paintedWords()
    {
        page().view().viewport()->grab();
        QStringList out;
        for (const PaintedLabel& each : page().view().paintedLabels())
            out += each.full;
        return out;
    }
    /// What was typed is read after a pause.
    bool settles(const std::function<bool()>& holds)
    {
        constexpr int patienceMs = 60'000;
        return QTest::qWaitFor(holds, patienceMs);
    }
};

/// Step by step: mouse and keys alone.
class TestDiagnose : public QObject {
    Q_OBJECT

private slots:
    void aTicketGetsItsHopInFourClicks();
    void secretsAreNotShown_data();
    void secretsAreNotShown();
    void aTypedSecretIsBlankedAndCannotBeTakenBack();
    void anAnswerChangesTheHop();
    void aNameThatCannotBeIsSaid();
    void keptItIsADrawingThatCanBeTakenBack();
    void testedItRunsInThePracticeLab();
    void itIsTestedAsTheAccountOfTheTicket();
    void theDrawingThereIsOnlyLookedAt();
    void theDrawingBeforeComesBack();
    void docksComeBackAsTheyWere();
    void textThatIsNoChainIsOfferedToBeDiagnosed();
    void anEmptyDrawingOffersIt();
    void aLargeTextIsReadAside();
    void aFileThatIsDroppedIsRead();
    void whatIsNoTextIsSaid_data();
    void whatIsNoTextIsSaid();
    void proseIsNoMatterOfRemoting();
    void aScriptThatIsDroppedGetsItsLines();
    void allOfItIsReachedByKeys();
    void marksStandWhereTheirWordsAre_data();
    void marksStandWhereTheirWordsAre();
    void aSecretThatIsTypedSlowlyIsBlankedWhole();
    void typedBeyondWhatIsShownNothingIsLost();
    void anotherTextForgetsTheAnswers();
    void aClipboardWithoutATextLeavesTheBox();
    void keepingAsksAboutTheDrawingBefore();
    void anOldAnswerIsNotTold();
    void closedInDiagnoseTheDocksComeBack();
    void whatActsOnTheDrawingRests();
    void fitsASmallWindow();
    void nothingOfASecretIsShownAtFirst_data();
    void nothingOfASecretIsShownAtFirst();
    void aLineOfStarsIsNoSecret();
    void whatCameMaskedIsNotCounted();
    void offeredItsSecretsAreCounted();
    void whatWasNotReadIsSaid();
    void keptItTheStoppedTestIsARunOfTheDrawingBefore();
    void anotherTextTakesThePlaceOfAPart();
    void aPartEndsWithAWholeCharacter();
    void marksFollowTheTheme();
    void whatIsBeingReadCannotBeKept();
    void whatIsTypedMeanwhileStays();
    void theCheckIsCopied();
    void aLongScriptIsShownInPart();
    void askedForFromTheDrawingItTakesTheClipboard();
    void withNothingNewInTheClipboardItsTextStays();
    void anotherDomainOfTheSameHostIsTaken();
    void copyingMovesNothing();
    void itsButtonsAreSeenInASmallWindow();
    void keptItHasANameOfItsOwn();
    void whereNoLineCuresNothingIsOr();
    void keptItEndsTheTestBefore();
    void theDrawingThatComesBackCanBeTakenBack();
    void anEmptiedFieldHasTheTextAgain();
    void whatCannotBeDrawnCannotBeKept();
    void aWordBeginsASentenceWithACapital();
};

}  // namespace

/// Journeys §5.2: named hop, why and fix, up to the text for the ticket.
void TestDiagnose::aTicketGetsItsHopInFourClicks()
{
    DiagnoseBench bench;
    int clicks = 0;
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(bench.window().diagnosePage() != nullptr);
    QCOMPARE(bench.window().findChild<QTabBar*>(QStringLiteral("documentTab"))->tabText(1),
             QStringLiteral("Ticket 48213"));
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("kai-terminal-09"));
    QCOMPARE(bench.field(QStringLiteral("Started from"))->text(),
             QStringLiteral("bremen-wks-0417.hafen.example"));
    QCOMPARE(bench.field(QStringLiteral("Account"))->text(), QStringLiteral("HAFEN\\svc-kopie"));
    const QString card = bench.cardText();
    for (const char* each : {"Hop 2 stops", "kai-terminal-09", "credential not delegated", "likely",
                             "Permission missing", "Fix, choose one", "whoever runs the command"})
        QVERIFY2(card.contains(QLatin1String(each), Qt::CaseInsensitive), each);
    const QStringList painted = bench.paintedWords();
    for (const char* each :
         {"bremen-wks-0417", "kai-terminal-09", "lagerhaus-nas", "1 Default", "2 SMB",
          "passed, says the text", "stops, says the text", "read from the text"})
        QVERIFY2(painted.contains(QLatin1String(each)), each);
    QVERIFY(bench.paneText().contains(QStringLiteral("robocopy wanted")));
    QVERIFY(bench.paneText().contains(QStringLiteral("1 password or key was blanked")));

    QVERIFY(bench.press(QStringLiteral("Copy for ticket"), &bench.page()));
    ++clicks;
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Hop 2 stops")));
    QVERIFY(copied.contains(QStringLiteral("not tested")));
    QVERIFY(!copied.contains(QStringLiteral("Moewe")));
    QVERIFY(clicks <= 4);
    QVERIFY(bench.press(QStringLiteral("Copy as Markdown"), &bench.page()));
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("**Hop 2")));
}

void TestDiagnose::secretsAreNotShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");

    QTest::newRow("net use") << "net use \\\\nas3\\pics /user:OST\\mira Zebra-77" << "Zebra-77";
    QTest::newRow("connection string") << "Server=db4;User Id=sa;Password=Zebra-77;" << "Zebra-77";
    QTest::newRow("ansible") << "ansible_password: Zebra-77" << "Zebra-77";
    QTest::newRow("secure string")
        << "ConvertTo-SecureString 'Zebra-77' -AsPlainText -Force" << "Zebra-77";
    QTest::newRow("large") << QStringLiteral("0x80070005 on web7\n").repeated(14'000)
                                  + "net use \\\\nas3\\pics /user:mira Zebra-77"
                           << "Zebra-77";
}

void TestDiagnose::secretsAreNotShown()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);

    DiagnoseBench bench;
    bench.put(text);
    bench.openByKey();
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY(!bench.box().toPlainText().contains(secret));
    QVERIFY(bench.box().wholeText().find(secret.toStdString()) == std::string::npos);
    QVERIFY(bench.paneText().contains(QStringLiteral("was blanked")));
    bench.box().undo();
    QVERIFY(!bench.box().toPlainText().contains(secret));
}

void TestDiagnose::aTypedSecretIsBlankedAndCannotBeTakenBack()
{
    DiagnoseBench bench;
    bench.put({});
    bench.openByKey();
    bench.type(QStringLiteral("net use \\\\nas3\\pics /user:mira Zebra-77 end"));
    QVERIFY(bench.settles(
        [&] { return bench.box().toPlainText().contains(QLatin1String("********")); }));
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("Zebra")));
    for (int i = 0; i < 50; ++i)
        bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("Zebra-77")));
}

void TestDiagnose::anAnswerChangesTheHop()
{
    DiagnoseBench bench;
    bench.put(QStringLiteral("dir \\\\nas3\\pics from the remote session: Access is denied (5)"));
    bench.openByKey();
    QVERIFY2(bench.paintedWords().contains(QStringLiteral("the text does not name it")),
             "the session is drawn, its machine not known");
    bench.field(QStringLiteral("Ran on"))->setFocus();
    bench.type(QStringLiteral("web7.ost.example"));
    QVERIFY(bench.settles(
        [&] { return bench.paintedWords().contains(QStringLiteral("confirmed by you")); }));
    QVERIFY(bench.cardText().contains(QStringLiteral("Hop 2 stops, web7.ost.example")));
    // The next text is another ticket: what was confirmed was of this one.
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("app8"));
}

void TestDiagnose::aNameThatCannotBeIsSaid()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QLineEdit* const ranOn = bench.field(QStringLiteral("Ran on"));
    ranOn->setFocus();
    ranOn->selectAll();
    bench.type(QStringLiteral("\\\\web7"));
    QVERIFY(bench.settles(
        [&] { return bench.paneText().contains(QStringLiteral("cannot be the name")); }));
    ranOn->selectAll();
    bench.type(QStringLiteral("web7"));
    QVERIFY(bench.settles(
        [&] { return !bench.paneText().contains(QStringLiteral("cannot be the name")); }));
    QVERIFY(bench.settles([&] { return bench.paintedWords().contains(QStringLiteral("web7")); }));
}

void TestDiagnose::keptItIsADrawingThatCanBeTakenBack()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Keep as drawing")));
    QCOMPARE(bench.window().document().graph().computers.size(), std::size_t{3});
    QVERIFY(bench.window().isWindowModified());
    QVERIFY(bench.window().windowTitle().startsWith(QStringLiteral("Ticket 48213")));
    QVERIFY(bench.painted().contains(QStringLiteral("will be denied")));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("kept.hopw"))));
    const QByteArray stored = WindowBench::read(bench.path(QStringLiteral("kept.hopw")));
    QVERIFY(stored.contains("lagerhaus-nas"));
    QVERIFY2(!stored.contains("Moewe") && !stored.contains("robocopy"), "the text is not kept");
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.window().document().graph().computers.empty());
}

void TestDiagnose::testedItRunsInThePracticeLab()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Test it")));
    QVERIFY(bench.ended());
    QCOMPARE(bench.hop(1).state, HopState::Passed);
    QCOMPARE(bench.hop(2).state, HopState::Denied);
    QVERIFY(bench.hop(2).cause == Cause::NotDelegated);
}

/// The account of the text, or the one that was said instead; at each test, and of that drawing alone.
void TestDiagnose::itIsTestedAsTheAccountOfTheTicket()
{
    const auto account = [](DiagnoseBench& bench) {
        return QString::fromStdString(bench.window().report().routes.at(0).account);
    };
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Test it")));
    QVERIFY(bench.ended());
    QCOMPARE(account(bench), QStringLiteral("HAFEN\\svc-kopie"));
    bench.openByKey();
    QLineEdit* const field = bench.field(QStringLiteral("Account"));
    field->setFocus();
    field->selectAll();
    bench.type(QStringLiteral("HAFEN\\svc-zwei"));
    QVERIFY(bench.settles([&] {
        return bench.page().diagnosis().answers.account == "HAFEN\\svc-zwei"
               && bench.button(QStringLiteral("Keep as drawing"))->isEnabled();
    }));
    QVERIFY(bench.press(QStringLiteral("Keep as drawing"), &bench.page()));
    QVERIFY(bench.press(QStringLiteral("Discard")));
    QVERIFY(bench.test());
    QCOMPARE(account(bench), QStringLiteral("HAFEN\\svc-zwei"));
    QCOMPARE(bench.window().runs().entries().size(), std::size_t{1});
}

void TestDiagnose::theDrawingThereIsOnlyLookedAt()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    GraphView& view = bench.page().view();
    const model::Graph before = view.graph();
    const QRectF card = view.cardRect(before.computers.begin()->first);
    view.setFocus();
    for (const Qt::Key each : {Qt::Key_A, Qt::Key_L, Qt::Key_F2, Qt::Key_Delete, Qt::Key_Insert})
        QTest::keyClick(&view, each);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ControlModifier);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, card.center().toPoint());
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, card.center().toPoint());
    QTest::mouseMove(view.viewport(), card.center().toPoint() + QPoint(60, 60));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {},
                        card.center().toPoint() + QPoint(60, 60));
    QVERIFY(view.graph() == before);
    QVERIFY(bench.child<NameEditor>() == nullptr);
    QVERIFY2(view.selection().things.computers.contains(before.computers.begin()->first),
             "a click selects");
}

void TestDiagnose::theDrawingBeforeComesBack()
{
    DiagnoseBench bench;
    const model::Graph before = bench.window().document().graph();
    bench.put(ticket);
    bench.openByKey();
    QAction* undo = nullptr;
    for (QAction* each : bench.window().findChildren<QAction*>()) {
        if (each->text().startsWith(QLatin1String("Undo"))
            && each->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Z))
            undo = each;
    }
    QVERIFY(undo != nullptr && !undo->isEnabled());
    auto* tabs = bench.window().findChild<QTabBar*>(QStringLiteral("documentTab"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QVERIFY(bench.canvas().isVisible());
    QVERIFY(bench.window().document().graph() == before);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY2(bench.box().toPlainText().contains(QStringLiteral("kai-terminal")), "its text stays");
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(bench.window().diagnosePage() == nullptr);
    QCOMPARE(tabs->count(), 1);
    QVERIFY(bench.canvas().isVisible());
    QVERIFY(bench.window().isVisible());
}

void TestDiagnose::docksComeBackAsTheyWere()
{
    DiagnoseBench bench;
    auto* const run = bench.window().findChild<QDockWidget*>(QStringLiteral("runDock"));
    auto* const inspector = bench.window().findChild<QDockWidget*>(QStringLiteral("inspectorDock"));
    run->hide();
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(!inspector->isVisible());
    bench.window().resize(1000, 640);  // Where the left docks collapse.
    bench.window().resize(1440, 900);
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(inspector->isVisible());
    QVERIFY(!run->isVisible());
    QVERIFY(bench.window().findChild<QDockWidget*>(QStringLiteral("outlineDock"))->isVisible());
}

void TestDiagnose::textThatIsNoChainIsOfferedToBeDiagnosed()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.window().diagnosePage() == nullptr);
    QVERIFY(bench.press(QStringLiteral("Diagnose it")));
    QVERIFY(bench.window().diagnosePage() != nullptr);
    QVERIFY(bench.cardText().contains(QStringLiteral("Hop 2 stops")));
    // A chain with a mistake is a chain: its place is said.
    bench.key(Qt::Key_W, Qt::ControlModifier);
    bench.put(QStringLiteral("pc4 -> web7 -wrong-> \\\\nas3\\pics"));
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.button(QStringLiteral("Diagnose it")) == nullptr);
    QVERIFY(bench.child<NoticeStrip>()->text().contains(QStringLiteral("column")));
}

void TestDiagnose::anEmptyDrawingOffersIt()
{
    DiagnoseBench bench;
    bench.put({});
    QVERIFY(bench.button(QStringLiteral("Diagnose a ticket")) == nullptr);
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Diagnose a ticket")));
    QVERIFY(bench.window().diagnosePage() != nullptr);
    QVERIFY(bench.box().hasFocus());
    bench.put(ticket);
    bench.key(Qt::Key_V, Qt::ControlModifier);  // Into the box, as anywhere.
    QVERIFY(
        bench.settles([&] { return bench.cardText().contains(QStringLiteral("Hop 2 stops")); }));
}

void TestDiagnose::aLargeTextIsReadAside()
{
    DiagnoseBench bench;
    const QString line = QStringLiteral("2026-03-09 02:00 nothing happened here at all, line %1\n");
    QString text = ticket;
    for (int i = 0; i < 5'000; ++i)
        text += line.arg(i);
    bench.put(text);
    bench.openByKey();
    QVERIFY(bench.page().isWorking());
    QVERIFY2(bench.paneText().contains(QStringLiteral("Reading")), "progress is shown");
    // Another text meanwhile: the answer is its own.
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("app8"));
    bench.put(text);
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("kai-terminal-09"));
    QVERIFY(bench.box().isPart());
    QVERIFY(bench.box().wholeText().size() > TicketEdit::mostShown);
    QVERIFY(static_cast<std::size_t>(bench.box().toPlainText().size()) <= TicketEdit::mostShown);
}

void TestDiagnose::aFileThatIsDroppedIsRead()
{
    DiagnoseBench bench;
    bench.put({});
    bench.openByKey();
    QFile file(bench.path(QStringLiteral("Störung 7.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // As Windows PowerShell redirects it: UTF-16 with a mark.
    const QString text = QChar(0xFEFF) + ticket;
    file.write(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(bench.box().viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QCoreApplication::sendEvent(bench.box().viewport(), &drop);
    QVERIFY(
        bench.settles([&] { return bench.cardText().contains(QStringLiteral("Hop 2 stops")); }));
}

void TestDiagnose::whatIsNoTextIsSaid_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("a letter") << "x";
    QTest::newRow("controls") << QString(QChar(1)) + QChar(0x202E) + QChar(0) + "abc";
    QTest::newRow("one long line") << QString(200'000, u'a');
    QTest::newRow("other scripts") << QStringLiteral("مرحبا بالعالم 你好 😀 שלום");
}

void TestDiagnose::whatIsNoTextIsSaid()
{
    QFETCH(QString, text);

    DiagnoseBench bench;
    bench.put(text);
    bench.openByKey();
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY2(bench.paneText().contains(QStringLiteral("Nothing was understood")),
             qPrintable(bench.paneText()));
    QVERIFY(!bench.button(QStringLiteral("Keep as drawing"))->isEnabled());
    bench.window().grab();
}

void TestDiagnose::proseIsNoMatterOfRemoting()
{
    DiagnoseBench bench;
    bench.put(
        QStringLiteral("Good morning, please call me back about the printer of the third floor."));
    bench.openByKey();
    QVERIFY(bench.cardText().contains(QStringLiteral("not a matter of remoting")));
    QVERIFY(!bench.button(QStringLiteral("Keep as drawing"))->isEnabled());
    QVERIFY(!bench.button(QStringLiteral("Test it"))->isEnabled());
}

/// A .ps1 tells of no error yet: which of its lines will be denied, and what to write there.
void TestDiagnose::aScriptThatIsDroppedGetsItsLines()
{
    DiagnoseBench bench;
    bench.put({});
    bench.openByKey();
    QFile file(bench.path(QStringLiteral("nightly.ps1")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("param($Target = 'kai-terminal-09')\n"
               "$s = New-PSSession -ComputerName $Target\n"
               "Invoke-Command -Session $s -ScriptBlock {\n"
               "    Get-Date\n"
               "    Copy-Item \\\\lagerhaus-nas\\eingang$\\*.csv D:\\in\n"
               "}\n");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(bench.box().viewport(), &enter);
    QCoreApplication::sendEvent(bench.box().viewport(), &drop);
    auto* card = bench.page().findChild<ScriptCard*>();
    QVERIFY(bench.settles([&] { return card->isVisible(); }));
    QStringList texts;
    for (const QLabel* each : card->findChildren<QLabel*>())
        texts += each->text();
    QVERIFY2(texts.contains(QStringLiteral("1 line will be denied.")),
             qPrintable(texts.join(u'|')));
    QVERIFY(
        texts.contains(QStringLiteral("Line 5, Copy-Item: credential not delegated, likely."))
        || texts.contains(QStringLiteral("Line 5, Copy-Item: credential not delegated, certain.")));
    QVERIFY(bench.paintedWords().contains(QStringLiteral("lagerhaus-nas")));
}

void TestDiagnose::allOfItIsReachedByKeys()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QSet<QString> reached;
    for (int i = 0; i < 40; ++i) {
        if (const auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget()))
            reached += button->text().isEmpty() ? button->accessibleName() : button->text();
        if (const auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget()))
            reached += field->accessibleName();
        if (QApplication::focusWidget() == &bench.page().view())
            reached += QStringLiteral("drawing");
        bench.key(Qt::Key_F6);
        if (QApplication::focusWidget() == &bench.page().view())
            reached += QStringLiteral("drawing");
        for (int j = 0; j < 12; ++j) {
            // While it is read again, as after a field was left, nothing can be kept.
            QVERIFY(bench.settles(
                [&] { return bench.button(QStringLiteral("Keep as drawing"))->isEnabled(); }));
            bench.key(Qt::Key_Tab);
            if (const auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget()))
                reached += button->text().isEmpty() ? button->accessibleName() : button->text();
            if (const auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget()))
                reached += field->accessibleName();
        }
    }
    for (const char* each :
         {"Started from", "Ran on", "Account", "Paste again", "Keep as drawing", "drawing",
          "Copy the check", "Copy as Markdown", "Copy for ticket", "Test it"})
        QVERIFY2(reached.contains(QLatin1String(each)), each);
}

void TestDiagnose::marksStandWhereTheirWordsAre_data()
{
    QTest::addColumn<QString>("before");

    QTest::newRow("nothing before") << QString();
    QTest::newRow("pairs of surrogates") << QStringLiteral("😀😀 not well 😀\n");
    QTest::newRow("two and three bytes") << QStringLiteral("Störung № 7 端末\n");
    QTest::newRow("line ends of Windows") << QStringLiteral("one\r\ntwo\r\n\r\n");
    QTest::newRow("other line ends") << QStringLiteral("a") + QChar(0x2028) + QChar(0x2029) + u'b'
                                            + QChar(0x00A0) + QStringLiteral("c\r");
}

void TestDiagnose::marksStandWhereTheirWordsAre()
{
    QFETCH(QString, before);

    DiagnoseBench bench;
    bench.put(before + QStringLiteral("Enter-PSSession web7\n0x80070005 Access is denied."));
    bench.openByKey();
    QStringList marked;
    for (const QTextEdit::ExtraSelection& each : bench.box().extraSelections())
        marked += each.cursor.selectedText();
    for (const char* each : {"Enter-PSSession", "web7", "0x80070005"})
        QVERIFY2(marked.contains(QLatin1String(each)), qPrintable(marked.join(u'|')));
}

void TestDiagnose::aSecretThatIsTypedSlowlyIsBlankedWhole()
{
    DiagnoseBench bench;
    bench.put({});
    bench.openByKey();
    constexpr int slowly = 50;
    QTest::keyClicks(&bench.box(), QStringLiteral("password: Zebra7!abcdef"), {}, slowly);
    QTest::keyClicks(&bench.box(), QStringLiteral(" end"), {}, slowly);
    QVERIFY(bench.settles(
        [&] { return bench.box().toPlainText() == QLatin1String("password: ******** end"); }));
}

void TestDiagnose::typedBeyondWhatIsShownNothingIsLost()
{
    DiagnoseBench bench;
    const QString line = QStringLiteral("nothing happened here\n");
    bench.put(line.repeated(static_cast<qsizetype>(TicketEdit::mostShown) / line.size()));
    bench.openByKey();
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY(!bench.box().isPart());
    bench.box().moveCursor(QTextCursor::End);
    bench.type(QStringLiteral("the last words of a long day, and of this ticket"));
    QVERIFY(bench.settles([&] { return bench.box().isPart() && !bench.page().isWorking(); }));
    QVERIFY(bench.box().wholeText().ends_with("and of this ticket"));
}

void TestDiagnose::anotherTextForgetsTheAnswers()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    bench.field(QStringLiteral("Ran on"))->setFocus();
    bench.field(QStringLiteral("Ran on"))->selectAll();
    bench.type(QStringLiteral("web7"));
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    bench.box().setFocus();
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.settles(
        [&] { return bench.field(QStringLiteral("Ran on"))->text() == QLatin1String("app8"); }));
    QVERIFY2(!bench.box().toPlainText().contains(QStringLiteral("kai-terminal")),
             "what was selected is gone");
}

void TestDiagnose::aClipboardWithoutATextLeavesTheBox()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QApplication::clipboard()->setImage(QImage(4, 4, QImage::Format_RGB32));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QVERIFY(bench.box().toPlainText().contains(QStringLiteral("kai-terminal-09")));
    // What took its place can be taken back.
    bench.put(QStringLiteral("another"));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QCOMPARE(bench.box().toPlainText(), QStringLiteral("another"));
    bench.box().undo();
    QVERIFY(bench.box().toPlainText().contains(QStringLiteral("kai-terminal-09")));
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("Moewe")));
}

void TestDiagnose::keepingAsksAboutTheDrawingBefore()
{
    DiagnoseBench bench;
    bench.click(bench.middleOf("ADM-PC01"));
    bench.key(Qt::Key_Down, Qt::ControlModifier);
    const model::Graph before = bench.window().document().graph();
    bench.put(ticket);
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Keep as drawing")));
    auto* question = bench.child<CloseQuestion>();
    QVERIFY(question != nullptr);
    QVERIFY(bench.press(QStringLiteral("Cancel"), question));
    QVERIFY(bench.window().document().graph() == before);
    QVERIFY(bench.page().isVisible());
}

/// A large text, and before its answer came, a small one.
void TestDiagnose::anOldAnswerIsNotTold()
{
    DiagnoseBench bench;
    QString text = ticket;
    for (int i = 0; i < 1'000; ++i)
        text += QStringLiteral("2026-03-09 02:00 nothing happened here at all, line %1\n").arg(i);
    bench.put(text);
    bench.openByKey();
    QVERIFY(bench.page().isWorking());
    QVERIFY(!bench.button(QStringLiteral("Keep as drawing"))->isEnabled());
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("app8"));
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("kai-terminal")));
}

void TestDiagnose::closedInDiagnoseTheDocksComeBack()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    bench.window().close();
    bench.start();
    QVERIFY(bench.window().findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->isVisible());
    QVERIFY(bench.window().findChild<QDockWidget*>(QStringLiteral("runDock"))->isVisible());
}

void TestDiagnose::whatActsOnTheDrawingRests()
{
    DiagnoseBench bench;
    QVERIFY(bench.press(QStringLiteral("Use CredSSP")) || bench.test());
    bench.put(ticket);
    bench.openByKey();
    for (const char* each : {"Apply", "Export"})
        QVERIFY2(!bench.tool(QLatin1String(each))->isEnabled(), each);
    QVERIFY(!bench.window().findChild<QLineEdit*>(QStringLiteral("findField"))->isEnabled());
    for (const char* each : {"outlineDock", "paletteDock", "inspectorDock", "runDock"}) {
        const auto* dock = bench.window().findChild<QDockWidget*>(QLatin1String(each));
        QVERIFY2(!dock->toggleViewAction()->isEnabled(), each);
    }
    bench.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(bench.tool(QStringLiteral("Export"))->isEnabled());
    QVERIFY(bench.window()
                .findChild<QDockWidget*>(QStringLiteral("runDock"))
                ->toggleViewAction()
                ->isEnabled());
}

/// Whatever does not fit can be scrolled to, and no text is cut.
void TestDiagnose::fitsASmallWindow()
{
    DiagnoseBench bench;
    bench.window().resize(960, 600);
    bench.put(ticket);
    bench.openByKey();
    auto* card = bench.page().findChild<DiagnosisCard*>();
    QVERIFY(card->width() <= card->parentWidget()->parentWidget()->width());
    for (const QLabel* each : card->findChildren<QLabel*>()) {
        if (!each->isVisible() || !each->wordWrap())
            continue;
        QVERIFY2(each->height() >= each->heightForWidth(each->width()), qPrintable(each->text()));
    }
}

/// Not even until the text was read.
void TestDiagnose::nothingOfASecretIsShownAtFirst_data()
{
    QTest::addColumn<int>("lines");

    QTest::newRow("read at once") << 1;
    QTest::newRow("read aside") << 4'000;
    QTest::newRow("shown in part") << 20'000;
}

void TestDiagnose::nothingOfASecretIsShownAtFirst()
{
    QFETCH(int, lines);

    DiagnoseBench bench;
    bench.put({});
    bench.openByKey();
    bench.put(QStringLiteral("net use \\\\nas3\\pics /user:OST\\mira Zebra-77\n")
              + QStringLiteral("0x80070005 on web7\n").repeated(lines));
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.box().toPlainText().contains(QStringLiteral("net use")));
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("Zebra")));
}

/// The head of a transcript, in Polish.
void TestDiagnose::aLineOfStarsIsNoSecret()
{
    DiagnoseBench bench;
    const QString stars(22, u'*');
    const QString head =
        stars + QStringLiteral("\nMaszyna: GDA-0088 (Microsoft Windows NT 10.0.19045.0)\n") + stars
        + QStringLiteral("\nPS C:\\> Enter-PSSession dok-3\n");
    bench.put(head);
    bench.openByKey();
    QVERIFY2(!bench.paneText().contains(QStringLiteral("blanked")), qPrintable(bench.paneText()));
    QCOMPARE(bench.field(QStringLiteral("Started from"))->text(), QStringLiteral("GDA-0088"));
    bench.put(head + QStringLiteral("password: Zebra-77\n"));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QVERIFY(bench.paneText().contains(QStringLiteral("1 password or key was blanked")));
}

/// As `decode` counts: only what was blanked here.
void TestDiagnose::whatCameMaskedIsNotCounted()
{
    DiagnoseBench bench;
    bench.put(QStringLiteral("Enter-PSSession app8\npassword: ********\nAccess is denied.\n"));
    bench.openByKey();
    QVERIFY2(!bench.paneText().contains(QStringLiteral("blanked")), qPrintable(bench.paneText()));
    bench.box().moveCursor(QTextCursor::End);
    bench.type(QStringLiteral("pw: ******** "));
    QVERIFY(bench.settles(
        [&] { return bench.page().diagnosis().pasted.text.ends_with("pw: ******** "); }));
    QVERIFY2(!bench.paneText().contains(QStringLiteral("blanked")), qPrintable(bench.paneText()));
    bench.type(QStringLiteral("token: Zebra-77 "));
    QVERIFY(bench.settles([&] {
        return bench.paneText().contains(QStringLiteral("1 password or key was blanked"));
    }));
}

/// Nothing of them is kept while it is offered.
void TestDiagnose::offeredItsSecretsAreCounted()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("Diagnose it")));
    QVERIFY2(bench.paneText().contains(QStringLiteral("1 password or key was blanked")),
             qPrintable(bench.paneText()));
}

/// The pane alone: to read so much takes its time.
void TestDiagnose::whatWasNotReadIsSaid()
{
    DiagnosePane pane;
    const auto said = [&pane] {
        diagnose::Diagnosis read;
        read.pasted.text = pane.text().wholeText();
        pane.setDiagnosis(read);
        QStringList out;
        for (const QLabel* each : pane.findChildren<QLabel*>())
            out += each->text();
        return out.join(u'\n');
    };
    pane.text().setText(QString(static_cast<qsizetype>(diagnose::mostPasted), u'\n'));
    QCOMPARE(pane.text().unread(), std::size_t{0});
    QVERIFY(said().contains(QStringLiteral("all of it was read")));
    pane.text().setText(QString(static_cast<qsizetype>(diagnose::mostPasted) + 3072, u'\n'));
    QCOMPARE(pane.text().unread(), std::size_t{3072});
    const QString text = said();
    QVERIFY(!text.contains(QStringLiteral("all of it was read")));
    QVERIFY2(text.contains(QStringLiteral("first 20.0 MiB were read; the last 3.0 KiB were not")),
             qPrintable(text));
    pane.text().setText(QStringLiteral("Access is denied."));
    QCOMPARE(pane.text().unread(), std::size_t{0});
}

/// By the keys, though a part cannot be edited.
void TestDiagnose::anotherTextTakesThePlaceOfAPart()
{
    DiagnoseBench bench;
    bench.put(ticket + QStringLiteral("nothing happened here\n").repeated(20'000));
    bench.openByKey();
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY(bench.box().isPart());
    QLineEdit* const ranOn = bench.field(QStringLiteral("Ran on"));
    ranOn->setFocus();
    ranOn->selectAll();
    bench.type(QStringLiteral("web7"));
    const QString another = QStringLiteral("Enter-PSSession app8\nAccess is denied.");
    bench.put(another);
    bench.box().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.settles([&] { return ranOn->text() == QLatin1String("app8"); }));
    QCOMPARE(bench.box().toPlainText(), another);
    QVERIFY(!bench.box().isPart());
    QVERIFY(!bench.box().isReadOnly());
}

void TestDiagnose::aPartEndsWithAWholeCharacter()
{
    DiagnoseBench bench;
    // Two bytes each behind one of one byte: the limit, an even number, falls into one of them.
    const QString line = QString(49, QChar(0x00E9)) + QStringLiteral("  ");
    const QString text = u'x' + line.repeated(3'000);
    static_assert(TicketEdit::mostShown % 2 == 0);
    bench.put(text);
    bench.openByKey();
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY(bench.box().isPart());
    const QString shown = bench.box().toPlainText();
    QVERIFY(!shown.contains(QChar(QChar::ReplacementCharacter)));
    QVERIFY(text.startsWith(shown));
}

void TestDiagnose::marksFollowTheTheme()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    const auto colour = [&] {
        return bench.box().extraSelections().first().format.background().color();
    };
    QVERIFY(!bench.box().extraSelections().isEmpty());
    const QColor light = colour();
    switchTheme(Theme::Dark);
    QCoreApplication::processEvents();
    const QColor dark = colour();
    switchTheme(Theme::Light);
    QVERIFY(light.lightness() > 180);
    QVERIFY2(dark.lightness() < 120, qPrintable(dark.name()));
}

/// What stands beside it is of the text before.
void TestDiagnose::whatIsBeingReadCannotBeKept()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    const std::array words{QStringLiteral("Keep as drawing"), QStringLiteral("Test it"),
                           QStringLiteral("Copy for ticket"), QStringLiteral("Copy as Markdown")};
    for (const QString& each : words)
        QVERIFY2(bench.button(each, &bench.page())->isEnabled(), qPrintable(each));
    bench.put(ticket + QStringLiteral("nothing happened here\n").repeated(4'000));
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QVERIFY(bench.page().isWorking());
    for (const QString& each : words)
        QVERIFY2(!bench.button(each, &bench.page())->isEnabled(), qPrintable(each));
    QVERIFY(bench.page().ticket().isEmpty());
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    for (const QString& each : words)
        QVERIFY2(bench.button(each, &bench.page())->isEnabled(), qPrintable(each));
}

/// The answer to a large text comes while its user types on.
void TestDiagnose::whatIsTypedMeanwhileStays()
{
    DiagnoseBench bench;
    bench.put(ticket + QStringLiteral("nothing happened here\n").repeated(4'000));
    bench.openByKey();
    QVERIFY(bench.page().isWorking());
    QThreadPool::globalInstance()->waitForDone();
    bench.box().setFocus();
    bench.box().moveCursor(QTextCursor::End);
    bench.type(QStringLiteral("and then it rained"));
    QCoreApplication::processEvents();
    QVERIFY(bench.box().toPlainText().endsWith(QStringLiteral("and then it rained")));
    QVERIFY(bench.settles([&] { return !bench.page().isWorking(); }));
    QVERIFY(bench.box().toPlainText().endsWith(QStringLiteral("and then it rained")));
}

void TestDiagnose::theCheckIsCopied()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    for (QToolButton* each : bench.page().findChildren<QToolButton*>()) {
        if (each->isVisible() && each->accessibleName() == QLatin1String("Copy the check"))
            QTest::mouseClick(each, Qt::LeftButton);
    }
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("On kai-terminal-09, in the same session")),
             qPrintable(copied));
    QVERIFY(!copied.contains(QStringLiteral("Hop 2")));
    QVERIFY(bench.cardText().contains(copied));
    QVERIFY(bench.window().statusBar()->currentMessage().contains(QStringLiteral("Copied")));
}

void TestDiagnose::aLongScriptIsShownInPart()
{
    DiagnoseBench bench;
    QString script = QStringLiteral("Invoke-Command -ComputerName web7 -ScriptBlock {\n");
    constexpr int lines = static_cast<int>(ScriptCard::mostLines) + 20;
    for (int i = 0; i < lines; ++i)
        script += QStringLiteral("    Get-ChildItem \\\\nas3\\pics%1\n").arg(i);
    bench.put(script + QStringLiteral("}\n"));
    bench.openByKey();
    auto* card = bench.page().findChild<ScriptCard*>();
    QVERIFY(bench.settles([&] { return card->isVisible(); }));
    QStringList texts;
    for (const QLabel* each : card->findChildren<QLabel*>())
        texts += each->text();
    QCOMPARE(texts.filter(QRegularExpression(QStringLiteral("^Line \\d+, Get-ChildItem"))).size(),
             100);
    QVERIFY2(texts.contains(QStringLiteral("120 lines will be denied.")),
             qPrintable(texts.first()));
    QCOMPARE(texts.filter(QStringLiteral("and 20 more")).size(), 1);
    auto* const copy = card->findChild<QToolButton*>();
    QVERIFY(copy != nullptr);
    QTest::mouseClick(copy, Qt::LeftButton);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("\\\\nas3\\pics0")), qPrintable(copied));
    QVERIFY2(!copied.contains(QStringLiteral("->")), "PowerShell, not the chain");
}

/// Also with a ticket behind, whose text can be taken back.
void TestDiagnose::askedForFromTheDrawingItTakesTheClipboard()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    bench.showDrawing();
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    bench.openByKey();
    QVERIFY(bench.page().isVisible());
    QVERIFY(!bench.box().toPlainText().contains(QStringLiteral("kai-terminal-09")));
    QCOMPARE(bench.field(QStringLiteral("Ran on"))->text(), QStringLiteral("app8"));
    bench.box().undo();
    QVERIFY(bench.box().toPlainText().contains(QStringLiteral("kai-terminal-09")));
}

/// What was typed and confirmed stays with it.
void TestDiagnose::withNothingNewInTheClipboardItsTextStays()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    bench.box().moveCursor(QTextCursor::End);
    bench.type(QStringLiteral("second try too"));
    QLineEdit* const ranOn = bench.field(QStringLiteral("Ran on"));
    ranOn->setFocus();
    ranOn->selectAll();
    bench.type(QStringLiteral("web7"));
    const auto stays = [&] {
        bench.showDrawing();
        bench.openByKey();
        return bench.page().isVisible() && ranOn->text() == QLatin1String("web7")
               && bench.box().toPlainText().endsWith(QStringLiteral("second try too"));
    };
    QVERIFY2(stays(), "the clipboard has still what was pasted");
    QVERIFY(bench.press(QStringLiteral("Copy for ticket"), &bench.page()));
    QVERIFY2(stays(), "it has what was copied from here");
    QApplication::clipboard()->clear();
    QVERIFY2(stays(), "it has nothing");
}

void TestDiagnose::anotherDomainOfTheSameHostIsTaken()
{
    DiagnoseBench bench;
    bench.put(QStringLiteral("icm web7.ost.example { dir \\\\nas3\\pics }\nAccess is denied (5)"));
    bench.openByKey();
    QLineEdit* const ranOn = bench.field(QStringLiteral("Ran on"));
    QCOMPARE(ranOn->text(), QStringLiteral("web7.ost.example"));
    ranOn->setFocus();
    ranOn->selectAll();
    bench.type(QStringLiteral("web7.west.example"));
    QVERIFY(bench.settles(
        [&] { return bench.paintedWords().contains(QStringLiteral("confirmed by you")); }));
    QVERIFY2(bench.cardText().contains(QStringLiteral("web7.west.example")),
             qPrintable(bench.cardText()));
    QVERIFY(!bench.cardText().contains(QStringLiteral("web7.ost.example")));
}

/// Said in the status bar: what it is about keeps its place, and is not covered.
void TestDiagnose::copyingMovesNothing()
{
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        DiagnoseBench bench;
        bench.window().resize(size);
        bench.put(ticket);
        bench.openByKey();
        QCoreApplication::processEvents();
        const auto places = [&] {
            QList<QRect> out;
            for (const QWidget* each : bench.page().findChildren<QWidget*>()) {
                if (each->isVisible())
                    out += QRect(each->mapTo(&bench.window(), QPoint(0, 0)), each->size());
            }
            return out;
        };
        QList<QRect> before;
        QVERIFY(bench.settles([&] { return std::exchange(before, places()) == before; }));
        QVERIFY(bench.press(QStringLiteral("Copy for ticket"), &bench.page()));
        QCoreApplication::processEvents();
        QCOMPARE(places(), before);
        QVERIFY(bench.window().statusBar()->currentMessage().contains(QStringLiteral("Copied")));
        bench.showDrawing();
        QCOMPARE(bench.window().statusBar()->currentMessage(), QString());
    }
}

/// Wherever their card and their pane are scrolled to.
void TestDiagnose::itsButtonsAreSeenInASmallWindow()
{
    DiagnoseBench bench;
    bench.window().resize(960, 600);
    bench.put(ticket);
    bench.openByKey();
    auto* card = bench.page().findChild<DiagnosisCard*>();
    auto* scroll = qobject_cast<QScrollArea*>(card->parentWidget()->parentWidget()->parentWidget());
    QVERIFY(scroll != nullptr);
    QScrollBar& bar = *scroll->verticalScrollBar();
    QVERIFY2(bar.maximum() > 0, "the card is higher than its room");
    for (const int at : {0, bar.maximum() / 2, bar.maximum()}) {
        bar.setValue(at);
        for (const char* each :
             {"Copy as Markdown", "Copy for ticket", "Test it", "Paste again", "Keep as drawing"}) {
            const QAbstractButton* button = bench.button(QLatin1String(each), &bench.page());
            QVERIFY2(button != nullptr, each);
            QCOMPARE(button->visibleRegion().boundingRect(), button->rect());
        }
    }
    // Scrolled to its end, the buttons cover nothing of it.
    const int top = bench.button(QStringLiteral("Test it"), &bench.page())
                        ->parentWidget()
                        ->mapTo(card, QPoint(0, 0))
                        .y();
    for (const QLabel* each : card->findChildren<QLabel*>()) {
        const int bottom = each->mapTo(card, QPoint(0, each->height())).y();
        const bool isOfFoot = each->parentWidget()->mapTo(card, QPoint(0, 0)).y() >= top;
        QVERIFY2(!each->isVisible() || isOfFoot || bottom <= top, qPrintable(each->text()));
    }
}

void TestDiagnose::keptItHasANameOfItsOwn()
{
    DiagnoseBench bench;
    bench.put(QStringLiteral("Enter-PSSession app8\nAccess is denied."));
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Keep as drawing"), &bench.page()));
    const auto* tabs = bench.window().findChild<QTabBar*>(QStringLiteral("documentTab"));
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->tabText(1), QStringLiteral("Ticket"));
    QVERIFY2(tabs->tabText(0).endsWith(QStringLiteral("Ticket, as a drawing")),
             qPrintable(tabs->tabText(0)));
}

/// A remedy without a line before it is the only one.
void TestDiagnose::whereNoLineCuresNothingIsOr()
{
    const CommandRow* const row = commandRow("Get-ADUser");
    QVERIFY(row != nullptr && !row->remedy.empty());
    scriptread::ScriptReading reading;
    reading.calls.emplace_back();
    reading.findings.push_back({.command = "Get-ADUser", .row = row});
    reading.findings.push_back({.command = "Get-ADUser", .row = row, .rewrite = "Get-ADUser x"});
    ScriptCard card;
    card.setReading(reading);
    const QString remedy = QString::fromUtf8(row->remedy.data(), qsizetype(row->remedy.size()));
    QStringList texts;
    for (const QLabel* each : card.findChildren<QLabel*>())
        texts += each->text();
    QCOMPARE(texts.filter(remedy), (QStringList{remedy, QStringLiteral("Or: ") + remedy}));
}

void TestDiagnose::keptItEndsTheTestBefore()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.key(Qt::Key_F5);
    QVERIFY(bench.window().isRunning());
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Keep as drawing"), &bench.page()));
    QVERIFY(!bench.window().isRunning());
    QVERIFY(bench.window().report().routes.empty());
}

/// It is stopped while its drawing is still the one that is open.
void TestDiagnose::keptItTheStoppedTestIsARunOfTheDrawingBefore()
{
    DiagnoseBench bench;
    bench.put(
        QStringLiteral("PC-4.ost.example -> WEB-7.ost.example -> \\\\NAS-3.ost.example\\pics"));
    bench.key(Qt::Key_N, Qt::ControlModifier);
    bench.canvas().setFocus();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(bench.answer(bench.path(QStringLiteral("vorher.hopw"))));
    bench.put(ticket);
    bench.key(Qt::Key_F5);
    QVERIFY(bench.window().isRunning());
    bench.openByKey();
    QVERIFY(bench.press(QStringLiteral("Keep as drawing"), &bench.page()));
    QVERIFY(!bench.window().isRunning());
    QTRY_VERIFY(QFile::exists(bench.path(QStringLiteral("vorher.hopw.runs/1.hoprun"))));
}

void TestDiagnose::theDrawingThatComesBackCanBeTakenBack()
{
    DiagnoseBench bench;
    const model::Graph before = bench.window().document().graph();
    bench.click(bench.middleOf("ADM-PC01"));
    bench.key(Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(bench.window().document().graph() != before);
    bench.put(ticket);
    bench.openByKey();
    bench.key(Qt::Key_W, Qt::ControlModifier);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.window().document().graph() == before);
}

void TestDiagnose::anEmptiedFieldHasTheTextAgain()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QLineEdit* const ranOn = bench.field(QStringLiteral("Ran on"));
    ranOn->setFocus();
    ranOn->selectAll();
    bench.type(QStringLiteral("web7"));
    QVERIFY(bench.settles([&] { return bench.paintedWords().contains(QStringLiteral("web7")); }));
    ranOn->selectAll();
    bench.key(Qt::Key_Delete);
    QVERIFY(bench.settles(
        [&] { return bench.paintedWords().contains(QStringLiteral("kai-terminal-09")); }));
    QCOMPARE(ranOn->text(), QString());
    bench.key(Qt::Key_Tab);
    QCOMPARE(ranOn->text(), QStringLiteral("kai-terminal-09"));
}

void TestDiagnose::whatCannotBeDrawnCannotBeKept()
{
    DiagnoseBench bench;
    bench.put(ticket);
    bench.openByKey();
    QAbstractButton* const keep = bench.button(QStringLiteral("Keep as drawing"));
    QVERIFY(keep->isEnabled());
    QLineEdit* const account = bench.field(QStringLiteral("Account"));
    account->setFocus();
    account->selectAll();
    bench.type(QString(300, u'x'));
    QVERIFY(bench.settles([&] { return !keep->isEnabled(); }));
    QVERIFY2(bench.paneText().contains(QStringLiteral("That was not taken")),
             qPrintable(bench.paneText()));
    account->selectAll();
    bench.type(QStringLiteral("HAFEN\\svc-zwei"));
    QVERIFY(bench.settles([&] { return keep->isEnabled(); }));
    QVERIFY(!bench.paneText().contains(QStringLiteral("That was not taken")));
}

/// "The first machine", where nobody names it; the name of a machine stays as it is written.
void TestDiagnose::aWordBeginsASentenceWithACapital()
{
    DiagnoseBench bench;
    const QString text = QStringLiteral(
        "Enter-PSSession 10.9.8.7\nThe WinRM client cannot process the request. 0x803380E4\n");
    bench.put(text);
    bench.openByKey();
    QVERIFY2(bench.cardText().contains(QStringLiteral("\nThe first machine cannot prove")),
             qPrintable(bench.cardText()));
    bench.put(QStringLiteral("From kai-4: ") + text);
    QVERIFY(bench.press(QStringLiteral("Paste again"), &bench.page()));
    QVERIFY2(bench.cardText().contains(QStringLiteral("\nkai-4 cannot prove")),
             qPrintable(bench.cardText()));
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestDiagnose>(argc, argv);
}

#include "tst_diagnose.moc"
