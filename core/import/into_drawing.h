#pragma once

#include "core/import/facts.h"
#include "core/model/graph.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hopwright::import {

/// What became of the facts of some texts.
struct Imported {
    model::Graph graph = {};
    struct Machine {
        model::ComputerId computer;
        Merged merged = {};
        std::vector<Contradiction> contradictions = {};
    };
    std::vector<Machine> machines = {};  ///< By their ids: those that something was read of.
    struct Left {
        std::size_t text = 0;  ///< Which text.
        Fact fact;
    };
    std::vector<Left> left = {};  ///< Of a machine that is not drawn.
    /// The texts that do not say whose all of their facts are, where nobody else said it either; their facts are nowhere else.
    std::vector<std::size_t> nameless = {};
};

/// The machine of the drawing that \p name means: by name or DNS name; a name without its domain means the one machine that
/// begins so, where one of the two does not say the domain. Without case; nothing: none, or more than one.
std::optional<model::ComputerId> machineNamed(const model::Graph& graph, std::string_view name);

/// \p graph with what \p texts say of its machines. A fact goes to the machine that its text names; where it names none, to
/// \p otherwise; a name in the directory that belongs to no machine of the drawing goes there too. \p now as ISO 8601 in UTC.
/// Cost: facts, times the logarithm of their number.
Imported intoDrawing(const model::Graph& graph, std::span<const Reading> texts,
                     std::optional<model::ComputerId> otherwise, std::string_view now);

}  // namespace hopwright::import
