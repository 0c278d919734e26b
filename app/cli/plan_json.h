#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <string>

namespace hopwright::cli {

/// `hopwright.plan/1` (docs/cli.md): nodes, hops, findings and routes of \p plan, each list by id. Same input, same bytes, in
/// English whatever the program speaks. Fields may be added under /1, never changed.
std::string planToJson(const model::Graph& graph, const plan::Plan& plan);

}  // namespace hopwright::cli
