#include "ui/canvas/splice_target.h"

#include "core/edit/splice.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/hint.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QPainter>

namespace hopwright::ui {

namespace {

constexpr double reach = 10;  ///< Pixels of the screen.

}  // namespace

SpliceTarget::SpliceTarget(const GraphView& view, std::optional<model::ComputerId> machine)
    : m_view(view), m_machine(machine)
{
    const QRectF seen(view.toScene(QPointF()), QSizeF(view.viewport()->size()) / view.zoom());
    const std::vector<model::HopId> inSight = view.canvasGeometry().hopsIn(seen);
    if (inSight.size() > mostHops)
        return;
    for (const model::HopId id : inSight) {
        const HopGeometry& hop = view.canvasGeometry().hops().at(id);
        if (hop.from != machine && hop.to.computer != machine)
            m_hops.push_back(hop);
    }
}

void SpliceTarget::aim(std::optional<QPointF> pointer)
{
    const std::optional<model::HopId> before = m_hop;
    m_hop.reset();
    m_line = nullptr;
    if (!pointer)
        return;
    m_pointer = *pointer;
    const QPointF scene = m_view.toScene(m_pointer);
    double best = reach / m_view.zoom();
    for (const HopGeometry& each : m_hops) {
        const QRectF around = each.bounds.adjusted(-best, -best, best, best);
        const double distance = around.contains(scene) ? distanceTo(each, scene) : best + 1;
        if (distance <= best) {
            best = distance;
            m_line = &each;
        }
    }
    if (m_line == nullptr || !m_view.graph().hops.contains(m_line->id))
        return;
    m_hop = m_line->id;
    if (m_hop != before)
        tryIt();
}

void SpliceTarget::tryIt()
{
    m_reason.clear();
    if (!m_machine)
        return;  // One that has no hops can be put into any; a route that gets too long is told of when it is dropped.
    const auto tried = edit::spliceIn(m_view.graph(), *m_hop, *m_machine, {});
    if (!tried)
        m_reason = oneLine(errorText(tried.error(), Text::tr("The hop stays as it is")));
}

void SpliceTarget::paint(QPainter& painter, Theme theme) const
{
    if (!m_hop || m_line == nullptr)
        return;
    const bool isAllowed = m_reason.isEmpty();
    QPen pen(ink(isAllowed ? Ink::Accent : Ink::Denied, theme), 1.5, Qt::CustomDashLine,
             Qt::FlatCap);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF card = m_machine ? m_view.cardRect(*m_machine) : QRectF(m_pointer, QSizeF());
    const double line =
        m_machine ? m_view.toView(m_view.canvasGeometry().cards().at(*m_machine).handle()).y()
                  : m_pointer.y();
    painter.drawLine(m_view.toView(m_line->tail), QPointF(card.left(), line));
    painter.drawLine(QPointF(card.right(), line), m_view.toView(m_line->head));
    const model::Graph& graph = m_view.graph();
    const auto hop = graph.hops.find(*m_hop);
    if (hop == graph.hops.end())
        return;
    const QString text = isAllowed ? filled(Text::tr("Release to put it between %1 and %2"),
                                            {computerName(graph, hop->second.from),
                                             fromUtf8(model::endName(graph, hop->second.to))})
                                   : m_reason;
    paintHint(painter, m_view, m_pointer, text, theme);
}

}  // namespace hopwright::ui
