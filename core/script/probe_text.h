#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/script/script_files.h"

#include <string>
#include <vector>

namespace hopwright::script {

/// The routes that begin at one machine.
struct MachineRoutes {
    model::ComputerId machine{};
    std::string name = {};                    ///< As drawn.
    std::vector<model::RouteId> routes = {};  ///< Those that are tested; at least one.
    std::vector<model::RouteId> muted = {};   ///< Those that are left out: a hop of each is muted.
};

/// One for each machine that a route to test begins at, in the order of the drawing.
std::vector<MachineRoutes> routesByMachine(const model::Graph& graph);

/// The probe that \p from runs: opens hop 1 of each route with PowerShell's own remoting, with the credential that is drawn,
/// and runs there the script block that `probe` sends, which stands in it once, between the braces byte-equal to
/// probe::probeScript(). A route adds its own steps (probe::stepsOf) as tables, and no more.
/// Test files have names that follow from the drawing, so that a preview does not change by itself.
///
/// \returns Malformed or TooLarge for a name as makeScripts(); CryptoUnavailable.
Result<std::string> probeText(const model::Graph& graph, const MachineRoutes& from,
                              const ScriptOptions& options);

}  // namespace hopwright::script
