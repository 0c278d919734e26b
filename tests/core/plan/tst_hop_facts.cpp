#include "core/plan/hop_facts.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// A session from A to B, both of lab.example, and what is known beside the drawing.
struct Pair : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::HopId id = session(a, b);
    KnownStates states = {};
    model::AccountName opener = {};
    std::size_t index = 0;
    Held held = {};

    model::Hop& hop() { return graph.hops[id]; }
    model::Computer& client() { return graph.computers[a]; }
    model::Computer& server() { return graph.computers[b]; }
    void signsIn(std::string domain, std::string user)
    {
        giveCredential(id, account(std::move(domain), std::move(user)));
    }
    /// CredSSP from a machine with these lists; nothing: that list was not looked at.
    void asksLists(std::optional<std::string> allow, std::optional<std::string> ntlmOnly)
    {
        const auto list = [](const std::optional<std::string>& entry) {
            return entry ? std::optional(
                               model::DelegateList{.enabled = !entry->empty(), .entries = {*entry}})
                         : std::nullopt;
        };
        hop().method = Method::CredSsp;
        states[a].allowFresh = list(allow);
        states[a].allowFreshNtlmOnly = list(ntlmOnly);
    }
    void trusts(std::vector<std::string> patterns) { states[a].trustedHosts = std::move(patterns); }
};

struct Row {
    const char* name;
    rules::Fact fact;
    std::function<void(Pair&)> change;
    const char* expected;
};

/// Each with the section of the domain reference that says so.
const std::vector<Row>& rows()
{
    using enum rules::Fact;
    static const std::vector<Row> all{
        {"§4: one domain", Domains, [](Pair&) {}, "not-different"},
        {"§4: two domains", Domains,
         [](Pair& p) { p.server().domain = p.domain("far.example", "FAR"); }, "different"},
        {"§4: the client's is not known", Domains, [](Pair& p) { p.client().domain = {}; },
         "not-different"},
        {"§4: the server's is not known", Domains, [](Pair& p) { p.server().domain = {}; },
         "not-different"},

        {"§4: B\\bob", Account, [](Pair& p) { p.signsIn("B", "bob"); }, "of-target"},
        {"§4: LAB\\alice", Account, [](Pair& p) { p.giveCredential(p.id); }, "other"},
        {"§4: who opens the hop", Account, [](Pair& p) { p.opener = {"B", "bob"}; }, "of-target"},
        {"§4: who opens the hop, and another account is drawn", Account,
         [](Pair& p) {
             p.opener = {"B", "bob"};
             p.giveCredential(p.id);
         },
         "other"},
        {"§5.2 R7: who opened the hop before does not arrive", Account,
         [](Pair& p) {
             p.opener = {"B", "bob"};
             p.index = 1;
         },
         "other"},
        {"§5.2 R5: who is asked when the second hop runs", Account,
         [](Pair& p) {
             p.opener = {"B", "bob"};
             p.index = 1;
             p.hop().credential = {.isExplicit = true};
         },
         "of-target"},
        {"§6 row 14: a certificate is mapped there, whoever is drawn", Account,
         [](Pair& p) {
             p.signsIn("B", "bob");
             p.hop().method = hopwright::Method::Certificate;
         },
         "other"},

        {"§4: one of its own", Caller, [](Pair& p) { p.signsIn("B", "bob"); }, "of-target"},
        {"§6 row 1: somebody of the domain", Caller, [](Pair&) {}, "of-same-domain"},
        {"§4: somebody of another domain", Caller,
         [](Pair& p) { p.server().domain = p.domain("far.example", "FAR"); }, "of-another-domain"},
        {"§6 row 21: one of another machine", Caller, [](Pair& p) { p.signsIn("A", "bob"); },
         "of-another-machine"},
        {"§6 row 21: somebody of a workgroup's machine", Caller,
         [](Pair& p) { p.client().domain = p.workgroup("OFFICE"); }, "someone-of-another-machine"},
        {"§4: the client's domain is not known", Caller, [](Pair& p) { p.client().domain = {}; },
         "unplaced"},
        {"§4: the server's domain is not known", Caller, [](Pair& p) { p.server().domain = {}; },
         "unplaced"},

        {"§3.3: the list has it", DelegateList,
         [](Pair& p) { p.asksLists("WSMAN/B", std::nullopt); }, "not-refusing"},
        {"§3.3: the list has another", DelegateList,
         [](Pair& p) { p.asksLists("WSMAN/C", std::nullopt); }, "lacking"},
        {"§3.3: the list is off", DelegateList, [](Pair& p) { p.asksLists("", std::nullopt); },
         "off"},
        {"§3.3: nobody looked", DelegateList,
         [](Pair& p) { p.asksLists(std::nullopt, std::nullopt); }, "not-refusing"},
        {"§4: an address asks the NTLM-only list", DelegateList,
         [](Pair& p) {
             p.asksLists("WSMAN/*", "WSMAN/C");
             p.hop().typedTarget = "10.0.0.5";
         },
         "ntlm-only-lacking"},
        {"§4: and only that one was looked at", DelegateList,
         [](Pair& p) {
             p.asksLists(std::nullopt, "WSMAN/C");
             p.hop().typedTarget = "10.0.0.5";
         },
         "ntlm-only-lacking-alone"},
        {"§5.2 R9: both lists have another than localhost", DelegateList,
         [](Pair& p) {
             p.asksLists("WSMAN/B", "WSMAN/B");
             p.hop().typedTarget = "localhost";
         },
         "lacking"},
        {"§5.2 R9: of localhost the lists do not agree", DelegateList,
         [](Pair& p) {
             p.asksLists("WSMAN/B", "WSMAN/localhost");
             p.hop().typedTarget = "localhost";
         },
         "not-refusing"},

        {"§4: TrustedHosts are asked of an address", TrustedHosts,
         [](Pair& p) {
             p.trusts({"10.0.0.6"});
             p.hop().typedTarget = "10.0.0.5";
         },
         "lacking"},
        {"§4: and have it", TrustedHosts,
         [](Pair& p) {
             p.trusts({"10.0.0.*"});
             p.hop().typedTarget = "10.0.0.5";
         },
         "not-lacking"},
        {"§4: they are not asked of a name that Kerberos proves", TrustedHosts,
         [](Pair& p) { p.trusts({}); }, "not-lacking"},
        {"§4: nor over HTTPS", TrustedHosts,
         [](Pair& p) {
             p.trusts({});
             p.hop().typedTarget = "10.0.0.5";
             p.hop().transport = model::Transport::Https;
         },
         "not-lacking"},
        {"§6 row 37: nor for SSH", TrustedHosts,
         [](Pair& p) {
             p.trusts({});
             p.server().domain = p.workgroup("DMZ");
             p.hop().method = hopwright::Method::Ssh;
         },
         "not-lacking"},
        {"§4: nobody looked", TrustedHosts,
         [](Pair& p) {
             p.asksLists("WSMAN/*", std::nullopt);
             p.hop().typedTarget = "10.0.0.5";
         },
         "not-lacking"},
    };
    return all;
}

}  // namespace

/// What core/plan answers of a hop that is drawn, where a fact takes more than one field.
class TestHopFacts : public QObject {
    Q_OBJECT

private slots:
    void eachFactIsAsTheReferenceSays_data();
    void eachFactIsAsTheReferenceSays();
    void proofRowsAreReadWhenTheProofIsAskedFor();
};

void TestHopFacts::eachFactIsAsTheReferenceSays_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& each : rows())
        QTest::newRow((std::string(rules::wordOf(each.fact)) + ", " + each.name).c_str())
            << index++;
}

void TestHopFacts::eachFactIsAsTheReferenceSays()
{
    QFETCH(int, index);
    const Row& row = rows().at(static_cast<std::size_t>(index));
    Pair pair;
    row.change(pair);
    const model::AccountNames names(pair.graph);
    const AskedStates asked(pair.states);
    HopFacts facts({.names = &names,
                    .graph = pair.graph,
                    .hop = pair.hop(),
                    .index = pair.index,
                    .states = &asked,
                    .opener = pair.opener,
                    .held = &pair.held});
    QCOMPARE(rules::answerWord(row.fact, facts.answer(row.fact)), std::string_view(row.expected));
}

void TestHopFacts::proofRowsAreReadWhenTheProofIsAskedFor()
{
    Pair pair;
    pair.hop().typedTarget = "10.0.0.5";
    HopFacts facts({.graph = pair.graph, .hop = pair.hop(), .opener = pair.opener});
    QVERIFY(facts.proofRows().empty());
    QVERIFY(facts.ask<Proof>() == Proof::NtlmOnly);
    QCOMPARE(facts.proofRows().size(), std::size_t{1});
    QCOMPARE(facts.proofRows().front()->id, std::string_view("S4/address"));
}

QTEST_APPLESS_MAIN(TestHopFacts)
#include "tst_hop_facts.moc"
