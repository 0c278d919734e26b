#include "core/link/lab_listener.h"
#include "core/link/route_run.h"
#include "core/wire/negotiate/initiator.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/auth/asking_mechanism.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace hopwright;

namespace {

constexpr int patienceMs = 8'000;
// Three names of this machine; each port is open or closed on each of them.
constexpr const char* one = "127.0.0.1";
constexpr const char* two = "127.0.0.2";
constexpr const char* three = "127.0.0.3";

/// A server that closes each connection as soon as it stands: the stage after Connect is what breaks.
class Closing {
public:
    explicit Closing(const char* address, std::uint16_t port = 0)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            ++connections;
            m_server.nextPendingConnection()->disconnectFromHost();
        });
        if (!m_server.listen(QHostAddress(QLatin1String(address)), port))
            qFatal("no port on %s", address);
    }
    std::uint16_t port() const { return m_server.serverPort(); }
    void close() { m_server.close(); }

    int connections = 0;

private:
    QTcpServer m_server;
};

/// Hop 1 of a route from ADM-PC01 to JUMP01, whose name has \p addresses.
probe::HopResult hopTo(std::vector<std::string> addresses, std::uint16_t port,
                       wire::auth::MakeInitiator initiator =
                           wire::negotiate::usualInitiator({.now = link::currentFileTime()}))
{
    plan::tests::Drawing drawing;
    const auto hop = drawing.session(drawing.machine("ADM-PC01"), drawing.machine("JUMP01"));
    const auto route = drawing.route({hop});
    const link::Endpoint at{.addresses = std::move(addresses), .port = port};
    auto* run = new link::RouteRun(
        {.graph = drawing.graph,
         .route = route,
         .opener = {.domain = "LAB", .user = "alice", .password = {}},
         .gate = [](const probe::GateQuestion&) -> probe::GateAnswer { return {.allowed = true}; },
         .initiator = std::move(initiator),
         .random = link::systemRandom()},
        [at](const std::string&) { return at; }, 0, nullptr);
    QSignalSpy done(run, &link::RouteRun::done);
    run->start();
    if (done.isEmpty())
        done.wait(patienceMs);
    return run->result().hops.front();  // It deletes itself.
}

const probe::StageResult& stageOf(const probe::HopResult& hop, Stage stage)
{
    return hop.stages.at(static_cast<std::size_t>(stage));
}

}  // namespace

class TestRouteRun : public QObject {
    Q_OBJECT

private slots:
    void theNextAddressIsTried();
    void theLastAddressTellsWhyNoneAnswered();
    void nothingIsTriedAfterAConnectionStood();
    void aSignInThatNeedsAKdcSaysSo();
};

void TestRouteRun::theNextAddressIsTried()
{
    const Closing server(three);
    const probe::HopResult hop = hopTo({one, two, three}, server.port());
    QCOMPARE(hop.stage, std::optional(Stage::Offer));
    const std::string port = std::to_string(server.port());
    QCOMPARE(stageOf(hop, Stage::Resolve).evidence, std::string("JUMP01 is 127.0.0.1"));
    QCOMPARE(stageOf(hop, Stage::Connect).evidence, "port " + port + " of 127.0.0.3 answered");
    QCOMPARE(server.connections, 1);

    const probe::HopResult first = hopTo({three, one}, server.port());
    QCOMPARE(stageOf(first, Stage::Connect).evidence, "port " + port + " answered");
}

void TestRouteRun::theLastAddressTellsWhyNoneAnswered()
{
    Closing server(one);
    const std::uint16_t port = server.port();
    server.close();
    const probe::HopResult hop = hopTo({one, two}, port);
    QCOMPARE(hop.state, HopState::Failed);
    QCOMPARE(hop.stage, std::optional(Stage::Connect));
    QCOMPARE(hop.evidence, std::string("Connection refused"));
}

void TestRouteRun::nothingIsTriedAfterAConnectionStood()
{
    const Closing first(one);
    const Closing second(two, first.port());
    const probe::HopResult hop = hopTo({one, two}, first.port());
    QCOMPARE(hop.state, HopState::Failed);
    QCOMPARE(hop.stage, std::optional(Stage::Offer));
    QCOMPARE(first.connections, 1);
    QCOMPARE(second.connections, 0);
}

/// ADR 0015: nobody asks one yet. Nothing is sent, and nobody waits for anything.
void TestRouteRun::aSignInThatNeedsAKdcSaysSo()
{
    const Closing server(one);
    const probe::HopResult hop = hopTo({one}, server.port(), test::askingInitiator({1}));
    QCOMPARE(hop.state, HopState::Failed);
    QCOMPARE(hop.stage, std::optional(Stage::Offer));
    QCOMPARE(hop.evidence, wire::auth::nobodyToAsk().error().detail);
}

QTEST_GUILESS_MAIN(TestRouteRun)
#include "tst_route_run.moc"
