#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// A -> B -> share on C, each at hand to change.
struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b, Method::Default, "b.lab.example");
    model::HopId second = use(b, share(c, "R"));
    model::RouteId whole = route({first, second});

    model::Hop& hop() { return graph.hops[first]; }
    void method(Method method, bool isExplicit)
    {
        hop().method = method;
        if (isExplicit)
            giveCredential(first);
    }
};

struct Row {
    const char* name;
    const char* rule;  ///< That the reasons of either hop name.
    std::function<void(Chain&)> change;
    const char* hop1;
    const char* hop2;
    Arrives onB = Arrives::Unknown;  ///< "Out-creds"; Unknown where hop 1 fails.
};

const char* const nothing = "denied access 5 not-delegated";
const char* const notReached = "not reached";

/// Domain reference §6, rows 1-8, 11-21, 29, 37 and 38, as if everything the plan asks for were applied.
const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"M1", "M1", [](Chain&) {}, "allowed", nothing, Arrives::NothingReusable},
        // Whether anybody arrives is not known, so neither is what the next hop finds.
        {"S4: implicit, to a workgroup", "S4",
         [](Chain& c) { c.graph.computers[c.b].domain = c.workgroup("WG"); }, "unknown", "unknown",
         Arrives::Unknown},
        {"M2", "M2", [](Chain& c) { c.method(Method::Default, true); }, "allowed", nothing,
         Arrives::NothingReusable},
        {"M3", "M3",
         [](Chain& c) {
             c.method(Method::Negotiate, true);
             c.hop().typedTarget = "10.0.0.5";
         },
         "allowed", nothing, Arrives::NothingReusable},
        {"M4 Negotiate", "M4",
         [](Chain& c) {
             c.method(Method::Negotiate, false);
             c.hop().typedTarget = "10.0.0.5";
         },
         "denied negotiate 0x803380E5 trusted-hosts", notReached},
        {"M4 Default", "M4", [](Chain& c) { c.hop().typedTarget = "10.0.0.5"; },
         "denied negotiate 0x803381BB trusted-hosts", notReached},
        {"M5", "M5", [](Chain& c) { c.method(Method::Kerberos, false); }, "allowed", nothing,
         Arrives::NothingReusable},
        {"M6", "M6",
         [](Chain& c) {
             c.method(Method::Kerberos, false);
             c.graph.computers[c.a].domain = c.workgroup("WG");
         },
         "denied negotiate 0x8033810C unknown", notReached},
        {"M7", "M7",
         [](Chain& c) {
             c.method(Method::Kerberos, false);
             c.giveCredential(c.first, c.account("B", "admin"));
         },
         "denied negotiate null unknown", notReached},
        {"M8", "M8",
         [](Chain& c) {
             c.method(Method::Kerberos, true);
             c.hop().typedTarget = "10.0.0.5";
         },
         "denied negotiate 0x8033810B unknown", notReached},
        {"M11 implicit", "M11", [](Chain& c) { c.method(Method::Basic, false); },
         "denied negotiate 0x803380B0 unknown", notReached},
        {"M11 local account, HTTPS", "M11",
         [](Chain& c) {
             c.method(Method::Basic, true);
             c.giveCredential(c.first, c.account("B", "operator"));
             c.graph.computers[c.b].port = std::uint16_t{5986};
         },
         "allowed", "unknown", Arrives::Unknown},
        {"M11 local account, HTTP", "M11",
         [](Chain& c) {
             c.method(Method::Basic, true);
             c.giveCredential(c.first, c.account(".", "operator"));
         },
         "unknown", "unknown", Arrives::Unknown},
        {"M11 asked at run time", "M11",
         [](Chain& c) {
             c.method(Method::Basic, false);
             c.hop().credential = {.isExplicit = true};
             c.hop().transport = model::Transport::Https;
         },
         "unknown", "unknown", Arrives::Unknown},
        {"M12", "M12",
         [](Chain& c) {
             c.method(Method::Basic, true);
             c.hop().transport = model::Transport::Https;
         },
         "denied negotiate 401 unknown", notReached},
        {"M13", "M13",
         [](Chain& c) {
             c.method(Method::Unknown, true);
             c.hop().methodWord = "Digest";
         },
         "denied negotiate null unknown", notReached},
        {"M14", "M14", [](Chain& c) { c.method(Method::Certificate, false); }, "allowed", nothing,
         Arrives::NothingReusable},
        {"M14 over HTTP", "M14",
         [](Chain& c) {
             c.method(Method::Certificate, false);
             c.hop().transport = model::Transport::Http;
         },
         "denied negotiate null unknown", notReached},
        {"M14 from a workgroup", "M14",
         [](Chain& c) {
             c.method(Method::Certificate, false);
             c.graph.computers[c.a].domain = c.workgroup("OFFICE");
         },
         "allowed", nothing, Arrives::NothingReusable},
        {"M37", "M37", [](Chain& c) { c.method(Method::Ssh, true); }, "allowed", "allowed",
         Arrives::Password},
        {"M37 local account", "M37",
         [](Chain& c) {
             c.method(Method::Ssh, true);
             c.giveCredential(c.first, c.account("B", "operator"));
         },
         "allowed", "unknown", Arrives::Password},
        {"M38", "M38", [](Chain& c) { c.method(Method::Ssh, false); }, "unknown", "unknown",
         Arrives::Unknown},
        {"M15", "M15", [](Chain& c) { c.method(Method::CredSsp, false); },
         "denied delegate 0x803381A1 implicit-credential-with-credssp", notReached},
        {"M16", "M16", [](Chain& c) { c.method(Method::CredSsp, true); }, "allowed", "allowed",
         Arrives::Password},
        {"M19", "M19",
         [](Chain& c) {
             c.method(Method::CredSsp, true);
             c.hop().typedTarget = "10.0.0.5";
         },
         "allowed", "allowed", Arrives::Password},
        {"M20", "M20",
         [](Chain& c) {
             c.method(Method::CredSsp, true);
             c.giveCredential(c.first, c.account("B", "user"));
         },
         "allowed", "unknown", Arrives::Password},
        {"M21", "M21",
         [](Chain& c) {
             const auto workgroup = c.workgroup("WG");
             for (const auto machine : {c.a, c.b, c.c})
                 c.graph.computers[machine].domain = workgroup;
             c.method(Method::CredSsp, true);
             c.giveCredential(c.first, c.account("B", "user"));
         },
         "allowed", "unknown", Arrives::Password},
        // By its own name it is allowed: tst_loopback.
        {"M29, localhost", "M29",
         [](Chain& c) {
             c.method(Method::CredSsp, true);
             c.hop().typedTarget = "localhost";
         },
         "unknown", "allowed", Arrives::Password},
    };
    return all;
}

}  // namespace

class TestOutcomeMatrix : public QObject {
    Q_OBJECT

private slots:
    void predicts_data();
    void predicts();
    void aListThatLacksTheTargetIsM17();
    void anAddressWithAllowFreshOnlyIsM18();
    void aResourceOfEachKindHasItsOwnAnswer_data();
    void aResourceOfEachKindHasItsOwnAnswer();
    void aSessionWithNothingArrivedIsE39();
    void anUnknownMethodCannotBePredicted();
};

void TestOutcomeMatrix::predicts_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& row : rows())
        QTest::newRow(row.name) << index++;
}

void TestOutcomeMatrix::predicts()
{
    QFETCH(int, index);
    const Row& row = rows().at(std::size_t(index));
    Chain chain;
    row.change(chain);
    const Plan plan = makePlan(chain.graph);
    const HopPrediction& first = plan.hops.at(chain.first);
    const HopPrediction& second = plan.hops.at(chain.second);
    QCOMPARE(QString::fromStdString(summaryOf(first)), QString::fromLatin1(row.hop1));
    QCOMPARE(QString::fromStdString(summaryOf(second)), QString::fromLatin1(row.hop2));
    QVERIFY(hasRule(first.because, row.rule) || hasRule(second.because, row.rule));
    if (first.outcome == Outcome::Denied) {
        QCOMPARE(first.arrivals.size(), std::size_t(1));
        return;
    }
    QCOMPARE(first.arrivals.size(), std::size_t(2));
    QCOMPARE(first.arrivals.at(0).what, Arrives::SignedIn);
    QCOMPARE(first.arrivals.at(1).what, row.onB);
    QCOMPARE(second.arrivals.size(), std::size_t(3));
}

void TestOutcomeMatrix::aListThatLacksTheTargetIsM17()
{
    Chain chain;
    chain.method(Method::CredSsp, true);
    const auto now = predictNow(
        chain.graph,
        {{chain.a,
          {.credSspClient = true,
           .allowFresh = model::DelegateList{.enabled = true, .entries = {"wsman/other"}}}}});
    const HopPrediction& hop = now.at(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied delegate 0x803381A3 delegate-list-mismatch"));
    QVERIFY(hasRule(hop.because, "M17"));
    QVERIFY(hop.notAppliedYet);
}

void TestOutcomeMatrix::anAddressWithAllowFreshOnlyIsM18()
{
    Chain chain;
    chain.method(Method::CredSsp, true);
    chain.hop().typedTarget = "10.0.0.5";
    const model::DelegateList any{.enabled = true, .entries = {"wsman/*"}};
    const auto now = predictNow(chain.graph, {{chain.a,
                                               {.credSspClient = true,
                                                .allowFresh = any,
                                                .allowFreshNtlmOnly = model::DelegateList{},
                                                .trustedHosts = std::vector<std::string>{"*"}}}});
    const HopPrediction& hop = now.at(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied delegate 0x803381A4 ntlm-only-list-needed"));
    QVERIFY(hasRule(hop.because, "M18"));
}

void TestOutcomeMatrix::aResourceOfEachKindHasItsOwnAnswer_data()
{
    using enum ResourceKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char* name, ResourceKind kind, const char* code, const char* rule) {
        QTest::newRow(name) << int(kind) << QString::fromLatin1(code) << QString::fromLatin1(rule);
    };
    row("S5.4 SMB share", SmbShare, "5", "E71");
    row("S5.4 SQL Server", SqlServer, "18456", "E78");
    row("S5.4 AD via ADWS", ActiveDirectoryWebServices, "null", "E80");
    row("S5.4 AD via LDAP", Ldap, "0x80072020", "E81");
    row("S5.4 WMI", Wmi, "0x80070005", "E83");
    row("S5.4 CIM", Cim, "0x8009030E", "E39");
    row("S5.4 Another PSSession", PowerShellSession, "0x8009030E", "E39");
    row("S5.4 Service control", ServiceControl, "5", "E85");
    row("S5.4 Remote registry", RemoteRegistry, "5", "E71");
    row("S5.4 Scheduled task", ScheduledTask, "0x80070005", "E83");
    row("S5.4 Event log", EventLog, "5", "E71");
    row("S5.4 Web", Web, "401", "E91");
    row("S5.4 Certificate authority", CertificateAuthority, "null", "E92");
    row("S5.4 SharePoint", SharePoint, "null", "E88");
    row("a kind that is not known", Unknown, "null", "R1");
}

void TestOutcomeMatrix::aResourceOfEachKindHasItsOwnAnswer()
{
    QFETCH(int, kind);
    QFETCH(QString, code);
    QFETCH(QString, rule);
    Chain chain;
    chain.graph.resources[chain.graph.resources.begin()->first].kind =
        static_cast<ResourceKind>(kind);
    const HopPrediction hop = makePlan(chain.graph).hops.at(chain.second);
    QCOMPARE(textOf(hop.code, "null"), code.toStdString());
    QCOMPARE(hop.cause, Cause::NotDelegated);
    QVERIFY(hasRule(hop.because, rule.toStdString()));
}

void TestOutcomeMatrix::aSessionWithNothingArrivedIsE39()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
    const auto first = d.session(a, b), second = d.session(b, c);
    d.route({first, second});
    const HopPrediction hop = makePlan(d.graph).hops.at(second);
    QCOMPARE(summaryOf(hop), std::string("denied negotiate 0x8009030E not-delegated"));
    QVERIFY(hasRule(hop.because, "E39"));
    QVERIFY(hasRule(hop.because, "R1"));
}

void TestOutcomeMatrix::anUnknownMethodCannotBePredicted()
{
    Chain chain;
    chain.hop().method = Method::Unknown;
    chain.hop().methodWord = "quantum";
    const Plan plan = makePlan(chain.graph);
    QCOMPARE(summaryOf(plan.hops.at(chain.first)), std::string("unknown"));
    QCOMPARE(summaryOf(plan.hops.at(chain.second)), std::string("unknown"));
}

QTEST_APPLESS_MAIN(TestOutcomeMatrix)
#include "tst_outcome_matrix.moc"
