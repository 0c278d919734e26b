#pragma once

#include "app/cli/command.h"
#include "core/model/graph.h"

#include <optional>
#include <string>

namespace hopwright::cli {

/// "a.hopw was not made": what an error about \p file is about.
QString notMade(const std::string& file);
/// Says that \p file exists, unless \p force is given, and how to write over it. \returns the exit code; nothing: it may be made.
std::optional<ExitCode> refuseExisting(const Context& context, const std::string& file, bool force);
/// Makes \p file of \p graph, with nothing applied in its practice lab, and prints its path.
ExitCode makeDrawing(const Context& context, const std::string& file, const model::Graph& graph);

}  // namespace hopwright::cli
