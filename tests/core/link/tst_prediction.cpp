#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "tests/core/plan/drawing.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace hopwright;
using plan::tests::Drawing;

namespace {

constexpr int patienceMs = 30'000;
constexpr const char* address = "10.0.0.5";
constexpr const char* secondAddress = "10.0.0.6";
constexpr const char* ipv6 = "fd00::5";
constexpr const char* noEntryForName = "denied negotiate 0x803380E4 trusted-hosts";
constexpr const char* noEntryForAddress = "denied negotiate 0x803381BB trusted-hosts";
constexpr const char* notInNtlmOnlyList = "denied delegate 0x803381A4 ntlm-only-list-needed";
constexpr const char* roleIsOff = "denied delegate 0x803381A2 client-role-missing";

/// ADM-PC01 to JUMP01, hop 1 as a row has it.
struct Row {
    const char* name;
    Method method;
    const char* typed = "JUMP01";
    const char* domain = nullptr;  ///< Of the explicit account; null: the identity of the caller.
    const char* before = "allowed";
    const char* after = "allowed";
    bool workgroup = false;     ///< JUMP01 is in one.
    bool clientRoleOn = false;  ///< ADM-PC01 has it before Apply.
    const char* serverAddress = address;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {.name = "M1: a name", .method = Method::Default},
        {.name = "M3: an address, explicit",
         .method = Method::Negotiate,
         .typed = address,
         .domain = "LAB",
         .before = noEntryForAddress},
        {.name = "M3: an address and a port, explicit",
         .method = Method::Negotiate,
         .typed = "10.0.0.5:5985",
         .domain = "LAB",
         .before = noEntryForAddress},
        {.name = "M4: an address and a port, implicit",
         .method = Method::Default,
         .typed = "10.0.0.5:5985",
         .before = noEntryForAddress,
         .after = noEntryForAddress},
        {.name = "M19: CredSSP to an address and a port, client role on",
         .method = Method::CredSsp,
         .typed = "10.0.0.5:5985",
         .domain = "LAB",
         .before = noEntryForAddress,
         .clientRoleOn = true},
        {.name = "M3: IPv6, explicit",
         .method = Method::Negotiate,
         .typed = "[fd00::5]",
         .domain = "LAB",
         .before = noEntryForAddress,
         .serverAddress = ipv6},
        {.name = "M3: IPv6 with a port, explicit",
         .method = Method::Negotiate,
         .typed = "[fd00::5]:5985",
         .domain = "LAB",
         .before = noEntryForAddress,
         .serverAddress = ipv6},
        {.name = "M3: IPv6, drawn in brackets",
         .method = Method::Negotiate,
         .typed = "fd00::5",
         .domain = "LAB",
         .before = noEntryForAddress,
         .serverAddress = "[fd00::5]"},
        {.name = "M4: an address, implicit, by Default",
         .method = Method::Default,
         .typed = address,
         .before = noEntryForAddress,
         .after = noEntryForAddress},
        {.name = "M4: an address, implicit, by Negotiate",
         .method = Method::Negotiate,
         .typed = address,
         .before = "denied negotiate 0x803380E5 trusted-hosts",
         .after = "denied negotiate 0x803380E5 trusted-hosts"},
        {.name = "M4: an address, implicit, by NTLM",
         .method = Method::Ntlm,
         .typed = address,
         .before = "denied negotiate 0x803380E5 trusted-hosts",
         .after = "denied negotiate 0x803380E5 trusted-hosts"},
        {.name = "E29: NTLM within one domain", .method = Method::Ntlm, .before = noEntryForName},
        {.name = "E29: a workgroup",
         .method = Method::Default,
         .domain = "JUMP01",
         .before = noEntryForName,
         .workgroup = true},
        {.name = "S4: .\\bob",
         .method = Method::Negotiate,
         .domain = ".",
         .before = noEntryForName},
        {.name = "S4: jump01\\bob",
         .method = Method::Negotiate,
         .domain = "jump01",
         .before = noEntryForName},
        {.name = "M15: CredSSP, implicit",
         .method = Method::CredSsp,
         .before = "denied delegate 0x803381A1 implicit-credential-with-credssp",
         .after = "denied delegate 0x803381A1 implicit-credential-with-credssp"},
        {.name = "M16: CredSSP", .method = Method::CredSsp, .domain = "LAB", .before = roleIsOff},
        {.name = "M16: CredSSP, typed as a URL",
         .method = Method::CredSsp,
         .typed = "http://JUMP01:5985/wsman",
         .domain = "LAB",
         .before = roleIsOff},
        {.name = "M16: CredSSP, client role on",
         .method = Method::CredSsp,
         .domain = "LAB",
         .before = "denied offer null server-role-missing",
         .clientRoleOn = true},
        {.name = "M19: CredSSP to an address",
         .method = Method::CredSsp,
         .typed = address,
         .domain = "LAB",
         .before = roleIsOff},
        {.name = "M19: CredSSP to IPv6",
         .method = Method::CredSsp,
         .typed = "[fd00::5]:5985",
         .domain = "LAB",
         .before = roleIsOff,
         .serverAddress = ipv6},
        {.name = "M19: CredSSP to an address, client role on",
         .method = Method::CredSsp,
         .typed = address,
         .domain = "LAB",
         .before = noEntryForAddress,
         .clientRoleOn = true},
        {.name = "M20: CredSSP as .\\bob, client role on",
         .method = Method::CredSsp,
         .domain = ".",
         .before = noEntryForName,
         .clientRoleOn = true},
        {.name = "M20: CredSSP as JUMP01\\bob, client role on",
         .method = Method::CredSsp,
         .domain = "JUMP01",
         .before = noEntryForName,
         .clientRoleOn = true},
        {.name = "M21: CredSSP to a workgroup, client role on",
         .method = Method::CredSsp,
         .domain = "JUMP01",
         .before = noEntryForName,
         .workgroup = true,
         .clientRoleOn = true},
    };
    return all;
}

/// CredSSP as LAB\alice from ADM-PC01 to JUMP01, which is set up for it; from there hop 2 to FS01 as a row has it.
struct LaterRow {
    const char* name;
    Method method;
    const char* typed = "FS01";
    const char* domain = nullptr;  ///< Of the explicit account; null: what hop 1 brought.
    const char* before = "allowed";
    const char* after = "allowed";
    bool openerInWorkgroup = false;              ///< JUMP01, where hop 1 then takes JUMP01\bob.
    bool targetInWorkgroup = false;              ///< FS01
    bool clientRoleOn = false;                   ///< JUMP01 has it before Apply.
    bool serverRoleOn = false;                   ///< FS01 has it before Apply.
    std::vector<std::string> allowFresh = {};    ///< Of JUMP01 before Apply.
    std::vector<std::string> trustedHosts = {};  ///< The same.
};

const std::vector<LaterRow>& laterRows()
{
    static const std::vector<LaterRow> all{
        {.name = "M1: a name", .method = Method::Default},
        {.name = "M2: a name, explicit", .method = Method::Negotiate, .domain = "LAB"},
        {.name = "M3: an address, explicit",
         .method = Method::Negotiate,
         .typed = secondAddress,
         .domain = "LAB",
         .before = noEntryForAddress},
        {.name = "M3: an address and a port, explicit",
         .method = Method::Negotiate,
         .typed = "10.0.0.6:5985",
         .domain = "LAB",
         .before = noEntryForAddress},
        {.name = "M4: an address and a port, implicit",
         .method = Method::Default,
         .typed = "10.0.0.6:5985",
         .before = noEntryForAddress,
         .after = noEntryForAddress},
        {.name = "M4: an address, implicit",
         .method = Method::Default,
         .typed = secondAddress,
         .before = noEntryForAddress,
         .after = noEntryForAddress},
        {.name = "M4: an address, implicit, by Negotiate",
         .method = Method::Negotiate,
         .typed = secondAddress,
         .before = "denied negotiate 0x803380E5 trusted-hosts",
         .after = "denied negotiate 0x803380E5 trusted-hosts"},
        {.name = "E29: NTLM within one domain", .method = Method::Ntlm, .before = noEntryForName},
        {.name = "E29: NTLM within one domain, explicit",
         .method = Method::Ntlm,
         .domain = "LAB",
         .before = noEntryForName},
        {.name = "E29: to a workgroup",
         .method = Method::Default,
         .domain = "FS01",
         .before = noEntryForName,
         .targetInWorkgroup = true},
        {.name = "E29: from a workgroup",
         .method = Method::Default,
         .domain = "LAB",
         .before = noEntryForName,
         .openerInWorkgroup = true},
        {.name = "S4: fs01\\bob",
         .method = Method::Negotiate,
         .domain = "fs01",
         .before = noEntryForName},
        {.name = "M15: CredSSP, implicit",
         .method = Method::CredSsp,
         .before = "denied delegate 0x803381A1 implicit-credential-with-credssp",
         .after = "denied delegate 0x803381A1 implicit-credential-with-credssp"},
        {.name = "M16: CredSSP", .method = Method::CredSsp, .domain = "LAB", .before = roleIsOff},
        {.name = "M16: CredSSP, client role on",
         .method = Method::CredSsp,
         .domain = "LAB",
         .before = "denied offer null server-role-missing",
         .clientRoleOn = true},
        {.name = "M17: CredSSP, no list",
         .method = Method::CredSsp,
         .domain = "LAB",
         .before = "denied delegate 0x803381A3 delegate-list-missing",
         .clientRoleOn = true,
         .serverRoleOn = true},
        {.name = "M17: CredSSP, a list of other names",
         .method = Method::CredSsp,
         .domain = "LAB",
         .before = "denied delegate 0x803381A3 delegate-list-mismatch",
         .clientRoleOn = true,
         .serverRoleOn = true,
         .allowFresh = {"WSMAN/SQL01"}},
        {.name = "M18: CredSSP to a workgroup, no NTLM-only list",
         .method = Method::CredSsp,
         .domain = "FS01",
         .before = notInNtlmOnlyList,
         .targetInWorkgroup = true,
         .clientRoleOn = true,
         .serverRoleOn = true,
         .allowFresh = {"WSMAN/FS01"},
         .trustedHosts = {"FS01"}},
        {.name = "M18: CredSSP to an address, no NTLM-only list",
         .method = Method::CredSsp,
         .typed = secondAddress,
         .domain = "LAB",
         .before = notInNtlmOnlyList,
         .clientRoleOn = true,
         .serverRoleOn = true,
         .allowFresh = {"WSMAN/10.0.0.6"},
         .trustedHosts = {secondAddress}},
        {.name = "M18: CredSSP as FS01\\bob, no NTLM-only list",
         .method = Method::CredSsp,
         .domain = "FS01",
         .before = notInNtlmOnlyList,
         .clientRoleOn = true,
         .serverRoleOn = true,
         .allowFresh = {"WSMAN/FS01"},
         .trustedHosts = {"FS01"}},
        {.name = "M18: CredSSP from a workgroup, no NTLM-only list",
         .method = Method::CredSsp,
         .domain = "LAB",
         .before = notInNtlmOnlyList,
         .openerInWorkgroup = true,
         .clientRoleOn = true,
         .serverRoleOn = true,
         .allowFresh = {"WSMAN/FS01"},
         .trustedHosts = {"FS01"}},
        {.name = "M19: CredSSP to an address, client role on",
         .method = Method::CredSsp,
         .typed = secondAddress,
         .domain = "LAB",
         .before = noEntryForAddress,
         .clientRoleOn = true},
        {.name = "S4: .\\bob",
         .method = Method::Negotiate,
         .domain = ".",
         .before = noEntryForName},
        {.name = "M20: CredSSP as .\\bob, client role on",
         .method = Method::CredSsp,
         .domain = ".",
         .before = noEntryForName,
         .clientRoleOn = true},
        {.name = "M20: CredSSP as FS01\\bob, client role on",
         .method = Method::CredSsp,
         .domain = "FS01",
         .before = noEntryForName,
         .clientRoleOn = true},
        {.name = "M21: CredSSP to a workgroup, client role on",
         .method = Method::CredSsp,
         .domain = "FS01",
         .before = noEntryForName,
         .targetInWorkgroup = true,
         .clientRoleOn = true},
    };
    return all;
}

struct HopOne : Drawing {
    explicit HopOne(const Row& row)
        : server(row.workgroup ? machine("JUMP01", workgroup("WG")) : machine("JUMP01")),
          hop(session(client, server, row.method, row.typed)),
          whole(route({hop}))
    {
        graph.computers[server].address = row.serverAddress;
        graph.computers[client].practice.credSspClient = row.clientRoleOn;
        if (row.domain != nullptr)
            giveCredential(hop, account(row.domain, "bob"));
    }

    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId server;
    model::HopId hop;
    model::RouteId whole;
};

struct HopTwo : Drawing {
    explicit HopTwo(const LaterRow& row)
        : opener(row.openerInWorkgroup ? machine("JUMP01", workgroup("WG")) : machine("JUMP01")),
          server(row.targetInWorkgroup ? machine("FS01", workgroup("WG2")) : machine("FS01")),
          first(credSsp(client, opener)),
          hop(session(opener, server, row.method, row.typed)),
          whole(route({first, hop}))
    {
        graph.computers[server].address = secondAddress;
        model::PracticeFacts& user = graph.computers[client].practice;
        user.credSspClient = true;
        user.allowFresh = {"WSMAN/JUMP01"};
        user.allowFreshNtlmOnly = {"WSMAN/JUMP01"};
        user.trustedHosts = {"JUMP01"};
        model::PracticeFacts& here = graph.computers[opener].practice;
        here.credSspServer = true;
        here.credSspClient = row.clientRoleOn;
        here.allowFresh = row.allowFresh;
        here.trustedHosts = row.trustedHosts;
        graph.computers[server].practice.credSspServer = row.serverRoleOn;
        if (row.openerInWorkgroup)
            giveCredential(first, account("JUMP01", "bob"));
        if (row.domain != nullptr)
            giveCredential(hop, account(row.domain, "bob"));
    }

    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId opener;
    model::ComputerId server;
    model::HopId first;
    model::HopId hop;
    model::RouteId whole;
};

/// As plan::tests::summaryOf() has a prediction.
std::string summaryOf(const probe::HopResult& hop)
{
    if (hop.state == HopState::Passed)
        return "allowed";
    if (hop.state != HopState::Denied || !hop.stage || !hop.cause)
        return "neither passed nor denied: " + hop.evidence.english();
    return "denied " + std::string(wordOf(*hop.stage)) + ' ' + textOf(hop.code, "null") + ' '
           + std::string(wordOf(*hop.cause));
}

/// The last hop of the route, as a run in \p lab has it.
probe::HopResult lastHopOf(link::PracticeLab& lab, const model::Graph& graph, model::RouteId route)
{
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, {.routes = {route}});
    if (finished.isEmpty())
        finished.wait(patienceMs);
    return session.report().routes.front().hops.back();
}

/// Predicts and runs the last hop of \p drawn, before and after Apply.
template <typename Drawn, typename Expected>
void checkEnds(const Drawn& drawn, const Expected& row)
{
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    for (const char* expected : {row.before, row.after}) {
        const auto predicted = plan::predictNow(drawn.graph, lab.states()).at(drawn.hop);
        QCOMPARE(plan::tests::summaryOf(predicted), std::string(expected));
        QCOMPARE(summaryOf(lastHopOf(lab, drawn.graph, drawn.whole)), std::string(expected));
        std::ignore = lab.apply(plan::makePlan(drawn.graph).changes);
    }
}

}  // namespace

/// A hop in the practice lab ends as it was predicted for the same state.
class TestPrediction : public QObject {
    Q_OBJECT

private slots:
    void theRunEndsAsPredicted_data();
    void theRunEndsAsPredicted();
    void aLaterHopEndsAsPredicted_data();
    void aLaterHopEndsAsPredicted();
    void aStrangerToAWorkgroupIsNotPredicted_data();
    void aStrangerToAWorkgroupIsNotPredicted();
    void aMissingCredentialIsNotAMissingEntry();
    void planAndRunAskTheSameList_data();
    void planAndRunAskTheSameList();
};

void TestPrediction::theRunEndsAsPredicted_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& row : rows())
        QTest::newRow(row.name) << index++;
}

void TestPrediction::theRunEndsAsPredicted()
{
    QFETCH(int, index);
    const Row& row = rows().at(std::size_t(index));
    checkEnds(HopOne(row), row);
}

void TestPrediction::aLaterHopEndsAsPredicted_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const LaterRow& row : laterRows())
        QTest::newRow(row.name) << index++;
}

void TestPrediction::aLaterHopEndsAsPredicted()
{
    QFETCH(int, index);
    const LaterRow& row = laterRows().at(std::size_t(index));
    checkEnds(HopTwo(row), row);
}

void TestPrediction::aStrangerToAWorkgroupIsNotPredicted_data()
{
    QTest::addColumn<bool>("isExplicit");
    QTest::newRow("implicit") << false;
    QTest::newRow("explicit") << true;
}

/// Domain reference §4: such an account gets in only by the same name and password. The lab knows that there is none; the
/// plan, of real machines, does not.
void TestPrediction::aStrangerToAWorkgroupIsNotPredicted()
{
    QFETCH(bool, isExplicit);
    const HopOne drawn({.name = "M21",
                        .method = Method::Default,
                        .domain = isExplicit ? "LAB" : nullptr,
                        .workgroup = true});
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    std::ignore = lab.apply(plan::makePlan(drawn.graph).changes);
    const auto predicted = plan::predictNow(drawn.graph, lab.states()).at(drawn.hop);
    QCOMPARE(plan::tests::summaryOf(predicted), std::string("unknown"));
    QCOMPARE(summaryOf(lastHopOf(lab, drawn.graph, drawn.whole)),
             std::string("denied negotiate 1326 account-not-known"));
}

void TestPrediction::aMissingCredentialIsNotAMissingEntry()
{
    const HopOne drawn({.name = "M4", .method = Method::Default, .typed = address});
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    const probe::HopResult hop = lastHopOf(lab, drawn.graph, drawn.whole);
    QCOMPARE(hop.evidence,
             std::string("over HTTP an address takes an explicit credential, whatever TrustedHosts "
                         "has; none was given for this hop to 10.0.0.5"));
    QCOMPARE(hop.stages.front().state, StageState::NotReached);
}

void TestPrediction::planAndRunAskTheSameList_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<bool>("clientInWorkgroup");
    QTest::addColumn<bool>("ntlmOnly");
    QTest::newRow("within a domain") << QByteArray("M16: CredSSP") << false << false;
    QTest::newRow("an address") << QByteArray("M19: CredSSP to an address") << false << true;
    QTest::newRow("IPv6") << QByteArray("M19: CredSSP to IPv6") << false << true;
    QTest::newRow("a local account")
        << QByteArray("M20: CredSSP as JUMP01\\bob, client role on") << false << true;
    QTest::newRow("a server in a workgroup")
        << QByteArray("M21: CredSSP to a workgroup, client role on") << false << true;
    QTest::newRow("a client in a workgroup") << QByteArray("M16: CredSSP") << true << true;
}

/// All is applied but the one list that decides, and then all but the other one.
void TestPrediction::planAndRunAskTheSameList()
{
    QFETCH(QByteArray, row);
    QFETCH(bool, clientInWorkgroup);
    QFETCH(bool, ntlmOnly);
    const auto found =
        std::ranges::find_if(rows(), [&](const Row& each) { return row == each.name; });
    QVERIFY(found != rows().end());
    HopOne drawn(*found);
    if (clientInWorkgroup)
        drawn.graph.computers[drawn.client].domain = drawn.workgroup("WG");
    link::PracticeLab practice;
    QVERIFY(practice.start(drawn.graph, {}));
    std::ignore = practice.apply(plan::makePlan(drawn.graph).changes);
    lab::LabMachine& client = *practice.hosts().world.find("ADM-PC01");
    lab::LabList& decides = ntlmOnly ? client.allowFreshNtlmOnly : client.allowFresh;
    lab::LabList& other = ntlmOnly ? client.allowFresh : client.allowFreshNtlmOnly;
    const auto agree = [&](const std::string& expected) {
        const auto predicted = plan::predictNow(drawn.graph, practice.states()).at(drawn.hop);
        QCOMPARE(plan::tests::summaryOf(predicted), expected);
        QCOMPARE(summaryOf(lastHopOf(practice, drawn.graph, drawn.whole)), expected);
    };
    const lab::LabList both = decides;
    QVERIFY(both.enabled);
    other = {};
    agree("allowed");
    other = both;
    decides = {};
    agree(ntlmOnly ? "denied delegate 0x803381A4 ntlm-only-list-needed"
                   : "denied delegate 0x803381A3 delegate-list-missing");
}

QTEST_GUILESS_MAIN(TestPrediction)
#include "tst_prediction.moc"
