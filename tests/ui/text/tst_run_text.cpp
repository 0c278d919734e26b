#include "core/probe/gate.h"
#include "tests/core/plan/drawing.h"
#include "ui/text/run_text.h"

#include <QTest>

using namespace hopwright;
using plan::tests::Drawing;

namespace {

/// The broken sample, and a run of it.
struct Sample : Drawing {
    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId jump = machine("JUMP01");
    model::ComputerId files = machine("FS01");
    model::HopId first = session(client, jump, Method::Default, "JUMP01.lab.example");
    model::HopId second = use(jump, share(files, "Reports"));
    model::RouteId whole = route({first, second});
    probe::RouteResult run = runOf();

    Sample() { run.hops.at(1).stages.at(std::size_t(Stage::Connect)).state = StageState::Passed; }

    probe::RouteResult runOf() const
    {
        return {.route = whole,
                .name = "A → Reports",
                .runId = "7F3A",
                .account = "LAB\\alice",
                .startedAt = "2026-11-25T14:04:51Z",
                .hops = {{.hop = first,
                          .state = HopState::Passed,
                          .ms = 186,
                          .predicted = {Outcome::Allowed}},
                         {.hop = second,
                          .state = HopState::Denied,
                          .stage = Stage::Access,
                          .cause = Cause::NotDelegated,
                          .code = readStatusCode("5"),
                          .evidence = Sentence::verbatim("5, access is denied"),
                          .predicted = {.outcome = Outcome::Denied,
                                        .stage = Stage::Access,
                                        .cause = Cause::NotDelegated,
                                        .code = readStatusCode("5")}}},
                .finished = true};
    }

    ui::Verdict verdict() const { return ui::verdictOf(graph, plan::makePlan(graph), run); }
};

/// LAPTOP-31 of corp.example to gw, and on to something there or behind it.
struct Corp : Drawing {
    model::DomainId corp = domain("corp.example", "CORP");
    model::ComputerId laptop = machine("LAPTOP-31", corp);
    model::ComputerId gw = machine("gw", corp);
    model::HopId first;

    explicit Corp(Method method = Method::Default)
        : first(session(laptop, gw, method, "gw.corp.example"))
    {
        if (method == Method::CredSsp)
            giveCredential(first, account("CORP", "ops"));
    }

    probe::RouteResult run(const std::vector<model::HopId>& hops) const
    {
        probe::RouteResult out{.name = "chain", .runId = "0B1E", .account = "CORP\\ops"};
        for (const model::HopId id : hops)
            out.hops.push_back({.hop = id, .state = HopState::Passed});
        return out;
    }

    /// \p last ends \p hops, denied.
    ui::Verdict denied(const std::vector<model::HopId>& hops, probe::HopResult last) const
    {
        probe::RouteResult out = run(hops);
        last.hop = hops.back();
        last.state = HopState::Denied;
        out.hops.back() = std::move(last);
        return ui::verdictOf(graph, plan::makePlan(graph), out);
    }
};

/// The stages of a hop whose machine answered, as a lab host tells them.
probe::HopResult answered(Stage stage, Cause cause, const char* code)
{
    probe::HopResult out{.stage = stage, .cause = cause, .code = readStatusCode(code)};
    out.stages.at(std::size_t(Stage::Connect)).state = StageState::Passed;
    return out;
}

}  // namespace

class TestRunText : public QObject {
    Q_OBJECT

private slots:
    void aMachineThatAsksItselfIsNamedOnce();
    void hopsAreTold_data();
    void hopsAreTold();
    void theDeniedSampleIsExplained();
    void aPassSaysWhatItCosts();
    void aMachineThatHoldsNothingIsNoDenialOfTheNext();
    void whatNobodySawIsNoEvidence();
    void aWorkgroupKnowsItsOwnAccounts();
    void anotherMachinesAccountIsNotKnownThere();
    void theAccountOfAHopStaysForTheNext();
    void aSessionThatIsNotAllowedIsNoShare();
    void aPolicyThatNobodySawIsNotOff_data();
    void aPolicyThatNobodySawIsNotOff();
    void whatDiffersIsSaid();
    void theFirstThatDiffersIsNamed();
    void aSkippedHopSaysWhyInASentence_data();
    void aSkippedHopSaysWhyInASentence();
    void eachCauseNamesWhoDenies_data();
    void eachCauseNamesWhoDenies();
    void anAddressWithoutCredentialIsNotAMissingEntry();
    void aPermissionHasNoWaysOutOfDelegation();
    void failedIsNotDenied();
    void whatWasStoppedAndLeftBehindIsSaid();
    void aSkippedHopKeepsItsPrediction();
    void aRunThatIsNotOverHasNoVerdict();
    void theRouteLineComparesWithThePrediction();
    void theTicketHasWhatAHelpdeskAsksFor();
    void theVerdictAsTextHasEverySentence();
};

void TestRunText::hopsAreTold_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    // Design §6, column "Word on the hop".
    QTest::newRow("passed") << int(HopState::Passed) << "" << "passed, 186 ms";
    QTest::newRow("denied") << int(HopState::Denied) << "5" << "denied, code 5";
    QTest::newRow("denied by a policy")
        << int(HopState::Denied) << "0x803381A3" << "denied, 0x803381A3";
    QTest::newRow("failed") << int(HopState::Failed) << "" << "failed, connect";
    QTest::newRow("not reached") << int(HopState::NotReached) << "" << "not reached";
    QTest::newRow("skipped") << int(HopState::Skipped) << ""
                             << "skipped, Kerberos is not built yet";
    QTest::newRow("cancelled") << int(HopState::Cancelled) << "" << "cancelled";
}

void TestRunText::hopsAreTold()
{
    QFETCH(int, state);
    QFETCH(QString, code);
    QFETCH(QString, text);
    probe::HopResult hop{.state = static_cast<HopState>(state), .stage = Stage::Connect, .ms = 186};
    if (!code.isEmpty())
        hop.code = readStatusCode(code.toStdString());
    if (hop.state == HopState::Skipped)
        hop.skippedBecause = "kerberos-not-built";
    QCOMPARE(ui::hopStateText(hop), text);
}

void TestRunText::theDeniedSampleIsExplained()  // Mockup 02
{
    const ui::Verdict verdict = Sample().verdict();
    QCOMPARE(verdict.headline, QStringLiteral("FS01 denies hop 2"));
    QCOMPARE(verdict.why,
             QStringLiteral("Hop 1 let LAB\\alice in, but left nothing on JUMP01 to sign in with "
                            "again. FS01 saw a caller without a name."));
    QCOMPARE(verdict.confirmedBy, QStringLiteral("Confirmed by run 7F3A: code 5 at stage access."));
    QCOMPARE(verdict.notTheCause, QStringLiteral("Not the cause: wrong password (hop 1 passed), "
                                                 "firewall (FS01 answered)."));
    QCOMPARE(verdict.waysOut.size(), std::size_t(4));
    QCOMPARE(verdict.waysOut.at(0).text, QStringLiteral("Run it from ADM-PC01"));
    QCOMPARE(verdict.waysOut.at(0).exposureText, QStringLiteral("nothing exposed"));
    QCOMPARE(verdict.waysOut.at(1).exposureText, QStringLiteral("one directory change"));
    QCOMPARE(verdict.waysOut.at(2).exposureText, QStringLiteral("password in memory"));
    QCOMPARE(verdict.waysOut.at(3).text, QStringLiteral("Use CredSSP on hop 1"));
    QCOMPARE(verdict.waysOut.at(3).exposureText, QStringLiteral("password on JUMP01"));
    QCOMPARE(verdict.cost,
             QStringLiteral("CredSSP: JUMP01 will hold the password of LAB\\alice; its "
                            "administrators can read it."));
}

void TestRunText::aPassSaysWhatItCosts()  // Mockup 03
{
    Sample sample;
    sample.graph.hops[sample.first].method = Method::CredSsp;
    sample.giveCredential(sample.first);
    sample.run.hops.at(1) = {
        .hop = sample.second,
        .state = HopState::Passed,
        .evidence = Sentence::verbatim("created probe-81C0.txt as LAB\\alice, removed it again"),
        .predicted = {Outcome::Allowed}};
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.headline, QStringLiteral("Both hops pass"));
    QCOMPARE(verdict.why,
             QStringLiteral("Created probe-81C0.txt as LAB\\alice, removed it again."));
    QCOMPARE(verdict.costHeadline, QStringLiteral("What it costs"));
    QCOMPARE(verdict.cost, QStringLiteral("The administrators of JUMP01 can read the password of "
                                          "LAB\\alice while the session lasts."));
    QVERIFY(verdict.waysOut.empty());
    QVERIFY(!verdict.hop);
}

void TestRunText::aMachineThatHoldsNothingIsNoDenialOfTheNext()  // field/14
{
    Corp chain;
    const auto second = chain.session(chain.gw, chain.machine("app-2", chain.corp));
    const ui::Verdict verdict = chain.denied(
        {chain.first, second}, answered(Stage::Negotiate, Cause::NotDelegated, "0x8009030E"));
    QCOMPARE(verdict.headline, QStringLiteral("gw could not sign in to app-2"));
    QCOMPARE(verdict.why,
             QStringLiteral("Hop 1 let CORP\\ops in, but left nothing on gw to sign in with again. "
                            "gw had no credential for app-2, so nobody asked app-2 to let anybody "
                            "in."));
    QCOMPARE(verdict.notTheCause, QStringLiteral("Not the cause: wrong password (hop 1 passed), "
                                                 "firewall (the port of app-2 is open)."));
}

/// A real machine does not tell the stages of its hop: then nobody saw whether the next one answered.
void TestRunText::whatNobodySawIsNoEvidence()
{
    Corp chain;
    const auto second = chain.session(chain.gw, chain.machine("app-2", chain.corp));
    const ui::Verdict verdict =
        chain.denied({chain.first, second}, {.stage = Stage::Negotiate,
                                             .cause = Cause::NotDelegated,
                                             .code = readStatusCode("0x8009030E")});
    QCOMPARE(verdict.notTheCause, QStringLiteral("Not the cause: wrong password (hop 1 passed)."));
}

void TestRunText::aWorkgroupKnowsItsOwnAccounts()  // field/13
{
    Corp chain(Method::CredSsp);
    const auto nas = chain.machine("nas-2", chain.workgroup("WORKGROUP"));
    const auto second = chain.use(chain.gw, chain.share(nas, "Archive"));
    const ui::Verdict verdict = chain.denied(
        {chain.first, second}, answered(Stage::Negotiate, Cause::AccountNotKnown, "1326"));
    QCOMPARE(verdict.headline, QStringLiteral("nas-2 denies hop 2"));
    QCOMPARE(verdict.why,
             QStringLiteral("nas-2 is in a workgroup and knows its own accounts only: it did not "
                            "accept CORP\\ops (1326)."));
    QCOMPARE(verdict.notTheCause,
             QStringLiteral("Not the cause: delegation (gw had a credential for nas-2), firewall "
                            "(nas-2 answered)."));
    QCOMPARE(verdict.whatToDo,
             QStringLiteral("Give hop 2 an account of nas-2, or give nas-2 the same user with the "
                            "same password."));
}

void TestRunText::anotherMachinesAccountIsNotKnownThere()
{
    Corp chain(Method::CredSsp);
    chain.giveCredential(chain.first, chain.account("gw", "local"));
    const auto second = chain.session(chain.gw, chain.machine("app-2", chain.corp));
    const ui::Verdict verdict = chain.denied(
        {chain.first, second}, answered(Stage::Negotiate, Cause::AccountNotKnown, "1326"));
    QCOMPARE(verdict.why, QStringLiteral("gw\\local is an account of another machine alone: app-2 "
                                         "did not accept it (1326)."));
    QVERIFY(!verdict.whatToDo.contains(QStringLiteral("password")));
}

/// Who is told of is who signed in by that hop, not who started the route.
void TestRunText::theAccountOfAHopStaysForTheNext()
{
    Corp chain(Method::CredSsp);
    const auto app = chain.machine("app-2", chain.corp);
    const auto second = chain.session(chain.gw, app, Method::CredSsp, "app-2.corp.example");
    chain.giveCredential(second, chain.account("CORP", "svc"));
    const auto third = chain.use(app, chain.share(chain.laptop, "Back"));
    const ui::Verdict verdict = chain.denied(
        {chain.first, second, third}, answered(Stage::Access, Cause::PermissionOnResource, "5"));
    QCOMPARE(verdict.why, QStringLiteral("LAPTOP-31 knows who is there, and CORP\\svc has no "
                                         "permission on LAPTOP-31\\Back (5)."));
}

void TestRunText::aSessionThatIsNotAllowedIsNoShare()
{
    Corp chain;
    const ui::Verdict verdict =
        chain.denied({chain.first}, answered(Stage::Shell, Cause::PermissionOnResource, "5"));
    QCOMPARE(verdict.why, QStringLiteral("gw knows who is there, and CORP\\ops may not open a "
                                         "session on it (5)."));
    QVERIFY(verdict.whatToDo.contains(QStringLiteral("Remote Management Users")));
}

void TestRunText::aPolicyThatNobodySawIsNotOff_data()  // field/20
{
    QTest::addColumn<std::string>("setting");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("look");
    QTest::newRow("field/20: the client role")
        << std::string(probe::clientRoleSetting)
        << QStringLiteral("It is not known whether the client role of LAPTOP-31 is on, so no "
                          "password was sent.")
        << QStringLiteral("Get-WSManCredSSP");
    QTest::newRow("the list")
        << std::string(probe::allowFreshSetting)
        << QStringLiteral("It is not known whether AllowFreshCredentials of LAPTOP-31 has "
                          "gw.corp.example, so no password was sent.")
        << QStringLiteral("Get-WSManCredSSP");
    QTest::newRow("TrustedHosts")
        << std::string(probe::trustedHostsSetting)
        << QStringLiteral("It is not known whether TrustedHosts of LAPTOP-31 has gw.corp.example, "
                          "so nothing was sent.")
        << QStringLiteral("Get-Item WSMan:\\localhost\\Client\\TrustedHosts");
}

void TestRunText::aPolicyThatNobodySawIsNotOff()
{
    QFETCH(std::string, setting);
    QFETCH(QString, why);
    QFETCH(QString, look);
    const Corp chain(Method::CredSsp);
    probe::RouteResult run = chain.run({chain.first});
    run.hops.front() = {.hop = chain.first,
                        .state = HopState::Failed,
                        .stage = Stage::Delegate,
                        .predicted = {Outcome::Denied},
                        .unseen = setting};
    const plan::Plan plan = plan::makePlan(chain.graph);
    const ui::Verdict verdict = ui::verdictOf(chain.graph, plan, run);
    QCOMPARE(verdict.headline, QStringLiteral("The policy of LAPTOP-31 is not known"));
    QCOMPARE(verdict.why, why);
    QVERIFY(verdict.whatToDo.contains(look));
    QVERIFY(verdict.whatToDo.contains(QStringLiteral("--assume-policy")));
    QVERIFY(verdict.comparison.isEmpty());
    QCOMPARE(ui::hopStateText(run.hops.front()), QStringLiteral("failed, policy not known"));
    const QString ticket =
        ui::ticketText(chain.graph, plan, run, Environment::Live, QStringLiteral("0.1.0"));
    QVERIFY(ticket.contains(why));
    QVERIFY(ticket.contains(
        QStringLiteral("Cause: not known: %1 was not seen").arg(QString::fromStdString(setting))));
    for (const char* fact : {"is off", "denied", "as predicted"})
        QVERIFY2(!ticket.contains(QLatin1String(fact)), qPrintable(ticket));
}

void TestRunText::whatDiffersIsSaid()  // field/19
{
    const Corp chain(Method::CredSsp);
    probe::RouteResult run = chain.run({chain.first});
    run.hops.front() = {.hop = chain.first,
                        .state = HopState::Denied,
                        .stage = Stage::Negotiate,
                        .cause = Cause::WrongPassword,
                        .code = readStatusCode("1326"),
                        .predicted = {.outcome = Outcome::Denied,
                                      .stage = Stage::Delegate,
                                      .cause = Cause::DelegateListMismatch,
                                      .code = readStatusCode("0x803381A3")}};
    const QString differs = QStringLiteral(
        "Not as predicted: hop 1. Predicted: denied at delegate: the delegate list has other names "
        "(0x803381A3). Seen: denied at negotiate: name or password (1326).");
    QCOMPARE(ui::routeLine(run), QStringLiteral("Hop 1 is denied. ") + differs);
    QCOMPARE(ui::verdictOf(chain.graph, plan::makePlan(chain.graph), run).comparison, differs);
    QCOMPARE(ui::comparedStateText(run.hops.front()),
             QStringLiteral("denied, code 1326; predicted: denied at delegate: the delegate list "
                            "has other names (0x803381A3)"));
    QVERIFY(ui::ticketText(chain.graph, plan::makePlan(chain.graph), run, Environment::Lab,
                           QStringLiteral("0.1.0"))
                .contains(differs));
    run.hops.front().predicted = {
        .outcome = Outcome::Denied, .stage = Stage::Negotiate, .cause = Cause::WrongPassword};
    QCOMPARE(ui::routeLine(run), QStringLiteral("Hop 1 is denied, as predicted."));
    QCOMPARE(ui::comparedStateText(run.hops.front()), QStringLiteral("denied, code 1326"));
}

/// A hop that passed against its prediction counts, also when another one ends the route.
void TestRunText::theFirstThatDiffersIsNamed()
{
    Corp chain;
    const auto second = chain.session(chain.gw, chain.machine("app-2", chain.corp));
    probe::RouteResult run = chain.run({chain.first, second});
    run.hops.front().predicted = {.outcome = Outcome::Denied,
                                  .stage = Stage::Negotiate,
                                  .cause = Cause::TrustedHosts,
                                  .code = readStatusCode("0x803380E4")};
    run.hops.back() = {.hop = second,
                       .state = HopState::Failed,
                       .stage = Stage::Connect,
                       .predicted = {Outcome::Unknown}};
    QCOMPARE(
        ui::routeLine(run),
        QStringLiteral("Hop 2 failed at connect. Not as predicted: hop 1. Predicted: denied at "
                       "negotiate: TrustedHosts (0x803380E4). Seen: passed."));
    run.hops.back().state = HopState::Passed;
    QVERIFY(!ui::routeLine(run).contains(QStringLiteral("as predicted.")));
}

void TestRunText::aSkippedHopSaysWhyInASentence_data()
{
    QTest::addColumn<std::string>("key");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* key, const char* why) {
        QTest::newRow(key) << std::string(key) << QString::fromLatin1(why);
    };
    row("kerberos-not-built",
        "This version signs in by NTLM and CredSSP, and hop 1 asks for Kerberos.");
    row("https-not-built", "This version speaks WinRM over HTTP, and hop 1 goes over HTTPS.");
    row("basic-not-built", "This version signs in by NTLM and CredSSP, and hop 1 asks for Basic.");
    row("certificate-not-built",
        "This version signs in by NTLM and CredSSP, and hop 1 asks for a certificate.");
    row("ssh-not-built", "This version speaks WinRM, and hop 1 goes over SSH.");
    row("method-unknown", "Hop 1 has the method \"telepathy\", which this version does not know.");
    row("resource-not-built",
        "This version visits file shares, and gw is a resource of another kind.");
    row("text-not-allowed",
        "Hop 1 runs a PowerShell text of its own, and nobody allowed that text.");
    row("credential-missing", "No credential was given for hop 1.");
    row("muted", "Hop 1 is muted, so its route is neither planned nor tested.");
    row("route-muted", "Another hop of the route is muted, so hop 1 was not tested.");
}

void TestRunText::aSkippedHopSaysWhyInASentence()
{
    QFETCH(std::string, key);
    QFETCH(QString, why);
    Corp chain;
    chain.graph.hops[chain.first].methodWord = "telepathy";
    probe::RouteResult run = chain.run({chain.first});
    run.hops.front() = {.hop = chain.first,
                        .state = HopState::Skipped,
                        .predicted = {Outcome::Allowed},
                        .skippedBecause = key};
    const ui::Verdict verdict = ui::verdictOf(chain.graph, plan::makePlan(chain.graph), run);
    QCOMPARE(verdict.headline, QStringLiteral("Hop 1 was skipped"));
    QCOMPARE(verdict.why,
             why + QStringLiteral(" As it is set up now, the prediction is: will pass."));
    QVERIFY(!verdict.whatToDo.isEmpty());
    QVERIFY(!verdict.whatToDo.contains(u'%'));
    run.hops.front().predicted = {};  // Nothing was predicted, so nothing stands.
    QCOMPARE(ui::verdictOf(chain.graph, plan::makePlan(chain.graph), run).why, why);
    QVERIFY(!ui::routeLine(run).contains(QStringLiteral("prediction")));
}

void TestRunText::eachCauseNamesWhoDenies_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("headline");
    const auto row = [](const char* name, Cause cause, const char* who) {
        QTest::newRow(name) << int(cause)
                            << QStringLiteral("%1 denies hop 1").arg(QLatin1String(who));
    };
    row("client role", Cause::ClientRoleMissing, "ADM-PC01");
    row("server role", Cause::ServerRoleMissing, "JUMP01");
    row("list missing", Cause::DelegateListMissing, "ADM-PC01");
    row("list mismatch", Cause::DelegateListMismatch, "ADM-PC01");
    row("NTLM-only list", Cause::NtlmOnlyListNeeded, "ADM-PC01");
    row("TrustedHosts", Cause::TrustedHosts, "ADM-PC01");
    row("no password", Cause::ImplicitCredentialWithCredSsp, "ADM-PC01");
    row("wrong password", Cause::WrongPassword, "JUMP01");
    row("account not known", Cause::AccountNotKnown, "JUMP01");
    row("unknown", Cause::Unknown, "JUMP01");
}

void TestRunText::eachCauseNamesWhoDenies()
{
    QFETCH(int, cause);
    QFETCH(QString, headline);
    Sample sample;
    sample.run.hops.at(0) = {.hop = sample.first,
                             .state = HopState::Denied,
                             .stage = Stage::Delegate,
                             .cause = static_cast<Cause>(cause),
                             .code = readStatusCode("0x803381A3")};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.headline, headline);
    QVERIFY(verdict.why.contains(QStringLiteral("(0x803381A3).")));
    QVERIFY(verdict.waysOut.empty());
}

void TestRunText::anAddressWithoutCredentialIsNotAMissingEntry()  // Row M4
{
    Sample sample;
    sample.graph.hops[sample.first].typedTarget = "10.0.0.5";
    sample.run.hops.at(0) = {.hop = sample.first,
                             .state = HopState::Denied,
                             .stage = Stage::Negotiate,
                             .cause = Cause::TrustedHosts,
                             .code = readStatusCode("0x803381BB")};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.why, QStringLiteral("10.0.0.5 is an address: over HTTP ADM-PC01 sends only "
                                         "an explicit credential there (0x803381BB)."));
    QVERIFY(verdict.whatToDo.contains(QStringLiteral("give the hop a credential of its own")));
}

void TestRunText::aPermissionHasNoWaysOutOfDelegation()
{
    Sample sample;
    sample.run.hops.at(1).cause = Cause::PermissionOnResource;
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.why,
             QStringLiteral("FS01 knows who is there, and LAB\\alice has no permission "
                            "on FS01\\Reports (5)."));
    QVERIFY(verdict.waysOut.empty());
    QVERIFY(verdict.notTheCause.startsWith(QStringLiteral("Not the cause: delegation")));
    QVERIFY(verdict.whatToDo.startsWith(QStringLiteral("Give LAB\\alice the permission")));
}

void TestRunText::failedIsNotDenied()
{
    Sample sample;
    sample.run.hops.at(0) = {
        .hop = sample.first,
        .state = HopState::Failed,
        .stage = Stage::Connect,
        .evidence = Sentence::verbatim("JUMP01 did not answer on port 5985 within 10 s")};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.headline, QStringLiteral("Hop 1 failed at connect"));
    QCOMPARE(verdict.why, QStringLiteral("JUMP01 did not answer on port 5985 within 10 s."));
    QVERIFY(verdict.whatToDo.contains(QStringLiteral("Is WinRM running there")));
}

void TestRunText::whatWasStoppedAndLeftBehindIsSaid()
{
    Sample sample;
    sample.run.hops.at(1) = {
        .hop = sample.second, .state = HopState::Cancelled, .stage = Stage::Shell};
    sample.run.leftBehind = "\\\\FS01\\Reports\\probe-7F3A.txt";
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.headline, QStringLiteral("Stopped at hop 2, stage shell"));
    QVERIFY(verdict.whatToDo.contains(QStringLiteral("\\\\FS01\\Reports\\probe-7F3A.txt")));
}

void TestRunText::aSkippedHopKeepsItsPrediction()
{
    Sample sample;
    sample.run.hops.at(0) = {.hop = sample.first,
                             .state = HopState::Skipped,
                             .predicted = {Outcome::Allowed},
                             .skippedBecause = "kerberos-not-built"};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    QCOMPARE(
        ui::routeLine(sample.run),
        QStringLiteral(
            "Hop 1 was skipped: Kerberos is not built yet. As it is set up now, the prediction is: "
            "will pass."));
    QCOMPARE(sample.verdict().headline, QStringLiteral("Hop 1 was skipped"));
}

void TestRunText::aRunThatIsNotOverHasNoVerdict()
{
    Sample sample;
    sample.run.hops.at(1).state = HopState::Running;
    QVERIFY(sample.verdict().headline.isEmpty());
    sample.run.hops.clear();
    QVERIFY(sample.verdict().headline.isEmpty());
}

void TestRunText::theRouteLineComparesWithThePrediction()
{
    Sample sample;
    QCOMPARE(ui::routeLine(sample.run), QStringLiteral("Hop 2 is denied, as predicted."));
    sample.run.hops.at(1).predicted = {Outcome::Allowed};
    QCOMPARE(ui::routeLine(sample.run),
             QStringLiteral("Hop 2 is denied. Not as predicted: hop 2. Predicted: will pass. Seen: "
                            "denied at access: nothing to sign in with arrived (5)."));
    sample.run.hops.at(1).state = HopState::Passed;
    QCOMPARE(ui::routeLine(sample.run), QStringLiteral("All 2 hops passed, as predicted."));
}

void TestRunText::theTicketHasWhatAHelpdeskAsksFor()
{
    const Sample sample;
    const QString ticket = ui::ticketText(sample.graph, plan::makePlan(sample.graph), sample.run,
                                          Environment::Practice, QStringLiteral("0.1.0"));
    for (const char* line :
         {"Target: \\\\FS01\\Reports (hop 2, from JUMP01)", "Time: 2026-11-25T14:04:51Z",
          "Stage: access", "Code: 5", "Cause: not-delegated", "Version: Hopwright 0.1.0",
          "Chain: ADM-PC01 -> JUMP01.lab.example -> \\\\FS01\\Reports", "practice lab",
          "Use CredSSP on hop 1"})
        QVERIFY2(ticket.contains(QString::fromUtf8(line)), line);
    QVERIFY(!ticket.contains(u'<'));
}

void TestRunText::theVerdictAsTextHasEverySentence()
{
    const ui::Verdict verdict = Sample().verdict();
    const QString text = ui::verdictText(verdict);
    for (const QString& part : {verdict.headline, verdict.why, verdict.confirmedBy,
                                verdict.notTheCause, verdict.cost, verdict.waysOut.at(3).text})
        QVERIFY(text.contains(part));
}

/// field/17: a hop of a machine to itself.
void TestRunText::aMachineThatAsksItselfIsNamedOnce()
{
    Drawing drawing;
    const auto sharePoint = drawing.machine("SP01", drawing.domain("corp.example", "CORP"));
    const auto hop = drawing.credSsp(sharePoint, sharePoint);
    const probe::RouteResult run{.route = drawing.route({hop}),
                                 .hops = {{.hop = hop,
                                           .state = HopState::Denied,
                                           .stage = Stage::Delegate,
                                           .cause = Cause::ClientRoleMissing,
                                           .code = readStatusCode("0x803381A2")}},
                                 .finished = true};
    const ui::Verdict verdict = ui::verdictOf(drawing.graph, plan::makePlan(drawing.graph), run);
    QCOMPARE(verdict.whatToDo, QStringLiteral("Apply the plan to SP01."));
}

QTEST_GUILESS_MAIN(TestRunText)
#include "tst_run_text.moc"
