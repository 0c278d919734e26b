#include "app/cli/plan_json.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using namespace hopwright::plan::tests;
using Json = nlohmann::ordered_json;

namespace {

/// The broken sample: ADM-PC01 -> JUMP01 -> \\FS01\Reports.
struct Broken : Drawing {
    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId jump = machine("JUMP01");
    model::ComputerId files = machine("FS01");
    model::HopId first = session(client, jump, Method::Default, "JUMP01.lab.example:5985");
    model::HopId second = use(jump, share(files, "Reports"));
    model::RouteId whole = route({first, second});

    Json json() const { return Json::parse(cli::planToJson(graph, plan::makePlan(graph))); }
};

/// Whether \p object has each of \p fields. Fields may be added, none may go.
bool hasFields(const Json& object, const std::vector<const char*>& fields)
{
    return std::ranges::all_of(fields, [&](const char* field) { return object.contains(field); });
}

}  // namespace

class TestPlanJson : public QObject {
    Q_OBJECT

private slots:
    void hasTheFieldsOfTheContract();
    void saysWhatIsDeniedAndWhy();
    void delegateComputersStandAsTypedWithoutTheirPrefix();
    void waysOutAndAlternativesAreThere();
    void everyReasonHasATextAndARule();
    void aRouteHasTheHashOfItsOwnText();
};

void TestPlanJson::hasTheFieldsOfTheContract()
{
    const Json json = Broken().json();
    QCOMPARE(json.at("format").get<std::string>(), std::string("hopwright.plan/1"));
    QVERIFY(hasFields(json, {"nodes", "hops", "findings"}));
    QCOMPARE(json.at("nodes").size(), std::size_t(3));
    for (const Json& node : json.at("nodes"))
        QVERIFY(hasFields(node, {"id", "name", "roles", "delegateComputers", "ntlmOnly",
                                 "trustedHosts", "because"}));
    QCOMPARE(json.at("hops").size(), std::size_t(2));
    for (const Json& hop : json.at("hops"))
        QVERIFY(hasFields(
            hop, {"id", "from", "to", "method", "predicted", "stage", "cause", "code", "because"}));
    QVERIFY(!json.at("findings").empty());
    for (const Json& finding : json.at("findings"))
        QVERIFY(hasFields(finding, {"id", "rule", "severity", "where", "text"}));
}

void TestPlanJson::saysWhatIsDeniedAndWhy()
{
    const Json json = Broken().json();
    const Json& first = json.at("hops").at(0);
    const Json& second = json.at("hops").at(1);
    QCOMPARE(first.at("predicted").get<std::string>(), std::string("allowed"));
    QVERIFY(first.at("code").is_null());
    QVERIFY(first.at("stage").is_null());
    QVERIFY(first.at("cause").is_null());
    QCOMPARE(first.at("method").get<std::string>(), std::string("default"));
    QCOMPARE(second.at("to").get<std::string>(), std::string("FS01\\Reports"));
    QCOMPARE(second.at("predicted").get<std::string>(), std::string("denied"));
    QCOMPARE(second.at("stage").get<std::string>(), std::string("access"));
    QCOMPARE(second.at("cause").get<std::string>(), std::string("not-delegated"));
    QCOMPARE(second.at("code").get<std::string>(), std::string("5"));
}

void TestPlanJson::delegateComputersStandAsTypedWithoutTheirPrefix()
{
    Broken drawing;
    drawing.graph.hops[drawing.first].method = Method::CredSsp;
    drawing.giveCredential(drawing.first);
    const Json json = drawing.json();
    const Json& node = json.at("nodes").at(0);
    QCOMPARE(node.at("roles").dump(), std::string(R"(["client"])"));
    QCOMPARE(node.at("delegateComputers").dump(), std::string(R"(["JUMP01.lab.example"])"));
    QCOMPARE(json.at("nodes").at(1).at("roles").dump(), std::string(R"(["server"])"));
    QCOMPARE(json.at("nodes").at(2).at("roles").dump(), std::string(R"([])"));
}

void TestPlanJson::waysOutAndAlternativesAreThere()
{
    Broken drawing;
    drawing.graph.resources[drawing.graph.resources.begin()->first].kind = ResourceKind::SqlServer;
    const Json denied = drawing.json();
    QCOMPARE(denied.at("hops").at(0).at("waysOut").dump(), std::string("[]"));
    QCOMPARE(denied.at("hops").at(0).at("transport").get<std::string>(), std::string("http"));
    QCOMPARE(denied.at("hops").at(0).at("port").get<int>(), 5985);
    QVERIFY(denied.at("hops").at(1).at("transport").is_null());
    QVERIFY(denied.at("hops").at(1).at("port").is_null());
    const Json& ways = denied.at("hops").at(1).at("waysOut");
    QCOMPARE(ways.size(), std::size_t(4));
    QCOMPARE(ways.at(0).at("kind").get<std::string>(), std::string("run-from-client"));
    QCOMPARE(ways.at(0).at("exposes").get<std::string>(), std::string("nothing"));
    QVERIFY(!ways.at(0).at("canBeSet").get<bool>());
    QCOMPARE(ways.at(3).at("kind").get<std::string>(), std::string("use-credssp"));
    QVERIFY(ways.at(3).at("canBeSet").get<bool>());
    QVERIFY(ways.at(3).at("hop") == denied.at("hops").at(0).at("id"));
    QVERIFY(!ways.at(3).at("text").get<std::string>().empty());
    QVERIFY(!ways.at(3).at("detail").get<std::string>().empty());
    drawing.graph.hops[drawing.first].method = Method::CredSsp;
    drawing.graph.hops[drawing.first].typedTarget = "JUMP01.lab.example:5986";
    drawing.giveCredential(drawing.first);
    const Json passes = drawing.json();
    QCOMPARE(passes.at("hops").at(0).at("alternatives").size(), std::size_t(5));
    QCOMPARE(passes.at("hops").at(0).at("transport").get<std::string>(), std::string("https"));
    QCOMPARE(passes.at("hops").at(1).at("alternatives").dump(), std::string("[]"));
    QCOMPARE(passes.at("hops").at(1).at("waysOut").dump(), std::string("[]"));
}

void TestPlanJson::everyReasonHasATextAndARule()
{
    const Json json = Broken().json();
    for (const char* list : {"nodes", "hops"}) {
        for (const Json& each : json.at(list)) {
            for (const Json& because : each.at("because")) {
                QVERIFY(!because.at("rule").get<std::string>().empty());
                QVERIFY(!because.at("text").get<std::string>().empty());
            }
        }
    }
}

// FIPS 180-4's example: SHA-256 of "abc".
void TestPlanJson::aRouteHasTheHashOfItsOwnText()
{
    Broken drawing;
    const Json without = drawing.json();
    QCOMPARE(without.at("routes").size(), std::size_t(1));
    QVERIFY(without.at("routes").at(0).at("textSha256").is_null());
    model::Route& route = drawing.graph.routes[drawing.whole];
    route.probe = {.kind = model::ProbeKind::Script, .text = "abc"};
    const Json json = drawing.json();
    QCOMPARE(json.at("routes").at(0).at("name").get<std::string>(), route.name);
    QCOMPARE(json.at("routes").at(0).at("textSha256").get<std::string>(),
             std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

QTEST_APPLESS_MAIN(TestPlanJson)
#include "tst_plan_json.moc"
