#pragma once

#include "ui/canvas/canvas_painter.h"

#include <QImage>
#include <QRect>
#include <QSize>

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// A square of pixels of the drawing, as it was painted.
struct Tile {
    QImage pixels = {};
    PaintNotes notes = {};      ///< What is in it, in scene units.
    std::uint64_t content = 0;  ///< The fingerprint of what went into it.
    std::uint64_t checked = 0;  ///< The version of the drawing for which that was compared last.
    std::uint64_t used = 0;     ///< The frame that showed it last.
};

/// Which square: column and row, from the scene's origin on, of pixels of the device.
struct TilePlace {
    std::int64_t column = 0;
    std::int64_t row = 0;

    auto operator<=>(const TilePlace&) const = default;
};

/// Keeps painted squares by scale and place, those that were shown last. It paints nothing and knows no drawing.
class TileCache {
public:
    static constexpr int side = 256;  ///< Pixels of the device.
    /// More is kept only where one view takes more.
    static constexpr qsizetype mostBytes = qsizetype{160} * 1024 * 1024;

    /// nullptr: there is none. \p scale: pixels of the device a scene unit.
    Tile* find(double scale, TilePlace place);
    Tile& enter(double scale, TilePlace place, Tile tile);
    void clear();
    /// Lets those go that were shown the longest time ago, but none of \p frame.
    void trim(std::uint64_t frame);

    qsizetype bytes() const { return m_bytes; }
    /// The scales of which there is something, from the smallest on.
    std::vector<double> scales() const;

private:
    using Level = std::map<TilePlace, Tile>;

    std::map<double, Level> m_levels = {};
    qsizetype m_bytes = 0;
};

/// The squares that \p area meets, in pixels of the device.
std::vector<TilePlace> tilesIn(const QRectF& area);
/// Where a square lies, in pixels of the device.
QRectF tileRect(TilePlace place);

}  // namespace hopwright::ui
