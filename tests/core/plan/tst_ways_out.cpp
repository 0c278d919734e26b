#include "core/edit/edit_hops.h"
#include "core/plan/plan.h"
#include "core/plan/predict.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// "run-from-client, own-credential on hop-9": what is offered, with the hop where it is not that of the question.
QString kindsOf(const std::vector<WayOut>& ways, model::HopId hop)
{
    QStringList out;
    for (const WayOut& each : ways) {
        QString text = QString::fromStdString(std::string(wordOf(each.kind)));
        if (each.hop != hop)
            text += QStringLiteral(" on the hop before");
        out += text;
    }
    return out.join(QStringLiteral(", "));
}

QString kindsOf(const std::map<model::HopId, std::vector<WayOut>>& all, model::HopId hop)
{
    const auto found = all.find(hop);
    return found == all.end() ? QString() : kindsOf(found->second, hop);
}

/// OPS-7 -> GATEWAY-02 -> something on NODE-113, all in one domain.
struct Chain : Drawing {
    model::ComputerId a = machine("OPS-7");
    model::ComputerId b = machine("GATEWAY-02");
    model::ComputerId c = machine("NODE-113");
    model::HopId first = session(a, b, Method::Default, "gateway-02.corp.example");
};

}  // namespace

class TestWaysOut : public QObject {
    Q_OBJECT

private slots:
    void eachKindOfResourceHasWaysOut_data();
    void eachKindOfResourceHasWaysOut();
    void aHopInNoRouteHasThemToo();
    void aSessionThatGoesOnTakesCredSspOnItself();
    void credSspIsNotOfferedWhereItDoesNotHelp();
    void aRefusedHopIsCorrected_data();
    void aRefusedHopIsCorrected();
    void credSspHasAlternatives_data();
    void credSspHasAlternatives();
    void theAlternativeThatCanBeSetPasses();
    void aNeedlessCredSspNeedsNothing();
};

void TestWaysOut::eachKindOfResourceHasWaysOut_data()
{
    using enum ResourceKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>(
        "directory");  // Domain reference §7: RBCD serves SMB and RPC, not WinRM.
    const auto row = [](const char* name, ResourceKind kind, bool directory) {
        QTest::newRow(name) << int(kind) << directory;
    };
    row("field/21 SQL Server", SqlServer, true);
    row("field/21 LDAP", Ldap, false);
    row("field/21 AD web services", ActiveDirectoryWebServices, false);
    row("field/21 CIM", Cim, false);
    row("field/21 WMI", Wmi, true);
    row("file share", SmbShare, true);
    row("PowerShell session", PowerShellSession, false);
    row("service control", ServiceControl, true);
    row("remote registry", RemoteRegistry, true);
    row("scheduled task", ScheduledTask, true);
    row("event log", EventLog, true);
    row("web", Web, false);
    row("certificate authority", CertificateAuthority, true);
    row("SharePoint", SharePoint, false);
    row("a kind that is not known", Unknown, false);
}

void TestWaysOut::eachKindOfResourceHasWaysOut()
{
    QFETCH(const int, kind);
    QFETCH(const bool, directory);
    Chain d;
    const auto second = d.use(d.b, d.share(d.c, "R", static_cast<ResourceKind>(kind)));
    d.route({d.first, second});
    const Plan plan = makePlan(d.graph);
    QCOMPARE(plan.hops.at(second).outcome, Outcome::Denied);
    const char* const expected =
        directory ? "run-from-client, resource-based-delegation, own-credential, "
                    "use-credssp on the hop before"
                  : "run-from-client, own-credential, use-credssp on the hop before";
    QCOMPARE(kindsOf(plan.waysOut, second), QString::fromLatin1(expected));
    QVERIFY(!plan.waysOut.contains(d.first));
}

void TestWaysOut::aHopInNoRouteHasThemToo()
{
    Chain d;
    const auto second = d.use(d.b, d.share(d.c, "ERP", ResourceKind::SqlServer));
    const Plan plan = makePlan(d.graph);
    QCOMPARE(kindsOf(plan.waysOut, second),
             QStringLiteral("run-from-client, resource-based-delegation, own-credential, "
                            "use-credssp on the hop before"));
    QCOMPARE(plan.waysOut.at(second).front().names, std::vector<std::string>{"OPS-7"});
}

/// Domain reference §5.3: A -> B -> C (session) -> share on D passes with CredSSP from B to C, not with CredSSP from A to B.
void TestWaysOut::aSessionThatGoesOnTakesCredSspOnItself()
{
    Chain d;
    const auto e = d.machine("NAS-4");
    const auto second = d.session(d.b, d.c);
    const auto third = d.use(d.c, d.share(e, "Data"));
    d.route({d.first, second, third});
    const Plan plan = makePlan(d.graph);
    QCOMPARE(kindsOf(plan.waysOut, second),
             QStringLiteral("run-from-client, own-credential, use-credssp"));
    QCOMPARE(plan.waysOut.at(second).back().names, (std::vector<std::string>{"2", "NODE-113"}));
    const auto after = edit::useCredSsp(d.graph, second);
    QVERIFY(after);
    const Plan then = makePlan(*after);
    for (const auto hop : {d.first, second, third})
        QCOMPARE(summaryOf(then.hops.at(hop)), std::string("allowed"));
}

void TestWaysOut::credSspIsNotOfferedWhereItDoesNotHelp()
{
    Chain d;
    std::vector<model::HopId> hops{d.first};
    auto at = d.b;
    for (const char* name : {"N1", "N2", "N3"}) {
        const auto next = d.machine(name);
        hops.push_back(d.session(at, next));
        at = next;
    }
    hops.push_back(d.use(at, d.share(d.c, "Data")));
    d.route(hops);
    const Plan plan = makePlan(d.graph);
    QCOMPARE(kindsOf(plan.waysOut, hops[1]), QStringLiteral("run-from-client, own-credential"));
    for (const auto hop : {hops[0], hops[1]}) {
        const auto after = edit::useCredSsp(d.graph, hop);
        QVERIFY(after);
        const Plan then = makePlan(*after);
        QVERIFY(std::ranges::any_of(
            then.hops, [](const auto& each) { return each.second.outcome == Outcome::Denied; }));
    }
}

void TestWaysOut::aRefusedHopIsCorrected_data()
{
    using Change = std::function<void(Chain&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("ways");
    const auto row = [](const char* name, const char* ways, Change change) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(ways);
    };
    const auto hop = [](Chain& d) -> model::Hop& {
        return d.graph.hops[d.first];
    };
    row("M4 by address", "type-name, own-credential",
        [hop](Chain& d) { hop(d).typedTarget = "10.20.30.40"; });
    row("M8 Kerberos by address", "type-name", [hop](Chain& d) {
        hop(d).typedTarget = "10.20.30.40";
        hop(d).method = Method::Kerberos;
    });
    row("M7 Kerberos with a local account", "use-default-method", [hop](Chain& d) {
        hop(d).method = Method::Kerberos;
        d.giveCredential(d.first, d.account("GATEWAY-02", "operator"));
    });
    row("M6 Kerberos from a workgroup", "use-default-method, own-credential", [hop](Chain& d) {
        hop(d).method = Method::Kerberos;
        d.graph.computers[d.a].domain = d.workgroup("OFFICE");
    });
    row("M12 Basic with a domain account", "use-default-method", [hop](Chain& d) {
        hop(d).method = Method::Basic;
        hop(d).transport = model::Transport::Https;
        d.giveCredential(d.first);
    });
    row("M14 certificate over HTTP", "use-https, use-default-method", [hop](Chain& d) {
        hop(d).method = Method::Certificate;
        hop(d).transport = model::Transport::Http;
    });
    row("M15 CredSSP without a password", "use-default-method, own-credential",
        [hop](Chain& d) { hop(d).method = Method::CredSsp; });
}

void TestWaysOut::aRefusedHopIsCorrected()
{
    QFETCH(const std::function<void(Chain&)>, change);
    Chain d;
    change(d);
    d.route({d.first});
    const Plan plan = makePlan(d.graph);
    QCOMPARE(plan.hops.at(d.first).outcome, Outcome::Denied);
    QTEST(kindsOf(plan.waysOut, d.first), "ways");
}

void TestWaysOut::credSspHasAlternatives_data()
{
    using Change = std::function<void(Chain&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("ways");
    const auto row = [](const char* name, const char* ways, Change change) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(ways);
    };
    row("field/25 share",
        "run-from-client, resource-based-delegation, jea-endpoint, "
        "own-credential-instead, run-as-endpoint",
        [](Chain& d) { d.use(d.b, d.share(d.c, "R")); });
    row("field/25 CIM", "run-from-client, jea-endpoint, own-credential-instead, run-as-endpoint",
        [](Chain& d) { d.use(d.b, d.share(d.c, "R", ResourceKind::Cim)); });
    row("field/25 share and session",
        "run-from-client, jea-endpoint, own-credential-instead, run-as-endpoint", [](Chain& d) {
            d.use(d.b, d.share(d.c, "R"));
            d.session(d.b, d.c);
        });
    row("field/25 share of another domain",
        "run-from-client, jea-endpoint, own-credential-instead, run-as-endpoint", [](Chain& d) {
            d.use(d.b, d.share(d.c, "R"));
            d.graph.computers[d.c].domain = d.domain("far.example", "FAR");
        });
    row("field/25 client of another domain",
        "run-from-client, jea-endpoint, own-credential-instead, run-as-endpoint", [](Chain& d) {
            d.use(d.b, d.share(d.c, "R"));
            d.graph.computers[d.a].domain = d.domain("far.example", "FAR");
        });
    row("field/25 workgroup", "run-from-client, own-credential-instead, run-as-endpoint",
        [](Chain& d) {
            d.use(d.b, d.share(d.c, "R"));
            const auto workgroup = d.workgroup("DMZ");
            for (const auto machine : {d.a, d.b, d.c})
                d.graph.computers[machine].domain = workgroup;
            d.giveCredential(d.first, d.account("GATEWAY-02", "operator"));
        });
}

void TestWaysOut::credSspHasAlternatives()
{
    QFETCH(const std::function<void(Chain&)>, change);
    Chain d;
    d.graph.hops[d.first].method = Method::CredSsp;
    d.giveCredential(d.first);
    change(d);
    const Plan plan = makePlan(d.graph);
    QCOMPARE(summaryOf(plan.hops.at(d.first)), std::string("allowed"));
    QTEST(kindsOf(plan.alternatives, d.first), "ways");
    QVERIFY(!plan.waysOut.contains(d.first));
    // The same in a route.
    d.route({d.first, d.graph.hops.rbegin()->first});
    const Plan routed = makePlan(d.graph);
    QCOMPARE(routed.alternatives.at(d.first), plan.alternatives.at(d.first));
}

void TestWaysOut::theAlternativeThatCanBeSetPasses()
{
    Chain d;
    d.graph.hops[d.first].method = Method::CredSsp;
    d.giveCredential(d.first);
    const auto share = d.use(d.b, d.share(d.c, "R"));
    const auto sql = d.use(d.b, d.share(d.c, "ERP", ResourceKind::SqlServer));
    const auto own = d.session(d.b, d.c);
    d.giveCredential(own);
    const std::vector<WayOut> ways = makePlan(d.graph).alternatives.at(d.first);
    const auto instead = std::ranges::find(ways, WayOutKind::OwnCredentialInstead, &WayOut::kind);
    QVERIFY(instead != ways.end());
    QVERIFY(instead->canBeSet);
    QCOMPARE(instead->names, (std::vector<std::string>{"2", "GATEWAY-02", "1", "1"}));
    const auto after = edit::replaceCredSsp(d.graph, d.first);
    QVERIFY(after);
    QCOMPARE(after->hops.at(d.first).method, Method::Default);
    QCOMPARE(after->hops.at(own), d.graph.hops.at(own));
    const Plan plan = makePlan(*after);
    for (const auto hop : {d.first, share, sql, own})
        QCOMPARE(summaryOf(plan.hops.at(hop)), std::string("allowed"));
    QVERIFY(!plan.machines.at(d.a).clientRole);
    QVERIFY(!plan.machines.at(d.b).serverRole);
    QVERIFY(!edit::replaceCredSsp(d.graph, share));
}

void TestWaysOut::aNeedlessCredSspNeedsNothing()
{
    Chain d;
    d.graph.hops[d.first].method = Method::CredSsp;
    d.giveCredential(d.first);
    const auto second = d.use(d.b, d.share(d.c, "R"));
    d.giveCredential(second);
    QCOMPARE(kindsOf(makePlan(d.graph).alternatives, d.first),
             QStringLiteral("use-default-method"));
}

QTEST_APPLESS_MAIN(TestWaysOut)
#include "tst_ways_out.moc"
