#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <QTest>

#include <functional>
#include <set>

using namespace hopwright;
using namespace hopwright::plan;
using namespace hopwright::plan::tests;

namespace {

/// What a drawing must give: by machine name, and by hop in the order drawn.
struct Expected {
    std::map<std::string, std::string> machines;
    std::vector<std::string> hops;
};

using Build = std::function<Expected(Drawing&)>;

struct Example {
    const char* row;
    Build build;
};

/// Domain reference §5.3, row by row.
const std::vector<Example>& examples()
{
    static const std::vector<Example> all{
        {"S5.3 A -> B -> share on C",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.use(b, d.share(c, "R"))});
             return Expected{{{"A", "client WSMAN/B"}, {"B", "server holds:LAB\\alice"}, {"C", ""}},
                             {"allowed", "allowed"}};
         }},
        {"S5.3 A -> B -> C(session) -> nothing further",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.session(b, c)});
             return Expected{{{"A", "client WSMAN/B"}, {"B", "server holds:LAB\\alice"}, {"C", ""}},
                             {"allowed", "allowed"}};
         }},
        {"S5.3 A -> B -> C(session) -> share on D, password never in script on B",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C"),
                        e = d.machine("D");
             const auto first = d.credSsp(a, b, "B");
             const auto second = d.session(b, c, Method::CredSsp, "C");
             d.route({first, second, d.use(c, d.share(e, "R"))});
             return Expected{{{"A", "client WSMAN/B"}, {"D", ""}},
                             {"allowed",
                              "denied delegate 0x803381A1 implicit-credential-with-credssp",
                              "not reached"}};
         }},
        {"S5.3 A -> B -> C(session) -> share on D, $Using:cred allowed",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C"),
                        e = d.machine("D");
             const auto first = d.session(a, b);
             const auto second = d.credSsp(b, c, "C");
             d.route({first, second, d.use(c, d.share(e, "R"))});
             return Expected{{{"A", ""},
                              {"B", "client WSMAN/C holds:LAB\\alice"},
                              {"C", "server holds:LAB\\alice"},
                              {"D", ""}},
                             {"allowed", "allowed", "allowed"}};
         }},
        {"S5.3 same, everything CredSSP",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C"),
                        e = d.machine("D");
             const auto first = d.credSsp(a, b, "B");
             const auto second = d.credSsp(b, c, "C");
             d.route({first, second, d.use(c, d.share(e, "R"))});
             return Expected{{{"A", "client WSMAN/B"},
                              {"B", "client server WSMAN/C holds:LAB\\alice"},
                              {"C", "server holds:LAB\\alice"},
                              {"D", ""}},
                             {"allowed", "allowed", "allowed"}};
         }},
        {"S5.3 A -> B -> C -> D with no CredSSP at all",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C"),
                        e = d.machine("D");
             const auto first = d.session(a, b), second = d.session(b, c),
                        third = d.use(c, d.share(e, "R"));
             for (const auto hop : {first, second, third})
                 d.giveCredential(hop);
             d.route({first, second, third});
             return Expected{
                 {{"A", ""}, {"B", "holds:LAB\\alice"}, {"C", "holds:LAB\\alice"}, {"D", ""}},
                 {"allowed", "allowed", "allowed"}};
         }},
        {"S5.3 A -> {B1..B50} -> share on C",
         [](Drawing& d) {
             const auto a = d.machine("A"), c = d.machine("C");
             const auto share = d.share(c, "R");
             Expected out{{{"C", ""}}, {}};
             std::string names;
             for (int i = 10; i < 60; ++i) {
                 const std::string name = "B" + std::to_string(i);
                 const auto b = d.machine(name);
                 const auto first = d.credSsp(a, b, name);
                 d.route({first, d.use(b, share)});
                 names += (names.empty() ? "" : ",") + name;
                 out.machines[name] = "server holds:LAB\\alice";
                 out.hops.insert(out.hops.end(), {"allowed", "allowed"});
             }
             out.machines["A"] = "client WSMAN/" + names;
             return out;
         }},
        {"S5.3 A -> B where B reads its own disk/registry/services",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B");
             d.route({d.session(a, b)});
             return Expected{{{"A", ""}, {"B", ""}}, {"allowed"}};
         }},
        {"S12.1 vector 1: A -> B -> share",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.use(b, d.share(c, "R"))});
             return Expected{{{"A", "client WSMAN/B"}, {"B", "server holds:LAB\\alice"}, {"C", ""}},
                             {"allowed", "allowed"}};
         }},
        {"S12.1 vector 2: nested, the outgoing edge is no CredSSP",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.session(b, c)});
             return Expected{{{"B", "server holds:LAB\\alice"}, {"C", ""}}, {"allowed", "allowed"}};
         }},
        {"S12.1 vector 2: nested, the outgoing edge is CredSSP",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.credSsp(a, b, "B");
             d.route({first, d.credSsp(b, c, "C")});
             return Expected{{{"B", "client server WSMAN/C holds:LAB\\alice"}},
                             {"allowed", "allowed"}};
         }},
        {"S12.1 vector 3: an explicit credential removes the need upstream",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
             const auto first = d.session(a, b);
             const auto second = d.use(b, d.share(c, "R"));
             d.giveCredential(second);
             d.route({first, second});
             return Expected{{{"A", ""}, {"B", "holds:LAB\\alice"}, {"C", ""}},
                             {"allowed", "allowed"}};
         }},
        {"S12.1 vector 4: a machine in two chains has the union",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B"), x = d.machine("X"),
                        y = d.machine("Y");
             d.route({d.credSsp(a, b, "B")});
             d.route({d.credSsp(b, y, "y.lab.example")});
             d.route({d.credSsp(b, x, "x.lab.example")});
             return Expected{{{"A", "client WSMAN/B"},
                              {"B", "client server WSMAN/x.lab.example,y.lab.example "
                                    "holds:LAB\\alice"}},
                             {"allowed", "allowed", "allowed"}};
         }},
        {"S12.1 vector 6: address typed",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B");
             d.route({d.credSsp(a, b, "10.0.0.5")});
             return Expected{{{"A", "client WSMAN/10.0.0.5 ntlm:10.0.0.5 trust:10.0.0.5"},
                              {"B", "server holds:LAB\\alice"}},
                             {"allowed"}};
         }},
        {"S12.1 vector 7: domain and full name, no NTLM-only entry",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B");
             d.route({d.credSsp(a, b, "b.lab.example:5985")});
             return Expected{
                 {{"A", "client WSMAN/b.lab.example"}, {"B", "server holds:LAB\\alice"}},
                 {"allowed"}};
         }},
        {"S12.1 vector 8: local account",
         [](Drawing& d) {
             const auto a = d.machine("A"), b = d.machine("B");
             const auto hop = d.credSsp(a, b, "B");
             d.giveCredential(hop, d.account("B", "admin"));
             d.route({hop});
             return Expected{
                 {{"A", "client WSMAN/B ntlm:B trust:B"}, {"B", "server holds:B\\admin"}},
                 {"allowed"}};
         }},
    };
    return all;
}

}  // namespace

class TestWorkedExamples : public QObject {
    Q_OBJECT

private slots:
    void givesTheMinimalConfiguration_data();
    void givesTheMinimalConfiguration();
    void aLocalAccountGetsItsUacNote();
    void eachPasswordOfAMachineIsAFinding();
    void sshLeavesAPasswordWhereOneIsTyped();
    void aVersionWhoseProofCanBeRelayedIsWarnedOf_data();
    void aVersionWhoseProofCanBeRelayedIsWarnedOf();
    void theSameDrawingGivesTheSamePlan();
    void aNameOfTwoMachinesIsNotTheSecondsOwn();
};

void TestWorkedExamples::givesTheMinimalConfiguration_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Example& example : examples())
        QTest::newRow(example.row) << index++;
}

void TestWorkedExamples::givesTheMinimalConfiguration()
{
    QFETCH(int, index);
    Drawing drawing;
    const Expected expected = examples().at(std::size_t(index)).build(drawing);
    const auto valid = model::checkGraph(drawing.graph);
    QVERIFY2(valid, valid ? "" : valid.error().detail.english().c_str());
    const Plan plan = makePlan(drawing.graph);
    for (const auto& [name, summary] : expected.machines) {
        const auto* computer = model::computerByName(drawing.graph, name);
        QVERIFY(computer);
        QCOMPARE(QString::fromStdString(name + ": " + summaryOf(plan.machines.at(computer->id))),
                 QString::fromStdString(name + ": " + summary));
    }
    std::vector<std::string> hops;
    for (const auto& [id, prediction] : plan.hops)
        hops.push_back(summaryOf(prediction));
    QCOMPARE(hops, expected.hops);
}

void TestWorkedExamples::aLocalAccountGetsItsUacNote()  // §12.1 vector 8
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto hop = d.credSsp(a, b, "B");
    d.giveCredential(hop, d.account("B", "admin"));
    const Plan plan = makePlan(d.graph);
    QVERIFY(std::ranges::any_of(plan.findings, [](const Finding& finding) {
        return finding.rule == "M20" && finding.text.key == ReasonKey::LocalAccountToken;
    }));
}

void TestWorkedExamples::eachPasswordOfAMachineIsAFinding()  // R5, M16
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
    const auto first = d.credSsp(a, b, "B");
    const auto second = d.use(b, d.share(c, "R"));
    d.giveCredential(second, d.account("LAB", "bob"));
    d.route({first, second});
    std::set<std::string> ids;
    std::set<std::string> accounts;
    const Plan plan = makePlan(d.graph);
    for (const Finding& finding : plan.findings) {
        QVERIFY2(ids.insert(finding.id).second, finding.id.c_str());
        if (finding.text.key == ReasonKey::MachineHoldsPassword)
            accounts.insert(finding.text.arguments.at(1));
    }
    QCOMPARE(accounts, (std::set<std::string>{"LAB\\alice", "LAB\\bob"}));
}

void TestWorkedExamples::sshLeavesAPasswordWhereOneIsTyped()  // M37, M38
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
    const auto typed = d.session(a, b, Method::Ssh);
    d.giveCredential(typed);
    std::ignore = d.session(a, c, Method::Ssh);
    const Plan plan = makePlan(d.graph);
    QCOMPARE(summaryOf(plan.machines.at(b)), std::string("holds:LAB\\alice"));
    QVERIFY(hasRule(plan.machines.at(b).because, "M37"));
    QCOMPARE(summaryOf(plan.machines.at(c)), std::string());
    std::vector<std::string> ids;
    for (const Finding& finding : plan.findings) {
        if (finding.text.key == ReasonKey::MachineHoldsPassword)
            ids.push_back(finding.id);
    }
    QCOMPARE(ids, std::vector{"M37/computer-" + std::to_string(std::to_underlying(b))});
}

void TestWorkedExamples::aVersionWhoseProofCanBeRelayedIsWarnedOf_data()
{
    QTest::addColumn<quint32>("version");
    QTest::addColumn<bool>("warned");
    for (const quint32 version : {2U, 3U, 4U})
        QTest::addRow("E15: version %u", version) << version << true;
    for (const quint32 version : {5U, 6U})
        QTest::addRow("S9.9: version %u has a nonce", version) << version << false;
}

/// MS-CSSP 5.1: below version 5 the key proof has no nonce.
void TestWorkedExamples::aVersionWhoseProofCanBeRelayedIsWarnedOf()
{
    QFETCH(quint32, version);
    QFETCH(bool, warned);
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B");
    const auto hop = d.credSsp(a, b);
    d.graph.hops[hop].minCredSspVersion = version;
    const std::vector<Finding> findings = makePlan(d.graph).findings;
    const auto found = std::ranges::find(findings, "E15", &Finding::rule);
    QCOMPARE(found != findings.end(), warned);
    if (!warned)
        return;
    QCOMPARE(found->severity, Severity::Warning);
    QCOMPARE(found->where, "hop-" + std::to_string(std::to_underlying(hop)));
    QCOMPARE(found->text.arguments, (std::vector<std::string>{"1", std::to_string(version)}));
}

void TestWorkedExamples::theSameDrawingGivesTheSamePlan()
{
    for (const Example& example : examples()) {
        Drawing drawing;
        example.build(drawing);
        QCOMPARE(makePlan(drawing.graph), makePlan(drawing.graph));
    }
}

/// The account of web.prod is `web\alice`, as is one of web.test: whether that has its password is not known.
void TestWorkedExamples::aNameOfTwoMachinesIsNotTheSecondsOwn()
{
    Drawing d;
    const auto group = d.workgroup("DMZ");
    const auto first = d.machine("web.prod", group);
    const auto second = d.machine("web.test", group);
    const auto third = d.machine("db.test", group);
    const auto hop = d.session(first, second);
    const auto other = d.session(third, second);
    d.route({hop});
    const Plan plan = makePlan(d.graph);
    QCOMPARE(summaryOf(plan.hops.at(hop)), std::string("unknown"));
    QVERIFY(hasRule(plan.hops.at(hop).because, "M21"));
    QCOMPARE(summaryOf(plan.hops.at(other)), std::string("unknown"));
    const auto own = d.session(second, second);
    d.route({own});
    d.graph.computers[first].name = "www.prod";
    QCOMPARE(summaryOf(makePlan(d.graph).hops.at(own)), std::string("allowed"));
}

QTEST_APPLESS_MAIN(TestWorkedExamples)
#include "tst_worked_examples.moc"
