#pragma once

#include "ui/canvas/paint.h"

#include <QRectF>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// Where the words of hops stand in a drawing that is painted in pieces: in cells of the drawing, each for the hops whose seals
/// are in it, so that a word stands where it does whatever part is seen.
///
/// A cell keeps off what the cells around it placed before. Which is before another goes by nine colours, like those of a
/// chessboard, so it is the same wherever one begins, and a cell waits for eight others in a row at most.
class WordCells {
public:
    static constexpr double side = 256;  ///< Pixels,
    static constexpr double leastSide =
        280;  ///< and scene units: as long as a line may be, whatever the zoom.
    static constexpr std::size_t mostHops =
        32;  ///< In a cell; with more only those that went wrong are told.

    /// For another zoom, or after a change. \p taken: titles of frames. Cost: O(hops).
    void begin(const Paint& paint, std::vector<QRectF> taken);
    /// Places one more cell that \p area needs. \returns false: it needs none.
    bool step(const Paint& paint, const QRectF& area);
    /// The words that meet \p area, of which all cells are placed.
    std::vector<HopWords> in(const QRectF& area) const;

private:
    using Cell = std::pair<std::int64_t, std::int64_t>;

    std::vector<Cell> cellsAround(const QRectF& area) const;
    /// \p cell, or one that it waits for.
    std::optional<Cell> firstMissing(const Cell& cell) const;
    void place(const Paint& paint, const Cell& cell);

    double m_side = side;  ///< Scene units.
    std::vector<QRectF> m_taken = {};
    std::map<Cell, std::vector<model::HopId>> m_hops = {};
    std::map<Cell, std::vector<HopWords>> m_words = {};
};

}  // namespace hopwright::ui
