#include "ui/models/stage_model.h"

#include "ui/models/state_marks.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hopwright::ui {

namespace {

/// Whether the stage took time.
bool ran(const probe::StageResult& stage)
{
    switch (stage.state) {
    case StageState::Running:
    case StageState::Passed:
    case StageState::Denied:
    case StageState::Failed:
    case StageState::Cancelled:
        return true;
    case StageState::ToCome:
    case StageState::NotReached:
    case StageState::NotNeeded:
    case StageState::Unknown:
        break;
    }
    return false;
}

bool wentWrong(const probe::StageResult& stage)
{
    return stage.state == StageState::Denied || stage.state == StageState::Failed;
}

QString stageMs(const probe::StageResult& stage)
{
    if (!ran(stage)) {
        return QStringLiteral("–");
    }
    return stage.ms > 0 && stage.ms < 1 ? QStringLiteral("<1")
                                        : QString::number(std::llround(stage.ms));
}

QString displayOf(int which, const probe::StageResult& stage, int column)
{
    switch (column) {
    case StageModel::Stage:
        return stageText(Stage{which});
    case StageModel::Time:
        return stageMs(stage);
    case StageModel::Evidence:
        return stageEvidenceText(stage);
    default:
        return {};
    }
}

QString accessibleOf(int which, const probe::StageResult& stage, int column)
{
    if (column == StageModel::Bar)
        return Text::tr("%1 ms").arg(stageMs(stage));
    const QString shown = displayOf(which, stage, column);
    return column == StageModel::Stage ? shown + QStringLiteral(", ") + stageStateWord(stage.state)
                                       : shown;
}

}  // namespace

void StageModel::setHop(const probe::HopResult& hop)
{
    m_hop = hop;
    m_startMs = -1;
    double endMs = 0;
    for (const probe::StageResult& stage : hop.stages) {
        if (!ran(stage)) {
            continue;
        }
        m_startMs = m_startMs < 0 ? stage.startMs : std::min(m_startMs, stage.startMs);
        endMs = std::max(endMs, stage.startMs + stage.ms);
    }
    m_startMs = std::max(m_startMs, 0.0);
    m_lengthMs = std::max(endMs - m_startMs, 0.0);
    m_filled = true;
    arrange();
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, Bar, Bar);
}

void StageModel::setFolding(bool folds)
{
    m_folds = folds;
    arrange();
}

void StageModel::setOpen(bool open)
{
    m_open = open;
    arrange();
    if (const int row = foldRow(); row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int StageModel::foldRow() const
{
    const auto found = std::ranges::find(m_rows, noStage);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int StageModel::rowOf(hopwright::Stage stage) const
{
    const auto found = std::ranges::find(m_rows, static_cast<int>(stage));
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

/// Makes the rows; a reset only when they are others.
void StageModel::arrange()
{
    std::vector<int> rows;
    std::vector<int> folded;
    for (int i = 0; m_filled && i < stageCount; ++i) {
        const auto state = m_hop.stages.at(static_cast<std::size_t>(i)).state;
        const bool folds = m_folds && state == StageState::NotNeeded;
        (folds ? folded : rows).push_back(i);
    }
    if (folded.size() > 1) {
        rows.push_back(noStage);
        if (m_open)
            std::ranges::copy(folded, std::back_inserter(rows));
    } else {
        std::ranges::copy(folded, std::back_inserter(rows));
        std::ranges::sort(rows);
    }
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void StageModel::clear()
{
    if (!m_filled) {
        return;
    }
    m_filled = false;
    arrange();
}

int StageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StageModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int stage = m_rows.at(static_cast<std::size_t>(index.row()));
    return stage == noStage ? foldData(index.column(), role)
                            : stageData(stage, index.column(), role);
}

QVariant StageModel::foldData(int column, int role) const
{
    if (column != Stage)
        return {};
    const auto count =
        std::ranges::count(m_hop.stages, StageState::NotNeeded, &probe::StageResult::state);
    const QString text = Text::tr("%n stages not needed", nullptr, static_cast<int>(count));
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::AccessibleTextRole:
        return m_open ? Text::tr("%1, shown").arg(text) : Text::tr("%1, folded").arg(text);
    case Qt::ToolTipRole:
        return m_open ? Text::tr("Enter folds them") : Text::tr("Enter shows them");
    case Qt::DecorationRole:
        return icon(m_open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"));
    default:
        return {};
    }
}

QVariant StageModel::stageData(int which, int column, int role) const
{
    const probe::StageResult& stage = m_hop.stages.at(static_cast<std::size_t>(which));
    const double start = stage.startMs - m_startMs;
    switch (role) {
    case Qt::DisplayRole:
        return displayOf(which, stage, column);
    case Qt::ToolTipRole:
        return column == Evidence ? QVariant(stageEvidenceText(stage)) : QVariant();
    case Qt::AccessibleTextRole:
        return accessibleOf(which, stage, column);
    case Qt::TextAlignmentRole:
        return column == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MarkRole:
        return column == Stage || column == Bar ? QVariant(static_cast<int>(markFor(stage.state)))
                                                : QVariant();
    case StrongRole:
        return column == Stage ? QVariant(wentWrong(stage)) : QVariant();
    case BarStartRole:
        return ran(stage) ? QVariant(start) : QVariant();
    case BarEndRole:
        return ran(stage) ? QVariant(start + stage.ms) : QVariant();
    case BarMaxRole:
        return m_lengthMs;
    default:
        return {};
    }
}

QVariant StageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return ((section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter).toInt();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Stage:
        return Text::tr("Stage");
    case Bar:
        return m_filled ? Text::tr("0 – %1").arg(durationText(m_lengthMs)) : QString();
    case Time:
        return Text::tr("ms");
    case Evidence:
        return Text::tr("Evidence");
    default:
        return {};
    }
}

}  // namespace hopwright::ui
