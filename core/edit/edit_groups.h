#pragma once

#include "core/base/result.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

/// Edits of groups: as those of core/edit/edit_nodes.h. A machine that joins a group leaves the one of that kind that it was in,
/// and takes the group's defaults for what nobody said of it; a group that loses its last machine is gone.
namespace hopwright::edit {

/// Makes a group of \p computers. \returns Malformed where there is none, or the name is empty.
Result<model::Graph> makeGroup(model::Graph graph, const std::set<model::ComputerId>& computers,
                               model::GroupKind kind, std::string_view name);
std::optional<model::GroupId> newestGroup(const model::Graph& graph);

Result<model::Graph> addToGroup(model::Graph graph, model::GroupId group,
                                const std::set<model::ComputerId>& computers);
/// Takes \p computers out of \p group.
Result<model::Graph> takeFromGroup(model::Graph graph, model::GroupId group,
                                   const std::set<model::ComputerId>& computers);
/// Their machines stay.
Result<model::Graph> dissolveGroups(model::Graph graph, const std::set<model::GroupId>& groups);

Result<model::Graph> renameGroup(model::Graph graph, model::GroupId group, std::string_view name);
/// Its machines leave the groups of that kind that they were in.
Result<model::Graph> setGroupKind(model::Graph graph, model::GroupId group, model::GroupKind kind);
/// Draws groups as one card each, or their machines again.
Result<model::Graph> setCollapsed(model::Graph graph, const std::set<model::GroupId>& groups,
                                  bool isCollapsed);

// What machines get that join it later: those that are in it stay as they are.

/// As setDomain() reads it; empty: none.
Result<model::Graph> setGroupDomain(model::Graph graph, model::GroupId group,
                                    std::string_view domain, std::string_view now);
Result<model::Graph> setGroupOs(model::Graph graph, model::GroupId group, std::string_view os);
Result<model::Graph> setGroupPort(model::Graph graph, model::GroupId group,
                                  std::optional<std::uint16_t> port);

/// The groups that one of \p computers is in. Cost, also below: O(members of all groups × log).
std::set<model::GroupId> groupsOf(const model::Graph& graph,
                                  const std::set<model::ComputerId>& computers);
/// The groups that all of \p computers are in; of none: none.
std::set<model::GroupId> groupsOfAll(const model::Graph& graph,
                                     const std::set<model::ComputerId>& computers);

}  // namespace hopwright::edit
