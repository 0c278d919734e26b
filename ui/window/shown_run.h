#pragma once

#include "core/base/shared.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "core/probe/run_difference.h"
#include "ui/document/graph_document.h"

#include <cstdint>
#include <vector>

namespace hopwright::ui {

/// The run that a window shows: one that goes on, the last, or one that was opened.
struct ShownRun {
    probe::RunReport report = {};
    GraphDocument::Snapshot tested = nullptr;  ///< What it tested; null: no run is shown.
    Shared<plan::Plan> plan = {};              ///< Of that.
    std::vector<plan::Change> applied = {};    ///< In the practice lab, when it was tested.
    std::uint32_t number = 0;                  ///< In the history; 0: it is not in it.
    probe::RunAge age = {};                    ///< Against the drawing and the lab as they are.
    probe::RunReport current = {};             ///< What of the report still is so.
};

}  // namespace hopwright::ui
