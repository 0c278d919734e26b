#pragma once

#include "core/edit/edit_nodes.h"
#include "core/model/graph.h"

#include <optional>

namespace hopwright::edit {

// What leads where in a drawing, to be selected. A hop to a resource leads to its machine as well; from a resource nothing goes on
// but what goes on from its machine. Things of \p from that are not there are passed over. Cost: O(hops × log(hops)).

/// \p from, and all machines and hops from which it can be reached.
Selection upstreamOf(const model::Graph& graph, const Selection& from);
/// \p from, and all machines, resources and hops that can be reached from it, by sessions as far as they go on.
Selection downstreamOf(const model::Graph& graph, const Selection& from);
/// \p from, and all that hops join with it, whichever way they lead.
Selection connectedTo(const model::Graph& graph, const Selection& from);

/// The machines and sessions of a shortest way from \p first to \p last, or, where there is none, from \p last to \p first. Of
/// several the one over the hops that were drawn first. Nothing: no way joins them.
std::optional<Selection> pathBetween(const model::Graph& graph, model::ComputerId first,
                                     model::ComputerId last);

}  // namespace hopwright::edit
