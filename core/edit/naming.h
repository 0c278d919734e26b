#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace hopwright::edit {

/// What the edits share: ids, names, and the last check. Not for other layers.

/// The next free id, which is taken with it.
template <typename Id>
Id takeId(model::Graph& graph)
{
    return static_cast<Id>(graph.nextId++);
}

inline model::Provenance drawn(std::string_view now)
{
    return {.source = model::Source::Drawn, .time = std::string(now)};
}

/// \p graph when it is a valid one, else why not. \p before, which is valid, is the drawing that it was made of: what both share
/// is not looked at again.
Result<model::Graph> checked(const model::Graph& before, model::Graph graph);

/// The parts of a machine's name as typed.
struct MachineName {
    std::string name = {};
    std::string dnsName = {};
    std::string address = {};  ///< The name is an address.
    std::string suffix = {};   ///< The DNS name behind its first dot.
};

/// Whether a machine of another domain has \p name, and \p dnsName is not that of it.
using IsTaken = std::function<bool(std::string_view name, std::string_view dnsName)>;
/// \returns Malformed for an empty label.
Result<MachineName> machineName(std::string_view typed, const IsTaken& isTaken);
/// \p self, when given, is the machine that gets the name.
Result<MachineName> machineName(const model::Graph& graph, std::string_view typed,
                                std::optional<model::ComputerId> self = {});

/// Malformed, at its place, where a part of a name between its dots is empty; an address has none.
Result<void> checkLabels(std::string_view host);

/// The domain of that DNS name, made when it is not there; nothing for the empty name.
std::optional<model::DomainId> domainFor(model::Graph& graph, std::string_view dnsName,
                                         std::string_view now);
model::DomainId workgroupFor(model::Graph& graph, std::string_view name, std::string_view now);
/// The domain of a name with a dot, the workgroup of one without.
std::optional<model::DomainId> domainNamed(model::Graph& graph, std::string_view name,
                                           std::string_view now);

/// \p name, or with a number behind it when a route has it already.
std::string freeRouteName(const model::Graph& graph, const std::string& name);

/// The names of a drawing's routes while many are added and none is renamed: a search for a number goes on where the last ended.
class RouteNames {
public:
    explicit RouteNames(const model::Graph& graph);

    /// What freeRouteName() gives; it is taken then.
    std::string take(const std::string& name);

private:
    std::unordered_set<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_lastNumbers;
};

/// The routes whose names were made, and not typed: they follow a rename.
std::vector<model::RouteId> routesWithMadeNames(const model::Graph& graph);
/// Makes the names of \p routes anew where they are not right any more. Cost: O(routes of the drawing).
void remakeNames(model::Graph& graph, const std::vector<model::RouteId>& routes);

struct Selection;
/// UnknownNode where a part of \p selection is not there.
Result<void> checkSelection(const model::Graph& graph, const Selection& selection);

struct NewComputer;
/// The edits without their last check: edit_nodes.h and edit_hops.h.
model::ComputerId putComputer(model::Graph& graph, const NewComputer& computer,
                              const MachineName& name, std::string_view now);
Result<void> renameIn(model::Graph& graph, model::ComputerId computer, std::string_view name,
                      std::string_view now);
/// Takes machines out of all groups; \p computers are put into one. See edit_groups.h.
void leaveGroups(model::Graph& graph, const std::set<model::ComputerId>& computers);
void joinGroup(model::Graph& graph, model::GroupId id,
               const std::set<model::ComputerId>& computers);
void insertRoute(model::Graph& graph, std::vector<model::HopId> hops, std::string name);

}  // namespace hopwright::edit
