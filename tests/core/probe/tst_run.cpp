#include "core/probe/run.h"
#include "core/probe/run_json.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using namespace hopwright::probe;
using Json = nlohmann::ordered_json;

namespace {

HopResult hopIn(HopState state, std::uint32_t id = 1)
{
    HopResult out{.hop = model::HopId{id}, .state = state};
    for (int i = 0; i < stageCount; ++i)
        out.stages.at(std::size_t(i)).stage = static_cast<Stage>(i);
    return out;
}

RunReport reportOf(const std::vector<HopState>& states)
{
    RunReport out;
    out.routes.push_back({.name = "A → Reports"});
    for (const HopState state : states)
        out.routes.front().hops.push_back(hopIn(state));
    return out;
}

}  // namespace

class TestRun : public QObject {
    Q_OBJECT

private slots:
    void plannedIsTheSumOfTheSixEndStates();
    void deniedIsWorseThanFailed_data();
    void deniedIsWorseThanFailed();
    void hasTheFieldsOfTheContract();
    void whatWasNotSeenIsNamed();
    void evidenceThatIsNoUtf8IsReplaced();
};

void TestRun::plannedIsTheSumOfTheSixEndStates()
{
    using enum HopState;
    const Counters counters = countersOf(reportOf(
        {Passed, Passed, Denied, Failed, NotReached, NotReached, NotReached, Skipped, Cancelled}));
    const Counters expected{.planned = 9,
                            .run = 5,
                            .passed = 2,
                            .denied = 1,
                            .failed = 1,
                            .notReached = 3,
                            .skipped = 1,
                            .cancelled = 1};
    QCOMPARE(counters, expected);
    QCOMPARE(counters.planned, counters.passed + counters.denied + counters.failed
                                   + counters.notReached + counters.skipped + counters.cancelled);
    QCOMPARE(countersOf({}), Counters{});
}

void TestRun::deniedIsWorseThanFailed_data()
{
    using enum HopState;
    QTest::addColumn<std::vector<HopState>>("states");
    QTest::addColumn<HopState>("worst");
    QTest::newRow("denied") << std::vector{Passed, Failed, Denied} << Denied;
    QTest::newRow("failed") << std::vector{Cancelled, Failed, NotReached} << Failed;
    QTest::newRow("cancelled") << std::vector{Skipped, Cancelled} << Cancelled;
    QTest::newRow("skipped") << std::vector{Passed, Skipped, NotReached} << Skipped;
    QTest::newRow("passed") << std::vector{Passed, Passed} << Passed;
    QTest::newRow("nothing") << std::vector<HopState>{} << NotRun;
}

void TestRun::deniedIsWorseThanFailed()
{
    QFETCH(std::vector<HopState>, states);
    QFETCH(HopState, worst);
    QCOMPARE(worstOf(reportOf(states)), worst);
}

void TestRun::hasTheFieldsOfTheContract()
{
    RunReport report = reportOf({HopState::Passed, HopState::Denied});
    report.environment = Environment::Live;
    HopResult& denied = report.routes.front().hops.back();
    denied.stage = Stage::Access;
    denied.cause = Cause::NotDelegated;
    denied.code = readStatusCode("5");
    denied.predicted = {.outcome = Outcome::Denied,
                        .stage = Stage::Negotiate,
                        .cause = Cause::NotDelegated,
                        .code = readStatusCode("0x8009030E")};
    const Json json = Json::parse(toJson(report, {}));
    QCOMPARE(json.at("format").get<std::string>(), std::string("hopwright.run/1"));
    QCOMPARE(json.at("environment").get<std::string>(), std::string("live"));
    QCOMPARE(json.at("testedFromA").get<bool>(), false);
    const Json& route = json.at("routes").at(0);
    QCOMPARE(route.at("name").get<std::string>(), std::string("A → Reports"));
    for (const Json& hop : route.at("hops")) {
        for (const char* field : {"id", "from", "to", "state", "stage", "cause", "code", "evidence",
                                  "ms", "predicted", "predictedStage", "predictedCause",
                                  "predictedCode", "asPredicted", "differs", "stages"})
            QVERIFY2(hop.contains(field), field);
        QVERIFY(!hop.contains("notSeen"));
        QCOMPARE(hop.at("stages").size(), std::size_t(10));
        for (const Json& stage : hop.at("stages")) {
            for (const char* field : {"name", "state", "ms", "code", "evidence"})
                QVERIFY2(stage.contains(field), field);
        }
    }
    const Json& hop = route.at("hops").at(1);
    QCOMPARE(hop.at("state").get<std::string>(), std::string("denied"));
    QCOMPARE(hop.at("stage").get<std::string>(), std::string("access"));
    QCOMPARE(hop.at("cause").get<std::string>(), std::string("not-delegated"));
    QCOMPARE(hop.at("code").get<std::string>(), std::string("5"));
    QCOMPARE(hop.at("deniedBy").get<std::string>(), std::string("to"));
    QVERIFY(route.at("hops").at(0).at("deniedBy").is_null());
    denied.code = readStatusCode("0x8009030E");  // Nobody asked the machine at the head.
    QCOMPARE(Json::parse(toJson(report, {}))
                 .at("routes")
                 .at(0)
                 .at("hops")
                 .at(1)
                 .at("deniedBy")
                 .get<std::string>(),
             std::string("from"));
    QCOMPARE(hop.at("predicted").get<std::string>(), std::string("denied"));
    QCOMPARE(hop.at("predictedStage").get<std::string>(), std::string("negotiate"));
    QCOMPARE(hop.at("predictedCause").get<std::string>(), std::string("not-delegated"));
    QCOMPARE(hop.at("predictedCode").get<std::string>(), std::string("0x8009030E"));
    QCOMPARE(hop.at("asPredicted").get<bool>(), false);
    QCOMPARE(hop.at("differs").dump(), std::string(R"(["stage","code"])"));
    QVERIFY(route.at("hops").at(0).at("code").is_null());
    QVERIFY(route.at("hops").at(0).at("asPredicted").is_null());
    QVERIFY(route.at("hops").at(0).at("predictedStage").is_null());
    QVERIFY(route.at("hops").at(0).at("differs").empty());
    QCOMPARE(hop.at("stages").at(9).at("name").get<std::string>(), std::string("access"));
    QCOMPARE(hop.at("stages").at(9).at("state").get<std::string>(), std::string("not-reached"));
    for (const char* field :
         {"planned", "run", "passed", "denied", "failed", "notReached", "skipped", "cancelled"})
        QVERIFY2(json.at("counters").contains(field), field);
    QCOMPARE(json.at("counters").at("planned").get<int>(), 2);
}

/// field/20
void TestRun::whatWasNotSeenIsNamed()
{
    RunReport report = reportOf({HopState::Failed});
    report.routes.front().hops.front().unseen = clientRoleSetting;
    const Json hop = Json::parse(toJson(report, {})).at("routes").at(0).at("hops").at(0);
    QCOMPARE(hop.at("notSeen").get<std::string>(), std::string("Client\\Auth\\CredSSP"));
    QVERIFY(hop.at("asPredicted").is_null());
    QVERIFY(hop.at("cause").is_null());
}

void TestRun::evidenceThatIsNoUtf8IsReplaced()
{
    RunReport report = reportOf({HopState::Failed});
    report.routes.front().hops.front().evidence = Sentence::verbatim("\xff\xfe said the server");
    const Json json = Json::parse(toJson(report, {}));
    QVERIFY(json.at("routes")
                .at(0)
                .at("hops")
                .at(0)
                .at("evidence")
                .get<std::string>()
                .ends_with(" said the server"));
}

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
