#include "ui/text/run_text.h"

#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hopwright::ui {

namespace {

using probe::HopResult;
using probe::HopState;
using probe::StageState;

constexpr double millisecondsPerSecond = 1000;

QString withCode(const QString& word, const std::optional<std::string>& code)
{
    if (!code)
        return word;
    const QString text = fromUtf8(*code);
    return text.startsWith(QStringLiteral("0x")) ? filled(said("%1, %2"), {word, text})
                                                 : filled(said("%1, code %2"), {word, text});
}

QString predictedWord(plan::Outcome outcome)
{
    return predictionWord({.hop = {}, .outcome = outcome});
}

QString asPredicted(const QString& sentence, bool agrees)
{
    return agrees ? filled(said("%1, as predicted."), {sentence}) : sentence + u'.';
}

QString runningStage(const HopResult& hop)
{
    const auto running =
        std::ranges::find(hop.stages, StageState::Running, &probe::StageResult::state);
    return running == hop.stages.end() ? said("running") : stageText(running->stage);
}

}  // namespace

QString durationText(double ms)
{
    if (ms < millisecondsPerSecond)
        return said("%1 ms").arg(std::lround(ms));
    return said("%1 s").arg(ms / millisecondsPerSecond, 0, 'f', 1);
}

QString hopStateWord(HopState state)
{
    switch (state) {
    case HopState::NotRun:
        return said("not tested");
    case HopState::Running:
        return said("running");
    case HopState::Passed:
        return said("passed");
    case HopState::Denied:
        return said("denied");
    case HopState::Failed:
        return said("failed");
    case HopState::NotReached:
        return said("not reached");
    case HopState::Skipped:
        return said("skipped");
    case HopState::Cancelled:
        return said("cancelled");
    }
    return {};
}

QString hopStateText(const HopResult& hop)
{
    QString word = hopStateWord(hop.state);
    switch (hop.state) {
    case HopState::Passed:
        return filled(said("%1, %2"), {word, durationText(hop.ms)});
    case HopState::Denied:
        return withCode(word, hop.code);
    case HopState::Failed:
        return hop.stage ? filled(said("%1, %2"), {word, stageText(*hop.stage)}) : word;
    case HopState::Skipped:
        return hop.skippedBecause.empty()
                   ? word
                   : filled(said("%1, %2"), {word, skippedText(hop.skippedBecause)});
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
        return said("to come");
    case StageState::Running:
        return said("running");
    case StageState::Passed:
        return said("passed");
    case StageState::Denied:
        return said("denied");
    case StageState::Failed:
        return said("failed");
    case StageState::NotReached:
        return said("not reached");
    case StageState::NotNeeded:
        return said("not needed");
    case StageState::Unknown:
        return said("unknown");
    case StageState::Cancelled:
        return said("cancelled");
    }
    return {};
}

QString stageEvidenceText(const probe::StageResult& stage)
{
    QString evidence = fromUtf8(stage.evidence);
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
        Reason{.key = "kerberos-not-built", .text = "Kerberos is not built yet"},
        Reason{.key = "https-not-built", .text = "HTTPS is not built yet"},
        Reason{.key = "basic-not-built", .text = "Basic is not built yet"},
        Reason{.key = "certificate-not-built", .text = "certificates are not built yet"},
        Reason{.key = "ssh-not-built", .text = "SSH is not built yet"},
        Reason{.key = "method-unknown", .text = "its method is not known to this version"},
        Reason{.key = "resource-not-built", .text = "this kind of resource is not tested yet"},
        Reason{.key = "text-not-allowed",
               .text =
                   "its own PowerShell text was not allowed: it runs by hopwright-cli probe with "
                   "--allow-text and the hash that plan prints"},
        Reason{.key = "credential-missing", .text = "no credential was given for it"},
        Reason{.key = "not-built", .text = "this is not built yet"},
    };
    const auto* const found = std::ranges::find(reasons, key, &Reason::key);
    return found == reasons.end() ? fromUtf8(key) : said(found->text);
}

QString environmentText(probe::Environment environment)
{
    switch (environment) {
    case probe::Environment::Practice:
        return said("practice lab");
    case probe::Environment::Lab:
        return said("lab");
    case probe::Environment::Live:
        return said("live");
    }
    return {};
}

QString countersText(const probe::Counters& counters)
{
    const auto number = [](int value) {
        return QString::number(value);
    };
    return filled(said("planned %1, passed %2, denied %3, failed %4, not reached %5, skipped %6, "
                       "cancelled %7"),
                  {number(counters.planned), number(counters.passed), number(counters.denied),
                   number(counters.failed), number(counters.notReached), number(counters.skipped),
                   number(counters.cancelled)});
}

QString runLine(const probe::RouteResult& route, probe::Environment environment)
{
    return filled(said("Run %1, %2, %3, as %4"),
                  {fromUtf8(route.runId), fromUtf8(route.startedAt), environmentText(environment),
                   accountName(route.account)});
}

QString routeLine(const probe::RouteResult& route)
{
    using enum HopState;
    const auto failing =
        std::ranges::find_if(route.hops, [](const HopResult& hop) { return hop.state != Passed; });
    if (failing == route.hops.end()) {
        const bool agrees = std::ranges::all_of(route.hops, [](const HopResult& hop) {
            return hop.predicted == plan::Outcome::Allowed;
        });
        const QString sentence = route.hops.size() == 1
                                     ? said("Hop 1 passed")
                                     : said("All %1 hops passed").arg(route.hops.size());
        return asPredicted(sentence, agrees);
    }
    const QString number = QString::number(failing - route.hops.begin() + 1);
    const bool denied = failing->state == Denied;
    if (denied && failing->predicted == plan::Outcome::Allowed) {
        const QString code =
            failing->code ? filled(QStringLiteral(" (%1)"), {fromUtf8(*failing->code)}) : QString();
        return filled(said("Hop %1: predicted: %2. Seen: denied%3."),
                      {number, predictedWord(failing->predicted), code});
    }
    if (denied) {
        return asPredicted(filled(said("Hop %1 is denied"), {number}),
                           failing->predicted == plan::Outcome::Denied);
    }
    if (failing->state == Failed && failing->stage)
        return filled(said("Hop %1 failed at %2."), {number, stageText(*failing->stage)});
    if (failing->state == Skipped) {
        return filled(
            said("Hop %1 was skipped: %2. The prediction stands: %3."),
            {number, skippedText(failing->skippedBecause), predictedWord(failing->predicted)});
    }
    if (failing->state == Cancelled && failing->stage)
        return filled(said("Stopped at hop %1, stage %2."), {number, stageText(*failing->stage)});
    return filled(said("Hop %1: %2."), {number, hopStateText(*failing)});
}

}  // namespace hopwright::ui
