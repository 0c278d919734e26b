#include "core/files/path.h"
#include "core/link/lab_hosts.h"
#include "core/link/run_session.h"
#include "core/probe/run_json.h"
#include "core/store/graph_file.h"
#include "tests/core/link/broken_connection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <iostream>
#include <thread>

using namespace hopwright;
using lab::FaultKind;

namespace {

constexpr double patienceMs = 500;
constexpr int mostMs = 8'000;
const std::string silence = "no answer in time";
constexpr int noPlace = -1;  ///< Of a fault, to the other process.
const QString serveWord = QStringLiteral("--serve-lab");

model::Graph sample(const char* name)
{
    const std::string path = std::string(HOPWRIGHT_SOURCE_DIR "/resources/samples/") + name;
    const auto graph = store::loadGraph(files::pathFromUtf8(path));
    return graph ? *graph : model::Graph{};
}

link::RunOptions optionsFor(const model::Graph& graph, double limitMs)
{
    link::RunOptions options;
    options.stageLimitMs = limitMs;
    for (const auto& [id, route] : graph.routes)
        options.routes.push_back(id);
    return options;
}

Secret alicesPassword()
{
    return Secret(std::as_bytes(std::span("for the table of faults", 23)));
}

/// A drawing of two hops, ADM-PC01 to JUMP01 to a share on FS01, and its lab with everything applied.
class Bench {
public:
    explicit Bench(bool credSsp)
        : graph(sample(credSsp ? "double-hop-credssp.hopw" : "double-hop-broken.hopw"))
    {
        const auto started = lab.start(graph, {});
        if (!started)
            qFatal("%s", started.error().detail.english().c_str());
        std::ignore = lab.apply(plan::makePlan(graph).changes);
        lab.hosts().world.nextHopLimitMs = patienceMs;
        lab.setPassword("LAB", "alice", alicesPassword());
    }

    lab::LabMachine& machine(const char* name) { return *lab.hosts().world.find(name); }

    void start(double limitMs = patienceMs)
    {
        session = std::make_unique<link::RunSession>(&lab);
        session->start(graph, optionsFor(graph, limitMs));
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

/// This program again, as `lab` in a process of its own: serveLab() below. It tells addresses and its CA, as a port file
/// does, and takes the fault to have on its standard input.
class OtherProcess {
public:
    explicit OtherProcess(bool credSsp)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {serveWord, credSsp ? QStringLiteral("credssp") : QStringLiteral("plain")});
        const QJsonObject said = QJsonDocument::fromJson(nextLine()).object();
        for (const QJsonValue& each : said[QStringLiteral("hosts")].toArray()) {
            m_hosts.push_back(
                {.name = each[QStringLiteral("name")].toString().toStdString(),
                 .address = each[QStringLiteral("address")].toString().toStdString(),
                 .port = static_cast<std::uint16_t>(each[QStringLiteral("port")].toInt())});
        }
        m_authorityPem = said[QStringLiteral("ca")].toString().toStdString();
    }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;
    OtherProcess(OtherProcess&&) = delete;
    OtherProcess& operator=(OtherProcess&&) = delete;
    ~OtherProcess()
    {
        m_process.closeWriteChannel();  // It ends with its input.
        m_process.waitForFinished(mostMs);
    }

    bool setFault(const char* machine, lab::Fault fault)
    {
        m_process.write(QByteArray(machine) + ' '
                        + QByteArray::number(fault.place ? static_cast<int>(*fault.place) : noPlace)
                        + ' ' + QByteArray::number(static_cast<int>(fault.kind)) + '\n');
        return nextLine() == "ok\n";
    }

    link::RunOptions optionsFor(const model::Graph& graph, double limitMs) const
    {
        link::RunOptions options = ::optionsFor(graph, limitMs);
        options.environment = Environment::Lab;
        options.attached = m_hosts;
        options.authorityPem = m_authorityPem;
        options.assumePolicy = true;
        options.as = {.domain = "LAB", .user = "alice", .password = alicesPassword()};
        return options;
    }
    bool isThere() const { return !m_hosts.empty(); }

private:
    QByteArray nextLine()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(mostMs))
            continue;
        return m_process.readLine();
    }

    QProcess m_process;
    std::vector<link::LabHostAddress> m_hosts;
    std::string m_authorityPem;
};

/// What the other process does: a lab with everything applied, until its standard input ends.
int serveLab(bool credSsp)
{
    Bench bench(credSsp);
    if (!QTest::qWaitFor([&] { return bench.lab.isReady(); }, mostMs))
        return 1;
    QJsonArray hosts;
    for (const link::LabHostAddress& each : bench.lab.addresses()) {
        hosts.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(each.name)},
                                 {QStringLiteral("address"), QString::fromStdString(each.address)},
                                 {QStringLiteral("port"), each.port}});
    }
    const QJsonObject said{
        {QStringLiteral("hosts"), hosts},
        {QStringLiteral("ca"), QString::fromStdString(bench.lab.authorityPem())}};
    QTextStream out(stdout);
    out << QJsonDocument(said).toJson(QJsonDocument::Compact) << Qt::endl;
    const auto obey = [&](const QByteArray& line) {
        const QList<QByteArray> words = line.trimmed().split(' ');
        if (words.size() != 3) {
            QCoreApplication::quit();
            return;
        }
        lab::Fault& fault = bench.machine(words[0].constData()).fault;
        fault = {.kind = static_cast<FaultKind>(words[2].toInt())};
        if (const int place = words[1].toInt(); place != noPlace)
            fault.place = static_cast<Stage>(place);
        out << "ok" << Qt::endl;
    };
    // A thread, as Windows notifies of no pipe.
    const std::jthread reader([&obey] {
        for (std::string line; std::getline(std::cin, line); line.clear())
            QMetaObject::invokeMethod(qApp,
                                      [&obey, line] { obey(QByteArray::fromStdString(line)); });
        QMetaObject::invokeMethod(qApp, [] { QCoreApplication::quit(); });
    });
    return QCoreApplication::exec();
}

OtherProcess& otherProcess(bool credSsp)
{
    static std::array<std::unique_ptr<OtherProcess>, 2> processes;
    std::unique_ptr<OtherProcess>& process = processes[credSsp ? 1 : 0];
    if (!process)
        process = std::make_unique<OtherProcess>(credSsp);
    return *process;
}

std::string tell(const probe::HopResult& hop)
{
    return std::string(wordOf(hop.state)) + "/"
           + (hop.stage ? std::string(wordOf(*hop.stage)) : "-");
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
    Stage place;
    bool credSspOnly;
};

constexpr std::array<Place, 7> places = {{{"offer", Stage::Offer, false},
                                          {"tls", Stage::Tls, true},
                                          {"negotiate", Stage::Negotiate, false},
                                          {"bind", Stage::Bind, true},
                                          {"delegate", Stage::Delegate, true},
                                          {"shell", Stage::Shell, false},
                                          {"command", Stage::Command, false}}};

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
    void aConnectionThatBreaksNamesItsStage_data();
    void aConnectionThatBreaksNamesItsStage();
    void theSecondConnectionThatBreaksNamesItsStage();
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
        const auto row = [&](const char* name, Stage place, const char* how, Way way,
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
            const bool bind = each.place == Stage::Bind;
            const bool tls = each.place == Stage::Tls;
            row(each.name, each.place, "refused", Way::Refuse,
                bind  ? QByteArray("denied/negotiate")
                : tls ? failed
                      : QByteArray("denied/") + each.name);
        }
        if (credSsp) {
            row("bind", Stage::Bind, "wrong proof", Way::WrongProof, "failed/bind");
            row("negotiate", Stage::Negotiate, "wrong proof", Way::WrongProof, "failed/bind");
        } else {
            row("negotiate", Stage::Negotiate, "wrong proof", Way::WrongProof, "failed/negotiate");
            row("shell", Stage::Shell, "wrong proof", Way::WrongProof, "failed/shell");
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
    const lab::Fault fault{.place = static_cast<Stage>(place),
                           .kind = kindOf(static_cast<Way>(way))};
    if (attached) {
        OtherProcess& other = otherProcess(credSsp);
        QVERIFY(other.isThere());
        QVERIFY(other.setFault("JUMP01", fault));
        bench.session = std::make_unique<link::RunSession>(nullptr);
        bench.session->start(bench.graph, other.optionsFor(bench.graph, patienceMs));
    } else {
        bench.machine("JUMP01").fault = fault;
        bench.start();
    }
    if (static_cast<Way>(way) == Way::Cancel) {
        const QByteArray name = expected.mid(expected.indexOf('/') + 1);
        const auto isThere = [&] {
            return std::ranges::any_of(bench.hop(0).stages, [&](const probe::StageResult& each) {
                return each.state == StageState::Running
                       && wordOf(each.stage) == name.toStdString();
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
    QTest::addColumn<bool>("attached");
    QTest::addColumn<int>("way");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("mayLeaveAFile");
    const auto row = [](const char* how, Way way, const char* expected, bool mayLeaveAFile) {
        for (const bool attached : {false, true}) {
            QTest::newRow(QByteArray(attached ? "lab " : "practice ") + how)
                << attached << static_cast<int>(way) << QByteArray(expected) << mayLeaveAFile;
        }
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
    QFETCH(bool, attached);
    constexpr double longMs = 4 * patienceMs;  // Hop 1's Command lasts as long as hop 2 does.
    const lab::Fault fault{.place = Stage::Access, .kind = kindOf(static_cast<Way>(way))};
    Bench bench(true);
    OtherProcess& other = otherProcess(true);
    if (attached) {
        QVERIFY(other.setFault("JUMP01", {}));
        QVERIFY(other.setFault("FS01", fault));
        bench.session = std::make_unique<link::RunSession>(nullptr);
        bench.session->start(bench.graph, other.optionsFor(bench.graph, longMs));
    } else {
        bench.machine("FS01").fault = fault;
        bench.start(longMs);
    }
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
    bench.start();
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
    bench.start();
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
    bench.start();
    QVERIFY(bench.ends());  // The drops alone would last minutes.
    QCOMPARE(tell(bench.hop(0)), std::string("failed/offer"));
}

void TestFaults::aConnectionThatBreaksNamesItsStage_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("stage");
    QTest::newRow("offer") << int(Stage::Offer) << int(Stage::Offer);
    QTest::newRow("shell") << int(Stage::Shell) << int(Stage::Shell);
}

void TestFaults::aConnectionThatBreaksNamesItsStage()
{
    QFETCH(int, place);
    QFETCH(int, stage);
    HOPWRIGHT_NEED_BROKEN_CONNECTIONS();
    Bench bench(false);
    bench.machine("JUMP01").fault = {.place = static_cast<Stage>(place),
                                     .kind = FaultKind::Silence};
    bench.start(mostMs);
    const auto at = static_cast<std::size_t>(stage);
    QTRY_COMPARE(bench.hop(0).stages.at(at).state, StageState::Running);
    QTest::qWait(20);
    const int socket = test::socketTo(bench.machine("JUMP01").winrmPort);
    QVERIFY(socket >= 0);
    test::breakConnection(socket);
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), "failed/" + std::string(wordOf(static_cast<Stage>(stage))));
    QVERIFY(bench.hop(0).evidence != silence);  // Told, not waited for.
}

void TestFaults::theSecondConnectionThatBreaksNamesItsStage()
{
    HOPWRIGHT_NEED_BROKEN_CONNECTIONS();
    Bench bench(true);
    bench.lab.hosts().world.nextHopLimitMs = mostMs;
    bench.machine("FS01").fault = {.place = Stage::Access, .kind = FaultKind::Silence};
    bench.start(mostMs);
    int socket = -1;
    // Two to sign in, and the one that is not answered.
    constexpr unsigned messages = 3;
    const auto asks = [&] {
        socket = test::socketTo(bench.machine("FS01").sharePort);
        return socket >= 0 && test::messagesSent(socket) >= messages;
    };
    QVERIFY(QTest::qWaitFor(asks, 4 * mostMs));  // Making the keys takes a loaded machine longer.
    test::breakConnection(socket);
    QVERIFY(bench.ends());
    QCOMPARE(tell(bench.hop(0)), std::string("passed/-"));
    QCOMPARE(tell(bench.hop(1)), std::string("failed/access"));
    QVERIFY(bench.hop(1).evidence != silence);
}

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && serveWord == QLatin1String(argv[1]))
        return serveLab(QLatin1String(argv[2]) == QLatin1String("credssp"));
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_faults.moc"
