#pragma once

#include "core/base/shared_table.h"
#include "core/model/group.h"
#include "core/model/hop.h"
#include "core/model/machine_state.h"
#include "core/model/node.h"

#include <cstdint>

namespace hopwright::model {

/// A drawing: a plain value. Copy it, compare it, hand it to another thread.
///
/// Ordered containers, so that two equal graphs are walked, planned and saved in one order. What makes a Graph a valid
/// one is in graph_rules.h; edits (core/edit) and the reader (core/store) only give valid ones.
///
/// Versions of a drawing share the things that they have in common (core/base/shared_table.h): a copy costs a few pointers, a
/// change what it changes, and graph_difference.h tells two versions apart by what differs (docs/decisions/0014-versions.md).
struct Graph {
    SharedTable<DomainId, Domain> domains = {};
    SharedTable<ComputerId, Computer> computers = {};
    SharedTable<ResourceId, Resource> resources = {};
    SharedTable<AccountId, Account> accounts = {};
    SharedTable<HopId, Hop> hops = {};
    SharedTable<RouteId, Route> routes = {};
    SharedTable<GroupId, Group> groups = {};
    /// What a machine was seen to have: apart from what is drawn, and saved apart.
    SharedTable<ComputerId, MachineState> seen = {};
    std::uint32_t nextId = 1;  ///< One counter for all kinds, so that an id is never given twice.
    UnknownContent unknown = {};

    bool operator==(const Graph&) const = default;
};

}  // namespace hopwright::model
