#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/state_check.h"

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace hopwright::plan {

/// What goes on from a machine with the identity that arrives there. Counted once for all machines, so that the ways out of a
/// drawing cost no more than its hops.
struct Uses {
    std::size_t count = 0;
    model::HopId first{};      ///< Of the lowest id, where count is not 0.
    bool byDelegation = true;  ///< Each goes to a resource that resource-based delegation serves.
    bool sameDomain = true;    ///< Each ends in the domain of this machine, which is known.
};

std::map<model::ComputerId, Uses> usesOf(const model::Graph& graph);

/// The ways out of a chain whose hop \p denied is denied as \p prediction says, by §7: each for its own condition, safest
/// first. What an edit would do is tried, not guessed: a credential of its own is offered where it lets the hop pass, another method
/// only where no hop of the chain is denied with it, in the \p states of the prediction.
std::vector<WayOut> waysOutOf(const model::Graph& graph, const std::vector<model::HopId>& chain,
                              std::size_t denied, const HopPrediction& prediction,
                              const AskedStates* states);

/// What §7 has in place of CredSSP for \p hop, which passes by it in a chain that begins at \p client; safest first. \p number: how
/// it is counted; \p uses and \p useNumber: of the machine where it ends, and of Uses::first.
std::vector<WayOut> alternativesTo(const model::Graph& graph, const model::Hop& hop, int number,
                                   model::ComputerId client, const Uses& uses, int useNumber);

}  // namespace hopwright::plan
