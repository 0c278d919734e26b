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

namespace {

struct OfMachine {
    std::vector<Fact> facts = {};
    std::vector<Command> commands = {};
};

/// Gives what texts say to the machines of a drawing.
class Sorting {
public:
    Sorting(const model::Graph& graph, std::optional<model::ComputerId> otherwise)
        : m_graph(graph), m_otherwise(otherwise), m_out{.graph = graph}
    {
    }

    /// The texts come in their order.
    void take(std::size_t text, const Reading& reading)
    {
        bool isNameless = false;
        for (const Fact& fact : reading.facts) {
            if (const auto computer = machineOf(fact)) {
                m_machines[*computer].facts.push_back(fact);
            } else if (fact.subject.empty()) {
                isNameless = true;
            } else {
                m_out.left.push_back({.text = text, .fact = fact});
            }
        }
        for (const Command& command : reading.commands) {
            if (const auto computer = machineOf(command))
                m_machines[*computer].commands.push_back(command);
        }
        if (isNameless)
            m_out.nameless.push_back(text);
    }

    /// What was taken, put into what the machines were seen to have before.
    Imported merged(std::string_view now) &&
    {
        for (const auto& [id, read] : m_machines) {
            const auto before = m_graph.seen.find(id);
            const model::MachineState state =
                before == m_graph.seen.end() ? model::MachineState{} : before->second;
            Imported::Machine machine{.computer = id,
                                      .merged = mergedWith(state, read.facts, read.commands, now),
                                      .contradictions = contradictionsIn(read.facts)};
            m_out.graph.seen[id] = machine.merged.state;
            m_out.machines.push_back(std::move(machine));
        }
        return std::move(m_out);
    }

private:
    std::optional<model::ComputerId> named(std::string_view name)
    {
        const auto at = m_named.find(name);
        if (at != m_named.end())
            return at->second;
        return m_named.emplace(std::string(name), machineNamed(m_graph, name)).first->second;
    }

    std::optional<model::ComputerId> machineOf(const Fact& fact)
    {
        // An account of the directory may be none of the machines drawn: it is what the machine that asked was told.
        const bool mayBeOtherwise = fact.subject.empty() || fact.layer == FactLayer::Directory;
        const auto computer = named(fact.subject);
        return computer || !mayBeOtherwise ? computer : m_otherwise;
    }

    std::optional<model::ComputerId> machineOf(const Command& command)
    {
        return command.machine.empty() ? m_otherwise : named(command.machine);
    }

    const model::Graph& m_graph;
    std::optional<model::ComputerId> m_otherwise;
    Imported m_out;
    std::map<model::ComputerId, OfMachine> m_machines = {};
    /// A text names few machines, a drawing has many.
    std::map<std::string, std::optional<model::ComputerId>, std::less<>> m_named = {};
};

}  // namespace

Imported intoDrawing(const model::Graph& graph, std::span<const Reading> texts,
                     std::optional<model::ComputerId> otherwise, std::string_view now)
{
    Sorting sorting(graph, otherwise);
    for (std::size_t text = 0; text < texts.size(); ++text)
        sorting.take(text, texts[text]);
    return std::move(sorting).merged(now);
}

}  // namespace hopwright::import
