#include "core/edit/chain.h"
#include "core/files/path.h"
#include "core/files/write_file.h"
#include "core/store/kept_runs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using namespace hopwright::store;

namespace {

namespace fs = std::filesystem;

fs::path pathOf(const QString& text)
{
    return files::pathFromUtf8(text.toStdString());
}

StoredRun runCalled(const char* title)
{
    return {.version = "0.1.0",
            .time = "2026-11-25T14:04:52Z",
            .title = title,
            .graph = edit::parseChain("A -> B").value_or(model::Graph())};
}

std::string bytesOf(const char* title)
{
    return writeRun(runCalled(title)).value_or(std::string());
}

}  // namespace

class TestKeptRuns : public QObject {
    Q_OBJECT

private slots:
    void aFolderThatIsNotThereHasNone();
    void numbersGoOnBehindTheLast();
    void theOldestGo();
    void whatIsNoRunStays();
    void theyStandBesideTheDrawing();
    void ofADrawingThatCannotBeWrittenTheyAreInTheDataFolder();
    void theHeadOfAFileOfAnotherFormIsReadWhole();
    void aFolderThatCannotBeMadeIsAnError();
};

void TestKeptRuns::aFolderThatIsNotThereHasNone()
{
    QVERIFY(keptRuns(pathOf(QStringLiteral("/nowhere/at/all"))).empty());
}

void TestKeptRuns::numbersGoOnBehindTheLast()
{
    const QTemporaryDir folder;
    const fs::path runs = pathOf(folder.filePath(QStringLiteral("a.hopw.runs")));
    QCOMPARE(keepRun(runs, bytesOf("one"))->number, 1U);
    QCOMPARE(keepRun(runs, bytesOf("two"))->number, 2U);
    QCOMPARE(keepRun(runs, bytesOf("three"))->number, 3U);
    QVERIFY(files::removeFile(runs / "2.hoprun").has_value());
    QCOMPARE(keepRun(runs, bytesOf("four"))->number, 4U);
    const std::vector<KeptRun> found = keptRuns(runs);
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(found[0].number, 1U);
    QCOMPARE(found[2].number, 4U);
    QCOMPARE(headOf(found[1])->title, std::string("three"));
    const auto mode = QFileInfo(folder.filePath(QStringLiteral("a.hopw.runs"))).permissions();
    QVERIFY(!mode.testFlag(QFile::ReadGroup) && !mode.testFlag(QFile::ReadOther));
}

void TestKeptRuns::theOldestGo()
{
    const QTemporaryDir folder;
    const fs::path runs = pathOf(folder.path());
    const std::string bytes = bytesOf("x");
    for (int i = 0; i < 53; ++i)
        QVERIFY(keepRun(runs, bytes).has_value());
    const std::vector<KeptRun> found = keptRuns(runs);
    QCOMPARE(found.size(), std::size_t(50));
    QCOMPARE(found.front().number, 4U);
    QCOMPARE(found.back().number, 53U);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 50);
}

void TestKeptRuns::whatIsNoRunStays()
{
    const QTemporaryDir folder;
    const QStringList others{"0.hoprun",  "007.hoprun",        "1.hoprun.bak", "a.hoprun",
                             "-1.hoprun", "9999999999.hoprun", "notes.txt",    ".hoprun"};
    for (const QString& each : others) {
        QFile file(folder.filePath(each));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(keptRuns(pathOf(folder.path())).empty());
    for (int i = 0; i < 52; ++i)
        QVERIFY(keepRun(pathOf(folder.path()), bytesOf("x")).has_value());
    for (const QString& each : others)
        QVERIFY2(QFile::exists(folder.filePath(each)), qPrintable(each));
}

void TestKeptRuns::theyStandBesideTheDrawing()
{
    const QTemporaryDir folder;
    const fs::path data = pathOf(folder.filePath(QStringLiteral("data")));
    const fs::path drawing = pathOf(folder.filePath(QStringLiteral("Größe.hopw")));
    QVERIFY(files::writeFile(drawing, "x").has_value());
    QCOMPARE(files::bytesOf(*runFolderOf(drawing, data)), files::bytesOf(drawing) + ".runs");
    QVERIFY(*runFolderOf({}, data) == data / "hopwright" / "runs" / "untitled");
}

void TestKeptRuns::ofADrawingThatCannotBeWrittenTheyAreInTheDataFolder()
{
    const QTemporaryDir folder;
    const fs::path data = pathOf(folder.filePath(QStringLiteral("data")));
    const QString name(252, u'n');  // With ".runs" longer than a name may be.
    const fs::path first = pathOf(folder.filePath(name));
    const auto at = runFolderOf(first, data);
    QVERIFY(at.has_value());
    QVERIFY(at->parent_path() == data / "hopwright" / "runs");
    QCOMPARE(at->filename().native().size(), std::size_t(16));
    QVERIFY(*at != *runFolderOf(pathOf(folder.filePath(QString(252, u'm'))), data));
    QVERIFY(*at == *runFolderOf(first, data));
}

void TestKeptRuns::theHeadOfAFileOfAnotherFormIsReadWhole()
{
    const KeptRun run{.number = 1,
                      .path =
                          files::pathFromUtf8(HOPWRIGHT_TEST_DATA "/fuzz_run_file/denied.hoprun")};
    const auto head = headOf(run);
    QVERIFY(head.has_value());
    QCOMPARE(head->title, std::string("nightly.hopw"));
    QCOMPARE(head->counters.denied, 1);
}

void TestKeptRuns::aFolderThatCannotBeMadeIsAnError()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.runs")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto kept = keepRun(pathOf(folder.filePath(QStringLiteral("a.runs"))), bytesOf("x"));
    QVERIFY(!kept.has_value());
    QVERIFY(kept.error().code == ErrorCode::FileUnwritable);
}

QTEST_APPLESS_MAIN(TestKeptRuns)
#include "tst_kept_runs.moc"
