#include "core/lab/client_policy.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

constexpr std::uint32_t notInList = 0x803381A3;
constexpr std::uint32_t notInNtlmOnlyList = 0x803381A4;

LabMachine clientWith(std::vector<std::string> allow)
{
    LabMachine out{.name = "ADM-PC01", .domain = "CORP"};
    out.allowFresh = {.enabled = true, .entries = std::move(allow)};
    return out;
}

/// As CORP\\ann, explicit, by CredSSP.
SessionQuestion credSspTo(std::string_view target)
{
    return {
        .target = target, .method = "Credssp", .explicitCredential = true, .accountDomain = "CORP"};
}

/// Of a server that is proven. The lab knows an address by NTLM only, so that list has the same.
PolicyAnswer listed(LabMachine client, const std::string& target)
{
    client.allowFreshNtlmOnly = client.allowFresh;
    return askDelegation(client, credSspTo(target), Proof::Trusted);
}

PolicyAnswer ask(const LabMachine& client, std::string_view target, Proof shown)
{
    return askDelegation(client, credSspTo(target), shown);
}

LabList on(std::vector<std::string> entries)
{
    return {.enabled = true, .entries = std::move(entries)};
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
    void byNtlmTheCodeGoesByBothLists_data();
    void byNtlmTheCodeGoesByBothLists();
    void whoIsKnownByNtlmOnly_data();
    void whoIsKnownByNtlmOnly();
    void anAddressTakesACredentialUnlessItIsItsOwn_data();
    void anAddressTakesACredentialUnlessItIsItsOwn();
    void theClientRoleIsAskedFirst();
    void trustedHosts_data();
    void trustedHosts();
    void httpsAsksNoTrustedHosts();
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
        listed(clientWith({"WSMAN/other.example", entry.toStdString()}), target.toStdString());
    QCOMPARE(answer.allowed, covers);
    QCOMPARE(answer.code, covers ? 0U : notInList);
}

void TestClientPolicy::aDenyEntryBeatsAnAllowEntry()  // §12.1 vector 14
{
    LabMachine client = clientWith({"wsman/*"});
    client.denyFresh = {.enabled = true, .entries = {"wsman/b.contoso.com"}};
    QCOMPARE(ask(client, "B.contoso.com", Proof::Trusted).code, notInList);
    QVERIFY(ask(client, "c.contoso.com", Proof::Trusted).allowed);
    client.denyFresh.enabled = false;
    QVERIFY(ask(client, "B.contoso.com", Proof::Trusted).allowed);
}

void TestClientPolicy::aListThatIsOffAllowsNothing()  // §12.1 vector 15
{
    LabMachine client = clientWith({"wsman/*"});
    client.allowFresh.enabled = false;
    const PolicyAnswer answer = ask(client, "b", Proof::Trusted);
    QVERIFY(!answer.allowed);
    QCOMPARE(answer.refusal, PolicyRefusal::ListMissing);
    QCOMPARE(answer.code, notInList);
}

void TestClientPolicy::theListGoesByHowTheServerProvedItsName()
{
    LabMachine client = clientWith({"wsman/b"});
    client.allowFreshNtlmOnly = {.enabled = true, .entries = {"wsman/c"}};
    QVERIFY(ask(client, "b", Proof::Trusted).allowed);
    QCOMPARE(ask(client, "b", Proof::NtlmOnly).code, notInNtlmOnlyList);
    QVERIFY(ask(client, "c", Proof::NtlmOnly).allowed);
    QCOMPARE(ask(client, "c", Proof::Trusted).code, notInList);
}

/// Seen in the field: 0x803381A4 is for a name that the first list has and the NTLM-only list has not.
void TestClientPolicy::byNtlmTheCodeGoesByBothLists_data()
{
    QTest::addColumn<LabList>("allow");
    QTest::addColumn<LabList>("ntlm");
    QTest::addColumn<LabList>("deny");
    QTest::addColumn<quint32>("code");
    QTest::addColumn<int>("refusal");
    using enum PolicyRefusal;
    const auto row = [](const char* name, const LabList& allow, const LabList& ntlm,
                        const LabList& deny, quint32 code, PolicyRefusal refusal) {
        QTest::newRow(name) << allow << ntlm << deny << code << int(refusal);
    };
    const LabList off{.enabled = false, .entries = {"WSMAN/*"}};
    const LabList empty = on({});
    const LabList has = on({"wsman/[FD00::7]"});
    const LabList other = on({"WSMAN/nas.corp.example", "WSMAN/*.corp.example"});
    row("field/6: both empty", empty, empty, {}, notInList, ListMissing);
    row("field/6: both off", off, off, {}, notInList, ListMissing);
    row("field/6: other names in the first", other, empty, {}, notInList, ListMismatch);
    row("field/6: other names in the NTLM-only list", off, other, {}, notInList, ListMismatch);
    row("field/6: other names in both", other, other, {}, notInList, ListMismatch);
    row("only the first has it", has, other, {}, notInNtlmOnlyList, NtlmOnlyList);
    row("only the first has it, the other off", has, off, {}, notInNtlmOnlyList, NtlmOnlyList);
    row("only the NTLM-only list has it", other, has, {}, 0, None);
    row("both have it", has, has, {}, 0, None);
    row("field/15: a deny list has it too", has, has, on({"wsman/*"}), notInList, DenyList);
    row("field/15: and no other list", empty, empty, has, notInList, DenyList);
}

void TestClientPolicy::byNtlmTheCodeGoesByBothLists()
{
    QFETCH(LabList, allow);
    QFETCH(LabList, ntlm);
    QFETCH(LabList, deny);
    QFETCH(quint32, code);
    QFETCH(int, refusal);
    LabMachine client{.name = "ADM-PC01", .domain = "CORP"};
    client.allowFresh = allow;
    client.allowFreshNtlmOnly = ntlm;
    client.denyFresh = deny;
    // An address: the certificate that the wire shows does not make it Kerberos.
    const PolicyAnswer answer = ask(client, "[fd00::7]:5985", Proof::Trusted);
    QCOMPARE(answer.code, code);
    QCOMPARE(int(answer.refusal), refusal);
    QCOMPARE(answer.allowed, code == 0);
}

void TestClientPolicy::whoIsKnownByNtlmOnly_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("accountDomain");
    QTest::addColumn<QByteArray>("clientDomain");
    QTest::addColumn<bool>("itself");
    QTest::addColumn<bool>("ntlmOnly");
    const auto row = [](const char* name, const char* target, const char* account,
                        const char* domain, bool itself, bool ntlmOnly) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(account) << QByteArray(domain)
                            << itself << ntlmOnly;
    };
    row("a name", "gw.corp.example", "CORP", "CORP", false, false);
    row("an address", "10.20.0.9", "CORP", "CORP", false, true);
    row("a client in a workgroup", "gw.corp.example", "CORP", "", false, true);
    row("an account of the server's own", "gw.corp.example", "gw", "CORP", false, true);
    row("an account of .", "gw.corp.example", ".", "CORP", false, true);
    row("field/17: itself by its full name", "adm.corp.example", "CORP", "CORP", true, false);
    row("field/17: itself by its short name", "ADM", "CORP", "CORP", true, false);
    row("field/17: itself as localhost", "LOCALHOST", "CORP", "CORP", true, true);
    row("field/17: itself by an address", "10.20.0.8", "CORP", "CORP", true, true);
    row("field/17: itself by ::1", "[::1]:5985", "CORP", "CORP", true, true);
    row("field/17: itself in a workgroup", "ADM", "ADM", "", true, true);
    row("field/17: itself, an account of its own", "ADM", ".", "CORP", true, true);
}

void TestClientPolicy::whoIsKnownByNtlmOnly()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, accountDomain);
    QFETCH(QByteArray, clientDomain);
    QFETCH(bool, itself);
    QFETCH(bool, ntlmOnly);
    const LabMachine client{.name = "ADM", .domain = clientDomain.toStdString()};
    const LabMachine server{.name = "GW", .domain = "CORP"};
    const std::string typed = target.toStdString();
    const std::string domain = accountDomain.toStdString();
    SessionQuestion question{.target = typed,
                             .server = itself ? &client : &server,
                             .method = "Negotiate",
                             .explicitCredential = true,
                             .accountDomain = domain};
    QCOMPARE(isNtlmOnly(client, question), ntlmOnly);
    // R9: TrustedHosts is for others.
    QCOMPARE(askBeforeSending(client, question).allowed, itself || !ntlmOnly);
    question.ntlm = true;
    QVERIFY(isNtlmOnly(client, question));
}

void TestClientPolicy::anAddressTakesACredentialUnlessItIsItsOwn_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("itself");
    QTest::newRow("M4: another's address") << QByteArray("10.20.0.9") << false;
    QTest::newRow("M4: another's, with a port") << QByteArray("[fd00::9]:5985") << false;
    QTest::newRow("R9: its own address") << QByteArray("10.20.0.8") << true;
    QTest::newRow("R9: its own, with a port") << QByteArray("[fd00::8]:5985") << true;
    QTest::newRow("R9: 127.0.0.1") << QByteArray("127.0.0.1") << true;
    QTest::newRow("R9: ::1") << QByteArray("[::1]:5985") << true;
}

/// Row M4 is about a machine that nothing proves; here it is the one that asks.
void TestClientPolicy::anAddressTakesACredentialUnlessItIsItsOwn()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, itself);
    LabMachine client{.name = "ADM", .domain = "CORP"};
    const LabMachine server{.name = "GW", .domain = "CORP"};
    client.trustedHosts = {"*"};  // Which has no say in M4.
    const std::string typed = target.toStdString();
    SessionQuestion question{.target = typed,
                             .server = itself ? &client : &server,
                             .method = "Negotiate",
                             .accountDomain = "CORP"};
    QCOMPARE(askBeforeSending(client, question).code, itself ? 0U : 0x803380E5U);
    QCOMPARE(askBeforeSending(client, question).allowed, itself);
    question.method = "Default";
    QCOMPARE(askBeforeSending(client, question).code, itself ? 0U : 0x803381BBU);
    QCOMPARE(askBeforeSending(client, question).allowed, itself);
}

void TestClientPolicy::theClientRoleIsAskedFirst()
{
    LabMachine client = clientWith({});
    client.domain.clear();  // TrustedHosts would be asked too.
    QCOMPARE(askBeforeSending(client, credSspTo("nas")).code, 0x803381A2U);
    client.credSspClient = true;
    QCOMPARE(askBeforeSending(client, credSspTo("nas")).code, 0x803380E4U);
    client.trustedHosts = {"nas"};
    QVERIFY(askBeforeSending(client, credSspTo("nas")).allowed);
    SessionQuestion implicit = credSspTo("nas");
    implicit.explicitCredential = false;
    QCOMPARE(askBeforeSending(client, implicit).code, 0x803381A1U);
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
    const std::string typed = target.toStdString();
    const PolicyAnswer answer = askBeforeSending(
        client, {.target = typed, .method = "Negotiate", .explicitCredential = true});
    QCOMPARE(answer.code, code);
    QCOMPARE(answer.allowed, code == 0);
}

/// It proves the server, but not to the NTLM inside CredSSP.
void TestClientPolicy::httpsAsksNoTrustedHosts()
{
    LabMachine client = clientWith({"WSMAN/10.20.0.9"});
    client.credSspClient = true;
    SessionQuestion question = credSspTo("10.20.0.9");
    QCOMPARE(askBeforeSending(client, question).code, 0x803381BBU);
    question.https = true;
    QVERIFY(askBeforeSending(client, question).allowed);
    QCOMPARE(askDelegation(client, question, Proof::Trusted).code, notInNtlmOnlyList);
    question.method = "Default";
    question.explicitCredential = false;
    QVERIFY(askBeforeSending(client, question).allowed);  // Row M4 is one of HTTP.
}

QTEST_APPLESS_MAIN(TestClientPolicy)
#include "tst_client_policy.moc"
