#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/theme/marks.h"

#include <QString>

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace hopwright::ui {

/// What stands on a drawing that was made of a text, in the place of what a plan says of it.
struct CanvasRemarks {
    struct Machine {
        QString second = {};    ///< Below the name.
        bool isDashed = false;  ///< Its outline: nobody confirmed it.
    };
    std::map<model::ComputerId, Machine> machines = {};
    std::map<model::HopId, QString> words = {};  ///< Below the seal.
};

/// What is known about the drawing, as values: what the canvas shows beside the graph itself.
struct CanvasContent {
    Shared<plan::Plan> plan = {};
    Shared<std::map<model::HopId, plan::HopPrediction>> now = {};
    Shared<probe::RunReport> report = {};
    Shared<std::vector<plan::Change>> missing = {};  ///< Changes of the plan that machines lack.
    Shared<plan::RouteWalk> walk = {};  ///< Used where it answers for the graph that is shown.
    Shared<CanvasRemarks> remarks = {};
};

/// How one hop is painted, without its words.
struct HopMarks {
    Seal seal = {};
    bool running = false;
    bool doubleLine = false;       ///< The reusable password arrives.
    bool key = false;              ///< An account was typed for this hop.
    bool toResource = false;       ///< Its arrow is open.
    QList<Mark> stages = {};       ///< Ten, while it runs.
    bool predictedDenied = false;  ///< Not tested, and denied by the prediction for now.
    bool isMuted = false;          ///< Or behind what is: faint, and never as good.

    /// Passed, denied or failed: the line takes that colour.
    bool isTested() const;
    /// Painted over machines and at every zoom: denied, failed, not reached, predicted denied.
    bool isLoud() const;
};

/// What stands at one hop.
struct HopLook : HopMarks {
    QString title = {};  ///< "1 Default"
    QString typed = {};  ///< The target as typed.
    QString word = {};   ///< "denied, code 5"
};

/// A role of a machine, as its chip says it.
struct RoleLook {
    QString text = {};
    bool notApplied = false;
};

/// What stands on one machine.
struct MachineLook {
    QString name = {};
    QString second = {};  ///< DNS name, or that the domain is not known.
    std::vector<RoleLook> roles = {};
    QString noRole = {};    ///< Said when it has none.
    QString password = {};  ///< "Password of LAB\alice"; empty: it holds none.
    bool passwordIsSeen = false;
    bool notApplied = false;
    bool isDashed = false;
    bool isGroup = false;  ///< A collapsed group: see shown_drawing.h.
};

/// What stands on one resource.
struct ResourceLook {
    QString name = {};
    QString verb = {};  ///< "write": what a route's probe does there; empty: no route ends there.
    QString icon = {};
};

/// What stands at the hops, made when it is asked for: of a large drawing few hops are seen. Not for two threads at once.
class HopLooks {
public:
    HopLooks();  ///< Of no hop.
    HopLooks(Shared<model::Graph> graph, const CanvasContent& content);

    bool contains(model::HopId hop) const;
    /// Of a hop that is there; both stay where they are until this is gone.
    const HopLook& at(model::HopId hop) const;
    const HopMarks& marksOf(model::HopId hop) const;

private:
    struct Source;

    std::shared_ptr<const Source> m_source;
    mutable std::unordered_map<model::HopId, HopLook> m_looks = {};
    mutable std::unordered_map<model::HopId, HopMarks> m_marks = {};
};

/// The words and marks of the whole drawing.
struct CanvasLooks {
    std::map<model::ComputerId, MachineLook> machines = {};
    std::map<model::ResourceId, ResourceLook> resources = {};
    HopLooks hops = {};
};

/// Cost: O(machines + resources + hops + routes × hops).
CanvasLooks looksOf(const Shared<model::Graph>& shared, const CanvasContent& content);

/// "ADM-PC01, client, no role needed": what assistive tools say of a thing.
QString spokenMachine(const model::Graph& graph, const CanvasLooks& looks, model::ComputerId id);
QString spokenResource(const model::Graph& graph, const CanvasLooks& looks, model::ResourceId id);
/// "Hop 2 SMB, JUMP01 → Reports, typed \\FS01\Reports, will be denied"
QString spokenHop(const model::Graph& graph, const CanvasLooks& looks, model::HopId id);

}  // namespace hopwright::ui
