#include "core/rules/finding_rows.h"
#include "core/rules/hop_rows.h"
#include "tests/core/plan/drawing.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hopwright;
using plan::tests::Drawing;

class TestPlanText : public QObject {
    Q_OBJECT

private slots:
    void everySentenceHasItsWords();
    void rowsFillTheirSentences();
    void anAddressNeedsACredential_data();
    void anAddressNeedsACredential();
    void everyPlaceOfASentenceIsFilled_data();
    void everyPlaceOfASentenceIsFilled();
    void aNameWithAPercentSignIsAName();
    void predictionsAreTold_data();
    void predictionsAreTold();
    void afterApplyIsTold();
    void arrivalsAreTold_data();
    void arrivalsAreTold();
    void theCostNamesTheMachineAndTheAccount();
    void waysOutNameWhatTheyExpose();
    void eachWayOutHasItsWords();
    void changesAreCounted();
    void changesAreToldBothWays_data();
    void changesAreToldBothWays();
    void theCostNamesEachAccount();
    void rolesAreTold();
};

namespace {

/// What core/plan gives for \p drawing, all reasons and findings.
std::vector<plan::Because> reasonsOf(const model::Graph& graph, const plan::KnownStates& states)
{
    const plan::Plan made = plan::makePlan(graph);
    std::vector<plan::Because> out;
    const auto add = [&](const std::vector<plan::Because>& more) {
        out.insert(out.end(), more.begin(), more.end());
    };
    for (const auto& [id, machine] : made.machines) {
        add(machine.because);
        for (const auto* list :
             {&machine.delegateComputers, &machine.ntlmOnly, &machine.trustedHosts}) {
            for (const plan::DelegateEntry& entry : *list)
                out.push_back(entry.because);
        }
    }
    for (const auto& [id, hop] : made.hops)
        add(hop.because);
    for (const auto& [id, hop] : plan::predictNow(graph, states))
        add(hop.because);
    for (const plan::Finding& finding : made.findings)
        out.push_back(finding.text);
    return out;
}

}  // namespace

void TestPlanText::everySentenceHasItsWords()
{
    for (const plan::ReasonKey each : valuesOf<plan::ReasonKey>()) {
        const std::string key(wordOf(each));
        const QString text =
            ui::becauseText({.rule = "R1", .key = each, .arguments = {"a", "b", "c", "d", "e"}});
        QVERIFY2(text.endsWith(u'.'), key.c_str());
        QVERIFY2(!text.contains(u'%'), key.c_str());
    }
}

/// A row gives as many arguments as its sentence has places; those of findings of machines and entries are the planner's.
void TestPlanText::rowsFillTheirSentences()
{
    const auto placesOf = [](plan::ReasonKey sentence) {
        const QString text = ui::becauseText(
            {.rule = "R1", .key = sentence, .arguments = {"@1", "@2", "@3", "@4", "@5"}});
        int most = 0;
        for (int i = 1; i <= 5; ++i) {
            if (text.contains(u'@' + QString::number(i)))
                most = i;
        }
        return most;
    };
    const auto check = [&](const rules::Reason& reason) {
        return reason.carried || placesOf(reason.key) <= int(reason.argumentCount);
    };
    for (const auto table :
         {rules::proofs(), rules::methods(), rules::states(), rules::identities(),
          rules::strangers(), rules::ownNames(), rules::leftBehind(), rules::permissions()}) {
        for (const rules::Row& row : table)
            QVERIFY2(std::ranges::all_of(row.reasons(), check), std::string(row.id).c_str());
    }
    for (const auto table :
         {rules::deniedFindings(), rules::sessionFindings(), rules::useFindings()}) {
        for (const rules::FindingRow& row : table)
            QVERIFY2(check(*row.text), std::string(wordOf(row.text->key)).c_str());
    }
}

void TestPlanText::anAddressNeedsACredential_data()
{
    QTest::addColumn<int>("method");
    QTest::newRow("E30: Default") << static_cast<int>(Method::Default);
    QTest::newRow("E31: Negotiate") << static_cast<int>(Method::Negotiate);
    QTest::newRow("E31: NTLM") << static_cast<int>(Method::Ntlm);
}

/// Row M4: the reasons say what would help, name the code of the prediction, and no entry that is missing.
void TestPlanText::anAddressNeedsACredential()
{
    QFETCH(int, method);
    Drawing d;
    const auto hop =
        d.session(d.machine("A"), d.machine("B"), static_cast<Method>(method), "10.0.0.5");
    d.route({hop});
    const plan::HopPrediction prediction = plan::makePlan(d.graph).hops.at(hop);
    QString all;
    for (const plan::Because& each : prediction.because)
        all += ui::becauseText(each) + u' ';
    QVERIFY2(all.contains(QStringLiteral("Give the hop a credential of its own, or type the name")),
             qPrintable(all));
    QVERIFY2(all.contains(QString::fromStdString(textOf(prediction.code))), qPrintable(all));
    QVERIFY2(!all.contains(QStringLiteral("lacks")), qPrintable(all));
}

void TestPlanText::everyPlaceOfASentenceIsFilled_data()
{
    QTest::addColumn<int>("variant");
    for (int i = 0; i < 24; ++i)
        QTest::addRow("drawing %d", i) << i;
}

/// No reason leaves a place of its sentence empty: two blanks, or a blank before a stop, would show it.
void TestPlanText::everyPlaceOfASentenceIsFilled()
{
    QFETCH(int, variant);
    Drawing d;
    const auto other = d.workgroup("WG");
    const bool apart = (variant & 1) != 0;
    const auto a = apart ? d.machine("A", std::nullopt) : d.machine("A");
    const auto b = apart ? d.machine("B", other) : d.machine("B");
    const auto c = d.machine("C"), e = d.machine("E");
    static const std::vector<Method> methods{Method::Default,  Method::Negotiate, Method::Ntlm,
                                             Method::Kerberos, Method::CredSsp,   Method::Unknown};
    const auto method = methods.at(std::size_t(variant) % methods.size());
    const auto first = d.session(a, b, method, variant < 12 ? "b.lab.example" : "10.0.0.5");
    d.graph.hops[first].methodWord = "digest";
    if ((variant & 2) != 0)
        d.giveCredential(first, apart ? d.account("B", "admin") : d.alice());
    if ((variant & 4) != 0)
        d.graph.hops[first].credential.isExplicit = true;
    const auto second = d.credSsp(b, c);
    const auto third = d.session(b, e);
    d.route({first, second, d.use(c, d.share(e, "R"))});
    d.route({first, third, d.use(e, d.share(c, "S", ResourceKind::SqlServer))});
    const model::DelegateList list{.enabled = (variant & 1) != 0, .entries = {"WSMAN/x"}};
    const model::MachineState state{
        .credSspClient = (variant & 8) == 0,
        .credSspServer = variant % 3 != 0,
        .allowFresh = list,
        .allowFreshNtlmOnly = list,
        .denyFresh = model::DelegateList{.enabled = variant > 20, .entries = {"wsman/*"}},
        .trustedHosts = std::vector<std::string>{}};
    for (const plan::Because& because : reasonsOf(d.graph, {{a, state}, {b, state}, {c, state}})) {
        const QString text = ui::becauseText(because);
        QVERIFY2(!text.isEmpty(), std::string(wordOf(because.key)).c_str());
        static const QRegularExpression gap(QStringLiteral("  | [.,:;)]|%\\d|\"\"|^ "));
        QVERIFY2(!text.contains(gap), qPrintable(text));
    }
}

void TestPlanText::aNameWithAPercentSignIsAName()
{
    QCOMPARE(ui::filled(QStringLiteral("%1 and %2"), {QStringLiteral("a%2"), QStringLiteral("b")}),
             QStringLiteral("a%2 and b"));
    QCOMPARE(ui::filled(QStringLiteral("100 %"), {}), QStringLiteral("100 %"));
}

void TestPlanText::predictionsAreTold_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("notAppliedYet");
    QTest::addColumn<QString>("text");
    QTest::newRow("allowed") << int(Outcome::Allowed) << "" << false << "will pass";
    QTest::newRow("denied") << int(Outcome::Denied) << "5" << false << "will be denied (code 5)";
    QTest::newRow("denied, no code") << int(Outcome::Denied) << "" << false << "will be denied";
    QTest::newRow("issue 7: not applied yet") << int(Outcome::Denied) << "0x803381A2" << true
                                              << "will be denied (0x803381A2): not applied yet";
    QTest::newRow("unknown") << int(Outcome::Unknown) << "" << false << "cannot say";
}

void TestPlanText::predictionsAreTold()
{
    QFETCH(int, outcome);
    QFETCH(QString, code);
    QFETCH(bool, notAppliedYet);
    QFETCH(QString, text);
    plan::HopPrediction prediction{.hop = {}, .outcome = static_cast<Outcome>(outcome)};
    prediction.notAppliedYet = notAppliedYet;
    if (!code.isEmpty())
        prediction.code = readStatusCode(code.toStdString());
    QCOMPARE(ui::predictionText(prediction), text);
}

void TestPlanText::afterApplyIsTold()
{
    plan::HopPrediction now{
        .hop = {}, .outcome = Outcome::Denied, .code = readStatusCode("0x803381A2")};
    now.notAppliedYet = true;
    QCOMPARE(
        ui::predictionText(now, {.hop = {}, .outcome = Outcome::Allowed}),
        QStringLiteral("will be denied (0x803381A2): not applied yet. After Apply: will pass."));
}

void TestPlanText::arrivalsAreTold_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("text");
    using enum plan::Arrives;
    QTest::newRow("signed in") << int(SignedIn) << "LAB\\alice, signed in";
    QTest::newRow("nothing") << int(NothingReusable) << "network logon, nothing to use again";
    QTest::newRow("password") << int(Password) << "the password of LAB\\alice";
    QTest::newRow("nobody") << int(Anonymous) << "a caller without a name";
}

void TestPlanText::arrivalsAreTold()
{
    QFETCH(int, what);
    QFETCH(QString, text);
    QCOMPARE(
        ui::arrivalText(
            {.computer = {}, .what = static_cast<plan::Arrives>(what), .account = "LAB\\alice"}),
        text);
}

void TestPlanText::theCostNamesTheMachineAndTheAccount()
{
    QCOMPARE(ui::costText(QStringLiteral("JUMP01"), QStringLiteral("LAB\\alice")),
             QStringLiteral(
                 "JUMP01 will hold the password of LAB\\alice; its administrators can read it."));
}

void TestPlanText::waysOutNameWhatTheyExpose()
{
    using enum plan::WayOutKind;
    const plan::WayOut credSsp{.kind = UseCredSsp,
                               .exposure = plan::Exposure::PasswordOnServer,
                               .hop = {},
                               .names = {"1", "JUMP01"}};
    QCOMPARE(ui::wayOutText(credSsp), QStringLiteral("Use CredSSP on hop 1"));
    QCOMPARE(ui::exposureText(credSsp), QStringLiteral("password on JUMP01"));
    const plan::WayOut directory{.kind = ResourceBasedDelegation,
                                 .exposure = plan::Exposure::DirectoryChange,
                                 .hop = {},
                                 .names = {"FS01", "JUMP01"}};
    QCOMPARE(ui::wayOutText(directory), QStringLiteral("Let FS01 accept JUMP01"));
    QVERIFY(
        ui::wayOutDetail(directory).contains(QStringLiteral("Hopwright does not set this yet.")));
    QVERIFY(ui::wayOutDetail(directory).endsWith(QStringLiteral("Not verified on Windows.")));
    plan::WayOut several = directory;
    several.names = {"FS01", "JUMP01", "4"};
    QCOMPARE(ui::wayOutText(several), QStringLiteral("Let FS01 and 4 more accept JUMP01"));
}

void TestPlanText::eachWayOutHasItsWords()
{
    QSet<QString> texts;
    for (int i = 0; i <= int(plan::WayOutKind::UseCredSsp); ++i) {
        const plan::WayOut way{.kind = plan::WayOutKind(i),
                               .exposure = plan::Exposure::Nothing,
                               .hop = {},
                               .names = {"2", "GW", "1"}};
        texts.insert(ui::wayOutText(way));
        QVERIFY(!ui::wayOutText(way).isEmpty());
        QVERIFY(!ui::wayOutText(way).contains(u'%'));
        QVERIFY(ui::wayOutDetail(way).endsWith(u'.'));
        QVERIFY(!ui::wayOutDetail(way).contains(u'%'));
        QVERIFY(!wordOf(way.kind).empty());
    }
    QCOMPARE(texts.size(), qsizetype(plan::WayOutKind::UseCredSsp) + 1);
    for (int i = 0; i <= int(plan::Exposure::PasswordOnServer); ++i) {
        const plan::WayOut way{.kind = plan::WayOutKind::RunAsEndpoint,
                               .exposure = plan::Exposure(i),
                               .hop = {},
                               .names = {"GW", "GW"}};
        QVERIFY(!ui::exposureText(way).isEmpty());
        QVERIFY(!wordOf(way.exposure).empty());
    }
}

void TestPlanText::changesAreCounted()
{
    const model::ComputerId a{1}, b{2};
    const std::vector<plan::Change> changes{
        {.computer = a, .setting = plan::Change::Setting::ClientRole},
        {.computer = a, .setting = plan::Change::Setting::AllowFresh, .value = "WSMAN/b"},
        {.computer = b, .setting = plan::Change::Setting::ServerRole}};
    QCOMPARE(ui::appliedText(changes), QStringLiteral("Applied: 3 settings on 2 machines."));
    QCOMPARE(ui::undoText(changes), QStringLiteral("Undo on 2 machines…"));
    QCOMPARE(ui::undoneText(changes), QStringLiteral("Undone on 2 machines."));
    QCOMPARE(ui::undoneText({changes.back()}), QStringLiteral("Undone on 1 machine."));
    QCOMPARE(ui::appliedText({changes.front()}),
             QStringLiteral("Applied: 1 setting on 1 machine."));
}

void TestPlanText::changesAreToldBothWays_data()
{
    using Setting = plan::Change::Setting;
    QTest::addColumn<Setting>("setting");
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("takenBack");
    QTest::newRow("client role") << Setting::ClientRole << "A: turn the client role on"
                                 << "A: turn the client role off";
    QTest::newRow("server role") << Setting::ServerRole << "A: turn the server role on"
                                 << "A: turn the server role off";
    QTest::newRow("delegate list")
        << Setting::AllowFresh << "A: allow WSMAN/b" << "A: no longer allow WSMAN/b";
    QTest::newRow("NTLM-only list")
        << Setting::AllowFreshNtlmOnly << "A: allow WSMAN/b with NTLM-only proof"
        << "A: no longer allow WSMAN/b with NTLM-only proof";
    QTest::newRow("TrustedHosts") << Setting::TrustedHosts << "A: add WSMAN/b to TrustedHosts"
                                  << "A: remove WSMAN/b from TrustedHosts";
}

void TestPlanText::changesAreToldBothWays()
{
    QFETCH(plan::Change::Setting, setting);
    Drawing d;
    const plan::Change change{.computer = d.machine("A"), .setting = setting, .value = "WSMAN/b"};
    QTEST(ui::changeText(d.graph, change), "made");
    QTEST(ui::takenBackText(d.graph, change), "takenBack");
}

void TestPlanText::theCostNamesEachAccount()
{
    Drawing d;
    const auto b = d.machine("B");
    plan::MachinePlan machine{.computer = b, .holdsPasswordOf = {"LAB\\alice", "LAB\\bob"}};
    const QString cost = ui::costText(d.graph, machine);
    QVERIFY2(cost.contains(QStringLiteral("LAB\\alice")), qPrintable(cost));
    QVERIFY2(cost.contains(QStringLiteral("LAB\\bob")), qPrintable(cost));
}

void TestPlanText::rolesAreTold()
{
    Drawing d;
    const auto a = d.machine("A"), b = d.machine("B"), c = d.machine("C");
    const auto first = d.credSsp(a, b);
    d.route({first, d.use(b, d.share(c, "R"))});
    const plan::Plan plan = plan::makePlan(d.graph);
    QCOMPARE(ui::rolesText(d.graph, plan.machines.at(a)), QStringLiteral("Client"));
    QCOMPARE(ui::rolesText(d.graph, plan.machines.at(b)), QStringLiteral("Server"));
    QCOMPARE(ui::rolesText(d.graph, plan.machines.at(c)), QStringLiteral("nothing to set here"));
    d.graph.hops[first].method = Method::Default;
    QCOMPARE(ui::rolesText(d.graph, plan::makePlan(d.graph).machines.at(a)),
             QStringLiteral("no role needed"));
}

QTEST_GUILESS_MAIN(TestPlanText)
#include "tst_plan_text.moc"
