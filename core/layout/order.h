#pragma once

#include "core/layout/layers.h"
#include "core/layout/tidy.h"

#include <vector>

namespace hopwright::layout {

/// The cells of each column, from top to bottom.
using Order = std::vector<std::vector<std::size_t>>;

/// Orders of the cells in which few hops cross, the fewest first, maxTrials at most: from several beginnings, by sweeps to the
/// right and to the left in which each cell goes to the median of its neighbours, and by exchanging neighbours. Of each beginning
/// the best order that was seen. Bands stay one below the other.
///
/// Cost: maxSweeps × maxExchangeRounds times segments × log(segments) at most for a beginning; the smaller the part, the more of
/// them (maxStarts).
/// \returns none when it was cancelled.
std::vector<Order> ordersOf(Layered layered, const IsCancelled& isCancelled);

/// How many pairs of segments cross. Cost: O(segments × log(segments)).
std::size_t crossings(const Layered& layered);

}  // namespace hopwright::layout
