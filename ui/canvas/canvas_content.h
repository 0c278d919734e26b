#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/theme/marks.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace hopwright::ui {

/// What is known about the drawing, as values: what the canvas shows beside the graph itself.
struct CanvasContent {
    plan::Plan plan = {};
    std::map<model::HopId, plan::HopPrediction> now = {};
    probe::RunReport report = {};
    std::set<model::ComputerId> missing = {};  ///< Machines that lack a change of the plan.
};

/// What stands at one hop.
struct HopLook {
    Seal seal = {};
    QString title = {};       ///< "1 Default"
    QString typed = {};       ///< The target as typed.
    QString word = {};        ///< "denied, code 5"
    Mark state = Mark::None;  ///< Whose colour the line takes; None: untested.
    bool running = false;
    bool doubleLine = false;        ///< The reusable password arrives.
    bool key = false;               ///< An account was typed for this hop.
    std::vector<Mark> stages = {};  ///< Ten, while it runs.
};

/// What stands on one machine.
struct MachineLook {
    QString name = {};
    QString second = {};  ///< DNS name, or that the domain is not known.
    std::vector<QString> roles = {};
    QString noRole = {};    ///< Said when it has none.
    QString password = {};  ///< "Password of LAB\alice"; empty: it holds none.
    bool passwordIsSeen = false;
    bool notApplied = false;
};

HopLook lookOf(const model::Graph& graph, const CanvasContent& content, const model::Hop& hop);
MachineLook lookOf(const model::Graph& graph, const CanvasContent& content,
                   const model::Computer& computer);

/// The newest result of \p hop in \p report; null: it was not tested.
const probe::HopResult* resultOf(const probe::RunReport& report, model::HopId hop);
/// The number of \p hop in the first route that has it; nothing: it is in no route.
std::optional<int> numberOf(const model::Graph& graph, model::HopId hop);
Mark markOf(probe::HopState state);
Mark markOf(probe::StageState state);
Mark markOf(plan::Outcome outcome);
/// "read", "write": what the probe does at \p resource.
QString verbOf(const model::Graph& graph, model::ResourceId resource);

}  // namespace hopwright::ui
