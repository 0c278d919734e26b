#include "ui/canvas/visible_part.h"

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int deepest = 6;  ///< A piece is at least a 64th of its curve.

using Cubic = std::array<QPointF, 4>;

/// A curve lies in the box of its points.
QRectF boxOf(const Cubic& curve)
{
    const auto [left, right] =
        std::minmax({curve[0].x(), curve[1].x(), curve[2].x(), curve[3].x()});
    const auto [top, bottom] =
        std::minmax({curve[0].y(), curve[1].y(), curve[2].y(), curve[3].y()});
    return {QPointF(left, top), QPointF(right, bottom)};
}

/// QRectF::intersects() says no for a box without height, which a level line has.
bool touches(const QRectF& box, const QRectF& area)
{
    return box.left() <= area.right() && box.right() >= area.left() && box.top() <= area.bottom()
           && box.bottom() >= area.top();
}

void goTo(QPainterPath& out, QPointF start)
{
    if (out.elementCount() == 0 || out.currentPosition() != start)
        out.moveTo(start);
}

/// De Casteljau's halves.
std::array<Cubic, 2> halvesOf(const Cubic& curve)
{
    const QPointF a = (curve[0] + curve[1]) / 2;
    const QPointF b = (curve[1] + curve[2]) / 2;
    const QPointF c = (curve[2] + curve[3]) / 2;
    const QPointF ab = (a + b) / 2;
    const QPointF bc = (b + c) / 2;
    const QPointF middle = (ab + bc) / 2;
    return {{{curve[0], a, ab, middle}, {middle, bc, c, curve[3]}}};
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as \p left says.
void appendSeen(QPainterPath& out, const Cubic& curve, const QRectF& area, int left)
{
    const QRectF box = boxOf(curve);
    if (!touches(box, area))
        return;
    if (left == 0 || area.contains(box)) {
        goTo(out, curve[0]);
        out.cubicTo(curve[1], curve[2], curve[3]);
        return;
    }
    for (const Cubic& half : halvesOf(curve))
        appendSeen(out, half, area, left - 1);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as \p left says.
bool isSeen(const Cubic& curve, const QRectF& area, int left)
{
    const QRectF box = boxOf(curve);
    if (!touches(box, area))
        return false;
    if (left == 0 || area.contains(curve[0]) || area.contains(curve[3]))
        return true;
    return std::ranges::any_of(halvesOf(curve),
                               [&](const Cubic& half) { return isSeen(half, area, left - 1); });
}

}  // namespace

QPainterPath visiblePart(const QPainterPath& path, const QRectF& area)
{
    if (area.contains(path.controlPointRect()))
        return path;
    QPainterPath out;
    QPointF at;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element& element = path.elementAt(i);
        if (element.isLineTo()) {
            if (touches(QRectF(at, QPointF(element)).normalized(), area)) {
                goTo(out, at);
                out.lineTo(element);
            }
        } else if (element.isCurveTo()) {
            appendSeen(out, {at, element, path.elementAt(i + 1), path.elementAt(i + 2)}, area,
                       deepest);
            i += 2;
        }
        at = path.elementAt(i);
    }
    return out;
}

bool goesThrough(const QPainterPath& path, const QRectF& area)
{
    QPointF at;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isLineTo()) {
            if (touches(QRectF(at, QPointF(element)).normalized(), area))
                return true;
        } else if (element.isCurveTo()) {
            if (isSeen({at, element, path.elementAt(i + 1), path.elementAt(i + 2)}, area, deepest))
                return true;
            i += 2;
        }
        at = path.elementAt(i);
    }
    return false;
}

QPointF pointByPieces(const QPainterPath& path, double part)
{
    const int pieces = (path.elementCount() - 1) / 3;
    if (pieces == 0)
        return path.pointAtPercent(part);
    const int piece = std::min(pieces - 1, static_cast<int>(part * pieces));
    const double at = part * pieces - piece;
    const double rest = 1 - at;
    const auto point = [&](int index) {
        return QPointF(path.elementAt(3 * piece + index));
    };
    return rest * rest * rest * point(0) + 3 * rest * rest * at * point(1)
           + 3 * rest * at * at * point(2) + at * at * at * point(3);
}

}  // namespace hopwright::ui
