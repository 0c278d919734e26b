#include "ui/canvas/hop_labels.h"
#include "ui/canvas/paint.h"
#include "ui/canvas/visible_part.h"
#include "ui/theme/delegates.h"
#include "ui/theme/icons.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <array>
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
constexpr double quietSmall = 0.42;    ///< Opacity of quiet hops between blocks.

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

void paintLine(const Paint& paint, const HopGeometry& hop, const HopMarks& look)
{
    QColor colour = paint.colour(lineInk(look, paint.detail));
    const QColor whole = colour;
    if (look.isMuted)
        colour.setAlphaF(mutedOpacity);
    if (paint.isSelected(hop.id))
        paintBed(paint, hop);
    if (paint.state.hasFocus && paint.state.selection.current == Thing(hop.id))
        paintFocus(paint, hop);
    const double grown = paint.detail == Detail::Full ? 1 : std::min(2.0, paint.screen(1));
    const double width = (look.isTested() ? Size::hopStrokeTested : Size::hopStroke) * grown;
    const QPainterPath path = lineOf(paint, hop, look);
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
        paint.painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        paint.painter.drawPath(line);
    }
    paintArrow(paint, hop, look, colour, width);
    if (hasTailIcon(paint, look))
        paintTailIcon(paint, hop, look.isMuted ? QStringLiteral("mute") : QStringLiteral("key"),
                      whole);
}

/// Between blocks: quiet hops 1 px at 42 %, loud ones 2.25 px.
void paintThin(const Paint& paint, const HopGeometry& hop, const HopMarks& look)
{
    QColor colour = paint.colour(lineInk(look, paint.detail));
    if (!look.isLoud())
        colour.setAlphaF(static_cast<float>(quietSmall));
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.setPen(QPen(colour, paint.screen(look.isLoud() ? 2.25 : 1)));
    paint.painter.drawPath(hop.path);
}

Ink wordInk(const HopMarks& look)
{
    if (look.seal.tested != Mark::None)
        return markInk(look.seal.tested);
    return look.predictedDenied ? Ink::Denied : Ink::Text;
}

constexpr double cellsRoom = 14;     ///< Of the ten cells while a hop runs, above its word.
constexpr double compactLabel = 11;  ///< Pixels of the screen.
constexpr double labelMargin =
    300;  ///< Around what is seen: a label reaches no further from its hop.
constexpr std::size_t mostLabels =
    400;  ///< Above so many hops in sight only those that went wrong are told, and the selected.

/// The lines of a hop, how they are written, and how large they are.
struct HopLines {
    struct Line {
        QString words = {};
        QFont font = {};
        Ink colour = Ink::Text;
        Qt::TextElideMode elide = Qt::ElideRight;
    };

    std::array<Line, 3> lines = {};
    LabelSizes sizes = {};

    void set(LabelLine which, Line line, double height)
    {
        const auto at = static_cast<std::size_t>(which);
        if (!line.words.isEmpty()) {
            // A whole unit more, so that a text that fits is never cut by a rounded width.
            sizes.at(at) = QSizeF(
                std::ceil(QFontMetricsF(line.font).horizontalAdvance(line.words)) + 1, height);
        }
        lines.at(at) = std::move(line);
    }
};

/// Small, a hop has its method and its word; what was typed is what one reads last.
HopLines linesOf(const Paint& paint, model::HopId id)
{
    const HopLook& look = paint.looks.hops.at(id);
    HopLines out;
    if (paint.detail == Detail::Full) {
        const double cells = look.running ? cellsRoom : 0;
        out.set(LabelLine::Title, {.words = look.title, .font = paint.fontOf(FontRole::Strong)},
                paint.metrics.titleHeight);
        out.set(LabelLine::Typed,
                {.words = look.typed,
                 .font = paint.fontOf(FontRole::Caption),
                 .colour = Ink::TextSecondary,
                 .elide = Qt::ElideMiddle},
                paint.metrics.typedHeight);
        out.set(
            LabelLine::Word,
            {.words = look.word, .font = paint.fontOf(FontRole::Strong), .colour = wordInk(look)},
            paint.metrics.wordHeight + cells);
        return out;
    }
    const QFont used = paint.fixedFont(compactLabel, true);
    const double height = QFontMetricsF(used).height();
    out.set(LabelLine::Title, {.words = look.title, .font = used}, height);
    out.set(LabelLine::Word, {.words = look.word, .font = used, .colour = wordInk(look)}, height);
    return out;
}

LabelRoom roomAt(const Paint& paint)
{
    if (paint.detail == Detail::Full)
        return {.seal = 18, .gap = 4, .longest = 280, .shortest = 56};
    return {.seal = paint.screen(12),
            .gap = paint.screen(3),
            .longest = paint.screen(160),
            .shortest = paint.screen(40)};
}

/// On a rounded rectangle in the colour of what lies beneath.
void paintLabel(const Paint& paint, model::HopId id, const PlacedLine& placed,
                const HopLines::Line& line)
{
    const bool inFrame =
        std::ranges::any_of(paint.geometry.frames(), [&placed](const FrameGeometry& frame) {
            return frame.rect.contains(placed.box.center());
        });
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colour(inFrame ? Ink::Group : Ink::Canvas));
    paint.painter.drawRoundedRect(placed.box.adjusted(-3 * unit, unit, 3 * unit, 0), 3 * unit,
                                  3 * unit);
    QRectF box = placed.box;
    const HopLook& look = paint.looks.hops.at(id);
    if (placed.line == LabelLine::Word && look.running && paint.detail == Detail::Full) {
        const double width = stageStripWidth(look.stages.size(), Size::stageCell);
        paintStageStrip(paint.painter, look.stages,
                        QPointF(box.center().x() - width / 2, box.top() + 4),
                        QSizeF(Size::stageCell, Size::stageCellHeight), paint.theme);
        box.setTop(box.top() + cellsRoom);
    }
    const QFontMetricsF measure(line.font);
    const double baseline = box.center().y() + (measure.ascent() - measure.descent()) / 2;
    paint.text({box.center().x(), baseline}, box.width(), Qt::AlignHCenter, line.font, line.colour,
               line.words, line.elide, id);
}

/// What is selected or went wrong first: so these have their words where there is not room for all.
std::vector<model::HopId> inOrderOfWorth(const Paint& paint, const std::vector<model::HopId>& hops)
{
    std::array<std::vector<model::HopId>, 3> byWorth;
    for (const model::HopId id : hops) {
        const std::size_t behind = paint.looks.hops.marksOf(id).isLoud() ? 1 : 2;
        byWorth.at(paint.isSelected(id) ? 0 : behind).push_back(id);
    }
    std::vector<model::HopId> out = std::move(byWorth[0]);
    out.insert(out.end(), byWorth[1].begin(), byWorth[1].end());
    const std::size_t most = paint.state.isPicture ? hops.size() : mostLabels;
    if (hops.size() <= most)
        out.insert(out.end(), byWorth[2].begin(), byWorth[2].end());
    out.resize(std::min(out.size(), most));
    return out;
}

}  // namespace

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
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        const HopGeometry& hop = paint.geometry.hops().at(id);
        if (look.isLoud() != loud || (paint.detail == Detail::Bar && !loud))
            continue;
        if (paint.detail < Detail::Compact) {
            paintThin(paint, hop, look);
        } else {
            paintLine(paint, hop, look);
        }
    }
}

void paintSeals(const Paint& paint, const std::vector<model::HopId>& hops)
{
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        const HopGeometry& hop = paint.geometry.hops().at(id);
        if (paint.detail >= Detail::Compact || look.isLoud()) {
            paintSeal(paint.painter, look.seal, hop.seal, sealSizeAt(paint), paint.theme,
                      paint.colour(hop.inFrame ? Ink::Group : Ink::Canvas), paint.state.turn);
        }
    }
}

void paintHopLabels(const Paint& paint)
{
    if (paint.detail < Detail::Compact)
        return;
    const double margin = std::max(labelMargin, paint.screen(labelMargin / 2));
    const QRectF around = paint.state.area.adjusted(-margin, -margin, margin, margin);
    const std::vector<model::HopId> hops = paint.geometry.hopsIn(around);
    LabelPlacer placer(paint.geometry, hops, sealSizeAt(paint), roomAt(paint),
                       paint.state.avoidance);
    for (const PaintedLabel& each : paint.labels)  // Of frames and cards.
        placer.avoid(each.rect);
    for (const QRectF& each : badgeBoxes(paint, paint.geometry.cardsIn(around), hops))
        placer.avoid(each);
    for (const model::HopId id : inOrderOfWorth(paint, hops)) {
        const HopLines said = linesOf(paint, id);
        const bool isLoud = paint.looks.hops.marksOf(id).isLoud();
        for (const PlacedLine& each :
             placer.place(paint.geometry.hops().at(id), said.sizes, isLoud)) {
            if (each.box.intersects(paint.state.area))
                paintLabel(paint, id, each, said.lines.at(static_cast<std::size_t>(each.line)));
        }
    }
}

}  // namespace hopwright::ui
