#include "ui/models/hop_table_model.h"

#include "ui/models/state_marks.h"
#include "ui/models/thing_id.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/roles.h"

#include <algorithm>

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

void HopTableModel::setRoute(const model::Graph& graph, const probe::RouteResult& route)
{
    std::vector<Row> rows;
    for (const probe::HopResult& result : route.hops) {
        const auto hop = graph.hops.find(result.hop);
        const bool isThere = hop != graph.hops.end();
        rows.push_back({.result = result,
                        .title = isThere ? hopTitle(graph, hop->second) : Text::tr("a removed hop"),
                        .method = isThere ? hopKindText(graph, hop->second) : QString()});
    }
    const auto idOf = [](const Row& row) {
        return row.result.hop;
    };
    const bool same = std::ranges::equal(rows, m_rows, {}, idOf, idOf);
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

void HopTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

const probe::HopResult* HopTableModel::hopAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows.at(static_cast<std::size_t>(row)).result
                                        : nullptr;
}

int HopTableModel::rowOf(model::HopId hop) const
{
    const auto found =
        std::ranges::find(m_rows, hop, [](const Row& row) { return row.result.hop; });
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

QVariant HopTableModel::display(const Row& row, int number, int column) const
{
    switch (column) {
    case Number:
        return QString::number(number);
    case Hop:
        return row.title;
    case Method:
        return row.method;
    case Time:
        return ended(row.result.state) ? durationText(row.result.ms) : QStringLiteral("–");
    default:
        return {};
    }
}

/// What only the column Hop says; invalid: as every column.
QVariant HopTableModel::hopData(const Row& row, int role)
{
    switch (role) {
    case Qt::ToolTipRole:
        return tipOf(row.title + QStringLiteral(": ") + comparedStateText(row.result));
    case Qt::AccessibleTextRole:
        return row.title + QStringLiteral(", ") + comparedStateText(row.result);
    case MarkRole:
        return static_cast<int>(row.result.state == HopState::NotRun
                                    ? markFor(row.result.predicted.outcome)
                                    : markFor(row.result.state));
    case StrongRole:
        return wentWrong(row.result.state);
    default:
        return {};
    }
}

/// What only the column Stages says; invalid: as every column.
QVariant HopTableModel::stagesData(const Row& row, int role)
{
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
        return display(row, index.row() + 1, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ThingIdRole:
        return thingIdOf(row.result.hop);
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
    default:
        return {};
    }
}

}  // namespace hopwright::ui
