#include "core/plan/state_check.h"
#include "tests/core/plan/known_chain.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;
using model::DelegateList;

namespace {

DelegateList on(std::vector<std::string> entries)
{
    return {.enabled = true, .entries = std::move(entries)};
}

DelegateList off(std::vector<std::string> entries)
{
    return {.enabled = false, .entries = std::move(entries)};
}

/// B in a workgroup, by an account of its own: Windows on A would know it by NTLM only.
void byNtlm(KnownChain& c)
{
    c.graph.computers[c.b].domain = c.workgroup("WG");
    c.giveCredential(c.first, c.account("B", "bob"));
    c.client.trustedHosts = std::vector<std::string>{"*"};
}

void toAnAddress(KnownChain& c)
{
    c.graph.hops[c.first].typedTarget = "10.0.0.5";
}

struct Row {
    const char* name;
    std::function<void(KnownChain&)> change;
    const char* reasons;
};

/// The rules are rows of domain reference §8 (E) and §6 (M), by what the setting is called there.
const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"E2", [](KnownChain& c) { c.client.credSspClient = false; },
         "E2 client-role-off A 0x803381A2"},
        {"E5", [](KnownChain& c) { c.server.credSspServer = false; }, "E5 server-role-off B"},
        {"E29", byNtlm, nullptr},
        {"E29: TrustedHosts is empty",
         [](KnownChain& c) {
             byNtlm(c);
             c.client.trustedHosts->clear();
         },
         "E29 not-in-trusted-hosts A b.lab.example"},
        {"E30: and the target is an address",
         [](KnownChain& c) {
             toAnAddress(c);
             c.client.trustedHosts->clear();
         },
         "E30 not-in-trusted-hosts A 10.0.0.5"},
        {"E3, M17: another name", [](KnownChain& c) { c.client.allowFresh = on({"WSMAN/x"}); },
         "M17 list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/x"},
        {"E3, M17: three other names",
         [](KnownChain& c) { c.client.allowFresh = on({"WSMAN/x", "WSMAN/y", "WSMAN/z"}); },
         "M17 list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/x, WSMAN/y, "
         "WSMAN/z"},
        {"E3, M17: of four other names three",
         [](KnownChain& c) {
             c.client.allowFresh = on({"WSMAN/x", "WSMAN/y", "WSMAN/z", "WSMAN/w"});
         },
         "M17 list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/x, WSMAN/y, "
         "WSMAN/z \xE2\x80\xA6"},
        {"E3, M17: the list is off", [](KnownChain& c) { c.client.allowFresh = off({"WSMAN/*"}); },
         "M17 list-is-asked A b.lab.example; E3 list-is-off A b.lab.example"},
        {"E3: a deny list", [](KnownChain& c) { c.client.denyFresh = on({"WSMAN/b*"}); },
         "E3 denied-by-list A b.lab.example WSMAN/b*"},
        {"E4, M18: the NTLM-only list lacks it",
         [](KnownChain& c) {
             byNtlm(c);
             c.client.allowFresh = on({"WSMAN/*"});
             c.client.allowFreshNtlmOnly = on({"WSMAN/x"});
         },
         "M18 ntlm-list-is-asked A b.lab.example; E4 ntlm-list-lacks A b.lab.example"},
        {"E3, M18: names of both lists are told, the NTLM-only list's first",
         [](KnownChain& c) {
             byNtlm(c);
             c.client.allowFresh = on({"WSMAN/x"});
             c.client.allowFreshNtlmOnly = on({"WSMAN/y"});
         },
         "M18 ntlm-list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/y, WSMAN/x"},
        {"E3, M18: names of a list that is off are not told",
         [](KnownChain& c) {
             byNtlm(c);
             c.client.allowFresh = off({"WSMAN/x"});
             c.client.allowFreshNtlmOnly = on({"WSMAN/y"});
         },
         "M18 ntlm-list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/y"},
        {"E3, M17: names of the NTLM-only list are not told of a server that is proven",
         [](KnownChain& c) {
             c.client.allowFresh = on({"WSMAN/x"});
             c.client.allowFreshNtlmOnly = on({"WSMAN/y"});
         },
         "M17 list-is-asked A b.lab.example; E3 list-lacks A b.lab.example WSMAN/x"},
    };
    return all;
}

}  // namespace

/// Why what a machine has denies a hop, reason by reason: the rule, the sentence's key and what fills it.
class TestStateReasons : public QObject {
    Q_OBJECT

private slots:
    void eachDenialHasItsReasons_data();
    void eachDenialHasItsReasons();
    void trustedHostsThatWereNotSeenDenyNothing();
    void rolesAreOfCredSspAlone();
    void aLoopByAddressIsDeniedWhereBothListsDoSoInOneWay_data();
    void aLoopByAddressIsDeniedWhereBothListsDoSoInOneWay();
    void aTrustedHostIsThereOnlyWhereItWasSeen();
};

void TestStateReasons::eachDenialHasItsReasons_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& each : rows())
        QTest::newRow(each.name) << index++;
}

void TestStateReasons::eachDenialHasItsReasons()
{
    QFETCH(int, index);
    const Row& row = rows().at(static_cast<std::size_t>(index));
    KnownChain chain;
    row.change(chain);
    if (row.reasons == nullptr) {
        chain.client.allowFreshNtlmOnly = on({"WSMAN/*"});
        QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
        return;
    }
    const HopPrediction hop = chain.now(chain.first);
    QVERIFY(hop.outcome == Outcome::Denied);
    QCOMPARE(QString::fromStdString(told(hop.because)), QString::fromUtf8(row.reasons));
}

void TestStateReasons::trustedHostsThatWereNotSeenDenyNothing()
{
    KnownChain chain;
    byNtlm(chain);
    chain.graph.hops[chain.first].method = Method::Negotiate;
    chain.client.trustedHosts = std::nullopt;
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
}

/// E2 and E5 are CredSSP's.
void TestStateReasons::rolesAreOfCredSspAlone()
{
    KnownChain chain;
    chain.graph.hops[chain.first].method = Method::Negotiate;
    chain.client.credSspClient = false;
    chain.server.credSspServer = false;
    QCOMPARE(summaryOf(chain.now(chain.first)), std::string("allowed"));
}

/// §4, M29: how a machine proves itself to itself under 127.0.0.1 is not known, so that one list, or the other, is asked.
void TestStateReasons::aLoopByAddressIsDeniedWhereBothListsDoSoInOneWay_data()
{
    QTest::addColumn<QByteArray>("fresh");
    QTest::addColumn<QByteArray>("ntlm");
    QTest::addColumn<QByteArray>("summary");
    const char* const missing = "denied delegate 0x803381A3 delegate-list-missing";
    QTest::newRow("both off") << QByteArray() << QByteArray() << QByteArray(missing);
    QTest::newRow("one has it") << QByteArray("WSMAN/*") << QByteArray() << QByteArray("unknown");
    QTest::newRow("both have it") << QByteArray("WSMAN/*") << QByteArray("WSMAN/*")
                                  << QByteArray("allowed");
    QTest::newRow("the NTLM-only list has another name: missing by one, mismatch by the other")
        << QByteArray() << QByteArray("WSMAN/x") << QByteArray("unknown");
}

void TestStateReasons::aLoopByAddressIsDeniedWhereBothListsDoSoInOneWay()
{
    QFETCH(QByteArray, fresh);
    QFETCH(QByteArray, ntlm);
    QFETCH(QByteArray, summary);
    const auto list = [](const QByteArray& entry) {
        return entry.isEmpty() ? DelegateList{} : on({entry.toStdString()});
    };
    KnownChain chain;
    const model::HopId loop = chain.credSsp(chain.a, chain.a, "127.0.0.1");
    chain.client.credSspServer = true;
    chain.client.allowFresh = list(fresh);
    chain.client.allowFreshNtlmOnly = list(ntlm);
    QCOMPARE(summaryOf(chain.now(loop)), summary.toStdString());
}

/// What the plan would add to TrustedHosts is missing where the list was not seen, or has other names.
void TestStateReasons::aTrustedHostIsThereOnlyWhereItWasSeen()
{
    KnownChain chain;
    const Change change{
        .computer = chain.a, .setting = Change::Setting::TrustedHosts, .value = "b.lab.example"};
    const auto isThereWith = [&](std::optional<std::vector<std::string>> hosts) {
        chain.client.trustedHosts = std::move(hosts);
        const KnownStates states{{chain.a, chain.client}};
        return isThere(change, AskedStates(states));
    };
    QVERIFY(!isThereWith(std::nullopt));
    QVERIFY(!isThereWith(std::vector<std::string>{}));
    QVERIFY(!isThereWith(std::vector<std::string>{"c.lab.example"}));
    QVERIFY(isThereWith(std::vector<std::string>{"*.lab.example"}));
    const KnownStates none;
    QVERIFY(!isThere(change, AskedStates(none)));
}

QTEST_APPLESS_MAIN(TestStateReasons)
#include "tst_state_reasons.moc"
