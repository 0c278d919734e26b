#include "ui/canvas/canvas_painter.h"

#include "ui/canvas/paint.h"
#include "ui/picture/text_line.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <QPainterPathStroker>

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

namespace hopwright::ui {

namespace {

constexpr int fixedTitle = 12;  ///< Pixels of a frame's title when the drawing is small.

void paintFrameTitle(const Paint& paint, const FrameGeometry& frame)
{
    const auto [name, kind] = frameTitle(paint.graph, frame);
    if (paint.detail != Detail::Full) {
        const double room = frame.rect.width() - paint.screen(16);
        const QFont used = paint.fixedFont(fixedTitle, true);
        if (paint.detail == Detail::Bar && QFontMetricsF(used).horizontalAdvance(name) > room)
            return;
        // Above the frame where its title row has become too low for these letters.
        const bool within = paint.metrics.frameTitle >= paint.screen(fixedTitle + 8);
        const double down = within ? paint.screen(fixedTitle + 4) : -paint.screen(4);
        paint.text(frame.rect.topLeft() + QPointF(paint.screen(8), down), room, Qt::AlignLeft, used,
                   Ink::Text, name);
        return;
    }
    const double baseline = frame.rect.top() + paint.metrics.frameTitle / 2 + 6.5;
    const QPointF iconAt(frame.rect.left() + 10,
                         frame.rect.top() + paint.metrics.frameTitle / 2 - 6);
    paintIcon(paint.painter, QStringLiteral("group"), QRectF(iconAt, QSizeF(16, 16)),
              paint.colour(Ink::TextSecondary));
    const double room = frame.rect.width() - 44;
    const QFontMetricsF strong(paint.fontOf(FontRole::Strong));
    const QFontMetricsF small(paint.fontOf(FontRole::Caption));
    // A long name of a domain takes the room of that word: what has a dot is one.
    const bool isDomain = !frame.group && !paint.graph.domains.at(frame.id).workgroup;
    const bool saysKind =
        !isDomain || strong.horizontalAdvance(name) + 8 + small.horizontalAdvance(kind) <= room;
    const double kindWidth =
        saysKind ? paint.text({frame.rect.right() - 12, baseline}, room / 2, Qt::AlignRight,
                              paint.fontOf(FontRole::Caption), Ink::TextSecondary, kind)
                 : 0;
    paint.text({frame.rect.left() + 32, baseline}, room - kindWidth - 8, Qt::AlignLeft,
               paint.fontOf(FontRole::Strong), Ink::Text, name);
}

/// The machines that stand out and may be seen: by their ids.
std::vector<model::ComputerId> raisedCards(const Paint& paint)
{
    constexpr double reach = 24;  ///< Pixels: of rings and handles.
    const double room = std::max(reach, paint.screen(reach));
    const QRectF area = paint.state.area.adjusted(-room, -room, room, room);
    std::set<model::ComputerId> out;
    const auto add = [&](model::ComputerId id) {
        const auto found = paint.geometry.cards().find(id);
        if (found != paint.geometry.cards().end() && found->second.rect.intersects(area))
            out.insert(id);
    };
    for (const model::ComputerId id : paint.state.selection.things.computers)
        add(id);
    for (const auto& thing : {paint.state.selection.current, paint.state.dropTarget}) {
        if (const auto* computer = thing ? std::get_if<model::ComputerId>(&*thing) : nullptr)
            add(*computer);
        const auto* row = thing ? std::get_if<model::ResourceId>(&*thing) : nullptr;
        if (row != nullptr && paint.graph.resources.contains(*row))
            add(paint.graph.resources.at(*row).computer);
    }
    if (paint.state.hover)
        add(*paint.state.hover);
    return {out.begin(), out.end()};
}

}  // namespace

Detail detailAt(double zoom) noexcept
{
    if (zoom >= Zoom::full)
        return Detail::Full;
    if (zoom >= Zoom::compact)
        return Detail::Compact;
    return zoom >= Zoom::block ? Detail::Block : Detail::Bar;
}

QFont Paint::fixedFont(double pixels, bool strong) const
{
    QFont out = fontFor(strong ? FontRole::Strong : FontRole::Body, font);
    // A font has whole pixels: below 1 unit the painter is scaled by hand instead, which no zoom of ours needs.
    out.setPixelSize(std::max(1, static_cast<int>(std::lround(screen(pixels)))));
    return out;
}

double Paint::text(QPointF baseline, double width, Qt::Alignment alignment, const QFont& used,
                   Ink colourOf, const QString& words, Qt::TextElideMode elide,
                   std::optional<model::HopId> hop) const
{
    if (words.isEmpty() || width <= 0)
        return 0;
    const QFontMetricsF measure(used);
    const QString shown = measure.elidedText(words, elide, width);
    const double wide = measure.horizontalAdvance(shown);
    double left = baseline.x();
    if (alignment & Qt::AlignRight) {
        left -= wide;
    } else if (alignment & Qt::AlignHCenter) {
        left -= wide / 2;
    }
    painter.setFont(used);
    painter.setPen(colour(colourOf));
    paintTextLine(painter, QPointF(left, baseline.y()), shown, words);
    labels.push_back({.text = shown,
                      .full = words,
                      .rect = QRectF(left, baseline.y() - measure.ascent(), wide, measure.height()),
                      .hop = hop});
    return wide;
}

/// 1 px points every 16: only where one sees them.
void paintGrid(const Paint& paint)
{
    constexpr double step = 16;
    if (paint.detail != Detail::Full)
        return;
    const QRectF& area = paint.state.area;
    const auto first = [](double edge) {
        return static_cast<int>(std::floor(edge / step));
    };
    QList<QPointF> points;
    for (int column = first(area.left()); column * step <= area.right(); ++column) {
        for (int row = first(area.top()); row * step <= area.bottom(); ++row)
            points.append({column * step + 0.5, row * step + 0.5});
    }
    paint.painter.setRenderHint(QPainter::Antialiasing, false);
    paint.painter.setPen(QPen(paint.colour(Ink::Grid), 1.2));
    paint.painter.drawPoints(points.constData(), static_cast<int>(points.size()));
    paint.painter.setRenderHint(QPainter::Antialiasing);
}

void Paint::dashed(const QPainterPath& path, const QPen& pen) const
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (!state.isPiece) {
        painter.drawPath(path);
        return;
    }
    const QPainterPathStroker stroker(pen);
    painter.fillPath(stroker.createStroke(path), pen.color());
}

bool seesTitle(const Paint& paint, const FrameGeometry& frame)
{
    constexpr double reach = 24;  ///< Pixels that it stands above its frame, or below its row.
    const double room = std::max(reach, paint.screen(reach));
    const QRectF row(frame.rect.topLeft(),
                     QSizeF(frame.rect.width(), paint.metrics.frameTitle + room));
    return row.intersects(paint.state.area.adjusted(-room, -room, room, room));
}

void paintFrames(const Paint& paint)
{
    for (const FrameGeometry& frame : paint.geometry.frames()) {
        if (!frame.rect.intersects(paint.state.area))
            continue;
        QColor edge = paint.colour(Ink::Outline);
        edge.setAlphaF(0.65F);
        paint.painter.setPen(QPen(edge, paint.detail == Detail::Full ? 1 : paint.screen(1)));
        paint.painter.setBrush(paint.colour(Ink::Group));
        paint.painter.drawRoundedRect(frame.rect.adjusted(0.5, 0.5, -0.5, -0.5), Size::radiusGroup,
                                      Size::radiusGroup);
    }
    for (const FrameGeometry& frame : paint.geometry.frames()) {
        if (seesTitle(paint, frame))
            paintFrameTitle(paint, frame);
    }
}

void paintThings(const Paint& paint, const Seen& seen)
{
    paintHopLines(paint, seen.hops, false);
    paintCards(paint, seen.cards);
    paintHopLines(paint, seen.hops, true);
    paintCrossings(paint, seen.hops);
    paintSeals(paint, seen.hops, false);
}

void paintAbove(const Paint& paint, const std::vector<model::HopId>& running)
{
    const std::vector<model::ComputerId> raised = raisedCards(paint);
    paintSeals(paint, running, true);
    paintRings(paint, raised);
    paintBadgesAgain(paint, raised);
}

void paintCanvas(QPainter& painter, const model::Graph& graph, const CanvasLooks& looks,
                 const CanvasGeometry& geometry, const PaintState& state, const QFont& font,
                 Theme theme, PaintNotes& notes)
{
    const Paint paint{.painter = painter,
                      .graph = graph,
                      .looks = looks,
                      .geometry = geometry,
                      .state = state,
                      .font = font,
                      .theme = theme,
                      .labels = notes.labels,
                      .badges = notes.badges,
                      .metrics = CanvasMetrics(font),
                      .detail = detailAt(state.zoom)};
    painter.setRenderHint(QPainter::Antialiasing);
    const Seen seen{.cards = geometry.cardsIn(state.area), .hops = geometry.hopsIn(state.area)};
    if (!state.isPicture)
        paintGrid(paint);
    paintFrames(paint);
    paintThings(paint, seen);
    paintHopLabels(paint);
    paintBadges(paint, seen);
    paintAbove(paint, seen.hops);
}

}  // namespace hopwright::ui
