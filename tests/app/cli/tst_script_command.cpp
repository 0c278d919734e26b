#include "core/files/path.h"
#include "core/script/script_files.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

const std::string chain = R"(ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports)";

QByteArray bytesIn(const std::string& folder, const QString& name)
{
    QFile file(QString::fromStdString(folder) + "/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList namesIn(const std::string& folder)
{
    return QDir(QString::fromStdString(folder)).entryList(QDir::Files, QDir::Name);
}

}  // namespace

class TestScriptCommand : public QObject {
    Q_OBJECT

private slots:
    void itWritesAndNamesEachFile();
    void filesAreWhatWindowsReads();
    void enableAndUndoOfTwoExportsFit();
    void aFolderWithOtherThingsIsRefused();
    void forceWritesBesideThem();
    void anEarlierExportIsWrittenOver();
    void aFolderThatCannotBeMadeIsNamed();
    void aDrawingWithNothingToDoMakesNoFolder();
    void aNameThatCannotStandIsSaid();
    void theFolderMustBeSaid();
    void aWrongDrawingMakesNoFolder();
};

void TestScriptCommand::itWritesAndNamesEachFile()
{
    const Folder folder;
    const std::string out = folder.file("out");
    const Ran ran = run({"script", folder.drawing("a.hopw", {chain}), "--out", out});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.err, std::string());
    QCOMPARE(ran.out, std::string("101-adm-pc01-enable.ps1\n102-jump01-enable.ps1\n"
                                  "201-adm-pc01-verify.ps1\n202-jump01-verify.ps1\n"
                                  "300-adm-pc01-probe.ps1\n"
                                  "401-adm-pc01-short.txt\n402-jump01-short.txt\n"
                                  "901-jump01-undo.ps1\n902-adm-pc01-undo.ps1\nREADME.txt\n"));
    QCOMPARE(namesIn(out).join('\n') + '\n', QString::fromStdString(ran.out));
}

// powershell-engine §1, "Encoding".
void TestScriptCommand::filesAreWhatWindowsReads()
{
    const Folder folder;
    const std::string out = folder.file("out");
    QCOMPARE(run({"script", folder.drawing("a.hopw", {chain}), "--out", out}).code, 0);
    for (const QString& name : namesIn(out)) {
        const QByteArray bytes = bytesIn(out, name);
        QVERIFY2(bytes.startsWith("\xEF\xBB\xBF"), qPrintable(name));
        QCOMPARE(bytes.count("\r\n"), bytes.count('\n'));
    }
    QVERIFY(bytesIn(out, "101-adm-pc01-enable.ps1").contains("'wsman/JUMP01'"));
}

void TestScriptCommand::enableAndUndoOfTwoExportsFit()
{
    const Folder folder;
    const std::string first = folder.file("first");
    const std::string second = folder.file("second");
    QCOMPARE(run({"script", folder.drawing("a.hopw", {chain}), "--out", first}).code, 0);
    const std::string more = folder.drawing("b.hopw", {chain, "X -credssp-> Y"});
    QCOMPARE(run({"script", more, "--out", second}).code, 0);
    const auto planLine = [](const QByteArray& bytes) {
        const qsizetype at = bytes.indexOf("$plan = ");
        return bytes.mid(at, bytes.indexOf('\r', at) - at);
    };
    const QByteArray enable = planLine(bytesIn(first, "102-jump01-enable.ps1"));
    QVERIFY(enable.startsWith("$plan = '"));
    QCOMPARE(planLine(bytesIn(second, "903-jump01-undo.ps1")), enable);
}

void TestScriptCommand::aFolderWithOtherThingsIsRefused()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {chain});
    const Ran ran = run({"script", drawing, "--out", folder.folder.path().toStdString()});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.starts_with("hopwright-cli: The scripts were not written.\n"),
             ran.err.c_str());
    QVERIFY(ran.err.find("a.hopw") != std::string::npos);
    QVERIFY(ran.err.find("--force") != std::string::npos);
    QCOMPARE(ran.out, std::string());
    QCOMPARE(namesIn(folder.folder.path().toStdString()), QStringList{"a.hopw"});
}

void TestScriptCommand::forceWritesBesideThem()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {chain});
    const std::string out = folder.folder.path().toStdString();
    QCOMPARE(run({"script", drawing, "--out", out, "--force"}).code, 0);
    QCOMPARE(namesIn(out).size(), 11);
    QVERIFY(store::loadGraph(files::pathFromUtf8(drawing)).has_value());
}

void TestScriptCommand::anEarlierExportIsWrittenOver()
{
    const Folder folder;
    const std::string out = folder.file("out");
    const std::string drawing = folder.drawing("a.hopw", {chain});
    QCOMPARE(run({"script", drawing, "--out", out}).code, 0);
    QCOMPARE(run({"script", drawing, "--out", out}).code, 0);
    QCOMPARE(namesIn(out).size(), 10);
}

void TestScriptCommand::aFolderThatCannotBeMadeIsNamed()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {chain});
    const Ran ran = run({"script", drawing, "--out", drawing + "/out"});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.find("folder") != std::string::npos);
    QCOMPARE(ran.out, std::string());
}

void TestScriptCommand::aDrawingWithNothingToDoMakesNoFolder()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {chain});
    auto graph = store::loadGraph(files::pathFromUtf8(drawing));
    QVERIFY(graph.has_value());
    graph->routes.clear();
    graph->hops.clear();
    QVERIFY(store::saveGraph(files::pathFromUtf8(drawing), *graph).has_value());
    const Ran ran = run({"script", drawing, "--out", folder.file("out")});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.starts_with("Nothing to write"));
    QVERIFY(!QFile::exists(QString::fromStdString(folder.file("out"))));
}

void TestScriptCommand::aNameThatCannotStandIsSaid()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {chain});
    auto graph = store::loadGraph(files::pathFromUtf8(drawing));
    QVERIFY(graph.has_value());
    graph->hops[graph->hops.begin()->first].typedTarget = "*.lab.example";
    QVERIFY(store::saveGraph(files::pathFromUtf8(drawing), *graph).has_value());
    const Ran ran = run({"script", drawing, "--out", folder.file("out")});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.find("has no *") != std::string::npos, ran.err.c_str());
    QVERIFY(ran.err.find("--force") == std::string::npos);
    QVERIFY(!QFile::exists(QString::fromStdString(folder.file("out"))));
}

void TestScriptCommand::theFolderMustBeSaid()
{
    const Folder folder;
    QCOMPARE(run({"script", folder.drawing("a.hopw", {chain})}).code, 2);
}

void TestScriptCommand::aWrongDrawingMakesNoFolder()
{
    const Folder folder;
    const Ran ran = run({"script", folder.file("none.hopw"), "--out", folder.file("out")});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.starts_with("hopwright-cli: none.hopw was not opened.\n"));
    QVERIFY(!QFile::exists(QString::fromStdString(folder.file("out"))));
}

QTEST_GUILESS_MAIN(TestScriptCommand)
#include "tst_script_command.moc"
