#include "ui/text/run_text.h"

#include "core/probe/comparison.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hopwright::ui {

namespace {

using probe::HopResult;

constexpr double millisecondsPerSecond = 1000;

QString withCode(const QString& word, const std::optional<StatusCode>& code)
{
    if (!code)
        return word;
    const QString text = fromUtf8(textOf(*code));
    return text.startsWith(QStringLiteral("0x")) ? filled(Text::tr("%1, %2"), {word, text})
                                                 : filled(Text::tr("%1, code %2"), {word, text});
}

QString predictedWord(Outcome outcome)
{
    return predictionWord({.hop = {}, .outcome = outcome});
}

QString asPredicted(const QString& sentence, bool agrees)
{
    return agrees ? filled(Text::tr("%1, as predicted."), {sentence}) : sentence + u'.';
}

QString runningStage(const HopResult& hop)
{
    const auto running =
        std::ranges::find(hop.stages, StageState::Running, &probe::StageResult::state);
    return running == hop.stages.end() ? Text::tr("running") : stageText(running->stage);
}

}  // namespace

QString durationText(double ms)
{
    if (ms < millisecondsPerSecond)
        return Text::tr("%1 ms").arg(std::lround(ms));
    return Text::tr("%1 s").arg(ms / millisecondsPerSecond, 0, 'f', 1);
}

QString hopStateWord(HopState state)
{
    switch (state) {
    case HopState::NotRun:
        return Text::tr("not tested");
    case HopState::Running:
        return Text::tr("running");
    case HopState::Passed:
        return Text::tr("passed");
    case HopState::Denied:
        return Text::tr("denied");
    case HopState::Failed:
        return Text::tr("failed");
    case HopState::NotReached:
        return Text::tr("not reached");
    case HopState::Skipped:
        return Text::tr("skipped");
    case HopState::Cancelled:
        return Text::tr("cancelled");
    }
    return {};
}

QString hopStateText(const HopResult& hop)
{
    QString word = hopStateWord(hop.state);
    switch (hop.state) {
    case HopState::Passed:
        return filled(Text::tr("%1, %2"), {word, durationText(hop.ms)});
    case HopState::Denied:
        return withCode(word, hop.code);
    case HopState::Failed:
        if (!hop.unseen.empty())
            return filled(Text::tr("%1, %2"), {word, Text::tr("policy not known")});
        return hop.stage ? filled(Text::tr("%1, %2"), {word, stageText(*hop.stage)}) : word;
    case HopState::Skipped:
        return hop.skippedBecause.empty()
                   ? word
                   : filled(Text::tr("%1, %2"), {word, skippedText(hop.skippedBecause)});
    case HopState::Running:
        return runningStage(hop);
    default:
        return word;
    }
}

QString stageStateWord(StageState state)
{
    switch (state) {
    case StageState::ToCome:
        return Text::tr("to come");
    case StageState::Running:
        return Text::tr("running");
    case StageState::Passed:
        return Text::tr("passed");
    case StageState::Denied:
        return Text::tr("denied");
    case StageState::Failed:
        return Text::tr("failed");
    case StageState::NotReached:
        return Text::tr("not reached");
    case StageState::NotNeeded:
        return Text::tr("not needed");
    case StageState::Unknown:
        return Text::tr("unknown");
    case StageState::Cancelled:
        return Text::tr("cancelled");
    }
    return {};
}

QString stageEvidenceText(const probe::StageResult& stage)
{
    QString evidence = translated(stage.evidence);
    const bool named = stage.state == StageState::NotNeeded || stage.state == StageState::Unknown;
    if (evidence.isEmpty())
        return stage.state == StageState::Passed ? QString() : stageStateWord(stage.state);
    if (named && !evidence.startsWith(stageStateWord(stage.state)))
        return filled(QStringLiteral("%1: %2"), {stageStateWord(stage.state), evidence});
    return evidence;
}

QString skippedText(const std::string& key)
{
    struct Reason {
        std::string_view key;
        const char* text;
    };
    static constexpr std::array reasons{
        Reason{.key = "kerberos-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "Kerberos is not built yet")},
        Reason{.key = "https-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "HTTPS is not built yet")},
        Reason{.key = "basic-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "Basic is not built yet")},
        Reason{.key = "certificate-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "certificates are not built yet")},
        Reason{.key = "ssh-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "SSH is not built yet")},
        Reason{.key = "method-unknown",
               .text = QT_TRANSLATE_NOOP("hopwright", "its method is not known to this version")},
        Reason{.key = "resource-not-built",
               .text = QT_TRANSLATE_NOOP("hopwright", "this kind of resource is not tested yet")},
        Reason{.key = "share-from-client",
               .text = QT_TRANSLATE_NOOP(
                   "hopwright",
                   "no session leads there: the first machine visits this share by itself. The "
                   "practice lab does that, and probe --live with --next-hop smbclient=PATH")},
        Reason{.key = "text-not-allowed",
               .text = QT_TRANSLATE_NOOP(
                   "hopwright",
                   "its own PowerShell text was not allowed: it runs by hopwright-cli probe with "
                   "--allow-text and the hash that plan prints")},
        Reason{.key = "credential-missing",
               .text = QT_TRANSLATE_NOOP("hopwright", "no credential was given for it")},
        Reason{.key = "trust-unknown",
               .text = QT_TRANSLATE_NOOP(
                   "hopwright",
                   "the practice lab cannot say whether the domain of this machine trusts that "
                   "of the account")},
        Reason{.key = "muted", .text = QT_TRANSLATE_NOOP("hopwright", "it is muted")},
        Reason{.key = "route-muted",
               .text = QT_TRANSLATE_NOOP("hopwright", "another hop of its route is muted")},
        Reason{.key = "not-built", .text = QT_TRANSLATE_NOOP("hopwright", "this is not built yet")},
    };
    const auto* const found = std::ranges::find(reasons, key, &Reason::key);
    return found == reasons.end() ? fromUtf8(key) : Text::tr(found->text);
}

QString causeText(Cause cause)
{
    switch (cause) {
    case Cause::NotDelegated:
        return Text::tr("nothing to sign in with arrived");
    case Cause::PermissionOnResource:
        return Text::tr("no permission");
    case Cause::ClientRoleMissing:
        return Text::tr("the client role is off");
    case Cause::ServerRoleMissing:
        return Text::tr("the server role is off");
    case Cause::DelegateListMissing:
        return Text::tr("the delegate list is not set");
    case Cause::DelegateListMismatch:
        return Text::tr("the delegate list has other names");
    case Cause::NtlmOnlyListNeeded:
        return Text::tr("the NTLM-only list lacks the name");
    case Cause::DelegateListDenies:
        return Text::tr("a deny list has the name");
    case Cause::TrustedHosts:
        return Text::tr("TrustedHosts");
    case Cause::ImplicitCredentialWithCredSsp:
        return Text::tr("CredSSP without user name and password");
    case Cause::WrongPassword:
        return Text::tr("name or password");
    case Cause::AccountNotKnown:
        return Text::tr("the account is not known there");
    case Cause::Unknown:
        return Text::tr("not known why");
    default:
        return causeName(cause);
    }
}

QString environmentText(Environment environment)
{
    switch (environment) {
    case Environment::Practice:
        return Text::tr("practice lab");
    case Environment::Lab:
        return Text::tr("lab");
    case Environment::Live:
        return Text::tr("live");
    }
    return {};
}

QString countersText(const probe::Counters& counters)
{
    const auto number = [](int value) {
        return QString::number(value);
    };
    return filled(
        Text::tr("planned %1, passed %2, denied %3, failed %4, not reached %5, skipped %6, "
                 "cancelled %7"),
        {number(counters.planned), number(counters.passed), number(counters.denied),
         number(counters.failed), number(counters.notReached), number(counters.skipped),
         number(counters.cancelled)});
}

QString runLine(const probe::RouteResult& route, Environment environment)
{
    return filled(Text::tr("Run %1, %2, %3, as %4"),
                  {fromUtf8(route.runId), fromUtf8(route.startedAt), environmentText(environment),
                   accountName(route.account)});
}

namespace {

using probe::Agreement;

/// "denied at delegate: its delegate list has other names (0x803381A3)"
QString denialText(std::optional<Stage> stage, std::optional<Cause> cause,
                   const std::optional<StatusCode>& code)
{
    QString out = Text::tr("denied");
    if (stage)
        out = filled(Text::tr("%1 at %2"), {out, stageText(*stage)});
    if (cause && *cause != Cause::Unknown)
        out = filled(Text::tr("%1: %2"), {out, causeText(*cause)});
    return code ? filled(QStringLiteral("%1 (%2)"), {out, fromUtf8(textOf(*code))}) : out;
}

QString predictedText(const probe::Prediction& predicted)
{
    return predicted.outcome == Outcome::Denied
               ? denialText(predicted.stage, predicted.cause, predicted.code)
               : predictedWord(predicted.outcome);
}

QString seenText(const HopResult& hop)
{
    if (hop.state == HopState::Denied)
        return denialText(hop.stage, hop.cause, hop.code);
    const QString word = hopStateWord(hop.state);
    return hop.state == HopState::Failed && hop.stage
               ? filled(Text::tr("%1 at %2"), {word, stageText(*hop.stage)})
               : word;
}

QString passedLine(const probe::RouteResult& route)
{
    const bool agrees = std::ranges::all_of(route.hops, [](const HopResult& hop) {
        return probe::compare(hop).agreement == Agreement::AsPredicted;
    });
    return asPredicted(Text::tr("All %n hops passed", nullptr, static_cast<int>(route.hops.size())),
                       agrees);
}

/// How the first hop that did not pass ended.
QString failingLine(const HopResult& hop, const QString& number)
{
    switch (hop.state) {
    case HopState::Denied:
        return asPredicted(filled(Text::tr("Hop %1 is denied"), {number}),
                           probe::compare(hop).agreement == Agreement::AsPredicted);
    case HopState::Failed:
        if (!hop.unseen.empty()) {
            return filled(Text::tr("Hop %1 was not tried: it is not known what its client's policy "
                                   "says."),
                          {number});
        }
        if (hop.stage)
            return filled(Text::tr("Hop %1 failed at %2."), {number, stageText(*hop.stage)});
        break;
    case HopState::Skipped:
        if (hop.predicted.outcome == Outcome::Unknown) {
            return filled(Text::tr("Hop %1 was skipped: %2."),
                          {number, skippedText(hop.skippedBecause)});
        }
        return filled(
            Text::tr("Hop %1 was skipped: %2. As it is set up now, the prediction is: %3."),
            {number, skippedText(hop.skippedBecause), predictedWord(hop.predicted.outcome)});
    case HopState::Cancelled:
        if (hop.stage) {
            return filled(Text::tr("Stopped at hop %1, stage %2."),
                          {number, stageText(*hop.stage)});
        }
        break;
    default:
        break;
    }
    return filled(Text::tr("Hop %1: %2."), {number, hopStateText(hop)});
}

}  // namespace

QString differsText(const probe::RouteResult& route)
{
    const auto found = std::ranges::find(route.hops, Agreement::Differs, [](const HopResult& hop) {
        return probe::compare(hop).agreement;
    });
    if (found == route.hops.end())
        return {};
    return filled(Text::tr("Not as predicted: hop %1. Predicted: %2. Seen: %3."),
                  {QString::number(found - route.hops.begin() + 1), predictedText(found->predicted),
                   seenText(*found)});
}

QString comparedStateText(const HopResult& hop)
{
    const QString state = hopStateText(hop);
    return probe::compare(hop).agreement == Agreement::Differs
               ? filled(Text::tr("%1; predicted: %2"), {state, predictedText(hop.predicted)})
               : state;
}

QString routeLine(const probe::RouteResult& route)
{
    const auto failing = std::ranges::find_if(
        route.hops, [](const HopResult& hop) { return hop.state != HopState::Passed; });
    const QString line =
        failing == route.hops.end()
            ? passedLine(route)
            : failingLine(*failing, QString::number(failing - route.hops.begin() + 1));
    const QString differs = differsText(route);
    return differs.isEmpty() ? line : line + u' ' + differs;
}

}  // namespace hopwright::ui
