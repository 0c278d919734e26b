#include "ui/canvas/minimap.h"

#include "ui/canvas/graph_view.h"
#include "ui/text/words.h"
#include "ui/theme/marks.h"
#include "ui/theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr double inset = 6;       ///< Between its edge and the drawing.
constexpr int margin = 12;        ///< Between it and the corner of the view.
constexpr double leastCard = 2;   ///< Pixels.
constexpr int leastViewport = 3;  ///< Times its size: in a smaller view it would cover too much.

}  // namespace

Minimap::Minimap(GraphView* view) : QWidget(view->viewport()), m_view(view)
{
    setFixedSize(208, 128);  // Design §9.
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(Text::tr("Map of the drawing"));
    hide();
}

void Minimap::forget()
{
    m_image = {};
    update();
}

void Minimap::place()
{
    const QSize room = m_view->viewport()->size();
    const bool hasRoom =
        room.width() >= leastViewport * width() && room.height() >= leastViewport * height();
    const bool isLarge = m_view->graph().computers.size() >= leastMachines;
    const bool isNeeded = isLarge && hasRoom
                          && !QRectF(m_view->viewport()->rect())
                                  .contains(m_view->toView(m_view->canvasGeometry().bounds()));
    setVisible(isNeeded);
    move(room.width() - width() - margin, room.height() - height() - margin);
    update();
}

/// Where the drawing lies in this widget.
QRectF Minimap::map() const
{
    const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const QSizeF size =
        m_view->canvasGeometry().bounds().size().scaled(room.size(), Qt::KeepAspectRatio);
    return {room.center() - QPointF(size.width() / 2, size.height() / 2), size};
}

/// Machines and what went wrong; the frame of the view goes over it.
QImage Minimap::drawn() const
{
    const double ratio = devicePixelRatioF();
    QImage out(size() * ratio, QImage::Format_ARGB32_Premultiplied);
    out.setDevicePixelRatio(ratio);
    const Theme theme = themeOf(palette());
    out.fill(ink(Ink::Card, theme));
    const QRectF all = m_view->canvasGeometry().bounds();
    const QRectF place = map();
    const double scale = place.width() / all.width();
    const auto toMap = [&](QPointF scene) {
        return place.topLeft() + (scene - all.topLeft()) * scale;
    };
    QPainter painter(&out);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink(Ink::Group, theme));
    for (const FrameGeometry& frame : m_view->canvasGeometry().frames())
        painter.drawRect(QRectF(toMap(frame.rect.topLeft()), frame.rect.size() * scale));
    painter.setBrush(ink(Ink::Hop, theme));
    for (const auto& [id, card] : m_view->canvasGeometry().cards()) {
        painter.drawRect(QRectF(toMap(card.rect.topLeft()),
                                QSizeF(std::max(leastCard, card.rect.width() * scale),
                                       std::max(leastCard, card.rect.height() * scale))));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [id, hop] : m_view->canvasGeometry().hops()) {
        const HopMarks& look = m_view->looks().hops.marksOf(id);
        if (!look.isLoud())
            continue;
        const Mark mark = look.predictedDenied ? Mark::Denied : look.seal.tested;
        painter.setPen(QPen(ink(markShapeInk(mark), theme), 1.5));
        painter.drawLine(toMap(hop.tail), toMap(hop.head));
    }
    return out;
}

void Minimap::paintEvent(QPaintEvent* /*event*/)
{
    if (m_view->canvasGeometry().bounds().isEmpty())
        return;
    if (m_image.isNull() || m_image.devicePixelRatio() != devicePixelRatioF())
        m_image = drawn();
    const Theme theme = themeOf(palette());
    QPainter painter(this);
    painter.drawImage(QPoint(0, 0), m_image);
    painter.setPen(QPen(ink(Ink::Outline, theme), 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    const QRectF all = m_view->canvasGeometry().bounds();
    const QRectF place = map();
    const double scale = place.width() / all.width();
    const QRectF seen(m_view->toScene(QPointF()),
                      QSizeF(m_view->viewport()->size()) / m_view->zoom());
    const QRectF frame(place.topLeft() + (seen.topLeft() - all.topLeft()) * scale,
                       seen.size() * scale);
    painter.setPen(QPen(ink(Ink::Accent, theme), 2));
    painter.drawRect(frame.intersected(QRectF(rect()).adjusted(1, 1, -1, -1)));
}

void Minimap::go(QPointF at)
{
    const QRectF all = m_view->canvasGeometry().bounds();
    const QRectF place = map();
    const QPointF scene = all.topLeft() + (at - place.topLeft()) * all.width() / place.width();
    m_view->scrollBy(m_view->toView(scene) - QRectF(m_view->viewport()->rect()).center());
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        go(event->position());
    event->accept();
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        go(event->position());
    event->accept();
}

}  // namespace hopwright::ui
