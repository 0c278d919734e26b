#include "ui/models/stage_model.h"

#include "ui/models/state_marks.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/theme/roles.h"

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

/// Whether the stage took time.
bool ran(const probe::StageResult& stage)
{
    switch (stage.state) {
    case probe::StageState::Running:
    case probe::StageState::Passed:
    case probe::StageState::Denied:
    case probe::StageState::Failed:
    case probe::StageState::Cancelled:
        return true;
    case probe::StageState::ToCome:
    case probe::StageState::NotReached:
    case probe::StageState::NotNeeded:
    case probe::StageState::Unknown:
        break;
    }
    return false;
}

bool wentWrong(const probe::StageResult& stage)
{
    return stage.state == probe::StageState::Denied || stage.state == probe::StageState::Failed;
}

QString stageMs(const probe::StageResult& stage)
{
    if (!ran(stage)) {
        return QStringLiteral("–");
    }
    return stage.ms > 0 && stage.ms < 1 ? QStringLiteral("<1")
                                        : QString::number(std::llround(stage.ms));
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
    if (m_filled) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        emit headerDataChanged(Qt::Horizontal, Bar, Bar);
        return;
    }
    beginResetModel();
    m_filled = true;
    endResetModel();
}

void StageModel::clear()
{
    if (!m_filled) {
        return;
    }
    beginResetModel();
    m_filled = false;
    endResetModel();
}

int StageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_filled ? 0 : plan::stageCount;
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
    const probe::StageResult& stage = m_hop.stages.at(static_cast<std::size_t>(index.row()));
    const double start = stage.startMs - m_startMs;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Stage      ? stageText(plan::Stage{index.row()})
               : index.column() == Time     ? stageMs(stage)
               : index.column() == Evidence ? stageEvidenceText(stage)
                                            : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Evidence ? QVariant(stageEvidenceText(stage)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Bar ? tr("%1 ms").arg(stageMs(stage))
               : index.column() == Stage
                   ? QVariant(stageText(plan::Stage{index.row()}) + QStringLiteral(", ")
                              + stageStateWord(stage.state))
                   : data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return index.column() == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MarkRole:
        return index.column() == Stage || index.column() == Bar
                   ? QVariant(static_cast<int>(markFor(stage.state)))
                   : QVariant();
    case StrongRole:
        return index.column() == Stage ? QVariant(wentWrong(stage)) : QVariant();
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
        return QVariant((section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Stage:
        return tr("Stage");
    case Bar:
        return m_filled ? tr("0 – %1").arg(durationText(m_lengthMs)) : QString();
    case Time:
        return tr("ms");
    case Evidence:
        return tr("Evidence");
    default:
        return {};
    }
}

}  // namespace hopwright::ui
