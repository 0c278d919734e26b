#include "core/seen/into_drawing.h"

#include <array>

namespace hopwright::seen {

std::optional<model::ComputerId> machineIn(const model::Graph& graph, const Look& look)
{
    return import::machineNamed(graph, look.machine);
}

import::Imported intoDrawing(const model::Graph& graph, model::ComputerId machine, const Look& look,
                             std::string_view now)
{
    model::Graph before = graph;
    if (const auto known = graph.seen.find(machine); known != graph.seen.end()) {
        model::MachineState state = known->second;
        std::erase_if(state.facts, [](const model::SeenFact& each) {
            return each.source == model::Source::Seen;
        });
        before.seen[machine] = std::move(state);
    }
    // They are of this machine, whatever it is called in the drawing.
    std::array<import::Reading, 1> readings{look.reading};
    readings.front().machine.clear();
    for (import::Fact& each : readings.front().facts)
        each.subject.clear();
    return import::intoDrawing(before, readings, machine, now);
}

}  // namespace hopwright::seen
