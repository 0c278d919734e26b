#pragma once

#include <cstddef>
#include <vector>

namespace hopwright::layout {

/// A step to the right: \p to stands at least one column behind \p from.
struct Arc {
    std::size_t from;
    std::size_t to;
    std::size_t edge;  ///< Of the drawing.
};

/// The column of each of \p nodes nodes, from 0, so that all arcs together are as short as they can be (the network simplex of
/// Gansner, Koutsofios, North and Vo, 1993). A node that could stand in several goes where fewest stand, the first of these. Each
/// set of nodes that arcs join begins in column 0. The arcs make no circle.
///
/// Cost: O(arcs × log(arcs)), and of the exchanges maxRankWork steps at most; where these do not suffice, the arcs are longer than
/// they could be.
std::vector<std::size_t> shortestRanks(std::size_t nodes, const std::vector<Arc>& arcs);

}  // namespace hopwright::layout
