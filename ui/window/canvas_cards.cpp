#include "ui/window/canvas_cards.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int margin = 16;
constexpr int verdictGap = 24;  ///< From the chain to the verdict.
constexpr int edgeGap = 8;
constexpr int labelDepth = 58;   ///< From a seal to below its three labels.
constexpr int tourHeight = 190;  ///< What callouts and legend need below the chain.
constexpr int tourWidth = 760;
constexpr int tourGap = 26;  ///< Callouts::place leaves it above its first frame.

std::optional<model::HopId> firstDenied(const model::Graph& graph, const plan::Plan& plan)
{
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hop : route.hops) {
            const auto found = plan.hops.find(hop);
            if (found != plan.hops.end() && found->second.outcome == Outcome::Denied)
                return hop;
        }
    }
    return std::nullopt;
}

}  // namespace

Leader::Leader(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void Leader::join(QPoint from, int toY)
{
    setGeometry(from.x() - 3, from.y() - 3, 7, std::max(0, toY - from.y()) + 3);
    setVisible(toY > from.y());
}

void Leader::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = ink(Ink::Outline, QApplication::palette());
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(3.5, 3), QPointF(3.5, height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(3.5, 3), 2.5, 2.5);
}

CanvasCards::CanvasCards(GraphView& view)
    : QObject(&view),
      m_view(view),
      m_verdict(new VerdictCard(view.viewport())),
      m_callouts(new Callouts(view.viewport())),
      m_legend(new Legend(view.viewport())),
      m_leader(new Leader(view.viewport())),
      m_legendButton(new QPushButton(Text::tr("Legend"), view.viewport())),
      m_diagnose(new QPushButton(Text::tr("Diagnose a ticket…"), view.viewport()))
{
    m_callouts->setParent(this);
    m_verdict->hide();
    m_legend->hide();
    m_leader->hide();
    m_diagnose->hide();
    setSmall(*m_legendButton);
    setButtonKind(*m_legendButton, ButtonKind::Link);
    m_legendButton->setIcon(icon(QStringLiteral("explain")));
    m_legendButton->setAccessibleName(Text::tr("Show the legend"));
    connect(m_legendButton, &QPushButton::clicked, this, [this] {
        m_legendAsked = true;
        setLegendShown(true);
    });
    setButtonKind(*m_diagnose, ButtonKind::Primary);
    m_diagnose->setIcon(icon(QStringLiteral("diagnose")));
    m_diagnose->setToolTip(
        Text::tr("Paste an error, a command or a ticket: which hop fails, and why (Ctrl+Shift+V)"));
    connect(m_diagnose, &QPushButton::clicked, this, &CanvasCards::diagnoseAsked);
    connect(m_verdict, &VerdictCard::closed, this, [this] {
        m_verdictShown = false;
        m_view.setFocus();
        place();
    });
    connect(m_legend, &Legend::closed, this, [this] {
        setLegendShown(false);
        emit legendClosed();
    });
    connect(m_callouts, &Callouts::hidden, this, [this] {
        m_tourShown = false;
        place();
        emit tourClosed();
    });
    connect(&m_view, &GraphView::viewChanged, this, &CanvasCards::place);
    m_view.viewport()->installEventFilter(this);
}

bool CanvasCards::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

void CanvasCards::showVerdict(const Verdict& verdict, model::RouteId route, int undoMachines)
{
    m_route = route;
    m_hop = verdict.hop;
    if (!m_hop) {
        const auto found = m_view.graph().routes.find(route);
        if (found != m_view.graph().routes.end() && !found->second.hops.empty())
            m_hop = found->second.hops.front();
    }
    m_verdict->setVerdict(verdict, undoMachines);
    m_verdictShown = true;
    m_legendShown = false;  // From now on behind its button.
    place();
}

void CanvasCards::hideVerdict()
{
    if (m_verdict->isAncestorOf(QApplication::focusWidget()) || m_verdict->hasFocus())
        m_view.setFocus();  // Else the focus goes on as by Tab, and the selection with it.
    m_route.reset();
    m_hop.reset();
    m_verdictShown = false;
    place();
}

void CanvasCards::reopenVerdict()
{
    m_verdictShown = m_route.has_value();
    place();
    if (m_verdictShown)
        m_verdict->setFocus();
}

void CanvasCards::setTour(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk, bool tested)
{
    m_tourHop = firstDenied(m_view.graph(), plan);
    m_callouts->setContent(m_view.graph(), plan, walk);
    m_callouts->setTested(tested);
    place();
}

void CanvasCards::setTourShown(bool shown)
{
    m_tourShown = shown;
    place();
}

void CanvasCards::setLegendShown(bool shown)
{
    m_legendShown = shown;
    place();
}

/// Below everything that is drawn of the chain, and its frame, in the viewport.
int CanvasCards::lowerEdge() const
{
    double bottom = 0;
    for (const auto& [id, card] : m_view.geometry().cards())
        bottom = std::max(bottom, m_view.toView(card.rect.bottomLeft()).y());
    for (const FrameGeometry& frame : m_view.geometry().frames())
        bottom = std::max(bottom, m_view.toView(frame.rect.bottomLeft()).y());
    for (const auto& [id, hop] : m_view.geometry().hops())
        bottom = std::max(bottom, m_view.toView(hop.seal).y() + labelDepth * m_view.zoom());
    return qRound(bottom);
}

void CanvasCards::placeDiagnose()
{
    constexpr int gap = 28;
    constexpr int wide = 220;
    const QSize size = m_diagnose->sizeHint().expandedTo({wide, 0});
    const QPoint at = m_view.emptyEnd().toPoint() + QPoint(-size.width() / 2, gap);
    m_diagnose->setGeometry(QRect(at, size));
}

void CanvasCards::place()
{
    const QRect area = m_view.viewport()->rect();
    m_diagnose->setVisible(m_view.graph().computers.empty());
    if (!m_diagnose->isHidden())
        placeDiagnose();
    m_verdict->setVisible(m_verdictShown);
    m_leader->hide();
    if (m_verdictShown)
        placeVerdict(area);
    placeTour(area);
    // Opened by itself it keeps off the chain; asked for in a small window it may lie over it.
    const auto hasRoom = [&] {
        return !m_view.graph().computers.empty() && area.height() - lowerEdge() >= tourHeight;
    };
    const bool legend = m_legendShown && (m_legendAsked || hasRoom());
    m_legend->setVisible(legend);
    m_legendButton->adjustSize();
    m_legendButton->move(12, area.height() - m_legendButton->height() - edgeGap);
    m_legendButton->setVisible(
        !legend
        && !(m_verdictShown && m_verdict->geometry().intersects(m_legendButton->geometry())));
    if (!legend)
        return;
    m_legend->adjustSize();
    m_legend->move(margin, std::max(8, area.height() - m_legend->height() - margin));
    m_legend->raise();
}

void CanvasCards::placeVerdict(const QRect& area)
{
    const int free = area.height() - lowerEdge() - verdictGap - edgeGap;
    m_verdict->fit({area.width() - 2 * margin, free});
    const QSize size = m_verdict->size();
    const int lowest = std::max(edgeGap, area.height() - size.height() - edgeGap);
    const int top = std::min(lowerEdge() + verdictGap, lowest);
    const int left = std::max(0, (area.width() - size.width()) / 2);
    m_verdict->move(left, top);
    m_verdict->raise();
    if (!m_hop || !m_view.geometry().hops().contains(*m_hop))
        return;
    const QPoint seal = m_view.sealCentre(*m_hop).toPoint();
    const int from = seal.y() + qRound(labelDepth * m_view.zoom());
    if (seal.x() > left && seal.x() < left + size.width() && from < top)
        m_leader->join({seal.x(), from}, top);
    m_leader->raise();
}

void CanvasCards::placeTour(const QRect& area)
{
    // A verdict says all that the tour says, and stands where it stood.
    const bool shown = m_tourShown && !m_verdictShown && area.width() >= tourWidth
                       && area.height() - lowerEdge() >= tourHeight;
    if (m_callouts->isShown() != shown)
        m_callouts->setShown(shown);
    if (!shown)
        return;
    QPoint hop(area.center().x(), std::min(lowerEdge(), area.bottom()));
    if (m_tourHop && m_view.geometry().hops().contains(*m_tourHop)) {
        const QPoint seal = m_view.sealCentre(*m_tourHop).toPoint();
        const int below = seal.y() + qRound(labelDepth * m_view.zoom());
        hop = {seal.x(), below};
        m_leader->join(hop, below + tourGap);
    }
    m_callouts->place(area, hop);
}

}  // namespace hopwright::ui
