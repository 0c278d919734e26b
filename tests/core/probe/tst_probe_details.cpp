#include "core/crypto/random_stream.h"
#include "core/probe/denial.h"
#include "core/probe/route_probe.h"
#include "core/probe/route_step.h"
#include "core/probe/step_result.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::probe;
using plan::tests::Drawing;

namespace {

/// A run of \p hops, the first of which is under way.
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

/// What a line with \p fields makes of hop 2, which held a credential where \p held says so.
HopResult hop2(const std::string& fields, bool held = true)
{
    RouteResult result = runOf(2);
    const auto read =
        readStepLine(R"({"hopwright":"probe/1","hop":2,)" + fields + "}", {true, held}, 0, result);
    return read ? result.hops[1] : HopResult{.evidence = read.error().detail};
}

const StageResult& at(const HopResult& hop, Stage stage)
{
    return hop.stages[static_cast<std::size_t>(stage)];
}

/// The stages alone: whatever time they took.
QStringList statesOf(const HopResult& hop)
{
    QStringList out;
    for (const StageResult& each : hop.stages)
        out += QString::fromStdString(std::string(wordOf(each.state)));
    return out;
}

/// ADM-PC01 to JUMP01 as \p method says, and on to a resource of \p kind on FS01.
struct Chain : Drawing {
    explicit Chain(Method method = Method::Default, ResourceKind kind = ResourceKind::SmbShare,
                   std::string typed = "JUMP01")
        : first(session(client, jump, method, std::move(typed))),
          second(use(jump, share(files, "Reports", kind))),
          both(route({first, second}))
    {
    }

    const model::Hop& hop(model::HopId id) const { return graph.hops.at(id); }
    std::vector<Step> steps(std::size_t from, std::size_t end)
    {
        crypto::RandomStream random = test::seeded(1);
        return stepsOf(graph, graph.routes.at(both), from, end, random);
    }

    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId jump = machine("JUMP01");
    model::ComputerId files = machine("FS01");
    model::HopId first;
    model::HopId second;
    model::RouteId both;
};

}  // namespace

/// What a probe's lines, words and steps say, row by row.
class TestProbeDetails : public QObject {
    Q_OBJECT

private slots:
    void everyWordIsAsDocumented();
    void aStageIsInTheStateThatIsToldOfIt_data();
    void aStageIsInTheStateThatIsToldOfIt();
    void stagesThatAreNoneAreNotKnown();
    void theCauseGoesByRefusalAndCode_data();
    void theCauseGoesByRefusalAndCode();
    void howItEndedStandsAtItsStage_data();
    void howItEndedStandsAtItsStage();
    void otherStatesAreFailures();
    void onlyASkippedHopIsInDoubt_data();
    void onlyASkippedHopIsInDoubt();
    void silenceBehindAHopIsSaid();
    void theEndOfASessionIsItsCommand_data();
    void theEndOfASessionIsItsCommand();
    void aCodeHasItsDigits_data();
    void aCodeHasItsDigits();
    void aLineThatIsNoneSaysWhy_data();
    void aLineThatIsNoneSaysWhy();
    void aVisitTellsOfHopOne();
    void whatWasHeldIsTakenForNothingWhereItIsNotSaid();
    void whoDeniedIsTheServerWhereNothingElseIsKnown();
    void whatIsNotBuilt_data();
    void whatIsNotBuilt();
    void whatAScriptOpens_data();
    void whatAScriptOpens();
    void theServerOfAShareIsAsTyped_data();
    void theServerOfAShareIsAsTyped();
    void stepsAreByTheirPlace();
    void aStepAtAShareHasNoMethod();
    void constantsShowWhatIsNotSeen_data();
    void constantsShowWhatIsNotSeen();
};

/// docs/cli.md, and what a run that is not over shows.
void TestProbeDetails::everyWordIsAsDocumented()
{
    const std::vector<std::pair<HopState, std::string_view>> hops{
        {HopState::NotRun, "not-run"},  {HopState::Running, "running"},
        {HopState::Passed, "passed"},   {HopState::Denied, "denied"},
        {HopState::Failed, "failed"},   {HopState::NotReached, "not-reached"},
        {HopState::Skipped, "skipped"}, {HopState::Cancelled, "cancelled"}};
    for (const auto& [state, word] : hops)
        QCOMPARE(wordOf(state), word);
    const std::vector<std::pair<StageState, std::string_view>> stages{
        {StageState::ToCome, "to-come"},       {StageState::Running, "running"},
        {StageState::Passed, "passed"},        {StageState::Denied, "denied"},
        {StageState::Failed, "failed"},        {StageState::NotReached, "not-reached"},
        {StageState::NotNeeded, "not-needed"}, {StageState::Unknown, "unknown"},
        {StageState::Cancelled, "cancelled"}};
    for (const auto& [state, word] : stages)
        QCOMPARE(wordOf(state), word);
}

void TestProbeDetails::aStageIsInTheStateThatIsToldOfIt_data()
{
    QTest::addColumn<StageState>("state");
    QTest::newRow("passed") << StageState::Passed;
    QTest::newRow("denied") << StageState::Denied;
    QTest::newRow("failed") << StageState::Failed;
    QTest::newRow("not-reached") << StageState::NotReached;
    QTest::newRow("not-needed") << StageState::NotNeeded;
    QTest::newRow("unknown") << StageState::Unknown;
    QTest::newRow("cancelled") << StageState::Unknown;  // No host of a lab cancels.
    QTest::newRow("running") << StageState::Unknown;
}

/// docs/architecture.md, "What the probe prints".
void TestProbeDetails::aStageIsInTheStateThatIsToldOfIt()
{
    QFETCH(StageState, state);
    const std::string word = QTest::currentDataTag();
    const HopResult hop =
        hop2(R"("state":"passed","stages":[{"name":"bind","state":")" + word + R"("}])");
    QCOMPARE(at(hop, Stage::Bind).state, state);
}

/// A real machine tells no stages: they are not visible from there.
void TestProbeDetails::stagesThatAreNoneAreNotKnown()
{
    const QStringList expected(stageCount, QStringLiteral("unknown"));
    QCOMPARE(statesOf(hop2(R"("state":"passed")")), expected);
    QCOMPARE(statesOf(hop2(R"("state":"passed","stages":5)")), expected);
    QCOMPARE(statesOf(hop2(R"("state":"passed","stages":{"name":"bind"})")), expected);
}

void TestProbeDetails::theCauseGoesByRefusalAndCode_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<bool>("held");
    QTest::addColumn<Cause>("cause");
    const auto row = [](const char* name, const char* code, const char* refusal, bool held,
                        Cause cause) {
        QTest::newRow(name) << QByteArray(code) << QByteArray(refusal) << held << cause;
    };
    row("E3", "0x803381A3", "", true, Cause::DelegateListMismatch);
    row("E3: a lab's host says that the list is off", "0x803381A3", "policy-list-missing", true,
        Cause::DelegateListMissing);
    row("E3: a lab's host says that a deny list has it", "0x803381A3", "policy-deny-list", true,
        Cause::DelegateListDenies);
    row("E23: the logon was refused", "0x8009030C", "", true, Cause::WrongPassword);
    row("E23: and there was nothing to sign in with", "0x8009030C", "", false, Cause::NotDelegated);
    row("E29", "0x803380E4", "", false, Cause::TrustedHosts);
    row("E30", "0x803381BB", "", false, Cause::TrustedHosts);
    row("E31", "0x803380E5", "", false, Cause::TrustedHosts);
    row("another code, and nothing to sign in with", "87", "", false, Cause::Unknown);
}

/// Domain reference §8, by the code and by whether there was a credential at the hop's tail (§8.6).
void TestProbeDetails::theCauseGoesByRefusalAndCode()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, refusal);
    QFETCH(bool, held);
    QFETCH(Cause, cause);
    const HopResult hop = hop2(R"("state":"denied","stage":"access","code":")" + code.toStdString()
                                   + R"(","refusal":")" + refusal.toStdString() + '"',
                               held);
    QCOMPARE(hop.cause, std::optional(cause));
}

void TestProbeDetails::howItEndedStandsAtItsStage_data()
{
    QTest::addColumn<StageState>("state");
    QTest::newRow("denied") << StageState::Denied;
    QTest::newRow("failed") << StageState::Failed;
}

void TestProbeDetails::howItEndedStandsAtItsStage()
{
    QFETCH(StageState, state);
    const HopResult hop = hop2(R"("state":")" + std::string(QTest::currentDataTag())
                               + R"(","stage":"negotiate","code":87,"evidence":"no")");
    QCOMPARE(hop.stage, std::optional(Stage::Negotiate));
    QCOMPARE(at(hop, Stage::Negotiate).state, state);
    QCOMPARE(at(hop, Stage::Negotiate).code, readStatusCode("87"));
    QCOMPARE(hop.cause.has_value(), state == StageState::Denied);
}

/// What a machine cannot say of a hop that it opened, it has not done.
void TestProbeDetails::otherStatesAreFailures()
{
    for (const char* state :
         {"running", "cancelled", "not-run", "not-reached", "Passed", "no word", ""}) {
        const HopResult hop = hop2(R"("state":")" + std::string(state) + R"(","stage":"access")");
        QVERIFY2(hop.state == HopState::Failed, state);
    }
}

void TestProbeDetails::onlyASkippedHopIsInDoubt_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("inDoubt");
    QTest::newRow("S4: in doubt") << QByteArray(R"("state":"skipped","refusal":"trust-unknown")")
                                  << true;
    QTest::newRow("skipped for another reason")
        << QByteArray(R"("state":"skipped","refusal":"x")") << false;
    QTest::newRow("no reason") << QByteArray(R"("state":"skipped")") << false;
    QTest::newRow("denied") << QByteArray(
        R"("state":"denied","stage":"access","code":5,"refusal":"trust-unknown")")
                            << false;
}

void TestProbeDetails::onlyASkippedHopIsInDoubt()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, inDoubt);
    QCOMPARE(hop2(fields.toStdString()).skippedBecause,
             std::string(inDoubt ? "trust-unknown" : ""));
}

void TestProbeDetails::silenceBehindAHopIsSaid()
{
    RouteResult result = runOf(3);
    QVERIFY(readStepLine(R"({"hopwright":"probe/1","hop":2,"state":"passed","next":null})", {true},
                         0, result));
    const HopResult& hop = result.hops[1];
    QCOMPARE(hop.state, HopState::Failed);
    QCOMPARE(hop.stage, std::optional(Stage::Command));
    QCOMPARE(at(hop, Stage::Command).state, StageState::Failed);
    QCOMPARE(hop.evidence,
             std::string("the machine at the end of this hop did not answer with a probe's line"));
    QVERIFY(!hop.cause && !hop.code);
}

void TestProbeDetails::theEndOfASessionIsItsCommand_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<StageState>("command");
    QTest::addColumn<QByteArray>("evidence");
    QTest::addColumn<bool>("hasCause");
    const auto row = [](const char* name, const char* end, StageState command, const char* evidence,
                        bool hasCause) {
        QTest::newRow(name) << QByteArray(end) << command << QByteArray(evidence) << hasCause;
    };
    row("denied", R"("state":"denied","code":5,"evidence":"no")", StageState::Denied, "no", true);
    row("failed", R"("state":"failed","code":87,"evidence":"oops")", StageState::Failed, "oops",
        false);
    row("it says nothing", R"("state":"passed","identity":"LAB\\alice","evidence":"")",
        StageState::Unknown, "session opened", false);
    row("it says who is there", R"("state":"passed","identity":"LAB\\bob","evidence":"LAB\\bob")",
        StageState::Unknown, "session opened", false);
    row("it says more", R"("state":"passed","identity":"LAB\\alice","evidence":"3 files")",
        StageState::Unknown, "3 files", false);
}

void TestProbeDetails::theEndOfASessionIsItsCommand()
{
    QFETCH(QByteArray, end);
    QFETCH(StageState, command);
    QFETCH(QByteArray, evidence);
    QFETCH(bool, hasCause);
    const HopResult hop = hop2(
        R"("state":"passed","evidence":"session opened","next":{"hopwright":"probe/1","hop":0,)"
        + end.toStdString() + '}');
    QCOMPARE(hop.evidence, evidence.toStdString());
    const StageResult& told = at(hop, Stage::Command);
    QCOMPARE(told.state, command);
    QCOMPARE(hop.cause, hasCause ? std::optional(Cause::Unknown) : std::nullopt);
    if (command == StageState::Unknown)
        return;
    QCOMPARE(hop.stage, std::optional(Stage::Command));
    QVERIFY(hop.code.has_value());
    QCOMPARE(told.code, hop.code);
    QCOMPARE(told.evidence, evidence.toStdString());
}

void TestProbeDetails::aCodeHasItsDigits_data()
{
    QTest::addColumn<bool>("taken");
    QTest::newRow("") << false;
    QTest::newRow("5") << true;
    QTest::newRow("65535") << true;
    QTest::newRow("123456") << false;
    QTest::newRow("0x8000000F") << true;
    QTest::newRow("0x8000000A") << true;
    QTest::newRow("0x8000000:") << false;  // Between 9 and A.
    QTest::newRow("0x8000000@") << false;
    QTest::newRow("0x8000000a") << false;
}

/// `5`, `0x803381A3`.
void TestProbeDetails::aCodeHasItsDigits()
{
    QFETCH(bool, taken);
    const std::string code = QTest::currentDataTag();
    const HopResult hop = hop2(R"("state":"failed","stage":"access","code":")" + code + '"');
    QCOMPARE(hop.code, taken ? readStatusCode(code) : std::nullopt);
    if (taken)
        QCOMPARE(textOf(*hop.code), code);
}

void TestProbeDetails::aLineThatIsNoneSaysWhy_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("ofVisit");
    QTest::addColumn<QByteArray>("why");
    const char* const none = "the machine did not answer with a probe's line";
    const char* const another = "the machine told of a hop that it was not asked for";
    const auto row = [](const char* name, const char* line, bool ofVisit, const char* why) {
        QTest::newRow(name) << QByteArray(line) << ofVisit << QByteArray(why);
    };
    row("no JSON", "Access is denied.", false, none);
    row("no object", R"(["hopwright","probe/1"])", false, none);
    row("a text", R"("probe/1")", false, none);
    row("another hop", R"({"hopwright":"probe/1","hop":3,"state":"passed"})", false, another);
    row("no next hop", R"({"hopwright":"probe/1","hop":0,"state":"passed"})", false,
        "the machine did not say how the next hop went");
    row("the end of a session that was not opened",
        R"({"hopwright":"probe/1","hop":0,"state":"passed"})", true, another);
    row("a visit of another hop", R"({"hopwright":"probe/1","hop":2,"state":"passed"})", true,
        another);
}

void TestProbeDetails::aLineThatIsNoneSaysWhy()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, ofVisit);
    QFETCH(QByteArray, why);
    RouteResult result = runOf(2);
    const auto read = ofVisit ? readVisitLine(line.toStdString(), 0, result)
                              : readStepLine(line.toStdString(), {true, true}, 0, result);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
    QCOMPARE(read.error().detail, why.toStdString());
    QVERIFY(result == runOf(2));
}

/// A credential was held there: who sits at the machine has one.
void TestProbeDetails::aVisitTellsOfHopOne()
{
    RouteResult result = runOf(1);
    QVERIFY(readVisitLine(
        R"({"hopwright":"probe/1","hop":1,"state":"denied","stage":"access","code":5,"evidence":"no"})",
        0, result));
    const HopResult& hop = result.hops.front();
    QCOMPARE(hop.state, HopState::Denied);
    QCOMPARE(hop.cause, std::optional(Cause::PermissionOnResource));
    QCOMPARE(hop.evidence, std::string("no"));
}

void TestProbeDetails::whatWasHeldIsTakenForNothingWhereItIsNotSaid()
{
    RouteResult result = runOf(2);
    QVERIFY(readStepLine(
        R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"access","code":5})", {true}, 0,
        result));
    QCOMPARE(result.hops[1].cause, std::optional(Cause::NotDelegated));
}

void TestProbeDetails::whoDeniedIsTheServerWhereNothingElseIsKnown()
{
    QCOMPARE(denierOf({.state = HopState::Denied, .code = readStatusCode("0x8009030E")}),
             Denier::Server);
}

void TestProbeDetails::whatIsNotBuilt_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("Default") << Method::Default << QByteArray();
    QTest::newRow("Negotiate") << Method::Negotiate << QByteArray();
    QTest::newRow("NTLM") << Method::Ntlm << QByteArray();
    QTest::newRow("CredSSP") << Method::CredSsp << QByteArray();
    QTest::newRow("Kerberos") << Method::Kerberos << QByteArray("kerberos-not-built");
    QTest::newRow("Basic") << Method::Basic << QByteArray("basic-not-built");
    QTest::newRow("certificate") << Method::Certificate << QByteArray("certificate-not-built");
    QTest::newRow("SSH") << Method::Ssh << QByteArray("ssh-not-built");
    QTest::newRow("a later version's") << Method::Unknown << QByteArray("method-unknown");
}

/// docs/cli.md: HTTPS, Kerberos, Basic, certificates and SSH are planned; `probe` skips such a hop and says so.
void TestProbeDetails::whatIsNotBuilt()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, why);
    const Chain chain(method);
    QCOMPARE(notBuilt(chain.graph, chain.hop(chain.first)), why.toStdString());
    QCOMPARE(notBuilt(chain.graph, chain.hop(chain.second)), std::string());
    const Chain sql(method, ResourceKind::SqlServer);
    QCOMPARE(notBuilt(sql.graph, sql.hop(sql.second)), std::string("resource-not-built"));
}

void TestProbeDetails::whatAScriptOpens_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("opens");
    for (const auto& [method, name] :
         std::vector<std::pair<Method, const char*>>{{Method::Default, "Default"},
                                                     {Method::Negotiate, "Negotiate"},
                                                     {Method::Ntlm, "NTLM"},
                                                     {Method::CredSsp, "CredSSP"},
                                                     {Method::Kerberos, "Kerberos"},
                                                     {Method::Basic, "Basic"}})
        QTest::newRow(name) << method << true;
    for (const auto& [method, name] :
         std::vector<std::pair<Method, const char*>>{{Method::Certificate, "certificate"},
                                                     {Method::Ssh, "SSH"},
                                                     {Method::Unknown, "a later version's"}})
        QTest::newRow(name) << method << false;
}

/// By New-PSSession over WinRM; a thumbprint is not drawn, and Windows PowerShell has no SSH.
void TestProbeDetails::whatAScriptOpens()
{
    QFETCH(Method, method);
    QFETCH(bool, opens);
    const Chain chain(method);
    QCOMPARE(isScripted(chain.graph, chain.hop(chain.first)), opens);
    QVERIFY(isScripted(chain.graph, chain.hop(chain.second)));
    const model::Route& route = chain.graph.routes.at(chain.both);
    QCOMPARE(builtUntil(chain.graph, route, 0), opens ? std::size_t{2} : std::size_t{0});
    QCOMPARE(builtUntil(chain.graph, route, 1), std::size_t{2});
    QCOMPARE(builtUntil(chain.graph, route, 2), std::size_t{2});
    const Chain sql(method, ResourceKind::SqlServer);
    QVERIFY(!isScripted(sql.graph, sql.hop(sql.second)));
    QCOMPARE(builtUntil(sql.graph, sql.graph.routes.at(sql.both), 0),
             opens ? std::size_t{1} : std::size_t{0});
}

void TestProbeDetails::theServerOfAShareIsAsTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("a share") << QByteArray(R"(\\fs.lab.example\Reports)")
                             << QByteArray("fs.lab.example");
    QTest::newRow("field/30: an address")
        << QByteArray(R"(\\10.0.0.9\Reports)") << QByteArray("10.0.0.9");
    QTest::newRow("nothing of a share") << QByteArray("elsewhere") << QByteArray("FS01");
}

void TestProbeDetails::theServerOfAShareIsAsTyped()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, host);
    Chain chain;
    chain.graph.hops[chain.second].typedTarget = typed.toStdString();
    QCOMPARE(hostOfShare(chain.graph, chain.hop(chain.second)), host.toStdString());
    QCOMPARE(chain.steps(1, 2).front().host, host.toStdString());
}

void TestProbeDetails::stepsAreByTheirPlace()
{
    Chain chain(Method::CredSsp, ResourceKind::SmbShare, "https://JUMP01:15986/wsman");
    std::vector<Step> steps = chain.steps(0, 2);
    QCOMPARE(steps.size(), std::size_t{2});
    QCOMPARE(steps.front().action, Step::Action::Session);
    QCOMPARE(steps.front().hop, 1);
    QCOMPARE(steps.front().port, std::uint16_t{15986});
    QVERIFY(steps.front().useSsl);
    QCOMPARE(steps.front().method, Method::CredSsp);
    QCOMPARE(steps.back().action, Step::Action::CreateFile);
    QVERIFY(steps.back().file.starts_with("hopwright-") && steps.back().file.ends_with(".txt"));
    // After a session at the end: who is there, or the route's own text where the route ends there.
    QCOMPARE(chain.steps(0, 1).back().action, Step::Action::WhoAmI);
    model::Route& route = chain.graph.routes[chain.both];
    route.probe = {.kind = model::ProbeKind::Script, .text = "hostname"};
    QCOMPARE(chain.steps(0, 1).back().action, Step::Action::WhoAmI);
    route.hops.pop_back();
    QCOMPARE(chain.steps(0, 1).back().action, Step::Action::Script);
    QCOMPARE(chain.steps(0, 1).back().text, std::string("hostname"));
    route.probe.kind = model::ProbeKind::CreateFile;
    QCOMPARE(chain.steps(0, 1).back().action, Step::Action::WhoAmI);
    QVERIFY(!Chain().steps(0, 1).front().useSsl);
}

/// Method and transport mean nothing at a resource, whatever stands there.
void TestProbeDetails::aStepAtAShareHasNoMethod()
{
    const Step step{.hop = 2,
                    .action = Step::Action::ListShare,
                    .host = "a b",
                    .share = "R",
                    .port = 5986,
                    .useSsl = true,
                    .method = Method::Ntlm};
    QCOMPARE(stepLines(std::vector{step}),
             std::string("Hop=2\tAction=list-share\tHost=a b\tShare=R"));
    QCOMPARE(stepTable(step),
             std::string("@{ Hop = 2; Action = 'list-share'; Host = 'a b'; Share = 'R' }"));
    QCOMPARE(methodRow(Method::Basic).authentication, std::string_view("Basic"));
}

void TestProbeDetails::constantsShowWhatIsNotSeen_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("constant");
    const auto row = [](const char* name, const char* text, const char* constant) {
        QTest::newRow(name) << std::string(text) << std::string(constant);
    };
    row("what is seen", "FS 01", "'FS 01'");
    row("a quote", "it's", "'it''s'");
    row("a tab", "a\tb", "'a\tb'");
    row("ends of lines", "a\nb\r\nc", "'a\nb\r\nc'");
    row("a return alone", "a\rb", "('a' + [char]0x000D + 'b')");
    row("turned", "FS\u202E01", "('FS' + [char]0x202E + '01')");
    row("two in a row", "\u202E\u200B", "('' + [char]0x202E + [char]0x200B)");
    row("beyond the basic plane", "a\U000E0041", "('a' + [char]::ConvertFromUtf32(0xE0041))");
    row("not UTF-8", "a\xff", "'a\xff'");
}

void TestProbeDetails::constantsShowWhatIsNotSeen()
{
    QFETCH(std::string, text);
    QFETCH(std::string, constant);
    QCOMPARE(textConstant(text), constant);
}

QTEST_APPLESS_MAIN(TestProbeDetails)
#include "tst_probe_details.moc"
