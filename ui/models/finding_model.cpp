#include "ui/models/finding_model.h"

#include "core/explain/explanation_table.h"
#include "ui/text/explain_text.h"
#include "ui/text/glossary.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/roles.h"

#include <QBrush>
#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

std::size_t placeOf(plan::Severity severity)
{
    return static_cast<std::size_t>(std::to_underlying(severity));
}

bool isWorse(Mark a, Mark b)
{
    return b == Mark::None || static_cast<int>(a) < static_cast<int>(b);  // Error, Warning, Note.
}

QString sourceWord(model::Source source)
{
    switch (source) {
    case model::Source::Drawn:
        return Text::tr("drawn");
    case model::Source::Imported:
        return Text::tr("imported");
    case model::Source::Seen:
        return Text::tr("seen");
    case model::Source::Pasted:
        return Text::tr("pasted");
    }
    return {};
}

/// "imported 2026-11-28".
QString sourceText(const model::Provenance& provenance)
{
    constexpr qsizetype day = 10;
    const QString word = sourceWord(provenance.source);
    return provenance.time.empty() ? word
                                   : word + QLatin1Char(' ') + fromUtf8(provenance.time).left(day);
}

/// "09:12" of ISO 8601 in UTC, as the clock on the wall has it.
QString clockOf(const std::string& time)
{
    const QDateTime at = QDateTime::fromString(QString::fromStdString(time), Qt::ISODate);
    return at.toLocalTime().toString(QStringLiteral("HH:mm"));
}

bool has(const std::vector<std::string>& entries, const std::string& entry)
{
    return std::ranges::find(entries, entry) != entries.end();
}

bool isDrawn(const model::PracticeFacts& drawn, const std::string& entry)
{
    return has(drawn.allowFresh, entry) || has(drawn.allowFreshNtlmOnly, entry)
           || has(drawn.denyFresh, entry) || has(drawn.trustedHosts, entry);
}

}  // namespace

int FindingCounts::of(plan::Severity severity) const
{
    switch (severity) {
    case plan::Severity::Error:
        return errors;
    case plan::Severity::Warning:
        return warnings;
    case plan::Severity::Note:
        break;
    }
    return notes;
}

FindingCounts countsOf(const std::vector<plan::Finding>& findings)
{
    FindingCounts out;
    for (const plan::Finding& each : findings) {
        switch (each.severity) {
        case plan::Severity::Error:
            ++out.errors;
            break;
        case plan::Severity::Warning:
            ++out.warnings;
            break;
        case plan::Severity::Note:
            ++out.notes;
            break;
        }
    }
    return out;
}

Mark markFor(plan::Severity severity)
{
    switch (severity) {
    case plan::Severity::Error:
        return Mark::Error;
    case plan::Severity::Warning:
        return Mark::Warning;
    case plan::Severity::Note:
        break;
    }
    return Mark::Note;
}

std::unordered_map<std::string, FindingBadge> badgesOf(const std::vector<plan::Finding>& findings)
{
    std::unordered_map<std::string, FindingBadge> out;
    for (const plan::Finding& each : findings) {
        FindingBadge& badge = out[each.where];
        ++badge.count;
        if (const Mark mark = markFor(each.severity); isWorse(mark, badge.worst))
            badge.worst = mark;
    }
    return out;
}

void FindingModel::setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan,
                              const probe::RunReport& report)
{
    const bool same = &*m_plan == &*plan || m_plan->findings == plan->findings;
    m_tested.clear();
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& result : route.hops)
            m_tested.try_emplace(result.hop, Tested{.state = result.state, .at = route.startedAt});
    }
    if (same) {
        m_graph = std::move(graph);
        m_plan = std::move(plan);
        m_folded.clear();  // A machine may have another name.
        if (shownCount() > 0) {
            emit layoutAboutToBeChanged();
            emit layoutChanged();
        }
        return;
    }
    beginResetModel();
    m_graph = std::move(graph);
    m_plan = std::move(plan);
    m_folded.clear();
    filter();
    endResetModel();
}

void FindingModel::setFilter(const QString& text, const std::array<bool, 3>& shown)
{
    const QString folded = text.trimmed().toCaseFolded();
    if (folded == m_text && shown == m_severities)
        return;
    beginResetModel();
    m_text = folded;
    m_severities = shown;
    filter();
    endResetModel();
}

void FindingModel::setGrouped(bool grouped)
{
    if (grouped == m_grouped)
        return;
    beginResetModel();
    m_grouped = grouped;
    filter();
    endResetModel();
}

bool FindingModel::matches(std::size_t finding) const
{
    const plan::Finding& each = m_plan->findings[finding];
    if (!m_severities.at(ui::placeOf(each.severity)))
        return false;
    if (m_text.isEmpty())
        return true;
    if (m_folded.size() != m_plan->findings.size())
        m_folded.resize(m_plan->findings.size());
    QString& folded = m_folded[finding];
    if (folded.isEmpty()) {
        folded = (findingText(each) + u'\n' + whereText(each) + u'\n' + fromUtf8(each.rule))
                     .toCaseFolded();
    }
    return folded.contains(m_text);
}

/// What is shown, and where it is grouped: rules in the order in which the list has them, worst first.
void FindingModel::filter()
{
    m_shown.clear();
    m_groups.clear();
    for (std::size_t i = 0; i < m_plan->findings.size(); ++i) {
        if (matches(i))
            m_shown.push_back(i);
    }
    if (!m_grouped)
        return;
    std::unordered_map<std::string, std::size_t> groups;
    for (const std::size_t each : m_shown) {
        const std::string& rule = m_plan->findings[each].rule;
        const auto [found, isNew] = groups.try_emplace(rule, m_groups.size());
        if (isNew)
            m_groups.push_back({.rule = rule});
        ++m_groups[found->second].count;
    }
    for (std::size_t i = 1; i < m_groups.size(); ++i)
        m_groups[i].first = m_groups[i - 1].first + m_groups[i - 1].count;
    std::vector<std::size_t> next;
    next.reserve(m_groups.size());
    for (const Group& each : m_groups)
        next.push_back(each.first);
    std::vector<std::size_t> ordered(m_shown.size());
    for (const std::size_t each : m_shown)
        ordered[next[groups.at(m_plan->findings[each].rule)]++] = each;
    m_shown = std::move(ordered);
}

std::size_t FindingModel::placeOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return m_shown.size();
    const auto row = static_cast<std::size_t>(index.row());
    if (!m_grouped)
        return row;
    // A row below a rule has the number of the rule, from 1.
    return index.internalId() == 0 ? m_shown.size() : m_groups[index.internalId() - 1].first + row;
}

const plan::Finding* FindingModel::findingAt(const QModelIndex& index) const
{
    const std::size_t place = placeOf(index);
    return place < m_shown.size() ? &shown(place) : nullptr;
}

QModelIndex FindingModel::indexOfShown(std::size_t place) const
{
    if (!m_grouped)
        return createIndex(static_cast<int>(place), 0, quintptr{0});
    const auto behind = std::ranges::upper_bound(m_groups, place, {}, &Group::first);
    const auto group = static_cast<std::size_t>(behind - m_groups.begin()) - 1;
    return createIndex(static_cast<int>(place - m_groups[group].first), 0, quintptr{group + 1});
}

QModelIndex FindingModel::indexOf(const std::string& id) const
{
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        if (shown(i).id == id)
            return indexOfShown(i);
    }
    return {};
}

QModelIndex FindingModel::stepFrom(const QModelIndex& from, int step) const
{
    const auto count = static_cast<std::ptrdiff_t>(m_shown.size());
    if (count == 0)
        return {};
    std::size_t place = placeOf(from);
    if (place >= m_shown.size()
        && from.isValid()) {  // A rule: from before its first, or behind it.
        place = m_groups[static_cast<std::size_t>(from.row())].first - (step > 0 ? 1 : 0);
    } else if (place >= m_shown.size()) {
        place = step > 0 ? m_shown.size() - 1 : 0;
    }
    const std::ptrdiff_t to = static_cast<std::ptrdiff_t>(place) + step;
    return indexOfShown(static_cast<std::size_t>(((to % count) + count) % count));
}

QModelIndex FindingModel::firstOf(plan::Severity severity) const
{
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        if (shown(i).severity == severity)
            return indexOfShown(i);
    }
    return {};
}

QModelIndex FindingModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr{0});
}

QModelIndex FindingModel::parent(const QModelIndex& child) const
{
    return child.isValid() && child.internalId() != 0
               ? createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{0})
               : QModelIndex();
}

int FindingModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_grouped ? m_groups.size() : m_shown.size());
    const bool isGroup = m_grouped && parent.internalId() == 0 && parent.column() == 0;
    return isGroup ? static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].count) : 0;
}

int FindingModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QString FindingModel::whereText(const plan::Finding& finding) const
{
    const ThingRef thing = thingFromId(fromUtf8(finding.where));
    if (const auto* hop = std::get_if<model::HopId>(&thing)) {
        const auto found = m_graph->hops.find(*hop);
        return found == m_graph->hops.end() ? QString() : hopTitle(*m_graph, found->second);
    }
    const auto* computer = std::get_if<model::ComputerId>(&thing);
    return computer == nullptr ? QString() : computerName(*m_graph, *computer);
}

/// Of an entry of a list: where the machine's state is from, or that it is drawn.
QString FindingModel::entrySource(const plan::Finding& finding) const
{
    const ThingRef thing = thingFromId(fromUtf8(finding.where));
    const auto* computer = std::get_if<model::ComputerId>(&thing);
    if (computer == nullptr || finding.text.arguments.size() < 2)
        return {};
    const auto drawn = m_graph->computers.find(*computer);
    const auto seen = m_graph->seen.find(*computer);
    const bool draws = drawn != m_graph->computers.end()
                       && isDrawn(drawn->second.practice, finding.text.arguments[1]);
    return draws || seen == m_graph->seen.end() ? sourceWord(model::Source::Drawn)
                                                : sourceText(seen->second.provenance);
}

/// "tested 09:12", "predicted", "computed", "imported 2026-11-28", "drawn".
QString FindingModel::knownText(const plan::Finding& finding) const
{
    if (finding.rule == "S3")
        return entrySource(finding);
    const ThingRef thing = thingFromId(fromUtf8(finding.where));
    const auto* hop = std::get_if<model::HopId>(&thing);
    if (finding.severity == plan::Severity::Error && hop != nullptr) {
        const auto found = m_tested.find(*hop);
        const bool denied =
            found != m_tested.end()
            && (found->second.state == HopState::Denied || found->second.state == HopState::Failed);
        return denied ? filled(Text::tr("tested %1"), {clockOf(found->second.at)})
                      : Text::tr("predicted");
    }
    using enum plan::ReasonKey;
    const plan::ReasonKey key = finding.text.key;
    if (key == MachineHoldsPassword || key == CredSspNotNeeded)
        return Text::tr("computed");
    if (hop != nullptr) {
        const auto found = m_graph->hops.find(*hop);
        return found == m_graph->hops.end() ? QString() : sourceText(found->second.provenance);
    }
    const auto* computer = std::get_if<model::ComputerId>(&thing);
    const auto found =
        computer == nullptr ? m_graph->computers.end() : m_graph->computers.find(*computer);
    return found == m_graph->computers.end() ? QString() : sourceText(found->second.provenance);
}

QString FindingModel::cellText(const plan::Finding& finding, int column) const
{
    switch (column) {
    case Severity:
        return severityText(finding.severity);
    case Finding:
        return findingText(finding);
    case Where:
        return whereText(finding);
    case Rule:
        return fromUtf8(finding.rule);
    default:
        return knownText(finding);
    }
}

QVariant FindingModel::findingData(const plan::Finding& finding, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return cellText(finding, column);
    case Qt::AccessibleTextRole:
        // The first cell tells of all: it is the one that is read out.
        return column == Severity ? severityText(finding.severity) + QStringLiteral(": ")
                                        + findingText(finding) + u' ' + whereText(finding)
                                  : cellText(finding, column);
    case Qt::ToolTipRole:
        if (column == Rule)
            return topicTip(explain::topicOf(finding.text.key, finding.rule));
        return tipOf(cellText(finding, column))
               + (column == Finding ? glossaryTip(cellText(finding, column)) : QString());
    case MarkRole:
        return column == Severity ? QVariant(static_cast<int>(markFor(finding.severity)))
                                  : QVariant();
    case Qt::ForegroundRole:
        return column >= Rule
                   ? QVariant(QBrush(ink(Ink::TextSecondary, QGuiApplication::palette())))
                   : QVariant();
    case ThingIdRole:
        return fromUtf8(finding.where);
    default:
        return {};
    }
}

QVariant FindingModel::groupData(const Group& group, int column, int role) const
{
    if (column != 0)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString title = explainTopic(explain::topicOf(group.rule)).title;
        const QString text = filled(QStringLiteral("%1 (%2) · %3"),
                                    {title, QString::number(group.count), fromUtf8(group.rule)});
        return role == Qt::ToolTipRole
                   ? tipOf(text) + tipOf(meaningOf(explain::topicOf(group.rule)))
                   : text;
    }
    case MarkRole: {
        Mark worst = Mark::None;
        for (std::size_t i = group.first; i < group.first + group.count; ++i) {
            if (const Mark mark = markFor(shown(i).severity); isWorse(mark, worst))
                worst = mark;
            if (worst == Mark::Error)
                break;
        }
        return static_cast<int>(worst);
    }
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return font;
    }
    default:
        return {};
    }
}

QVariant FindingModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const plan::Finding* finding = findingAt(index))
        return findingData(*finding, index.column(), role);
    return groupData(m_groups[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return (Qt::AlignLeft | Qt::AlignVCenter).toInt();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Severity:
        return Text::tr("Severity");
    case Finding:
        return Text::tr("Finding");
    case Where:
        return Text::tr("Where");
    case Rule:
        return Text::tr("Rule");
    case KnownFrom:
        return Text::tr("Known from");
    default:
        return {};
    }
}

}  // namespace hopwright::ui
