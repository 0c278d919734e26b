#include "core/model/graph_rules.h"
#include "core/probe/comparison.h"
#include "core/probe/route_probe.h"
#include "core/probe/route_step.h"
#include "core/text/base64.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

#include <sstream>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

/// ADM-PC01 to JUMP01 [to APP01] to \\FS01\Reports: the probe, joined in memory to JUMP01's end of the connection.
class Joined {
public:
    enum class End { Share, Session };

    explicit Joined(bool threeHops = false, const model::Probe& probe = {},
                    std::vector<std::string> allowedText = {}, End end = End::Share)
        : m_server(test::serverConfig())
    {
        const auto client = m_drawing.machine("ADM-PC01");
        const auto jump = m_drawing.machine("JUMP01");
        const auto files = m_drawing.machine("FS01");
        std::vector hops = {m_drawing.session(client, jump, Method::Default, "JUMP01.lab.example")};
        auto last = jump;
        if (threeHops) {
            last = m_drawing.machine("APP01");
            hops.push_back(m_drawing.session(jump, last));
        }
        if (end == End::Share)
            hops.push_back(m_drawing.use(last, m_drawing.share(files, "Reports")));
        const auto route = m_drawing.route(hops);
        m_drawing.graph.routes[route].probe = probe;
        m_probe.emplace(RouteProbeConfig{
            .graph = m_drawing.graph,
            .route = route,
            .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
            .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
            .initiator = test::usualInitiator(),
            .allowedText = std::move(allowedText),
            .random = test::seeded(1)});
    }

    /// Runs until the command waits for its end, or after \p requests of the client when that is not 0.
    void run(int requests = 0)
    {
        m_most = requests;
        carryOut(m_probe->start(0));
    }

    void finish(const std::string& line) { toProbe(m_server.finish(bytesOf(line), {}, 0), 0); }
    /// The Receive that waits had its time; the probe asks again.
    void receiveTimedOut(double nowMs) { toProbe(m_server.receiveTimedOut(), nowMs); }

    /// What JUMP01 was given to do, beside the script that all run.
    std::string steps() const
    {
        const std::string input = textOf(m_command->standardInput.expose());
        const std::size_t second = input.find('\n') + 1;
        const auto decoded =
            text::fromBase64(input.substr(second, input.find('\n', second) - second));
        return decoded ? textOf(*decoded) : std::string();
    }
    bool hasCommand() const { return m_command.has_value(); }
    bool waits() const { return m_server.isReceiveWaiting(); }
    RouteProbe& probe() { return *m_probe; }
    const RouteResult& result() const { return m_probe->result(); }

private:
    void carryOut(const RouteProbe::Output& output, double nowMs = 0)
    {
        if (!output.resolve.empty())
            carryOut(m_probe->resolved("127.0.0.1", 1, nowMs));
        else if (!output.connectAddress.empty())
            carryOut(m_probe->connected("127.0.0.1", nowMs));
        else if (!output.send.empty() && (m_most == 0 || ++m_requests <= m_most))
            toProbe(m_server.receive(output.send), nowMs);
    }
    void toProbe(wire::winrm::ServerSession::Output output, double nowMs)
    {
        if (output.command)
            m_command = std::move(output.command);
        if (!output.send.empty())
            carryOut(m_probe->received(output.send, nowMs), nowMs);
    }

    plan::tests::Drawing m_drawing;
    std::optional<RouteProbe> m_probe;
    wire::winrm::ServerSession m_server;
    std::optional<wire::winrm::StartedCommand> m_command;
    int m_most = 0;
    int m_requests = 0;
};

/// Hop 1 of a route of one session, to a JUMP01 that knows nobody; \p doubt is what a host of a lab adds to its no.
HopResult refused(Environment environment, bool isInWorkgroup, const std::string& doubt)
{
    plan::tests::Drawing drawing;
    const auto jump =
        drawing.machine("JUMP01", isInWorkgroup ? drawing.workgroup("WORKGROUP") : drawing.lab());
    const auto hop =
        drawing.session(drawing.machine("ADM-PC01"), jump, Method::Default, "JUMP01.lab.example");
    const auto route = drawing.route({hop});
    RouteProbe probe(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
         .environment = environment,
         .initiator = test::usualInitiator(),
         .random = test::seeded(1)});
    auto config = test::serverConfig();
    config.passwordOf = [](auto, auto) {
        return std::optional<Secret>();
    };
    config.doubtAbout = [&doubt](auto, auto) {
        return doubt;
    };
    wire::winrm::ServerSession server(std::move(config));
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 0, 0);
    for (auto output = probe.connected("127.0.0.1", 0); !output.send.empty();)
        output = probe.received(server.receive(output.send).send, 0);
    return probe.result().hops.front();
}

// FIPS 180-4's example.
constexpr const char* abcHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr int requestsBeforeInput = 4;  // Two legs, Create, Command.

}  // namespace

class TestRouteProbe : public QObject {
    Q_OBJECT

private slots:
    void ownTextIsSentOnlyWhenItsHashIsAllowed_data();
    void ownTextIsSentOnlyWhenItsHashIsAllowed();
    void ownTextIsSentIntoTheSessionAtTheEnd_data();
    void ownTextIsSentIntoTheSessionAtTheEnd();
    void aFileThatNobodyAnsweredForIsNamed_data();
    void aFileThatNobodyAnsweredForIsNamed();
    void aFileThatIsToldOfIsNamed();
    void stoppingNamesTheFile_data();
    void stoppingNamesTheFile();
    void aCommandThatGoesOnAndOnEnds();
    void whatIsTypedIsTakenApart_data();
    void whatIsTypedIsTakenApart();
    void evidenceIsOneShortLine_data();
    void evidenceIsOneShortLine();
    void aPolicyThatNobodySawDeniesNothing_data();
    void aPolicyThatNobodySawDeniesNothing();
    void theGateIsAskedAboutTheSession_data();
    void theGateIsAskedAboutTheSession();
    void theGateAloneDecides();
    void onlyALabsHostMayBeInDoubt_data();
    void onlyALabsHostMayBeInDoubt();
    void aRefusedStrangerHadNoWrongPassword();
    void whatIsNotBuiltIsSkippedBeforeAnythingIsSent_data();
    void whatIsNotBuiltIsSkippedBeforeAnythingIsSent();
    void aRouteOverAMutedHopIsSkipped();
    void aCredentialOfAHopThatIsNotOpenedStaysHere();
    void whatTheSignInMustKnowIsAskedOutside_data();
    void whatTheSignInMustKnowIsAskedOutside();
};

void TestRouteProbe::ownTextIsSentOnlyWhenItsHashIsAllowed_data()
{
    QTest::addColumn<QByteArray>("allowed");
    QTest::addColumn<bool>("sent");
    const QByteArray hash = abcHash;
    QTest::newRow("nothing is allowed") << QByteArray() << false;
    QTest::newRow("another text is allowed") << QByteArray(64, '0') << false;
    QTest::newRow("a part of the hash") << hash.left(32) << false;
    QTest::newRow("allowed") << hash << true;
    QTest::newRow("allowed, in capitals") << hash.toUpper() << true;
}

void TestRouteProbe::ownTextIsSentOnlyWhenItsHashIsAllowed()
{
    QFETCH(QByteArray, allowed);
    QFETCH(bool, sent);
    std::vector<std::string> list;
    if (!allowed.isEmpty())
        list.push_back(allowed.toStdString());
    Joined joined(false, {.kind = model::ProbeKind::Script, .text = "abc"}, list);
    joined.run();
    QVERIFY(joined.hasCommand());
    QCOMPARE(joined.steps().contains("\tText=abc"), sent);
    QCOMPARE(joined.steps().contains("Text="), sent);
    if (!sent) {
        joined.finish(R"({"hopwright":"probe/1","hop":0,"state":"passed"})");
        QCOMPARE(joined.result().hops.at(0).state, HopState::Passed);
        QCOMPARE(joined.result().hops.at(1).state, HopState::Skipped);
    }
    QCOMPARE(joined.result().hops.at(1).skippedBecause,
             std::string(sent ? "" : "text-not-allowed"));
}

void TestRouteProbe::ownTextIsSentIntoTheSessionAtTheEnd_data()
{
    QTest::addColumn<bool>("twoSessions");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("one session, allowed") << false << true;
    QTest::newRow("two sessions, allowed") << true << true;
    QTest::newRow("one session, not allowed") << false << false;
    QTest::newRow("two sessions, not allowed") << true << false;
}

void TestRouteProbe::ownTextIsSentIntoTheSessionAtTheEnd()
{
    QFETCH(bool, twoSessions);
    QFETCH(bool, allowed);
    Joined joined(twoSessions, {.kind = model::ProbeKind::Script, .text = "abc"},
                  {allowed ? abcHash : std::string(64, '0')}, Joined::End::Session);
    joined.run();
    const std::size_t last = twoSessions ? 1 : 0;
    QCOMPARE(joined.result().hops.at(last).skippedBecause,
             std::string(allowed ? "" : "text-not-allowed"));
    QCOMPARE(joined.hasCommand(), allowed || twoSessions);
    if (!joined.hasCommand()) {
        QCOMPARE(joined.result().hops.at(0).state, HopState::Skipped);
        return;
    }
    const Step text{.action = Step::Action::Script, .text = "abc"};
    const std::string sent = stepLines(std::vector{text});
    QCOMPARE(twoSessions ? joined.steps().ends_with("\n" + sent) : joined.steps() == sent, allowed);
    if (twoSessions)
        return;
    joined.finish(R"({"hopwright":"probe/1","hop":0,"state":"failed","evidence":"no such file"})");
    QCOMPARE(joined.result().hops.at(0).state, HopState::Failed);
    QCOMPARE(joined.result().hops.at(0).stage, std::optional(Stage::Command));
    QCOMPARE(joined.result().hops.at(0).evidence, std::string("no such file"));
}

void TestRouteProbe::aFileThatNobodyAnsweredForIsNamed_data()
{
    QTest::addColumn<bool>("threeHops");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("named");
    const QByteArray begin = R"({"hopwright":"probe/1","hop":2,"state":)";
    QTest::newRow("passed, nothing left") << false << begin + R"("passed","left":""})" << false;
    QTest::newRow("denied, nothing left")
        << false << begin + R"("denied","stage":"access","code":5,"left":""})" << false;
    QTest::newRow("the last tells of its command")
        << false << begin + R"("failed","stage":"command","left":""})" << false;
    QTest::newRow("no line") << false << QByteArray("oops") << true;
    QTest::newRow("the machine on the way did not answer")
        << true << begin + R"("failed","stage":"command","left":""})" << true;
    QTest::newRow("the machine on the way was not reached")
        << true << begin + R"("failed","stage":"connect","left":""})" << false;
    QTest::newRow("the machine on the way says nothing of the share")
        << true << begin + R"("passed","left":"","next":null})" << true;
}

void TestRouteProbe::aFileThatNobodyAnsweredForIsNamed()
{
    QFETCH(bool, threeHops);
    QFETCH(QByteArray, line);
    QFETCH(bool, named);
    Joined joined(threeHops);
    joined.run();
    QVERIFY(joined.waits());
    joined.finish(line.toStdString());
    QVERIFY(joined.result().finished);
    const std::string& left = joined.result().leftBehind;
    QCOMPARE(left.starts_with("\\\\FS01\\Reports\\hopwright-"), named);
    QCOMPARE(left.empty(), !named);
}

/// What a machine on the way says of itself is the word that counts.
void TestRouteProbe::aFileThatIsToldOfIsNamed()
{
    Joined joined(true);
    joined.run();
    joined.finish(R"({"hopwright":"probe/1","hop":2,"state":"failed","stage":"command",)"
                  R"("left":"\\\\FS01\\Reports\\theirs.txt"})");
    QCOMPARE(joined.result().leftBehind, std::string("\\\\FS01\\Reports\\theirs.txt"));
}

void TestRouteProbe::stoppingNamesTheFile_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("cancel");
    QTest::addColumn<bool>("named");
    QTest::newRow("stopped before the script is out") << requestsBeforeInput - 1 << true << false;
    QTest::newRow("stopped while it runs") << 0 << true << true;
    QTest::newRow("no answer before the script is out")
        << requestsBeforeInput - 1 << false << false;
    QTest::newRow("no answer while it runs") << 0 << false << true;
}

void TestRouteProbe::stoppingNamesTheFile()
{
    QFETCH(int, requests);
    QFETCH(bool, cancel);
    QFETCH(bool, named);
    Joined joined;
    joined.run(requests);
    const auto output = cancel ? joined.probe().cancel(1) : joined.probe().timedOut(1);
    QVERIFY(output.done);
    QCOMPARE(joined.result().leftBehind.starts_with("\\\\FS01\\Reports\\hopwright-"), named);
    QCOMPARE(joined.result().leftBehind.empty(), !named);
}

/// Each Receive is answered "nothing yet": what the stages of one hop behind may take, and then no more.
void TestRouteProbe::aCommandThatGoesOnAndOnEnds()
{
    Joined joined;
    joined.run();
    double nowMs = 0;
    double allowed = joined.probe().timeoutMs(nowMs);
    QCOMPARE(allowed, stageTimeoutMs);
    constexpr double everyMs = 20'000;
    while (allowed > everyMs && nowMs < 1e6) {
        nowMs += everyMs;
        joined.receiveTimedOut(nowMs);
        QVERIFY(joined.waits());
        allowed = joined.probe().timeoutMs(nowMs);
    }
    QCOMPARE(nowMs + allowed, stageTimeoutMs * (1 + stageCount));
    std::ignore = joined.probe().timedOut(nowMs + allowed);
    QCOMPARE(joined.result().hops.at(0).state, HopState::Failed);
    QCOMPARE(joined.result().hops.at(0).stage, std::optional(Stage::Command));
    // From now on the time is that of the connection, for cleaning up.
    QCOMPARE(joined.probe().timeoutMs(nowMs + allowed), cleaningTimeoutMs);
}

void TestRouteProbe::whatIsTypedIsTakenApart_data()
{
    QTest::addColumn<std::string>("typed");
    QTest::addColumn<int>("hopPort");  // 0: none.
    QTest::addColumn<int>("machinePort");
    QTest::addColumn<std::string>("resolved");
    QTest::addColumn<int>("port");
    const auto row = [](const char* typed, int hopPort, int machinePort, const char* resolved,
                        int port) {
        QTest::addRow("%s, %d, %d", typed, hopPort, machinePort)
            << std::string(typed) << hopPort << machinePort << std::string(resolved) << port;
    };
    row("JUMP01", 0, 0, "JUMP01", 5985);
    row("JUMP01", 0, 81, "JUMP01", 81);
    row("JUMP01:80", 0, 81, "JUMP01", 80);
    row("JUMP01:80", 82, 81, "JUMP01", 82);
    row("JUMP01:0", 0, 0, "JUMP01", 5985);
    row("JUMP01:65536", 0, 0, "JUMP01", 5985);
    row("JUMP01:80x", 0, 0, "JUMP01", 5985);
    row("http://JUMP01:80/wsman", 0, 0, "JUMP01", 80);
    row("10.0.0.5:80", 0, 0, "10.0.0.5", 80);
    row("[fd00::5]", 0, 0, "fd00::5", 5985);
    row("[fd00::5]:80", 0, 0, "fd00::5", 80);
    row("fd00::5", 0, 0, "fd00::5", 5985);
}

void TestRouteProbe::whatIsTypedIsTakenApart()
{
    QFETCH(std::string, typed);
    QFETCH(int, hopPort);
    QFETCH(int, machinePort);
    QFETCH(std::string, resolved);
    QFETCH(int, port);
    plan::tests::Drawing drawing;
    const auto jump = drawing.machine("JUMP01");
    const auto hop = drawing.session(drawing.machine("ADM-PC01"), jump, Method::Default, typed);
    drawing.giveCredential(hop);
    const auto behind = drawing.session(jump, drawing.machine("APP01"), Method::Default, typed);
    if (hopPort != 0)
        drawing.graph.hops[hop].port = static_cast<std::uint16_t>(hopPort);
    if (machinePort != 0)
        drawing.graph.computers[jump].port = static_cast<std::uint16_t>(machinePort);
    const auto route = drawing.route({hop, behind});
    RouteProbe probe({.graph = drawing.graph,
                      .route = route,
                      .opener = {.domain = "LAB", .user = "alice", .password = {}},
                      .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
                      .initiator = test::usualInitiator(),
                      .random = test::seeded(1)});
    QCOMPARE(probe.start(0).resolve, resolved);
    QCOMPARE(int{probe.resolved("127.0.0.1", 0, 0).connectPort}, port);
    // The same for a hop behind it, which another machine opens: brackets stay, as PowerShell takes them.
    crypto::RandomStream random = test::seeded(1);
    const std::vector<Step> steps =
        stepsOf(drawing.graph, drawing.graph.routes.at(route), 1, 2, random);
    QCOMPARE(steps.size(), std::size_t{2});
    const Step& step = steps.front();
    QCOMPARE(step.host, model::typedHost(drawing.graph, drawing.graph.hops.at(hop)));
    if (hopPort == 0 && machinePort == 0)
        QCOMPARE(int{step.port}, port);
}

/// Whoever said it: a name server, a socket, the machine itself. What can be translated stays so unless it is too long.
void TestRouteProbe::evidenceIsOneShortLine_data()
{
    QTest::addColumn<Sentence>("evidence");
    QTest::addColumn<bool>("isTranslated");
    QTest::addColumn<std::string>("beginning");
    const std::string rude = "no\x1b[2J\r\nHop 1: passed" + std::string(5000, 'x');
    QTest::newRow("words of others")
        << Sentence::verbatim(rude) << false << std::string("no[U+001B][2J  Hop 1: passedxxx");
    QTest::newRow("a sentence of ours") << Sentence::saying("the connection was refused") << true
                                        << std::string("the connection was refused");
    QTest::newRow("a sentence with words of others")
        << Sentence::saying("%1 refused the connection", "JUMP\r\n01") << true
        << std::string("JUMP  01 refused the connection");
    QTest::newRow("a sentence with many words of others")
        << Sentence::saying("%1, %2", rude, rude) << false
        << std::string("no[U+001B][2J  Hop 1: passedxxx");
}

void TestRouteProbe::evidenceIsOneShortLine()
{
    QFETCH(Sentence, evidence);
    QFETCH(bool, isTranslated);
    QFETCH(std::string, beginning);
    plan::tests::Drawing drawing;
    const auto hop = drawing.session(drawing.machine("ADM-PC01"), drawing.machine("JUMP01"));
    const auto route = drawing.route({hop});
    RouteProbe probe({.graph = drawing.graph,
                      .route = route,
                      .opener = {.domain = "LAB", .user = "alice", .password = {}},
                      .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
                      .initiator = test::usualInitiator(),
                      .random = test::seeded(1)});
    QCOMPARE(probe.start(0).resolve, std::string("JUMP01"));
    QVERIFY(probe.resolved("127.0.0.1", 0, 0).connectPort != 0);
    std::ignore = probe.connectFailed(evidence, 0);
    const HopResult& told = probe.result().hops.front();
    QCOMPARE(told.evidence.text() != nullptr, isTranslated);
    QVERIFY(told.evidence.english().starts_with(beginning));
    QVERIFY(told.evidence.english().size() < 1100);
    QCOMPARE(told.stages[static_cast<std::size_t>(Stage::Connect)].evidence, told.evidence);
}

void TestRouteProbe::aPolicyThatNobodySawDeniesNothing_data()
{
    QTest::addColumn<std::string>("unseen");
    QTest::addColumn<int>("stage");
    const auto row = [](const char* name, std::string_view unseen, Stage stage) {
        QTest::newRow(name) << std::string(unseen) << int(stage);
    };
    row("field/20: the client role", clientRoleSetting, Stage::Delegate);
    row("TrustedHosts", trustedHostsSetting, Stage::Negotiate);
}

void TestRouteProbe::aPolicyThatNobodySawDeniesNothing()
{
    QFETCH(std::string, unseen);
    QFETCH(int, stage);
    plan::tests::Drawing drawing;
    const auto hop = drawing.session(drawing.machine("LAPTOP-31"), drawing.machine("web-7"),
                                     Method::CredSsp, "192.0.2.14");
    drawing.giveCredential(hop, drawing.account("CORP", "ops"));
    const auto route = drawing.route({hop});
    RouteProbe probe({.graph = drawing.graph,
                      .route = route,
                      .opener = {.domain = "CORP", .user = "ops", .password = {}},
                      .gate = [&](const GateQuestion&) -> GateAnswer {
                          return {.stage = static_cast<Stage>(stage),
                                  .evidence = Sentence::verbatim("nobody looked"),
                                  .setting = unseen,
                                  .known = false};
                      },
                      .predictions = {{hop, {.hop = hop, .outcome = Outcome::Allowed}}},
                      .initiator = test::usualInitiator(),
                      .random = test::seeded(1)});
    const RouteProbe::Output output = probe.start(0);
    QVERIFY(output.done);
    QVERIFY(output.resolve.empty());
    const HopResult& told = probe.result().hops.front();
    QCOMPARE(told.state, HopState::Failed);
    QCOMPARE(told.unseen, unseen);
    QCOMPARE(told.stage, std::optional(static_cast<Stage>(stage)));
    QVERIFY(!told.cause);
    QVERIFY(!told.code);
    QCOMPARE(told.evidence, std::string("nobody looked"));
    QCOMPARE(compare(told), Comparison{});
}

void TestRouteProbe::theGateIsAskedAboutTheSession_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("allowed") << true;
    QTest::newRow("denied") << false;
}

/// Which list counts is for the gate: it hears what the client could say of the session, and what the wire showed.
void TestRouteProbe::theGateIsAskedAboutTheSession()
{
    using Moment = GateQuestion::Moment;
    QFETCH(bool, allowed);
    plan::tests::Drawing drawing;
    const auto hop = drawing.session(drawing.machine("ADM-PC01"), drawing.machine("JUMP01"),
                                     Method::CredSsp, "http://JUMP01.lab.example:5985/wsman");
    drawing.giveCredential(hop, drawing.account("LAB", "alice"));
    const auto route = drawing.route({hop});
    std::vector<GateQuestion> questions;
    RouteProbe probe(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [&](const GateQuestion& question) -> GateAnswer {
             questions.push_back(question);
             if (question.moment == Moment::BeforeSending)
                 return {.allowed = true};
             return {.allowed = allowed,
                     .code = StatusCode::hresult(0x803381A3),
                     .cause = Cause::DelegateListDenies,
                     .evidence = Sentence::verbatim("as told"),
                     .note = Sentence::verbatim("noted")};
         },
         .tls = test::trusting(test::authority().certificatePem),
         .initiator = test::usualInitiator(),
         .random = test::seeded(1)});
    wire::winrm::ServerSession server(test::serverConfig());
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 0, 0);
    auto output = probe.connected("127.0.0.1", 0);
    constexpr auto delegate = static_cast<std::size_t>(Stage::Delegate);
    const HopResult& first = probe.result().hops.front();
    const StageResult& at = first.stages.at(delegate);
    while (!output.send.empty() && at.state == StageState::ToCome) {
        const auto answer = server.receive(output.send);
        output = probe.received(answer.send, 0);
    }
    if (allowed) {  // The credential is out; its answer.
        const auto answer = server.receive(output.send);
        std::ignore = probe.received(answer.send, 0);
    }
    QCOMPARE(questions.size(), 2UZ);
    QCOMPARE(questions.front().moment, Moment::BeforeSending);
    QVERIFY(!questions.front().shown);
    QCOMPARE(questions.back().moment, Moment::BeforeCredential);
    QCOMPARE(questions.back().shown, std::optional(Proof::Trusted));
    for (const GateQuestion& each : questions) {
        QCOMPARE(each.target, std::string("JUMP01.lab.example"));
        QCOMPARE(each.method, std::string("Credssp"));
        QVERIFY(each.explicitCredential);
        QVERIFY(!each.ntlm);
        QVERIFY(!each.https);
        QCOMPARE(each.accountDomain, std::string("LAB"));
        QCOMPARE(each.user, std::string("alice"));
    }
    QCOMPARE(at.state, allowed ? StageState::Passed : StageState::Denied);
    QCOMPARE(at.evidence,
             std::string(allowed ? "the server took the credential" : "as told") + "; noted");
    if (!allowed)
        QCOMPARE(first.cause, std::optional(Cause::DelegateListDenies));
}

/// Whatever is drawn: the plan would let this session through, and would deny the other.
void TestRouteProbe::theGateAloneDecides()
{
    plan::tests::Drawing drawing;
    const auto client = drawing.machine("ADM-PC01");
    const auto plain = drawing.session(client, drawing.machine("JUMP01"));
    const auto address =
        drawing.session(client, drawing.machine("SQL01"), Method::Default, "10.0.0.5");
    const auto start = [&](model::HopId hop, const GateAnswer& answer) {
        const auto route = drawing.route({hop});
        RouteProbe probe({.graph = drawing.graph,
                          .route = route,
                          .opener = {.domain = "LAB", .user = "alice", .password = {}},
                          .gate = [&](const GateQuestion&) { return answer; },
                          .initiator = test::usualInitiator(),
                          .random = test::seeded(1)});
        std::ignore = probe.start(0);
        return probe.result().hops.front();
    };
    const HopResult denied = start(plain, {.code = StatusCode::hresult(0x803380E4),
                                           .cause = Cause::TrustedHosts,
                                           .stage = Stage::Negotiate});
    QCOMPARE(denied.state, HopState::Denied);
    QCOMPARE(denied.stage, std::optional(Stage::Negotiate));
    QCOMPARE(denied.code, readStatusCode("0x803380E4"));
    QCOMPARE(start(address, {.allowed = true}).state, HopState::Running);
    // field/20: what nobody saw did not deny.
    const HopResult unknown =
        start(plain, {.evidence = Sentence::verbatim("was not seen"), .known = false});
    QCOMPARE(unknown.state, HopState::Failed);
    QVERIFY(!unknown.cause);
}

void TestRouteProbe::onlyALabsHostMayBeInDoubt_data()
{
    QTest::addColumn<int>("environment");
    QTest::addColumn<int>("state");
    QTest::newRow("practice") << int(Environment::Practice) << int(HopState::Skipped);
    QTest::newRow("lab") << int(Environment::Lab) << int(HopState::Skipped);
    // Windows knows its trusts: one that says no has refused the account, whatever else its answer holds.
    QTest::newRow("live") << int(Environment::Live) << int(HopState::Denied);
}

void TestRouteProbe::onlyALabsHostMayBeInDoubt()
{
    QFETCH(int, environment);
    QFETCH(int, state);
    const HopResult told =
        refused(static_cast<Environment>(environment), false, "nobody knows of a trust");
    QCOMPARE(int(told.state), state);
    if (told.state == HopState::Skipped) {
        QCOMPARE(told.skippedBecause, std::string("trust-unknown"));
        QCOMPARE(told.evidence, std::string("nobody knows of a trust"));
        QVERIFY(!told.cause);
    } else {
        QCOMPARE(told.stage, std::optional(Stage::Negotiate));
        QCOMPARE(told.cause, std::optional(Cause::WrongPassword));
    }
}

/// field/13: the reason that the drawing gives is the one that is told.
void TestRouteProbe::aRefusedStrangerHadNoWrongPassword()
{
    for (const Environment each : {Environment::Practice, Environment::Live}) {
        QCOMPARE(refused(each, true, {}).cause, std::optional(Cause::AccountNotKnown));
        QCOMPARE(refused(each, false, {}).cause, std::optional(Cause::WrongPassword));
    }
}

void TestRouteProbe::whatIsNotBuiltIsSkippedBeforeAnythingIsSent_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<std::string>("typed");
    QTest::addColumn<bool>("https");
    QTest::addColumn<std::string>("why");
    const auto row = [](const char* name, Method method, const char* typed, bool https,
                        const char* why) {
        QTest::newRow(name) << int(method) << std::string(typed) << https << std::string(why);
    };
    row("HTTPS, as said", Method::Ntlm, "JUMP01.lab.example", true, "https-not-built");
    // field/2: that port means HTTPS, and no password may go there unsealed.
    row("HTTPS, by its port", Method::Ntlm, "JUMP01.lab.example:5986", false, "https-not-built");
    row("HTTPS, by a URL", Method::Default, "https://JUMP01.lab.example/wsman", false,
        "https-not-built");
    row("HTTPS and CredSSP", Method::CredSsp, "JUMP01.lab.example:5986", false, "https-not-built");
    row("Kerberos", Method::Kerberos, "JUMP01.lab.example", false, "kerberos-not-built");
    row("Basic, which would send it as it is", Method::Basic, "JUMP01.lab.example", false,
        "basic-not-built");
    row("SSH", Method::Ssh, "JUMP01.lab.example", false, "ssh-not-built");
}

void TestRouteProbe::whatIsNotBuiltIsSkippedBeforeAnythingIsSent()
{
    QFETCH(int, method);
    QFETCH(std::string, typed);
    QFETCH(bool, https);
    QFETCH(std::string, why);
    plan::tests::Drawing drawing;
    const auto jump = drawing.machine("JUMP01");
    const auto hop =
        drawing.session(drawing.machine("ADM-PC01"), jump, static_cast<Method>(method), typed);
    drawing.giveCredential(hop);
    if (https)
        drawing.graph.hops[hop].transport = model::Transport::Https;
    const auto second = drawing.use(jump, drawing.share(drawing.machine("FS01"), "Reports"));
    int asked = 0;
    const auto route = drawing.route({hop, second});
    RouteProbe probe(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [&](const GateQuestion&) -> GateAnswer {
             ++asked;
             return {.allowed = true};
         },
         .initiator = test::usualInitiator(),
         .random = test::seeded(1)});
    const RouteProbe::Output output = probe.start(0);
    QVERIFY(output.done);
    QVERIFY(output.resolve.empty() && output.connectAddress.empty() && output.send.empty());
    QVERIFY(!output.visit);
    QCOMPARE(asked, 0);
    const std::vector<HopResult>& hops = probe.result().hops;
    QCOMPARE(hops.front().state, HopState::Skipped);
    QCOMPARE(hops.front().skippedBecause, why);
    QCOMPARE(hops.back().state, HopState::NotReached);
}

/// #18: a route over a muted hop is skipped as a whole, and says so; nothing is sent, asked or predicted.
void TestRouteProbe::aRouteOverAMutedHopIsSkipped()
{
    plan::tests::Drawing drawing;
    const auto jump = drawing.machine("JUMP01");
    const auto first = drawing.session(drawing.machine("ADM-PC01"), jump);
    const auto second = drawing.session(jump, drawing.machine("APP01"));
    const auto route = drawing.route({first, second});
    drawing.graph.hops[second].isMuted = true;
    int asked = 0;
    RouteProbe probe(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [&](const GateQuestion&) -> GateAnswer {
             ++asked;
             return {.allowed = true};
         },
         .predictions = {{first, {.hop = first, .outcome = Outcome::Allowed}}},
         .initiator = test::usualInitiator(),
         .random = test::seeded(1)});
    const RouteProbe::Output output = probe.start(0);
    QVERIFY(output.done && output.resolve.empty() && output.send.empty());
    QCOMPARE(asked, 0);
    const std::vector<HopResult>& hops = probe.result().hops;
    QCOMPARE(hops.front().state, HopState::Skipped);
    QCOMPARE(hops.front().skippedBecause, std::string("route-muted"));
    QCOMPARE(hops.front().predicted.outcome, Outcome::Unknown);
    QCOMPARE(hops.back().state, HopState::Skipped);
    QCOMPARE(hops.back().skippedBecause, std::string("muted"));
}

void TestRouteProbe::aCredentialOfAHopThatIsNotOpenedStaysHere()
{
    plan::tests::Drawing drawing;
    const auto jump = drawing.machine("JUMP01");
    const auto app = drawing.machine("APP01");
    const auto first =
        drawing.session(drawing.machine("ADM-PC01"), jump, Method::Default, "JUMP01.lab.example");
    const auto second = drawing.session(jump, app);
    const auto third = drawing.session(app, drawing.machine("DB01"), Method::Ntlm, "DB01:5986");
    drawing.giveCredential(second);
    drawing.giveCredential(third);
    const auto route = drawing.route({first, second, third});
    RouteProbeConfig config{
        .graph = drawing.graph,
        .route = route,
        .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
        .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
        .initiator = test::usualInitiator(),
        .random = test::seeded(1)};
    for (const int hop : {2, 3}) {
        config.laterCredentials.push_back(
            {.hop = hop,
             .account = "LAB\\hop" + std::to_string(hop),
             .password = Secret(bytesOf("Secret" + std::to_string(hop)))});
    }
    RouteProbe probe(std::move(config));
    wire::winrm::ServerSession server(test::serverConfig());
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 0, 0);
    auto output = probe.connected("127.0.0.1", 0);
    std::optional<wire::winrm::StartedCommand> command;
    while (!command && !output.send.empty()) {
        auto answer = server.receive(output.send);
        if (answer.command)
            command = std::move(answer.command);
        output = probe.received(answer.send, 0);
    }
    QVERIFY(command.has_value());
    std::string told;  // Each line is Base64 of its own.
    std::istringstream lines(textOf(command->standardInput.expose()));
    for (std::string line; std::getline(lines, line);) {
        const auto decoded =
            text::fromBase64(QByteArray::fromStdString(line).trimmed().toStdString());
        QVERIFY(decoded.has_value());
        told += textOf(*decoded) + '\n';
    }
    QVERIFY2(told.contains("2\tLAB\\hop2\tSecret2"), told.c_str());
    QVERIFY(!told.contains("hop3"));
    QVERIFY(!told.contains("Secret3"));
    QVERIFY(!told.contains("DB01"));
}

void TestRouteProbe::whatTheSignInMustKnowIsAskedOutside_data()
{
    QTest::addColumn<bool>("answered");
    QTest::newRow("a KDC answers") << true;
    QTest::newRow("nobody answers") << false;
}

/// ADR 0015: the probe waits for nobody; its owner asks, and the time of the stage runs on.
void TestRouteProbe::whatTheSignInMustKnowIsAskedOutside()
{
    QFETCH(bool, answered);
    plan::tests::Drawing drawing;
    const auto hop = drawing.session(drawing.machine("ADM-PC01"), drawing.machine("JUMP01"));
    const auto route = drawing.route({hop});
    RouteProbe probe(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [](const GateQuestion&) -> GateAnswer { return {.allowed = true}; },
         .initiator = test::askingInitiator({1}),
         .random = test::seeded(1)});
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 1, 0);
    const RouteProbe::Output asked = probe.connected("127.0.0.1", 5);
    QVERIFY(asked.request.has_value());
    QCOMPARE(asked.request->realm, std::string("LAB.EXAMPLE"));
    QVERIFY(asked.send.empty() && !asked.done && !asked.close);
    const RouteProbe::Output output = probe.answered(
        answered ? Result<Bytes>(test::answerTo(*asked.request))
                 : fail(ErrorCode::Unreachable, Sentence::verbatim("no KDC answers")),
        20);
    QCOMPARE(output.send.empty(), !answered);
    QCOMPARE(output.done, !answered);
    if (!answered) {
        const HopResult& result = probe.result().hops.front();
        QCOMPARE(result.state, HopState::Failed);
        QCOMPARE(result.stage, std::optional(Stage::Offer));
        QCOMPARE(result.evidence, std::string("no KDC answers"));
        QCOMPARE(result.stages.at(static_cast<std::size_t>(Stage::Offer)).ms, 15.0);
    }
}

QTEST_APPLESS_MAIN(TestRouteProbe)
#include "tst_route_probe.moc"
