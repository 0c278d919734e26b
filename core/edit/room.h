#pragma once

#include "core/edit/arrange.h"
#include "core/model/graph.h"

#include <map>

namespace hopwright::edit {

/// A card before and after an edit that changed what stands on it.
struct CardChange {
    CardSize before = {};
    CardSize after = {};
};

/// Makes room in \p graph, the drawing after an edit, for machines that take more of it than before: where one came too near to what
/// stands behind it, at its right or below it, all that stands so far right or so far down moves away, so that columns and rows stay
/// what they were. Pinned machines stay.
///
/// \p cards has each machine that was there before the edit and still is. The step is a whole number of gridStep.
/// Cost: O(machines × machines that grew).
model::Graph makeRoom(model::Graph graph, const std::map<model::ComputerId, CardChange>& cards);

}  // namespace hopwright::edit
