#pragma once

#include "core/import/into_drawing.h"
#include "core/model/graph.h"
#include "core/seen/look.h"

#include <optional>
#include <string_view>

namespace hopwright::seen {

/// The machine of the drawing that \p look is of, by its name; nothing: none, or more than one.
std::optional<model::ComputerId> machineIn(const model::Graph& graph, const Look& look);

/// \p graph with what \p look found of \p machine, one of its machines: its graph is one edit. Facts that were seen before go;
/// what somebody pasted stays, and so does a field of which nothing was readable. \p now as ISO 8601 in UTC.
import::Imported intoDrawing(const model::Graph& graph, model::ComputerId machine, const Look& look,
                             std::string_view now);

}  // namespace hopwright::seen
