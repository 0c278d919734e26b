#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/models/hop_table_model.h"
#include "ui/models/stage_model.h"

#include <QStackedWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace hopwright::ui {

class MarkLabel;

/// The run: hops with verdict line and counters on the left, stages of the selected hop on the right. Before the first
/// test it says what a test would do.
class RunPanel : public QStackedWidget {
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    /// An empty report is the empty state. Also while a test runs: a hop that the user selected stays selected, else the
    /// one that failed or runs is.
    void setReport(Shared<model::Graph> graph, const plan::Plan& plan,
                   const probe::RunReport& report, const Shared<plan::RouteWalk>& walk = {});
    /// Shows the stages of \p hop, without a signal, when it is in the report.
    void selectHop(model::HopId hop);
    /// The route that is shown; nothing in the empty state.
    std::optional<model::RouteId> route() const;

signals:
    void hopPicked(hopwright::model::HopId hop);
    void copyForTicket();
    void testRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString emptyText(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk) const;
    QWidget* makeEmptyPage();
    QWidget* makeLeft();
    void makeHopView(QWidget* left);
    QWidget* makeBelow(QWidget* left);
    QWidget* makeRight();
    const probe::RouteResult* shownRoute() const;
    void showRoute();
    void showStages();
    void foldStages();
    void openFold(bool open);
    void showCounters();

    Shared<model::Graph> m_graph;
    probe::RunReport m_report;
    HopTableModel m_hops;
    StageModel m_stages;
    std::optional<model::HopId> m_hop;
    bool m_chosen = false;  ///< By the user, or from outside.
    bool m_quiet = false;

    QWidget* m_emptyIcon = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyTest = nullptr;
    QComboBox* m_routes = nullptr;
    QTableView* m_hopView = nullptr;
    QTableView* m_stageView = nullptr;
    MarkLabel* m_verdictMark = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_runLine = nullptr;
    QWidget* m_below = nullptr;  ///< What stands under the hops.
    QWidget* m_counters = nullptr;
    QPushButton* m_copy = nullptr;
};

}  // namespace hopwright::ui
