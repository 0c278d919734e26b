#include "core/link/lab_hosts.h"
#include "core/link/run_session.h"
#include "core/store/graph_file.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace hopwright;
using lab::FaultKind;
using lab::FaultPlace;
using probe::HopState;

namespace {

constexpr double patienceMs = 500;
constexpr int mostMs = 8'000;

model::Graph sample(const char* name)
{
    const std::string path = std::string(HOPWRIGHT_SOURCE_DIR "/resources/samples/") + name;
    const auto graph = store::loadGraph(path);
    return graph ? *graph : model::Graph{};
}

link::RunOptions optionsFor(const model::Graph& graph)
{
    link::RunOptions options;
    options.stageLimitMs = patienceMs;
    for (const auto& [id, route] : graph.routes)
        options.routes.push_back(id);
    return options;
}

/// A drawing of two hops, ADM-PC01 to JUMP01 to a share on FS01, and its lab with everything applied.
class Bench {
public:
    explicit Bench(bool credSsp)
        : graph(sample(credSsp ? "double-hop-credssp.hopw" : "double-hop-broken.hopw"))
    {
        const auto started = lab.start(graph, {});
        if (!started)
            qFatal("%s", started.error().detail.c_str());
        std::ignore = lab.apply(plan::makePlan(graph).changes);
        lab.hosts().world.nextHopLimitMs = patienceMs;
    }

    lab::LabMachine& machine(const char* name) { return *lab.hosts().world.find(name); }

    /// Runs in this process, or as against `lab` in another one, which tells addresses and its CA only.
    void start(bool attached)
    {
        link::RunOptions options = optionsFor(graph);
        if (attached) {
            options.environment = probe::Environment::Lab;
            options.attached = lab.addresses();
            options.authorityPem = lab.authorityPem();
            options.assumePolicy = true;
            options.as = {.domain = "LAB", .user = "alice", .password = alice()};
            options.explicitCredentials.push_back(
                {.domain = "LAB", .user = "alice", .password = alice()});
        }
        session = std::make_unique<link::RunSession>(attached ? nullptr : &lab);
        session->start(graph, std::move(options));
    }
    bool ends()
    {
        return QTest::qWaitFor([this] { return !session->isRunning(); }, mostMs);
    }
    const probe::HopResult& hop(std::size_t index) const
    {
        return session->report().routes.front().hops.at(index);
    }

    model::Graph graph;
    link::PracticeLab lab;
    std::unique_ptr<link::RunSession> session;

private:
    Secret alice() const { return lab.passwordOf("LAB", "alice").value(); }
};

/// One bench for all rows: its certificates take a while to make.
Bench& benchFor(bool credSsp)
{
    static std::array<std::unique_ptr<Bench>, 2> benches;
    std::unique_ptr<Bench>& bench = benches[credSsp ? 1 : 0];
    if (!bench)
        bench = std::make_unique<Bench>(credSsp);
    return *bench;
}

std::string tell(const probe::HopResult& hop)
{
    return std::string(probe::hopStateName(hop.state)) + "/"
           + (hop.stage ? std::string(plan::stageName(*hop.stage)) : "-");
}

enum class Way { Refuse, Silence, Close, HalfMessage, WrongProof, Cancel };

FaultKind kindOf(Way way)
{
    switch (way) {
    case Way::Refuse:
        return FaultKind::Refuse;
    case Way::Close:
        return FaultKind::Close;
    case Way::HalfMessage:
        return FaultKind::HalfMessage;
    case Way::WrongProof:
        return FaultKind::WrongProof;
    case Way::Silence:
    case Way::Cancel:
        break;
    }
    return FaultKind::Silence;
}

struct Place {
    const char* name;
    FaultPlace place;
    bool credSspOnly;
};

constexpr std::array<Place, 7> places = {{{"offer", FaultPlace::Offer, false},
                                          {"tls", FaultPlace::Tls, true},
                                          {"negotiate", FaultPlace::Negotiate, false},
                                          {"bind", FaultPlace::Bind, true},
                                          {"delegate", FaultPlace::Delegate, true},
                                          {"shell", FaultPlace::Shell, false},
                                          {"command", FaultPlace::Command, false}}};

}  // namespace

/// "Done when" 7: stage × {refused, silence, closed, half a message, wrong proof, cancel}.
class TestFaults : public QObject {
    Q_OBJECT

private slots:
    void theStageThatBreaksIsNamed_data();
    void theStageThatBreaksIsNamed();
    void theStageOfTheSecondHopIsNamed_data();
    void theStageOfTheSecondHopIsNamed();
    void aNameThatNobodyHasFailsAtResolve();
    void aClosedPortFailsAtConnect();
    void aMachineThatDripsIsSilent();
};

void TestFaults::theStageThatBreaksIsNamed_data()
{
    QTest::addColumn<bool>("attached");
    QTest::addColumn<bool>("credSsp");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("way");
    QTest::addColumn<QByteArray>("expected");
    const auto rowsOf = [](bool attached, bool credSsp) {
        const QByteArray where =
            QByteArray(attached ? "lab " : "practice ") + (credSsp ? "CredSSP " : "Negotiate ");
        const auto row = [&](const char* name, FaultPlace place, const char* how, Way way,
                             const QByteArray& expected) {
            QTest::newRow(where + name + ", " + how)
                << attached << credSsp << static_cast<int>(place) << static_cast<int>(way)
                << expected;
        };
        for (const Place& each : places) {
            if (each.credSspOnly && !credSsp)
                continue;
            const QByteArray failed = QByteArray("failed/") + each.name;
            row(each.name, each.place, "silence", Way::Silence, failed);
            row(each.name, each.place, "closed", Way::Close, failed);
            row(each.name, each.place, "half a message", Way::HalfMessage, failed);
            row(each.name, each.place, "cancel", Way::Cancel, QByteArray("cancelled/") + each.name);
            // One leg carries the last token and the key proof: a 401 to it refuses the account.
            const bool bind = each.place == FaultPlace::Bind;
            const bool tls = each.place == FaultPlace::Tls;
            row(each.name, each.place, "refused", Way::Refuse,
                bind  ? QByteArray("denied/negotiate")
                : tls ? failed
                      : QByteArray("denied/") + each.name);
        }
        if (credSsp) {
            row("bind", FaultPlace::Bind, "wrong proof", Way::WrongProof, "failed/bind");
            row("negotiate", FaultPlace::Negotiate, "wrong proof", Way::WrongProof, "failed/bind");
        } else {
            row("negotiate", FaultPlace::Negotiate, "wrong proof", Way::WrongProof,
                "failed/negotiate");
            row("shell", FaultPlace::Shell, "wrong proof", Way::WrongProof, "failed/shell");
        }
    };
    for (const bool attached : {false, true}) {
        rowsOf(attached, false);
        rowsOf(attached, true);
    }
}

void TestFaults::theStageThatBreaksIsNamed()
{
    QFETCH(bool, attached);
    QFETCH(bool, credSsp);
    QFETCH(int, place);
    QFETCH(int, way);
    QFETCH(QByteArray, expected);
    Bench& bench = benchFor(credSsp);
    bench.machine("JUMP01").fault = {.place = static_cast<FaultPlace>(place),
                                     .kind = kindOf(static_cast<Way>(way))};
    bench.start(attached);
    if (static_cast<Way>(way) == Way::Cancel) {
        const QByteArray name = expected.mid(expected.indexOf('/') + 1);
        const auto isThere = [&] {
            return std::ranges::any_of(bench.hop(0).stages, [&](const probe::StageResult& each) {
                return each.state == probe::StageState::Running
                       && plan::stageName(each.stage) == name.toStdString();
            });
        };
        QVERIFY(QTest::qWaitFor(isThere, mostMs));
        QTest::qWait(20);
        bench.session->stop();
    }
    QVERIFY(bench.ends());
    QCOMPARE(QByteArray::fromStdString(tell(bench.hop(0))), expected);
    QCOMPARE(tell(bench.hop(1)), std::string("not-reached/-"));
}

void TestFaults::theStageOfTheSecondHopIsNamed_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("mayLeaveAFile");
    const auto row = [](const char* how, Way way, const char* expected, bool mayLeaveAFile) {
        QTest::newRow(how) << static_cast<int>(way) << QByteArray(expected) << mayLeaveAFile;
    };
    row("access, refused", Way::Refuse, "denied/access", false);
    row("access, silence", Way::Silence, "failed/access", true);
    row("access, closed", Way::Close, "failed/access", true);
    row("access, half a message", Way::HalfMessage, "failed/access", true);
}

void TestFaults::theStageOfTheSecondHopIsNamed()
{
    QFETCH(int, way);
    QFETCH(QByteArray, expected);
    QFETCH(bool, mayLeaveAFile);
    Bench bench(true);
    bench.machine("FS01").fault = {.place = FaultPlace::Access,
                                   .kind = kindOf(static_cast<Way>(way))};
    link::RunOptions options = optionsFor(bench.graph);
    options.stageLimitMs = 4 * patienceMs;  // Hop 1's Command lasts as long as hop 2 does.
    bench.session = std::make_unique<link::RunSession>(&bench.lab);
    bench.session->start(bench.graph, std::move(options));
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), std::string("passed/-"));
    QCOMPARE(QByteArray::fromStdString(tell(bench.hop(1))), expected);
    const std::string& left = bench.session->report().routes.front().leftBehind;
    QCOMPARE(left.starts_with("\\\\FS01\\Reports\\hopwright-"), mayLeaveAFile);
    QCOMPARE(left.empty(), !mayLeaveAFile);
}

void TestFaults::aNameThatNobodyHasFailsAtResolve()
{
    Bench bench(false);
    bench.machine("JUMP01").name = "GONE";
    bench.machine("GONE").dnsName = "GONE";
    bench.start(false);
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), std::string("failed/resolve"));
}

void TestFaults::aClosedPortFailsAtConnect()
{
    Bench bench(false);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    bench.machine("JUMP01").winrmPort = server.serverPort();
    server.close();
    bench.start(false);
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), std::string("failed/connect"));
}

void TestFaults::aMachineThatDripsIsSilent()
{
    Bench bench(false);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTimer drip;
    const QByteArray letters = "HTTP/1.1 401 \r\nX-Slow: " + QByteArray(10'000, 'a');
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* client = server.nextPendingConnection();
        connect(&drip, &QTimer::timeout, client,
                [client, letters, at = 0]() mutable { client->write(letters.mid(at++, 1)); });
        drip.start(20);
    });
    bench.machine("JUMP01").winrmPort = server.serverPort();
    QElapsedTimer clock;
    clock.start();
    bench.start(false);
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), std::string("failed/offer"));
    QVERIFY(clock.elapsed() < mostMs / 2);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
