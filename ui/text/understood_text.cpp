#include "ui/text/understood_text.h"

#include "ui/text/diagnosis_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopwright::ui {

namespace {

using diagnose::Diagnosis;
using Kind = UnderstoodText::Kind;

/// A variable stands for a machine that the text does not name.
QString machineText(const diagnose::Named& machine)
{
    return machine.empty() || machine.name.starts_with('$') ? QString() : fromUtf8(machine.name);
}

QString errorLine(const Diagnosis& diagnosis)
{
    const diagnose::Candidate& first = diagnosis.candidates.front();
    const QString what = causeName(first.cause);
    if (first.code)
        return filled(Text::tr("Code %1: %2."), {fromUtf8(textOf(*first.code)), what});
    return filled(Text::tr("What it says: %1."), {what});
}

QString resourceLine(const diagnose::ReadResource& resource)
{
    const QString kind = resourceKindText(resource.kind);
    const QString where = machineText(resource.target);
    const QString by = fromUtf8(
        std::string_view(resource.command).substr(0, resource.command.find_first_of(" \t\r\n")));
    if (where.isEmpty()) {
        return by.isEmpty() ? filled(Text::tr("It wanted something of this kind: %1."), {kind})
                            : filled(Text::tr("%1 wanted something of this kind: %2."), {by, kind});
    }
    return by.isEmpty() ? filled(Text::tr("It wanted %1 (%2)."), {where, kind})
                        : filled(Text::tr("%1 wanted %2 (%3)."), {by, where, kind});
}

QString sessionLine(const Diagnosis& diagnosis)
{
    const diagnose::ReadSession& last = diagnosis.reading.sessions.back();
    const QString where = machineText(last.target);
    const bool isNamed = last.method && *last.method != Method::Default;
    const QString method = isNamed ? methodText(*last.method) : QString();
    if (where.isEmpty()) {
        return isNamed ? filled(Text::tr("A session was opened by %1, to a machine that is not "
                                         "named."),
                                {method})
                       : Text::tr("A session was opened in the default way, to a machine that is "
                                  "not named.");
    }
    return isNamed ? filled(Text::tr("A session on %1 was opened by %2."), {where, method})
                   : filled(Text::tr("A session on %1 was opened in the default way."), {where});
}

}  // namespace

std::vector<UnderstoodText> understoodTexts(const Diagnosis& diagnosis)
{
    std::vector<UnderstoodText> out;
    if (diagnosis.isUnderstood())
        out.push_back({.kind = Kind::Error, .text = errorLine(diagnosis)});
    if (diagnosis.reading.resource)
        out.push_back({.kind = Kind::Resource, .text = resourceLine(*diagnosis.reading.resource)});
    if (!diagnosis.reading.sessions.empty())
        out.push_back({.kind = Kind::Session, .text = sessionLine(diagnosis)});
    if (!diagnosis.reading.accounts.empty()) {
        out.push_back({.kind = Kind::Account,
                       .text = filled(Text::tr("Account: %1."),
                                      {fromUtf8(diagnosis.reading.accounts.front().name)})});
    }
    if (!diagnosis.facts.empty()) {
        out.push_back({.kind = Kind::Facts,
                       .text = Text::tr("%n settings and facts of machines were read.", nullptr,
                                        static_cast<int>(diagnosis.facts.size()))});
    }
    return out;
}

QString keptText(int blanked)
{
    const QString kept = Text::tr("Nothing of this text is saved until you say so.");
    return blanked == 0
               ? kept
               : Text::tr("%n passwords or keys were blanked.", nullptr, blanked) + u' ' + kept;
}

QString saidText(const diagnose::SaidDrawing::Hop& hop)
{
    if (!hop.reached)
        return Text::tr("not reached");
    switch (hop.said) {
    case Outcome::Allowed:
        return Text::tr("passed, says the text");
    case Outcome::Denied:
        return Text::tr("stops, says the text");
    case Outcome::Unknown:
        break;
    }
    return Text::tr("not said");
}

QString namedByText(diagnose::NamedBy by)
{
    switch (by) {
    case diagnose::NamedBy::Text:
        return Text::tr("read from the text");
    case diagnose::NamedBy::Answer:
        return Text::tr("confirmed by you");
    case diagnose::NamedBy::Nobody:
        break;
    }
    return Text::tr("the text does not name it");
}

std::vector<FixText> fixTexts(const Diagnosis& diagnosis, const diagnose::SaidDrawing& drawing,
                              const plan::Plan& plan)
{
    std::vector<FixText> out;
    if (!diagnosis.isUnderstood())
        return out;
    const diagnose::Candidate& first = diagnosis.candidates.front();
    if (drawing.failing) {
        const auto hop = plan.hops.find(*drawing.failing);
        const auto ways = plan.waysOut.find(*drawing.failing);
        if (hop != plan.hops.end() && ways != plan.waysOut.end()
            && hop->second.cause == first.cause) {
            for (const plan::WayOut& each : ways->second) {
                out.push_back(
                    {.text = filled(Text::tr("%1 (%2)"), {wayOutText(each), exposureText(each)}),
                     .detail = wayOutDetail(each),
                     .who = whoTakes(each.kind)});
            }
        }
    }
    if (out.empty()) {
        const CandidateText text = textOf(diagnosis, first);
        out.push_back({.text = text.fix, .who = text.who});
    }
    return out;
}

QString ticketTitle(const Diagnosis& diagnosis)
{
    static const QRegularExpression number(
        QStringLiteral(
            R"(\b(?:(?:ticket|incident|case|vorgang)\s*(?:no\.?|nr\.?|number|id)?\s*[#:]?\s*|(INC|REQ|CHG|SR|HD-|#))(\d{3,12})\b)"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype head = 4096;
    const QString text = QString::fromUtf8(
        diagnosis.pasted.text.data(),
        std::min<qsizetype>(head, static_cast<qsizetype>(diagnosis.pasted.text.size())));
    const QRegularExpressionMatch match = number.match(text);
    if (!match.hasMatch())
        return Text::tr("Ticket");
    return filled(Text::tr("Ticket %1"), {match.captured(1) + match.captured(2)});
}

}  // namespace hopwright::ui
