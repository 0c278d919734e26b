#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using namespace hopwright::cli::tests;

class TestPlanCommand : public QObject {
    Q_OBJECT

private slots:
    void aPredictedDenialIsNoFailure();
    void jsonIsThePlan();
    void fieldCasesAreTold_data();
    void fieldCasesAreTold();
    void ownTextIsShownWithItsHash();
    void aFileThatIsNotThereIsBadInput();
};

void TestPlanCommand::aPredictedDenialIsNoFailure()
{
    const Folder folder;
    const Ran ran =
        run({"plan", folder.drawing("a.hopw", {R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)"})});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.out.find("will be denied (code 5)") != std::string::npos, ran.out.c_str());
}

void TestPlanCommand::jsonIsThePlan()
{
    const Folder folder;
    const Ran ran = run(
        {"plan", folder.drawing("a.hopw", {R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)"}), "--json"});
    QCOMPARE(ran.code, 0);
    const auto json = nlohmann::json::parse(ran.out, nullptr, false);
    QCOMPARE(json.value("format", ""), std::string("hopwright.plan/1"));
    QCOMPARE(json["hops"][1].value("predicted", ""), std::string("denied"));
    QCOMPARE(json["hops"][1].value("code", ""), std::string("5"));
}

void TestPlanCommand::fieldCasesAreTold_data()
{
    QTest::addColumn<std::string>("chain");
    QTest::addColumn<int>("kind");           // Of the resource at the end.
    QTest::addColumn<std::string>("entry");  // Of both lists of the first machine.
    QTest::addColumn<std::vector<std::string>>("says");
    QTest::addColumn<std::string>("notSaid");
    using enum ResourceKind;
    const auto row = [](const char* name, const char* chain, ResourceKind kind, const char* entry,
                        std::vector<std::string> says, const char* notSaid) {
        QTest::newRow(name) << std::string(chain) << int(kind) << std::string(entry)
                            << std::move(says) << std::string(notSaid);
    };
    const char* const share = R"(OPS-7.corp.example -> GW.corp.example -> \\DB-4.corp.example\ERP)";
    row("field/2", R"(A -ntlm-> B.corp.example:5986 -> \\C\d$)", SmbShare, "",
        {"A → B, NTLM/HTTPS: will pass"}, "must stand in TrustedHosts");
    row("field/2 said otherwise", R"(A -ntlm/http-> B.corp.example:5986 -> \\C\d$)", SmbShare, "",
        {"A → B, NTLM: will pass", "trusts B.corp.example"}, "HTTPS: will");
    const auto denied = [&](const char* name, ResourceKind kind) {
        row(name, share, kind, "",
            {"Ways out, safest first", "1  Run it from OPS-7: nothing exposed",
             "Give the command its own credential: password in memory",
             "Use CredSSP on hop 1: password on GW"},
            "In place of CredSSP");
    };
    denied("field/21 SQL Server", SqlServer);
    denied("field/21 LDAP", Ldap);
    denied("field/21 AD web services", ActiveDirectoryWebServices);
    denied("field/21 CIM", Cim);
    denied("field/21 WMI", Wmi);
    row("field/25", R"(OPS-7.corp.example -credssp-> GW.corp.example -> \\DB-4.corp.example\ERP)",
        SmbShare, "",
        {"In place of CredSSP, safest first", "1  Run it from OPS-7: nothing exposed",
         "Let DB-4 accept GW: one directory change",
         "Use an endpoint on GW that has an account of its own",
         "Give hop 2 its own credential: password in memory",
         "Use an endpoint on GW that runs as one user: password stored on GW"},
        "Ways out");
    row("field/26", share, SmbShare, "WSMAN/*",
        {"warning: OPS-7 may send a password to every name that WSMAN/* covers. Width: critical",
         "proves its name by NTLM only. Width: critical"},
        "names: ");
    row("field/16", share, SmbShare, "WSMAN/a WSMAN/b WSMAN/c WSMAN/d",
        {"One value on OPS-7 holds 4 names: WSMAN/a WSMAN/b WSMAN/c WSMAN/d.",
         "each needs a value of its own"},
        "Width");
}

void TestPlanCommand::fieldCasesAreTold()
{
    QFETCH(const std::string, chain);
    QFETCH(const int, kind);
    QFETCH(const std::string, entry);
    QFETCH(const std::vector<std::string>, says);
    QFETCH(const std::string, notSaid);
    const Folder folder;
    const std::string path = folder.drawing("field.hopw", {chain});
    auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph.has_value());
    graph->resources[graph->resources.begin()->first].kind = static_cast<ResourceKind>(kind);
    if (!entry.empty()) {
        model::PracticeFacts& facts = graph->computers[graph->computers.begin()->first].practice;
        facts.allowFresh = {entry};
        facts.allowFreshNtlmOnly = {entry};
    }
    QVERIFY(store::saveGraph(files::pathFromUtf8(path), *graph).has_value());
    const Ran ran = run({"plan", path});
    QCOMPARE(ran.code, 0);
    for (const std::string& each : says)
        QVERIFY2(ran.out.find(each) != std::string::npos, (each + "\n" + ran.out).c_str());
    QVERIFY2(ran.out.find(notSaid) == std::string::npos, ran.out.c_str());
}

void TestPlanCommand::ownTextIsShownWithItsHash()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)"});
    auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph.has_value());
    graph->routes[graph->routes.begin()->first].probe = {
        .kind = model::ProbeKind::Script, .text = "abc", .sideEffects = "writes a log"};
    QVERIFY(store::saveGraph(files::pathFromUtf8(path), *graph).has_value());
    const Ran ran = run({"plan", path});
    // FIPS 180-2, appendix B.1: SHA-256 of "abc".
    QVERIFY2(ran.out.find("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                 != std::string::npos,
             ran.out.c_str());
    QVERIFY(ran.out.find("writes a log") != std::string::npos);
}

void TestPlanCommand::aFileThatIsNotThereIsBadInput()
{
    const Folder folder;
    const Ran ran = run({"plan", folder.file("none.hopw")});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.starts_with("hopwright-cli: none.hopw was not opened.\n"));
    QCOMPARE(ran.out, std::string());
}

QTEST_GUILESS_MAIN(TestPlanCommand)
#include "tst_plan_command.moc"
