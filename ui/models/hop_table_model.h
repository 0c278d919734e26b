#pragma once

#include "core/model/graph.h"
#include "core/probe/run.h"

#include <QAbstractTableModel>

#include <optional>

namespace hopwright::ui {

/// The hops of one tested route: number, mark and hop, method, ten stages, time. Values by the roles of ui/theme.
class HopTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : int { Number, Hop, Method, Stages, Time, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows, and with them a selection, when \p route has the same hops as before.
    void setRoute(const model::Graph& graph, const probe::RouteResult& route);
    void clear();

    /// Nothing for a row that is not there.
    const probe::HopResult* hopAt(int row) const;
    int rowOf(model::HopId hop) const;  ///< -1: not in this route.

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Row {
        probe::HopResult result;
        QString title;
        QString method;
    };
    QVariant display(const Row& row, int number, int column) const;
    static QVariant hopData(const Row& row, int role);
    static QVariant stagesData(const Row& row, int role);

    std::vector<Row> m_rows;
};

}  // namespace hopwright::ui
