#pragma once

#include "core/layout/layers.h"

#include <vector>

namespace hopwright::layout {

/// Cells that stand on one line, since the hops between them are to be level.
struct Blocks {
    std::vector<std::size_t> blockOf = {};             ///< Of each cell.
    std::vector<double> offset = {};                   ///< Of each cell's line from its block's.
    std::vector<std::vector<std::size_t>> cells = {};  ///< Of each block, left to right.
};

/// Joins each cell to at most one at its left and one at its right: first the lanes of each hop, then machines that have no other
/// neighbour there, then those that are the median for each other, or for one of them, then a lane and its hop's machine. No two
/// such pairs cross, so that the blocks of a column can stand above each other. Only cells of one band, and only those that
/// Layered::layers has. Cost: O(segments × log(segments)).
Blocks blocksOf(const Drawing& drawing, const Layered& layered);

}  // namespace hopwright::layout
