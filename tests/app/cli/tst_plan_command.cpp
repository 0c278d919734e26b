#include "core/store/file_io.h"
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

void TestPlanCommand::ownTextIsShownWithItsHash()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)"});
    auto graph = store::loadGraph(store::pathFromUtf8(path));
    QVERIFY(graph.has_value());
    graph->routes.begin()->second.probe = {
        .kind = model::ProbeKind::Script, .text = "abc", .sideEffects = "writes a log"};
    QVERIFY(store::saveGraph(store::pathFromUtf8(path), *graph).has_value());
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
