#include "core/edit/chain.h"
#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

/// HTTPS and the two lists: domain reference §4. The first machine of each chain is in a workgroup.
class TestTransport : public QObject {
    Q_OBJECT

private slots:
    void whatTheFirstMachineNeeds_data();
    void whatTheFirstMachineNeeds();
    void theSecondHopIsDeniedOverHttpsToo();
};

void TestTransport::whatTheFirstMachineNeeds_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QString>("needs");
    const auto row = [](const char* name, const char* chain, const char* needs) {
        QTest::newRow(name) << QByteArray(chain) << QString::fromLatin1(needs);
    };
    row("field/2", R"(A -ntlm-> B.corp.example:5986 -> \\C\d$)", "");
    row("field/2 on the HTTP port", R"(A -ntlm-> B.corp.example -> \\C\d$)",
        "trust:B.corp.example");
    row("field/2 said otherwise", R"(A -ntlm/http-> B.corp.example:5986 -> \\C\d$)",
        "trust:B.corp.example");
    row("HTTPS on another port", "A -ntlm/https-> B.corp.example:15986", "");
    row("CredSSP over HTTP", "A -credssp-> B.corp.example",
        "client WSMAN/B.corp.example ntlm:B.corp.example trust:B.corp.example");
    row("CredSSP over HTTPS: its inner TLS is another", "A -credssp/https-> B.corp.example",
        "client WSMAN/B.corp.example ntlm:B.corp.example");
    row("CredSSP to an address by 5986", "A -credssp-> 10.20.30.40:5986",
        "client WSMAN/10.20.30.40 ntlm:10.20.30.40");
    row("Kerberos, which proves the name", "A -kerberos-> B.corp.example", "");
    row("certificate", "A -certificate-> B.corp.example", "");
    row("Basic", "A -basic-> B.corp.example", "");
    row("SSH", "A -ssh-> B.corp.example", "");
}

void TestTransport::whatTheFirstMachineNeeds()
{
    QFETCH(const QByteArray, chain);
    auto graph = edit::parseChain(chain.toStdString());
    QVERIFY(graph);
    const model::DomainId workgroup{graph->nextId++};
    graph->domains[workgroup] =
        model::Domain{.id = workgroup, .shortName = "OFFICE", .workgroup = true};
    const model::ComputerId a = model::computerByName(*graph, "A")->id;
    graph->computers[a].domain = workgroup;
    QTEST(QString::fromStdString(summaryOf(makePlan(*graph).machines.at(a))), "needs");
}

void TestTransport::theSecondHopIsDeniedOverHttpsToo()
{
    const auto graph = edit::parseChain(R"(A -ntlm-> B.corp.example:5986 -> \\C\d$)");
    QVERIFY(graph);
    const Plan plan = makePlan(*graph);
    QCOMPARE(summaryOf(plan.hops.begin()->second), std::string("allowed"));
    QCOMPARE(summaryOf(plan.hops.rbegin()->second), std::string("denied access 5 not-delegated"));
}

QTEST_APPLESS_MAIN(TestTransport)
#include "tst_transport.moc"
