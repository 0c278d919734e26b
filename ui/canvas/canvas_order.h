#pragma once

#include "core/model/graph.h"
#include "ui/canvas/canvas_geometry.h"

#include <QString>

#include <optional>
#include <vector>

namespace hopwright::ui {

/// The way of the Tab key: the machines of each route from head to tail, each with the resource that the route ends at;
/// the machines and resources in no route; then the hops in the same order.
std::vector<Thing> chainOrder(const model::Graph& graph);

/// The machine nearest to \p from in the direction of an arrow key; with \p rows resources too. Nothing: none lies there.
std::optional<Thing> nearestIn(const CanvasGeometry& geometry, const Thing& from, Qt::Key direction,
                               bool rows = false);

/// The first machine or resource but \p except whose name begins with \p letters, without case: machines first, a
/// resource by its own name or as `FS01\Reports`. Nothing for no letters.
std::optional<Thing> beginningWith(const model::Graph& graph, const QString& letters,
                                   model::ComputerId last);

}  // namespace hopwright::ui
