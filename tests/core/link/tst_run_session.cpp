#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/files/path.h"
#include "core/link/lab_hosts.h"
#include "core/link/run_session.h"
#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace hopwright;

namespace {

const QString samples = QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/");

model::Graph sample(const char* name)
{
    const auto graph =
        store::loadGraph(files::pathFromUtf8((samples + QLatin1String(name)).toStdString()));
    return graph ? *graph : model::Graph{};
}

std::vector<model::RouteId> routesOf(const model::Graph& graph)
{
    std::vector<model::RouteId> out;
    for (const auto& [id, route] : graph.routes)
        out.push_back(id);
    return out;
}

/// Runs every route of a drawing in a practice lab, as F5 does.
struct Run {
    explicit Run(const model::Graph& graph, bool applied)
    {
        const auto started = lab.start(graph, {});
        if (!started)
            qFatal("%s", started.error().detail.english().c_str());
        if (applied)
            std::ignore = lab.apply(plan::makePlan(graph).changes);
    }

    void go(const model::Graph& graph, link::RunOptions options = {}, int patienceMs = 20'000)
    {
        options.routes = routesOf(graph);
        QSignalSpy finished(&session, &link::RunSession::finished);
        session.start(graph, std::move(options));
        QVERIFY(finished.wait(patienceMs));
    }

    const probe::HopResult& hop(std::size_t index) const
    {
        return session.report().routes.front().hops.at(index);
    }

    link::PracticeLab lab;
    link::RunSession session{&lab};
};

std::string tell(const probe::HopResult& hop)
{
    std::string out =
        std::string(wordOf(hop.state)) + "/" + (hop.stage ? std::string(wordOf(*hop.stage)) : "-")
        + "/" + textOf(hop.code, "-") + "/" + (hop.cause ? std::string(wordOf(*hop.cause)) : "-");
    return out;
}

}  // namespace

class TestRunSession : public QObject {
    Q_OBJECT

private slots:
    void theBrokenSampleIsDeniedAtHopTwo();
    void credSspAppliedPassesBothHops();
    void credSspNotAppliedIsRefusedByTheClient();
    void threeHopsAreDeniedAtTheSecond();
    void anOwnCredentialPassesWithoutDelegation();
    void aWrongPasswordIsTriedOnce();
    void aDeniedAccountIsAPermissionNotADelegation();
    void theLabJudgesTheWireNotTheDrawing();
    void sixtyFourHopsAreProbed();
    void aLiveRunGoesByWhatWasSeenOfTheClient();
    void stoppingEndsTheRunAtOnce();
    void aRunIsClosedWhenItsConnectionsAre();
    void whatDoesNotCloseHasItsTimeAndNoMore();
};

void TestRunSession::theBrokenSampleIsDeniedAtHopTwo()
{
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph, false);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "denied/access/5/not-delegated");
}

void TestRunSession::credSspAppliedPassesBothHops()
{
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph, true);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "passed/-/-/-");
    const std::string evidence =
        run.hop(1).stages[static_cast<std::size_t>(Stage::Access)].evidence.english();
    QVERIFY2(evidence.find("owner LAB\\alice") != std::string::npos, evidence.c_str());
}

void TestRunSession::credSspNotAppliedIsRefusedByTheClient()
{
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph, false);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "denied/delegate/0x803381A2/client-role-missing");
    QCOMPARE(tell(run.hop(1)), "not-reached/-/-/-");
}

void TestRunSession::threeHopsAreDeniedAtTheSecond()
{
    const model::Graph graph = sample("three-hops.hopw");
    Run run(graph, false);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "denied/negotiate/0x8009030E/not-delegated");
    QCOMPARE(tell(run.hop(2)), "not-reached/-/-/-");
}

void TestRunSession::anOwnCredentialPassesWithoutDelegation()
{
    const model::Graph broken = sample("double-hop-broken.hopw");
    const model::HopId last = broken.routes.begin()->second.hops.back();
    const auto graph = edit::giveOwnCredential(broken, last);
    QVERIFY(graph.has_value());
    Run run(*graph, false);
    run.go(*graph);
    QCOMPARE(tell(run.hop(1)), "passed/-/-/-");
}

void TestRunSession::aWrongPasswordIsTriedOnce()
{
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph, false);
    link::RunOptions options;
    options.as = {
        .domain = "LAB", .user = "alice", .password = Secret(std::as_bytes(std::span("wrong", 5)))};
    run.go(graph, std::move(options));
    QCOMPARE(tell(run.hop(0)), "denied/negotiate/1326/wrong-password");
    QCOMPARE(tell(run.hop(1)), "not-reached/-/-/-");
}

void TestRunSession::aDeniedAccountIsAPermissionNotADelegation()
{
    model::Graph graph = sample("double-hop-credssp.hopw");
    for (const auto& [id, computer] : model::Graph(graph).computers)
        graph.computers[id].practice.denyAccount = "LAB\\alice";
    Run run(graph, true);
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "denied/access/5/permission-on-resource");
}

void TestRunSession::theLabJudgesTheWireNotTheDrawing()
{
    // The lab is built from a drawing that says CredSSP and has it applied; the client sends Negotiate: denied.
    const model::Graph drawn = sample("double-hop-credssp.hopw");
    model::Graph sent = drawn;
    model::Hop& first = sent.hops[sent.routes.begin()->second.hops.front()];
    first.method = Method::Default;
    Run run(drawn, true);
    run.go(sent);
    QCOMPARE(tell(run.hop(1)), "denied/access/5/not-delegated");

    // The reverse: the lab's drawing says Default, what is sent is CredSSP.
    Run reverse(sent, false);
    std::ignore = reverse.lab.apply(plan::makePlan(drawn).changes);
    reverse.go(drawn);
    QCOMPARE(tell(reverse.hop(1)), "passed/-/-/-");
}

/// The longest route that a drawing may have, names of 40 characters, each hop with a credential of its own. What it costs
/// is counted, by bytes and connections; docs/performance.md has the time.
void TestRunSession::sixtyFourHopsAreProbed()
{
    constexpr std::string_view domain = ".lab.example";
    std::string chain = "start.lab.example";
    for (std::size_t hop = 1; hop <= model::maxRouteHops; ++hop) {
        std::string name = "srv" + std::to_string(hop) + "-";
        name.resize(40 - domain.size(), 'x');
        chain += " -credssp-> " + name + std::string(domain);
    }
    const auto drawn = edit::parseChain(chain);
    QVERIFY2(drawn, drawn ? "" : drawn.error().detail.english().c_str());
    const model::Graph& graph = *drawn;
    QCOMPARE(graph.routes.begin()->second.hops.size(), model::maxRouteHops);
    Run run(graph, true);
    constexpr int patienceMs = 180'000;  // Keys for 64 hosts are made first.
    QTRY_VERIFY_WITH_TIMEOUT(run.lab.isReady(), patienceMs);
    const std::size_t before = wire::tls::ClientContext::madeSoFar();
    QElapsedTimer clock;
    clock.start();
    run.go(graph, {}, patienceMs);
    qInfo("64 hops: %lld ms", static_cast<long long>(clock.elapsed()));
    for (std::size_t i = 0; i < model::maxRouteHops; ++i)
        QCOMPARE(tell(run.hop(i)), "passed/-/-/-");
    // One of the run, one of the lab's hosts, none a connection.
    QCOMPARE(wire::tls::ClientContext::madeSoFar() - before, std::size_t{2});
}

/// Domain reference §8 row 2: the client role is asked of the machine that opens the hop.
void TestRunSession::aLiveRunGoesByWhatWasSeenOfTheClient()
{
    auto graph = edit::parseChain("PC1.corp.example -credssp-> GW.corp.example@127.0.0.1:1");
    QVERIFY2(graph, graph ? "" : graph.error().detail.english().c_str());
    const model::Hop& first = graph->hops.begin()->second;
    graph->seen[first.from] = {.credSspClient = false};
    graph->seen[first.to.computer] = {.credSspClient = true, .credSspServer = true};
    link::RunOptions options{.environment = Environment::Live, .routes = routesOf(*graph)};
    options.as = {.domain = "CORP",
                  .user = "ops",
                  .password = Secret(std::as_bytes(std::span("Secret1", 7)))};
    link::RunSession session(nullptr);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(*graph, std::move(options));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(tell(session.report().routes.front().hops.front()),
             "denied/delegate/0x803381A2/client-role-missing");
}

void TestRunSession::stoppingEndsTheRunAtOnce()
{
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph, false);
    link::RunOptions options;
    options.routes = routesOf(graph);
    run.lab.hosts().world.machines[1].fault = {.place = Stage::Shell,
                                               .kind = lab::FaultKind::Silence};
    QSignalSpy finished(&run.session, &link::RunSession::finished);
    run.session.start(graph, std::move(options));
    QTRY_VERIFY(!run.session.report().routes.empty()
                && run.hop(0).stages[static_cast<std::size_t>(Stage::Shell)].state
                       == StageState::Running);
    run.session.stop();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(run.hop(0).state, HopState::Cancelled);
    QCOMPARE(run.hop(1).state, HopState::NotReached);
}

void TestRunSession::aRunIsClosedWhenItsConnectionsAre()
{
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph, false);
    QSignalSpy closed(&run.session, &link::RunSession::closed);
    run.go(graph);
    QVERIFY(!run.session.isClosed());  // The shell of hop 1 is still to be deleted.
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, static_cast<int>(probe::cleaningTimeoutMs / 2));
    QVERIFY(run.session.isClosed());
    QVERIFY(run.session.children().isEmpty());  // Nobody holds what signed in.

    link::RunSession nothing(&run.lab);
    QSignalSpy atOnce(&nothing, &link::RunSession::closed);
    nothing.start(graph, {});
    QVERIFY(atOnce.wait());
}

void TestRunSession::whatDoesNotCloseHasItsTimeAndNoMore()
{
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph, false);
    constexpr int limitMs = 400;
    link::RunOptions options{.routes = routesOf(graph), .cleaningLimitMs = limitMs};
    run.lab.hosts().world.machines[1].fault = {.place = Stage::Shell,
                                               .kind = lab::FaultKind::Silence};
    run.session.start(graph, std::move(options));
    QTRY_VERIFY(!run.session.report().routes.empty()
                && run.hop(0).stages[static_cast<std::size_t>(Stage::Shell)].state
                       == StageState::Running);
    QSignalSpy closed(&run.session, &link::RunSession::closed);
    QElapsedTimer clock;
    clock.start();
    run.session.stop();
    QVERIFY(!run.session.isRunning() && !run.session.isClosed());
    QVERIFY(closed.wait(static_cast<int>(probe::cleaningTimeoutMs / 2)));
    QVERIFY(clock.elapsed() >= limitMs - 20);  // Qt's timers are that coarse.
    QVERIFY(run.session.children().isEmpty());
}

QTEST_GUILESS_MAIN(TestRunSession)
#include "tst_run_session.moc"
