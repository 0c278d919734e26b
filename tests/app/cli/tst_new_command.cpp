#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

class TestNewCommand : public QObject {
    Q_OBJECT

private slots:
    void aChainBecomesADrawing();
    void anExistingFileIsLeftAlone();
    void forceWritesOverIt();
    void dashesEndTheOptions();
    void aNewDrawingStartsWithNothingApplied_data();
    void aNewDrawingStartsWithNothingApplied();
    void aWrongChainNamesItsColumnAndMakesNoFile_data();
    void aWrongChainNamesItsColumnAndMakesNoFile();
};

void TestNewCommand::aChainBecomesADrawing()
{
    const Folder folder;
    const Ran ran = run({"new", folder.file("a.hopw"),
                         R"(ADM-PC01 -credssp-> JUMP01@10.0.0.5:5999 -> \\FS01\Reports)"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.err, std::string());
    const auto graph = store::loadGraph(files::pathFromUtf8(folder.file("a.hopw")));
    QVERIFY(graph.has_value());
    QCOMPARE(graph->computers.size(), std::size_t(3));
    const model::Hop& first = graph->hops.at(graph->routes.begin()->second.hops.front());
    QCOMPARE(first.method, Method::CredSsp);
    QVERIFY(first.credential.isExplicit);
}

void TestNewCommand::anExistingFileIsLeftAlone()
{
    const Folder folder;
    const std::string path = folder.file("a.hopw");
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    const Ran ran = run({"new", path, "A -> B"});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.starts_with("hopwright-cli: a.hopw was not made.\n"));
    QVERIFY(ran.err.find("--force") != std::string::npos);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

void TestNewCommand::forceWritesOverIt()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A -> B"});
    QCOMPARE(run({"new", path, "C -> D -> E", "--force"}).code, 0);
    const auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph.has_value());
    QCOMPARE(graph->computers.size(), std::size_t(3));
}

void TestNewCommand::dashesEndTheOptions()
{
    const Folder folder;
    QCOMPARE(run({"new", folder.file("a.hopw"), "--", "A -> B", "B -> C"}).code, 0);
    QCOMPARE(run({"new", "--force", "--", folder.file("a.hopw"), "A -> D"}).code, 0);
    QCOMPARE(run({"new", folder.file("b.hopw"), "--sometimes", "A -> B"}).code, 2);
    QCOMPARE(run({"new", folder.file("b.hopw")}).code, 2);
    QCOMPARE(run({"new"}).code, 2);
    const Ran help = run({"new", "--help"});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.starts_with("Draw chains into a new file."));
}

void TestNewCommand::aNewDrawingStartsWithNothingApplied_data()
{
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<std::string>("state");  // Empty: what apply leaves.
    QTest::newRow("over the old one") << false << std::string();
    QTest::newRow("after it was deleted") << true << std::string();
    QTest::newRow("a broken state") << false << std::string("{}");
}

void TestNewCommand::aNewDrawingStartsWithNothingApplied()
{
    QFETCH(const bool, deleted);
    QFETCH(const std::string, state);
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A -credssp-> B"});
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    if (!state.empty()) {
        QFile kept(QString::fromStdString(path + ".practice"));
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write(state.c_str());
    }
    if (deleted)
        QVERIFY(QFile::remove(QString::fromStdString(path)));
    QCOMPARE(run({"new", path, "C -credssp-> D", "--force"}).code, 0);
    QCOMPARE(run({"apply", path, "--practice", "--undo"}).out,
             std::string("Nothing to take back.\n"));
}

void TestNewCommand::aWrongChainNamesItsColumnAndMakesNoFile_data()
{
    QTest::addColumn<std::string>("chain");
    QTest::addColumn<std::string>("column");
    QTest::newRow("unknown method") << std::string("A -digest-> B") << std::string("column 4");
    QTest::newRow("unknown transport") << std::string("A -ntlm/tcp-> B") << std::string("column 9");
    QTest::newRow("begins with an arrow") << std::string("-> B") << std::string("column 1");
    QTest::newRow("begins with a space") << std::string(" -> B") << std::string("column 2");
    QTest::newRow("begins with a method")
        << std::string("-credssp-> B -> C") << std::string("column 1");
    QTest::newRow("nothing but dashes") << std::string("--") << std::string("column 3");
    QTest::newRow("empty name") << std::string("A ->  -> B") << std::string("column ");
    QTest::newRow("port out of range") << std::string("A -> B:70000") << std::string("column 8");
    QTest::newRow("share before the end")
        << std::string(R"(A -> \\F\S -> B)") << std::string("column 6");
}

void TestNewCommand::aWrongChainNamesItsColumnAndMakesNoFile()
{
    QFETCH(const std::string, chain);
    QFETCH(const std::string, column);
    const Folder folder;
    const Ran ran = run({"new", folder.file("a.hopw"), chain});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.find(column) != std::string::npos, ran.err.c_str());
    QVERIFY(!QFile::exists(QString::fromStdString(folder.file("a.hopw"))));
}

QTEST_GUILESS_MAIN(TestNewCommand)
#include "tst_new_command.moc"
