#include "core/plan/authentication.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;
using model::AccountName;

namespace {

/// A session from A to B, both of lab.example, as who is signed in on A.
struct Pair : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::HopId id = session(a, b);

    model::Hop& hop() { return graph.hops[id]; }
    model::Computer& client() { return graph.computers[a]; }
    model::Computer& server() { return graph.computers[b]; }
};

void bothAre(Pair& p)
{
    p.hop().to.computer = p.a;
    p.hop().typedTarget = "A";
}

/// `NtlmOnly trusted local unproven lacks | S4 ntlm-address 10.0.0.5`
std::string told(const Authentication& authentication)
{
    std::string out = authentication.proof == Proof::Trusted    ? "Kerberos"
                      : authentication.proof == Proof::NtlmOnly ? "NtlmOnly"
                                                                : "Unknown";
    const auto add = [&out](bool is, const char* word) {
        if (is)
            out += word;
    };
    add(authentication.trustedHosts, " trusted");
    add(authentication.localAccount, " local");
    add(authentication.ownNameUnproven, " unproven");
    add(authentication.lacksCredential, " lacks");
    for (const Because& each : authentication.because)
        out += " | " + tests::told(each);
    return out;
}

struct Row {
    const char* name;
    std::function<void(Pair&)> change;
    const char* expected;
};

/// Domain reference §4: what proves the server's name, and what is asked where NTLM does not.
const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"one domain", [](Pair&) {}, "Kerberos"},
        {"the client is in a workgroup", [](Pair& p) { p.client().domain = p.workgroup("W"); },
         "NtlmOnly trusted | S4 ntlm-workgroup A"},
        {"the server is in a workgroup", [](Pair& p) { p.server().domain = p.workgroup("W"); },
         "NtlmOnly trusted | S4 ntlm-workgroup B"},
        {"both are in workgroups",
         [](Pair& p) {
             p.client().domain = p.workgroup("W");
             p.server().domain = p.workgroup("V");
         },
         "NtlmOnly trusted | S4 ntlm-workgroup A"},
        {"the client's domain is not known", [](Pair& p) { p.client().domain = std::nullopt; },
         "Unknown | S4 domain-unknown A"},
        {"the server's domain is not known", [](Pair& p) { p.server().domain = std::nullopt; },
         "Unknown | S4 domain-unknown B"},
        {"a workgroup decides, whatever the other end is",
         [](Pair& p) {
             p.client().domain = std::nullopt;
             p.server().domain = p.workgroup("W");
         },
         "NtlmOnly trusted | S4 ntlm-workgroup B"},
        {"two domains", [](Pair& p) { p.server().domain = p.domain("far.example", "FAR"); },
         "Unknown | S4 trust-unknown lab.example far.example"},
        {"an address", [](Pair& p) { p.hop().typedTarget = "10.0.0.5"; },
         "NtlmOnly trusted lacks | S4 ntlm-address 10.0.0.5"},
        {"an address with a port", [](Pair& p) { p.hop().typedTarget = "[fd00::5]:5985"; },
         "NtlmOnly trusted lacks | S4 ntlm-address [fd00::5]"},
        {"no address", [](Pair& p) { p.hop().typedTarget = "999.9.9.9"; }, "Kerberos"},
        {"an address and a credential",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.giveCredential(p.id);
         },
         "NtlmOnly trusted | S4 ntlm-address 10.0.0.5"},
        {"an address over HTTPS",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.hop().transport = model::Transport::Https;
         },
         "NtlmOnly | S4 ntlm-address 10.0.0.5"},
        {"an address of a machine whose domain is not known",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.server().domain = std::nullopt;
         },
         "NtlmOnly trusted lacks | S4 ntlm-address 10.0.0.5"},
        {"an address of a workgroup's machine",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.server().domain = p.workgroup("W");
         },
         "NtlmOnly trusted lacks | S4 ntlm-address 10.0.0.5 | S4 ntlm-workgroup B"},
        {"Negotiate to an address",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.hop().method = Method::Negotiate;
         },
         "NtlmOnly trusted lacks | S4 ntlm-address 10.0.0.5"},
        {"NTLM to an address",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.hop().method = Method::Ntlm;
         },
         "NtlmOnly trusted lacks | S4 ntlm-address 10.0.0.5"},
        {"CredSSP to an address",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.hop().method = Method::CredSsp;
         },
         "NtlmOnly trusted | S4 ntlm-address 10.0.0.5"},
        {"Kerberos to an address",
         [](Pair& p) {
             p.hop().typedTarget = "10.0.0.5";
             p.hop().method = Method::Kerberos;
         },
         "NtlmOnly | S4 ntlm-address 10.0.0.5"},
        {"an account of the server's own",
         [](Pair& p) { p.giveCredential(p.id, p.account("B", "bob")); },
         "NtlmOnly trusted local | S4 ntlm-local-account B"},
        {"an account of the server's own, domains not known",
         [](Pair& p) {
             p.giveCredential(p.id, p.account("B", "bob"));
             p.client().domain = std::nullopt;
         },
         "NtlmOnly trusted local | S4 ntlm-local-account B"},
        {"an account of the client's own",
         [](Pair& p) { p.giveCredential(p.id, p.account("A", "bob")); }, "Kerberos"},
        {"an account that is drawn, and not given",
         [](Pair& p) {
             p.hop().credential = {.isExplicit = false, .account = p.account("B", "bob")};
         },
         "Kerberos"},
        {"an account that is not there",
         [](Pair& p) { p.giveCredential(p.id, model::AccountId{999}); }, "Kerberos"},
        {"an account that is asked for",
         [](Pair& p) { p.hop().credential = {.isExplicit = true, .account = std::nullopt}; },
         "Kerberos"},
        {"NTLM is chosen", [](Pair& p) { p.hop().method = Method::Ntlm; },
         "NtlmOnly trusted | S4 ntlm-chosen"},
        {"NTLM is chosen in a workgroup",
         [](Pair& p) {
             p.hop().method = Method::Ntlm;
             p.server().domain = p.workgroup("W");
         },
         "NtlmOnly trusted | S4 ntlm-workgroup B"},
        {"NTLM over HTTPS",
         [](Pair& p) {
             p.hop().method = Method::Ntlm;
             p.hop().transport = model::Transport::Https;
         },
         "NtlmOnly | S4 ntlm-chosen"},
        {"Kerberos from a workgroup",
         [](Pair& p) {
             p.hop().method = Method::Kerberos;
             p.client().domain = p.workgroup("W");
         },
         "NtlmOnly | S4 ntlm-workgroup A"},
        {"Basic asks no list",
         [](Pair& p) {
             p.hop().method = Method::Basic;
             p.server().domain = std::nullopt;
         },
         "Kerberos"},
        {"Basic with an account of the server's own",
         [](Pair& p) {
             p.hop().method = Method::Basic;
             p.giveCredential(p.id, p.account("B", "bob"));
         },
         "Kerberos local"},
        {"SSH asks no list",
         [](Pair& p) {
             p.hop().method = Method::Ssh;
             p.server().domain = p.workgroup("W");
         },
         "Kerberos"},
        {"a certificate asks no list, and has no account that is drawn",
         [](Pair& p) {
             p.hop().method = Method::Certificate;
             p.server().domain = p.workgroup("W");
             p.giveCredential(p.id, p.account("B", "bob"));
         },
         "Kerberos"},
        {"R9: to itself by name", bothAre, "Kerberos"},
        {"R9: to itself by localhost",
         [](Pair& p) {
             bothAre(p);
             p.hop().typedTarget = "localhost";
         },
         "Unknown unproven | S4 own-name-unproven localhost"},
        {"R9: to itself by an address of its own",
         [](Pair& p) {
             bothAre(p);
             p.hop().typedTarget = "10.0.0.5";
         },
         "Unknown unproven | S4 own-name-unproven 10.0.0.5"},
        {"R9: localhost is the client, wherever the hop is drawn to",
         [](Pair& p) { p.hop().typedTarget = "LocalHost:5985"; },
         "Unknown unproven | S4 own-name-unproven LocalHost"},
        {"R9: to itself in a workgroup",
         [](Pair& p) {
             bothAre(p);
             p.client().domain = p.workgroup("W");
         },
         "NtlmOnly | S4 ntlm-workgroup A"},
        {"R9: to itself as an account of its own",
         [](Pair& p) {
             bothAre(p);
             p.giveCredential(p.id, p.account("A", "bob"));
         },
         "NtlmOnly local | S4 ntlm-local-account A"},
        {"R9: to itself by NTLM and localhost",
         [](Pair& p) {
             bothAre(p);
             p.hop().method = Method::Ntlm;
             p.hop().typedTarget = "localhost";
         },
         "NtlmOnly | S4 ntlm-chosen"},
        {"R9: to itself, its domain not known",
         [](Pair& p) {
             bothAre(p);
             p.client().domain = std::nullopt;
         },
         "Unknown | S4 domain-unknown A"},
        {"a machine that is not there",
         [](Pair& p) { p.hop().to.computer = model::ComputerId{999}; }, "Kerberos"},
        {"a client that is not there", [](Pair& p) { p.hop().from = model::ComputerId{999}; },
         "Kerberos"},
    };
    return all;
}

}  // namespace

/// How the server's identity is proved, by domain reference §4, row by row.
class TestAuthentication : public QObject {
    Q_OBJECT

private slots:
    void eachRowIsAsTheReferenceSays_data();
    void eachRowIsAsTheReferenceSays();
    void whoOpensTheHopCountsWhereNobodyIsDrawn();
    void strangers();
    void addressesHaveTwoCodes();
};

void TestAuthentication::eachRowIsAsTheReferenceSays_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& each : rows())
        QTest::newRow(each.name) << index++;
}

void TestAuthentication::eachRowIsAsTheReferenceSays()
{
    QFETCH(int, index);
    const Row& row = rows().at(static_cast<std::size_t>(index));
    Pair pair;
    row.change(pair);
    QCOMPARE(QString::fromStdString(told(authenticationOf(pair.graph, pair.hop()))),
             QString::fromUtf8(row.expected));
}

void TestAuthentication::whoOpensTheHopCountsWhereNobodyIsDrawn()
{
    Pair pair;
    const AccountName own{.domain = "B", .user = "bob"};
    QCOMPARE(told(authenticationOf(pair.graph, pair.hop(), own)),
             std::string("NtlmOnly trusted local | S4 ntlm-local-account B"));
    pair.giveCredential(pair.id);
    QCOMPARE(told(authenticationOf(pair.graph, pair.hop(), own)), std::string("Kerberos"));
}

/// §4, rows M20 and M21.
void TestAuthentication::strangers()
{
    Pair pair;
    const auto stranger = [&pair](const char* domain, const char* user) {
        return isStranger(pair.graph, pair.hop(), {.domain = domain, .user = user});
    };
    QVERIFY(!stranger("LAB", "alice"));
    QVERIFY(!stranger("B", "bob"));
    QVERIFY(!stranger(".", "bob"));
    QVERIFY(stranger("A", "bob"));
    QVERIFY(!stranger("ELSEWHERE", "eve"));  // A question of trust.
    QVERIFY(!stranger("", ""));
    pair.server().domain = pair.workgroup("W");
    QVERIFY(stranger("LAB", "alice"));
    QVERIFY(stranger("ELSEWHERE", "eve"));
    QVERIFY(!stranger("B", "bob"));
    QVERIFY(!stranger(".", "bob"));
    QVERIFY(!stranger("", ""));
    pair.server().domain = std::nullopt;
    QVERIFY(!stranger("LAB", "alice"));
    QVERIFY(stranger("A", "bob"));
    pair.hop().to.computer = model::ComputerId{999};
    QVERIFY(!stranger("A", "bob"));
}

/// §8, rows 30 and 31.
void TestAuthentication::addressesHaveTwoCodes()
{
    QCOMPARE(lacksCredentialError(Method::Default).code(), StatusCode::hresult(0x803381BB));
    QCOMPARE(lacksCredentialError(Method::Negotiate).code(), StatusCode::hresult(0x803380E5));
    QCOMPARE(lacksCredentialError(Method::Ntlm).code(), StatusCode::hresult(0x803380E5));
}

QTEST_APPLESS_MAIN(TestAuthentication)
#include "tst_authentication.moc"
