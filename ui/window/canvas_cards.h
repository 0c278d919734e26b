#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/canvas/graph_view.h"
#include "ui/panels/callouts.h"
#include "ui/panels/legend.h"
#include "ui/panels/verdict_card.h"

#include <QObject>

#include <optional>

class QPushButton;

namespace hopwright::ui {

/// A line of 1 pixel from a hop down to the card that speaks of it.
class Leader : public QWidget {
    Q_OBJECT

public:
    explicit Leader(QWidget* parent);
    void join(QPoint from, int toY);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// What floats over the canvas: verdict card, callouts and legend. Places them when the view moves, below the machines of
/// the route that they speak of.
class CanvasCards : public QObject {
    Q_OBJECT

public:
    explicit CanvasCards(GraphView& view);

    void showVerdict(const Verdict& verdict, model::RouteId route, int undoMachines);
    void hideVerdict();
    /// Shows again the verdict that was closed; does nothing when there is none.
    void reopenVerdict();

    void setTour(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk, bool tested);
    void setTourShown(bool shown);
    void setLegendShown(bool shown);
    /// After each change of the view or of the drawing.
    void place();

    VerdictCard& verdict() const { return *m_verdict; }
    Callouts& callouts() const { return *m_callouts; }
    Legend& legend() const { return *m_legend; }

signals:
    void diagnoseAsked();  ///< By the button of an empty drawing.
    void legendClosed();
    void tourClosed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int lowerEdge() const;
    void placeDiagnose();
    void placeVerdict(const QRect& area);
    void placeTour(const QRect& area);

    GraphView& m_view;
    VerdictCard* m_verdict;
    Callouts* m_callouts;
    Legend* m_legend;
    Leader* m_leader;
    QPushButton* m_legendButton;
    QPushButton* m_diagnose;
    std::optional<model::RouteId> m_route;
    std::optional<model::HopId> m_hop;      ///< That the verdict points at.
    std::optional<model::HopId> m_tourHop;  ///< That will be denied.
    bool m_tourShown = false;
    bool m_verdictShown = false;
    bool m_legendShown = false;
    bool m_legendAsked = false;  ///< By its button.
};

}  // namespace hopwright::ui
