#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// A to B, and B to a share R of C, all of lab.example. Of a machine its reasons are told, its lists and what changes on it.
struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b);
    model::HopId second = use(b, share(c, "R"));

    model::Hop& hop() { return graph.hops[first]; }
    void byCredSsp()
    {
        hop().method = Method::CredSsp;
        giveCredential(first);
    }
};

std::string told(const char* list, const std::vector<DelegateEntry>& entries)
{
    std::string out;
    for (const DelegateEntry& each : entries) {
        out += std::string("\n") + list + ' ' + each.name + " for "
               + std::to_string(each.neededBy.size()) + ": " + tests::told(each.because);
    }
    return out;
}

/// `R2 client-role 1 B B`, one a line; then the lists, each entry with how many hops need it and why.
QString told(const MachinePlan& machine)
{
    std::string out;
    for (const Because& each : machine.because)
        out += (out.empty() ? "" : "\n") + tests::told(each);
    out += told("fresh", machine.delegateComputers) + told("ntlm", machine.ntlmOnly)
           + told("trusted", machine.trustedHosts);
    return QString::fromStdString(out);
}

struct Row {
    const char* name;
    std::function<void(Chain&)> change;
    const char* onA;
    const char* onB;
};

/// Domain reference §5.2: who needs what; §4 for the second list and TrustedHosts.
const std::vector<Row>& rows()
{
    static const char* const delegated =
        "R2 server-role 1 A\nM16 password-delegated 1 B LAB\\alice";
    static const std::vector<Row> all{
        {.name = "R1: a plain session needs nothing",
         .change = [](Chain&) {},
         .onA = "",
         .onB = ""},
        {.name = "R2",
         .change = [](Chain& w) { w.byCredSsp(); },
         .onA = "R2 client-role 1 B B\nfresh B for 1: R2 entry-as-typed 1 B",
         .onB = delegated},
        {.name = "R2: as typed",
         .change =
             [](Chain& w) {
                 w.byCredSsp();
                 w.hop().typedTarget = "http://b.lab.example:5985/wsman";
             },
         .onA = "R2 client-role 1 B b.lab.example\nfresh b.lab.example for 1: R2 entry-as-typed 1 "
                "b.lab.example",
         .onB = delegated},
        {.name = "R2: without a credential nothing arrives",
         .change = [](Chain& w) { w.hop().method = Method::CredSsp; },
         .onA = "R2 client-role 1 B B\nfresh B for 1: R2 entry-as-typed 1 B",
         .onB = "R2 server-role 1 A"},
        {.name = "M29",
         .change =
             [](Chain& w) {
                 w.byCredSsp();
                 w.hop().to.computer = w.a;
                 w.hop().typedTarget = "A";
             },
         .onA = "R2 client-role 1 A A\nR2 server-role 1 A\nM29 password-delegated 1 A "
                "LAB\\alice\nfresh A for 1: R2 entry-as-typed 1 A",
         .onB = ""},
        {.name = "R4",
         .change =
             [](Chain& w) {
                 w.byCredSsp();
                 std::ignore = w.credSsp(w.b, w.c);
             },
         .onA = "R2 client-role 1 B B\nfresh B for 1: R2 entry-as-typed 1 B",
         .onB = "R2 server-role 1 A\nM16 password-delegated 1 B LAB\\alice\nR2 client-role 2 C "
                "C\nR5 credential-travels 2 B LAB\\alice\nR4 both-roles B\nfresh C for 1: R2 "
                "entry-as-typed 2 C"},
        {.name = "R4: the client role before the server role",
         .change =
             [](Chain& w) {
                 w.graph.hops.clear();
                 std::ignore = w.credSsp(w.b, w.c);
                 std::ignore = w.credSsp(w.a, w.b);
             },
         .onA = "R2 client-role 1 B B\nfresh B for 1: R2 entry-as-typed 1 B",
         .onB = "R2 client-role 2 C C\nR5 credential-travels 2 B LAB\\alice\nR2 server-role 1 "
                "A\nM16 password-delegated 1 B LAB\\alice\nR4 both-roles B\nfresh C for 1: R2 "
                "entry-as-typed 2 C"},
        {.name = "R5",
         .change = [](Chain& w) { w.giveCredential(w.second); },
         .onA = "",
         .onB = "R5 credential-travels 2 B LAB\\alice"},
        {.name = "R5: not from where the user sits",
         .change =
             [](Chain& w) {
                 w.giveCredential(w.first);
                 w.graph.hops.erase(w.second);
             },
         .onA = "",
         .onB = ""},
        {.name = "R5: a session to itself leads nobody there",
         .change =
             [](Chain& w) {
                 w.giveCredential(w.session(w.a, w.a));
                 w.giveCredential(w.first);
             },
         .onA = "",
         .onB = ""},
        {.name = "R8: one name of two hops is one entry, whatever its case",
         .change =
             [](Chain& w) {
                 w.graph.hops.clear();
                 std::ignore = w.credSsp(w.a, w.b, "gw.lab.example");
                 std::ignore = w.credSsp(w.a, w.c, "GW.lab.example");
             },
         .onA = "R2 client-role 1 B gw.lab.example\nR2 client-role 1 C GW.lab.example\nfresh "
                "gw.lab.example for 2: R2 entry-as-typed 1 gw.lab.example",
         .onB = delegated},
        {.name = "R8: one entry each",
         .change =
             [](Chain& w) {
                 w.byCredSsp();
                 std::ignore = w.credSsp(w.a, w.c);
             },
         .onA = "R2 client-role 1 B B\nR2 client-role 1 C C\nR8 one-entry-each A 2\nfresh B for 1: "
                "R2 entry-as-typed 1 B\nfresh C for 1: R2 entry-as-typed 1 C",
         .onB = delegated},
        {.name = "S4: an address",
         .change =
             [](Chain& w) {
                 w.byCredSsp();
                 w.hop().typedTarget = "10.0.0.5";
             },
         .onA =
             "R2 client-role 1 B 10.0.0.5\nS4 ntlm-address 10.0.0.5\nS4 trusted-hosts-entry 1 "
             "10.0.0.5\nfresh 10.0.0.5 for 1: R2 entry-as-typed 1 10.0.0.5\nntlm 10.0.0.5 for 1: "
             "S4 ntlm-only-entry 1 10.0.0.5\ntrusted 10.0.0.5 for 1: S4 trusted-hosts-entry 1 "
             "10.0.0.5",
         .onB = delegated},
        {.name = "S4: an account of the server's own",
         .change =
             [](Chain& w) {
                 w.hop().method = Method::Negotiate;
                 w.giveCredential(w.first, w.account("B", "bob"));
             },
         .onA = "S4 ntlm-local-account B\nS4 trusted-hosts-entry 1 B\ntrusted B for 1: S4 "
                "trusted-hosts-entry 1 B",
         .onB = "S4 local-account-token B"},
        {.name = "M37",
         .change =
             [](Chain& w) {
                 w.hop().method = Method::Ssh;
                 w.giveCredential(w.first);
             },
         .onA = "",
         .onB = "M37 ssh-password-arrives 1 B LAB\\alice"},
    };
    return all;
}

}  // namespace

/// Why a machine needs what it needs, reason by reason, and which hops need an entry.
class TestMachineReasons : public QObject {
    Q_OBJECT

private slots:
    void eachNeedHasItsReasons_data();
    void eachNeedHasItsReasons();
    void aResourceNeedsPermissionAlone();
    void rolesDoNotExcludeEachOther();
    void changesNameEachSetting();
};

void TestMachineReasons::eachNeedHasItsReasons_data()
{
    QTest::addColumn<const Row*>("row");
    for (const Row& each : rows())
        QTest::newRow(each.name) << &each;
}

void TestMachineReasons::eachNeedHasItsReasons()
{
    QFETCH(const Row*, row);
    Chain chain;
    row->change(chain);
    const auto fault = model::findFault(chain.graph);
    QVERIFY2(!fault, fault ? fault->error.detail.english().c_str() : "");
    const Plan plan = makePlan(chain.graph);
    QCOMPARE(told(plan.machines.at(chain.a)).trimmed(), QString::fromUtf8(row->onA));
    QCOMPARE(told(plan.machines.at(chain.b)).trimmed(), QString::fromUtf8(row->onB));
}

void TestMachineReasons::aResourceNeedsPermissionAlone()
{
    Chain chain;
    QCOMPARE(told(makePlan(chain.graph).machines.at(chain.c)),
             QStringLiteral("R3 resource-needs-permission C R"));
    chain.byCredSsp();
    QVERIFY(
        hasKey(makePlan(chain.graph).hops.at(chain.second).because, "permission-not-looked-at"));
}

/// R4: one role alone needs no rule.
void TestMachineReasons::rolesDoNotExcludeEachOther()
{
    Chain chain;
    chain.byCredSsp();
    std::ignore = chain.credSsp(chain.b, chain.c);
    const Plan plan = makePlan(chain.graph);
    QVERIFY(plan.machines.at(chain.a).clientRole);
    QVERIFY(!plan.machines.at(chain.a).serverRole);
    QVERIFY(plan.machines.at(chain.b).serverRole);
    QVERIFY(plan.machines.at(chain.b).clientRole);
    QVERIFY(hasKey(plan.machines.at(chain.b).because, "both-roles"));
    QVERIFY(!hasKey(plan.machines.at(chain.a).because, "both-roles"));
    QVERIFY(plan.machines.at(chain.c).serverRole);
    QVERIFY(!hasKey(plan.machines.at(chain.c).because, "both-roles"));
}

/// §12.1 vector 6: an address stands in both lists and in TrustedHosts, which has no `WSMAN/`.
void TestMachineReasons::changesNameEachSetting()
{
    Chain chain;
    chain.byCredSsp();
    chain.hop().typedTarget = "10.0.0.5";
    using enum Change::Setting;
    const std::vector<Change> expected{
        {.computer = chain.a, .setting = ClientRole},
        {.computer = chain.a, .setting = AllowFresh, .value = "WSMAN/10.0.0.5"},
        {.computer = chain.a, .setting = AllowFreshNtlmOnly, .value = "WSMAN/10.0.0.5"},
        {.computer = chain.a, .setting = TrustedHosts, .value = "10.0.0.5"},
        {.computer = chain.b, .setting = ServerRole}};
    QVERIFY(makePlan(chain.graph).changes == expected);
}

QTEST_APPLESS_MAIN(TestMachineReasons)
#include "tst_machine_reasons.moc"
