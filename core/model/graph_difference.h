#pragma once

#include "core/model/graph.h"

#include <cstdint>
#include <map>
#include <optional>

namespace hopwright::model {

/// One thing in two drawings; nothing: it is not in that one.
template <typename Thing>
struct Changed {
    std::optional<Thing> before = {};
    std::optional<Thing> after = {};

    bool operator==(const Changed&) const = default;
};

/// What differs between two drawings: the things that were added, removed or changed, and no others. So a step of the history
/// is as large as what it changed.
struct GraphDifference {
    std::map<DomainId, Changed<Domain>> domains = {};
    std::map<ComputerId, Changed<Computer>> computers = {};
    std::map<ResourceId, Changed<Resource>> resources = {};
    std::map<AccountId, Changed<Account>> accounts = {};
    std::map<HopId, Changed<Hop>> hops = {};
    std::map<RouteId, Changed<Route>> routes = {};
    std::map<GroupId, Changed<Group>> groups = {};
    std::map<ComputerId, Changed<MachineState>> seen = {};
    std::optional<Changed<std::uint32_t>> nextId = {};
    std::optional<Changed<UnknownContent>> unknown = {};

    bool isEmpty() const { return *this == GraphDifference(); }
    bool operator==(const GraphDifference&) const = default;
};

/// Cost: for versions of one drawing as that of a comparison of two SharedTables; else one walk over both.
GraphDifference differenceOf(const Graph& before, const Graph& after);

/// Without what no plan and no test depends on: where machines stand, whether they are pinned, notes, owners, tickets, whether a
/// group is collapsed and what it gives new machines, the next ID.
GraphDifference withoutLooks(GraphDifference difference);
/// Also without what is planned with, and not tested: until when things are meant to be there, and groups.
GraphDifference withoutUntested(GraphDifference difference);

/// \p graph, the drawing before \p difference, becomes that after it, or the other way.
void goForward(Graph& graph, const GraphDifference& difference);
void goBack(Graph& graph, const GraphDifference& difference);

/// What two differences, one after the other, come to.
GraphDifference joined(GraphDifference first, const GraphDifference& later);

}  // namespace hopwright::model
