#include "core/store/run_file.h"
#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>
#include <QTimer>

#include <nlohmann/json.hpp>

using namespace hopwright;
using namespace hopwright::cli::tests;
using Json = nlohmann::json;

namespace {

constexpr const char* broken = R"(ADM-PC01.lab.example -> JUMP01.lab.example -> \\FS01\Reports)";
constexpr const char* foreign = R"(Größe-PC -> 跳躍サーバー01 -> \\名前の長いサーバー\共有)";
constexpr const char* threeHops = R"(PC -> JUMP -> APP -> \\FS\Data)";

std::string contentsOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

}  // namespace

class TestShowCommand : public QObject {
    Q_OBJECT

private slots:
    void readsAsProbePrinted_data();
    void readsAsProbePrinted();
    void jsonReadsAsProbePrintedIt();
    void theRunSaysWhatItTested();
    void aRunIsNotWrittenOver();
    void aRunThatCannotBeWrittenIsToldAndPrinted();
    void aRunThatWasStoppedIsKept();
    void whatWasAppliedIsKept();
    void twoRunsAreComparedHopByHop();
    void theComparisonAsJson();
    void whatIsNoRunIsRefused();
};

void TestShowCommand::readsAsProbePrinted_data()
{
    QTest::addColumn<QStringList>("chains");
    QTest::newRow("denied") << QStringList{QString::fromUtf8(broken)};
    QTest::newRow("several, one foreign") << QStringList{
        QString::fromUtf8(broken), QString::fromUtf8(foreign), QString::fromUtf8(threeHops)};
    QTest::newRow("skipped") << QStringList{QStringLiteral(R"(A -kerberos-> B -> \\C\S)")};
    QTest::newRow("a session alone") << QStringList{QStringLiteral("A -> B")};
}

void TestShowCommand::readsAsProbePrinted()
{
    QFETCH(const QStringList, chains);
    const Folder folder;
    std::vector<std::string> drawn;
    for (const QString& each : chains)
        drawn.push_back(each.toStdString());
    const std::string path = folder.drawing("a.hopw", drawn);
    const std::string saved = folder.file("a.hoprun");
    const Ran probed = run({"probe", path, "--practice", "--save", saved});
    QCOMPARE(probed.err, std::string());
    QVERIFY(QFile::remove(QString::fromStdString(path)));  // The run needs it no more.
    const Ran shown = run({"show", saved});
    QCOMPARE(shown.err, std::string());
    QCOMPARE(shown.out, probed.out);
    QCOMPARE(shown.code, probed.code);
}

void TestShowCommand::jsonReadsAsProbePrintedIt()
{
    const Folder folder;
    const std::string saved = folder.file("a.hoprun");
    const Ran probed = run({"probe", folder.drawing("a.hopw", {broken, foreign}), "--practice",
                            "--json", "--save", saved});
    QCOMPARE(probed.code, 3);
    const Ran shown = run({"show", saved, "--json"});
    QCOMPARE(shown.out, probed.out);
    QCOMPARE(shown.code, 3);
}

void TestShowCommand::theRunSaysWhatItTested()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {broken});
    const std::string saved = folder.file("a.hoprun");
    QCOMPARE(run({"probe", path, "--practice", "--save", saved}).code, 3);
    const Json json = Json::parse(contentsOf(saved), nullptr, false);
    QCOMPARE(json.value("format", ""), std::string("hopwright.run/1"));
    QCOMPARE(json.value("version", ""), std::string(HOPWRIGHT_VERSION));
    QCOMPARE(json.value("title", ""), std::string("a.hopw"));
    QCOMPARE(json["time"].get<std::string>().size(), std::string("2026-11-25T14:04:52Z").size());
    QCOMPARE(json["drawing"]["text"].get<std::string>(), contentsOf(path));
    QCOMPARE(json["routes"][0]["hops"][0]["text"].get<std::string>(),
             std::string("ADM-PC01 -> JUMP01.lab.example"));
    QCOMPARE(json["routes"][0]["hops"][1]["text"].get<std::string>(),
             std::string(R"(JUMP01 -> \\FS01\Reports)"));
}

void TestShowCommand::aRunIsNotWrittenOver()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {broken});
    const std::string saved = folder.file("a.hoprun");
    QCOMPARE(run({"probe", path, "--practice", "--save", saved}).code, 3);
    const std::string before = contentsOf(saved);
    const Ran again = run({"probe", path, "--practice", "--save", saved});
    QCOMPARE(again.code, 1);
    QCOMPARE(again.out, std::string());
    QVERIFY2(again.err.find("a.hoprun exists") != std::string::npos, again.err.c_str());
    QVERIFY(contentsOf(saved) == before);
}

void TestShowCommand::aRunThatCannotBeWrittenIsToldAndPrinted()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {broken}), "--practice", "--save",
                         folder.file("no/such/folder/a.hoprun")});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.find("FS01 denies hop 2.") != std::string::npos);
    QVERIFY2(ran.err.find("The run was not saved as a.hoprun") != std::string::npos,
             ran.err.c_str());
}

void TestShowCommand::aRunThatWasStoppedIsKept()
{
    const Folder folder;
    process::StopSignal stop;
    QTimer::singleShot(0, &stop, [&stop] { emit stop.raised(); });
    const std::string saved = folder.file("a.hoprun");
    const Ran probed = run(
        {"probe", folder.drawing("a.hopw", {broken}), "--practice", "--save", saved}, {}, &stop);
    QCOMPARE(probed.code, 130);
    const Ran shown = run({"show", saved});
    QCOMPARE(shown.code, 130);
    QCOMPARE(shown.out, probed.out);
}

void TestShowCommand::whatWasAppliedIsKept()
{
    const Folder folder;
    const std::string path =
        folder.drawing("a.hopw", {R"(ADM-PC01 -credssp-> JUMP01.lab.example -> \\FS01\Reports)"});
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    const std::string saved = folder.file("a.hoprun");
    QCOMPARE(run({"probe", path, "--practice", "--save", saved}).code, 0);
    const Json applied = Json::parse(contentsOf(saved), nullptr, false)["applied"];
    const Json practice = Json::parse(contentsOf(path + ".practice"), nullptr, false)["applied"];
    QVERIFY(!applied.empty());
    QVERIFY(applied == practice);
}

void TestShowCommand::twoRunsAreComparedHopByHop()
{
    const Folder folder;
    const std::string path = folder.drawing(
        "a.hopw", {R"(ADM-PC01 -credssp-> JUMP01.lab.example -> \\FS01\Reports)", foreign});
    const std::string before = folder.file("1.hoprun");
    const std::string after = folder.file("2.hoprun");
    QCOMPARE(run({"probe", path, "--practice", "--save", before}).code, 3);
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    QCOMPARE(run({"probe", path, "--practice", "--save", after}).code, 3);
    const Ran same = run({"show", after, after});
    QCOMPARE(same.code, 3);
    QVERIFY2(same.out.find("Compared 4 hops. All are as before.") != std::string::npos,
             same.out.c_str());
    const Ran shown = run({"show", before, after});
    QCOMPARE(shown.code, 3);
    for (const char* each :
         {"Before: a.hopw, ", "After: a.hopw, ", "denied, 0x803381A2", "another outcome",
          "as before", "Compared 4 hops. 2 are not as before."})
        QVERIFY2(shown.out.find(each) != std::string::npos, (each + shown.out).c_str());
}

void TestShowCommand::theComparisonAsJson()
{
    const Folder folder;
    const std::string path =
        folder.drawing("a.hopw", {R"(ADM-PC01 -credssp-> JUMP01.lab.example -> \\FS01\Reports)"});
    const std::string before = folder.file("1.hoprun");
    const std::string after = folder.file("2.hoprun");
    QCOMPARE(run({"probe", path, "--practice", "--save", before}).code, 3);
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    QCOMPARE(run({"probe", path, "--practice", "--save", after}).code, 0);
    const Ran shown = run({"show", before, after, "--json"});
    QCOMPARE(shown.code, 0);  // As the later one ended.
    QCOMPARE(run({"show", after, before, "--json"}).code, 3);
    const Json json = Json::parse(shown.out, nullptr, false);
    QCOMPARE(json.value("format", ""), std::string("hopwright.comparison/1"));
    QCOMPARE(json.value("changed", 0), 2);
    const Json& hop = json["hops"][0];
    QCOMPARE(hop.value("from", ""), std::string("ADM-PC01"));
    QCOMPARE(hop.value("to", ""), std::string("JUMP01"));
    QCOMPARE(hop.value("before", ""), std::string("denied"));
    QCOMPARE(hop.value("after", ""), std::string("passed"));
    QCOMPARE(hop["differs"].dump(), std::string(R"(["outcome"])"));
    QVERIFY(!hop.value("same", true));
    QVERIFY(!hop.value("drawnOtherwise", true));
    QCOMPARE(json["hops"][1].value("before", ""), std::string("not-reached"));
}

void TestShowCommand::whatIsNoRunIsRefused()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {broken});
    const Ran shown = run({"show", drawing});
    QCOMPARE(shown.code, 1);
    QCOMPARE(shown.out, std::string());
    QVERIFY2(shown.err.find("a.hopw was not opened") != std::string::npos, shown.err.c_str());
    QCOMPARE(run({"show", folder.file("none.hoprun")}).code, 1);
    QCOMPARE(run({"show"}).code, 2);
}

QTEST_GUILESS_MAIN(TestShowCommand)
#include "tst_show_command.moc"
