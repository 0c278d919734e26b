#include "core/import/into_drawing.h"

#include "core/model/graph_rules.h"

#include <map>
#include <string>
#include <utility>

namespace hopwright::import {

namespace {

std::string_view shortName(std::string_view name)
{
    return name.substr(0, name.find('.'));
}

/// Whether \p name and the names of \p computer can be one machine's, the domain said by one of the two at most.
bool mayBe(const model::Computer& computer, std::string_view name)
{
    if (!model::equalNames(shortName(computer.name), shortName(name)))
        return false;
    const bool saysDomain = name.contains('.');
    const bool isFull = computer.name.contains('.') || !computer.dnsName.empty();
    return !saysDomain || !isFull;
}

struct OfMachine {
    std::vector<Fact> facts = {};
    std::vector<Command> commands = {};
};

}  // namespace

std::optional<model::ComputerId> machineNamed(const model::Graph& graph, std::string_view name)
{
    if (name.empty())
        return std::nullopt;
    if (const model::Computer* exact = model::computerByName(graph, name))
        return exact->id;
    std::optional<model::ComputerId> out;
    for (const auto& [id, computer] : graph.computers) {
        if (!mayBe(computer, name))
            continue;
        if (out)
            return std::nullopt;
        out = id;
    }
    return out;
}

Imported intoDrawing(const model::Graph& graph, std::span<const Reading> texts,
                     std::optional<model::ComputerId> otherwise, std::string_view now)
{
    Imported out{.graph = graph};
    std::map<model::ComputerId, OfMachine> machines;
    // A text names few machines, a drawing has many.
    std::map<std::string, std::optional<model::ComputerId>, std::less<>> found;
    const auto machineOf = [&](std::string_view name) {
        const auto at = found.find(name);
        if (at != found.end())
            return at->second;
        return found.emplace(std::string(name), machineNamed(graph, name)).first->second;
    };
    for (std::size_t text = 0; text < texts.size(); ++text) {
        const Reading& reading = texts[text];
        bool isNameless = false;
        for (const Fact& fact : reading.facts) {
            std::optional<model::ComputerId> computer = machineOf(fact.subject);
            const bool isAccount = fact.layer == FactLayer::Directory;
            if (!computer && (fact.subject.empty() || isAccount))
                computer = otherwise;
            if (computer) {
                machines[*computer].facts.push_back(fact);
            } else if (fact.subject.empty()) {
                isNameless = true;
            } else {
                out.left.push_back({.text = text, .fact = fact});
            }
        }
        for (const Command& command : reading.commands) {
            const auto named = machineOf(command.machine);
            const auto computer = named || !command.machine.empty() ? named : otherwise;
            if (computer)
                machines[*computer].commands.push_back(command);
        }
        if (isNameless)
            out.nameless.push_back(text);
    }
    for (const auto& [id, read] : machines) {
        const auto before = graph.seen.find(id);
        const model::MachineState state =
            before == graph.seen.end() ? model::MachineState{} : before->second;
        Imported::Machine machine{.computer = id,
                                  .merged = mergedWith(state, read.facts, read.commands, now),
                                  .contradictions = contradictionsIn(read.facts)};
        out.graph.seen[id] = machine.merged.state;
        out.machines.push_back(std::move(machine));
    }
    return out;
}

}  // namespace hopwright::import
