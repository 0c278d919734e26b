#pragma once

#include "core/base/result.h"

#include <QColor>
#include <QPainterPath>
#include <QRectF>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

class QPainter;

namespace hopwright::ui {

/// The largest file that is read; ours are below 1 KiB.
inline constexpr std::size_t maxDrawingBytes = 16'384;

/// One `path` of a drawing. A colour that is not there is SVG's `none`; an invalid one is `currentColor`.
struct DrawnPath {
    QPainterPath outline = {};
    std::optional<QColor> fill = QColor(Qt::black);
    std::optional<QColor> stroke = std::nullopt;
    double strokeWidth = 1;  ///< In units of the view box.
    Qt::PenCapStyle cap = Qt::FlatCap;
    Qt::PenJoinStyle join = Qt::SvgMiterJoin;
};

/// What an SVG file of paths alone shows: the program's icons are such files (ADR 0022).
struct PathDrawing {
    QRectF viewBox = {};
    std::vector<DrawnPath> paths = {};  ///< From the bottom up.
};

/// Reads \p svg, UTF-8: an `svg` with `viewBox`, and in it `path` with `d`, `fill`, `fill-rule`, `stroke`, `stroke-width` (no unit),
/// `stroke-linecap`, `stroke-linejoin`; colours as `none`, `currentColor` and `#rrggbb`. SVG 1.1 7.7, 8, 11.
///
/// \returns Unsupported for all other elements, attributes and values, so that a drawing shows all that is in its file or is none;
///          Malformed for what is no XML or breaks SVG; what readPathData() returns for a `d`; TooLarge above maxDrawingBytes.
///          The offset is that of the element in \p svg. No text for people: the drawings are this program's own files.
/// Cost: linear.
Result<PathDrawing> readPathDrawing(std::string_view svg);

/// Paints \p drawing so that its view box becomes \p box, antialiased, with \p current for `currentColor`. Opaque: an alpha of
/// \p current does not count. The painter is left as it was.
void paintDrawing(QPainter& painter, const PathDrawing& drawing, const QRectF& box,
                  const QColor& current);

}  // namespace hopwright::ui
