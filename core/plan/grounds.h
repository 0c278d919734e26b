#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::plan {

/// One fact that a prediction rests on.
struct Ground {
    rules::Fact fact = {};
    std::string_view answer = {};  ///< Its word.
    /// What says so: of the drawing `hop-5/method`, of what a machine is known to have `computer-1/client-role`, of the hop before
    /// `hop-4/left`; of a fact that follows from others `hop-5/proof`.
    std::string from = {};

    bool operator==(const Ground&) const = default;
};

/// The facts that \p prediction, of a hop of \p graph, rests on: those that its rows ask for, each once, in the order in which
/// the rows ask. Cost: its rows times their conditions.
std::vector<Ground> groundsOf(const model::Graph& graph, const HopPrediction& prediction);

}  // namespace hopwright::plan
