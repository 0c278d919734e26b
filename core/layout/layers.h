#pragma once

#include "core/layout/drawing.h"

#include <cstddef>
#include <vector>

namespace hopwright::layout {

/// What stands in a column: a node, or the lane of a hop that passes through.
struct Cell {
    std::size_t node = none;  ///< None: it is a lane.
    std::size_t edge = none;  ///< Of a lane.
    std::size_t layer = 0;
    std::size_t band = 0;  ///< Of rows: in each column those of a lower number stand above.
};

/// A hop, or its part, between neighbouring columns.
struct Segment {
    std::size_t left;  ///< An index of Layered::cells,
    std::size_t right;
    std::size_t edge;
};

/// A part of a drawing in columns.
struct Layered {
    std::vector<Cell> cells = {};  ///< First one for each node, in their order.
    std::vector<std::vector<std::size_t>> layers = {};  ///< Cells from top to bottom.
    std::vector<Segment> segments = {};
    std::vector<std::vector<std::size_t>> toLeft = {};  ///< Of each cell, its segments.
    std::vector<std::vector<std::size_t>> toRight = {};
    std::vector<std::vector<std::size_t>> lanes =
        {};  ///< Of each hop that has some, left to right.

    bool isOfOneBand(const Segment& segment) const
    {
        return cells[segment.left].band == cells[segment.right].band;
    }
};

/// Columns for a drawing. Hops that close a circle are walked against their direction; all others lead to the right, and together
/// they are as short as they can be (shortestRanks()). An edge from a node to itself counts for nothing.
///
/// Cost: that of shortestRanks(), and linear in nodes, edges and lanes; maxLanes bounds these.
Layered layersOf(const Drawing& part);

/// Whether \p edge leads from a column to one at its left.
bool isBackwards(const Drawing& part, const Layered& layered, std::size_t edge);

}  // namespace hopwright::layout
