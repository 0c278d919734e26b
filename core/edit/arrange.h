#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <map>

namespace hopwright::edit {

/// How machines are lined up, or spread.
enum class Arrange {
    Left,  ///< Their left edges as far left as the first.
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
    Across,  ///< With equal gaps from left to right; the first and the last stay.
    Down,
};

struct CardSize {
    double width = 0;
    double height = 0;
};

/// Moves the machines of \p cards, each as large as that says. Centre and Middle are those of the room that all take together.
/// Whole units; pinned machines move as well, since they were asked for. Cost: O(machines × log(machines)).
/// \returns NotAllowed for fewer than two, or three to spread; UnknownNode; OutOfRange.
Result<model::Graph> arrange(model::Graph graph, const std::map<model::ComputerId, CardSize>& cards,
                             Arrange how);

}  // namespace hopwright::edit
