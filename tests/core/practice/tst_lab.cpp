#include "core/base/byte_writer.h"
#include "core/edit/chain.h"
#include "core/practice/lab.h"

#include <QTest>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::practice;

namespace {

FileTime fixedTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

Lab seeded()
{
    return Lab(crypto::RandomStream(
        Secret(Bytes(crypto::RandomStream::seedSize, static_cast<std::byte>(1)))));
}

model::Graph credSspChain()
{
    return edit::parseChain("ADM-PC01 -credssp-> JUMP01 -> \\\\FS01\\Reports").value();
}

model::ComputerId named(const model::Graph& graph, const std::string& name)
{
    const auto found = std::ranges::find_if(
        graph.computers, [&](const auto& each) { return each.second.name == name; });
    return found->first;
}

plan::Change serverRole(const model::Graph& graph, const std::string& name)
{
    return {.computer = named(graph, name), .setting = plan::Change::Setting::ServerRole};
}

}  // namespace

/// A practice lab without ports, threads and a clock.
class TestLab : public QObject {
    Q_OBJECT

private slots:
    void itIsAFunctionOfItsInputs();
    void passwordsOutliveADrawingThatChanged();
    void whatIsAppliedIsNewOnceAndTakenBack();
    void aKeyIsOrderedOnceForWhoeverWantsOne();
    void whatIsMadeReachesItsHost();
    void nothingMoreIsMadeWhenNobodyWantsIt();
};

void TestLab::itIsAFunctionOfItsInputs()
{
    const model::Graph graph = credSspChain();
    Lab one = seeded();
    Lab other = seeded();
    one.build(graph, {}, {});
    other.build(graph, {}, {});
    QVERIFY(!one.accounts().empty());
    QCOMPARE(one.accounts(), other.accounts());
    for (const lab::LabAccount& each : one.world.accounts) {
        QVERIFY(each.password.size() != 0);
        const auto same = other.passwordOf(each.domain, each.user);
        QVERIFY(same && equalInConstantTime(same->expose(), each.password.expose()));
    }
    QCOMPARE(one.machineOf(named(graph, "JUMP01"))->name, std::string("JUMP01"));
    QVERIFY(one.machineOf(model::ComputerId{4711}) == nullptr);
}

void TestLab::passwordsOutliveADrawingThatChanged()
{
    Lab lab = seeded();
    lab.build(credSspChain(), {},
              {.domain = "LAB", .user = "carol", .password = Secret(bytesOf("typed"))});
    QVERIFY(equalInConstantTime(lab.passwordOf("LAB", "carol")->expose(), bytesOf("typed")));
    lab.setPassword("LAB", "dave", Secret(bytesOf("shown")));
    lab.build(edit::parseChain("A -> B").value(), {}, {});
    QVERIFY(equalInConstantTime(lab.passwordOf("LAB", "dave")->expose(), bytesOf("shown")));
    QVERIFY(!lab.passwordOf("LAB", "nobody"));
}

void TestLab::whatIsAppliedIsNewOnceAndTakenBack()
{
    const model::Graph graph = credSspChain();
    Lab lab = seeded();
    const std::vector changes{serverRole(graph, "JUMP01")};
    lab.build(graph, {}, {});
    QCOMPARE(lab.apply(changes), changes);
    QVERIFY(lab.apply(changes).empty());
    QCOMPARE(lab.state().applied, changes);
    QVERIFY(*lab.states().at(named(graph, "JUMP01")).credSspServer);
    // As without a lab, and as in one that was built so.
    QVERIFY(statesAtStart(graph, lab.state()) == lab.states());
    Lab again = seeded();
    again.build(graph, lab.state(), {});
    QVERIFY(again.states() == lab.states());
    lab.undo(changes);
    QVERIFY(lab.state().applied.empty());
    QVERIFY(!*lab.states().at(named(graph, "JUMP01")).credSspServer);
}

void TestLab::aKeyIsOrderedOnceForWhoeverWantsOne()
{
    const model::Graph graph = credSspChain();
    Lab lab = seeded();
    lab.build(graph, {}, {});
    QVERIFY(lab.orderKeys(fixedTime()).empty());  // No host has the role.
    const std::size_t jump = lab.machineIndex.at(named(graph, "JUMP01"));
    const std::size_t client = lab.machineIndex.at(named(graph, "ADM-PC01"));
    QVERIFY(!lab.wantsKey(jump));
    std::ignore = lab.apply({serverRole(graph, "JUMP01"), serverRole(graph, "ADM-PC01")});
    const std::vector<KeyOrder> orders = lab.orderKeys(fixedTime());
    QCOMPARE(orders.size(), std::size_t{1});  // A route meets JUMP01, and nobody asked ADM-PC01.
    QCOMPARE(orders.front().machine, jump);
    QCOMPARE(orders.front().request.commonName, std::string("JUMP01"));
    QVERIFY(lab.orderKeys(fixedTime()).empty());
    QVERIFY(lab.wantsKey(client));
    QCOMPARE(lab.orderKeys(fixedTime()).front().machine, client);
    lab.forgetOrders();
    QCOMPARE(lab.orderKeys(fixedTime()).size(), std::size_t{2});
}

void TestLab::whatIsMadeReachesItsHost()
{
    const model::Graph graph = credSspChain();
    Lab lab = seeded();
    lab.build(graph, {.applied = {serverRole(graph, "JUMP01")}}, {});
    const std::size_t jump = lab.machineIndex.at(named(graph, "JUMP01"));
    HostKeys keys;
    const auto orders = lab.orderKeys(fixedTime());
    MadeKeys made =
        makeKeys(orders, nullptr, lab.authorityRequest(fixedTime()), keys, [] { return false; });
    QCOMPARE(made.authority != nullptr, orders.front().fromAuthority);
    lab.takeKeys(made);
    const lab::LabMachine& host = lab.world.machines.at(jump);
    QVERIFY(host.certificatePem.starts_with("-----BEGIN CERTIFICATE-----"));
    QVERIFY(host.privateKeyPem.size() != 0);
    QCOMPARE(host.certificateFromLabAuthority, orders.front().fromAuthority);
    QCOMPARE(lab.world.authorityPem.empty(), !orders.front().fromAuthority);
    QVERIFY(!lab.wantsKey(jump));
    // The key is the host's for good: another certificate has the same.
    const Secret again = keys.at(jump).value();
    QVERIFY(equalInConstantTime(again.expose(), host.privateKeyPem.expose()));
}

void TestLab::nothingMoreIsMadeWhenNobodyWantsIt()
{
    const model::Graph graph = credSspChain();
    Lab lab = seeded();
    lab.build(graph, {.applied = {serverRole(graph, "JUMP01")}}, {});
    HostKeys keys;
    const MadeKeys made = makeKeys(lab.orderKeys(fixedTime()), nullptr,
                                   lab.authorityRequest(fixedTime()), keys, [] { return true; });
    QVERIFY(made.hosts.empty() && made.authority == nullptr);
}

QTEST_APPLESS_MAIN(TestLab)
#include "tst_lab.moc"
