#include "ui/document/document_file.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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
    void aNewDrawingIsUntitledAndUnchanged();
    void whatIsSavedIsWhatIsOpened();
    void anEditMakesItModifiedAndUndoTakesThatBack();
    void savingMakesTheStateClean();
    void anUntitledDrawingHasNoFileToSaveTo();
    void aBrokenFileChangesNothing();
    void aFolderThatIsNotThereKeepsThePath();
    void aSampleIsAnUntitledCopy();

private:
    QString file(const char* name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDocumentFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestDocumentFile::aNewDrawingIsUntitledAndUnchanged()
{
    const DocumentFile document;
    QVERIFY(document.isUntitled());
    QCOMPARE(document.title(), "Untitled");
    QVERIFY(!document.isModified());
}

void TestDocumentFile::whatIsSavedIsWhatIsOpened()
{
    DocumentFile first;
    first.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(first.saveAs(file("Übung.hopw")));
    QCOMPARE(first.title(), "Übung.hopw");

    DocumentFile second;
    QSignalSpy changed(&second, &DocumentFile::fileChanged);
    QVERIFY(second.open(file("Übung.hopw")));
    QCOMPARE(second.document().graph(), oneMachine("WEB"));
    QCOMPARE(second.path(), file("Übung.hopw"));
    QVERIFY(!second.isModified());
    QCOMPARE(changed.count(), 1);
}

void TestDocumentFile::anEditMakesItModifiedAndUndoTakesThatBack()
{
    DocumentFile document;
    QSignalSpy modified(&document, &DocumentFile::modifiedChanged);
    document.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(document.isModified());
    document.document().history().undo();
    QVERIFY(!document.isModified());
    QCOMPARE(modified.count(), 2);
    QCOMPARE(modified[0][0].toBool(), true);
    QCOMPARE(modified[1][0].toBool(), false);
}

void TestDocumentFile::savingMakesTheStateClean()
{
    DocumentFile document;
    document.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(document.saveAs(file("a.hopw")));
    QVERIFY(!document.isModified());
    document.document().history().undo();
    QVERIFY(document.isModified());
    QVERIFY(document.save());
    DocumentFile again;
    QVERIFY(again.open(file("a.hopw")));
    QCOMPARE(again.document().graph().computers.size(), 0U);
}

void TestDocumentFile::anUntitledDrawingHasNoFileToSaveTo()
{
    DocumentFile document;
    const auto saved = document.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::NotAllowed);
}

void TestDocumentFile::aBrokenFileChangesNothing()
{
    QFile broken(file("broken.hopw"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<hopwright");
    broken.close();

    DocumentFile document;
    document.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(!document.open(file("broken.hopw")));
    QCOMPARE(document.document().graph(), oneMachine("WEB"));
    QVERIFY(document.isModified());
    QVERIFY(document.isUntitled());
}

void TestDocumentFile::aFolderThatIsNotThereKeepsThePath()
{
    DocumentFile document;
    document.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(document.saveAs(file("a.hopw")));
    const auto saved = document.saveAs(file("none/b.hopw"));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(document.path(), file("a.hopw"));
}

void TestDocumentFile::aSampleIsAnUntitledCopy()
{
    DocumentFile source;
    source.document().edit("Add machine", oneMachine("WEB"));
    QVERIFY(source.saveAs(file("sample.hopw")));

    DocumentFile document;
    QVERIFY(document.openSample(file("sample.hopw"), "Sample: one machine"));
    QCOMPARE(document.title(), "Sample: one machine");
    QVERIFY(document.isUntitled());
    QVERIFY(!document.isModified());
    QCOMPARE(document.document().graph(), oneMachine("WEB"));
}

QTEST_GUILESS_MAIN(TestDocumentFile)
#include "tst_document_file.moc"
