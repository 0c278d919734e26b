#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/probe/run.h"
#include "core/probe/run_difference.h"

#include <QAbstractTableModel>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace hopwright::ui {

/// Which hops of a run are shown.
enum class HopFilter { All, Failed, Changed };
inline constexpr int hopFilterCount = 3;

/// A run that is compared with another: how the hops of both differ, and the earlier one.
struct RunComparison {
    std::vector<probe::HopDifference> hops = {};  ///< In the order of the run that is shown.
    Shared<model::Graph> graph = {};              ///< That the earlier one tested.
    probe::RunReport before = {};
};

/// All hops of a run, route by route: number, mark and hop, method, ten stages, time, and how it ended in the run that this one is
/// compared with. With more than one route each has a line of its own above its hops. Values by the roles of ui/theme.
class HopTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : int { Number, Hop, Method, Stages, Time, Before, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows, and with them a selection, when \p report has the same hops as before. \p graph is what was tested. The hops
    /// that \p age calls changed are drawn muted.
    /// While a test of one graph goes on, only what changes is made anew.
    void setRun(const Shared<model::Graph>& graph, const probe::RunReport& report,
                const probe::RunAge& age = {});
    /// One route alone.
    void setRoute(const model::Graph& graph, const probe::RouteResult& route);
    /// After setRun(); empty: with none.
    void setComparison(const RunComparison& comparison);
    void setFilter(HopFilter filter);
    void clear();

    /// How many hops each filter shows.
    int count(HopFilter filter) const { return m_counts.at(static_cast<std::size_t>(filter)); }
    /// Nothing for a row that is not there, the line of a route, and a hop that only the earlier run tested.
    const probe::HopResult* hopAt(int row) const;
    /// Where in the report; nothing as hopAt(). Of the line of a route: its first hop.
    std::optional<probe::HopPlace> placeAt(int row) const;
    int rowOf(model::HopId hop) const;       ///< The first; -1: not shown.
    int rowOf(probe::HopPlace place) const;  ///< -1: not shown.

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    enum class Kind { Hop, Route, Gone };  ///< Gone: only the earlier run tested it.
    struct Row {
        Kind kind = Kind::Hop;
        probe::HopPlace place = {};
        probe::HopResult result = {};  ///< Of a route: its worst state.
        QString title = {};
        QString method = {};
        QString before = {};  ///< How it ended in the earlier run.
        QString change = {};  ///< What is not as it was then; empty: nothing.
        bool isMuted = false;

        bool isShownAs(HopFilter filter) const;
        bool isSameAs(const Row& other) const;
    };

    void makeRows();
    void updateRows(const probe::RunAge& age);
    void show();
    void setGone(const RunComparison& comparison);
    void countRows();
    static QVariant display(const Row& row, int column);
    static QString tip(const Row& row);
    static QVariant hopData(const Row& row, int role);
    static QVariant stagesData(const Row& row, int role);

    Shared<model::Graph> m_graph;  ///< That the rows were made of, as
    probe::RunReport m_report;     ///< this, and so m_all is as long as it.
    std::vector<Row> m_all;        ///< Without those that only the earlier run tested.
    std::vector<Row> m_gone;
    std::vector<Row> m_rows;  ///< As the filter shows them.
    std::array<int, hopFilterCount> m_counts = {};
    HopFilter m_filter = HopFilter::All;
};

}  // namespace hopwright::ui
