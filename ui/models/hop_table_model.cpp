#include "ui/models/hop_table_model.h"

#include "ui/models/state_marks.h"
#include "ui/models/thing_id.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_history_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/roles.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace hopwright::ui {

namespace {

bool ended(HopState state)
{
    return state == HopState::Passed || state == HopState::Denied || state == HopState::Failed
           || state == HopState::Cancelled;
}

bool wentWrong(HopState state)
{
    return state == HopState::Denied || state == HopState::Failed;
}

QVariantList stageMarks(const probe::HopResult& hop)
{
    QVariantList marks;
    for (const probe::StageResult& stage : hop.stages) {
        marks.append(static_cast<int>(markFor(stage.state)));
    }
    return marks;
}

QString stagesInWords(const probe::HopResult& hop)
{
    QStringList words;
    for (const probe::StageResult& stage : hop.stages) {
        words.append(stageText(stage.stage) + QLatin1Char(' ') + stageStateWord(stage.state));
    }
    return words.join(QStringLiteral(", "));
}

}  // namespace

bool HopTableModel::Row::isShownAs(HopFilter filter) const
{
    switch (filter) {
    case HopFilter::All:
        return true;
    case HopFilter::Failed:
        return kind == Kind::Hop && wentWrong(result.state);
    case HopFilter::Changed:
        return kind != Kind::Route && !change.isEmpty();
    }
    return false;
}

/// The same line, whatever it says.
bool HopTableModel::Row::isSameAs(const Row& other) const
{
    return kind == other.kind && place == other.place && result.hop == other.result.hop;
}

namespace {

/// The same routes and hops, in the same order.
bool hasSameHops(const probe::RunReport& before, const probe::RunReport& now)
{
    return std::ranges::equal(before.routes, now.routes, [](const auto& a, const auto& b) {
        return a.name == b.name
               && std::ranges::equal(a.hops, b.hops, {}, &probe::HopResult::hop,
                                     &probe::HopResult::hop);
    });
}

}  // namespace

void HopTableModel::setRun(const Shared<model::Graph>& graph, const probe::RunReport& report,
                           const probe::RunAge& age)
{
    const bool isSame = &*graph == &*m_graph && hasSameHops(m_report, report);
    m_graph = graph;
    m_report = report;
    if (!isSame)
        makeRows();
    updateRows(age);
    m_gone.clear();
    countRows();
    show();
}

void HopTableModel::makeRows()
{
    m_all.clear();
    for (std::size_t i = 0; i < m_report.routes.size(); ++i) {
        const probe::RouteResult& route = m_report.routes[i];
        if (m_report.routes.size() > 1) {
            m_all.push_back({.kind = Kind::Route,
                             .place = {.route = i, .hop = 0},
                             .title = fromUtf8(route.name)});
        }
        for (std::size_t j = 0; j < route.hops.size(); ++j) {
            const auto hop = m_graph->hops.find(route.hops[j].hop);
            const bool isThere = hop != m_graph->hops.end();
            m_all.push_back(
                {.place = {.route = i, .hop = j},
                 .title = isThere ? hopTitle(*m_graph, hop->second) : Text::tr("a removed hop"),
                 .method = isThere ? hopKindText(*m_graph, hop->second) : QString()});
        }
    }
}

/// What a test and an edit change of them.
void HopTableModel::updateRows(const probe::RunAge& age)
{
    for (Row& row : m_all) {
        const probe::RouteResult& route = m_report.routes[row.place.route];
        row.before.clear();
        row.change.clear();
        if (row.kind == Kind::Route) {
            row.result.state = probe::worstOf({.routes = {route}});
            continue;
        }
        row.result = route.hops[row.place.hop];
        row.isMuted =
            row.place.route < age.changed.size() && age.isChanged(row.place.route, row.place.hop);
    }
}

void HopTableModel::setRoute(const model::Graph& graph, const probe::RouteResult& route)
{
    setRun(Shared<model::Graph>(graph), {.routes = {route}});
}

void HopTableModel::setComparison(const RunComparison& comparison)
{
    std::map<std::pair<std::size_t, std::size_t>, const probe::HopDifference*> found;
    for (const probe::HopDifference& each : comparison.hops) {
        if (each.after)
            found.emplace(std::pair(each.after->route, each.after->hop), &each);
    }
    setGone(comparison);
    for (Row& row : m_all) {
        const auto at = found.find({row.place.route, row.place.hop});
        row.before.clear();
        row.change.clear();
        if (row.kind != Kind::Hop || at == found.end())
            continue;
        const probe::HopDifference& difference = *at->second;
        if (difference.before) {
            row.before = hopStateText(comparison.before.routes.at(difference.before->route)
                                          .hops.at(difference.before->hop));
        }
        row.change = difference.isSame() ? QString() : changeText(difference);
    }
    countRows();
    show();
}

/// Rows of the hops that are there no more.
void HopTableModel::setGone(const RunComparison& comparison)
{
    m_gone.clear();
    for (const probe::HopDifference& each : comparison.hops) {
        if (each.after || !each.before)
            continue;
        const probe::RouteResult& route = comparison.before.routes.at(each.before->route);
        const probe::HopResult& result = route.hops.at(each.before->hop);
        const auto hop = comparison.graph->hops.find(result.hop);
        m_gone.push_back({.kind = Kind::Gone,
                          .place = *each.before,
                          .title = hop == comparison.graph->hops.end()
                                       ? Text::tr("a removed hop")
                                       : hopTitle(*comparison.graph, hop->second),
                          .before = hopStateText(result),
                          .change = changeText(each),
                          .isMuted = true});
    }
}

void HopTableModel::setFilter(HopFilter filter)
{
    m_filter = filter;
    show();
}

void HopTableModel::clear()
{
    m_report = {};
    m_all.clear();
    m_gone.clear();
    countRows();
    show();
}

void HopTableModel::countRows()
{
    m_counts = {};
    const auto count = [this](const Row& row) {
        for (int i = 0; row.kind != Kind::Route && i < hopFilterCount; ++i)
            m_counts.at(std::size_t(i)) += row.isShownAs(static_cast<HopFilter>(i)) ? 1 : 0;
    };
    std::ranges::for_each(m_all, count);
    std::ranges::for_each(m_gone, count);
}

/// Makes the rows; a reset only when they are others. The line of a route stands where one of its hops does.
void HopTableModel::show()
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (m_all[i].kind == Kind::Route) {
            const auto end =
                std::find_if(m_all.begin() + static_cast<std::ptrdiff_t>(i) + 1, m_all.end(),
                             [](const Row& row) { return row.kind == Kind::Route; });
            const bool isShown =
                std::any_of(m_all.begin() + static_cast<std::ptrdiff_t>(i) + 1, end,
                            [this](const Row& row) { return row.isShownAs(m_filter); });
            if (isShown)
                rows.push_back(m_all[i]);
        } else if (m_all[i].isShownAs(m_filter)) {
            rows.push_back(m_all[i]);
        }
    }
    std::ranges::copy_if(m_gone, std::back_inserter(rows),
                         [this](const Row& row) { return row.isShownAs(m_filter); });
    const bool same =
        std::ranges::equal(rows, m_rows, [](const Row& a, const Row& b) { return a.isSameAs(b); });
    if (same && rows.empty()) {
        return;
    }
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const probe::HopResult* HopTableModel::hopAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const Row& at = m_rows.at(static_cast<std::size_t>(row));
    return at.kind == Kind::Hop ? &at.result : nullptr;
}

std::optional<probe::HopPlace> HopTableModel::placeAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    const Row& at = m_rows.at(static_cast<std::size_t>(row));
    return at.kind == Kind::Gone ? std::nullopt : std::optional(at.place);
}

int HopTableModel::rowOf(model::HopId hop) const
{
    const auto found = std::ranges::find_if(
        m_rows, [hop](const Row& row) { return row.kind == Kind::Hop && row.result.hop == hop; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int HopTableModel::rowOf(probe::HopPlace place) const
{
    const auto found = std::ranges::find_if(
        m_rows, [place](const Row& row) { return row.kind == Kind::Hop && row.place == place; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int HopTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HopTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HopTableModel::display(const Row& row, int column)
{
    if (column == Hop)
        return row.title;
    if (row.kind == Kind::Route)
        return {};
    switch (column) {
    case Number:
        return QString::number(row.place.hop + 1);
    case Method:
        return row.method;
    case Time:
        return row.kind == Kind::Hop && ended(row.result.state) ? durationText(row.result.ms)
                                                                : QStringLiteral("–");
    case Before:
        return row.before.isEmpty() ? QStringLiteral("–") : row.before;
    default:
        return {};
    }
}

/// The line in words.
QString HopTableModel::tip(const Row& row)
{
    QStringList parts;
    if (row.kind == Kind::Hop)
        parts += comparedStateText(row.result);
    if (row.kind == Kind::Route)
        parts += hopStateWord(row.result.state);
    if (!row.change.isEmpty())
        parts += row.change;
    if (row.isMuted && row.kind == Kind::Hop)
        parts += Text::tr("of an older drawing");
    return parts.join(QStringLiteral(", "));
}

/// What only the column Hop says; invalid: as every column.
QVariant HopTableModel::hopData(const Row& row, int role)
{
    switch (role) {
    case Qt::ToolTipRole:
        return tipOf(row.title + QStringLiteral(": ") + tip(row));
    case Qt::AccessibleTextRole:
        return row.title + QStringLiteral(", ") + tip(row);
    case MarkRole:
        if (row.kind == Kind::Gone)
            return {};
        return static_cast<int>(row.kind == Kind::Hop && row.result.state == HopState::NotRun
                                    ? markFor(row.result.predicted.outcome)
                                    : markFor(row.result.state));
    case StrongRole:
        return row.kind == Kind::Route || wentWrong(row.result.state);
    default:
        return {};
    }
}

/// What only the column Stages says; invalid: as every column.
QVariant HopTableModel::stagesData(const Row& row, int role)
{
    if (row.kind != Kind::Hop)
        return {};
    switch (role) {
    case Qt::AccessibleTextRole:
        return stagesInWords(row.result);
    case StageMarksRole:
        return stageMarks(row.result);
    default:
        return {};
    }
}

QVariant HopTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows.at(static_cast<std::size_t>(index.row()));
    if (index.column() == Hop) {
        if (const QVariant of = hopData(row, role); of.isValid()) {
            return of;
        }
    }
    if (index.column() == Stages) {
        if (const QVariant of = stagesData(row, role); of.isValid()) {
            return of;
        }
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Before ? QVariant(tipOf(row.change)) : QVariant();
    case StrongRole:
        return index.column() == Before && !row.change.isEmpty();
    case Qt::TextAlignmentRole:
        return index.column() == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MutedRole:
        return row.isMuted;
    case ThingIdRole:
        return row.kind == Kind::Hop ? QVariant(thingIdOf(row.result.hop)) : QVariant();
    default:
        return {};
    }
}

QVariant HopTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = section == Time ? Qt::AlignRight : Qt::AlignLeft;
        return (side | Qt::AlignVCenter).toInt();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Number:
        return Text::tr("#");
    case Hop:
        return Text::tr("Hop");
    case Method:
        return Text::tr("Method");
    case Stages:
        return Text::tr("Stages");
    case Time:
        return Text::tr("Time");
    case Before:
        return Text::tr("Before");
    default:
        return {};
    }
}

}  // namespace hopwright::ui
