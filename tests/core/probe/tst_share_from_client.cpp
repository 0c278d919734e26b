#include "core/lab/probe_step.h"
#include "core/probe/route_probe.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;
using plan::tests::Drawing;

namespace {

/// ADM-PC01 to \\FS01\Reports, which it visits by itself.
struct Visit {
    ResourceKind kind = ResourceKind::SmbShare;
    bool canVisit = true;
    bool isExplicit = false;
    std::string domain = "LAB";
    model::Probe probe = {};
    std::vector<std::string> allowed = {};

    RouteProbe made() const
    {
        Drawing d;
        const auto hop = d.use(d.machine("ADM-PC01"), d.share(d.machine("FS01"), "Reports", kind));
        if (isExplicit)
            d.giveCredential(hop);
        const auto route = d.route({hop});
        d.graph.routes[route].probe = probe;
        return RouteProbe(
            {.graph = d.graph,
             .route = route,
             .opener = {.domain = domain, .user = "alice", .password = Secret(bytesOf("Secret1"))},
             .gate = [](const GateQuestion&) -> GateAnswer { return {}; },
             .canVisitShares = canVisit,
             .allowedText = allowed,
             .random = test::seeded(1)});
    }
};

const HopResult& hopOf(const RouteProbe& probe)
{
    return probe.result().hops.front();
}

}  // namespace

/// A share to which no session leads: field/18.
class TestShareFromClient : public QObject {
    Q_OBJECT

private slots:
    void isVisitedWhereSomebodyCan_data();
    void isVisitedWhereSomebodyCan();
    void whoVisitsIsTheOpener_data();
    void whoVisitsIsTheOpener();
    void itsLineIsItsResult();
    void aVisitThatSaysNothingFailed();
    void aVisitThatIsStoppedNamesTheFile();
};

void TestShareFromClient::isVisitedWhereSomebodyCan_data()
{
    using enum ResourceKind;
    QTest::addColumn<bool>("canVisit");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("ownText");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("somebody can") << true << int(SmbShare) << false << QByteArray();
    QTest::newRow("nobody can") << false << int(SmbShare) << false
                                << QByteArray("share-from-client");
    QTest::newRow("another kind") << true << int(SqlServer) << false
                                  << QByteArray("resource-not-built");
    QTest::newRow("another kind, and nobody can")
        << false << int(SqlServer) << false << QByteArray("resource-not-built");
    QTest::newRow("another kind, and text that is allowed")
        << true << int(SqlServer) << true << QByteArray("resource-not-built");
    QTest::newRow("text that is allowed") << true << int(SmbShare) << true << QByteArray();
}

void TestShareFromClient::isVisitedWhereSomebodyCan()
{
    QFETCH(bool, canVisit);
    QFETCH(int, kind);
    QFETCH(bool, ownText);
    QFETCH(QByteArray, why);
    Visit visit{.kind = static_cast<ResourceKind>(kind), .canVisit = canVisit};
    if (ownText) {
        visit.probe = {.kind = model::ProbeKind::Script, .text = "abc"};
        visit.allowed = {textHash("abc")};
    }
    RouteProbe probe = visit.made();
    const auto output = probe.start(0);
    QCOMPARE(output.visit.has_value(), why.isEmpty());
    QCOMPARE(output.done, !why.isEmpty());
    QVERIFY(output.resolve.empty() && output.send.empty());
    QCOMPARE(hopOf(probe).skippedBecause, why.toStdString());
    QCOMPARE(hopOf(probe).state, why.isEmpty() ? HopState::Running : HopState::Skipped);
    QCOMPARE(probe.timeoutMs(0), why.isEmpty() ? stageTimeoutMs * stageCount : connectTimeoutMs);
}

void TestShareFromClient::whoVisitsIsTheOpener_data()
{
    QTest::addColumn<bool>("isExplicit");
    QTest::addColumn<std::string>("domain");
    QTest::addColumn<std::string>("account");  // That is typed for the share; empty: none.
    QTest::newRow("who is signed in") << false << std::string("LAB") << std::string();
    QTest::newRow("a credential of its own")
        << true << std::string("LAB") << std::string("LAB\\alice");
    QTest::newRow("a credential without a domain") << true << std::string() << std::string("alice");
}

void TestShareFromClient::whoVisitsIsTheOpener()
{
    QFETCH(bool, isExplicit);
    QFETCH(std::string, domain);
    QFETCH(std::string, account);
    RouteProbe probe = Visit{.isExplicit = isExplicit, .domain = domain}.made();
    const auto output = probe.start(0);
    QVERIFY(output.visit.has_value());
    QCOMPARE(output.visit->as.domain, domain);
    QCOMPARE(output.visit->as.user, std::string("alice"));
    QVERIFY(equalInConstantTime(output.visit->as.password.expose(), bytesOf("Secret1")));
    const auto input = lab::readProbeInput(output.visit->input);
    QVERIFY(input);
    QCOMPARE(input->step.action, std::string("create-file"));
    QCOMPARE(input->step.explicitCredential, isExplicit);
    QCOMPARE(input->credentials.size(), std::size_t(isExplicit ? 1 : 0));
    if (!isExplicit)
        return;
    const std::string& typed = input->credentials.front().identity.domain;
    QCOMPARE((typed.empty() ? "" : typed + '\\') + input->credentials.front().identity.user,
             account);
    QCOMPARE(input->credentials.front().hop, 1);
}

void TestShareFromClient::itsLineIsItsResult()
{
    RouteProbe probe = Visit{}.made();
    std::ignore = probe.start(10);
    const auto output = probe.visitEnded(
        R"({"hopwright":"probe/1","hop":1,"state":"denied","stage":"access","code":5,"evidence":"no",)"
        R"("stages":[{"name":"access","state":"denied","startMs":5,"ms":3,"code":5}]})",
        50);
    QVERIFY(output.done && output.close);
    const HopResult& hop = hopOf(probe);
    QCOMPARE(hop.state, HopState::Denied);
    QCOMPARE(hop.cause, std::optional(Cause::PermissionOnResource));
    QCOMPARE(hop.ms, 40.0);
    QCOMPARE(hop.stages.back().startMs, 15.0);
    QVERIFY(probe.result().leftBehind.empty());
}

void TestShareFromClient::aVisitThatSaysNothingFailed()
{
    RouteProbe probe = Visit{}.made();
    std::ignore = probe.start(10);
    QCOMPARE(hopOf(probe).stages.front().state, StageState::Running);
    const auto output = probe.visitEnded("oops", 50);
    QVERIFY(output.done && output.close);
    const HopResult& hop = hopOf(probe);
    QCOMPARE(hop.state, HopState::Failed);
    QCOMPARE(hop.stage, std::optional(Stage::Access));
    QVERIFY(!hop.cause && !hop.code);
    QCOMPARE(hop.evidence, std::string("the machine did not answer with a probe's line"));
    QCOMPARE(hop.stages.back().state, StageState::Failed);
    for (std::size_t i = 0; i + 1 < hop.stages.size(); ++i)
        QCOMPARE(hop.stages[i].state, StageState::NotReached);
    QVERIFY(probe.result().leftBehind.starts_with("\\\\FS01\\Reports\\hopwright-"));
}

void TestShareFromClient::aVisitThatIsStoppedNamesTheFile()
{
    RouteProbe probe = Visit{}.made();
    std::ignore = probe.start(10);
    const auto output = probe.cancel(20);
    QVERIFY(output.done && output.close);
    const RouteResult before = probe.result();
    QCOMPARE(before.hops.front().state, HopState::Cancelled);
    QVERIFY(before.leftBehind.starts_with("\\\\FS01\\Reports\\hopwright-"));
    const auto late = probe.visitEnded(
        R"({"hopwright":"probe/1","hop":1,"state":"passed","left":"","stages":[]})", 50);
    QVERIFY(late.done && late.close);
    QVERIFY(probe.result() == before);
    // Nothing is created where a share is only listed.
    RouteProbe listing = Visit{.probe = {.kind = model::ProbeKind::ListShare}}.made();
    std::ignore = listing.start(10);
    std::ignore = listing.cancel(20);
    QVERIFY(listing.result().leftBehind.empty());
}

QTEST_APPLESS_MAIN(TestShareFromClient)
#include "tst_share_from_client.moc"
