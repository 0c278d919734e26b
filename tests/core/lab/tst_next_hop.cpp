#include "core/base/byte_writer.h"
#include "core/lab/next_hop.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

constexpr const char* address = "10.0.0.6";
constexpr const char* addressAndPort = "10.0.0.6:5985";

crypto::RandomStream seeded()
{
    return crypto::RandomStream(Secret(Bytes(crypto::RandomStream::seedSize, std::byte{1})));
}

/// Hop 2 from JUMP01 to FS01, both in LAB, where LAB\alice arrived by CredSSP.
struct Hop {
    const char* host = "FS01";
    const char* method = "Default";
    bool ntlm = false;
    const char* domain = nullptr;  ///< Of the explicit account; null: what arrived.
    const char* openerDomain = "LAB";
    const char* targetDomain = "LAB";
    std::vector<std::string> trustedHosts = {};
};

StepReport started(const Hop& hop)
{
    LabWorld world;
    world.machines.push_back({.name = "JUMP01",
                              .domain = hop.openerDomain,
                              .credSspClient = true,
                              .trustedHosts = hop.trustedHosts,
                              .boundAddress = "127.0.0.1"});
    world.machines.push_back({.name = "FS01",
                              .dnsName = "fs01.lab.example",
                              .domain = hop.targetDomain,
                              .address = address,
                              .boundAddress = "127.0.0.1",
                              .winrmPort = 1});
    ProbeInput input{.step = {.hop = 2,
                              .action = "session",
                              .host = hop.host,
                              .method = hop.method,
                              .ntlm = hop.ntlm,
                              .explicitCredential = hop.domain != nullptr}};
    if (hop.domain != nullptr)
        input.credentials.push_back({.hop = 2, .identity = {.domain = hop.domain, .user = "bob"}});
    const FileTime now = FileTime::fromUnix({}).value();
    NextHop next(world, world.machines.front(), std::move(input),
                 {.domain = "LAB", .user = "alice"}, "LAB\\alice", now, seeded());
    std::ignore = next.start(0);
    return next.report();
}

}  // namespace

class TestNextHop : public QObject {
    Q_OBJECT

private slots:
    void theOpenerAsksItsOwnPolicy_data();
    void theOpenerAsksItsOwnPolicy();
    void aMissingCredentialIsNotAMissingEntry();
};

/// Domain reference §4 and §6, rows M1 to M7; §8.2 rows 29 to 31. An empty code: the connection is opened.
void TestNextHop::theOpenerAsksItsOwnPolicy_data()
{
    QTest::addColumn<Hop>("hop");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const Hop& hop, const char* code) {
        QTest::newRow(name) << hop << QByteArray(code);
    };
    row("M1: a name within the domain", {}, "");
    row("M2: explicit, of the domain", {.domain = "LAB"}, "");
    row("M2: explicit, of another domain", {.domain = "OTHER"}, "");
    row("M3: an address, explicit", {.host = address, .domain = "LAB"}, "0x803381BB");
    row("M3: an address that is listed",
        {.host = address, .domain = "LAB", .trustedHosts = {address}}, "");
    row("M4: by Default", {.host = address}, "0x803381BB");
    row("M4: by Default, listed", {.host = address, .trustedHosts = {address}}, "0x803381BB");
    row("M4: by Default, with a port", {.host = addressAndPort}, "0x803381BB");
    row("M4: by Negotiate, with a port", {.host = addressAndPort, .method = "Negotiate"},
        "0x803380E5");
    row("M3: with a port", {.host = addressAndPort, .domain = "LAB"}, "0x803381BB");
    row("M3: with a port, listed",
        {.host = addressAndPort, .domain = "LAB", .trustedHosts = {address}}, "");
    row("M4: by Negotiate", {.host = address, .method = "Negotiate"}, "0x803380E5");
    row("M4: by NTLM, listed",
        {.host = address, .method = "Negotiate", .ntlm = true, .trustedHosts = {"*"}},
        "0x803380E5");
    row("M5: Kerberos asks no TrustedHosts", {.method = "Kerberos", .openerDomain = ""}, "");
    row("NTLM was chosen", {.method = "Negotiate", .ntlm = true}, "0x803380E4");
    row("NTLM was chosen, listed", {.method = "Negotiate", .ntlm = true, .trustedHosts = {"fs01"}},
        "");
    row("the client is in a workgroup", {.domain = "LAB", .openerDomain = ""}, "0x803380E4");
    row("the server is in a workgroup", {.domain = "FS01", .targetDomain = ""}, "0x803380E4");
    row("an account of the server's own", {.domain = "fs01"}, "0x803380E4");
    row("an account of .", {.domain = "."}, "0x803380E4");
    row("CredSSP by a name", {.method = "Credssp", .domain = "LAB"}, "");
    row("CredSSP by NTLM: an address", {.host = address, .method = "Credssp", .domain = "LAB"},
        "0x803381BB");
    row("CredSSP by NTLM: an account of .", {.method = "Credssp", .domain = "."}, "0x803380E4");
    row("back to itself", {.host = "JUMP01", .method = "Negotiate", .ntlm = true}, "");
}

void TestNextHop::theOpenerAsksItsOwnPolicy()
{
    QFETCH(Hop, hop);
    QFETCH(QByteArray, code);
    const StepReport report = started(hop);
    QCOMPARE(textOf(report.code), code.toStdString());
    QCOMPARE(report.state, code.isEmpty() ? HopState::Passed : HopState::Denied);
    if (code.isEmpty())
        return;
    QCOMPARE(report.stage, Stage::Negotiate);
    QCOMPARE(report.refusal, Refusal::PolicyOfClient);
    QCOMPARE(report.stages.front().state, StageState::NotReached);  // Nothing was sent.
}

void TestNextHop::aMissingCredentialIsNotAMissingEntry()
{
    QCOMPARE(started({.host = address}).evidence,
             std::string("over HTTP an address takes an explicit credential, whatever TrustedHosts "
                         "has; none was given for this hop to 10.0.0.6"));
    QCOMPARE(started({.host = address, .domain = "LAB"}).evidence,
             std::string("TrustedHosts of JUMP01 has no entry for 10.0.0.6"));
}

QTEST_APPLESS_MAIN(TestNextHop)
#include "tst_next_hop.moc"
