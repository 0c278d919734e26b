#pragma once

#include "core/layout/layers.h"
#include "core/layout/tidy.h"

#include <vector>

namespace hopwright::layout {

/// How far the card's line, and with it a hop that is level, lies from where \p edge ends at \p node: 0 but at a row.
double shiftAt(const Drawing& drawing, std::size_t edge, std::size_t node);

/// The left edge of each column: wide enough apart for the labels of the hops between them.
std::vector<double> columnsOf(const Drawing& drawing, const Layered& layered);

/// The line of each cell that Layered::layers has, of a card its base line, of which the first may be anywhere. What is joined alone
/// is level; else each goes to the median of what it is joined with, as far as what stands above and below leaves room.
///
/// Cost: maxPlacingRounds times segments × log(edges of a machine).
/// \returns nothing when it was cancelled.
std::vector<double> rowsOf(const Drawing& drawing, const Layered& layered,
                           const std::vector<double>& columns, const IsCancelled& isCancelled);

}  // namespace hopwright::layout
