#include "ui/canvas/hint.h"

#include "ui/canvas/graph_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr double hintWidth = 280;

}  // namespace

void paintHint(QPainter& painter, const GraphView& view, QPointF at, const QString& text,
               Theme theme)
{
    const QFont used = fontFor(FontRole::Caption, view.font());
    const QRectF room(0, 0, hintWidth, 400);
    QRectF box = QFontMetricsF(used).boundingRect(room, Qt::TextWordWrap, text);
    box.moveTopLeft(at + QPointF(16, 14));
    const QRectF seen = QRectF(view.viewport()->rect()).adjusted(12, 10, -12, -10);
    box.moveLeft(std::max(seen.left(), std::min(box.left(), seen.right() - box.width())));
    box.moveTop(std::max(seen.top(), std::min(box.top(), seen.bottom() - box.height())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink(Ink::Tooltip, theme));
    painter.drawRoundedRect(box.adjusted(-8, -5, 8, 5), Size::radiusControl, Size::radiusControl);
    painter.setPen(ink(Ink::OnTooltip, theme));
    painter.setFont(used);
    painter.drawText(box.adjusted(0, 0, 1, 1), Qt::TextWordWrap, text);
}

}  // namespace hopwright::ui
