#include "ui/canvas/select_tool.h"

#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/edit/splice.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/clock.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr double sealReach = 14;
constexpr double snapReach = 5;          ///< Pixels of the screen.
constexpr std::size_t mostOthers = 300;  ///< In sight: with more there is always something near.
constexpr double tick = 4;               ///< Half the stroke at an end of a gap.

/// Lines through what is the same, and the equal gaps with a stroke at each end.
void paintGuides(QPainter& painter, const GraphView& view, const Snapped& snapped, Theme theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink(Ink::Accent, theme), 1, Qt::DashLine));
    for (const QLineF& each : snapped.guides)
        painter.drawLine(view.toView(each.p1()), view.toView(each.p2()));
    painter.setPen(QPen(ink(Ink::Accent, theme), 1));
    for (const QLineF& each : snapped.gaps) {
        const QPointF from = view.toView(each.p1());
        const QPointF to = view.toView(each.p2());
        const QPointF stroke = each.dx() == 0 ? QPointF(tick, 0) : QPointF(0, tick);
        painter.drawLine(from, to);
        painter.drawLine(from - stroke, from + stroke);
        painter.drawLine(to - stroke, to + stroke);
    }
}

}  // namespace

void SelectTool::press(const QMouseEvent& event)
{
    m_start = m_now = event.position();
    m_startScene = m_view.toScene(m_start);
    m_before = m_view.selection();
    m_pressed = m_view.thingAt(m_start);
    if (m_pressed) {
        select(event);
    } else {
        m_phase = Phase::Band;
    }
    if (!m_pressed && !(event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)))
        m_view.setSelection({});
}

void SelectTool::select(const QMouseEvent& event)
{
    const Thing thing = *m_pressed;
    CanvasSelection next = m_before;
    if ((event.modifiers() & Qt::ControlModifier) && contains(next.things, thing)) {
        ui::remove(next.things, thing);
        next.current.reset();
        m_pressed.reset();
    } else if (event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) {
        ui::add(next.things, thing);
        next.current = thing;
    } else if (contains(next.things, thing)) {
        next.current = thing;
        m_narrow = true;
    } else {
        next = selectionOf(thing);
    }
    m_view.setSelection(next);
}

void SelectTool::move(const QMouseEvent& event)
{
    m_now = event.position();
    if (m_phase == Phase::Band) {
        band(event);
        return;
    }
    if (m_phase == Phase::Pressed) {
        if (QLineF(m_start, m_now).length() < QApplication::startDragDistance())
            return;
        beginMove();
    }
    if (m_phase == Phase::Move)
        drag(event);
}

/// Left to right: what is enclosed; right to left: what is touched. Shift adds, Ctrl toggles.
void SelectTool::band(const QMouseEvent& event)
{
    const QRectF area = QRectF(m_startScene, m_view.toScene(m_now)).normalized();
    const bool toggles = (event.modifiers() & Qt::ControlModifier) != 0;
    CanvasSelection next;
    if (event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier))
        next = m_before;
    for (const Thing& thing : m_view.canvasGeometry().inside(area, m_now.x() > m_start.x())) {
        if (toggles && contains(m_before.things, thing)) {
            ui::remove(next.things, thing);
        } else {
            ui::add(next.things, thing);
        }
    }
    next.current = firstOf(next.things);
    m_view.setSelection(next);
    m_view.viewport()->update();
}

void SelectTool::beginMove()
{
    // A row drags its machine.
    std::set<model::ComputerId> moved = m_view.selection().things.computers;
    if (m_pressed) {
        if (const auto* row = std::get_if<model::ResourceId>(&*m_pressed))
            moved = {m_view.graph().resources.at(*row).computer};
    }
    if (moved.empty() || !m_pressed || std::holds_alternative<model::HopId>(*m_pressed))
        return;
    m_phase = Phase::Move;
    m_gesture = m_view.document()->beginGesture();
    if (moved.size() == 1)
        m_splice.emplace(m_view, *moved.begin());
    for (const model::ComputerId id : moved) {
        m_positions[id] = m_view.graph().computers.at(id).position;
        m_box |= m_view.canvasGeometry().rectOf(id);
    }
    const QRectF seen(m_view.toScene(QPointF()), QSizeF(m_view.viewport()->size()) / m_view.zoom());
    for (const model::ComputerId id : m_view.canvasGeometry().cardsIn(seen)) {
        if (!moved.contains(id) && m_others.size() < mostOthers)
            m_others.push_back(m_view.canvasGeometry().cards().at(id).rect);
    }
}

/// \p delta on the grid, and from there to what is near. One who holds the first corner of several holds all.
QPointF SelectTool::snappedDelta(QPointF delta)
{
    const model::Position start{.x = m_box.left(), .y = m_box.top()};
    const model::Position at = edit::onGrid({.x = start.x + delta.x(), .y = start.y + delta.y()});
    const QPointF onGrid(at.x - start.x, at.y - start.y);
    m_snapped = snapped(m_box.translated(onGrid), m_others, snapReach / m_view.zoom());
    return onGrid + m_snapped.shift;
}

void SelectTool::drag(const QMouseEvent& event)
{
    const bool isFree = (event.modifiers() & Qt::AltModifier) != 0;
    const QPointF pulled = m_view.toScene(m_now) - m_startScene;
    m_snapped = {};
    const QPointF delta = isFree ? pulled : snappedDelta(pulled);
    std::map<model::ComputerId, model::Position> positions;
    for (const auto& [id, start] : m_positions) {
        if (m_view.graph().computers.contains(id))
            positions[id] = {.x = start.x + delta.x(), .y = start.y + delta.y()};
    }
    if (m_splice)
        m_splice->aim(isFree ? std::nullopt : std::optional(m_now));
    m_view.apply(Text::tr("Move"), edit::moveComputers(m_view.graph(), positions), m_gesture);
    m_view.viewport()->update();  // Also where the machine stays on its place of the grid.
}

/// The machine is put into the hop that it was dropped on; where it cannot be, it only stands there.
void SelectTool::splice()
{
    const std::optional<model::HopId> hop = m_splice ? m_splice->hop() : std::nullopt;
    if (!hop || m_positions.empty())
        return;
    const model::ComputerId machine = m_positions.begin()->first;
    m_view.apply(Text::tr("Put into hop"), edit::spliceIn(m_view.graph(), *hop, machine, nowUtc()),
                 m_gesture);
}

void SelectTool::release(const QMouseEvent& event)
{
    m_view.viewport()->update();
    if (m_phase == Phase::Move)
        splice();
    if (m_phase != Phase::Pressed || !m_pressed)
        return;
    if (m_narrow && event.modifiers() == Qt::NoModifier)
        m_view.setSelection(selectionOf(*m_pressed));
    const auto* hop = std::get_if<model::HopId>(&*m_pressed);
    if (hop != nullptr && QLineF(m_view.sealCentre(*hop), event.position()).length() <= sealReach)
        emit m_view.sealClicked(*hop);
}

void SelectTool::cancel()
{
    if (m_phase == Phase::Move) {
        m_view.apply(Text::tr("Move"), edit::moveComputers(m_view.graph(), m_positions), m_gesture);
    } else if (m_phase == Phase::Band) {
        m_view.setSelection(m_before);
    }
}

/// Ctrl+Z with the button down can take away what was pressed, or was selected before.
bool SelectTool::isLost() const
{
    const model::Graph& graph = m_view.graph();
    const auto gone = [&graph](const auto& id) {
        return !isIn(graph, Thing(id));
    };
    return (m_pressed && !isIn(graph, *m_pressed))
           || std::ranges::any_of(m_before.things.computers, gone)
           || std::ranges::any_of(m_before.things.resources, gone)
           || std::ranges::any_of(m_before.things.hops, gone);
}

void SelectTool::paint(QPainter& painter, Theme theme) const
{
    if (m_phase == Phase::Move)
        paintGuides(painter, m_view, m_snapped, theme);
    if (m_phase == Phase::Move && m_splice)
        m_splice->paint(painter, theme);
    if (m_phase != Phase::Band)
        return;
    QColor fill = ink(Ink::Accent, theme);
    fill.setAlphaF(0.10F);
    painter.setPen(QPen(ink(Ink::Accent, theme), 1));
    painter.setBrush(fill);
    painter.drawRect(QRectF(m_view.toView(m_startScene), m_now).normalized());
}

}  // namespace hopwright::ui
