#pragma once

#include "core/model/graph.h"
#include "ui/canvas/canvas_geometry.h"

#include <QFont>

namespace hopwright::ui {

/// \p next, an edit of \p before, with room for the cards that it makes larger (edit::makeRoom): by rows, or by a longer name.
/// \p geometry is of \p before, and \p font measures. What moves, comes or goes in the edit itself makes no room.
/// Cost: O(machines + resources), and of each machine that grows O(machines).
model::Graph withRoomForCards(const model::Graph& before, model::Graph next,
                              const CanvasGeometry& geometry, const QFont& font);

}  // namespace hopwright::ui
