#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/canvas/graph_view.h"
#include "ui/panels/callouts.h"
#include "ui/panels/legend.h"
#include "ui/panels/start_cards.h"
#include "ui/panels/start_lists.h"
#include "ui/panels/verdict_card.h"

#include <QObject>

#include <optional>
#include <vector>

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

/// What floats over the canvas: verdict card, callouts and legend, and what an empty drawing offers. Places them when the view moves, below the machines of
/// the route that they speak of.
class CanvasCards : public QObject {
    Q_OBJECT

public:
    explicit CanvasCards(GraphView& view);

    /// The verdict of \p route, at \p hop: it lives while that hop, or what is selected now, is selected, and the hop is in view.
    void showVerdict(const Verdict& verdict, model::RouteId route, model::HopId hop,
                     int undoMachines);
    void hideVerdict();
    /// Shows again the verdict of \p hop that was closed, and goes there; does nothing when there is none.
    void reopenVerdict(model::HopId hop);
    /// Whether what it says is not so any more: it is away until it is again.
    void setVerdictStale(bool stale);
    /// Of the verdict that is shown, or was closed.
    std::optional<model::RouteId> verdictRoute() const { return m_route; }

    void setTour(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk, bool tested);
    void setTourShown(bool shown);
    void setLegendShown(bool shown);
    /// After each change of the view or of the drawing.
    void place();

    VerdictCard& verdict() const { return *m_verdict; }
    Callouts& callouts() const { return *m_callouts; }
    Legend& legend() const { return *m_legend; }
    StartLists& start() const { return *m_start; }
    StartCards& ways() const { return *m_ways; }

signals:
    void legendClosed();
    void tourClosed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int lowerEdge() const;
    void placeStart();
    void placeEmpty(const QRect& area);
    bool isVerdictDue() const;
    /// What the card keeps off: what is selected and its hop, with its ends.
    std::vector<QRect> neededRects() const;
    /// The same with all machines and hops of its route.
    std::vector<QRect> routeRects() const;
    QRect hopRect(model::HopId hop) const;
    bool placeVerdict(const QRect& area);
    void pointAtHop();
    void placeTour(const QRect& area);

    GraphView& m_view;
    QWidget* m_viewport;
    VerdictCard* m_verdict;
    Callouts* m_callouts;
    Legend* m_legend;
    Leader* m_leader;
    QPushButton* m_legendButton;
    StartCards* m_ways;
    StartLists* m_start;
    std::optional<model::RouteId> m_route;
    std::optional<model::HopId> m_hop;      ///< That the verdict points at.
    std::optional<model::HopId> m_tourHop;  ///< That will be denied.
    bool m_tourShown = false;
    CanvasSelection m_selectedThen;  ///< When the verdict was shown.
    bool m_verdictShown = false;
    bool m_verdictStale = false;
    bool m_legendShown = false;
    bool m_legendAsked = false;  ///< By its button.
};

}  // namespace hopwright::ui
