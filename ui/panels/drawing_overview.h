#pragma once

#include "core/model/graph.h"
#include "ui/panels/inspector.h"

namespace hopwright::ui {

class Sections;

/// What tab Plan says where nothing is selected: how much there is, whom delegate lists reach, where passwords lie, and what the
/// last test found (mockup 06).
void addOverview(const model::Graph& graph, const InspectorContent& content, Sections& sections);

}  // namespace hopwright::ui
