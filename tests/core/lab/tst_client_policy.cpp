#include "core/lab/client_policy.h"

#include <QTest>

using namespace hopwright::lab;

namespace {

constexpr std::uint32_t notInList = 0x803381A3;
constexpr std::uint32_t notInNtlmOnlyList = 0x803381A4;

LabMachine clientWith(std::vector<std::string> allow)
{
    LabMachine out{.name = "ADM-PC01"};
    out.allowFresh = {.enabled = true, .entries = std::move(allow)};
    return out;
}

}  // namespace

class TestClientPolicy : public QObject {
    Q_OBJECT

private slots:
    void anEntryCoversATarget_data();
    void anEntryCoversATarget();
    void aDenyEntryBeatsAnAllowEntry();
    void aListThatIsOffAllowsNothing();
    void theListGoesByHowTheServerProvedItsName();
    void theClientRoleIsAskedFirst();
    void trustedHosts_data();
    void trustedHosts();
};

/// Domain reference §3.3, "Test vectors" in their order (LIKELY is a match), then §3.2. The lab's matcher is its own.
void TestClientPolicy::anEntryCoversATarget_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("covers");
    const auto row = [](const char* name, const char* entry, const char* target, bool covers) {
        QTest::newRow(name) << QByteArray(entry) << QByteArray(target) << covers;
    };
    row("S3.3 (*.contoso.com, b.contoso.com)", "WSMAN/*.contoso.com", "b.contoso.com", true);
    row("S3.3 (*.contoso.com, contoso.com)", "WSMAN/*.contoso.com", "contoso.com", false);
    row("S3.3 (*.contoso.com, b)", "WSMAN/*.contoso.com", "b", false);
    row("S3.3 (*.contoso.com, evilcontoso.com)", "WSMAN/*.contoso.com", "evilcontoso.com", false);
    row("S3.3 (*.contoso.com, b.eu.contoso.com)", "WSMAN/*.contoso.com", "b.eu.contoso.com", true);
    row("S3.3 (*, anything)", "WSMAN/*", "anything", true);
    row("S3.3 (B.CONTOSO.COM, b.contoso.com)", "WSMAN/B.CONTOSO.COM", "b.contoso.com", true);
    row("S3.3 (b.contoso.com, b.contoso.com:5985)", "WSMAN/b.contoso.com", "b.contoso.com:5985",
        true);
    row("S3.3 bare star", "*", "anything", true);
    row("S3.3 more than one star", "wsman/*.eu*.contoso.com", "a.eu1.contoso.com", false);
    row("S3.3 other single star", "wsman/web*", "web07", true);
    row("S3.2 prefix case", "wsman/b.contoso.com", "B.contoso.com", true);
    row("S3.2 short name is another target", "WSMAN/b.contoso.com", "b", false);
    row("S3.2 address is another target", "WSMAN/*.contoso.com", "10.0.0.5", false);
    row("S3.2 the parts of a glob do not overlap", "WSMAN/ab*ba", "aba", false);
    row("S3.1 another service", "TERMSRV/*", "b.contoso.com", false);
    row("IPv6 in brackets", "WSMAN/[fe80::1]", "[FE80::1]:5985", true);
}

void TestClientPolicy::anEntryCoversATarget()
{
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, target);
    QFETCH(bool, covers);
    const PolicyAnswer answer =
        askDelegation(clientWith({"WSMAN/other.example", entry.toStdString()}),
                      target.toStdString(), Proof::TrustedCertificate);
    QCOMPARE(answer.allowed, covers);
    QCOMPARE(answer.code, covers ? 0U : notInList);
}

void TestClientPolicy::aDenyEntryBeatsAnAllowEntry()  // §12.1 vector 14
{
    LabMachine client = clientWith({"wsman/*"});
    client.denyFresh = {.enabled = true, .entries = {"wsman/b.contoso.com"}};
    QCOMPARE(askDelegation(client, "B.contoso.com", Proof::TrustedCertificate).code, notInList);
    QVERIFY(askDelegation(client, "c.contoso.com", Proof::TrustedCertificate).allowed);
    client.denyFresh.enabled = false;
    QVERIFY(askDelegation(client, "B.contoso.com", Proof::TrustedCertificate).allowed);
}

void TestClientPolicy::aListThatIsOffAllowsNothing()  // §12.1 vector 15
{
    LabMachine client = clientWith({"wsman/*"});
    client.allowFresh.enabled = false;
    const PolicyAnswer answer = askDelegation(client, "b", Proof::TrustedCertificate);
    QVERIFY(!answer.allowed);
    QVERIFY(!answer.listConfigured);
    QCOMPARE(answer.code, notInList);
}

void TestClientPolicy::theListGoesByHowTheServerProvedItsName()
{
    LabMachine client = clientWith({"wsman/b"});
    client.allowFreshNtlmOnly = {.enabled = true, .entries = {"wsman/c"}};
    QVERIFY(askDelegation(client, "b", Proof::TrustedCertificate).allowed);
    QCOMPARE(askDelegation(client, "b", Proof::NtlmOnly).code, notInNtlmOnlyList);
    QVERIFY(askDelegation(client, "c", Proof::NtlmOnly).allowed);
    QCOMPARE(askDelegation(client, "c", Proof::TrustedCertificate).code, notInList);
}

void TestClientPolicy::theClientRoleIsAskedFirst()
{
    LabMachine client = clientWith({});
    QCOMPARE(askClientRole(client).code, 0x803381A2U);
    client.credSspClient = true;
    QVERIFY(askClientRole(client).allowed);
}

void TestClientPolicy::trustedHosts_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<quint32>("code");
    const auto row = [](const char* name, const char* entry, const char* target, quint32 code) {
        QTest::newRow(name) << QByteArray(entry) << QByteArray(target) << code;
    };
    row("the name", "Jump01", "JUMP01", 0);
    row("any", "*", "10.0.0.5", 0);
    row("a domain", "*.lab.example", "b.lab.example", 0);
    row("local names have no dot", "<local>", "b", 0);
    row("a full name is not local", "<local>", "b.lab.example", 0x803380E4);
    row("an address without a dot is not local", "<local>", "fd00::7", 0x803381BB);
    row("nor in brackets", "<local>", "[fd00::7]:5985", 0x803381BB);
    row("another name", "c", "b", 0x803380E4);
    row("an address that is not there", "c", "10.0.0.5", 0x803381BB);
    row("an IPv6 address that is not there", "c", "[fe80::1]", 0x803381BB);
    row("an address with a port, not there", "c", "10.0.0.5:5985", 0x803381BB);
    row("an IPv6 address with a port, not there", "c", "[fe80::1]:5985", 0x803381BB);
    row("an address with a port", "10.0.0.5", "10.0.0.5:5985", 0);
    row("a name with a port, not there", "c", "b:5985", 0x803380E4);
}

void TestClientPolicy::trustedHosts()
{
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, target);
    QFETCH(quint32, code);
    LabMachine client{.name = "ADM-PC01"};
    client.trustedHosts = {entry.toStdString()};
    const PolicyAnswer answer = askTrustedHosts(client, target.toStdString());
    QCOMPARE(answer.code, code);
    QCOMPARE(answer.allowed, code == 0);
}

QTEST_APPLESS_MAIN(TestClientPolicy)
#include "tst_client_policy.moc"
