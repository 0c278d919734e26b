#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <set>
#include <string_view>

namespace hopwright::edit {

/// Puts \p machine into \p hop: A → B becomes A → machine → B, in each route that goes over it. The hop keeps its end with all
/// that is said of it, and begins at \p machine; a session before it leads there with the same method and credential, by the
/// name of \p machine and its own port. A session that leads there already is that one.
/// Cost: O(hops + routes).
/// \returns NotAllowed where \p machine is an end of the hop, or has a hop to that end; TooLarge for a route that gets too long;
/// UnknownNode.
Result<model::Graph> spliceIn(model::Graph graph, model::HopId hop, model::ComputerId machine,
                              std::string_view now);

/// How many machines are removed and joined in one edit, each in a walk over the drawing, and how many hops that may draw.
inline constexpr std::size_t maxJoinedMachines = 50;
inline constexpr std::size_t maxJoinedHops = 1'000;

/// Removes \p machines, and joins what stood before each with what stood behind it: where a route came by a session and went on
/// by a hop, and, of sessions and hops that no route takes through it, each with all of the other side. A hop that goes on keeps
/// what is said of it, and begins where the session before it did; where there is such a hop already, routes take that one. A
/// route that ended at the machine, or at a resource of it, is removed.
/// Cost: O(machines × (hops + routes)).
/// \returns NotAllowed for more than maxJoinedMachines, TooLarge for more than maxJoinedHops, UnknownNode.
Result<model::Graph> removeAndJoin(model::Graph graph, const std::set<model::ComputerId>& machines,
                                   std::string_view now);

}  // namespace hopwright::edit
