#pragma once

#include "core/layout/drawing.h"

#include <functional>
#include <optional>
#include <vector>

namespace hopwright::layout {

/// At which step tidying is. A step comes again for each part of the drawing, and Order for each of its sweeps.
enum class Step { Layers, Order, Place, Pack };

/// Asked at each step; true: nobody wants the answer any more. Called on the thread that tidies.
using IsCancelled = std::function<bool(Step)>;

// The distances of a tidy drawing, in scene units.
inline constexpr double grid = 8;            ///< Columns and rows stand on it.
inline constexpr double rowGap = 24;         ///< Between two cards one above the other, at least.
inline constexpr double laneHeight = 16;     ///< For a hop that passes between two cards.
inline constexpr double labelGap = 6;        ///< Between two labels, and beside them.
inline constexpr double minHopLength = 128;  ///< Between two columns, at least.
inline constexpr double widestLabel =
    320;  ///< A wider one is elided: it does not push columns apart.
inline constexpr double partGapAcross = 160;  ///< Between two parts that no hop joins.
inline constexpr double partGapDown = 64;
inline constexpr double sheetRatio = 1.6;  ///< Width to height of what parts are packed into.

// What bounds the work.
inline constexpr std::size_t maxStarts = 32;  ///< Beginnings of the order, for a part,
inline constexpr std::size_t maxStartWork =
    5'000;                                        ///< of which all together have so many segments,
inline constexpr std::size_t maxTrials = 10;      ///< and of which so many are drawn on trial
inline constexpr std::size_t maxTriedHops = 120;  ///< where a part has no more hops.
inline constexpr std::size_t maxSweeps = 48;      ///< Of the order; a quarter without gain ends it.
inline constexpr std::size_t maxExchangeRounds = 6;  ///< Of neighbours, in a sweep.
inline constexpr std::size_t manySegments = 6'000;   ///< Above it a part has so many sweeps,
inline constexpr std::size_t fewSweeps = 12;
inline constexpr std::size_t fewExchangeRounds = 2;     ///< and so many rounds.
inline constexpr std::size_t maxRankWork = 10'000'000;  ///< Looks at nodes, for the columns.
inline constexpr long maxBalanceReach = 16;             ///< Columns among which a node chooses.
inline constexpr std::size_t maxPlacingRounds = 16;     ///< Of rows that move to their neighbours.
inline constexpr std::size_t maxLanes = 24'000;  ///< Of all hops of a part; the longest go without.

/// Where the top left corner of each node goes so that the drawing is tidy: hops lead from left to right, a column for each step
/// (but for hops that close a circle), few of them cross, and chains are straight lines. Cards do not touch, and between two
/// columns is room for each label. A hop over several columns has a lane between the cards, on one level as far as others let
/// it; runsOf() finds a way there. Parts that no hop joins stand beside and below each other; machines without a hop stand in a block below.
///
/// A pinned node stays where it is; its part is moved to it, and gives way to it. Without pinned ones the top left corner of the
/// drawing stays where it is, on the grid.
///
/// Pure, and the same for the same drawing: of where nodes stand now only the corner and the pinned ones count, so what is tidy
/// stays. Edges refer to nodes that are there.
///
/// Cost: the work is bounded by the constants above times (nodes + edges + lanes) and a logarithm; memory is linear in these.
/// \returns nothing when it was cancelled.
std::optional<std::vector<Point>> tidy(const Drawing& drawing, const IsCancelled& isCancelled = {});

}  // namespace hopwright::layout
