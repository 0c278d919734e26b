#include "core/edit/edit_groups.h"

#include "core/edit/naming.h"
#include "core/model/graph_rules.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hopwright::edit {

using model::ComputerId;
using model::Graph;
using model::Group;
using model::GroupId;
using model::GroupKind;

namespace {

Result<void> checkGroup(const Graph& graph, GroupId id)
{
    if (!graph.groups.contains(id))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the group is not in the drawing"));
    return {};
}

Result<Graph> changed(Graph graph, GroupId id, auto change)
{
    const Graph before = graph;
    HOPWRIGHT_TRY_VOID(checkGroup(graph, id));
    change(graph.groups[id]);
    return checked(before, std::move(graph));
}

/// Takes \p computers out of the groups of which \p isMeant; those that are left empty go.
void leave(Graph& graph, const std::set<ComputerId>& computers, auto isMeant)
{
    const auto groups = graph.groups;
    for (const auto& [id, group] : groups) {
        if (!isMeant(group))
            continue;
        std::set<ComputerId> members = group.members;
        std::erase_if(members, [&](ComputerId each) { return computers.contains(each); });
        if (members.empty()) {
            graph.groups.erase(id);
        } else if (members.size() != group.members.size()) {
            graph.groups[id].members = std::move(members);
        }
    }
}

/// The other groups of the kind of \p group lose its machines.
void takeFromOthers(Graph& graph, GroupId id)
{
    const Group group = graph.groups.at(id);
    leave(graph, group.members, [&](const Group& each) {
        return each.id != id && each.kind == group.kind && each.kind != GroupKind::Other;
    });
}

void giveDefaults(Graph& graph, const model::GroupDefaults& defaults,
                  const std::set<ComputerId>& computers)
{
    if (defaults == model::GroupDefaults{})
        return;
    for (const ComputerId id : computers) {
        model::Computer& computer = graph.computers[id];
        if (!computer.domain)
            computer.domain = defaults.domain;
        if (computer.os.empty())
            computer.os = defaults.os;
        if (!computer.port)
            computer.port = defaults.port;
    }
}

}  // namespace

void leaveGroups(Graph& graph, const std::set<ComputerId>& computers)
{
    leave(graph, computers, [](const Group&) { return true; });
}

void joinGroup(Graph& graph, GroupId id, const std::set<ComputerId>& computers)
{
    graph.groups[id].members.insert(computers.begin(), computers.end());
    takeFromOthers(graph, id);
    giveDefaults(graph, graph.groups.at(id).defaults, computers);
}

Result<Graph> makeGroup(Graph graph, const std::set<ComputerId>& computers, GroupKind kind,
                        std::string_view name)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, {.computers = computers}));
    const Graph before = graph;
    Group group{.id = takeId<GroupId>(graph),
                .name = std::string(name),
                .kind = kind,
                .members = computers};
    const GroupId id = group.id;
    graph.groups[id] = std::move(group);
    takeFromOthers(graph, id);
    return checked(before, std::move(graph));
}

std::optional<GroupId> newestGroup(const Graph& graph)
{
    return graph.groups.empty() ? std::nullopt : std::optional(graph.groups.rbegin()->first);
}

Result<Graph> addToGroup(Graph graph, GroupId group, const std::set<ComputerId>& computers)
{
    HOPWRIGHT_TRY_VOID(checkGroup(graph, group));
    HOPWRIGHT_TRY_VOID(checkSelection(graph, {.computers = computers}));
    const Graph before = graph;
    std::set<ComputerId> joining = computers;
    for (const ComputerId each : before.groups.at(group).members)
        joining.erase(each);
    joinGroup(graph, group, joining);
    return checked(before, std::move(graph));
}

Result<Graph> takeFromGroup(Graph graph, GroupId group, const std::set<ComputerId>& computers)
{
    HOPWRIGHT_TRY_VOID(checkGroup(graph, group));
    const Graph before = graph;
    leave(graph, computers, [group](const Group& each) { return each.id == group; });
    return checked(before, std::move(graph));
}

Result<Graph> dissolveGroups(Graph graph, const std::set<GroupId>& groups)
{
    const Graph before = graph;
    for (const GroupId id : groups) {
        HOPWRIGHT_TRY_VOID(checkGroup(graph, id));
        graph.groups.erase(id);
    }
    return checked(before, std::move(graph));
}

Result<Graph> renameGroup(Graph graph, GroupId group, std::string_view name)
{
    return changed(std::move(graph), group, [&](Group& each) { each.name = name; });
}

Result<Graph> setGroupKind(Graph graph, GroupId group, GroupKind kind)
{
    HOPWRIGHT_TRY_VOID(checkGroup(graph, group));
    if (kind == GroupKind::Other)
        return fail(ErrorCode::NotAllowed, Sentence::saying("an unknown kind cannot be chosen"));
    const Graph before = graph;
    Group& changing = graph.groups[group];
    changing.kind = kind;
    std::erase_if(changing.unknown.attributes,
                  [](const auto& attribute) { return attribute.first == "kind"; });
    takeFromOthers(graph, group);
    return checked(before, std::move(graph));
}

Result<Graph> setCollapsed(Graph graph, const std::set<GroupId>& groups, bool isCollapsed)
{
    const Graph before = graph;
    for (const GroupId id : groups) {
        HOPWRIGHT_TRY_VOID(checkGroup(graph, id));
        graph.groups[id].isCollapsed = isCollapsed;
    }
    return checked(before, std::move(graph));
}

Result<Graph> setGroupDomain(Graph graph, GroupId group, std::string_view domain,
                             std::string_view now)
{
    HOPWRIGHT_TRY_VOID(checkGroup(graph, group));
    const Graph before = graph;
    const auto id = domainNamed(graph, domain, now);
    graph.groups[group].defaults.domain = id;
    return checked(before, std::move(graph));
}

Result<Graph> setGroupOs(Graph graph, GroupId group, std::string_view os)
{
    return changed(std::move(graph), group, [&](Group& each) { each.defaults.os = os; });
}

Result<Graph> setGroupPort(Graph graph, GroupId group, std::optional<std::uint16_t> port)
{
    return changed(std::move(graph), group, [&](Group& each) { each.defaults.port = port; });
}

std::set<GroupId> groupsOf(const Graph& graph, const std::set<ComputerId>& computers)
{
    std::set<GroupId> out;
    for (const auto& [id, group] : graph.groups) {
        const bool isOne = std::ranges::any_of(
            group.members, [&](ComputerId each) { return computers.contains(each); });
        if (isOne)
            out.insert(id);
    }
    return out;
}

std::set<GroupId> groupsOfAll(const Graph& graph, const std::set<ComputerId>& computers)
{
    std::set<GroupId> out;
    if (computers.empty())
        return out;
    for (const auto& [id, group] : graph.groups) {
        if (computers.size() <= group.members.size()
            && std::ranges::includes(group.members, computers))
            out.insert(id);
    }
    return out;
}

}  // namespace hopwright::edit
