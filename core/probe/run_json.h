#pragma once

#include "core/model/graph.h"
#include "core/probe/run.h"

#include <string>

namespace hopwright::probe {

/// `hopwright.run/1` (docs/cli.md).
std::string toJson(const RunReport& report, const model::Graph& graph);

}  // namespace hopwright::probe
