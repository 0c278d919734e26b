#include "ui/canvas/connect_tool.h"

#include "core/edit/edit_hops.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/canvas_order.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/hint.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>

namespace hopwright::ui {

namespace {

constexpr double clickReach = 24;  ///< A release this near to the handle was a click.

}  // namespace

ConnectTool::ConnectTool(GraphView& view, model::ComputerId from, bool byKeys)
    : Tool(view), m_from(from), m_byKeys(byKeys)
{
    const CardGeometry& card = view.canvasGeometry().cards().at(from);
    m_now = view.toView(card.handle()) + QPointF(64, 0);
}

void ConnectTool::press(const QMouseEvent& event)
{
    m_now = event.position();
    if (m_byKeys)
        aim(m_view.thingAt(m_now));
}

void ConnectTool::move(const QMouseEvent& event)
{
    m_now = event.position();
    aim(m_view.thingAt(m_now));
}

void ConnectTool::aim(std::optional<Thing> target)
{
    m_target = target;
    m_reason.clear();
    if (m_target && std::holds_alternative<model::HopId>(*m_target))
        m_target.reset();
    if (m_target)
        m_reason = m_view.whyNot(m_from, m_view.endOf(*m_target));
    m_view.viewport()->update();
}

void ConnectTool::release(const QMouseEvent& event)
{
    m_now = event.position();
    const QPointF handle = m_view.toView(m_view.canvasGeometry().cards().at(m_from).handle());
    const bool atHome = m_target == Thing(m_from) && QLineF(handle, m_now).length() < clickReach;
    if (atHome || (!m_target && QLineF(handle, m_now).length() < clickReach)) {
        m_view.setSelection(selectionOf(m_from));
        return;
    }
    if (m_target) {
        finish();
    } else {
        m_view.addConnected(m_from, m_view.toScene(m_now));
    }
}

void ConnectTool::finish()
{
    m_done = true;
    if (!m_reason.isEmpty()) {
        emit m_view.refused(m_reason);
    } else {
        m_view.connectHop(m_from, m_view.endOf(*m_target));
    }
}

bool ConnectTool::key(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        step(static_cast<Qt::Key>(event.key()));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_target)
            finish();
        return true;
    case Qt::Key_Backspace:
        m_typed.chop(1);
        type({});
        return true;
    default:
        break;
    }
    if (event.text().isEmpty() || !event.text().front().isPrint())
        return false;
    type(event.text());
    return true;
}

void ConnectTool::step(Qt::Key direction)
{
    m_typed.clear();
    const Thing start = m_target.value_or(Thing(m_from));
    if (const auto next = nearestIn(m_view.canvasGeometry(), start, direction, true)) {
        aim(next);
        m_view.reveal(*next);
    }
}

void ConnectTool::type(const QString& letters)
{
    m_typed += letters;
    if (const auto found = beginningWith(m_view.graph(), m_typed, m_from)) {
        aim(found);
        m_view.reveal(*found);
    } else {
        aim(std::nullopt);
    }
}

bool ConnectTool::isLost() const
{
    if (!m_view.graph().computers.contains(m_from))
        return true;
    return m_target && !isIn(m_view.graph(), *m_target);
}

void ConnectTool::prepare(PaintState& state) const
{
    state.hover = m_from;
    state.dropTarget = m_target;
    state.dropAllowed = m_reason.isEmpty();
}

QString ConnectTool::hint() const
{
    if (!m_reason.isEmpty())
        return m_reason;
    if (m_target == Thing(m_from)) {
        const QString name = fromUtf8(m_view.graph().computers.at(m_from).name);
        return m_byKeys ? Text::tr("Enter draws a hop of %1 to itself").arg(name)
                        : Text::tr("Release to draw a hop of %1 to itself").arg(name);
    }
    if (!m_byKeys) {
        return m_target ? Text::tr("Release to draw the hop")
                        : Text::tr("Release to add a server here");
    }
    const QString target =
        m_target ? fromUtf8(model::endName(m_view.graph(), m_view.endOf(*m_target))) : QString();
    if (m_target)
        return Text::tr("Enter draws the hop to %1").arg(target);
    return m_typed.isEmpty() ? Text::tr("Arrows or letters choose where the hop ends; Esc leaves")
                             : Text::tr("No name begins with %1").arg(m_typed);
}

void ConnectTool::paint(QPainter& painter, Theme theme) const
{
    const QPointF tail = m_view.toView(m_view.canvasGeometry().cards().at(m_from).handle());
    QPointF end = m_now;
    if (m_target && m_byKeys) {
        const QRectF rect = m_view.canvasGeometry().rectOf(*m_target);
        end = m_view.toView(QPointF(rect.left(), rect.top() + 14));
    }
    QPen pen(ink(Ink::Accent, theme), 1.5, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(tail, end);
    paintHint(painter, m_view, end, hint(), theme);
}

}  // namespace hopwright::ui
