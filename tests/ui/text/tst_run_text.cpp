#include "tests/core/plan/drawing.h"
#include "ui/text/run_text.h"

#include <QTest>

using namespace hopwright;
using plan::Cause;
using plan::Stage;
using plan::tests::Drawing;
using probe::HopState;

namespace {

/// The broken sample, and a run of it.
struct Sample : Drawing {
    model::ComputerId client = machine("ADM-PC01");
    model::ComputerId jump = machine("JUMP01");
    model::ComputerId files = machine("FS01");
    model::HopId first = session(client, jump, model::Method::Default, "JUMP01.lab.example");
    model::HopId second = use(jump, share(files, "Reports"));
    model::RouteId whole = route({first, second});
    probe::RouteResult run = runOf();

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
                          .predicted = {plan::Outcome::Allowed}},
                         {.hop = second,
                          .state = HopState::Denied,
                          .stage = Stage::Access,
                          .cause = Cause::NotDelegated,
                          .code = "5",
                          .evidence = "5, access is denied",
                          .predicted = {.outcome = plan::Outcome::Denied,
                                        .stage = Stage::Access,
                                        .cause = Cause::NotDelegated,
                                        .code = "5"}}},
                .finished = true};
    }

    ui::Verdict verdict() const { return ui::verdictOf(graph, plan::makePlan(graph), run); }
};

}  // namespace

class TestRunText : public QObject {
    Q_OBJECT

private slots:
    void hopsAreTold_data();
    void hopsAreTold();
    void theDeniedSampleIsExplained();
    void aPassSaysWhatItCosts();
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
        hop.code = code.toStdString();
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
    sample.graph.hops.at(sample.first).method = model::Method::CredSsp;
    sample.giveCredential(sample.first);
    sample.run.hops.at(1) = {.hop = sample.second,
                             .state = HopState::Passed,
                             .evidence = "created probe-81C0.txt as LAB\\alice, removed it again",
                             .predicted = {plan::Outcome::Allowed}};
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
                             .code = "0x803381A3"};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    const ui::Verdict verdict = sample.verdict();
    QCOMPARE(verdict.headline, headline);
    QVERIFY(verdict.why.contains(QStringLiteral("(0x803381A3).")));
    QVERIFY(verdict.waysOut.empty());
}

void TestRunText::anAddressWithoutCredentialIsNotAMissingEntry()  // Row M4
{
    Sample sample;
    sample.graph.hops.at(sample.first).typedTarget = "10.0.0.5";
    sample.run.hops.at(0) = {.hop = sample.first,
                             .state = HopState::Denied,
                             .stage = Stage::Negotiate,
                             .cause = Cause::TrustedHosts,
                             .code = "0x803381BB"};
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
    sample.run.hops.at(0) = {.hop = sample.first,
                             .state = HopState::Failed,
                             .stage = Stage::Connect,
                             .evidence = "JUMP01 did not answer on port 5985 within 10 s"};
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
                             .predicted = {plan::Outcome::Allowed},
                             .skippedBecause = "kerberos-not-built"};
    sample.run.hops.at(1) = {.hop = sample.second, .state = HopState::NotReached};
    QCOMPARE(ui::routeLine(sample.run),
             QStringLiteral("Hop 1 was skipped: Kerberos is not built yet. The prediction stands: "
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
    sample.run.hops.at(1).predicted = {plan::Outcome::Allowed};
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
                                          probe::Environment::Practice, QStringLiteral("0.1.0"));
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

QTEST_APPLESS_MAIN(TestRunText)
#include "tst_run_text.moc"
