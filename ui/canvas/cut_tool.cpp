#include "ui/canvas/cut_tool.h"

#include "core/edit/edit_nodes.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/hint.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QLineF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace hopwright::ui {

void CutTool::press(const QMouseEvent& event)
{
    m_now = event.position();
    m_points = {m_view.toScene(m_now)};
    m_view.viewport()->setCursor(Qt::CrossCursor);
}

void CutTool::move(const QMouseEvent& event)
{
    m_now = event.position();
    const QPointF next = m_view.toScene(m_now);
    const QLineF step(m_points.back(), next);
    const QRectF around = QRectF(step.p1(), step.p2()).normalized().adjusted(-1, -1, 1, 1);
    for (const model::HopId id : m_view.canvasGeometry().hopsIn(around)) {
        if (isCut(m_view.canvasGeometry().hops().at(id), step))
            m_hops.insert(id);
    }
    if (m_points.size() == mostPoints)
        m_points.erase(m_points.begin());
    m_points.push_back(next);
    m_view.viewport()->update();
}

void CutTool::release(const QMouseEvent& /*event*/)
{
    m_view.viewport()->unsetCursor();
    if (m_hops.empty())
        return;
    if (m_does == Does::Mute) {
        m_view.apply(Text::tr("Mute hops"), edit::setMuted(m_view.graph(), {.hops = m_hops}, true));
    } else {
        m_view.apply(Text::tr("Cut hops"), edit::removeThings(m_view.graph(), {.hops = m_hops}));
    }
}

void CutTool::cancel()
{
    m_view.viewport()->unsetCursor();
}

bool CutTool::isLost() const
{
    return !std::ranges::all_of(
        m_hops, [this](model::HopId id) { return m_view.graph().hops.contains(id); });
}

void CutTool::paint(QPainter& painter, Theme theme) const
{
    const QColor colour = ink(m_does == Does::Mute ? Ink::Neutral : Ink::Denied, theme);
    painter.setBrush(Qt::NoBrush);
    painter.save();
    painter.scale(m_view.zoom(), m_view.zoom());
    painter.translate(-m_view.toScene(QPointF()));
    painter.setPen(QPen(colour, 3 / m_view.zoom()));
    for (const model::HopId id : m_hops) {
        const auto hop = m_view.canvasGeometry().hops().find(id);
        if (hop != m_view.canvasGeometry().hops().end())
            painter.drawPath(hop->second.path);
    }
    painter.setPen(QPen(colour, 1.5 / m_view.zoom(), Qt::DashLine));
    painter.drawPolyline(m_points.data(), static_cast<int>(m_points.size()));
    painter.restore();
    if (!m_hops.empty()) {
        const int count = static_cast<int>(m_hops.size());
        paintHint(painter, m_view, m_now,
                  m_does == Does::Mute ? Text::tr("Release to mute %n hops", nullptr, count)
                                       : Text::tr("Release to cut %n hops", nullptr, count),
                  theme);
    }
}

}  // namespace hopwright::ui
