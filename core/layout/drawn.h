#pragma once

#include "core/layout/route.h"

#include <cstddef>
#include <vector>

namespace hopwright::layout {

/// The ends of \p edge where nodes stand at \p positions: out at the side that faces the other card.
Line lineOf(const Drawing& drawing, const std::vector<Point>& positions, const Edge& edge);

/// How often the lines of hops cross that have no node in common, as they are drawn around the cards (runsOf()). It counts
/// until there are \p enough.
/// Cost: O(edges² × width + edges × (nodes + edges)).
std::size_t drawnCrossings(const Drawing& drawing, const std::vector<Point>& positions,
                           std::size_t enough);

}  // namespace hopwright::layout
