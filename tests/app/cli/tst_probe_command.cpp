#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>
#include <QTimer>

#include <nlohmann/json.hpp>

using namespace hopwright;
using namespace hopwright::cli::tests;
using Json = nlohmann::json;

namespace {

const std::string broken = R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)";
const std::string delegated = R"(ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports)";

std::string stateOf(const Json& report, std::size_t hop)
{
    return report["routes"][0]["hops"][hop].value("state", "");
}

}  // namespace

class TestProbeCommand : public QObject {
    Q_OBJECT

private slots:
    void nothingRunsWithoutAnEnvironment_data();
    void nothingRunsWithoutAnEnvironment();
    void aDeniedHopIsExitThree();
    void jsonIsTheRun();
    void appliedCredSspPassesUntilItIsTakenBack();
    void aWrongPasswordIsDeniedAtNegotiate();
    void aMethodThatIsNotBuiltIsSkipped();
    void aShareWithoutASessionIsVisited();
    void aShareWithoutASessionIsSkippedLive();
    void aProgramVisitsItLive();
    void aProgramIsForLiveAlone_data();
    void aProgramIsForLiveAlone();
    void sessionsAloneAreTested();
    void aMachineToItselfIsTested();
    void anUnknownRouteIsBadInput();
    void ownTextRunsOnlyWithItsHash();
    void withoutPolicyOfTheClientItStops_data();
    void withoutPolicyOfTheClientItStops();
    void liveAsksForAPassword();
    void everyNamedAccountNeedsItsLine();
    void aPortFileThatIsNoneIsBadInput();
    void stoppingIsExit130();
};

void TestProbeCommand::nothingRunsWithoutAnEnvironment_data()
{
    QTest::addColumn<QStringList>("flags");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("two") << QStringList{"--practice", "--live"};
    QTest::newRow("live without a user") << QStringList{"--live"};
}

void TestProbeCommand::nothingRunsWithoutAnEnvironment()
{
    QFETCH(const QStringList, flags);
    const Folder folder;
    std::vector<std::string> arguments = {"probe", folder.drawing("a.hopw", {broken})};
    for (const QString& each : flags)
        arguments.push_back(each.toStdString());
    const Ran ran = run(arguments);
    QCOMPARE(ran.code, 2);
    QCOMPARE(ran.out, std::string());
}

void TestProbeCommand::aDeniedHopIsExitThree()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {broken}), "--practice"});
    QCOMPARE(ran.code, 3);
    QCOMPARE(ran.err, std::string());
    for (const char* each : {"FS01 denies hop 2.", "denied, code 5", "Use CredSSP on hop 1",
                             "planned 2, passed 1, denied 1"})
        QVERIFY2(ran.out.find(each) != std::string::npos, ran.out.c_str());
}

void TestProbeCommand::jsonIsTheRun()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {broken}), "--practice", "--json"});
    QCOMPARE(ran.code, 3);
    const Json json = Json::parse(ran.out, nullptr, false);
    QCOMPARE(json.value("format", ""), std::string("hopwright.run/1"));
    QCOMPARE(json.value("environment", ""), std::string("practice"));
    QVERIFY(json.value("testedFromA", false));
    QCOMPARE(stateOf(json, 0), std::string("passed"));
    QCOMPARE(stateOf(json, 1), std::string("denied"));
    const Json& hop = json["routes"][0]["hops"][1];
    for (const char* field : {"id", "from", "to", "state", "stage", "cause", "code", "evidence",
                              "ms", "predicted", "stages"})
        QVERIFY2(hop.contains(field), field);
    QCOMPARE(hop.value("stage", ""), std::string("access"));
    QCOMPARE(hop.value("code", ""), std::string("5"));
    QCOMPARE(hop["stages"].size(), std::size_t(10));
    QCOMPARE(json["counters"].value("planned", 0), 2);
}

void TestProbeCommand::appliedCredSspPassesUntilItIsTakenBack()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {delegated});
    const Ran refused = run({"probe", path, "--practice"});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.out.find("0x803381A2") != std::string::npos, refused.out.c_str());

    const Ran applied = run({"apply", path, "--practice"});
    QCOMPARE(applied.code, 0);
    QVERIFY2(applied.out.find("Applied: ") != std::string::npos, applied.out.c_str());
    const Ran passed = run({"probe", path, "--practice"});
    QVERIFY2(passed.code == 0, passed.out.c_str());
    QVERIFY2(passed.out.find("JUMP01 can read the password of LAB\\alice") != std::string::npos,
             passed.out.c_str());

    QCOMPARE(run({"apply", path, "--practice", "--undo"}).code, 0);
    QCOMPARE(run({"probe", path, "--practice"}).code, 3);
}

void TestProbeCommand::aWrongPasswordIsDeniedAtNegotiate()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {broken}), "--practice", "--as",
                         "LAB\\alice", "--password-stdin", "--json"},
                        {"not the password"});
    QCOMPARE(ran.code, 3);
    const Json json = Json::parse(ran.out, nullptr, false);
    const Json& hop = json["routes"][0]["hops"][0];
    QCOMPARE(hop.value("stage", ""), std::string("negotiate"));
    QCOMPARE(hop.value("cause", ""), std::string("wrong-password"));
    QCOMPARE(stateOf(json, 1), std::string("not-reached"));
    QVERIFY(ran.out.find("not the password") == std::string::npos);
}

void TestProbeCommand::aMethodThatIsNotBuiltIsSkipped()
{
    const Folder folder;
    const Ran ran =
        run({"probe", folder.drawing("a.hopw", {R"(A -kerberos-> B -> \\C\S)"}), "--practice"});
    QCOMPARE(ran.code, 5);
    QVERIFY2(ran.out.find("Kerberos is not built yet") != std::string::npos, ran.out.c_str());
    QCOMPARE(QByteArray::fromStdString(ran.out).count("Hop 1 was skipped"), 1);
}

/// field/18
void TestProbeCommand::aShareWithoutASessionIsVisited()
{
    const Folder folder;
    const Ran ran =
        run({"probe", folder.drawing("a.hopw", {R"(PC -> \\FS\Data)"}), "--practice", "--json"});
    QCOMPARE(ran.code, 0);
    const Json report = Json::parse(ran.out);
    QCOMPARE(stateOf(report, 0), std::string("passed"));
    QCOMPARE(report["routes"][0]["hops"][0].value("asPredicted", false), true);
}

void TestProbeCommand::aShareWithoutASessionIsSkippedLive()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {R"(PC -> \\FS\Data)"}), "--live",
                         "--as", "CORP\\ann", "--password-stdin"},
                        {"secret"});
    QCOMPARE(ran.code, 5);
    QVERIFY2(ran.out.contains("--next-hop smbclient=PATH"), ran.out.c_str());
}

void TestProbeCommand::aProgramVisitsItLive()
{
#ifdef Q_OS_WIN
    QSKIP("smbclient, which a shell script stands in for, is not on Windows");
#endif
    const Folder folder;
    QFile program(QString::fromStdString(folder.file("client")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\necho 'session setup failed: NT_STATUS_LOGON_FAILURE'\nexit 1\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    const Ran ran = run({"probe", folder.drawing("a.hopw", {R"(PC -> \\FS\Data)"}), "--live",
                         "--as", "CORP\\ann", "--password-stdin", "--next-hop",
                         "smbclient=" + folder.file("client"), "--json"},
                        {"secret"});
    QCOMPARE(ran.code, 3);
    const Json hop = Json::parse(ran.out)["routes"][0]["hops"][0];
    QCOMPARE(hop.value("stage", ""), std::string("negotiate"));
    QCOMPARE(hop.value("code", ""), std::string("1326"));
    QCOMPARE(hop.value("cause", ""), std::string("wrong-password"));
}

void TestProbeCommand::aProgramIsForLiveAlone_data()
{
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<int>("code");
    const QString program = QStringLiteral("smbclient=/bin/true");
    QTest::newRow("practice") << QStringList{"--practice", "--next-hop", program} << 2;
    QTest::newRow("another kind") << QStringList{"--live", "--as", "CORP\\ann", "--next-hop",
                                                 "sh=/bin/sh"}
                                  << 2;
    QTest::newRow("no program") << QStringList{"--live", "--as", "CORP\\ann", "--next-hop",
                                               "smbclient=/nonexistent/smbclient"}
                                << 1;
    QTest::newRow("a folder") << QStringList{"--live", "--as", "CORP\\ann", "--next-hop",
                                             "smbclient=/"}
                              << 1;
}

void TestProbeCommand::aProgramIsForLiveAlone()
{
    QFETCH(const QStringList, flags);
    QFETCH(const int, code);
    const Folder folder;
    std::vector<std::string> arguments = {"probe",
                                          folder.drawing("a.hopw", {R"(PC -> \\FS\Data)"})};
    for (const QString& each : flags)
        arguments.push_back(each.toStdString());
    QCOMPARE(run(arguments).code, code);
}

/// A drawing of sessions, as somebody draws them with the mouse: no route was made.
void TestProbeCommand::sessionsAloneAreTested()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A1 -> B1 -credssp-> C1", "X1 -> B1"});
    auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph);
    graph->routes.clear();
    QVERIFY(store::saveGraph(files::pathFromUtf8(path), *graph));
    const Ran ran = run({"probe", path, "--practice", "--json"});
    const Json report = Json::parse(ran.out);
    QCOMPARE(report["routes"].size(), std::size_t(2));
    QCOMPARE(report["counters"].value("planned", 0), 3);
    QCOMPARE(report["counters"].value("skipped", -1), 0);
    QCOMPARE(ran.code, 3);  // C1 has no server role.
    const auto after = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(after && after->routes.empty());  // For the run alone.
}

/// field/17
void TestProbeCommand::aMachineToItselfIsTested()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {R"(SP01 -credssp-> SP01 -> \\FS\Data)"});
    QVERIFY(!path.empty());
    QCOMPARE(run({"probe", path, "--practice"}).code, 3);
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    const Ran ran = run({"probe", path, "--practice"});
    QVERIFY2(ran.code == 0, ran.out.c_str());
}

void TestProbeCommand::anUnknownRouteIsBadInput()
{
    const Folder folder;
    const Ran ran =
        run({"probe", folder.drawing("a.hopw", {broken}), "--practice", "--route", "nightly"});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.find("no route is called nightly") != std::string::npos);
}

void TestProbeCommand::ownTextRunsOnlyWithItsHash()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"ADM-PC01 -> JUMP01"});
    auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph.has_value());
    graph->routes[graph->routes.begin()->first].probe = {.kind = model::ProbeKind::Script,
                                                         .text = "abc"};
    QVERIFY(store::saveGraph(files::pathFromUtf8(path), *graph).has_value());
    QCOMPARE(run({"probe", path, "--practice"}).code, 2);
    for (const std::string& typed :
         {std::string("zz"), std::string(63, '0'), std::string(64, 'g')}) {
        const Ran wrong = run({"probe", path, "--practice", "--allow-text", typed});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("--allow-text is no hash of a text."), wrong.err.c_str());
    }
    QCOMPARE(run({"probe", path, "--practice", "--allow-text", std::string(64, '0')}).code, 2);
    const Ran ran = run({"probe", path, "--practice", "--allow-text",
                         "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"});
    QCOMPARE(ran.code, 5);
    QVERIFY(ran.out.find("planned 1") != std::string::npos);
    QVERIFY2(ran.out.find("the practice lab runs no PowerShell text of its own")
                 != std::string::npos,
             ran.out.c_str());
}

void TestProbeCommand::withoutPolicyOfTheClientItStops_data()
{
    QTest::addColumn<QStringList>("where");
    QTest::newRow("live") << QStringList{"--live"};
    QTest::newRow("field/20: lab") << QStringList{"--lab", "ports"};
}

void TestProbeCommand::withoutPolicyOfTheClientItStops()
{
    QFETCH(QStringList, where);
    const Folder folder;
    const std::string path =
        folder.drawing("a.hopw", {R"(LAPTOP-31 -> web-7.corp.example -> \\nas\Data)"});
    std::vector<std::string> arguments{"probe", path, "--as", "CORP\\ops", "--password-stdin"};
    for (const QString& each : where)
        arguments.push_back(each.toStdString());
    const Ran ran = run(arguments, {"secret"});
    QCOMPARE(ran.code, 2);
    for (const char* each : {"The policy of LAPTOP-31 is not known.", "--assume-policy"})
        QVERIFY2(ran.err.find(each) != std::string::npos, ran.err.c_str());
}

void TestProbeCommand::liveAsksForAPassword()
{
    const Folder folder;
    const Ran ran = run({"probe", folder.drawing("a.hopw", {broken}), "--live", "--as",
                         "LAB\\alice", "--assume-policy"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.find("Password of LAB\\alice") != std::string::npos, ran.err.c_str());
}

void TestProbeCommand::everyNamedAccountNeedsItsLine()
{
    const QString sample =
        QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/double-hop-credssp.hopw");
    const Ran ran = run({"probe", sample.toStdString(), "--live", "--as", "LAB\\bob",
                         "--assume-policy", "--password-stdin"},
                        {"secret"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.find("no line gives the password of LAB\\alice") != std::string::npos,
             ran.err.c_str());
}

void TestProbeCommand::aPortFileThatIsNoneIsBadInput()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {broken});
    const Ran ran =
        run({"probe", path, "--lab", path, "--assume-policy", "--password-stdin"}, {"secret"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.find("is no port file of a lab") != std::string::npos, ran.err.c_str());
}

void TestProbeCommand::stoppingIsExit130()
{
    const Folder folder;
    process::StopSignal stop;
    QTimer::singleShot(0, &stop, [&stop] { emit stop.raised(); });
    const Ran ran =
        run({"probe", folder.drawing("a.hopw", {broken}), "--practice", "--json"}, {}, &stop);
    QCOMPARE(ran.code, 130);
    QCOMPARE(stateOf(Json::parse(ran.out, nullptr, false), 0), std::string("cancelled"));
}

QTEST_GUILESS_MAIN(TestProbeCommand)
#include "tst_probe_command.moc"
