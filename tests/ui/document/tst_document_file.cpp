#include "tests/special_files.h"
#include "ui/document/document_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hopwright;
using ui::DocumentFile;

namespace {

model::Graph oneMachine(const std::string& name)
{
    model::Graph graph;
    graph.computers[model::ComputerId{1}] = {.id = model::ComputerId{1}, .name = name};
    graph.nextId = 2;
    return graph;
}

}  // namespace

class TestDocumentFile : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aDrawingIsCalledByItsFileItsSampleOrUntitled();
    void whatIsSavedIsWhatIsLoaded();
    void whatAnotherProgramWroteIsSeen();
    void aSampleIsReadLikeAFile();
    void aSampleThatIsNotThereIsSaid();
    void aBrokenFileIsAnErrorWithItsPlace();
    void aFolderThatIsNotThereIsAnError();
    void whatIsNoFileIsNotWaitedFor();
    void aNameThatIsNotWholeIsRefused();

private:
    QString file(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDocumentFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestDocumentFile::aDrawingIsCalledByItsFileItsSampleOrUntitled()
{
    QCOMPARE(DocumentFile{}.title(), "Untitled");
    QVERIFY(DocumentFile{}.isUntitled());
    const DocumentFile sample{.path = {}, .sampleTitle = "Sample: double hop, broken"};
    QCOMPARE(sample.title(), "Sample: double hop, broken");
    QVERIFY(sample.isUntitled());
    const DocumentFile saved{.path = "/home/a/estate.hopw"};
    QCOMPARE(saved.title(), "estate.hopw");
    QVERIFY(!saved.isUntitled());
}

void TestDocumentFile::whatIsSavedIsWhatIsLoaded()
{
    const QString path = file(QStringLiteral("Übung.hopw"));
    QVERIFY(ui::saveDrawing(path, oneMachine("WEB")));
    QVERIFY(QFile::exists(path));
    const auto loaded = ui::loadDrawing(path);
    QVERIFY(loaded);
    QCOMPARE(loaded->graph, oneMachine("WEB"));
    QCOMPARE(loaded->file.path, path);
}

void TestDocumentFile::whatAnotherProgramWroteIsSeen()
{
    const QString path = file("a.hopw");
    const auto saved = ui::saveDrawing(path, oneMachine("WEB"));
    QVERIFY(saved);
    QVERIFY(!ui::isChangedByAnother(*saved));
    QCOMPARE(ui::loadDrawing(path)->file.hash, saved->hash);
    QVERIFY2(!ui::isChangedByAnother({}), "an untitled one has no file");

    QVERIFY(ui::saveDrawing(path, oneMachine("DB")));
    QVERIFY(ui::isChangedByAnother(*saved));
    QVERIFY(!ui::isChangedByAnother(ui::loadDrawing(path)->file));

    QVERIFY(QFile::remove(path));
    QVERIFY2(!ui::isChangedByAnother(*saved), "what is gone cannot be lost");
    QVERIFY(QDir().mkpath(path));
    QVERIFY2(ui::isChangedByAnother(*saved), "it is no file any more");
}

void TestDocumentFile::aSampleIsReadLikeAFile()
{
    QVERIFY(ui::saveDrawing(file("sample.hopw"), oneMachine("WEB")));
    const auto sample = ui::loadSample(file("sample.hopw"));
    QVERIFY(sample);
    QCOMPARE(*sample, oneMachine("WEB"));
}

void TestDocumentFile::aSampleThatIsNotThereIsSaid()
{
    const auto sample = ui::loadSample(":/none.hopw");
    QVERIFY(!sample);
    QCOMPARE(sample.error().code, ErrorCode::FileUnreadable);
}

void TestDocumentFile::aBrokenFileIsAnErrorWithItsPlace()
{
    QFile broken(file("broken.hopw"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<hopwright format=\"1\"\n  <");
    broken.close();
    const auto loaded = ui::loadDrawing(file("broken.hopw"));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::Malformed);
    QVERIFY(loaded.error().detail.english().starts_with("line "));
}

void TestDocumentFile::aFolderThatIsNotThereIsAnError()
{
    const auto saved = ui::saveDrawing(file("none/a.hopw"), oneMachine("WEB"));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
}

void TestDocumentFile::whatIsNoFileIsNotWaitedFor()
{
    HOPWRIGHT_NEED_SPECIAL_FILES();
    const QString pipe = file(QStringLiteral("pipe.hopw"));
    QVERIFY(test::makeFifo(pipe));
    const auto loaded = ui::loadDrawing(pipe);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::FileUnreadable);
    const auto saved = ui::saveDrawing(pipe, oneMachine("DESK-4"));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
    // Something else stands there now: it is asked about.
    QVERIFY(ui::isChangedByAnother({.path = pipe, .sampleTitle = {}, .hash = {}}));
    QVERIFY(QFile::link(QStringLiteral("nowhere"), file(QStringLiteral("link.hopw"))));
    QVERIFY(ui::isChangedByAnother(
        {.path = file(QStringLiteral("link.hopw")), .sampleTitle = {}, .hash = {}}));
}

// Qt puts U+FFFD for a byte that is not UTF-8: another file would be written.
void TestDocumentFile::aNameThatIsNotWholeIsRefused()
{
    const QString name = QFile::decodeName(m_folder->path().toUtf8() + "/Gr\xF6.hopw");
    QVERIFY(name.contains(QChar::ReplacementCharacter));
    const auto saved = ui::saveDrawing(name, oneMachine("DESK-4"));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::Malformed);
    QVERIFY(!ui::loadDrawing(name));
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QCOMPARE((DocumentFile{.path = QStringLiteral("/a/x\u202E\ny.hopw")}.title()),
             QStringLiteral("x[U+202E][U+000A]y.hopw"));
}

QTEST_GUILESS_MAIN(TestDocumentFile)
#include "tst_document_file.moc"
