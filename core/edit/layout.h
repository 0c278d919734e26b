#pragma once

#include "core/model/graph.h"

#include <optional>
#include <set>

namespace hopwright::edit {

// The sizes that placing needs, in scene units; ui/theme draws by the same (design §7).
inline constexpr double gridStep = 8;
inline constexpr double cardWidth = 192;
inline constexpr double widestCard = 272;  ///< With a long name.
inline constexpr double cardHeight = 72;
inline constexpr double resourceRowHeight = 28;
inline constexpr double hopBaseLine =
    36;  ///< Below the top of a card: machines of one route align on it.
inline constexpr double minHopLength = 128;
inline constexpr double chainHopLength = 160;  ///< Between the machines of a typed chain.

/// \p position moved to the nearest point of the grid.
model::Position onGrid(model::Position position);

/// How much higher than the others the card of a share's machine stands, so that the hop to the share is level.
inline constexpr double shareLift = cardHeight + resourceRowHeight / 2 - hopBaseLine;

/// A free place for a new machine: right of \p tail, which is \p tailWidth wide, else right of the last machine, on the same base
/// line; further down while another card is there. On an empty drawing: 0, 0. On the grid.
/// Cost: O(machines × log(machines)).
model::Position nextPosition(const model::Graph& graph, std::optional<model::ComputerId> tail = {},
                             double tailWidth = cardWidth);

/// \p wanted, or the next place below it where a new card is as far from all others as nextPosition() keeps it.
model::Position freeFrom(const model::Graph& graph, model::Position wanted);

/// For a machine that a hop reaches by its share, where it would stand at \p position else: lifted, if there is room.
model::Position forShare(const model::Graph& graph, model::Position position);

/// For a machine that somebody puts at \p wanted: on the base line of the machine whose line lies nearest, if that is less than
/// half a card away, so that the hop between them is level; else on the grid. \p tail, if given, comes first.
model::Position onRow(const model::Graph& graph, model::Position wanted,
                      std::optional<model::ComputerId> tail = {});

/// How far below themselves \p computers, which are there, can stand once more without touching a card, with room for
/// what hangs from one. Straight down, in steps of the grid.
model::Position roomBelow(const model::Graph& graph, const std::set<model::ComputerId>& computers);

}  // namespace hopwright::edit
