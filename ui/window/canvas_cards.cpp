#include "ui/window/canvas_cards.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
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
constexpr int labelHalf = 72;    ///< From a seal to the side of its labels.
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
      m_viewport(view.viewport()),
      m_verdict(new VerdictCard(view.viewport())),
      m_callouts(new Callouts(view.viewport())),
      m_legend(new Legend(view.viewport())),
      m_leader(new Leader(view.viewport())),
      m_legendButton(new QPushButton(Text::tr("Legend"), view.viewport())),
      m_ways(new StartCards(view.viewport())),
      m_start(new StartLists(view.viewport()))
{
    m_callouts->setParent(this);
    m_verdict->hide();
    m_legend->hide();
    m_leader->hide();
    m_ways->hide();
    m_start->hide();
    setSmall(*m_legendButton);
    setButtonKind(*m_legendButton, ButtonKind::Link);
    m_legendButton->setIcon(icon(QStringLiteral("explain")));
    m_legendButton->setAccessibleName(Text::tr("Show the legend"));
    connect(m_legendButton, &QPushButton::clicked, this, [this] {
        m_legendAsked = true;
        setLegendShown(true);
    });
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
    connect(m_verdict, &VerdictCard::sizeChanged, this, &CanvasCards::place);
    connect(&m_view, &GraphView::viewChanged, this, &CanvasCards::place);
    connect(&m_view, &GraphView::selectionChanged, this, &CanvasCards::place);
    m_viewport->installEventFilter(this);
    m_view.installEventFilter(this);
}

bool CanvasCards::eventFilter(QObject* watched, QEvent* event)
{
    // While the view goes its parts still get events, and it is no scroll area any more.
    if (watched == m_viewport && event->type() == QEvent::Resize)
        place();
    // From the canvas Esc closes the card as well; what else it does there it does all the same.
    if (watched == &m_view && event->type() == QEvent::KeyPress && m_verdict->isVisible()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_verdictShown = false;
        place();
    }
    return QObject::eventFilter(watched, event);
}

void CanvasCards::showVerdict(const Verdict& verdict, model::RouteId route, model::HopId hop,
                              int undoMachines)
{
    m_route = route;
    m_hop = hop;
    m_selectedThen = m_view.selection();
    m_verdict->setVerdict(verdict, undoMachines);
    m_verdictShown = true;
    m_verdictStale = false;
    m_legendShown = false;  // From now on behind its button.
    place();
}

void CanvasCards::hideVerdict()
{
    m_route.reset();
    m_hop.reset();
    m_verdictShown = false;
    place();
}

void CanvasCards::reopenVerdict(model::HopId hop)
{
    if (m_hop != hop)
        return;
    m_verdictShown = true;
    m_selectedThen = m_view.selection();
    place();
    if (m_verdict->isVisible())
        m_verdict->setFocus();
}

void CanvasCards::setVerdictStale(bool stale)
{
    m_verdictStale = stale;
    place();
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
    for (const auto& [id, card] : m_view.canvasGeometry().cards())
        bottom = std::max(bottom, m_view.toView(card.rect.bottomLeft()).y());
    for (const FrameGeometry& frame : m_view.canvasGeometry().frames())
        bottom = std::max(bottom, m_view.toView(frame.rect.bottomLeft()).y());
    for (const auto& [id, hop] : m_view.canvasGeometry().hops())
        bottom = std::max(bottom, m_view.toView(hop.seal).y() + labelDepth * m_view.zoom());
    return qRound(bottom);
}

/// The cards and the lists of an empty drawing; of a drawing they go.
void CanvasCards::placeStart()
{
    const QRect area = m_view.viewport()->rect();
    const bool isEmpty = m_view.graph().computers.empty();
    const QWidget* focus = QApplication::focusWidget();
    if (!isEmpty && (m_ways->isAncestorOf(focus) || m_start->isAncestorOf(focus)))
        m_view.setFocus();  // Else the focus goes on as by Tab.
    m_ways->setVisible(isEmpty);
    if (isEmpty) {
        placeEmpty(area);
    } else {
        m_start->hide();
    }
}

/// Below the words that the canvas paints. Where there is no room for some rows of the lists, Help and File have them.
void CanvasCards::placeEmpty(const QRect& area)
{
    constexpr int gap = 24;
    constexpr int least = 72;
    constexpr int lowest = 480;  // For cards with a sentence.
    const int across = std::min(area.width() - 2 * margin, StartCards::widest);
    const int cards = m_ways->heightFor(across, area.height() < lowest);
    const int width = std::min(area.width() - 2 * margin, m_start->usefulWidth());
    const int height = m_start->heightFor(width);
    m_view.setEmptyBelow(gap + cards + gap + height);
    const QPoint end = m_view.emptyEnd().toPoint();
    m_ways->setGeometry(end.x() - across / 2, end.y() + gap, across, cards);
    const int top = end.y() + gap + cards + gap;
    const int bottom = area.height() - m_legendButton->sizeHint().height() - 2 * edgeGap;
    m_start->setGeometry(end.x() - width / 2, top, width, std::min(height, bottom - top));
    m_start->setVisible(bottom - top >= std::min(least, height));
}

void CanvasCards::place()
{
    const QRect area = m_view.viewport()->rect();
    placeStart();
    m_leader->hide();
    const bool verdict = isVerdictDue() && placeVerdict(area);
    if (!verdict && m_verdict->isAncestorOf(QApplication::focusWidget()))
        m_view.setFocus();  // Else the focus goes on as by Tab, and the selection with it.
    m_verdict->setVisible(verdict);
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
        !legend && !(verdict && m_verdict->geometry().intersects(m_legendButton->geometry())));
    if (!legend)
        return;
    m_legend->adjustSize();
    m_legend->move(margin, std::max(8, area.height() - m_legend->height() - margin));
    m_legend->raise();
}

/// Open, still so, its hop selected or what was selected when it came, and the hop in view.
bool CanvasCards::isVerdictDue() const
{
    if (!m_verdictShown || m_verdictStale || !m_hop
        || !m_view.canvasGeometry().hops().contains(*m_hop))
        return false;
    const CanvasSelection& selection = m_view.selection();
    const bool isSelected = selection.current == Thing(*m_hop) || selection == m_selectedThen;
    return isSelected && m_view.viewport()->rect().contains(m_view.sealCentre(*m_hop).toPoint());
}

/// Its seal with the labels above and below.
QRect CanvasCards::hopRect(model::HopId hop) const
{
    const QPoint seal = m_view.sealCentre(hop).toPoint();
    const int depth = qRound(labelDepth * m_view.zoom());
    const int half = qRound(labelHalf * m_view.zoom());
    return {seal - QPoint(half, depth / 2), seal + QPoint(half, depth)};
}

std::vector<QRect> CanvasCards::neededRects() const
{
    std::vector<QRect> out{hopRect(*m_hop)};
    const auto add = [&](model::ComputerId id) {
        if (m_view.canvasGeometry().cards().contains(id))
            out.push_back(m_view.cardRect(id).toAlignedRect());
    };
    const auto addHop = [&](model::HopId id) {
        const auto found = m_view.graph().hops.find(id);
        if (found == m_view.graph().hops.end() || !m_view.canvasGeometry().hops().contains(id))
            return;
        out.push_back(hopRect(id));
        add(found->second.from);
        add(found->second.to.computer);
    };
    addHop(*m_hop);
    const std::optional<Thing>& current = m_view.selection().current;
    if (current && std::holds_alternative<model::ComputerId>(*current))
        add(std::get<model::ComputerId>(*current));
    if (current && std::holds_alternative<model::HopId>(*current))
        addHop(std::get<model::HopId>(*current));
    return out;
}

std::vector<QRect> CanvasCards::routeRects() const
{
    std::vector<QRect> out = neededRects();
    const auto route = m_route ? m_view.graph().routes.find(*m_route) : m_view.graph().routes.end();
    if (route == m_view.graph().routes.end())
        return out;
    for (const model::HopId id : route->second.hops) {
        const auto hop = m_view.graph().hops.find(id);
        if (hop == m_view.graph().hops.end() || !m_view.canvasGeometry().hops().contains(id))
            continue;
        out.push_back(hopRect(id));
        for (const model::ComputerId end : {hop->second.from, hop->second.to.computer}) {
            if (m_view.canvasGeometry().cards().contains(end))
                out.push_back(m_view.cardRect(end).toAlignedRect());
        }
    }
    return out;
}

namespace {

/// A height at which a card of \p size, in the middle of \p area, keeps off all of \p rects: below them, else above.
std::optional<QRect> besideAll(const std::vector<QRect>& rects, QSize size, const QRect& area,
                               int gap)
{
    const int left = std::max(0, (area.width() - size.width()) / 2);
    int top = area.bottom();
    int bottom = area.top();
    for (const QRect& each : rects) {
        if (each.right() < left || each.left() > left + size.width())
            continue;
        top = std::min(top, each.top());
        bottom = std::max(bottom, each.bottom());
    }
    if (bottom + gap + size.height() + edgeGap <= area.height())
        return QRect(QPoint(left, bottom + gap), size);
    if (top - gap - size.height() >= edgeGap)
        return QRect(QPoint(left, top - gap - size.height()), size);
    return std::nullopt;
}

}  // namespace

/// Below the drawing, else beside the route, else beside what it speaks of and what is selected: whole, else in short. \returns whether
/// there was room: a card that covers what it speaks of says less than the seal.
bool CanvasCards::placeVerdict(const QRect& area)
{
    const int wide = area.width() - 2 * margin;
    constexpr int smallGap = 4;
    const std::vector<QRect> needed = neededRects();
    std::vector<QRect> all = routeRects();
    const std::vector<QRect> route = all;
    all.emplace_back(area.left(), area.top(), area.width(), std::max(1, lowerEdge()));
    for (const int height : {QWIDGETSIZE_MAX, 0}) {
        m_verdict->fit({wide, height});
        const QSize size = m_verdict->size();
        std::optional<QRect> place = besideAll(all, size, area, verdictGap);
        if (!place || place->top() < lowerEdge())
            place = besideAll(route, size, area, edgeGap);
        if (!place)
            place = besideAll(needed, size, area, smallGap);
        if (!place)
            continue;
        m_verdict->move(place->topLeft());
        m_verdict->raise();
        pointAtHop();
        return true;
    }
    return false;
}

/// The pointer, and the line to where the labels of the hop end.
void CanvasCards::pointAtHop()
{
    const QRect card = m_verdict->geometry();
    const QPoint seal = m_view.sealCentre(*m_hop).toPoint();
    if (seal.x() <= card.left() || seal.x() >= card.right()) {
        m_verdict->setPointer(VerdictCard::Pointer::None, 0);
        return;
    }
    const bool isBelow = card.top() > seal.y();
    m_verdict->setPointer(isBelow ? VerdictCard::Pointer::Up : VerdictCard::Pointer::Down,
                          seal.x() - card.left());
    int from = seal.y() + qRound(labelDepth * m_view.zoom());
    if (m_view.zoom() < Zoom::full) {
        // Small, two lines of a fixed height can stand below the cards: see LabelPlacer.
        constexpr int smallLabels = 44;
        const HopGeometry& hop = m_view.canvasGeometry().hops().at(*m_hop);
        const double lowest =
            std::max(m_view.cardRect(hop.from).bottom(), m_view.cardRect(hop.to.computer).bottom());
        from = std::max(from, qRound(lowest) + smallLabels);
    }
    constexpr int dotRoom = 8;
    if (isBelow && from + dotRoom < card.top())
        m_leader->join({seal.x(), from}, card.top());
    m_leader->raise();
}

void CanvasCards::placeTour(const QRect& area)
{
    // A verdict says all that the tour says, and stands where it stood.
    const bool spoken = m_verdictShown && !m_verdictStale;
    const bool shown = m_tourShown && !spoken && area.width() >= tourWidth
                       && area.height() - lowerEdge() >= tourHeight;
    if (m_callouts->isShown() != shown)
        m_callouts->setShown(shown);
    if (!shown)
        return;
    QPoint hop(area.center().x(), std::min(lowerEdge(), area.bottom()));
    if (m_tourHop && m_view.canvasGeometry().hops().contains(*m_tourHop)) {
        const QPoint seal = m_view.sealCentre(*m_tourHop).toPoint();
        const int below = seal.y() + qRound(labelDepth * m_view.zoom());
        hop = {seal.x(), below};
        m_leader->join(hop, below + tourGap);
    }
    m_callouts->place(area, hop);
}

}  // namespace hopwright::ui
