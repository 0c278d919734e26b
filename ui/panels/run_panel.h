#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "core/probe/run_difference.h"
#include "ui/models/hop_table_model.h"
#include "ui/models/stage_model.h"
#include "ui/theme/marks.h"

#include <QStackedWidget>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace hopwright::ui {

class MarkLabel;

/// A run that was kept, as a list shows it.
struct RunChoice {
    std::uint32_t number = 0;  ///< Of RunHistory.
    Mark mark = Mark::None;
    QString text = {};

    bool operator==(const RunChoice&) const = default;
};

/// The run: above, which one, what it is compared with, and which hops of it; on the left all hops with verdict line and counters,
/// on the right the stages of the selected hop. Before the first test one line says what a test would do.
class RunPanel : public QStackedWidget {
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    /// An empty report is the empty state, of the drawing \p graph; else \p graph is what was tested. Also while a test runs: a hop
    /// that the user selected stays selected, else the one that failed or runs is. What \p age calls changed is muted.
    void setReport(Shared<model::Graph> graph, const plan::Plan& plan,
                   const probe::RunReport& report, const Shared<plan::RouteWalk>& walk = {},
                   const probe::RunAge& age = {});
    /// The runs that are kept, newest first, and which of them are shown and compared with it; 0: none.
    void setRuns(const std::vector<RunChoice>& runs, std::uint32_t shown, std::uint32_t compared);
    /// While a test runs no other run is shown.
    void setRunning(bool running);
    /// After setReport(); empty: with none.
    void setComparison(const RunComparison& comparison);
    /// Shows the stages of \p hop, without a signal, when it is in the report.
    void selectHop(model::HopId hop);
    /// The route of the hop whose stages are shown; nothing in the empty state.
    std::optional<model::RouteId> route() const;
    bool isEmpty() const { return m_report.routes.empty(); }
    /// What the empty state takes: a line.
    int emptyHeight() const;

signals:
    void hopPicked(hopwright::model::HopId hop);
    void copyForTicket();
    void testRequested();
    void runChosen(std::uint32_t number);
    void compareChosen(std::uint32_t number);  ///< 0: with none.
    void openRunRequested();
    void deleteRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString emptyText(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk) const;
    void makeMenu();
    QWidget* makeMore(QWidget* parent);
    QWidget* makeEmptyPage();
    QWidget* makeFull();
    QWidget* makeBar();
    void makeFilters(QWidget* bar);
    QWidget* makeLeft();
    void makeHopView(QWidget* left);
    QWidget* makeBelow(QWidget* left);
    QWidget* makeRight();
    void makeStageView(QWidget* right);
    void showEmpty(const QString& text);
    void currentRowChanged(int row);
    void setFilter(HopFilter filter);
    void showFilters();
    void showRun();
    void showLine();
    void sizeHopView();
    void fitBelow();
    std::optional<probe::HopPlace> interestingPlace() const;
    const probe::RouteResult* shownRoute() const;
    void showStages();
    void showEvidence();
    void foldStages();
    void openFold(bool open);
    void showCounters();

    Shared<model::Graph> m_graph;
    probe::RunReport m_report;
    probe::RunAge m_age;
    HopTableModel m_hops;
    StageModel m_stages;
    std::vector<RunChoice> m_runs;
    std::optional<probe::HopPlace> m_place;  ///< Whose stages are shown.
    QString m_compared;                      ///< What the comparison comes to; empty: with none.
    bool m_chosen = false;                   ///< By the user, or from outside.
    bool m_quiet = false;

    QMenu* m_menu = nullptr;
    QAction* m_delete = nullptr;
    QLabel* m_emptyTitle = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyTest = nullptr;
    QPushButton* m_showLast = nullptr;
    QWidget* m_bar = nullptr;
    QComboBox* m_runBox = nullptr;
    QComboBox* m_compareBox = nullptr;
    QLabel* m_older = nullptr;
    std::array<QToolButton*, hopFilterCount> m_filters = {};
    QTableView* m_hopView = nullptr;
    QTableView* m_stageView = nullptr;
    QWidget* m_right = nullptr;
    QLabel* m_evidence = nullptr;
    MarkLabel* m_verdictMark = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_runLine = nullptr;
    QWidget* m_below = nullptr;  ///< What stands under the hops.
    QWidget* m_counters = nullptr;
    QPushButton* m_copy = nullptr;
};

}  // namespace hopwright::ui
