#pragma once

#include "core/model/hop.h"
#include "core/model/machine_state.h"
#include "core/model/node.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::model {

/// A drawing: a plain value. Copy it, compare it, hand it to another thread.
///
/// Ordered containers, so that two equal graphs are walked, planned and saved in one order. What makes a Graph a valid
/// one is in graph_rules.h; edits (core/edit) and the reader (core/store) only give valid ones.
struct Graph {
    std::map<DomainId, Domain> domains = {};
    std::map<ComputerId, Computer> computers = {};
    std::map<ResourceId, Resource> resources = {};
    std::map<AccountId, Account> accounts = {};
    std::map<HopId, Hop> hops = {};
    std::map<RouteId, Route> routes = {};
    /// What a machine was seen to have: apart from what is drawn, and saved apart.
    std::map<ComputerId, MachineState> seen = {};
    std::uint32_t nextId = 1;  ///< One counter for all kinds, so that an id is never given twice.
    UnknownContent unknown = {};

    bool operator==(const Graph&) const = default;
};

}  // namespace hopwright::model
