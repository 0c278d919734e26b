#include "core/link/gates.h"
#include "core/model/graph_rules.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using model::DelegateList;
using model::MachineState;
using plan::tests::Drawing;
using probe::GateAnswer;
using probe::GateQuestion;
using Moment = probe::GateQuestion::Moment;

namespace {

DelegateList on(std::vector<std::string> entries)
{
    return {.enabled = true, .entries = std::move(entries)};
}

/// ADM to GW in corp.example, as CORP\ann unless nobody is named.
struct Session : Drawing {
    explicit Session(std::string typed, Method method = Method::CredSsp, bool isExplicit = true)
        : hop(session(client, server, method, std::move(typed)))
    {
        graph.domains[lab()].dnsName = "corp.example";
        graph.domains[lab()].shortName = "CORP";
        if (isExplicit)
            giveCredential(hop, account("CORP", "ann"));
    }

    GateQuestion question(Moment moment) const
    {
        const model::Hop& drawn = graph.hops.at(hop);
        return {.moment = moment,
                .target = model::typedHost(graph, drawn),
                .method = drawn.method == Method::CredSsp   ? "Credssp"
                          : drawn.method == Method::Default ? "Default"
                                                            : "Negotiate",
                .explicitCredential = drawn.credential.isExplicit,
                .accountDomain = "CORP",
                .user = "ann"};
    }

    model::ComputerId client = machine("ADM");
    model::ComputerId server = machine("GW");
    model::HopId hop;
};

/// `denied delegate 0x803381A2 client-role-missing Client\Auth\CredSSP | it was seen to be false`
QString told(const GateAnswer& answer)
{
    QString out = QString::fromLatin1(answer.allowed  ? "allowed"
                                      : !answer.known ? "not known"
                                                      : "denied");
    if (!answer.allowed)
        out += u' ' + QString::fromStdString(std::string(wordOf(answer.stage)));
    if (answer.code)
        out += u' ' + QString::fromStdString(textOf(*answer.code));
    if (answer.cause)
        out += u' ' + QString::fromStdString(std::string(wordOf(*answer.cause)));
    if (!answer.setting.empty())
        out += u' ' + QString::fromStdString(answer.setting);
    return out + QStringLiteral(" | ") + QString::fromStdString(answer.evidence.english());
}

struct Row {
    const char* name;
    Session session;
    Moment moment;
    MachineState state;
    const char* answer;
};

/// Domain reference §8.1 and §8.2, rows 1 to 4 and 29 to 31, by what was seen of the client.
const std::vector<Row>& liveRows()
{
    const MachineState role{.credSspClient = true};
    const auto with = [](DelegateList allow, DelegateList ntlm, DelegateList deny = {}) {
        return MachineState{.credSspClient = true,
                            .allowFresh = std::move(allow),
                            .allowFreshNtlmOnly = std::move(ntlm),
                            .denyFresh = std::move(deny)};
    };
    static const std::vector<Row> all{
        {"E1", Session("GW", Method::CredSsp, false), Moment::BeforeSending, role,
         "denied delegate 0x803381A1 implicit-credential-with-credssp | CredSSP takes a user name "
         "and password; none was given for this hop"},
        {"E2",
         Session("GW"),
         Moment::BeforeSending,
         {.credSspClient = false},
         "denied delegate 0x803381A2 client-role-missing Client\\Auth\\CredSSP | "
         "Client\\Auth\\CredSSP was seen to be false"},
        {"field/20: the client role",
         Session("GW"),
         Moment::BeforeSending,
         {},
         "not known delegate Client\\Auth\\CredSSP | Client\\Auth\\CredSSP was not seen: whether "
         "it is true is not known"},
        {"E29",
         Session("GW", Method::Ntlm),
         Moment::BeforeSending,
         {.trustedHosts = std::vector<std::string>{}},
         "denied negotiate 0x803380E4 trusted-hosts TrustedHosts | TrustedHosts has no entry for "
         "GW"},
        {"E29: an entry",
         Session("GW", Method::Ntlm),
         Moment::BeforeSending,
         {.trustedHosts = std::vector<std::string>{"x", "g*"}},
         "allowed TrustedHosts | TrustedHosts has g*"},
        {"E29: not seen",
         Session("GW", Method::Ntlm),
         Moment::BeforeSending,
         {},
         "not known negotiate TrustedHosts | TrustedHosts was not seen: whether it has GW is not "
         "known"},
        {"E30", Session("10.9.8.7", Method::Default, false), Moment::BeforeSending, role,
         "denied negotiate 0x803381BB trusted-hosts | over HTTP an address takes an explicit "
         "credential, whatever TrustedHosts has; none was given for this hop to 10.9.8.7"},
        {"E31", Session("10.9.8.7", Method::Negotiate, false), Moment::BeforeSending, role,
         "denied negotiate 0x803380E5 trusted-hosts | over HTTP an address takes an explicit "
         "credential, whatever TrustedHosts has; none was given for this hop to 10.9.8.7"},
        {"nothing is asked",
         Session("GW", Method::Default),
         Moment::BeforeSending,
         {},
         "allowed | "},
        {"M16: an entry", Session("gw.corp.example"), Moment::BeforeCredential,
         with(on({"WSMAN/*.corp.example"}), {}),
         "allowed AllowFreshCredentials | entry WSMAN/*.corp.example"},
        {"E3: another name", Session("GW"), Moment::BeforeCredential,
         with(on({"WSMAN/*.corp.example"}), {}),
         "denied delegate 0x803381A3 delegate-list-mismatch AllowFreshCredentials | "
         "AllowFreshCredentials has no entry for WSMAN/GW"},
        {"E3: off", Session("GW"), Moment::BeforeCredential, with({}, {}),
         "denied delegate 0x803381A3 delegate-list-missing AllowFreshCredentials | "
         "AllowFreshCredentials has no entry for WSMAN/GW"},
        {"E3: a deny list", Session("GW"), Moment::BeforeCredential,
         with(on({"WSMAN/*"}), {}, on({"WSMAN/gw"})),
         "denied delegate 0x803381A3 delegate-list-denies DenyFreshCredentials | "
         "DenyFreshCredentials has WSMAN/gw"},
        {"E3: not seen", Session("GW"), Moment::BeforeCredential, role,
         "not known delegate AllowFreshCredentials | AllowFreshCredentials was not seen: whether "
         "it has WSMAN/GW is not known"},
        {"M19: an entry", Session("10.9.8.7"), Moment::BeforeCredential,
         with({}, on({"WSMAN/10.9.8.7"})),
         "allowed AllowFreshCredentialsWhenNTLMOnly | entry WSMAN/10.9.8.7"},
        {"E4", Session("10.9.8.7"), Moment::BeforeCredential, with(on({"WSMAN/*"}), {}),
         "denied delegate 0x803381A4 ntlm-only-list-needed AllowFreshCredentialsWhenNTLMOnly | "
         "AllowFreshCredentialsWhenNTLMOnly has no entry for WSMAN/10.9.8.7"},
    };
    return all;
}

struct LabRow {
    const char* name;
    GateQuestion question;
    std::function<void(lab::LabMachine&)> change;
    const char* answer;  ///< Without its evidence, which is the lab's own.
};

/// The same rows by a lab's host, which knows how the server proved itself from the wire.
const std::vector<LabRow>& labRows()
{
    const GateQuestion early{.moment = Moment::BeforeSending,
                             .target = "GW",
                             .method = "Credssp",
                             .explicitCredential = true,
                             .accountDomain = "CORP",
                             .user = "ann"};
    GateQuestion implicit = early;
    implicit.explicitCredential = false;
    GateQuestion address = implicit;
    address.method = "Default";
    address.target = "10.9.8.7";
    GateQuestion ntlm = early;
    ntlm.method = "Negotiate";
    ntlm.ntlm = true;
    GateQuestion late = early;
    late.moment = Moment::BeforeCredential;
    late.shown = Proof::Trusted;
    GateQuestion unproven = late;
    unproven.shown = Proof::NtlmOnly;
    const auto nothing = [](lab::LabMachine&) {
    };
    static const std::vector<LabRow> all{
        {"E1", implicit, nothing, "denied delegate 0x803381A1 implicit-credential-with-credssp"},
        {"E2", early, [](lab::LabMachine& m) { m.credSspClient = false; },
         "denied delegate 0x803381A2 client-role-missing Client\\Auth\\CredSSP"},
        {"E29", ntlm, nothing, "denied negotiate 0x803380E4 trusted-hosts TrustedHosts"},
        {"E30", address, nothing, "denied negotiate 0x803381BB trusted-hosts"},
        {"E3: off", late, nothing,
         "denied delegate 0x803381A3 delegate-list-missing AllowFreshCredentials"},
        {"E3: another name", late,
         [](lab::LabMachine& m) { m.allowFresh = {.enabled = true, .entries = {"WSMAN/x"}}; },
         "denied delegate 0x803381A3 delegate-list-mismatch AllowFreshCredentials"},
        {"E3: a deny list", late,
         [](lab::LabMachine& m) {
             m.allowFresh = {.enabled = true, .entries = {"WSMAN/*"}};
             m.denyFresh = {.enabled = true, .entries = {"WSMAN/GW"}};
         },
         "denied delegate 0x803381A3 delegate-list-denies DenyFreshCredentials"},
        {"E4", unproven,
         [](lab::LabMachine& m) { m.allowFresh = {.enabled = true, .entries = {"WSMAN/*"}}; },
         "denied delegate 0x803381A4 ntlm-only-list-needed AllowFreshCredentialsWhenNTLMOnly"},
        {"M16", late,
         [](lab::LabMachine& m) { m.allowFresh = {.enabled = true, .entries = {"WSMAN/*"}}; },
         "allowed AllowFreshCredentials"},
    };
    return all;
}

}  // namespace

/// What the gates of hop 1 answer, whole: stage, code, cause, the setting that decided and what was seen.
class TestGatesAnswers : public QObject {
    Q_OBJECT

private slots:
    void whatWasSeenAnswers_data();
    void whatWasSeenAnswers();
    void aLabsHostAnswers_data();
    void aLabsHostAnswers();
    void anAssumedPolicySaysSo();
};

void TestGatesAnswers::whatWasSeenAnswers_data()
{
    QTest::addColumn<const Row*>("row");
    for (const Row& each : liveRows())
        QTest::newRow(each.name) << &each;
}

void TestGatesAnswers::whatWasSeenAnswers()
{
    QFETCH(const Row*, row);
    const Session& session = row->session;
    const GateAnswer answer =
        link::liveGate(session.graph, session.hop, row->state)(session.question(row->moment));
    QCOMPARE(told(answer), QString::fromLatin1(row->answer));
}

void TestGatesAnswers::aLabsHostAnswers_data()
{
    QTest::addColumn<const LabRow*>("row");
    for (const LabRow& each : labRows())
        QTest::newRow(each.name) << &each;
}

void TestGatesAnswers::aLabsHostAnswers()
{
    QFETCH(const LabRow*, row);
    lab::LabWorld world;
    world.machines.push_back({.name = "ADM", .domain = "CORP", .credSspClient = true});
    world.machines.push_back({.name = "GW", .domain = "CORP"});
    row->change(world.machines.front());
    const GateAnswer answer = link::practiceGate(world, world.machines.front())(row->question);
    QCOMPARE(told(answer).section(QStringLiteral(" | "), 0, 0), QString::fromLatin1(row->answer));
    QVERIFY(answer.known);
}

/// --assume-policy: open, and says so; what no policy lets through stays.
void TestGatesAnswers::anAssumedPolicySaysSo()
{
    const auto told = [](const Session& session, Moment moment) {
        return ::told(link::assumedGate(session.graph, session.hop)(session.question(moment)));
    };
    const QString assumed = QStringLiteral("allowed | the policy of the client was assumed");
    QCOMPARE(told(Session("GW"), Moment::BeforeSending), assumed);
    QCOMPARE(told(Session("GW"), Moment::BeforeCredential), assumed);
    QCOMPARE(told(Session("GW", Method::Ntlm), Moment::BeforeSending), assumed);
    QVERIFY(told(Session("GW", Method::CredSsp, false), Moment::BeforeSending)
                .startsWith(QStringLiteral("denied delegate 0x803381A1")));
}

QTEST_APPLESS_MAIN(TestGatesAnswers)
#include "tst_gates_answers.moc"
