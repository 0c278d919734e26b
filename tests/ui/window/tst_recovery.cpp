#include "core/files/path.h"
#include "core/model/graph_rules.h"
#include "core/store/edit_journal.h"
#include "core/store/graph_file.h"
#include "tests/special_files.h"
#include "tests/ui/window/window_bench.h"
#include "ui/dialogs/recovery_question.h"
#include "ui/panels/notice_strip.h"

#include <QLabel>

using namespace hopwright;

namespace {

/// A window that keeps a journal, as app/gui makes it.
struct Bench : WindowBench {
    std::filesystem::path journals() const
    {
        return files::pathFromUtf8(path(QStringLiteral("journal")).toStdString());
    }
    std::size_t count() const
    {
        std::error_code error;
        const std::filesystem::directory_iterator all(journals(), error);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    /// Ends as the system ends it, and starts again.
    void endAndStart()
    {
        window().endNow();
        again();
    }
    void again()
    {
        start();
        window().keepJournalIn(journals());
        window().offerLeftOvers();
    }
    void addMachine(const char* name)
    {
        auto next = window().document().graph();
        const model::ComputerId id{next.nextId++};
        next.computers[id] = {.id = id, .name = name};
        window().document().edit(QStringLiteral("Add machine %1").arg(QLatin1String(name)), next);
    }
    bool has(const char* name) const
    {
        return model::computerByName(const_cast<Bench*>(this)->window().document().graph(), name)
               != nullptr;
    }
    /// In the strip above the canvas.
    bool says(const QString& text)
    {
        const auto* strip = window().findChild<ui::NoticeStrip*>();
        return strip->isVisible() && strip->text().contains(text);
    }
    ui::RecoveryQuestion* question()
    {
        auto* found = window().findChild<ui::RecoveryQuestion*>();
        return found != nullptr && found->isVisible() ? found : nullptr;
    }
    bool answer(const char* text)
    {
        ui::RecoveryQuestion* asked = question();
        const bool pressed = asked != nullptr && press(QLatin1String(text), asked);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return pressed;
    }
    /// A drawing of its own, saved, open, and with a change that is not.
    QString changedDrawing(const char* machine = "SRV-A.ad.emea.corp.example")
    {
        const QString file = path(QStringLiteral("Netz\u00fcbersicht \u6771\u4eac.hopw"));
        model::Graph graph;
        graph.computers[model::ComputerId{1}] = {.id = model::ComputerId{1}, .name = "PC1"};
        graph.nextId = 2;
        if (!ui::saveDrawing(file, graph))
            qFatal("the drawing was not saved");
        window().keepJournalIn(journals());
        window().openFile(file);
        addMachine(machine);
        return file;
    }
};

}  // namespace

/// What was not saved when the window went comes back, if its user wants it.
class TestRecovery : public QObject {
    Q_OBJECT

private slots:
    void restoreBringsTheChangesIntoTheirDrawing();
    void keepBothLeavesTheFileAlone();
    void discardIsForGood();
    void escapeAsksAgainNextTime();
    void anUntitledDrawingComesBack();
    void aFileThatIsGoneComesBackUntitled();
    void nothingIsOfferedAfterSaveOrDiscard();
    void anotherDrawingLetsTheChangesGo();
    void undoAfterRestoreIsTheFileAsItIsNow();
    void changesThatCannotBeReadStay();
    void whatCannotBeKeptAnewStaysWhereItWas();
    void aLastChangeThatWasCutShortIsNamed();
    void theSystemEndsItWithoutAQuestion();
    void severalAreOfferedOneAfterAnother();
    void theOthersAreNamed();
    void whatCameBackIsKeptUntilItIsSaved();
};

void TestRecovery::restoreBringsTheChangesIntoTheirDrawing()
{
    Bench bench;
    const QString file = bench.changedDrawing();
    bench.addMachine("Zweitrechner");
    bench.endAndStart();
    QVERIFY(bench.question() != nullptr);
    QString said;
    for (const QLabel* each : bench.question()->findChildren<QLabel*>())
        said += each->text() + u'\n';
    for (const char* part : {"Netz\u00fcbersicht \u6771\u4eac.hopw", "What comes back (2)",
                             "Add machine Zweitrechner"})
        QVERIFY2(said.contains(QString::fromUtf8(part)), qPrintable(said));
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("PC1") && bench.has("SRV-A.ad.emea.corp.example")
            && bench.has("Zweitrechner"));
    QVERIFY(bench.window().windowTitle().startsWith(QString::fromUtf8("Netz\u00fcbersicht")));
    QVERIFY(bench.window().isWindowModified());
    bench.window().document().history().undo();
    QVERIFY(bench.has("PC1") && !bench.has("Zweitrechner"));
    const auto onDisk = ui::loadDrawing(file);
    QVERIFY(onDisk);
    QCOMPARE(onDisk->graph.computers.size(), std::size_t{1});
}

void TestRecovery::keepBothLeavesTheFileAlone()
{
    Bench bench;
    const QString file = bench.changedDrawing();
    bench.endAndStart();
    QVERIFY(bench.answer("Keep both"));
    QVERIFY(bench.has("SRV-A.ad.emea.corp.example"));
    QVERIFY2(bench.window().windowTitle().contains(QStringLiteral("brought back")),
             qPrintable(bench.window().windowTitle()));
    const auto onDisk = ui::loadDrawing(file);
    QVERIFY(onDisk);
    QCOMPARE(onDisk->graph.computers.size(), std::size_t{1});
}

void TestRecovery::discardIsForGood()
{
    Bench bench;
    bench.changedDrawing();
    bench.endAndStart();
    QVERIFY(bench.answer("Discard"));
    QCOMPARE(bench.count(), std::size_t{0});
    bench.again();
    QVERIFY(bench.question() == nullptr);
}

void TestRecovery::escapeAsksAgainNextTime()
{
    Bench bench;
    bench.changedDrawing();
    bench.endAndStart();
    QVERIFY(bench.question() != nullptr);
    QTest::keyClick(bench.question(), Qt::Key_Escape);
    QVERIFY(bench.question() == nullptr);
    QCOMPARE(bench.count(), std::size_t{1});
    bench.again();
    QVERIFY(bench.question() != nullptr);
}

void TestRecovery::anUntitledDrawingComesBack()
{
    Bench bench;
    bench.window().keepJournalIn(bench.journals());
    bench.addMachine("NIRGENDS");
    bench.endAndStart();
    QVERIFY(bench.question() != nullptr);
    QVERIFY(bench.button(QStringLiteral("Keep both"), bench.question()) == nullptr);
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("NIRGENDS"));
}

void TestRecovery::aFileThatIsGoneComesBackUntitled()
{
    Bench bench;
    const QString file = bench.changedDrawing();
    bench.window().endNow();
    QVERIFY(QFile::remove(file));
    bench.again();
    QString said;
    for (const QLabel* each : bench.question()->findChildren<QLabel*>())
        said += each->text();
    QVERIFY2(said.contains(QStringLiteral("not as it was then")), qPrintable(said));
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("PC1") && bench.has("SRV-A.ad.emea.corp.example"));
    QVERIFY(!QFile::exists(file));
}

void TestRecovery::nothingIsOfferedAfterSaveOrDiscard()
{
    Bench bench;
    bench.changedDrawing();
    QCOMPARE(bench.count(), std::size_t{1});
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!bench.window().isWindowModified());
    QCOMPARE(bench.count(), std::size_t{0});
    bench.addMachine("ANOTHER");
    QCOMPARE(bench.count(), std::size_t{1});
    bench.window().close();
    QVERIFY(bench.press(QStringLiteral("Discard")));
    QCOMPARE(bench.count(), std::size_t{0});
}

void TestRecovery::anotherDrawingLetsTheChangesGo()
{
    Bench bench;
    bench.changedDrawing();
    QCOMPARE(bench.count(), std::size_t{1});
    QVERIFY(bench.choose(QStringLiteral("Help"), QStringLiteral("Three hops")));
    QVERIFY(bench.press(QStringLiteral("Discard")));
    QVERIFY(bench.has("PC1") == false);
    QCOMPARE(bench.count(), std::size_t{0});
}

/// The file was written by another program since: one step back is that, not what it was.
void TestRecovery::undoAfterRestoreIsTheFileAsItIsNow()
{
    Bench bench;
    const QString file = bench.changedDrawing();
    bench.window().endNow();
    model::Graph other;
    other.computers[model::ComputerId{1}] = {.id = model::ComputerId{1}, .name = "BY-ANOTHER"};
    other.nextId = 2;
    QVERIFY(ui::saveDrawing(file, other));
    bench.again();
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("PC1") && bench.has("SRV-A.ad.emea.corp.example"));
    bench.window().document().history().undo();
    QVERIFY(bench.window().document().graph() == other);
    QVERIFY(!bench.window().isWindowModified());
}

void TestRecovery::changesThatCannotBeReadStay()
{
    Bench bench;
    bench.window().keepJournalIn(bench.journals());
    std::filesystem::create_directories(bench.journals());
    for (const bool isAfter : {true, false}) {
        const std::string good = store::writeGraph({});
        store::JournalRecords records({.title = "Torn"}, isAfter ? good : "<hopwright");
        const QByteArray bytes = QByteArray::fromStdString(
            records.begin()
            + records.edit({.text = "Edit", .time = "2031-02-03T04:05:06Z"},
                           isAfter ? "<hopwright" : good));
        QFile journal(bench.path(QStringLiteral("journal/0.journal")));
        QVERIFY(journal.open(QIODevice::WriteOnly) && journal.write(bytes) == bytes.size());
        journal.close();
        bench.again();
        const model::Graph before = bench.window().document().graph();
        QVERIFY(bench.answer("Restore"));
        QVERIFY(bench.window().document().graph() == before);
        QCOMPARE(WindowBench::read(journal.fileName()), bytes);
        QVERIFY(bench.says(QStringLiteral("The changes to Torn cannot be read")));
    }
}

void TestRecovery::whatCannotBeKeptAnewStaysWhereItWas()
{
    HOPWRIGHT_NEED_SPECIAL_FILES();
    Bench bench;
    bench.changedDrawing();
    bench.endAndStart();
    QVERIFY(bench.question() != nullptr);
    bool restored = false;
    {
        const test::FileSizeLimit full(10);
        QVERIFY(full.isSet());
        restored = bench.answer("Restore");
    }
    QVERIFY(restored && bench.has("SRV-A.ad.emea.corp.example"));
    QVERIFY(bench.says(QStringLiteral("Unsaved changes are not kept for the next start")));
    QCOMPARE(bench.count(), std::size_t{1});
}

void TestRecovery::aLastChangeThatWasCutShortIsNamed()
{
    Bench bench;
    std::filesystem::create_directories(bench.journals());
    const std::string good = store::writeGraph({});
    model::Graph graph;
    graph.computers[model::ComputerId{1}] = {.id = model::ComputerId{1}, .name = "DB-\u6771\u4eac"};
    graph.nextId = 2;
    store::JournalRecords records({.title = "Cut"}, good);
    const std::string whole =
        records.begin()
        + records.edit({.text = "Edit", .time = "2031-02-03T04:05:06Z"}, store::writeGraph(graph));
    for (const bool isCut : {false, true}) {
        QFile journal(bench.path(QStringLiteral("journal/%1.journal").arg(isCut)));
        const QByteArray bytes = QByteArray::fromStdString(whole + (isCut ? "e 40 12" : ""));
        QVERIFY(journal.open(QIODevice::WriteOnly) && journal.write(bytes) == bytes.size());
        journal.close();
        bench.again();
        QString said;
        for (const QLabel* each : bench.question()->findChildren<QLabel*>())
            said += each->text() + u'\n';
        QCOMPARE(said.contains(QStringLiteral("One more was not written")), isCut);
        QVERIFY(bench.answer("Discard"));
    }
}

void TestRecovery::theSystemEndsItWithoutAQuestion()
{
    Bench bench;
    bench.changedDrawing();
    bench.window().endNow();
    QVERIFY(!bench.window().isVisible());
    QCOMPARE(bench.count(), std::size_t{1});
}

void TestRecovery::theOthersAreNamed()
{
    Bench bench;
    bench.changedDrawing("FIRST");
    for (const char* name : {"SECOND", "THIRD"}) {
        bench.window().endNow();
        bench.start();
        bench.window().keepJournalIn(bench.journals());
        bench.addMachine(name);
    }
    bench.endAndStart();
    QCOMPARE(bench.count(), std::size_t{3});
    QVERIFY(bench.question() != nullptr);
    QTest::keyClick(bench.question(), Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY2(bench.question() != nullptr, "Escape asks for the next");
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.question() == nullptr);
    QVERIFY(bench.says(
        QStringLiteral("Unsaved changes of other drawings (1) are offered at the next start.")));
    QCOMPARE(bench.count(), std::size_t{3});
}

void TestRecovery::severalAreOfferedOneAfterAnother()
{
    Bench bench;
    bench.changedDrawing("FIRST");
    bench.window().endNow();
    bench.start();
    bench.window().keepJournalIn(bench.journals());
    bench.addMachine("SECOND");
    bench.endAndStart();
    QVERIFY(bench.question() != nullptr);
    QCOMPARE(bench.count(), std::size_t{2});
    QVERIFY(bench.answer("Discard"));
    QVERIFY(bench.question() != nullptr);
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("SECOND") != bench.has("FIRST"));
}

void TestRecovery::whatCameBackIsKeptUntilItIsSaved()
{
    Bench bench;
    bench.changedDrawing();
    bench.endAndStart();
    QVERIFY(bench.answer("Restore"));
    QCOMPARE(bench.count(), std::size_t{1});
    bench.endAndStart();
    QVERIFY(bench.answer("Restore"));
    QVERIFY(bench.has("SRV-A.ad.emea.corp.example"));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(bench.count(), std::size_t{0});
}

int main(int argc, char** argv)
{
    return runWindowTest<TestRecovery>(argc, argv);
}

#include "tst_recovery.moc"
