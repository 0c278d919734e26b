#include "tests/core/plan/known_chain.h"

#include <QTest>

#include <functional>
#include <set>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// What is changed on the chain, and how hop 1 is then denied at `delegate`, by A's lists.
struct ListRow {
    const char* name;
    std::function<void(KnownChain&)> change;
    const char* cause;
    const char* key;  ///< Of a reason.
    bool curedByApply = true;
};

const std::vector<ListRow>& listRows()
{
    static const std::vector<ListRow> all{
        {.name = "S12.1 vector 5: typed b with list *.lab.example",
         .change = [](KnownChain& c) { c.graph.hops[c.first].typedTarget = "b"; },
         .cause = "delegate-list-mismatch",
         .key = "list-lacks"},
        {.name = "S12.1 vector 14: deny beats allow",
         .change =
             [](KnownChain& c) {
                 c.client.denyFresh = model::DelegateList{.enabled = true, .entries = {"wsman/b*"}};
             },
         .cause = "delegate-list-denies",
         .key = "denied-by-list",
         .curedByApply = false},
        {.name = "S12.1 vector 15: DWORD 0 beats the list",
         .change =
             [](KnownChain& c) {
                 c.client.allowFresh = model::DelegateList{
                     .enabled = false, .entries = {"WSMAN/*", "WSMAN/b.lab.example"}};
             },
         .cause = "delegate-list-missing",
         .key = "list-is-off"},
    };
    return all;
}

}  // namespace

class TestState : public QObject {
    Q_OBJECT

private slots:
    void whatIsAppliedPasses();
    void theClientRoleIsAskedFirst();
    void theServerRoleIsAskedAtOffer();
    void aListDenies_data();
    void aListDenies();
    void aListWithOtherNamesIsAMismatch();
    void byNtlmTheCodeGoesByBothLists_data();
    void byNtlmTheCodeGoesByBothLists();
    void trustedHostsIsAskedForAnAddress();
    void workgroupNamesAskTrustedHosts();
    void kerberosAsksNoTrustedHosts();
    void anImplicitCredentialIsDeniedInBoth();
    void aStateThatIsNotKnownDeniesNothing();
    void laterHopsAreNotReached();
    void whatIsMissingIsWhatApplyWouldDo();
    void eachListLacksItsOwnEntry();
    void aHopOfTwoRoutesShowsItsWorst();
    void aHopInNoRouteIsPredictedByTheSessionsThatLeadToIt();
    void waysOutStandInTheirOrder();
    void runningItFromTheClientIsAlwaysAWayOut();
    void anotherDomainHasNoResourceBasedWayOut();
    void aHopBehindALongChainIsPredictedAsInARoute();
    void anUnknownDomainIsSaid();
    void aWorkgroupKnowsItsOwnAccounts_data();
    void aWorkgroupKnowsItsOwnAccounts();
    void anUnknownTrustIsSaid_data();
    void anUnknownTrustIsSaid();
    void trustedHostsIsAskedBeforeTheServerRole();
    void aPermissionIsNotPredicted();
    void aPermissionThatIsKnownIsPredicted_data();
    void aPermissionThatIsKnownIsPredicted();
    void onlySharesRefuseAnAccount();
    void aMachinesOwnAccountHasOnePermission_data();
    void aMachinesOwnAccountHasOnePermission();
    void theAccountComesBeforeTheList();
    void findingsHaveStableIds();
    void aLoopOfSessionsEnds();
};

void TestState::whatIsAppliedPasses()
{
    const KnownChain chain;
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
    QCOMPARE(summaryOf(chain.now(chain.second)), std::string("allowed"));
}

void TestState::theClientRoleIsAskedFirst()
{
    KnownChain chain;
    chain.client.credSspClient = false;
    chain.server.credSspServer = false;
    const HopPrediction hop = chain.now(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied delegate 0x803381A2 client-role-missing"));
    QVERIFY(hop.notAppliedYet);
    QVERIFY(hasRule(hop.because, "E2"));
}

void TestState::theServerRoleIsAskedAtOffer()
{
    KnownChain chain;
    chain.server.credSspServer = false;
    chain.client.allowFresh = model::DelegateList{};
    const HopPrediction hop = chain.now(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied offer null server-role-missing"));
    QVERIFY(hop.notAppliedYet);
}

void TestState::aListDenies_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ListRow& row : listRows())
        QTest::newRow(row.name) << index++;
}

void TestState::aListDenies()
{
    QFETCH(int, index);
    const ListRow& row = listRows().at(std::size_t(index));
    KnownChain chain;
    row.change(chain);
    const HopPrediction hop = chain.now(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied delegate 0x803381A3 ") + row.cause);
    QVERIFY(hasKey(hop.because, row.key));
    QCOMPARE(hop.notAppliedYet, row.curedByApply);
}

void TestState::aListWithOtherNamesIsAMismatch()
{
    KnownChain chain;
    chain.client.allowFresh->entries = {"WSMAN/c.lab.example"};
    const HopPrediction hop = chain.now(chain.first);
    QCOMPARE(summaryOf(hop), std::string("denied delegate 0x803381A3 delegate-list-mismatch"));
    QVERIFY(hop.notAppliedYet);
}

/// Seen in the field: 0x803381A4 is for a name that the first list has and the NTLM-only list has not.
void TestState::byNtlmTheCodeGoesByBothLists_data()
{
    QTest::addColumn<QByteArray>("allow");
    QTest::addColumn<QByteArray>("ntlm");
    QTest::addColumn<QByteArray>("deny");
    QTest::addColumn<QByteArray>("summary");
    const auto row = [](const char* name, const char* allow, const char* ntlm, const char* deny,
                        const char* summary) {
        QTest::newRow(name) << QByteArray(allow) << QByteArray(ntlm) << QByteArray(deny)
                            << QByteArray(summary);
    };
    const char* const missing = "denied delegate 0x803381A3 delegate-list-missing";
    const char* const mismatch = "denied delegate 0x803381A3 delegate-list-mismatch";
    const char* const needed = "denied delegate 0x803381A4 ntlm-only-list-needed";
    const char* const denies = "denied delegate 0x803381A3 delegate-list-denies";
    row("field/6: both off", "off", "off", "?", missing);
    row("field/6: both empty", "", "", "", missing);
    row("field/6: other names", "WSMAN/c", "off", "?", mismatch);
    row("field/6: other names in the NTLM-only list", "off", "WSMAN/c", "?", mismatch);
    row("only the first has it", "wsman/B.LAB.example", "WSMAN/c", "", needed);
    row("only the first has it, the other off", "WSMAN/*", "off", "", needed);
    row("only the NTLM-only list has it", "off", "WSMAN/*.lab.example", "", "allowed");
    row("both have it", "WSMAN/*", "WSMAN/*", "", "allowed");
    row("field/15: a deny list has it", "WSMAN/*", "WSMAN/*", "WSMAN/b.lab.example", denies);
    row("field/15: and no other list", "off", "off", "WSMAN/*", denies);
    row("the NTLM-only list was not seen", "off", "?", "", "allowed");
    row("the first was not seen: which code is not known", "?", "WSMAN/c", "",
        "denied delegate null ntlm-only-list-needed");
}

void TestState::byNtlmTheCodeGoesByBothLists()
{
    QFETCH(QByteArray, allow);
    QFETCH(QByteArray, ntlm);
    QFETCH(QByteArray, deny);
    QFETCH(QByteArray, summary);
    const auto list = [](const QByteArray& text) -> std::optional<model::DelegateList> {
        if (text == "?")
            return std::nullopt;
        if (text == "off")
            return model::DelegateList{.enabled = false, .entries = {"WSMAN/*"}};
        if (text.isEmpty())
            return model::DelegateList{.enabled = true};
        return model::DelegateList{.enabled = true, .entries = {text.toStdString()}};
    };
    KnownChain chain;
    chain.graph.computers[chain.b].domain = chain.workgroup("WG");
    chain.giveCredential(chain.first, chain.account("B", "bob"));
    chain.client.trustedHosts = std::vector<std::string>{"*"};
    chain.client.allowFresh = list(allow);
    chain.client.allowFreshNtlmOnly = list(ntlm);
    chain.client.denyFresh = list(deny);
    const HopPrediction hop = chain.now(chain.first);
    QCOMPARE(summaryOf(hop), summary.toStdString());
    if (hop.outcome == Outcome::Denied)
        QCOMPARE(hop.notAppliedYet, !summary.contains("denies"));
}

void TestState::trustedHostsIsAskedForAnAddress()
{
    KnownChain chain;
    chain.graph.hops[chain.first].typedTarget = "10.0.0.5";
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied negotiate 0x803381BB trusted-hosts"));
    chain.graph.hops[chain.first].transport = model::Transport::Https;
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied delegate 0x803381A3 delegate-list-mismatch"));
    chain.client.allowFresh->entries = {"WSMAN/10.0.0.5"};
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied delegate 0x803381A4 ntlm-only-list-needed"));
}

void TestState::workgroupNamesAskTrustedHosts()
{
    KnownChain chain;
    chain.graph.computers[chain.b].domain = chain.workgroup("WG");
    chain.giveCredential(chain.first, chain.account("B", "bob"));
    chain.graph.hops[chain.first].method = Method::Negotiate;
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied negotiate 0x803380E4 trusted-hosts"));
    chain.client.trustedHosts = {"B.lab.*"};
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
}

/// M5, S4: TrustedHosts stands in for a proof, which Kerberos gives, from a workgroup too.
void TestState::kerberosAsksNoTrustedHosts()
{
    KnownChain chain;
    chain.graph.computers[chain.a].domain = chain.workgroup("OFFICE");
    chain.graph.hops[chain.first].method = Method::Kerberos;
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
    chain.graph.hops[chain.first].method = Method::Negotiate;
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied negotiate 0x803380E4 trusted-hosts"));
}

void TestState::anImplicitCredentialIsDeniedInBoth()
{
    KnownChain chain;
    chain.graph.hops[chain.first].credential = {};
    const std::string expected = "denied delegate 0x803381A1 implicit-credential-with-credssp";
    QCOMPARE(summaryOf(chain.now(chain.first)), expected);
    QCOMPARE(summaryOf(makePlan(chain.graph).hops.at(chain.first)), expected);
    QVERIFY(!chain.now(chain.first).notAppliedYet);
}

void TestState::aStateThatIsNotKnownDeniesNothing()
{
    KnownChain chain;
    chain.client = {};
    chain.server = {};
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
    QCOMPARE(predictNow(chain.graph, {}), makePlan(chain.graph).hops);
}

void TestState::laterHopsAreNotReached()
{
    KnownChain chain;
    chain.client.credSspClient = false;
    const HopPrediction hop = chain.now(chain.second);
    QVERIFY(!hop.reached);
    QVERIFY(hasKey(hop.because, "earlier-hop-denied"));
}

void TestState::whatIsMissingIsWhatApplyWouldDo()
{
    KnownChain chain;
    const Plan plan = makePlan(chain.graph);
    const std::vector<Change> all{
        {.computer = chain.a, .setting = Change::Setting::ClientRole},
        {.computer = chain.a,
         .setting = Change::Setting::AllowFresh,
         .value = "WSMAN/b.lab.example"},
        {.computer = chain.b, .setting = Change::Setting::ServerRole},
    };
    QCOMPARE(plan.changes, all);
    QCOMPARE(missingChanges(plan, {}), all);
    QVERIFY(missingChanges(plan, {{chain.a, chain.client}, {chain.b, chain.server}}).empty());
    chain.client.allowFresh->entries = {"WSMAN/b*"};  // Likely only.
    QCOMPARE(missingChanges(plan, {{chain.a, chain.client}, {chain.b, chain.server}}),
             (std::vector<Change>{all.at(1)}));
}

/// An address takes an entry in both lists (§12.1 vector 6): one does not stand for the other.
void TestState::eachListLacksItsOwnEntry()
{
    KnownChain chain;
    chain.graph.hops[chain.first].typedTarget = "10.0.0.5";
    const Plan plan = makePlan(chain.graph);
    const model::DelegateList has{.enabled = true, .entries = {"WSMAN/10.0.0.5"}};
    chain.client.trustedHosts = {"10.0.0.5"};
    const auto missing = [&](const model::DelegateList& fresh, const model::DelegateList& ntlm) {
        chain.client.allowFresh = fresh;
        chain.client.allowFreshNtlmOnly = ntlm;
        return missingChanges(plan, {{chain.a, chain.client}, {chain.b, chain.server}});
    };
    Change change{
        .computer = chain.a, .setting = Change::Setting::AllowFresh, .value = "WSMAN/10.0.0.5"};
    QCOMPARE(missing({}, has), std::vector{change});
    change.setting = Change::Setting::AllowFreshNtlmOnly;
    QCOMPARE(missing(has, {}), std::vector{change});
}

void TestState::aHopOfTwoRoutesShowsItsWorst()
{
    KnownChain chain;
    const auto x = chain.machine("X");
    const auto byKey = chain.session(x, chain.b, Method::Ssh);
    const auto second = chain.route({byKey, chain.second});  // M38: what arrives is not known.
    QCOMPARE(summaryOf(predictRoute(chain.graph, second).at(1)), std::string("unknown"));
    QCOMPARE(summaryOf(makePlan(chain.graph).hops.at(chain.second)), std::string("unknown"));
    const auto plain = chain.session(chain.machine("Y"), chain.b);
    const auto other = chain.route({plain, chain.second});
    QCOMPARE(summaryOf(makePlan(chain.graph).hops.at(chain.second)),
             std::string("denied access 5 not-delegated"));
    QCOMPARE(summaryOf(predictRoute(chain.graph, chain.whole).at(1)), std::string("allowed"));
    QCOMPARE(summaryOf(predictRoute(chain.graph, other).at(1)),
             std::string("denied access 5 not-delegated"));
}

void TestState::aHopInNoRouteIsPredictedByTheSessionsThatLeadToIt()
{
    KnownChain chain;
    chain.graph.routes.clear();
    QCOMPARE(hopNumber(chain.graph, chain.second), 2);
    QCOMPARE(summaryOf(makePlan(chain.graph).hops.at(chain.second)), std::string("allowed"));
    chain.graph.hops[chain.first].method = Method::Default;
    QCOMPARE(summaryOf(makePlan(chain.graph).hops.at(chain.second)),
             std::string("denied access 5 not-delegated"));
}

void TestState::waysOutStandInTheirOrder()
{
    KnownChain chain;
    chain.graph.hops[chain.first].method = Method::Default;
    chain.graph.hops[chain.first].credential = {};
    const Plan plan = makePlan(chain.graph);
    using enum WayOutKind;
    const std::vector<WayOut> expected{
        {.kind = RunFromClient, .exposure = Exposure::Nothing, .hop = chain.second, .names = {"A"}},
        {.kind = ResourceBasedDelegation,
         .exposure = Exposure::DirectoryChange,
         .hop = chain.second,
         .names = {"C", "B"}},
        {.kind = OwnCredential,
         .exposure = Exposure::PasswordInMemory,
         .hop = chain.second,
         .names = {"2", "B"},
         .canBeSet = true},
        {.kind = UseCredSsp,
         .exposure = Exposure::PasswordOnServer,
         .hop = chain.first,
         .names = {"1", "B"},
         .canBeSet = true},
    };
    QCOMPARE(plan.waysOut.at(chain.second), expected);
}

void TestState::runningItFromTheClientIsAlwaysAWayOut()
{
    KnownChain chain;
    chain.graph.hops[chain.first].credential = {};  // Denied at hop 1.
    const Plan plan = makePlan(chain.graph);
    QCOMPARE(summaryOf(plan.hops.at(chain.first)),
             std::string("denied delegate 0x803381A1 implicit-credential-with-credssp"));
    const WayOut expected{.kind = WayOutKind::RunFromClient,
                          .exposure = Exposure::Nothing,
                          .hop = chain.first,
                          .names = {"A"}};
    QCOMPARE(plan.waysOut.at(chain.first).front(), expected);
}

/// Hops in no route are predicted by a shorter way than those of a route: with the same result.
void TestState::aHopBehindALongChainIsPredictedAsInARoute()
{
    for (const int credentials : {0, 1, 40, 70}) {
        Drawing d;
        std::vector<model::HopId> hops;
        auto at = d.machine("M0");
        for (int i = 1; i <= 70; ++i) {
            const auto next = d.machine("M" + std::to_string(i));
            hops.push_back(d.session(at, next));
            if (i <= credentials)
                d.giveCredential(hops.back());
            at = next;
        }
        const Plan loose = makePlan(d.graph);
        for (const std::size_t last : {std::size_t{0}, std::size_t{5}, model::maxRouteHops - 1}) {
            Drawing routed = d;
            const auto route =
                routed.route({hops.begin(), hops.begin() + std::ptrdiff_t(last) + 1});
            const auto expected = predictRoute(routed.graph, route).back();
            QCOMPARE(loose.hops.at(hops[last]), expected);
            QCOMPARE(hopNumber(d.graph, hops[last]), int(last) + 1);
        }
        // The chain of the last is cut at its far end.
        QCOMPARE(hopNumber(d.graph, hops.back()), int(model::maxRouteHops));
    }
}

void TestState::anotherDomainHasNoResourceBasedWayOut()
{
    KnownChain chain;
    chain.graph.hops[chain.first].method = Method::Default;
    chain.graph.computers[chain.c].domain = chain.domain("other.example", "OTHER");
    QCOMPARE(makePlan(chain.graph).waysOut.at(chain.second).size(), std::size_t(3));
    // Never for a WinRM hop.
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
    const auto second = d.session(b, c);
    d.route({d.session(a, b), second});
    const Plan plan = makePlan(d.graph);
    for (const WayOut& each : plan.waysOut.at(second))
        QVERIFY(each.kind != WayOutKind::ResourceBasedDelegation);
}

void TestState::anUnknownDomainIsSaid()
{
    KnownChain chain;
    chain.graph.computers[chain.a].domain.reset();
    const Plan plan = makePlan(chain.graph);
    QCOMPARE(summaryOf(plan.hops.at(chain.first)), std::string("allowed"));
    QVERIFY(plan.machines.at(chain.a).ntlmOnly.empty());
    QVERIFY(hasKey(plan.machines.at(chain.a).because, "domain-unknown"));
    QVERIFY(std::ranges::any_of(plan.findings, [](const Finding& each) {
        return each.text.key == ReasonKey::DomainUnknown;
    }));
}

/// Domain reference §4: an account of elsewhere gets in only by the same name and password, which no drawing has.
void TestState::aWorkgroupKnowsItsOwnAccounts_data()
{
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("S4: implicit") << QByteArray() << QByteArray("unknown");
    // One account of a domain in each of its spellings.
    for (const char* each : {"LAB\\bob", "lab.example\\bob", "bob@lab.example", "bob@far.example"})
        QTest::addRow("S4: %s", each) << QByteArray(each) << QByteArray("unknown");
    for (const char* each : {"b\\bob", ".\\bob", "bob"})
        QTest::addRow("S4: %s", each) << QByteArray(each) << QByteArray("allowed");
}

void TestState::aWorkgroupKnowsItsOwnAccounts()
{
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, expected);
    KnownChain chain;
    chain.graph.computers[chain.b].domain = chain.workgroup("WG");
    const model::AccountName name = model::accountFromText(account.toStdString());
    const model::HopId direct = chain.use(chain.a, chain.share(chain.b, "R"));
    std::ignore = chain.route({direct});
    for (const model::HopId hop : {chain.first, direct}) {
        chain.graph.hops[hop].method = Method::Default;
        chain.graph.hops[hop].credential = {};
        if (!account.isEmpty())
            chain.giveCredential(hop, chain.account(name.domain, name.user));
    }
    chain.client.trustedHosts = {"*"};
    const std::string key = "workgroup-knows-its-own";
    for (const model::HopId hop : {chain.first, direct}) {
        QCOMPARE(summaryOf(chain.now(hop)), expected.toStdString());
        QCOMPARE(hasKey(chain.now(hop).because, key), expected == "unknown");
    }
}

void TestState::anUnknownTrustIsSaid_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("said");
    QTest::newRow("S4: Default") << Method::Default << true;
    QTest::newRow("S4: Negotiate") << Method::Negotiate << true;
    QTest::newRow("S4: Kerberos") << Method::Kerberos << true;
    QTest::newRow("S4: CredSSP") << Method::CredSsp << true;
    QTest::newRow("S4: NTLM, which asks no trust of names") << Method::Ntlm << false;
}

void TestState::anUnknownTrustIsSaid()
{
    QFETCH(Method, method);
    QFETCH(bool, said);
    KnownChain chain;
    chain.graph.computers[chain.b].domain = chain.domain("other.example", "OTHER");
    chain.graph.hops[chain.first].method = method;
    Plan plan = makePlan(chain.graph);
    // LAB\alice is nobody of OTHER, and whether OTHER lets her in hangs on the trust.
    const HopPrediction& foreign = plan.hops.at(chain.first);
    QCOMPARE(summaryOf(foreign), std::string("unknown"));
    const auto because =
        std::ranges::find(foreign.because, ReasonKey::AccountTrustUnknown, &Because::key);
    QVERIFY(because != foreign.because.end());
    QCOMPARE(because->arguments, (std::vector<std::string>{chain.graph.computers.at(chain.b).name,
                                                           "other.example", "lab.example"}));
    QVERIFY(!hasKey(foreign.because, "trust-unknown"));

    chain.giveCredential(chain.first, chain.account("OTHER", "bob"));
    plan = makePlan(chain.graph);
    QCOMPARE(summaryOf(plan.hops.at(chain.first)), std::string("allowed"));
    QCOMPARE(hasKey(plan.hops.at(chain.first).because, "trust-unknown"), said);
    const std::string where = "hop-" + std::to_string(std::to_underlying(chain.first));
    QCOMPARE(std::ranges::count_if(plan.findings,
                                   [&](const Finding& each) {
                                       return each.text.key == ReasonKey::TrustUnknown
                                              && each.where == where && each.rule == "S4"
                                              && each.severity == Severity::Note;
                                   }),
             said ? 1 : 0);
}

/// domain reference §12.1 vector 6: CredSSP to an address takes TrustedHosts too, which the client asks before it sends.
void TestState::trustedHostsIsAskedBeforeTheServerRole()
{
    KnownChain chain;
    chain.graph.hops[chain.first].typedTarget = "10.0.0.5";
    chain.server.credSspServer = false;
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied negotiate 0x803381BB trusted-hosts"));
    chain.client.trustedHosts = {"10.0.0.5"};
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied offer null server-role-missing"));
}

void TestState::aPermissionIsNotPredicted()
{
    KnownChain chain;
    chain.graph.computers[chain.c].practice.denyAccount = "LAB\\alice";
    const HopPrediction hop = makePlan(chain.graph).hops.at(chain.second);
    QCOMPARE(summaryOf(hop), std::string("allowed"));
    QVERIFY(hasKey(hop.because, "permission-not-looked-at"));
}

void TestState::aPermissionThatIsKnownIsPredicted_data()
{
    QTest::addColumn<QByteArray>("denied");
    QTest::addColumn<bool>("isDrawn");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* denied, bool isDrawn, const char* expected) {
        QTest::newRow(name) << QByteArray(denied) << isDrawn << QByteArray(expected);
    };
    const char* refused = "denied access 5 permission-on-resource";
    row("R3: the account", "LAB\\alice", true, refused);
    row("R3: in other letters", "lab\\ALICE", true, refused);
    row("R3: by the domain's full name", "lab.example\\alice", true, refused);
    row("R3: as a principal", "alice@LAB.example", true, refused);
    row("R3: another user", "LAB\\bob", true, "allowed");
    row("R3: the machine's own of that name", ".\\alice", true, "allowed");
    row("R3: the machine's own by its name", "C\\alice", true, "allowed");
    row("R3: of another domain", "OTHER\\alice", true, "allowed");
    row("R3: asked at run time", "LAB\\alice", false, "unknown");
}

/// What a practice lab tells of a machine's shares.
void TestState::aPermissionThatIsKnownIsPredicted()
{
    QFETCH(QByteArray, denied);
    QFETCH(bool, isDrawn);
    QFETCH(QByteArray, expected);
    KnownChain chain;
    if (!isDrawn)
        chain.graph.hops[chain.first].credential.account.reset();
    const model::MachineState server{.deniedAccounts = {denied.toStdString()}};
    const auto now = [&](model::HopId hop) {
        return predictNow(chain.graph,
                          {{chain.a, chain.client}, {chain.b, chain.server}, {chain.c, server}})
            .at(hop);
    };
    QCOMPARE(summaryOf(now(chain.second)), expected.toStdString());
    QCOMPARE(summaryOf(now(chain.first)), std::string("allowed"));
}

/// R3: a SQL server has logins of its own.
void TestState::onlySharesRefuseAnAccount()
{
    KnownChain chain;
    chain.graph.resources[chain.graph.resources.begin()->first].kind = ResourceKind::SqlServer;
    const model::MachineState server{.deniedAccounts = {"LAB\\alice"}};
    const auto now = predictNow(
        chain.graph, {{chain.a, chain.client}, {chain.b, chain.server}, {chain.c, server}});
    QCOMPARE(summaryOf(now.at(chain.second)), std::string("allowed"));
}

void TestState::aMachinesOwnAccountHasOnePermission_data()
{
    QTest::addColumn<QByteArray>("denied");
    QTest::addColumn<bool>("isRefused");
    for (const char* each : {".\\bob", "C\\Bob", "c\\bob", "files.dmz.example\\bob", "bob"})
        QTest::newRow(each) << QByteArray(each) << true;
    for (const char* each : {"LAB\\bob", "B\\bob", ".\\alice", "bob@files.example"})
        QTest::newRow(each) << QByteArray(each) << false;
}

/// `.\bob` at a share is the account of the machine that has the share.
void TestState::aMachinesOwnAccountHasOnePermission()
{
    QFETCH(QByteArray, denied);
    QFETCH(bool, isRefused);
    KnownChain chain;
    chain.graph.computers[chain.c].dnsName = "files.dmz.example";
    chain.giveCredential(chain.second, chain.account(".", "bob"));
    const model::MachineState server{.deniedAccounts = {denied.toStdString()}};
    const auto now = predictNow(
        chain.graph, {{chain.a, chain.client}, {chain.b, chain.server}, {chain.c, server}});
    QCOMPARE(summaryOf(now.at(chain.second)),
             std::string(isRefused ? "denied access 5 permission-on-resource" : "allowed"));
}

/// The delegate lists are asked of a server that took the account; a workgroup may not take it.
void TestState::theAccountComesBeforeTheList()
{
    KnownChain chain;
    chain.graph.computers[chain.b].domain = chain.workgroup("DMZ");
    chain.client.trustedHosts = {"*"};
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("unknown"));
    QVERIFY(hasKey(chain.now(chain.first).because, "workgroup-knows-its-own"));
    chain.client.trustedHosts = {"other"};  // Asked before anything is sent.
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied negotiate 0x803380E4 trusted-hosts"));
    chain.client.trustedHosts = {"*"};
    chain.giveCredential(chain.first, chain.account("B", "alice"));
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied delegate 0x803381A4 ntlm-only-list-needed"));
    chain.giveCredential(chain.first);
    chain.client.credSspClient = false;  // Asked before anything is sent.
    QCOMPARE(summaryOf(chain.now(chain.first)),
             std::string("denied delegate 0x803381A2 client-role-missing"));
}

void TestState::findingsHaveStableIds()
{
    KnownChain chain;
    chain.graph.hops[chain.first].method = Method::Default;
    chain.graph.hops[chain.first].credential = {};
    const std::vector<Finding> findings = makePlan(chain.graph).findings;
    QVERIFY(!findings.empty());
    const std::string where = "hop-" + std::to_string(static_cast<unsigned>(chain.second));
    QCOMPARE(findings.front().id, "M1/" + where);
    QCOMPARE(findings.front().where, where);
    QCOMPARE(findings.front().severity, Severity::Error);
    std::set<std::string> ids;
    for (const Finding& each : findings)
        QVERIFY(ids.insert(each.id).second);
}

void TestState::aLoopOfSessionsEnds()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    d.session(a, b);
    const auto back = d.session(b, a);
    QCOMPARE(summaryOf(makePlan(d.graph).hops.at(back)),
             std::string("denied negotiate 0x8009030E not-delegated"));
}

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
