#include "core/base/byte_writer.h"
#include "core/edit/chain.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "tests/core/plan/drawing.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace hopwright;

namespace {

constexpr int patienceMs = 30'000;

/// Four machines, of which three get the server role.
model::Graph longChain()
{
    const auto graph = edit::parseChain(
        R"(ADM-PC01 -credssp-> JUMP01 -credssp-> APP01 -credssp-> APP02 -> \\FS01\Reports)");
    return graph ? *graph : model::Graph{};
}

bool hasKeys(link::PracticeLab& lab)
{
    const auto& machines = lab.hosts().world.machines;
    return std::ranges::all_of(machines, [](const lab::LabMachine& each) {
        return each.credSspServer == !each.certificatePem.empty()
               && each.credSspServer == (each.privateKeyPem.size() != 0);
    });
}

bool becomesReady(const link::PracticeLab& lab)
{
    return QTest::qWaitFor([&] { return lab.isReady(); }, patienceMs);
}

}  // namespace

class TestPracticeLab : public QObject {
    Q_OBJECT

private slots:
    void theEventLoopGoesOnWhileKeysAreMade();
    void aLabWithoutServersIsReadyAtOnce();
    void whatIsAppliedMeanwhileGetsItsKeyToo();
    void stoppingDropsTheKeysUnderWay();
    void aLabMayGoWhileItsKeysAreMade();
    void aMachineThatNoRouteMeetsGetsItsKeyWhenItIsAsked();
    void aRunWaitsForTheKeys();
    void aRunThatWaitsCanBeStopped();
    void aLocalAccountOfTheTargetHasOnePassword();
};

void TestPracticeLab::theEventLoopGoesOnWhileKeysAreMade()
{
    const model::Graph graph = longChain();
    link::PracticeLab lab;
    QVERIFY(lab.start(graph, {.applied = plan::makePlan(graph).changes}));
    QVERIFY(lab.isRunning());
    QVERIFY(!lab.isReady());
    QVERIFY(lab.authorityPem().empty());
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, &timer, [&] { ++turns; });
    timer.start(1);
    QSignalSpy ready(&lab, &link::PracticeLab::ready);
    QVERIFY(ready.wait(patienceMs));
    QVERIFY(turns > 3);  // Four RSA keys on the event loop leave it no turn.
    QCOMPARE(ready.count(), 1);
    QVERIFY(hasKeys(lab));
    QVERIFY(!lab.authorityPem().empty());
}

void TestPracticeLab::aLabWithoutServersIsReadyAtOnce()
{
    const auto graph = edit::parseChain("A -> B");
    QVERIFY(graph);
    link::PracticeLab lab;
    QVERIFY(!lab.isReady());
    QVERIFY(lab.start(*graph, {}));
    QVERIFY(lab.isReady());
    lab.stop();
    QVERIFY(!lab.isReady());
}

void TestPracticeLab::whatIsAppliedMeanwhileGetsItsKeyToo()
{
    const model::Graph graph = longChain();
    const std::vector<plan::Change> changes = plan::makePlan(graph).changes;
    link::PracticeLab lab;
    QVERIFY(lab.start(graph, {}));
    QVERIFY(lab.isReady());
    QSignalSpy ready(&lab, &link::PracticeLab::ready);
    for (const plan::Change& each : changes)
        std::ignore = lab.apply({each});
    QVERIFY(!lab.isReady());
    QVERIFY(ready.wait(patienceMs));
    QCOMPARE(ready.count(), 1);
    QVERIFY(hasKeys(lab));
    std::ignore = lab.apply(changes);
    QVERIFY(lab.isReady());
}

void TestPracticeLab::stoppingDropsTheKeysUnderWay()
{
    const model::Graph graph = longChain();
    const practice::State state{.applied = plan::makePlan(graph).changes};
    link::PracticeLab lab;
    QSignalSpy ready(&lab, &link::PracticeLab::ready);
    QVERIFY(lab.start(graph, state));
    lab.stop();
    QTest::qWait(50);
    QCOMPARE(ready.count(), 0);
    // Again, with other machines at the same places.
    const auto other = edit::parseChain("ADM-PC01 -> APP02 -credssp-> JUMP01");
    QVERIFY(other);
    QVERIFY(lab.start(*other, {.applied = plan::makePlan(*other).changes}));
    QVERIFY(becomesReady(lab));
    QTest::qWait(50);
    QCOMPARE(ready.count(), 1);
    QVERIFY(hasKeys(lab));
}

void TestPracticeLab::aLabMayGoWhileItsKeysAreMade()
{
    const model::Graph graph = longChain();
    for (int i = 0; i < 3; ++i) {
        link::PracticeLab lab;
        QVERIFY(lab.start(graph, {.applied = plan::makePlan(graph).changes}));
        QVERIFY(!lab.isReady());
    }
    QTest::qWait(10);  // What comes late finds nobody, and harms nobody.
}

/// Its client waits meanwhile, with what it sent.
void TestPracticeLab::aMachineThatNoRouteMeetsGetsItsKeyWhenItIsAsked()
{
    model::Graph graph = longChain();
    const practice::State state{.applied = plan::makePlan(graph).changes};
    graph.routes.clear();
    link::PracticeLab lab;
    QVERIFY(lab.start(graph, state));
    QVERIFY(lab.isReady());
    const auto& machines = lab.hosts().world.machines;
    const auto haveKeys = [&machines] {
        return std::ranges::count_if(
            machines, [](const lab::LabMachine& each) { return !each.certificatePem.empty(); });
    };
    QCOMPARE(haveKeys(), 0);
    const lab::LabMachine* const asked = lab.hosts().world.find("APP01");
    QVERIFY(asked != nullptr && asked->credSspServer);
    QTcpSocket client;
    client.connectToHost(QHostAddress(QString::fromStdString(asked->boundAddress)),
                         asked->winrmPort);
    client.write("POST /wsman HTTP/1.1\r\nHost: APP01\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(!lab.isReady(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 0, patienceMs);
    QVERIFY(client.readAll().startsWith("HTTP/1.1 401"));
    QVERIFY(lab.isReady());
    QCOMPARE(haveKeys(), 1);
    QVERIFY(!asked->certificatePem.empty());
}

void TestPracticeLab::aRunWaitsForTheKeys()
{
    const model::Graph graph = longChain();
    link::PracticeLab lab;
    QVERIFY(lab.start(graph, {.applied = plan::makePlan(graph).changes}));
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, {.routes = {graph.routes.begin()->first}});
    QVERIFY(!lab.isReady());
    QVERIFY(finished.wait(patienceMs));
    QCOMPARE(probe::worstOf(session.report()), HopState::Passed);
}

void TestPracticeLab::aRunThatWaitsCanBeStopped()
{
    const model::Graph graph = longChain();
    link::PracticeLab lab;
    QVERIFY(lab.start(graph, {.applied = plan::makePlan(graph).changes}));
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, {.routes = {graph.routes.begin()->first}});
    QCoreApplication::processEvents();
    QVERIFY(!lab.isReady());
    session.stop();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(session.report().routes.front().hops.front().state, HopState::Cancelled);
    QVERIFY(becomesReady(lab));
    QTest::qWait(20);
    QCOMPARE(finished.count(), 1);
    QVERIFY(!session.isRunning());
}

/// `.\bob` is drawn for two machines, so each has an account bob of its own.
void TestPracticeLab::aLocalAccountOfTheTargetHasOnePassword()
{
    plan::tests::Drawing drawing;
    const model::ComputerId client = drawing.machine("ADM-PC01");
    const model::AccountId bob = drawing.account(".", "bob");
    for (const char* name : {"JUMP01", "JUMP02"})
        drawing.giveCredential(drawing.session(client, drawing.machine(name)), bob);
    link::PracticeLab lab;
    lab.setPassword(".", "bob", Secret(bytesOf("Set1")));
    const auto passwords = [&lab] {
        std::vector<std::string> out;
        for (const char* domain : {".", "JUMP01", "JUMP02", "ADM-PC01"}) {
            const auto password = lab.passwordOf(domain, "bob");
            out.push_back(password ? textOf(password->expose()) : "none");
        }
        return out;
    };
    using Texts = std::vector<std::string>;
    QVERIFY(lab.start(drawing.graph, {}));
    QCOMPARE(passwords(), (Texts{"Set1", "Set1", "Set1", "none"}));
    lab.setPassword("JUMP01", "bob", Secret(bytesOf("Set2")));
    QCOMPARE(passwords(), (Texts{"Set2", "Set2", "Set2", "none"}));
    link::PracticeLab other;
    QVERIFY(other.start(drawing.graph, {}));
    QVERIFY(other.passwordOf(".", "bob")->size() > 0);
    QCOMPARE(textOf(other.passwordOf("JUMP02", "bob")->expose()),
             textOf(other.passwordOf(".", "bob")->expose()));
}

QTEST_GUILESS_MAIN(TestPracticeLab)
#include "tst_practice_lab.moc"
