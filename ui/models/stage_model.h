#pragma once

#include "core/probe/run.h"
#include "ui/theme/marks.h"

#include <QAbstractTableModel>

namespace hopwright::ui {

/// The ten stages of one tested hop: mark and name, bar on a common axis, milliseconds, evidence.
class StageModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : int { Stage, Bar, Time, Evidence, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHop(const probe::HopResult& hop);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    probe::HopResult m_hop;
    double m_startMs = 0;   ///< When the first stage that ran began.
    double m_lengthMs = 0;  ///< From there to the end of the last.
    bool m_filled = false;
};

}  // namespace hopwright::ui
