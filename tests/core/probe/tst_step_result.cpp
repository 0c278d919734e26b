#include "core/probe/step_result.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

/// A run of as many hops, the first of which is under way.
RouteResult runOf(std::size_t hops)
{
    RouteResult out;
    for (std::size_t i = 0; i < hops; ++i) {
        HopResult hop{.hop = model::HopId{static_cast<std::uint32_t>(i + 1)}};
        for (std::size_t j = 0; j < hop.stages.size(); ++j)
            hop.stages[j].stage = static_cast<Stage>(j);
        out.hops.push_back(hop);
    }
    out.hops.front().state = HopState::Running;
    return out;
}

const std::vector<bool> nothingHeld = {true, false, false};

}  // namespace

class TestStepResult : public QObject {
    Q_OBJECT

private slots:
    void aLabHostTellsEachStage();
    void aRealMachineTellsHowTheStepEnded();
    void theCauseGoesByCodeAndByWhatWasHeld_data();
    void theCauseGoesByCodeAndByWhatWasHeld();
    void nestedLinesTellOfLaterHops();
    void aHopThatIsNotToldOfFailsAtItsCommand();
    void theEndOfASessionCountsWithItsHop_data();
    void theEndOfASessionCountsWithItsHop();
    void whoIsThereIsNoEvidence();
    void whatAMachineSaysIsOneShortLine();
    void aCodeIsANumber_data();
    void aCodeIsANumber();
    void aHostileLineChangesNothing_data();
    void aHostileLineChangesNothing();
    void timesAreNotBelievedBeyondADay();
    void cutLinesAreRefused();
};

void TestStepResult::aLabHostTellsEachStage()
{
    RouteResult result = runOf(2);
    const auto read = readStepLine(
        R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"access","code":"5",
            "refusal":null,"identity":"LAB\\alice","evidence":"access is denied","left":"",
            "stages":[{"name":"resolve","state":"passed","startMs":1,"ms":2,"code":null,"evidence":"FS01 is 127.0.0.1"},
                      {"name":"tls","state":"not-needed","startMs":0,"ms":0,"code":null,"evidence":""},
                      {"name":"access","state":"denied","startMs":9,"ms":1.5,"code":"5","evidence":"access is denied"}],
            "next":null})",
        nothingHeld, 100, result);
    QVERIFY2(read, read ? "" : read.error().detail.english().c_str());
    const HopResult& hop = result.hops[1];
    QCOMPARE(hop.state, HopState::Denied);
    QCOMPARE(hop.stage, std::optional(Stage::Access));
    QCOMPARE(hop.code, readStatusCode("5"));
    QCOMPARE(hop.cause, std::optional(Cause::NotDelegated));
    QCOMPARE(hop.stages[0].state, StageState::Passed);
    QCOMPARE(hop.stages[0].startMs, 101.0);
    QCOMPARE(hop.stages[0].evidence, std::string("FS01 is 127.0.0.1"));
    QCOMPARE(hop.stages[2].state, StageState::NotNeeded);
    QCOMPARE(hop.ms, 3.5);
}

void TestStepResult::aRealMachineTellsHowTheStepEnded()
{
    RouteResult result = runOf(2);
    // PowerShell's numbers are signed: -2144108125 is 0x803381A3.
    const auto read = readStepLine(
        R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"negotiate","code":-2144108125,)"
        R"("identity":"LAB\\alice","evidence":"no","left":"","next":null})",
        nothingHeld, 0, result);
    QVERIFY(read);
    QCOMPARE(result.hops[1].code, readStatusCode("0x803381A3"));
    QCOMPARE(result.hops[1].cause, std::optional(Cause::DelegateListMismatch));
    QCOMPARE(result.hops[1].stages[0].state, StageState::Unknown);
    QCOMPARE(result.hops[1].stages[static_cast<std::size_t>(Stage::Negotiate)].state,
             StageState::Denied);
}

void TestStepResult::theCauseGoesByCodeAndByWhatWasHeld_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<bool>("held");
    QTest::addColumn<int>("cause");
    const auto row = [](const char* name, const char* code, const char* refusal, bool held,
                        Cause cause) {
        QTest::newRow(name) << QByteArray(code) << QByteArray(refusal) << held
                            << static_cast<int>(cause);
    };
    row("5 with a credential", "\"5\"", "", true, Cause::PermissionOnResource);
    row("5 without one", "5", "", false, Cause::NotDelegated);
    row("1326 with a credential", "1326", "", true, Cause::WrongPassword);
    row("86 with a credential: domain 8.4 row 75", "86", "", true, Cause::WrongPassword);
    row("1312 without one: domain 8.2 row 39", "1312", "", false, Cause::NotDelegated);
    row("1326 without one", "\"1326\"", "", false, Cause::NotDelegated);
    row("field/14: nothing to sign in with", "\"0x8009030E\"", "", false, Cause::NotDelegated);
    row("no logon session, with a credential", "\"0x8009030E\"", "", true, Cause::Unknown);
    row("1312 with a credential: domain 8.4 row 77", "1312", "", true, Cause::Unknown);
    row("5 as HRESULT, with a credential", "-2147024891", "", true, Cause::PermissionOnResource);
    row("5 as HRESULT, without one", "-2147024891", "", false, Cause::NotDelegated);
    row("1326 as HRESULT", "-2147023570", "", true, Cause::WrongPassword);
    row("no password was given", "\"0x803381A1\"", "policy", false,
        Cause::ImplicitCredentialWithCredSsp);
    row("client role", "\"0x803381A2\"", "policy", true, Cause::ClientRoleMissing);
    row("NTLM-only list", "\"0x803381A4\"", "policy", true, Cause::NtlmOnlyListNeeded);
    row("TrustedHosts", "\"0x803380E4\"", "", true, Cause::TrustedHosts);
    row("TrustedHosts, M4 by Negotiate", "-2144108315", "", false, Cause::TrustedHosts);
    row("not offered", "null", "scheme-not-offered", true, Cause::ServerRoleMissing);
    row("another code", "87", "", true, Cause::Unknown);
    row("no code", "null", "", true, Cause::Unknown);
    row("no code, and nothing was held", "null", "", false, Cause::Unknown);
}

void TestStepResult::theCauseGoesByCodeAndByWhatWasHeld()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, refusal);
    QFETCH(bool, held);
    QFETCH(int, cause);
    RouteResult result = runOf(2);
    const std::string line = R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"access",)"
                             "\"code\":"
                             + code.toStdString() + ",\"refusal\":\"" + refusal.toStdString()
                             + "\",\"next\":null}";
    QVERIFY(readStepLine(line, {true, held}, 0, result));
    QVERIFY(result.hops[1].cause.has_value());
    QCOMPARE(static_cast<int>(*result.hops[1].cause), cause);
}

void TestStepResult::nestedLinesTellOfLaterHops()
{
    RouteResult result = runOf(3);
    const auto read = readStepLine(
        R"({"hopwright":"probe/1","hop":2,"state":"passed","next":
            {"hopwright":"probe/1","hop":3,"state":"failed","stage":"connect","left":"\\\\FS01\\R\\f",
             "evidence":"refused","next":null}})",
        nothingHeld, 0, result);
    QVERIFY(read);
    QCOMPARE(result.hops[1].state, HopState::Passed);
    QCOMPARE(result.hops[2].state, HopState::Failed);
    QCOMPARE(result.hops[2].stage, std::optional(Stage::Connect));
    QVERIFY(!result.hops[2].cause);
    QCOMPARE(result.leftBehind, std::string("\\\\FS01\\R\\f"));
}

void TestStepResult::aHopThatIsNotToldOfFailsAtItsCommand()
{
    RouteResult result = runOf(3);
    QVERIFY(readStepLine(R"({"hopwright":"probe/1","hop":2,"state":"passed","next":null})",
                         nothingHeld, 0, result));
    QCOMPARE(result.hops[1].state, HopState::Failed);
    QCOMPARE(result.hops[1].stage, std::optional(Stage::Command));
    // A hop that this version does not run is not missed.
    RouteResult skipped = runOf(3);
    skipped.hops[2].skippedBecause = "kerberos-not-built";
    QVERIFY(readStepLine(R"({"hopwright":"probe/1","hop":2,"state":"passed","next":null})",
                         nothingHeld, 0, skipped));
    QCOMPARE(skipped.hops[1].state, HopState::Passed);
}

void TestStepResult::theEndOfASessionCountsWithItsHop_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<HopState>("state");
    QTest::addColumn<StageState>("command");
    QTest::newRow("passed") << QByteArray(R"("passed")") << HopState::Passed << StageState::Unknown;
    QTest::newRow("denied") << QByteArray(R"("denied","stage":"access","code":5)")
                            << HopState::Denied << StageState::Denied;
    QTest::newRow("failed") << QByteArray(R"("failed","stage":"access","code":0)")
                            << HopState::Failed << StageState::Failed;
    QTest::newRow("skipped") << QByteArray(R"("skipped")") << HopState::Skipped
                             << StageState::Unknown;
}

void TestStepResult::theEndOfASessionCountsWithItsHop()
{
    QFETCH(QByteArray, end);
    QFETCH(HopState, state);
    QFETCH(StageState, command);
    RouteResult result = runOf(2);
    const QByteArray line = R"({"hopwright":"probe/1","hop":2,"state":"passed","next":{)"
                            R"("hopwright":"probe/1","hop":0,"identity":"LAB\\alice","evidence":)"
                            R"("3 files","state":)"
                            + end + R"(,"next":null}})";
    QVERIFY(readStepLine(line.toStdString(), nothingHeld, 0, result));
    const HopResult& hop = result.hops[1];
    QCOMPARE(hop.state, state);
    QCOMPARE(hop.evidence, std::string("3 files"));
    QCOMPARE(hop.stages[static_cast<std::size_t>(Stage::Command)].state, command);
    QCOMPARE(hop.stage.has_value(), command != StageState::Unknown);
    QCOMPARE(hop.code.has_value(), state == HopState::Denied);
}

void TestStepResult::whoIsThereIsNoEvidence()
{
    RouteResult result = runOf(1);
    QVERIFY(readStepLine(R"({"hopwright":"probe/1","hop":0,"state":"passed",)"
                         R"("identity":"LAB\\alice","evidence":"LAB\\alice","next":null})",
                         nothingHeld, 0, result));
    QCOMPARE(result.hops[0].evidence, std::string());
    QCOMPARE(result.hops[0].state, HopState::Running);
}

void TestStepResult::whatAMachineSaysIsOneShortLine()
{
    RouteResult result = runOf(2);
    const std::string forged = R"(\u001b[2J\r\nHop 2: passed\u202e)";
    const std::string line =
        R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"access","code":5,"evidence":")"
        + forged + R"(","left":")" + forged + R"(","stages":[{"name":"access","evidence":")"
        + forged + std::string(5000, 'x') + R"("}],"next":null})";
    QVERIFY(readStepLine(line, nothingHeld, 0, result));
    const std::string shown = "[U+001B][2J  Hop 2: passed[U+202E]";
    QCOMPARE(result.hops[1].evidence, shown);
    QCOMPARE(result.leftBehind, shown);
    const Sentence& atStage =
        result.hops[1].stages[static_cast<std::size_t>(Stage::Access)].evidence;
    QVERIFY(atStage.english().starts_with(shown));
    QVERIFY(atStage.english().size() < 1100);
}

void TestStepResult::aCodeIsANumber_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("taken");
    QTest::newRow("Win32") << QByteArray("1326") << true;
    QTest::newRow("HRESULT") << QByteArray("0x803381A3") << true;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("words") << QByteArray("passed") << false;
    QTest::newRow("too long") << QByteArray("123456") << false;
    QTest::newRow("seven digits") << QByteArray("0x803381A") << false;
    QTest::newRow("a digit that is none") << QByteArray("0x803381AG") << false;
    QTest::newRow("a blank") << QByteArray("5 ") << false;
    QTest::newRow("hexadecimal without its mark") << QByteArray("5A") << false;
}

void TestStepResult::aCodeIsANumber()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, taken);
    RouteResult result = runOf(2);
    const QByteArray line =
        R"({"hopwright":"probe/1","hop":2,"state":"failed","stage":"access","code":")" + code
        + R"(","next":null})";
    QVERIFY(readStepLine(line.toStdString(), nothingHeld, 0, result));
    QCOMPARE(textOf(result.hops[1].code), taken ? code.toStdString() : std::string());
}

void TestStepResult::aHostileLineChangesNothing_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("Access is denied.\r\n");
    QTest::newRow("no object") << QByteArray("[1,2]");
    QTest::newRow("another program's") << QByteArray(R"({"hopwright":"probe/2","hop":2})");
    QTest::newRow("no hop") << QByteArray(R"({"hopwright":"probe/1","state":"passed"})");
    for (const char* hop : {"-1", "1", "3", "4", "2.0", "1e300", "-1e300", "18446744073709551615",
                            "99999999999999999999", "\"2\"", "null", "true", "0"}) {
        QTest::addRow("hop %s", hop)
            << QByteArray(R"({"hopwright":"probe/1","state":"passed","hop":)") + hop + "}";
    }
    QTest::newRow("tells of hop 1 again behind hop 2") << QByteArray(
        R"({"hopwright":"probe/1","hop":2,"state":"passed","next":{"hopwright":"probe/1","hop":1,"state":"denied"}})");
    QTest::newRow("tells of hop 2 twice") << QByteArray(
        R"({"hopwright":"probe/1","hop":2,"state":"passed","next":{"hopwright":"probe/1","hop":2,"state":"passed"}})");
    QTest::newRow("two lines") << QByteArray(
        "{\"hopwright\":\"probe/1\",\"hop\":2}\n{\"hopwright\":\"probe/1\",\"hop\":2}");
    QTest::newRow("nested 100000 deep") << QByteArray("[").repeated(100000);
    QTest::newRow("not UTF-8") << QByteArray(
        "{\"hopwright\":\"probe/1\",\"hop\":2,\"evidence\":\"\xff\"}");
}

void TestStepResult::aHostileLineChangesNothing()
{
    QFETCH(QByteArray, line);
    RouteResult result = runOf(3);
    const RouteResult before = result;
    const auto read = readStepLine(line.toStdString(), nothingHeld, 0, result);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
    QVERIFY(result == before);
}

void TestStepResult::timesAreNotBelievedBeyondADay()
{
    RouteResult result = runOf(2);
    QVERIFY(readStepLine(
        R"({"hopwright":"probe/1","hop":2,"state":"passed","stages":[
            {"name":"resolve","state":"passed","startMs":-5,"ms":1e308},
            {"name":"connect","state":"unheard-of","ms":"7"}, 5, {"name":"teleport"}]})",
        nothingHeld, 10, result));
    QCOMPARE(result.hops[1].stages[0].startMs, 10.0);
    QCOMPARE(result.hops[1].stages[0].ms, 86'400'000.0);
    QCOMPARE(result.hops[1].stages[1].state, StageState::Unknown);
    QCOMPARE(result.hops[1].stages[1].ms, 0.0);
}

void TestStepResult::cutLinesAreRefused()
{
    const std::string line =
        R"({"hopwright":"probe/1","hop":2,"state":"passed","stage":null,"code":null,"next":null})";
    for (std::size_t size = 0; size < line.size(); ++size) {
        RouteResult result = runOf(2);
        QVERIFY(!readStepLine(line.substr(0, size), nothingHeld, 0, result));
    }
}

QTEST_APPLESS_MAIN(TestStepResult)
#include "tst_step_result.moc"
