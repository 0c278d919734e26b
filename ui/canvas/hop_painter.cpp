#include "ui/canvas/paint.h"
#include "ui/canvas/visible_part.h"
#include "ui/theme/icons.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double arrowRoom = 9;   ///< The line ends this far before its head.
constexpr double keyRoom = 15;    ///< And begins this far behind its tail when a key stands there.
constexpr double halfGap = 2.5;   ///< Two lines are 5 apart.
constexpr double bandWidth = 16;  ///< The bed of a selected hop.
constexpr double hatchBand = 7;
constexpr double hatchStep = 6;
constexpr float mutedOpacity = 0.45F;  ///< Design §7.
constexpr double endReach = 24;        ///< Tail icon and arrow reach no further from an end.

/// Whether something within \p reach of \p point may be seen.
bool isNear(const Paint& paint, QPointF point, double reach)
{
    return paint.state.area.adjusted(-reach, -reach, reach, reach).contains(point);
}

bool hasTailIcon(const Paint& paint, const HopMarks& look)
{
    return (look.key || look.isMuted) && paint.detail == Detail::Full;
}

/// The line between key and arrow; curves keep their ends.
QPainterPath lineOf(const Paint& paint, const HopGeometry& hop, const HopMarks& look)
{
    const double unit = paint.detail == Detail::Full ? 1 : std::min(2.0, paint.screen(1));
    const double start = hasTailIcon(paint, look) ? keyRoom : 0;
    const QPointF tail = hop.tail + hop.tailDirection * start;
    const QPointF head = hop.head - hop.headDirection * arrowRoom * unit;
    QPainterPath out(tail);
    if (hop.isLevel) {
        out.lineTo(head);
        return out;
    }
    // The elements after the first are cubics: 3 points each.
    const int last = hop.path.elementCount() - 1;
    for (int i = 1; i + 2 <= last; i += 3) {
        out.cubicTo(QPointF(hop.path.elementAt(i)), QPointF(hop.path.elementAt(i + 1)),
                    i + 2 == last ? head : QPointF(hop.path.elementAt(i + 2)));
    }
    return out;
}

/// Lines under a clip: Qt's own pattern does not grow with the zoom.
void paintHatched(const Paint& paint, const QPainterPath& line, const QColor& colour)
{
    QPainterPathStroker stroker;
    stroker.setWidth(hatchBand);
    stroker.setCapStyle(Qt::FlatCap);
    const QPainterPath band = stroker.createStroke(line);
    const QRectF box = band.boundingRect();
    paint.painter.save();
    paint.painter.setClipPath(band, Qt::IntersectClip);
    paint.painter.setPen(QPen(colour, 1.25, Qt::SolidLine, Qt::FlatCap));
    QList<QLineF> lines;
    const double lean = box.height() * hatchStep / (hatchBand + 1);
    const int count = static_cast<int>(std::ceil((box.width() + lean + hatchStep) / hatchStep));
    for (int i = 0; i < count; ++i) {
        const double x = box.left() - lean + i * hatchStep;
        lines.append(QLineF(x, box.bottom() + 0.5, x + lean, box.top() - 0.5));
    }
    paint.painter.drawLines(lines);
    paint.painter.restore();
}

void paintArrow(const Paint& paint, const HopGeometry& hop, const HopMarks& look,
                const QColor& colour, double width)
{
    const double unit = paint.detail == Detail::Full ? 1 : std::min(2.0, paint.screen(1));
    const double half = Size::hopArrowWidth / 2.0 * unit;
    const QPointF way = hop.headDirection;
    const QPointF tip = hop.head - way * (look.toResource ? 1.5 : 0.5);
    const QPointF back = hop.head - way * Size::hopArrowLength * unit;
    const QPointF side = QPointF(-way.y(), way.x()) * (look.toResource ? half - 0.5 : half);
    QPainterPath path(back - side);
    path.lineTo(tip);
    path.lineTo(back + side);
    if (look.toResource) {
        paint.painter.setBrush(Qt::NoBrush);
        paint.painter.setPen(
            QPen(colour, std::max(1.5, width * 0.8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        paint.painter.drawPath(path);
        paint.painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        paint.painter.drawLine(back, tip);
        return;
    }
    path.closeSubpath();
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(colour);
    paint.painter.drawPath(path);
}

/// At the tail: a key, or that it is muted.
void paintTailIcon(const Paint& paint, const HopGeometry& hop, const QString& name,
                   const QColor& colour)
{
    const QPointF centre = hop.tail + hop.tailDirection * 9;
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colour(hop.inFrame ? Ink::Group : Ink::Canvas));
    paint.painter.drawEllipse(centre, 7, 7);
    paintIcon(paint.painter, name, QRectF(centre - QPointF(7, 8), QSizeF(16, 16)), colour);
}

void paintBed(const Paint& paint, const HopGeometry& hop)
{
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.setPen(
        QPen(paint.colour(Ink::AccentSoft), bandWidth, Qt::SolidLine, Qt::FlatCap));
    paint.painter.drawPath(hop.path);
}

/// A capsule along the line, between the cards.
void paintFocus(const Paint& paint, const HopGeometry& hop)
{
    constexpr double width = 18;
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(hop.isLevel ? Qt::RoundCap : Qt::FlatCap);
    QPainterPath along = hop.path;
    if (hop.isLevel) {
        const QPointF inset = hop.headDirection * (width / 2 + 1);
        along = QPainterPath(hop.tail + inset);
        along.lineTo(hop.head - inset);
    }
    QPen pen(paint.colour(Ink::Focus), 2, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({2, 1.5});
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.setPen(pen);
    paint.painter.drawPath(stroker.createStroke(along).simplified());
}

double strokeWidth(const HopMarks& look, double grown)
{
    return (look.isTested() ? Size::hopStrokeTested : Size::hopStroke) * grown;
}

/// One line, two, or hatched.
void paintStroke(const Paint& paint, const QPainterPath& path, const HopMarks& look,
                 const QColor& colour, double grown)
{
    const QPainterPath line =
        visiblePart(path, paint.state.area.adjusted(-bandWidth, -bandWidth, bandWidth, bandWidth));
    paint.painter.setBrush(Qt::NoBrush);
    if (look.seal.tested == Mark::NotReached) {
        paintHatched(paint, path, colour);  // Its pattern begins where the line begins.
    } else if (look.doubleLine) {
        paint.painter.setPen(
            QPen(colour, (look.isTested() ? 2 : 1.5) * grown, Qt::SolidLine, Qt::FlatCap));
        paint.painter.drawPath(line.translated(0, -halfGap * grown));
        paint.painter.drawPath(line.translated(0, halfGap * grown));
    } else {
        paint.painter.setPen(QPen(colour, strokeWidth(look, grown), Qt::SolidLine, Qt::FlatCap));
        paint.painter.drawPath(line);
    }
}

void paintLine(const Paint& paint, const HopGeometry& hop, const HopMarks& look)
{
    // To make its line costs more than this.
    const double beside = endReach * std::max(1.0, paint.screen(1));
    if (!goesThrough(hop.path, paint.state.area.adjusted(-beside, -beside, beside, beside)))
        return;
    QColor colour = paint.colour(lineInk(look, paint.detail));
    const QColor whole = colour;
    if (look.isMuted)
        colour.setAlphaF(mutedOpacity);
    if (paint.isSelected(hop.id))
        paintBed(paint, hop);
    if (paint.state.hasFocus && paint.state.selection.current == Thing(hop.id))
        paintFocus(paint, hop);
    const double grown = paint.detail == Detail::Full ? 1 : std::min(2.0, paint.screen(1));
    paintStroke(paint, lineOf(paint, hop, look), look, colour, grown);
    if (isNear(paint, hop.head, endReach * grown))
        paintArrow(paint, hop, look, colour, strokeWidth(look, grown));
    if (hasTailIcon(paint, look) && isNear(paint, hop.tail, endReach)) {
        paintTailIcon(paint, hop, look.isMuted ? QStringLiteral("mute") : QStringLiteral("key"),
                      whole);
    }
}

}  // namespace

Ink lineInk(const HopMarks& look, Detail detail)
{
    if (look.isTested())
        return markShapeInk(look.seal.tested);
    if (look.seal.tested == Mark::NotReached)
        return Ink::Neutral;
    if (look.predictedDenied && detail < Detail::Compact)
        return Ink::Denied;
    return Ink::Hop;
}

double sealSizeAt(const Paint& paint)
{
    switch (paint.detail) {
    case Detail::Compact:
        return paint.screen(18);
    case Detail::Block:
        return paint.screen(16);
    case Detail::Bar:
        return paint.screen(12);
    case Detail::Full:
        break;
    }
    return Size::seal;
}

void paintHopLines(const Paint& paint, const std::vector<model::HopId>& hops, bool loud)
{
    if (paint.detail < Detail::Compact) {
        paintFarLines(paint, hops, loud);
        return;
    }
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        if (look.isLoud() == loud)
            paintLine(paint, paint.geometry.hops().at(id), look);
    }
}

void paintSeals(const Paint& paint, const std::vector<model::HopId>& hops, bool running)
{
    if (paint.detail < Detail::Compact) {
        if (!running)
            paintFarSeals(paint, hops);
        return;
    }
    const double size = sealSizeAt(paint);
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        const HopGeometry& hop = paint.geometry.hops().at(id);
        if (look.running == running && isNear(paint, hop.seal, size)) {
            paintSeal(paint.painter, look.seal, hop.seal, size, paint.theme,
                      paint.colour(hop.inFrame ? Ink::Group : Ink::Canvas), paint.state.turn);
        }
    }
}

}  // namespace hopwright::ui
