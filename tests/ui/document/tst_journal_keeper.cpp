#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/special_files.h"
#include "ui/document/journal_keeper.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <cerrno>
#include <csignal>
#include <cstdio>

using namespace hopwright;
using ui::DocumentFile;
using ui::GraphDocument;
using ui::JournalKeeper;

namespace {

/// A drawing whose state tells how many edits made it: machine 1 moves, every third edit adds one with a name of its own.
model::Graph drawingAfter(int edits)
{
    model::Graph graph;
    const auto machine = [&](std::uint32_t id, std::string name, double x) {
        graph.computers[model::ComputerId{id}] = {
            .id = model::ComputerId{id}, .name = std::move(name), .position = {.x = x, .y = 0}};
    };
    machine(1, "Vertr\u00e4ge-\u6771\u4eac", edits);
    for (int i = 1; i <= edits / 3; ++i)
        machine(std::uint32_t(i) + 1, "srv" + std::to_string(i) + ".ad.emea.corp.example", 0);
    graph.nextId = std::uint32_t(edits / 3) + 2;
    return graph;
}

int editsIn(const std::string& document)
{
    const auto graph = store::readGraph(document);
    if (!graph)
        return -1;
    const int edits = int(graph->computers.at(model::ComputerId{1}).position.x);
    return *graph == drawingAfter(edits) ? edits : -1;
}

struct Folder {
    QTemporaryDir scratch;

    std::filesystem::path journals() const
    {
        return files::pathFromUtf8(scratch.filePath(QStringLiteral("data/journal")).toStdString());
    }
    QString file(const QString& name) const { return scratch.filePath(name); }
    std::size_t count() const
    {
        std::error_code error;
        const std::filesystem::directory_iterator all(journals(), error);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
};

void edit(GraphDocument& document, int number,
          GraphDocument::Gesture gesture = GraphDocument::Gesture::None)
{
    document.edit(QStringLiteral("Edit %1").arg(number), drawingAfter(number), gesture);
}

store::EditJournal readBack(const JournalKeeper& keeper)
{
    QFile file(QString::fromStdString(keeper.path().string()));
    const std::string bytes =
        file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    return store::readJournal(bytes).value_or(store::EditJournal{});
}

constexpr int savedEvery = 40;
constexpr auto editing = "--edit";
constexpr auto flushing = "--flush";

/// Edit after edit, faster than it flushes, until its journal fails. Prints after how many milliseconds, and why; then, one edit
/// later, what a flush says, how many edits were told as failed and how many the journal has.
int editUntilItFails(const QString& folder)
{
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, files::pathFromUtf8(folder.toStdString()));
    QSignalSpy failed(&keeper, &JournalKeeper::failed);
    QElapsedTimer timer;
    timer.start();
    int edits = 0;
    constexpr int patienceMs = 10'000;
    while (failed.isEmpty() && timer.elapsed() < patienceMs) {
        edit(document, ++edits);
        QTest::qWait(JournalKeeper::flushMs / 10);
    }
    if (failed.isEmpty())
        return 1;
    std::fprintf(stdout, "%d %s\n", int(timer.elapsed()),
                 failed.at(0).at(0).value<Error>().detail.english().c_str());
    edit(document, edits + 1);
    const auto flushed = keeper.flush();
    std::fprintf(stdout, "flush: %s\n", flushed ? "yes" : flushed.error().detail.english().c_str());
    std::fprintf(stdout, "kept: %d\n", edits - editsIn(readBack(keeper).after));
    return 0;
}

/// What a killed program does: edit after edit, each told when it is done; a save now and then.
int editUntilKilled(const QString& drawing, const QString& folder)
{
    std::FILE* out = stdout;
    GraphDocument document(drawingAfter(0));
    auto saved = ui::saveDrawing(drawing, document.graph());
    JournalKeeper keeper(document, saved.value_or(DocumentFile{}),
                         files::pathFromUtf8(folder.toStdString()));
    for (int i = 1;; ++i) {
        edit(document, i);
        if (i % savedEvery == 0) {
            saved = ui::saveDrawing(drawing, document.graph());
            keeper.saved(saved.value_or(DocumentFile{}));
        }
        std::fprintf(out, "%d\n", i);
        std::fflush(out);
    }
}

}  // namespace

class TestJournalKeeper : public QObject {
    Q_OBJECT

private slots:
    void anEditIsWrittenBeforeItReturns();
    void whatIsSavedLeavesNothing();
    void whatIsUndoneLeavesNothing();
    void aDragIsOneEdit();
    void aLongDragIsWrittenNowAndThen();
    void eachGestureIsAnEditOfTheList();
    void whatWasEditedBackIsNotOffered();
    void theOldestIsOfferedFirst();
    void afterAFullDiskTheNextEditHasAll();
    void aDiskThatCannotFlushIsTold();
    void aJournalOfALivingProgramIsNotOffered();
    void itDoesNotGrowWithoutBound();
    void aLargeDrawingIsNotWrittenAnewAtEachEdit();
    void aFlushHasTheDragThatIsUnderWay();
    void aFolderThatCannotBeWrittenIsToldOnce();
    void aChangedFileIsSeen();
    void aBrokenJournalStays();
    void killedAtAnyTimeItLosesAtMostTheLastEdit();
};

void TestJournalKeeper::anEditIsWrittenBeforeItReturns()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    const DocumentFile file{.path = QStringLiteral("/srv/Netz\u00fcbersicht.hopw"), .hash = "ab"};
    JournalKeeper keeper(document, file, folder.journals());
    QVERIFY(keeper.path().empty());
    for (int i = 1; i <= 5; ++i) {
        edit(document, i);
        QFile journal(QString::fromStdString(keeper.path().string()));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        const auto read = store::readJournal(journal.readAll().toStdString());
        QVERIFY(read);
        QCOMPARE(editsIn(read->after), i);
        QCOMPARE(editsIn(read->before), 0);
        QCOMPARE(read->edits, std::size_t(i));
        QCOMPARE(read->steps.back().text, "Edit " + std::to_string(i));
        QCOMPARE(read->head.path, file.path.toStdString());
        QCOMPARE(read->head.fileHash, std::string("6162"));
        QCOMPARE(journal.permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }
    document.history().undo();
    QFile journal(QString::fromStdString(keeper.path().string()));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    const auto read = store::readJournal(journal.readAll().toStdString());
    QCOMPARE(editsIn(read->after), 4);
    QCOMPARE(read->steps.back().text, std::string("Undo: Edit 5"));
}

void TestJournalKeeper::whatIsSavedLeavesNothing()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, folder.journals());
    edit(document, 1);
    QCOMPARE(folder.count(), std::size_t{1});
    const auto saved = ui::saveDrawing(folder.file(QStringLiteral("a.hopw")), document.graph());
    QVERIFY(saved);
    keeper.saved(*saved);
    QCOMPARE(folder.count(), std::size_t{0});
    edit(document, 2);
    const auto read = store::readJournal([&] {
        QFile journal(QString::fromStdString(keeper.path().string()));
        return journal.open(QIODevice::ReadOnly) ? journal.readAll().toStdString() : std::string();
    }());
    QVERIFY(read);
    QCOMPARE(editsIn(read->before), 1);
    QCOMPARE(QString::fromStdString(read->head.path), saved->path);
    keeper.discard();
    QCOMPARE(folder.count(), std::size_t{0});
}

void TestJournalKeeper::whatIsUndoneLeavesNothing()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, folder.journals());
    edit(document, 1);
    document.history().undo();
    QCOMPARE(folder.count(), std::size_t{0});
    document.history().redo();
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestJournalKeeper::aDragIsOneEdit()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    {
        JournalKeeper keeper(document, {}, folder.journals());
        const auto drag = document.beginGesture();
        for (int i = 1; i <= 50; ++i)
            edit(document, i, drag);
        QTRY_COMPARE_WITH_TIMEOUT(folder.count(), std::size_t{1}, 5000);
        const auto second = document.beginGesture();
        edit(document, 51, second);
    }
    const auto left = ui::findLeftOvers(folder.journals());
    QCOMPARE(left.size(), std::size_t{1});
    QCOMPARE(editsIn(left.front().journal.after), 51);
    QCOMPARE(left.front().journal.edits, std::size_t{2});
}

void TestJournalKeeper::aLongDragIsWrittenNowAndThen()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, folder.journals());
    const auto drag = document.beginGesture();
    int moves = 0;
    while (folder.count() == 0 && moves < 100) {
        edit(document, ++moves, drag);
        QTest::qWait(JournalKeeper::gestureMs / 10);
    }
    QVERIFY2(moves < 100, "the drag went on for ten times as long as it may wait");
}

/// However fast one follows the other.
void TestJournalKeeper::eachGestureIsAnEditOfTheList()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    {
        JournalKeeper keeper(document, {}, folder.journals());
        for (int i = 1; i <= 4; ++i)
            edit(document, i, document.beginGesture());
        edit(document, 5);
        const auto drag = document.beginGesture();
        edit(document, 6, drag);
        edit(document, 7, drag);
        document.history().undo();
    }
    const auto left = ui::findLeftOvers(folder.journals());
    QCOMPARE(left.size(), std::size_t{1});
    QStringList steps;
    for (const auto& each : left.front().journal.steps)
        steps << QString::fromStdString(each.text);
    QCOMPARE(steps.join(u','),
             QStringLiteral("Edit 1,Edit 2,Edit 3,Edit 4,Edit 5,Edit 7,Undo: Edit 7"));
    QCOMPARE(left.front().journal.edits, std::size_t{7});
    QCOMPARE(editsIn(left.front().journal.after), 5);
}

void TestJournalKeeper::whatWasEditedBackIsNotOffered()
{
    const Folder folder;
    GraphDocument document(drawingAfter(2));
    {
        JournalKeeper keeper(document, {}, folder.journals());
        edit(document, 3);
        edit(document, 2);
    }
    QCOMPARE(folder.count(), std::size_t{1});
    QVERIFY(ui::findLeftOvers(folder.journals()).empty());
    QCOMPARE(folder.count(), std::size_t{0});
}

void TestJournalKeeper::theOldestIsOfferedFirst()
{
    const Folder folder;
    std::filesystem::create_directories(folder.journals());
    const std::vector<int> hours{7, 2, 9, 4, 1, 8, 3};
    for (const int hour : hours) {
        store::JournalRecords records({.title = std::to_string(hour)},
                                      store::writeGraph(drawingAfter(0)));
        const std::string time = "2031-02-03T0" + std::to_string(hour) + ":00:00Z";
        const std::string bytes =
            records.begin()
            + records.edit({.text = "Edit", .time = time}, store::writeGraph(drawingAfter(1)));
        QFile file(QString::fromStdString(
            (folder.journals() / (std::to_string(hour * 7 % 10) + ".journal")).string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray::fromStdString(bytes)), qint64(bytes.size()));
    }
    QString titles;
    for (const ui::LeftOver& each : ui::findLeftOvers(folder.journals()))
        titles += each.title();
    QCOMPARE(titles, QStringLiteral("1234789"));
}

/// By the limit of a file's size.
void TestJournalKeeper::afterAFullDiskTheNextEditHasAll()
{
    HOPWRIGHT_NEED_SPECIAL_FILES();
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    {
        JournalKeeper keeper(document, {}, folder.journals());
        const QSignalSpy failed(&keeper, &JournalKeeper::failed);
        edit(document, 1);
        for (int round = 1; round <= 2; ++round) {
            {
                const test::FileSizeLimit small(std::filesystem::file_size(keeper.path()) + 10);
                QVERIFY(small.isSet());
                edit(document, 3 * round - 1);
            }
            QCOMPARE(failed.size(), round);
            edit(document, 3 * round);
            QCOMPARE(failed.size(), round);
        }
    }
    const auto left = ui::findLeftOvers(folder.journals());
    QCOMPARE(left.size(), std::size_t{1});
    {
        GraphDocument other(drawingAfter(0));
        const JournalKeeper keeper(other, {}, folder.journals());
        {
            const test::FileSizeLimit tiny(10);
            QVERIFY(tiny.isSet());
            edit(other, 1);
            edit(other, 2);
        }
        QCOMPARE(folder.count(), std::size_t{1});  // None that only begins.
    }
    QCOMPARE(editsIn(left.front().journal.after), 6);
    QCOMPARE(editsIn(left.front().journal.before), 0);
}

/// Issue 15: flushed to the disk within a second.
void TestJournalKeeper::aDiskThatCannotFlushIsTold()
{
#ifdef HOPWRIGHT_FAILING_CALLS
    const Folder folder;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOPWRIGHT_FAIL"), QStringLiteral("fsync:%1").arg(EIO));
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(HOPWRIGHT_FAILING_CALLS));
    environment.insert(QStringLiteral("ASAN_OPTIONS"),
                       environment.value(QStringLiteral("ASAN_OPTIONS"))
                           + QStringLiteral(":verify_asan_link_order=0"));
    program.setProcessEnvironment(environment);
    program.start(QCoreApplication::applicationFilePath(),
                  {QLatin1String(flushing), QString::fromStdString(folder.journals().string())});
    QVERIFY(program.waitForFinished(30'000));
    const QByteArray said = program.readAllStandardOutput();
    QVERIFY2(said.contains("the disk reports an error"), said.constData());
    constexpr int busyMs = 2000;  // What a busy machine may take beyond the second.
    QVERIFY2(said.left(said.indexOf(' ')).toInt() < 1000 + busyMs, said.constData());
    QVERIFY2(!said.contains("flush: yes"), said.constData());
    // The new one is not on the disk, so the old one stands.
    QVERIFY2(said.contains("kept: 0\n"), said.constData());
#else
    QSKIP("no call can be made to fail here");
#endif
}

void TestJournalKeeper::aJournalOfALivingProgramIsNotOffered()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    auto keeper = std::make_unique<JournalKeeper>(document, DocumentFile{}, folder.journals());
    edit(document, 1);
    QVERIFY(ui::findLeftOvers(folder.journals()).empty());
    QVERIFY(keeper->flush());
    keeper.reset();
    const auto left = ui::findLeftOvers(folder.journals());
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(ui::findLeftOvers(folder.journals()).empty());  // Offered once at a time.
}

void TestJournalKeeper::itDoesNotGrowWithoutBound()
{
    const Folder folder;
    model::Graph graph = drawingAfter(30);
    GraphDocument document(graph);
    JournalKeeper keeper(document, {}, folder.journals());
    std::size_t most = 0;
    for (int i = 0; i < 3000; ++i) {
        graph.computers[model::ComputerId{1}].notes = std::string(2000, char('a' + i % 26));
        document.edit(QStringLiteral("Edit %1").arg(i), graph);
        most = std::max(most, std::size_t(std::filesystem::file_size(keeper.path())));
    }
    QCOMPARE(folder.count(), std::size_t{1});
    QVERIFY2(most < 2'000'000, std::to_string(most).c_str());
    QVERIFY2(most > 900'000, std::to_string(most).c_str());
}

void TestJournalKeeper::aLargeDrawingIsNotWrittenAnewAtEachEdit()
{
    const Folder folder;
    model::Graph graph = drawingAfter(300);
    constexpr std::size_t longNotes = 25'000;
    for (const auto& [id, computer] : model::Graph(graph).computers)
        graph.computers[id].notes = std::string(longNotes, 'n');
    GraphDocument document(graph);
    JournalKeeper keeper(document, {}, folder.journals());
    std::filesystem::path path;
    for (int i = 1; i <= 5; ++i) {
        graph.computers[model::ComputerId{1}].position.x = -i;
        document.edit(QStringLiteral("Edit %1").arg(i), graph);
        if (i == 1)
            path = keeper.path();
        QVERIFY(std::filesystem::file_size(keeper.path()) > std::size_t{2} * 1024 * 1024);
        QCOMPARE(keeper.path(), path);
    }
}

void TestJournalKeeper::aFlushHasTheDragThatIsUnderWay()
{
    const Folder folder;
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, folder.journals());
    edit(document, 1);
    edit(document, 2, document.beginGesture());
    QVERIFY(keeper.flush());
    QCOMPARE(editsIn(readBack(keeper).after), 2);
}

void TestJournalKeeper::aFolderThatCannotBeWrittenIsToldOnce()
{
    const Folder folder;
    QFile inTheWay(folder.file(QStringLiteral("data")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    GraphDocument document(drawingAfter(0));
    JournalKeeper keeper(document, {}, folder.journals());
    QSignalSpy failed(&keeper, &JournalKeeper::failed);
    edit(document, 1);
    edit(document, 2);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(editsIn(store::writeGraph(document.graph())), 2);
    const auto flushed = keeper.flush();
    QVERIFY2(!flushed, "what is not written is on no disk");
    QCOMPARE(flushed.error().code, failed.at(0).at(0).value<Error>().code);
    QCOMPARE(failed.size(), 1);
    QVERIFY(inTheWay.remove());
    QVERIFY(keeper.flush());  // It is tried once more.
    QCOMPARE(editsIn(readBack(keeper).after), 2);
    edit(document, 3);  // All of it, now that it can be written.
    QCOMPARE(folder.count(), std::size_t{1});
    QVERIFY(keeper.flush());
    QCOMPARE(failed.size(), 1);
}

void TestJournalKeeper::aChangedFileIsSeen()
{
    const Folder folder;
    const QString drawing = folder.file(QStringLiteral("a.hopw"));
    GraphDocument document(drawingAfter(0));
    const auto saved = ui::saveDrawing(drawing, document.graph());
    QVERIFY(saved);
    {
        JournalKeeper keeper(document, *saved, folder.journals());
        edit(document, 1);
    }
    const auto left = ui::findLeftOvers(folder.journals());
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(!left.front().isFileChanged());
    QVERIFY(ui::saveDrawing(drawing, drawingAfter(9)));
    QVERIFY(left.front().isFileChanged());
    QVERIFY(QFile::remove(drawing));
    QVERIFY(left.front().isFileChanged());
    const ui::LeftOver untitled{.journal = {.head = {.title = "Untitled"}}};
    QVERIFY2(!untitled.isFileChanged(), "there is no file that could have changed");
}

void TestJournalKeeper::aBrokenJournalStays()
{
    HOPWRIGHT_NEED_SPECIAL_FILES();
    const Folder folder;
    std::filesystem::create_directories(folder.journals());
    const QString path = QString::fromStdString((folder.journals() / "0.journal").string());
    QFile broken(path);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("hopwright-journal/9\n") > 0);
    broken.close();
    std::filesystem::create_directory(folder.journals() / "1.journal");
    std::filesystem::create_symlink("/dev/zero", folder.journals() / "2.journal");
    QVERIFY(test::makeFifo(QString::fromStdString((folder.journals() / "3.journal").string())));
    QVERIFY(ui::findLeftOvers(folder.journals()).empty());
    QCOMPARE(folder.count(), std::size_t{4});
}

/// HOPWRIGHT_KILLS: how often; 30 without it.
void TestJournalKeeper::killedAtAnyTimeItLosesAtMostTheLastEdit()
{
    const int asked = qEnvironmentVariableIntValue("HOPWRIGHT_KILLS");
    const int kills = asked > 0 ? asked : 30;
    int lost = 0;
    int offered = 0;
    for (int n = 0; n < kills; ++n) {
        const Folder folder;
        const QString drawing = folder.file(QStringLiteral("a.hopw"));
        QProcess program;
        program.start(
            QCoreApplication::applicationFilePath(),
            {QLatin1String(editing), drawing, QString::fromStdString(folder.journals().string())});
        QVERIFY(program.waitForReadyRead(30'000));
        QTest::qSleep(int(QRandomGenerator::global()->bounded(150)));
        program.kill();
        QVERIFY(program.waitForFinished(30'000));
        const QList<QByteArray> lines = program.readAll().split('\n');
        const int told =
            lines.size() < 2 ? 0 : lines.at(lines.size() - 2).toInt();  // The last may be cut.
        const auto left = ui::findLeftOvers(folder.journals());
        QVERIFY(left.size() <= 1);
        const auto file = ui::loadDrawing(drawing);
        QVERIFY2(file, "the drawing was damaged");
        const int inFile = editsIn(store::writeGraph(file->graph));
        const int inJournal = left.empty() ? -1 : editsIn(left.front().journal.after);
        QVERIFY(inFile >= 0 && (left.empty() || inJournal >= 0));
        const int back = std::max(inFile, inJournal);
        QVERIFY2(back >= told, qPrintable(QStringLiteral("%1 told, %2 back").arg(told).arg(back)));
        offered += left.empty() ? 0 : 1;
        lost += told == 0 ? 1 : 0;
    }
    QTextStream(stdout) << "journal: " << kills << " kills, changes were offered after " << offered
                        << ", " << lost << " before the first edit\n";
    QVERIFY(offered > kills / 2);
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == editing)
        return editUntilKilled(QFile::decodeName(argv[2]), QFile::decodeName(argv[3]));
    if (argc == 3 && QByteArray(argv[1]) == flushing)
        return editUntilItFails(QFile::decodeName(argv[2]));
    TestJournalKeeper test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journal_keeper.moc"
