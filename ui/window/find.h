#pragma once

#include "core/model/graph.h"
#include "ui/models/thing_id.h"

#include <QString>

#include <vector>

namespace hopwright::ui {

/// The machines, resources and hops of \p graph that hold \p text in a name, an account or a typed target, without case:
/// in that order. Nothing for an empty text.
std::vector<ThingRef> findThings(const model::Graph& graph, const QString& text);

}  // namespace hopwright::ui
