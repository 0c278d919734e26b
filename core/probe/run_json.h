#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"

#include <string>
#include <vector>

namespace hopwright::probe {

/// `hopwright.run/1` (docs/cli.md).
std::string toJson(const RunReport& report, const model::Graph& graph);

/// What a run that is kept says beside its report, so that it can be read without the drawing's file. Never a secret.
struct RunOrigin {
    std::string version = {};                ///< Of the program that tested.
    std::string time = {};                   ///< When it was kept: ISO 8601, UTC.
    std::string title = {};                  ///< What the drawing was called.
    std::string drawing = {};                ///< The document of the drawing that was tested.
    std::string sha256 = {};                 ///< Of that, in hexadecimal digits.
    std::vector<plan::Change> applied = {};  ///< In the practice lab, in the order it was done.

    bool operator==(const RunOrigin&) const = default;
};

/// The same with what a file has beside it (docs/file-format.md): what tells runs apart comes first, the long parts last.
/// \p report is of a run that is over.
std::string toRunFile(const RunReport& report, const model::Graph& graph, const RunOrigin& origin);

}  // namespace hopwright::probe
