#include "core/base/byte_writer.h"
#include "core/lab/host_connection.h"
#include "core/lab/sign_in.h"
#include "core/text/base64.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

crypto::RandomStream seeded(unsigned char seed)
{
    return crypto::RandomStream(
        Secret(Bytes(crypto::RandomStream::seedSize, static_cast<std::byte>(seed))));
}

FileTime fixedTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

LabWorld twoMachines()
{
    LabWorld world;
    world.machines.push_back({.name = "JUMP01", .domain = "LAB", .boundAddress = "127.0.0.1"});
    world.machines.push_back({.name = "FS01",
                              .domain = "LAB",
                              .boundAddress = "127.0.0.1",
                              .winrmPort = 1,
                              .sharePort = 2});
    world.accounts.push_back(
        {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))});
    world.nextHopLimitMs = 1e9;
    return world;
}

/// Standard input with a step that visits a share of FS01.
Secret visitOfAShare()
{
    const std::string script = text::toBase64(bytesOf("# hopwright-probe/2\n"));
    const std::string step = "Hop=2\tAction=list-share\tHost=FS01\tShare=R";
    return Secret(bytesOf(script + "\n" + text::toBase64(bytesOf(step)) + "\n"));
}

/// A client at JUMP01, whose command waits for FS01, which never answers.
struct Waiting {
    explicit Waiting(std::uint32_t timeoutSeconds)
        : client({.host = "JUMP01",
                  .identity = {.domain = "LAB",
                               .user = "alice",
                               .password = Secret(bytesOf("Secret1"))},
                  .initiator = winrmInitiator({.name = "ADM-PC01"}, fixedTime()),
                  .commandLine = "powershell.exe -EncodedCommand IwA=",
                  .standardInput = visitOfAShare(),
                  .receiveTimeoutSeconds = timeoutSeconds,
                  .random = seeded(1)})
    {
        toHost(client.start(), 0);
    }

    void toHost(const wire::winrm::ClientSession::Output& output, double nowMs)
    {
        if (!output.send.empty())
            toClient(host.received(output.send, nowMs), nowMs);
    }
    void toClient(const HostOutput& output, double nowMs)
    {
        asked = asked || !output.next.connectAddress.empty();
        if (!output.send.empty())
            toHost(client.receive(output.send), nowMs);
    }

    LabWorld world = twoMachines();
    HostConnection host{world, world.machines.front(), fixedTime(), seeded(2)};
    wire::winrm::ClientSession client;
    bool asked = false;
};

}  // namespace

class TestHostConnection : public QObject {
    Q_OBJECT

private slots:
    void aReceiveWaitsAsLongAsItAsks_data();
    void aReceiveWaitsAsLongAsItAsks();
};

// winrm-protocol §6.3: the server clamps to its MaxTimeoutms; §6.8: 60000, at least 500.
void TestHostConnection::aReceiveWaitsAsLongAsItAsks_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("limitMs");
    QTest::newRow("20 s") << 20 << 20'000.0;
    QTest::newRow("7 s") << 7 << 7'000.0;
    QTest::newRow("above MaxTimeoutms") << 600 << 60'000.0;
    QTest::newRow("below its minimum") << 0 << 500.0;
}

void TestHostConnection::aReceiveWaitsAsLongAsItAsks()
{
    QFETCH(int, seconds);
    QFETCH(double, limitMs);
    Waiting pair(static_cast<std::uint32_t>(seconds));
    QVERIFY(pair.asked);
    double nowMs = 0;
    for (int again = 0; again < 3; ++again) {
        const int before = pair.client.roundTrips();
        QVERIFY(pair.host.tick(nowMs + limitMs - 1).send.empty());
        nowMs += limitMs;
        const HostOutput fault = pair.host.tick(nowMs);
        QVERIFY(!fault.send.empty());
        pair.toClient(fault, nowMs);  // WS-Man fault TimedOut: the client receives again.
        QCOMPARE(pair.client.roundTrips(), before + 1);
        QVERIFY(!pair.client.isOver());
    }
}

QTEST_APPLESS_MAIN(TestHostConnection)
#include "tst_host_connection.moc"
