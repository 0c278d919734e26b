#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// One rule, and what must hold of a plan that follows it.
struct Needed {
    const char* name;
    Rule rule;
    const char* expectation;
    std::function<bool(RuleSet)> holds;
};

struct Chain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = session(a, b, Method::Default, "b.lab.example");
    model::HopId second = use(b, share(c, "R"));
    model::RouteId whole = route({first, second});

    void useCredSsp()
    {
        graph.hops[first].method = Method::CredSsp;
        giveCredential(first);
    }
};

const std::vector<Needed>& neededRules()
{
    static const std::vector<Needed> all{
        {"R1", Rule::R1, "a share behind a plain session is denied",
         [](RuleSet rules) {
             const Chain chain;
             return summaryOf(makePlan(chain.graph, rules).hops.at(chain.second))
                    == "denied access 5 not-delegated";
         }},
        {"R2", Rule::R2, "a CredSSP hop asks for client role, entry and server role",
         [](RuleSet rules) {
             Chain chain;
             chain.useCredSsp();
             const Plan plan = makePlan(chain.graph, rules);
             return summaryOf(plan.machines.at(chain.a)) == "client WSMAN/b.lab.example"
                    && plan.machines.at(chain.b).serverRole;
         }},
        {"R3", Rule::R3, "the machine of a share needs nothing, and its permission is named",
         [](RuleSet rules) {
             Chain chain;
             chain.useCredSsp();
             const Plan plan = makePlan(chain.graph, rules);
             return summaryOf(plan.machines.at(chain.c)).empty()
                    && hasRule(plan.machines.at(chain.c).because, "R3")
                    && hasKey(plan.hops.at(chain.second).because, "permission-not-looked-at");
         }},
        {"R4", Rule::R4, "a machine between two CredSSP hops has both roles",
         [](RuleSet rules) {
             Chain chain;
             chain.useCredSsp();
             chain.credSsp(chain.b, chain.c, "C");
             const MachinePlan machine = makePlan(chain.graph, rules).machines.at(chain.b);
             return machine.clientRole && machine.serverRole;
         }},
        {"R5", Rule::R5, "a nested CredSSP hop needs a credential that travels",
         [](RuleSet rules) {
             Drawing d;
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.session(a, b);
             const auto second = d.credSsp(b, c, "C");
             d.route({first, second});
             const bool held = makePlan(d.graph, rules).machines.at(b).holdsPasswordOf.size() == 1;
             d.graph.hops[second].credential = {};
             return held
                    && summaryOf(makePlan(d.graph, rules).hops.at(second))
                           == "denied delegate 0x803381A1 implicit-credential-with-credssp";
         }},
        {"R6", Rule::R6, "a credential of its own frees a hop from what arrives",
         [](RuleSet rules) {
             Chain chain;
             chain.giveCredential(chain.second);
             return summaryOf(makePlan(chain.graph, rules).hops.at(chain.second)) == "allowed";
         }},
        {"R7", Rule::R7, "what is delegated is one hop deep",
         [](RuleSet rules) {
             Drawing d;
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C"),
                        e = d.machine("D");
             const auto third = d.use(c, d.share(e, "R"));
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.session(b, c), third});
             const HopPrediction hop = makePlan(d.graph, rules).hops.at(third);
             return summaryOf(hop) == "denied access 5 not-delegated" && hasRule(hop.because, "R7");
         }},
        {"R8", Rule::R8, "a client of several servers has an entry for each",
         [](RuleSet rules) {
             Drawing d;
             const auto a = d.machine("A");
             d.credSsp(a, d.machine("B1"), "B1");
             d.credSsp(a, d.machine("B2"), "B2");
             return summaryOf(makePlan(d.graph, rules).machines.at(a)) == "client WSMAN/B1,B2";
         }},
        {"R9", Rule::R9, "a session to localhost is a hop",
         [](RuleSet rules) {
             Chain chain;
             chain.graph.hops[chain.first].typedTarget = "localhost";
             const HopPrediction hop = makePlan(chain.graph, rules).hops.at(chain.second);
             return summaryOf(hop) == "denied access 5 not-delegated" && hasRule(hop.because, "R9");
         }},
    };
    return all;
}

}  // namespace

class TestRuleSet : public QObject {
    Q_OBJECT

private slots:
    void eachRuleIsNeeded_data();
    void eachRuleIsNeeded();
    void aSetWithoutARuleHasTheOthers();
};

void TestRuleSet::eachRuleIsNeeded_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Needed& needed : neededRules())
        QTest::newRow(needed.name) << index++;
}

/// Prints the list rule -> expectation that fails without it.
void TestRuleSet::eachRuleIsNeeded()
{
    QFETCH(int, index);
    const Needed& needed = neededRules().at(std::size_t(index));
    QVERIFY(needed.holds(RuleSet::all()));
    QVERIFY(!needed.holds(RuleSet::all().without(needed.rule)));
    qInfo("%s off: \"%s\" fails", needed.name, needed.expectation);
}

void TestRuleSet::aSetWithoutARuleHasTheOthers()
{
    const RuleSet set = RuleSet::all().without(Rule::R5);
    QVERIFY(!set.has(Rule::R5));
    for (const Rule rule :
         {Rule::R1, Rule::R2, Rule::R3, Rule::R4, Rule::R6, Rule::R7, Rule::R8, Rule::R9})
        QVERIFY(set.has(rule));
}

QTEST_APPLESS_MAIN(TestRuleSet)
#include "tst_rule_set.moc"
