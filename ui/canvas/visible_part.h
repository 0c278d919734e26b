#pragma once

#include <QPainterPath>
#include <QRectF>

namespace hopwright::ui {

/// What of \p path, an open line of straight and cubic pieces, may be seen in \p area; all of it where it lies inside.
///
/// Curves are parted, not flattened, so what is left looks as before; a straight piece that reaches into the area stays whole.
/// Stroking a long curve costs by its length: of 1,000 machines at 100 % most of it lies outside of the window.
/// \p area has to be larger than what is shown by at least half the width of the pen.
QPainterPath visiblePart(const QPainterPath& path, const QRectF& area);

/// Whether something of \p path may be seen in \p area; a curve by the boxes of its parts, so rather once too often.
bool goesThrough(const QPainterPath& path, const QRectF& area);

/// The point of \p path, a straight line or cubic pieces, at \p part of its pieces, 0 to 1: not of its length, which takes long to
/// measure where it leads across a large drawing.
QPointF pointByPieces(const QPainterPath& path, double part);

}  // namespace hopwright::ui
