// Hops from afar, below 35 % (design §9): thousands of them, so each is a few straight pieces in the batch of its colour.
#include "ui/canvas/paint.h"

#include <QLineF>
#include <QList>
#include <QPainterPath>
#include <QPixmap>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

namespace hopwright::ui {

namespace {

constexpr double quietShare =
    0.42;                         ///< Of the colour of a quiet hop; the rest is what lies beneath.
constexpr double quietWidth = 1;  ///< Pixels.
constexpr double loudWidth = 2.25;
constexpr double sealReach = 3;  ///< Of the gap around a seal.
/// A piece leaves its curve by less than half a pixel: that of a curve with L pixels between its points, in n pieces, is 3 L / 8 n².
constexpr double bend = 0.75;
constexpr int mostPieces = 64;

/// The lines of one colour.
struct Batch {
    QRgb colour;
    QList<QLineF> lines = {};
};

QRgb mixed(const QColor& top, const QColor& beneath)
{
    const auto part = [](int over, int under) {
        return static_cast<int>(std::lround(quietShare * over + (1 - quietShare) * under));
    };
    return QColor(part(top.red(), beneath.red()), part(top.green(), beneath.green()),
                  part(top.blue(), beneath.blue()))
        .rgb();
}

/// Opaque, so that pieces may meet in a pixel.
QRgb colourOf(const Paint& paint, const HopGeometry& hop, const HopMarks& look)
{
    const QColor full = paint.colour(lineInk(look, paint.detail));
    return look.isLoud() ? full.rgb()
                         : mixed(full, paint.colour(hop.inFrame ? Ink::Group : Ink::Canvas));
}

bool meets(QPointF a, QPointF b, const QRectF& area)
{
    return std::min(a.x(), b.x()) <= area.right() && std::max(a.x(), b.x()) >= area.left()
           && std::min(a.y(), b.y()) <= area.bottom() && std::max(a.y(), b.y()) >= area.top();
}

using Cubic = std::array<QPointF, 4>;

QPointF pointOf(const Cubic& curve, double at)
{
    const double rest = 1 - at;
    return rest * rest * rest * curve[0] + 3 * rest * rest * at * curve[1]
           + 3 * rest * at * at * curve[2] + at * at * at * curve[3];
}

/// The pieces depend on the curve and the zoom alone, so that they meet where two parts of a drawing do.
void appendCurve(QList<QLineF>& out, const Cubic& curve, double zoom, const QRectF& area)
{
    const auto [left, right] =
        std::minmax({curve[0].x(), curve[1].x(), curve[2].x(), curve[3].x()});
    const auto [top, bottom] =
        std::minmax({curve[0].y(), curve[1].y(), curve[2].y(), curve[3].y()});
    if (!meets({left, top}, {right, bottom}, area))
        return;
    const double length = std::max(right - left, bottom - top) * zoom;
    const int pieces =
        std::clamp(static_cast<int>(std::ceil(std::sqrt(bend * length))), 1, mostPieces);
    QPointF from = curve[0];
    for (int i = 1; i <= pieces; ++i) {
        const QPointF to = pointOf(curve, static_cast<double>(i) / pieces);
        if (meets(from, to, area))
            out.append(QLineF(from, to));
        from = to;
    }
}

void appendPath(QList<QLineF>& out, const QPainterPath& path, double zoom, const QRectF& area)
{
    QPointF at;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isLineTo()) {
            if (meets(at, element, area))
                out.append(QLineF(at, element));
        } else if (element.isCurveTo()) {
            appendCurve(out, {at, element, path.elementAt(i + 1), path.elementAt(i + 2)}, zoom,
                        area);
            i += 2;
        }
        at = path.elementAt(i);
    }
}

QList<QLineF>& linesOf(std::vector<Batch>& batches, QRgb colour)
{
    const auto found = std::ranges::find(batches, colour, &Batch::colour);
    if (found != batches.end())
        return found->lines;
    batches.push_back({.colour = colour});
    return batches.back().lines;
}

}  // namespace

void paintFarLines(const Paint& paint, const std::vector<model::HopId>& hops, bool loud)
{
    if (paint.detail == Detail::Bar && !loud)
        return;
    const double width = paint.screen(loud ? loudWidth : quietWidth);
    const QRectF area = paint.state.area.adjusted(-width, -width, width, width);
    std::vector<Batch> batches;
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        if (look.isLoud() != loud)
            continue;
        const HopGeometry& hop = paint.geometry.hops().at(id);
        appendPath(linesOf(batches, colourOf(paint, hop, look)), hop.path, paint.state.zoom, area);
    }
    std::ranges::sort(batches, {}, &Batch::colour);  // The same order, whatever is seen.
    for (const Batch& each : batches) {
        paint.painter.setPen(QPen(QColor(each.colour), width, Qt::SolidLine, Qt::FlatCap));
        paint.painter.drawLines(each.lines);
    }
}

void paintFarSeals(const Paint& paint, const std::vector<model::HopId>& hops)
{
    const int size = static_cast<int>(std::lround(sealSizeAt(paint) * paint.state.zoom));
    const double reach = paint.screen(size / 2.0 + sealReach + 1);
    const QRectF area = paint.state.area.adjusted(-reach, -reach, reach, reach);
    const double ratio = paint.painter.device()->devicePixelRatio();
    const QTransform toView = paint.painter.transform();
    using Known = std::pair<std::pair<Seal, bool>, QPixmap>;
    std::vector<Known> pictures;
    paint.painter.save();
    paint.painter.resetTransform();
    for (const model::HopId id : hops) {
        const HopMarks& look = paint.looks.hops.marksOf(id);
        const HopGeometry& hop = paint.geometry.hops().at(id);
        if (!look.isLoud() || !area.contains(hop.seal))
            continue;
        const std::pair key(look.seal, hop.inFrame);
        auto found = std::ranges::find(pictures, key, &Known::first);
        if (found == pictures.end()) {
            pictures.emplace_back(key, sealPixmap(look.seal, size, paint.theme, ratio,
                                                  hop.inFrame ? Ink::Group : Ink::Canvas));
            found = std::prev(pictures.end());
        }
        // On whole pixels of the device.
        const double half = size / 2.0 + sealReach;
        const QPointF corner = (toView.map(hop.seal) - QPointF(half, half)) * ratio;
        paint.painter.drawPixmap(QPointF(std::round(corner.x()), std::round(corner.y())) / ratio,
                                 found->second);
    }
    paint.painter.restore();
}

}  // namespace hopwright::ui
