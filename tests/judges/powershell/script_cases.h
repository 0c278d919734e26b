#pragma once

#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "tests/judges/powershell/drawings.h"
#include "tests/judges/powershell/script_checks.h"

#include <stdexcept>
#include <utility>
#include <vector>

/// The scripts of a drawing, by machine, for tests that run them.
namespace hopwright::test {

/// One plan id for all, so that two drawings differ in their names alone.
inline const script::ScriptOptions options{.planId = "0123456789abcdef", .version = "0.1.0"};

inline std::vector<ExportFile> scriptsFor(const model::Graph& graph)
{
    if (const auto good = model::checkGraph(graph); !good)
        throw std::runtime_error("no drawing: " + good.error().detail.english());
    auto files = script::makeScripts(graph, plan::makePlan(graph), options);
    if (!files)
        throw std::runtime_error("no scripts: " + files.error().detail.english());
    return std::move(*files);
}

/// What a machine of a drawing shall have, with its scripts.
struct Case {
    MachineScripts scripts;
    Wanted wanted;
};

inline std::vector<Case> casesOf(const model::Graph& graph)
{
    const std::vector<ExportFile> files = scriptsFor(graph);
    std::vector<Case> out;
    for (const auto& [id, machine] : plan::makePlan(graph).machines) {
        const Case one{.scripts = scriptsOf(files, id), .wanted = wantedOf(machine)};
        if (!one.scripts.enable.empty())
            out.push_back(one);
    }
    return out;
}

}  // namespace hopwright::test
