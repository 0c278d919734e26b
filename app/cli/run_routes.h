#pragma once

#include "app/cli/command.h"
#include "core/link/run_session.h"

namespace hopwright::cli {

/// Runs \p options on \p graph until it is finished or stopped, then hands the report to \p tell at once; what is open on
/// a machine is closed after that, within RunOptions::cleaningLimitMs. \p lab may be null for Lab and Live.
probe::RunReport runRoutes(const Context& context, link::PracticeLab* lab,
                           const model::Graph& graph, link::RunOptions options,
                           const std::function<void(const probe::RunReport&)>& tell);

/// A practice lab of \p graph in the state that is kept for \p file. \p opener is somebody who is to exist in it.
Result<void> startLab(link::PracticeLab& lab, const model::Graph& graph, const std::string& file,
                      const link::Identity& opener = {});

/// The file's own name, without its folder, as one clean line.
QString shownName(const std::string& file);
/// "estate.hopw was not opened": the subject of an error, of the file's own name.
QString notOpened(const std::string& file);

}  // namespace hopwright::cli
