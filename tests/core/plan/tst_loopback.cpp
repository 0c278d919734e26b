#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// SP01 to itself, and then to a share of FS: what SharePoint, SQL and DSC do all the time.
struct Loop : Drawing {
    explicit Loop(Method method = Method::CredSsp, std::string typed = "SP01.corp.example")
        : first(session(sp, sp, method, std::move(typed)))
    {
        graph.computers[sp].dnsName = "SP01.corp.example";
        if (method == Method::CredSsp)
            giveCredential(first, account("LAB", "farm"));
        second = use(sp, share(machine("FS"), "Data"));
        whole = route({first, second});
    }

    std::vector<HopPrediction> with(const std::vector<std::string>& allow,
                                    const std::vector<std::string>& ntlm) const
    {
        const auto list = [](const std::vector<std::string>& entries) {
            return model::DelegateList{.enabled = !entries.empty(), .entries = entries};
        };
        return predictRoute(graph, whole,
                            {{sp,
                              {.credSspClient = true,
                               .credSspServer = true,
                               .allowFresh = list(allow),
                               .allowFreshNtlmOnly = list(ntlm),
                               .trustedHosts = std::vector<std::string>{}}}});
    }

    model::ComputerId sp = machine("SP01");
    model::HopId first;
    model::HopId second;
    model::RouteId whole;
};

}  // namespace

/// Domain reference R9 and M29: a session of a machine to itself.
class TestLoopback : public QObject {
    Q_OBJECT

private slots:
    void itIsAValidDrawing();
    void itNeedsBothRolesAndTheNameAsTyped();
    void aPlainOneCountsAsAHop_data();
    void aPlainOneCountsAsAHop();
    void theNameAsTypedDecides_data();
    void theNameAsTypedDecides();
    void anotherNameOfItsOwnIsNoFact_data();
    void anotherNameOfItsOwnIsNoFact();
    void aResourceOfItsOwn();
    void itLeadsNobodyIntoItsMachine();
};

void TestLoopback::itIsAValidDrawing()
{
    QVERIFY(!model::findFault(Loop().graph));
}

void TestLoopback::itNeedsBothRolesAndTheNameAsTyped()
{
    const Loop loop;
    const Plan plan = makePlan(loop.graph);
    QCOMPARE(summaryOf(plan.machines.at(loop.sp)),
             std::string("client server WSMAN/SP01.corp.example holds:LAB\\farm"));
    QVERIFY(hasRule(plan.machines.at(loop.sp).because, "M29"));
    QCOMPARE(summaryOf(plan.hops.at(loop.first)), std::string("allowed"));
    QCOMPARE(summaryOf(plan.hops.at(loop.second)), std::string("allowed"));
    QVERIFY(hasRule(plan.hops.at(loop.second).because, "M29"));
}

void TestLoopback::aPlainOneCountsAsAHop_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<std::string>("typed");
    QTest::newRow("field/17: Default, the short name")
        << int(Method::Default) << std::string("SP01");
    QTest::newRow("field/17: Negotiate, localhost")
        << int(Method::Negotiate) << std::string("localhost");
    QTest::newRow("field/17: NTLM asks no TrustedHosts")
        << int(Method::Ntlm) << std::string("sp01.corp.example");
    QTest::newRow("field/17: Kerberos, the full name")
        << int(Method::Kerberos) << std::string("SP01.corp.example");
}

void TestLoopback::aPlainOneCountsAsAHop()
{
    QFETCH(int, method);
    QFETCH(std::string, typed);
    const Loop loop(static_cast<Method>(method), typed);
    const auto hops = loop.with({}, {});
    QCOMPARE(summaryOf(hops.front()), std::string("allowed"));
    QCOMPARE(summaryOf(hops.back()), std::string("denied access 5 not-delegated"));
    QVERIFY(hasRule(hops.back().because, "R9"));
}

void TestLoopback::theNameAsTypedDecides_data()
{
    QTest::addColumn<std::string>("typed");
    QTest::addColumn<std::string>("allow");
    QTest::addColumn<std::string>("ntlm");
    QTest::addColumn<std::string>("summary");
    const auto row = [](const char* name, const char* typed, const char* allow, const char* ntlm,
                        const char* summary) {
        QTest::newRow(name) << std::string(typed) << std::string(allow) << std::string(ntlm)
                            << std::string(summary);
    };
    const char* const full = "SP01.corp.example";
    row("field/17: the full name", full, "WSMAN/sp01.CORP.example", "", "allowed");
    row("field/17: the short name", "SP01", "WSMAN/SP01", "", "allowed");
    row("field/17: the full name, the list has the short one", full, "WSMAN/SP01", "",
        "denied delegate 0x803381A3 delegate-list-mismatch");
    row("field/17: the short name, the list has the full one", "SP01", "WSMAN/*.corp.example", "",
        "denied delegate 0x803381A3 delegate-list-mismatch");
    row("field/17: no list", full, "", "", "denied delegate 0x803381A3 delegate-list-missing");
    row("field/17: localhost, both lists have it", "localhost", "WSMAN/*", "WSMAN/localhost",
        "allowed");
    row("field/17: localhost, the first alone", "localhost", "WSMAN/localhost", "", "unknown");
    row("field/17: localhost, the NTLM-only list alone", "localhost", "", "WSMAN/localhost",
        "unknown");
    row("field/17: localhost, neither", "localhost", "WSMAN/SP01", "",
        "denied delegate 0x803381A3 delegate-list-mismatch");
    row("field/17: localhost, no list", "localhost", "", "",
        "denied delegate 0x803381A3 delegate-list-missing");
    row("field/17: ::1", "[::1]:5985", "WSMAN/*", "", "unknown");
    row("field/17: 127.0.0.1", "127.0.0.1", "WSMAN/*", "", "unknown");
    row("field/17: its own address", "10.20.0.8", "WSMAN/*", "", "unknown");
}

void TestLoopback::theNameAsTypedDecides()
{
    QFETCH(std::string, typed);
    QFETCH(std::string, allow);
    QFETCH(std::string, ntlm);
    QFETCH(std::string, summary);
    const auto entries = [](const std::string& text) {
        return text.empty() ? std::vector<std::string>{} : std::vector{text};
    };
    const Loop loop(Method::CredSsp, typed);
    const auto hops = loop.with(entries(allow), entries(ntlm));
    QCOMPARE(summaryOf(hops.front()), summary);
    if (summary == "unknown")
        QVERIFY(hasKey(hops.front().because, "own-name-unproven"));
}

void TestLoopback::anotherNameOfItsOwnIsNoFact_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<std::string>("typed");
    QTest::newRow("an address of its own") << int(Method::Default) << std::string("10.20.0.8");
    QTest::newRow("Kerberos, localhost") << int(Method::Kerberos) << std::string("localhost");
    QTest::newRow("CredSSP as the plan asks for it")
        << int(Method::CredSsp) << std::string("localhost");
}

void TestLoopback::anotherNameOfItsOwnIsNoFact()
{
    QFETCH(int, method);
    QFETCH(std::string, typed);
    const Loop loop(static_cast<Method>(method), typed);
    QCOMPARE(summaryOf(makePlan(loop.graph).hops.at(loop.first)), std::string("unknown"));
}

/// In a workgroup there is no Kerberos, under whatever name.
void TestLoopback::aResourceOfItsOwn()
{
    Loop loop;
    loop.graph.computers[loop.sp].domain = loop.workgroup("WG");
    loop.giveCredential(loop.first, loop.account("SP01", "farm"));
    const Plan plan = makePlan(loop.graph);
    QCOMPARE(namesOf(plan.machines.at(loop.sp).ntlmOnly),
             std::vector<std::string>{"SP01.corp.example"});
    QVERIFY(plan.machines.at(loop.sp).trustedHosts.empty());

    Drawing own;
    const auto a = own.machine("A");
    const auto b = own.machine("B");
    const auto first = own.session(a, b);
    const auto last = own.use(b, own.share(b, "Local"));
    const auto route = own.route({first, last});
    QCOMPARE(summaryOf(predictRoute(own.graph, route).back()), std::string("unknown"));
    own.graph.hops[first].method = Method::CredSsp;
    own.giveCredential(first);
    QCOMPARE(summaryOf(predictRoute(own.graph, route).back()), std::string("allowed"));
}

/// R9: who is there came by another session, though this one was drawn first.
void TestLoopback::itLeadsNobodyIntoItsMachine()
{
    Loop loop;
    loop.graph.routes.clear();
    const auto way = loop.session(loop.machine("OPS-7"), loop.sp);
    QVERIFY(loop.first < way);
    QCOMPARE(hopNumber(loop.graph, way), 1);
    QCOMPARE(hopNumber(loop.graph, loop.second), 2);
    QCOMPARE(summaryOf(makePlan(loop.graph).hops.at(loop.second)),
             std::string("denied access 5 not-delegated"));
}

QTEST_APPLESS_MAIN(TestLoopback)
#include "tst_loopback.moc"
