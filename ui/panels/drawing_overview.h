#pragma once

#include "core/model/graph.h"
#include "core/plan/overview.h"
#include "core/probe/run.h"

namespace hopwright::ui {

class Sections;

/// What tab Plan says where nothing is selected: how much there is, whom delegate lists reach, where passwords lie, and what the
/// last test found (mockup 06).
void addOverview(const model::Graph& graph, const plan::Overview& all,
                 const probe::RunReport& report, Sections& sections);

}  // namespace hopwright::ui
