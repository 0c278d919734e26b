#include "core/probe/route_probe.h"
#include "core/text/base64.h"
#include "core/wire/credssp/channel.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <set>

using namespace hopwright;
using namespace hopwright::probe;
using plan::tests::Drawing;

namespace {

constexpr double tick = 10;  ///< Between what the probe asks for and the answer, in ms.

GateAnswer allow(const GateQuestion&)
{
    return {.allowed = true};
}

/// ADM-PC01 to JUMP01 and to \\FS01\Reports, and how its two ends are made.
struct Setup {
    Method method = Method::Default;
    bool isExplicit = false;
    std::string typed = "JUMP01.lab.example";
    bool hasShare = true;
    Gate gate = allow;
    std::string account = "LAB";  ///< The domain of alice.
    std::function<void(Drawing&, model::HopId, model::HopId)> change = {};
    std::function<void(wire::winrm::ServerConfig&)> server = {};
    unsigned char seed = 1;
};

/// A probe, joined in memory to JUMP01's end of the connection; each answer takes a tick.
class Run {
public:
    explicit Run(Setup setup = {}) : m_server(serverOf(setup))
    {
        Drawing d;
        const auto client = d.machine("ADM-PC01");
        const auto jump = d.machine("JUMP01");
        const auto files = d.machine("FS01");
        std::vector hops{d.session(client, jump, setup.method, setup.typed)};
        if (setup.isExplicit)
            d.giveCredential(hops.front());
        hops.push_back(d.use(jump, d.share(files, "Reports")));
        if (setup.change)
            setup.change(d, hops[0], hops[1]);
        if (!setup.hasShare)
            hops.pop_back();
        const auto route = d.route(hops);
        d.graph.routes[route].name = "to Reports";
        m_probe.emplace(RouteProbeConfig{.graph = d.graph,
                                         .route = route,
                                         .opener = {.domain = setup.account,
                                                    .user = "alice",
                                                    .password = Secret(bytesOf("Secret1"))},
                                         .gate = setup.gate,
                                         .tls = test::trusting(test::authority().certificatePem),
                                         .initiator = test::usualInitiator(),
                                         .startedAt = "2026-01-02T03:04:05Z",
                                         .random = test::seeded(setup.seed)});
    }

    /// Until the command waits for its end, or \p most answers were given.
    void go(int most = 1000)
    {
        m_most = most;
        carryOut(m_probe->start(now));
    }
    void finish(const std::string& line)
    {
        now += tick;
        const auto output = m_server.finish(bytesOf(line), {}, 0);
        if (!output.send.empty())
            carryOut(m_probe->received(output.send, now));
    }

    RouteProbe& probe() { return *m_probe; }
    const RouteResult& result() const { return m_probe->result(); }
    const HopResult& first() const { return result().hops.front(); }
    StageState at(Stage stage) const
    {
        return first().stages[static_cast<std::size_t>(stage)].state;
    }
    std::vector<std::string> names = {};    ///< That were asked for.
    std::vector<std::string> running = {};  ///< The stages that were seen under way.
    double now = 0;

private:
    static wire::winrm::ServerConfig serverOf(const Setup& setup)
    {
        auto config = test::serverConfig();
        if (setup.server)
            setup.server(config);
        return config;
    }
    void see()
    {
        std::string all;
        for (const StageResult& each : first().stages) {
            if (each.state == StageState::Running)
                all += (all.empty() ? "" : "+") + std::string(wordOf(each.stage));
        }
        if (running.empty() || running.back() != all)
            running.push_back(all);
    }
    void carryOut(const RouteProbe::Output& output)
    {
        see();
        if (output.done || m_most-- <= 0)
            return;
        now += tick;
        if (!output.resolve.empty()) {
            names.push_back(output.resolve);
            carryOut(m_probe->resolved("10.1.1.1", 0, now));
        } else if (!output.connectAddress.empty()) {
            carryOut(m_probe->connected("10.1.1.1", now));
        } else if (!output.send.empty()) {
            const auto answer = m_server.receive(output.send);
            if (!answer.send.empty())
                carryOut(m_probe->received(answer.send, now));
        }
    }

    std::optional<RouteProbe> m_probe;
    wire::winrm::ServerSession m_server;
    int m_most = 0;
};

/// `resolve passed 0+10 JUMP01 is 10.1.1.1`, one a line: what became of each stage, when it began, how long it took.
QString told(const HopResult& hop)
{
    QStringList out;
    for (const StageResult& each : hop.stages) {
        QString line = QStringLiteral("%1 %2 %3+%4")
                           .arg(QString::fromStdString(std::string(wordOf(each.stage))),
                                QString::fromStdString(std::string(wordOf(each.state))))
                           .arg(each.startMs)
                           .arg(each.ms);
        if (each.code)
            line += QStringLiteral(" [%1]").arg(QString::fromStdString(textOf(*each.code)));
        if (!each.evidence.empty())
            line += u' ' + QString::fromStdString(each.evidence.english());
        // Which TLS it is says OpenSSL.
        out += each.stage == Stage::Tls ? line.section(QStringLiteral("v1."), 0, 0) : line;
    }
    return out.join(u'\n');
}

/// `failed resolve - - no such name | not-reached`: each hop with its stage, cause and code.
QString ended(const RouteResult& result)
{
    QStringList out;
    for (const HopResult& each : result.hops) {
        QStringList parts{QString::fromStdString(std::string(wordOf(each.state)))};
        if (each.stage)
            parts += QString::fromStdString(std::string(wordOf(*each.stage)));
        if (each.cause)
            parts += QString::fromStdString(std::string(wordOf(*each.cause)));
        if (each.code)
            parts += QString::fromStdString(textOf(*each.code));
        if (!each.evidence.empty())
            parts += QString::fromStdString(each.evidence.english());
        if (!each.skippedBecause.empty())
            parts += QString::fromStdString(each.skippedBecause);
        out += parts.join(u' ');
    }
    return out.join(QStringLiteral(" | "));
}

constexpr const char* sharePassed =
    R"({"hopwright":"probe/1","hop":2,"state":"passed","stages":[{"name":"access","state":"passed","startMs":5,"ms":3}]})";

}  // namespace

/// The stages of hop 1 as they happen, and what a route's result says at each of its ends.
class TestRouteStages : public QObject {
    Q_OBJECT

private slots:
    void aRunIsNamed();
    void negotiateGoesThroughItsStages();
    void credSspGoesThroughItsStages();
    void anotherAddressIsSaid();
    void aRefusalWithAnotherStatusHasNoCause();
    void oneStageIsUnderWayAtATime();
    void endsWhereItWasStopped_data();
    void endsWhereItWasStopped();
    void aServerSaysNo_data();
    void aServerSaysNo();
    void theGateEndsTheStageThatItIsAskedAt_data();
    void theGateEndsTheStageThatItIsAskedAt();
    void aHopBehindOneThatEndedIsNotReached();
    void whatIsHeldGoesByTheHopBefore_data();
    void whatIsHeldGoesByTheHopBefore();
    void anAnswerBehindTheEndChangesNothing();
    void ownNamesAreTheClients_data();
    void ownNamesAreTheClients();
    void theGateHearsOfNtlm();
    void eachStageHasItsTime();
};

void TestRouteStages::aRunIsNamed()
{
    std::set<char> seen;
    for (int seed = 0; seed < 256; ++seed) {
        const Run run({.seed = static_cast<unsigned char>(seed)});
        const std::string& id = run.result().runId;
        static const QRegularExpression four(QStringLiteral("^[0-9A-F]{4}$"));
        QVERIFY2(four.match(QString::fromStdString(id)).hasMatch(), id.c_str());
        seen.insert(id.begin(), id.end());
    }
    QCOMPARE(seen.size(), std::size_t{16});
    const Run run;
    QCOMPARE(run.result().name, std::string("to Reports"));
    QCOMPARE(run.result().startedAt, std::string("2026-01-02T03:04:05Z"));
    QCOMPARE(run.result().account, std::string("LAB\\alice"));
    QCOMPARE(Run({.account = ""}).result().account, std::string("alice"));
}

void TestRouteStages::negotiateGoesThroughItsStages()
{
    Run run;
    run.go();
    run.finish(sharePassed);
    QCOMPARE(ended(run.result()), QStringLiteral("passed | passed"));
    QCOMPARE(told(run.first()),
             QStringLiteral("resolve passed 0+10 JUMP01.lab.example is 10.1.1.1\n"
                            "connect passed 10+10 port 5985 answered\n"
                            "tls not-needed 0+0 HTTP; the messages are sealed\n"
                            "offer passed 20+10 offered: Negotiate\n"
                            "negotiate passed 30+10 signed in as LAB\\alice by NTLM; Windows on "
                            "ADM-PC01 would use Kerberos here\n"
                            "bind not-needed 0+0 no TLS to bind to\n"
                            "delegate not-needed 0+0 Negotiate hands nothing over\n"
                            "shell passed 40+10 shell opened\n"
                            "command passed 50+40 exit code 0\n"
                            "access not-needed 0+0 not the last hop"));
}

void TestRouteStages::credSspGoesThroughItsStages()
{
    Run run({.method = Method::CredSsp,
             .isExplicit = true,
             .hasShare = false,
             .gate = [](const GateQuestion&) -> GateAnswer {
                 return {.allowed = true, .ntlmOnly = true, .note = Sentence::verbatim("as asked")};
             }});
    run.go();
    run.finish(R"({"hopwright":"probe/1","hop":0,"state":"passed"})");
    QCOMPARE(ended(run.result()), QStringLiteral("passed"));
    // The bind begins while the negotiation is under way.
    QCOMPARE(told(run.first()),
             QStringLiteral("resolve passed 0+10 JUMP01.lab.example is 10.1.1.1\n"
                            "connect passed 10+10 port 5985 answered\n"
                            "tls passed 30+10 TLS\n"
                            "offer passed 20+10 offered: CredSSP\n"
                            "negotiate passed 40+20 signed in as LAB\\alice by NTLM\n"
                            "bind passed 50+10 the server proved its key, CredSSP version 6\n"
                            "delegate passed 60+10 the server took the credential; as asked\n"
                            "shell passed 70+10 shell opened\n"
                            "command passed 80+40 exit code 0\n"
                            "access not-needed 0+0 a session, no resource"));
}

/// Of several addresses that a name has, the first that answers.
void TestRouteStages::anotherAddressIsSaid()
{
    Run run;
    run.go(1);
    std::ignore = run.probe().connected("10.1.1.2", run.now);
    QVERIFY2(told(run.first()).contains(QStringLiteral("port 5985 of 10.1.1.2 answered")),
             qPrintable(told(run.first())));
}

/// E15, §8.5: 0xC00000BB says no, and many things can be the cause.
void TestRouteStages::aRefusalWithAnotherStatusHasNoCause()
{
    auto server = wire::credssp::ServerChannel::create(
        {.tls = {.certificatePem = test::hostKey().certificatePem,
                 .privateKeyPem = Secret(test::hostKey().privateKeyPem.expose())},
         .faults = {.refuseLogon = 0xC00000BB}},
        std::make_unique<wire::spnego::Server>(test::jumpMechanisms()));
    QVERIFY(server);
    Run run({.method = Method::CredSsp, .isExplicit = true});
    run.go(1);
    auto output = run.probe().connected("10.1.1.1", run.now);
    for (int trip = 0; trip < 5 && !run.result().finished; ++trip) {
        static const QRegularExpression sent(QStringLiteral("Authorization: CredSSP (\\S+)"));
        const QString request = QString::fromLatin1(
            reinterpret_cast<const char*>(output.send.data()), qsizetype(output.send.size()));
        const auto token = text::fromBase64(sent.match(request).captured(1).toStdString());
        QVERIFY(token);
        const auto reply = server->step(*token);
        QVERIFY(reply);
        const std::string answer = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: CredSSP "
                                   + text::toBase64(*reply) + "\r\nContent-Length: 0\r\n\r\n";
        output = run.probe().received(bytesOf(answer), run.now);
    }
    QVERIFY2(ended(run.result()).startsWith(QStringLiteral("denied negotiate unknown 0xC00000BB ")),
             qPrintable(ended(run.result())));
}

void TestRouteStages::oneStageIsUnderWayAtATime()
{
    Run run;
    run.go();
    run.finish(sharePassed);
    QCOMPARE(run.running, (std::vector<std::string>{"resolve", "connect", "offer", "negotiate",
                                                    "shell", "command", ""}));
}

void TestRouteStages::endsWhereItWasStopped_data()
{
    using Act = std::function<RouteProbe::Output(RouteProbe&, double)>;
    QTest::addColumn<int>("answers");
    QTest::addColumn<Act>("act");
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<StageState>("state");
    QTest::addColumn<QString>("ends");
    const auto row = [](const char* name, int answers, Act act, Stage stage, StageState state,
                        const char* ends) {
        QTest::newRow(name) << answers << std::move(act) << stage << state
                            << QString::fromLatin1(ends);
    };
    const Act stop = [](RouteProbe& probe, double at) {
        return probe.cancel(at);
    };
    const Act silence = [](RouteProbe& probe, double at) {
        return probe.timedOut(at);
    };
    const Act close = [](RouteProbe& probe, double at) {
        return probe.peerClosed(at);
    };
    row(
        "E53: no such name", 0,
        [](RouteProbe& probe, double at) {
            return probe.resolveFailed(Sentence::verbatim("no such name"), at);
        },
        Stage::Resolve, StageState::Failed, "failed resolve no such name | not-reached");
    row(
        "E54: nobody listens", 1,
        [](RouteProbe& probe, double at) {
            return probe.connectFailed(Sentence::verbatim("refused"), at);
        },
        Stage::Connect, StageState::Failed, "failed connect refused | not-reached");
    row("no answer of a name server", 0, silence, Stage::Resolve, StageState::Failed,
        "failed resolve no answer in time | not-reached");
    row("E52: no answer of the machine", 1, silence, Stage::Connect, StageState::Failed,
        "failed connect no answer in time | not-reached");
    row("no answer at all", 2, silence, Stage::Offer, StageState::Failed,
        "failed offer no answer in time | not-reached");
    row("it closes", 3, close, Stage::Negotiate, StageState::Failed,
        "failed negotiate the server closed the connection | not-reached");
    row("stopped before anything", 0, stop, Stage::Resolve, StageState::Cancelled,
        "cancelled resolve stopped | not-reached");
    row("stopped on the way", 1, stop, Stage::Connect, StageState::Cancelled,
        "cancelled connect stopped | not-reached");
    row("stopped while it signs in", 3, stop, Stage::Negotiate, StageState::Cancelled,
        "cancelled negotiate stopped | not-reached");
}

/// The stage that was under way has it, those before it passed, and those behind it were not reached.
void TestRouteStages::endsWhereItWasStopped()
{
    QFETCH(int, answers);
    QFETCH(std::function<RouteProbe::Output(RouteProbe&, double)>, act);
    QFETCH(Stage, stage);
    QFETCH(StageState, state);
    QFETCH(QString, ends);
    Run run;
    run.go(answers);
    const double began = answers * tick;
    QVERIFY(run.running.back() == wordOf(stage));
    const auto output = act(run.probe(), began + 7);
    QVERIFY(output.done && output.close);
    QCOMPARE(ended(run.result()), ends);
    QVERIFY(run.result().finished);
    QCOMPARE(run.first().ms, began + 7);
    for (const StageResult& each : run.first().stages) {
        if (each.stage == stage) {
            QCOMPARE(each.state, state);
            QCOMPARE(each.startMs, began);
            QCOMPARE(each.ms, 7.0);
            QCOMPARE(each.evidence, run.first().evidence);
        } else if (each.stage > stage) {
            QCOMPARE(each.state, StageState::NotReached);
        } else if (each.stage != Stage::Tls) {
            QCOMPARE(each.state, StageState::Passed);
        }
    }
    // What comes behind it changes nothing.
    const RouteResult before = run.result();
    QVERIFY(run.probe().timedOut(began + 9).done);
    QVERIFY(run.probe().cancel(began + 9).done);
    QVERIFY(run.result() == before);
}

void TestRouteStages::aServerSaysNo_data()
{
    using Change = std::function<void(wire::winrm::ServerConfig&)>;
    QTest::addColumn<Method>("method");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("ends");  // Before the evidence.
    const auto row = [](const char* name, Method method, Change change, const char* ends) {
        QTest::newRow(name) << method << std::move(change) << QString::fromLatin1(ends);
    };
    const Change nobody = [](auto& server) {
        server.passwordOf = [](auto, auto) {
            return std::optional<Secret>();
        };
    };
    row(
        "E5", Method::CredSsp, [](auto& server) { server.offerCredSsp = false; },
        "denied offer server-role-missing");
    row(
        "E5: not of another method", Method::Default,
        [](auto& server) { server.offerNegotiate = false; }, "denied offer unknown");
    row("E22", Method::Default, nobody, "denied negotiate wrong-password");
    row("E22: by CredSSP", Method::CredSsp, nobody, "denied negotiate wrong-password");
    row(
        "E21", Method::Default,
        [](auto& server) {
            server.mayOpenShell = [](auto) {
                return false;
            };
        },
        "denied shell permission-on-resource 5");
    row(
        "S4: in doubt", Method::Default,
        [nobody](auto& server) {
            nobody(server);
            server.doubtAbout = [](auto, auto) {
                return std::string("no trust is known");
            };
        },
        "skipped no trust is known trust-unknown");
    row(
        "it refuses the command", Method::Default,
        [](auto& server) {
            server.faultStage = Stage::Command;
            server.fault = wire::winrm::ServerFault::Refuse;
        },
        "denied command permission-on-resource 5");
    row(
        "it closes in the middle", Method::Default,
        [](auto& server) {
            server.faultStage = Stage::Negotiate;
            server.fault = wire::winrm::ServerFault::HalfMessage;
        },
        "failed negotiate");
}

void TestRouteStages::aServerSaysNo()
{
    QFETCH(Method, method);
    QFETCH(std::function<void(wire::winrm::ServerConfig&)>, change);
    QFETCH(QString, ends);
    Run run({.method = method, .isExplicit = method == Method::CredSsp, .server = change});
    run.go();
    if (!run.result().finished)
        std::ignore = run.probe().peerClosed(run.now);
    QVERIFY2(ended(run.result()).startsWith(ends), qPrintable(ended(run.result())));
    QVERIFY2(ended(run.result()).endsWith(QStringLiteral(" | not-reached")),
             qPrintable(ended(run.result())));
    const HopResult& hop = run.first();
    QVERIFY(!hop.evidence.empty());
    if (hop.state == HopState::Skipped) {  // The stage where nobody can say.
        QCOMPARE(run.at(Stage::Negotiate), StageState::Unknown);
        const StageResult& told = hop.stages[static_cast<std::size_t>(Stage::Negotiate)];
        QCOMPARE(told.evidence, hop.evidence);
        QCOMPARE(told.startMs, 3 * tick);
        QCOMPARE(told.ms, tick);
        QCOMPARE(hop.ms, 4 * tick);
    } else {
        const StageResult& told = hop.stages[static_cast<std::size_t>(*hop.stage)];
        QCOMPARE(told.state,
                 hop.state == HopState::Denied ? StageState::Denied : StageState::Failed);
        QCOMPARE(told.code, hop.code);
        QCOMPARE(told.evidence, hop.evidence);
    }
    for (const StageResult& each : hop.stages)
        QVERIFY(each.state != StageState::ToCome && each.state != StageState::Running);
}

void TestRouteStages::theGateEndsTheStageThatItIsAskedAt_data()
{
    QTest::addColumn<bool>("early");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("ends");
    QTest::newRow("E29") << true << true << QStringLiteral("negotiate denied 0+0 [0x803380E4] no")
                         << QStringLiteral("denied negotiate trusted-hosts 0x803380E4 no");
    QTest::newRow("E3") << false << true
                        << QStringLiteral("delegate denied 60+0 [0x803380E4] no; noted")
                        << QStringLiteral("denied delegate trusted-hosts 0x803380E4 no; noted");
    QTest::newRow("field/20: not known")
        << true << false << QStringLiteral("negotiate failed 0+0 no")
        << QStringLiteral("failed negotiate no");
}

void TestRouteStages::theGateEndsTheStageThatItIsAskedAt()
{
    QFETCH(bool, early);
    QFETCH(bool, known);
    QFETCH(QString, stage);
    QFETCH(QString, ends);
    Run run({.method = Method::CredSsp,
             .isExplicit = true,
             .gate = [&](const GateQuestion& asked) -> GateAnswer {
                 const bool first = asked.moment == GateQuestion::Moment::BeforeSending;
                 if (first && !early)
                     return {.allowed = true};
                 return {.code = statusCodeOf(known ? 0x803380E4U : 0U),
                         .cause = known ? std::optional(Cause::TrustedHosts) : std::nullopt,
                         .stage = early ? Stage::Negotiate : Stage::Delegate,
                         .evidence = Sentence::verbatim("no"),
                         .known = known,
                         .note = first ? Sentence() : Sentence::verbatim("noted")};
             }});
    run.go();
    QCOMPARE(ended(run.result()), ends + QStringLiteral(" | not-reached"));
    QVERIFY2(told(run.first()).contains(stage), qPrintable(told(run.first())));
    QCOMPARE(run.at(Stage::Resolve), early ? StageState::NotReached : StageState::Passed);
    QCOMPARE(run.at(Stage::Shell), StageState::NotReached);
    QVERIFY(run.names.empty() == early);
}

void TestRouteStages::aHopBehindOneThatEndedIsNotReached()
{
    const auto sql = [](Drawing& d, model::HopId, model::HopId) {
        d.graph.resources[d.graph.resources.begin()->first].kind = ResourceKind::SqlServer;
    };
    Run stopped({.change = sql});
    stopped.go(0);
    std::ignore = stopped.probe().resolveFailed(Sentence::verbatim("no such name"), 1);
    QCOMPARE(stopped.result().hops.back().state, HopState::NotReached);
    Run passed({.change = sql});
    passed.go();
    passed.finish(R"({"hopwright":"probe/1","hop":0,"state":"passed"})");
    QCOMPARE(ended(passed.result()), QStringLiteral("passed | skipped resource-not-built"));
}

void TestRouteStages::whatIsHeldGoesByTheHopBefore_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("own");
    QTest::addColumn<QString>("ends");
    const QString permission = QStringLiteral("denied access permission-on-resource 5");
    QTest::newRow("M1") << Method::Default << false
                        << QStringLiteral("denied access not-delegated 5");
    QTest::newRow("M16") << Method::CredSsp << false << permission;
    QTest::newRow("R6") << Method::Default << true << permission;
}

/// Domain reference §8.6: with a credential a denied access is a matter of permission.
void TestRouteStages::whatIsHeldGoesByTheHopBefore()
{
    QFETCH(Method, method);
    QFETCH(bool, own);
    QFETCH(QString, ends);
    Run run({.method = method,
             .isExplicit = method == Method::CredSsp,
             .change = [own](Drawing& d, model::HopId, model::HopId second) {
                 if (own)
                     d.giveCredential(second);
             }});
    run.go();
    run.finish(
        R"({"hopwright":"probe/1","hop":2,"state":"denied","stage":"access","code":5,"stages":[{"name":"access","state":"denied","startMs":5,"ms":3,"code":5}]})");
    QCOMPARE(ended(run.result()), QStringLiteral("passed | ") + ends);
    const double command = run.first().stages[static_cast<std::size_t>(Stage::Command)].startMs;
    QCOMPARE(run.result().hops.back().stages.back().startMs, command + 5);
    QCOMPARE(run.first().ms, run.now - 3);  // What the hop behind took is its own.
}

void TestRouteStages::anAnswerBehindTheEndChangesNothing()
{
    Run run;
    run.go();
    std::ignore = run.probe().cancel(run.now);
    const RouteResult before = run.result();
    QCOMPARE(before.hops.front().state, HopState::Cancelled);
    run.finish(sharePassed);
    QVERIFY(run.result() == before);
    Run late;
    late.go();
    std::ignore = late.probe().timedOut(late.now);
    const RouteResult over = late.result();
    QCOMPARE(over.hops.front().state, HopState::Failed);
    late.finish(sharePassed);
    QVERIFY(late.result() == over);
    Run oops;
    oops.go();
    oops.finish("oops");
    QCOMPARE(ended(oops.result()),
             QStringLiteral("failed command the machine did not answer with a probe's line | "
                            "not-reached"));
    // Before there is a session nothing is heard.
    Run early;
    early.go(0);
    QVERIFY(!early.probe().peerClosed(1).done);
    QVERIFY(!early.probe().received(bytesOf("HTTP/1.1 200 OK"), 1).done);
    QCOMPARE(early.first().state, HopState::Running);
}

void TestRouteStages::ownNamesAreTheClients_data()
{
    QTest::addColumn<std::string>("typed");
    QTest::addColumn<std::string>("name");
    for (const char* own : {"localhost", "LocalHost:5985", "127.0.0.1", "[::1]", "[::1]:5985"})
        QTest::newRow(own) << std::string(own) << std::string("ADM-PC01");
    for (const char* other : {"JUMP01", "10.0.0.5", "127.0.0.2"})
        QTest::newRow(other) << std::string(other) << std::string(other);
}

/// R9: what a machine calls itself is for the drawing's client to say, and not for this computer.
void TestRouteStages::ownNamesAreTheClients()
{
    QFETCH(std::string, typed);
    QFETCH(std::string, name);
    Run run({.isExplicit = true, .typed = typed});
    run.go(0);
    QCOMPARE(run.probe().start(0).resolve, name);
}

void TestRouteStages::theGateHearsOfNtlm()
{
    for (const auto& [method, word] :
         std::vector<std::pair<Method, std::string>>{{Method::Default, "Default"},
                                                     {Method::Negotiate, "Negotiate"},
                                                     {Method::Ntlm, "Negotiate"}}) {
        std::optional<GateQuestion> heard;
        Run run({.method = method, .gate = [&heard](const GateQuestion& asked) -> GateAnswer {
                     heard = asked;
                     return {.allowed = true};
                 }});
        run.go(0);
        QVERIFY(heard.has_value());
        QCOMPARE(heard->ntlm, method == Method::Ntlm);
        QCOMPARE(heard->method, word);
        QVERIFY(!heard->explicitCredential);
    }
}

void TestRouteStages::eachStageHasItsTime()
{
    for (const int answers : {0, 1}) {  // A name, and a connection.
        Run run;
        run.go(answers);
        QCOMPARE(run.probe().timeoutMs(run.now), connectTimeoutMs);
    }
    Run offer;
    offer.go(2);
    QCOMPARE(offer.probe().timeoutMs(offer.now), stageTimeoutMs);
    Run session({.hasShare = false});
    session.go();
    QCOMPARE(session.running.back(), std::string("command"));
    const double began = session.first().stages[static_cast<std::size_t>(Stage::Command)].startMs;
    QCOMPARE(session.probe().timeoutMs(began), stageTimeoutMs);
    QCOMPARE(session.probe().timeoutMs(began + 5), stageTimeoutMs - 5);  // No hop is behind it.
}

QTEST_APPLESS_MAIN(TestRouteStages)
#include "tst_route_stages.moc"
