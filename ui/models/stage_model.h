#pragma once

#include "core/probe/run.h"
#include "ui/theme/marks.h"

#include <QAbstractTableModel>

#include <vector>

namespace hopwright::ui {

/// The ten stages of one tested hop: mark and name, bar on a common axis, milliseconds, evidence.
///
/// Where there is no room for all, those that are not needed fold: behind the others comes one line that counts them, and
/// behind it, while it is open, they. One alone does not fold, as its line would take as much room.
class StageModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : int { Stage, Bar, Time, Evidence, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHop(const probe::HopResult& hop);
    void clear();
    /// Whether there is too little room. A line that was opened stays open.
    void setFolding(bool folds);
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    /// The line that counts; -1: nothing folds.
    int foldRow() const;
    int rowOf(hopwright::Stage stage) const;  ///< -1: not shown.

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void arrange();
    QVariant foldData(int column, int role) const;
    QVariant stageData(int which, int column, int role) const;

    static constexpr int noStage = -1;

    probe::HopResult m_hop;
    std::vector<int> m_rows;  ///< The stage of each row; noStage: the line that counts.
    bool m_folds = false;
    bool m_open = false;
    double m_startMs = 0;   ///< When the first stage that ran began.
    double m_lengthMs = 0;  ///< From there to the end of the last.
    bool m_filled = false;
};

}  // namespace hopwright::ui
