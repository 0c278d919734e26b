#pragma once

#include "core/layout/tidy.h"
#include "core/model/graph.h"
#include "ui/canvas/canvas_geometry.h"

#include <QFont>

#include <map>
#include <vector>

namespace hopwright::ui {

/// A drawing as tidying reads it.
struct TidyInput {
    layout::Drawing drawing = {};
    std::vector<model::ComputerId> ids = {};  ///< Of its nodes.

    /// The places of the machines after it, from those of its nodes.
    std::map<model::ComputerId, model::Position>
    placed(const std::vector<layout::Point>& positions) const;
};

/// Cards as \p geometry has them, and the room that the words at each hop take in \p font.
/// Cost: O(machines + hops), of each hop the measuring of three texts.
TidyInput tidyInputOf(const model::Graph& graph, const CanvasGeometry& geometry,
                      const CanvasLooks& looks, const QFont& font);

}  // namespace hopwright::ui
