#pragma once

#include "core/layout/layers.h"
#include "core/layout/tidy.h"

namespace hopwright::layout {

/// Orders the cells of each column so that few hops cross: from two beginnings, by sweeps to the right and to the left in which
/// each cell goes to the median of its neighbours, and by exchanging neighbours. The best order that was seen stays.
///
/// Cost: maxSweeps × maxExchangeRounds times segments × log(segments) at most.
/// \returns false when it was cancelled.
bool orderLayers(Layered& layered, const IsCancelled& isCancelled);

/// How many pairs of segments cross. Cost: O(segments × log(segments)).
std::size_t crossings(const Layered& layered);

}  // namespace hopwright::layout
