#include "ui/canvas/pan_tool.h"

#include "ui/canvas/graph_view.h"

#include <QMouseEvent>

namespace hopwright::ui {

void PanTool::press(const QMouseEvent& event)
{
    m_last = event.position();
    m_view.viewport()->setCursor(Qt::ClosedHandCursor);
}

void PanTool::move(const QMouseEvent& event)
{
    m_view.scrollBy(m_last - event.position());
    m_last = event.position();
}

void PanTool::release(const QMouseEvent&)
{
    m_view.viewport()->unsetCursor();
}

}  // namespace hopwright::ui
