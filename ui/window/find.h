#pragma once

#include "core/model/graph.h"

#include <QString>

#include <vector>

namespace hopwright::ui {

/// The machines, resources and hops of \p graph that hold \p text in a name, an account or a typed target, without case:
/// `computer-3`, `resource-5`, `hop-7` (ui/models/thing_id.h), in that order. Nothing for an empty text.
std::vector<QString> findThings(const model::Graph& graph, const QString& text);

}  // namespace hopwright::ui
