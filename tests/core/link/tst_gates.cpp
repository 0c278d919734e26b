#include "core/link/gates.h"
#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using plan::tests::Drawing;
using probe::GateAnswer;
using probe::GateQuestion;
using Moment = probe::GateQuestion::Moment;

namespace {

model::DelegateList on(std::vector<std::string> entries)
{
    return {.enabled = true, .entries = std::move(entries)};
}

/// ADM to GW in corp.example: one session, and the question that a probe asks about it.
struct Session : Drawing {
    explicit Session(std::string typed, Method method = Method::CredSsp)
        : hop(session(client, server, method, std::move(typed)))
    {
        graph.domains[lab()].dnsName = "corp.example";
        graph.domains[lab()].shortName = "CORP";
        giveCredential(hop, account("CORP", "ann"));
    }

    GateQuestion question(Moment moment) const
    {
        const model::Hop& drawn = graph.hops.at(hop);
        return {.moment = moment,
                .target = model::typedHost(graph, drawn),
                .method = drawn.method == Method::CredSsp ? "Credssp" : "Default",
                .explicitCredential = drawn.credential.isExplicit,
                .accountDomain = "CORP",
                .user = "ann"};
    }

    GateAnswer seen(const model::MachineState& state, Moment moment) const
    {
        return link::liveGate(graph, hop, state)(question(moment));
    }

    model::ComputerId client = machine("ADM");
    model::ComputerId server = machine("GW");
    model::HopId hop;
};

}  // namespace

/// The gates of hop 1: by the lab's own code in practice, by what was seen of the client elsewhere.
class TestGates : public QObject {
    Q_OBJECT

private slots:
    void whatWasNotSeenIsNoAnswer_data();
    void whatWasNotSeenIsNoAnswer();
    void anEmptyListLacksTheEntry();
    void whatWasSeenDecides_data();
    void whatWasSeenDecides();
    void theListThatWindowsWouldAskIsAsked_data();
    void theListThatWindowsWouldAskIsAsked();
    void theLabGoesByWhatIsOnTheWire();
    void theLabIsAskedAndNotThePlan();
    void anAssumedPolicyDoesNotReplaceAPassword();
};

void TestGates::whatWasNotSeenIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("early");
    QTest::addColumn<bool>("roleSeen");
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("evidence");
    const auto row = [](const char* name, const char* target, bool early, bool roleSeen,
                        const char* setting, const char* evidence) {
        QTest::newRow(name) << QByteArray(target) << early << roleSeen << QByteArray(setting)
                            << QByteArray(evidence);
    };
    row("field/20: the client role", "GW", true, false, "Client\\Auth\\CredSSP",
        "Client\\Auth\\CredSSP was not seen: whether it is true is not known");
    row("TrustedHosts", "10.9.8.7", true, true, "TrustedHosts",
        "TrustedHosts was not seen: whether it has 10.9.8.7 is not known");
    row("a delegate list", "GW.corp.example", false, true, "AllowFreshCredentials",
        "AllowFreshCredentials was not seen: whether it has WSMAN/GW.corp.example is not known");
    row("the NTLM-only list", "10.9.8.7", false, true, "AllowFreshCredentialsWhenNTLMOnly",
        "AllowFreshCredentialsWhenNTLMOnly was not seen: whether it has WSMAN/10.9.8.7 is not "
        "known");
}

void TestGates::whatWasNotSeenIsNoAnswer()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, early);
    QFETCH(bool, roleSeen);
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, evidence);
    const Session session(target.toStdString());
    model::MachineState state;
    if (roleSeen)
        state.credSspClient = true;
    const GateAnswer answer =
        session.seen(state, early ? Moment::BeforeSending : Moment::BeforeCredential);
    QVERIFY(!answer.allowed);
    QVERIFY(!answer.known);
    QVERIFY(!answer.cause);  // Nothing is said to be off, or to lack anything.
    QCOMPARE(answer.code, statusCodeOf(0U));
    QCOMPARE(answer.setting, setting.toStdString());
    QCOMPARE(answer.evidence, evidence.toStdString());
}

void TestGates::anEmptyListLacksTheEntry()
{
    const model::MachineState state{
        .credSspClient = true, .allowFresh = on({}), .trustedHosts = std::vector<std::string>{}};
    QCOMPARE(Session("fd00::7").seen(state, Moment::BeforeSending).evidence,
             std::string("TrustedHosts has no entry for fd00::7"));
    const GateAnswer answer = Session("GW").seen(state, Moment::BeforeCredential);
    QVERIFY(
        answer.evidence.english().starts_with("AllowFreshCredentials has no entry for WSMAN/GW"));
    QCOMPARE(answer.cause, std::optional(Cause::DelegateListMissing));
}

void TestGates::whatWasSeenDecides_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("early");
    QTest::addColumn<model::MachineState>("state");
    QTest::addColumn<quint32>("code");  // 0: allowed
    QTest::addColumn<std::optional<Cause>>("cause");
    QTest::addColumn<Stage>("stage");
    const auto row = [](const char* name, const char* target, bool early, model::MachineState state,
                        quint32 code, std::optional<Cause> cause = {},
                        Stage stage = Stage::Delegate) {
        state.credSspClient = state.credSspClient.value_or(true);
        QTest::newRow(name) << QByteArray(target) << early << state << code << cause << stage;
    };
    const auto listed = on({"WSMAN/*.corp.example"});
    row("R1: an entry covers", "gw.corp.example", false, {.allowFresh = listed}, 0);
    row("R4: the deny list has it", "gw.corp.example", false,
        {.allowFresh = listed, .denyFresh = on({"wsman/GW*"})}, 0x803381A3,
        Cause::DelegateListDenies);
    row("R4: the deny list has others", "gw.corp.example", false,
        {.allowFresh = listed, .denyFresh = on({"WSMAN/x*"})}, 0);
    row("the list has other names", "GW", false, {.allowFresh = listed}, 0x803381A3,
        Cause::DelegateListMismatch);
    row("the list is off", "gw.corp.example", false,
        {.allowFresh = model::DelegateList{.entries = {"WSMAN/*.corp.example"}}}, 0x803381A3,
        Cause::DelegateListMissing);
    row("row 2: the client role is off", "GW", true, {.credSspClient = false}, 0x803381A2,
        Cause::ClientRoleMissing);
    row("the client role is on", "GW", true, {}, 0);
    const std::vector<std::string> trusted{"10.9.8.*", "fs.other.example"};
    row("TrustedHosts has the address", "10.9.8.7", true, {.trustedHosts = trusted}, 0);
    row("TrustedHosts has no such address", "10.9.9.7", true, {.trustedHosts = trusted}, 0x803381BB,
        Cause::TrustedHosts, Stage::Negotiate);
    row("TrustedHosts has no such name", "gw", true, {.trustedHosts = trusted}, 0x803380E4,
        Cause::TrustedHosts, Stage::Negotiate);
}

/// Domain reference §3.3 and §8. The machine GW is in a workgroup where its name must be trusted.
void TestGates::whatWasSeenDecides()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, early);
    QFETCH(model::MachineState, state);
    QFETCH(quint32, code);
    QFETCH(std::optional<Cause>, cause);
    QFETCH(Stage, stage);
    Session session(target.toStdString());
    if (code == 0x803380E4)
        session.giveCredential(session.hop, session.account("GW", "bob"));
    GateQuestion question =
        session.question(early ? Moment::BeforeSending : Moment::BeforeCredential);
    if (code == 0x803380E4)
        question.accountDomain = "GW";
    const GateAnswer answer = link::liveGate(session.graph, session.hop, state)(question);
    QVERIFY2(answer.known, answer.evidence.english().c_str());
    QCOMPARE(answer.allowed, code == 0);
    QCOMPARE(answer.code, statusCodeOf(code));
    QVERIFY(answer.cause == cause);
    if (code != 0)
        QCOMPARE(answer.stage, stage);
}

void TestGates::theListThatWindowsWouldAskIsAsked_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<bool>("ntlmOnly");
    QTest::newRow("one domain") << QByteArray("GW.corp.example") << QByteArray("CORP") << false;
    QTest::newRow("an address") << QByteArray("10.9.8.7") << QByteArray("CORP") << true;
    QTest::newRow("IPv6") << QByteArray("[fd00::7]:5999") << QByteArray("CORP") << true;
    QTest::newRow("a local account") << QByteArray("GW") << QByteArray("GW") << true;
}

/// Domain reference §4: this program has no Kerberos, a Windows client in a domain has. Whatever the wire showed.
void TestGates::theListThatWindowsWouldAskIsAsked()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, domain);
    QFETCH(bool, ntlmOnly);
    Session session(typed.toStdString());
    session.giveCredential(session.hop, session.account(domain.toStdString(), "bob"));
    const model::MachineState proven{
        .credSspClient = true, .allowFresh = on({"WSMAN/*"}), .allowFreshNtlmOnly = on({})};
    const model::MachineState ntlm{
        .credSspClient = true, .allowFresh = on({}), .allowFreshNtlmOnly = on({"WSMAN/*"})};
    for (const auto shown : {Proof::Trusted, Proof::NtlmOnly}) {
        GateQuestion question = session.question(Moment::BeforeCredential);
        question.shown = shown;
        const GateAnswer first = link::liveGate(session.graph, session.hop, proven)(question);
        const GateAnswer second = link::liveGate(session.graph, session.hop, ntlm)(question);
        QCOMPARE(first.allowed, !ntlmOnly);
        QCOMPARE(second.allowed, ntlmOnly);
        QCOMPARE(first.ntlmOnly, ntlmOnly);
        QCOMPARE(first.code, statusCodeOf(ntlmOnly ? 0x803381A4U : 0U));
        QCOMPARE(second.note, std::string(ntlmOnly ? ""
                                                   : "AllowFreshCredentials was asked: this run "
                                                     "signed in by NTLM; Windows on ADM would use "
                                                     "Kerberos here"));
    }
}

void TestGates::theLabGoesByWhatIsOnTheWire()
{
    lab::LabWorld world;
    world.machines.push_back({.name = "ADM", .domain = "CORP", .credSspClient = true});
    world.machines.push_back({.name = "GW", .domain = "CORP"});
    world.machines.front().allowFresh = {.enabled = true, .entries = {"WSMAN/gw"}};
    const probe::Gate gate = link::practiceGate(world, world.machines.front());
    GateQuestion question{.moment = Moment::BeforeCredential,
                          .target = "GW",
                          .method = "Credssp",
                          .explicitCredential = true,
                          .accountDomain = "CORP",
                          .user = "ann",
                          .shown = Proof::Trusted};
    QVERIFY(gate(question).allowed);
    QCOMPARE(gate(question).setting, std::string("AllowFreshCredentials"));
    question.shown = Proof::NtlmOnly;  // Its certificate proves nothing.
    const GateAnswer answer = gate(question);
    QCOMPARE(answer.code, statusCodeOf(0x803381A4U));
    QCOMPARE(answer.cause, std::optional(Cause::NtlmOnlyListNeeded));
    QCOMPARE(answer.setting, std::string("AllowFreshCredentialsWhenNTLMOnly"));
}

/// The drawing's server is in a domain, so that the plan would say Kerberos; the lab's host is in none.
void TestGates::theLabIsAskedAndNotThePlan()
{
    const Session session("GW");
    const auto planned = plan::authenticationOf(session.graph, session.graph.hops.at(session.hop),
                                                {.domain = "CORP"});
    QCOMPARE(planned.proof, Proof::Trusted);
    QVERIFY(!planned.trustedHosts);
    lab::LabWorld world;
    world.machines.push_back({.name = "ADM", .domain = "CORP", .credSspClient = true});
    world.machines.push_back({.name = "GW"});
    const probe::Gate gate = link::practiceGate(world, world.machines.front());
    const GateAnswer early = gate(session.question(Moment::BeforeSending));
    QCOMPARE(early.cause, std::optional(Cause::TrustedHosts));
    QCOMPARE(early.stage, Stage::Negotiate);
    QVERIFY(early.ntlmOnly);
    world.machines.front().trustedHosts = {"gw"};
    QVERIFY(gate(session.question(Moment::BeforeSending)).allowed);
    world.machines.front().credSspClient = false;
    QCOMPARE(gate(session.question(Moment::BeforeSending)).cause,
             std::optional(Cause::ClientRoleMissing));
}

/// Rows 1 and 31 of §8: no policy of the client has a say.
void TestGates::anAssumedPolicyDoesNotReplaceAPassword()
{
    Session session("10.9.8.7");
    const auto ask = [&session] {
        return link::assumedGate(session.graph,
                                 session.hop)(session.question(Moment::BeforeSending));
    };
    QVERIFY(ask().allowed);
    session.graph.hops[session.hop].credential = {};
    QCOMPARE(ask().cause, std::optional(Cause::ImplicitCredentialWithCredSsp));
    session.graph.hops[session.hop].method = Method::Negotiate;
    QCOMPARE(ask().code, statusCodeOf(0x803380E5U));
    QCOMPARE(ask().stage, Stage::Negotiate);
    QVERIFY(ask().ntlmOnly);
    session.graph.hops[session.hop].method = Method::Default;
    QCOMPARE(ask().code, statusCodeOf(0x803381BBU));
    QVERIFY(!ask().allowed);
    const Session byName("GW");
    const GateAnswer kerberos =
        link::assumedGate(byName.graph, byName.hop)(byName.question(Moment::BeforeSending));
    QVERIFY(kerberos.allowed && !kerberos.ntlmOnly);
}

QTEST_APPLESS_MAIN(TestGates)
#include "tst_gates.moc"
