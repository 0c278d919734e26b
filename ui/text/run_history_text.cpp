#include "ui/text/run_history_text.h"

#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>

namespace hopwright::ui {

namespace {

QString partText(probe::Part part)
{
    switch (part) {
    case probe::Part::Outcome:
        return Text::tr("another outcome");
    case probe::Part::Stage:
        return Text::tr("another stage");
    case probe::Part::Cause:
        return Text::tr("another cause");
    case probe::Part::Code:
        return Text::tr("another code");
    }
    return {};
}

/// Hops that were asked and answered, whatever they answered.
int answered(const probe::Counters& counters)
{
    return counters.passed + counters.denied + counters.failed;
}

/// Where a run was stopped: its first hop that was cancelled; it need not have begun.
QString stoppedText(const probe::RunReport& report)
{
    const bool several = report.routes.size() > 1;
    for (const probe::RouteResult& route : report.routes) {
        const auto hop =
            std::ranges::find(route.hops, HopState::Cancelled, &probe::HopResult::state);
        if (hop == route.hops.end())
            continue;
        const QString number = QString::number(hop - route.hops.begin() + 1);
        const QString name = fromUtf8(route.name);
        if (!hop->stage) {
            return several ? filled(Text::tr("Stopped before hop %1 of %2."), {number, name})
                           : filled(Text::tr("Stopped before hop %1."), {number});
        }
        const QString stage = stageText(*hop->stage);
        return several
                   ? filled(Text::tr("Stopped at hop %1 of %2, stage %3."), {number, name, stage})
                   : filled(Text::tr("Stopped at hop %1, stage %2."), {number, stage});
    }
    return Text::tr("Stopped.");
}

QString countedText(const probe::Counters& counters)
{
    QStringList parts;
    const auto add = [&parts](const QString& text, int count) {
        if (count > 0)
            parts += filled(text, {QString::number(count)});
    };
    add(Text::tr("%1 denied"), counters.denied);
    add(Text::tr("%1 failed"), counters.failed);
    add(Text::tr("%1 not reached"), counters.notReached);
    add(Text::tr("%1 skipped"), counters.skipped);
    add(Text::tr("%1 cancelled"), counters.cancelled);
    parts.prepend(filled(Text::tr("%1 of %2 hops passed"),
                         {QString::number(counters.passed), QString::number(counters.planned)}));
    return parts.join(QStringLiteral(", ")) + u'.';
}

}  // namespace

QString changeText(const probe::HopDifference& difference)
{
    if (!difference.before)
        return Text::tr("not tested before");
    if (!difference.after)
        return Text::tr("not tested this time");
    QStringList parts;
    for (const probe::Part part : difference.differs)
        parts += partText(part);
    if (difference.isDrawnOtherwise)
        parts += Text::tr("drawn otherwise");
    return parts.isEmpty() ? Text::tr("as before") : parts.join(QStringLiteral(", "));
}

QString comparisonLine(int hops, int changed)
{
    const QString compared = Text::tr("Compared %n hops.", nullptr, hops);
    if (changed == 0)
        return compared + u' ' + Text::tr("All are as before.");
    return compared + u' ' + Text::tr("%n are not as before.", nullptr, changed);
}

QString whenText(const std::string& time, Environment environment)
{
    // ISO 8601 in UTC, as the file and the line below the result have it: the day and the minute tell runs apart.
    constexpr qsizetype minutes = 16;
    QString when = fromUtf8(time);
    if (when.size() > minutes && when.at(10) == u'T') {
        when.truncate(minutes);
        when[10] = u' ';
    }
    return filled(Text::tr("%1 UTC, %2"), {when, environmentText(environment)});
}

QString endText(const probe::Counters& counters)
{
    const auto of = [&counters](const QString& text, int count) {
        return filled(text, {QString::number(count), QString::number(counters.planned)});
    };
    switch (probe::worstOf(counters)) {
    case HopState::Denied:
        return of(Text::tr("%1 of %2 hops denied"), counters.denied);
    case HopState::Failed:
        return of(Text::tr("%1 of %2 hops failed"), counters.failed);
    case HopState::Cancelled:
        return of(Text::tr("stopped after %1 of %2 hops"), answered(counters));
    case HopState::Skipped:
        return of(Text::tr("%1 of %2 hops skipped"), counters.skipped);
    default:
        return Text::tr("all %n hops passed", nullptr, counters.passed);
    }
}

QString runHeadline(const probe::RunReport& report)
{
    const probe::Counters counters = probe::countersOf(report);
    if (counters.cancelled > 0) {
        return stoppedText(report) + u' '
               + filled(Text::tr("%1 of %2 hops were tested."),
                        {QString::number(answered(counters)), QString::number(counters.planned)});
    }
    if (report.routes.size() == 1)
        return routeLine(report.routes.front());
    return countedText(counters);
}

}  // namespace hopwright::ui
