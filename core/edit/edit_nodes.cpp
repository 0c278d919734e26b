#include "core/edit/edit_nodes.h"

#include "core/edit/edit_hops.h"
#include "core/edit/naming.h"
#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hopwright::edit {

using model::Computer;
using model::ComputerId;
using model::Graph;
using model::HopId;
using model::ResourceId;
using model::RouteId;

namespace {

template <typename Map>
auto newest(const Map& map) -> std::optional<typename Map::key_type>
{
    return map.empty() ? std::nullopt : std::optional(map.rbegin()->first);
}

Error notThere()
{
    return {.code = ErrorCode::UnknownNode,
            .detail = Sentence::saying("the machine is not in the drawing")};
}

Result<Computer*> computerOf(Graph& graph, ComputerId id)
{
    if (!graph.computers.contains(id))
        return fail(notThere());
    return &graph.computers[id];
}

Result<Graph> changed(Graph graph, const std::set<ComputerId>& ids, auto change)
{
    const Graph before = graph;
    for (const ComputerId id : ids) {
        HOPWRIGHT_TRY(Computer* const computer, computerOf(graph, id));
        change(*computer);
    }
    return checked(before, std::move(graph));
}

Result<Graph> changed(Graph graph, ComputerId id, auto change)
{
    return changed(std::move(graph), std::set{id}, change);
}

/// The typed target of \p hop after its machine or share got a new name; nothing: it was not that name.
std::optional<std::string> followedTarget(const model::Hop& hop, std::string_view before,
                                          std::string_view after, const model::Resource* resource)
{
    if (!hop.to.resource) {
        return model::equalNames(hop.typedTarget, before) ? std::optional(std::string(after))
                                                          : std::nullopt;
    }
    if (resource == nullptr)
        return std::nullopt;
    const auto share = [resource](std::string_view host) {
        return resourceRow(resource->kind).typed(host, resource->name);
    };
    return model::equalNames(hop.typedTarget, share(before)) ? std::optional(share(after))
                                                             : std::nullopt;
}

void followTargets(Graph& graph, ComputerId computer, std::string_view before,
                   std::string_view after)
{
    if (before.empty() || after.empty())
        return;
    const auto hops = graph.hops;
    for (const auto& [id, hop] : hops) {
        if (hop.to.computer != computer)
            continue;
        const auto* const resource =
            hop.to.resource ? &graph.resources.at(*hop.to.resource) : nullptr;
        if (auto typed = followedTarget(hop, before, after, resource))
            graph.hops[id].typedTarget = *std::move(typed);
    }
}

/// Shortens a route to what follows its last lost hop, as long as it still has its end.
void shorten(Graph& graph, RouteId id, const std::set<HopId>& lost)
{
    std::vector<HopId>& hops = graph.routes[id].hops;
    const auto isLost = [&lost](HopId hop) {
        return lost.contains(hop);
    };
    if (isLost(hops.back())) {
        graph.routes.erase(id);
        return;
    }
    const auto lastLost = std::ranges::find_if(hops.rbegin(), hops.rend(), isLost);
    hops.erase(hops.begin(), lastLost.base());
}

Result<Graph> withUpkeep(Graph graph, const Selection& selection,
                         std::string model::Upkeep::* member, std::string_view text)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, selection));
    const Graph before = graph;
    for (const ComputerId id : selection.computers)
        graph.computers[id].upkeep.*member = text;
    for (const HopId id : selection.hops)
        graph.hops[id].upkeep.*member = text;
    return checked(before, std::move(graph));
}

/// Which copy belongs to which original.
struct Copies {
    std::map<ComputerId, ComputerId> computers = {};
    std::map<ResourceId, ResourceId> resources = {};
    std::map<HopId, HopId> hops = {};
};

std::string freeCopyName(const Graph& graph, std::string_view name)
{
    for (std::size_t number = 2;; ++number) {
        std::string candidate = std::string(name) + '-' + std::to_string(number);
        if (model::computerByName(graph, candidate) == nullptr)
            return candidate;
    }
}

void copyComputer(Graph& graph, Copies& copies, ComputerId id, model::Position delta,
                  std::string_view now)
{
    Computer copy = graph.computers.at(id);
    const model::Domain* const domain = model::domainOf(graph, copy);
    const std::string name = freeCopyName(graph, target::shortNameOf(copy.name));
    copy.id = takeId<ComputerId>(graph);
    copy.name = name;
    copy.dnsName = copy.dnsName.empty() || domain == nullptr || domain->dnsName.empty()
                       ? std::string()
                       : name + '.' + domain->dnsName;
    copy.address.clear();
    copy.isPinned = false;  // Where the copy goes nobody has chosen.
    copy.position = {.x = copy.position.x + delta.x, .y = copy.position.y + delta.y};
    copy.provenance = drawn(now);
    copies.computers.emplace(id, copy.id);
    graph.computers[copy.id] = std::move(copy);
    const auto resources = graph.resources;
    for (const auto& [resourceId, resource] : resources) {
        if (resource.computer != id)
            continue;
        model::Resource twin = resource;
        twin.id = takeId<ResourceId>(graph);
        twin.computer = copies.computers.at(id);
        twin.provenance = drawn(now);
        copies.resources.emplace(resourceId, twin.id);
        graph.resources[twin.id] = std::move(twin);
    }
}

void copyHop(Graph& graph, Copies& copies, HopId id, std::string_view now)
{
    model::Hop copy = graph.hops.at(id);
    copy.id = takeId<HopId>(graph);
    copy.from = copies.computers.at(copy.from);
    copy.to.computer = copies.computers.at(copy.to.computer);
    if (copy.to.resource)
        copy.to.resource = copies.resources.at(*copy.to.resource);
    copy.typedTarget = model::defaultTypedTarget(graph, copy.to);
    copy.provenance = drawn(now);
    copies.hops.emplace(id, copy.id);
    graph.hops[copy.id] = std::move(copy);
}

void copyRoute(Graph& graph, const Copies& copies, const model::Route& route)
{
    model::Route copy = route;
    copy.id = takeId<RouteId>(graph);
    for (HopId& hop : copy.hops)
        hop = copies.hops.at(hop);
    copy.name = freeRouteName(graph, routeName(graph, copy.hops));
    graph.routes[copy.id] = std::move(copy);
}

/// A copy is in the groups of what it was copied from.
void copyMembers(Graph& graph, const Copies& copies)
{
    const auto groups = graph.groups;
    for (const auto& [id, group] : groups) {
        for (const ComputerId each : group.members) {
            if (const auto copy = copies.computers.find(each); copy != copies.computers.end())
                graph.groups[id].members.insert(copy->second);
        }
    }
}

}  // namespace

std::vector<RouteId> routesWithMadeNames(const Graph& graph)
{
    std::vector<RouteId> out;
    for (const auto& [id, route] : graph.routes) {
        if (route.name == routeName(graph, route.hops))
            out.push_back(id);
    }
    return out;
}

void remakeNames(Graph& graph, const std::vector<RouteId>& routes)
{
    std::vector<std::pair<RouteId, std::string>> others;
    for (const RouteId id : routes) {
        std::string made = routeName(graph, graph.routes.at(id).hops);
        if (graph.routes.at(id).name != made)  // Else nobody else can have taken it.
            others.emplace_back(id, std::move(made));
    }
    if (others.empty())
        return;
    for (const auto& [id, made] : others)
        graph.routes[id].name.clear();
    RouteNames names(graph);
    for (const auto& [id, made] : others)
        graph.routes[id].name = names.take(made);
}

Result<void> checkSelection(const Graph& graph, const Selection& selection)
{
    const auto all = [](const auto& ids, const auto& map) {
        return std::ranges::all_of(ids, [&map](auto id) { return map.contains(id); });
    };
    if (!all(selection.computers, graph.computers) || !all(selection.resources, graph.resources)
        || !all(selection.hops, graph.hops)) {
        return fail(ErrorCode::UnknownNode,
                    Sentence::saying("a part of the selection is not in the drawing"));
    }
    return {};
}

ComputerId putComputer(Graph& graph, const NewComputer& computer, const MachineName& name,
                       std::string_view now)
{
    Computer added{
        .id = ComputerId{}, .name = name.name, .dnsName = name.dnsName, .address = name.address};
    added.domain = domainFor(graph, name.suffix, now);
    added.kind = computer.kind;
    added.position = computer.position;
    added.provenance = drawn(now);
    added.id = takeId<ComputerId>(graph);
    const ComputerId id = added.id;
    graph.computers[id] = std::move(added);
    return id;
}

Result<Graph> addComputer(Graph graph, const NewComputer& computer, std::string_view now)
{
    const Graph before = graph;
    HOPWRIGHT_TRY_VOID(model::checkMachineName(computer.name));
    HOPWRIGHT_TRY(const MachineName name, machineName(graph, computer.name));
    putComputer(graph, computer, name, now);
    return checked(before, std::move(graph));
}

Result<Graph> addResource(Graph graph, ComputerId computer, ResourceKind kind,
                          std::string_view name, std::string_view now)
{
    if (!graph.computers.contains(computer))
        return fail(notThere());
    if (kind == ResourceKind::Unknown) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("a resource of an unknown kind cannot be drawn"));
    }
    const Graph before = graph;
    const auto id = takeId<ResourceId>(graph);
    graph.resources[id] = model::Resource{.id = id,
                                          .computer = computer,
                                          .kind = kind,
                                          .name = std::string(name),
                                          .provenance = drawn(now)};
    return checked(before, std::move(graph));
}

Result<Graph> addAccount(Graph graph, std::string_view text)
{
    const Graph before = graph;
    const std::size_t slash = text.find('\\');
    model::Account account{.id = takeId<model::AccountId>(graph), .user = std::string(text)};
    if (slash != std::string_view::npos) {
        account.domain = text.substr(0, slash);
        account.user = text.substr(slash + 1);
    }
    graph.accounts[account.id] = std::move(account);
    return checked(before, std::move(graph));
}

std::optional<ComputerId> newestComputer(const Graph& graph)
{
    return newest(graph.computers);
}

std::optional<ResourceId> newestResource(const Graph& graph)
{
    return newest(graph.resources);
}

std::optional<model::AccountId> newestAccount(const Graph& graph)
{
    return newest(graph.accounts);
}

std::optional<HopId> newestHop(const Graph& graph)
{
    return newest(graph.hops);
}

std::optional<RouteId> newestRoute(const Graph& graph)
{
    return newest(graph.routes);
}

Result<Graph> renameComputer(Graph graph, ComputerId computer, std::string_view name,
                             std::string_view now)
{
    const Graph before = graph;
    HOPWRIGHT_TRY_VOID(renameIn(graph, computer, name, now));
    return checked(before, std::move(graph));
}

Result<void> renameIn(Graph& graph, ComputerId computer, std::string_view name,
                      std::string_view now)
{
    HOPWRIGHT_TRY(Computer* const renamed, computerOf(graph, computer));
    HOPWRIGHT_TRY_VOID(model::checkMachineName(name));
    const std::vector<RouteId> routes = routesWithMadeNames(graph);
    const Computer before = *renamed;
    HOPWRIGHT_TRY(const MachineName parts, machineName(graph, name, computer));
    renamed->name = parts.name;
    if (!parts.address.empty())
        renamed->address = parts.address;
    const std::size_t dot = before.dnsName.find('.');
    if (!parts.dnsName.empty()) {
        renamed->dnsName = parts.dnsName;
        renamed->domain = domainFor(graph, parts.suffix, now);
    } else if (dot != std::string::npos && parts.address.empty()) {
        renamed->dnsName = parts.name + before.dnsName.substr(dot);
    }
    followTargets(graph, computer, before.name, renamed->name);
    followTargets(graph, computer, before.dnsName, renamed->dnsName);
    remakeNames(graph, routes);
    return {};
}

Result<Graph> renameResource(Graph graph, ResourceId resource, std::string_view name)
{
    const Graph drawing = graph;
    if (!graph.resources.contains(resource))
        return fail(ErrorCode::UnknownNode, Sentence::saying("the resource is not in the drawing"));
    HOPWRIGHT_TRY_VOID(model::checkMachineName(name));
    const std::vector<RouteId> routes = routesWithMadeNames(graph);
    const model::Resource& old = graph.resources.at(resource);
    const std::string_view beforeName = resourceRow(old.kind).beforeName;
    const std::string before = std::string(beforeName) + old.name;
    graph.resources[resource].name = name;
    for (const auto& [id, hop] : drawing.hops) {
        const std::string& typed = hop.typedTarget;
        if (hop.to.resource != resource || typed.size() < before.size())
            continue;
        const std::size_t host = typed.size() - before.size();
        if (model::equalNames(std::string_view(typed).substr(host), before)) {
            graph.hops[id].typedTarget =
                typed.substr(0, host + beforeName.size()) + std::string(name);
        }
    }
    remakeNames(graph, routes);
    return checked(drawing, std::move(graph));
}

Result<Graph> moveComputers(Graph graph, const std::map<ComputerId, model::Position>& positions)
{
    const Graph before = graph;
    for (const auto& [id, position] : positions) {
        HOPWRIGHT_TRY(Computer* const computer, computerOf(graph, id));
        computer->position = position;
    }
    return checked(before, std::move(graph));
}

Result<Graph> moveComputersBy(Graph graph, const std::set<ComputerId>& computers,
                              model::Position delta)
{
    const Graph before = graph;
    for (const ComputerId id : computers) {
        HOPWRIGHT_TRY(Computer* const computer, computerOf(graph, id));
        computer->position.x += delta.x;
        computer->position.y += delta.y;
    }
    return checked(before, std::move(graph));
}

Result<Graph> setPinned(Graph graph, const std::set<ComputerId>& computers, bool isPinned)
{
    const Graph before = graph;
    for (const ComputerId id : computers) {
        HOPWRIGHT_TRY(Computer* const computer, computerOf(graph, id));
        computer->isPinned = isPinned;
    }
    return checked(before, std::move(graph));
}

Result<Graph> setKind(Graph graph, ComputerId computer, model::ComputerKind kind)
{
    return setKind(std::move(graph), std::set{computer}, kind);
}

Result<Graph> setKind(Graph graph, const std::set<ComputerId>& computers, model::ComputerKind kind)
{
    return changed(std::move(graph), computers, [kind](Computer& thing) {
        thing.kind = kind;
        // A word that this version does not know is kept there (core/store); it is no longer the kind.
        std::erase_if(thing.unknown.attributes,
                      [](const auto& item) { return item.first == "kind"; });
    });
}

Result<Graph> setDnsName(Graph graph, ComputerId computer, std::string_view dnsName)
{
    return changed(std::move(graph), computer,
                   [dnsName](Computer& thing) { thing.dnsName = dnsName; });
}

Result<Graph> setAddress(Graph graph, ComputerId computer, std::string_view address)
{
    return changed(std::move(graph), computer,
                   [address](Computer& thing) { thing.address = address; });
}

Result<Graph> setPort(Graph graph, ComputerId computer, std::optional<std::uint16_t> port)
{
    return setPort(std::move(graph), std::set{computer}, port);
}

Result<Graph> setPort(Graph graph, const std::set<ComputerId>& computers,
                      std::optional<std::uint16_t> port)
{
    return changed(std::move(graph), computers, [port](Computer& thing) { thing.port = port; });
}

Result<Graph> setOs(Graph graph, ComputerId computer, std::string_view os)
{
    return setOs(std::move(graph), std::set{computer}, os);
}

Result<Graph> setOs(Graph graph, const std::set<ComputerId>& computers, std::string_view os)
{
    return changed(std::move(graph), computers, [os](Computer& thing) { thing.os = os; });
}

Result<Graph> setNotes(Graph graph, ComputerId computer, std::string_view notes)
{
    return setNotes(std::move(graph), std::set{computer}, notes);
}

Result<Graph> setNotes(Graph graph, const std::set<ComputerId>& computers, std::string_view notes)
{
    return changed(std::move(graph), computers, [notes](Computer& thing) { thing.notes = notes; });
}

Result<Graph> setPractice(Graph graph, ComputerId computer, const model::PracticeFacts& practice)
{
    return changed(std::move(graph), computer,
                   [&practice](Computer& thing) { thing.practice = practice; });
}

Result<Graph> setDomain(Graph graph, ComputerId computer, std::string_view domain,
                        std::string_view now)
{
    return setDomain(std::move(graph), std::set{computer}, domain, now);
}

Result<Graph> setDomain(Graph graph, const std::set<ComputerId>& computers, std::string_view domain,
                        std::string_view now)
{
    const Graph before = graph;
    const std::optional<model::DomainId> id = domainNamed(graph, domain, now);
    for (const ComputerId computer : computers) {
        HOPWRIGHT_TRY(Computer* const thing, computerOf(graph, computer));
        thing->domain = id;
    }
    return checked(before, std::move(graph));
}

std::set<HopId> hopsAt(const Graph& graph, const Selection& selection)
{
    std::set<HopId> out = selection.hops;
    if (selection.computers.empty() && selection.resources.empty())
        return out;
    for (const auto& [id, hop] : graph.hops) {
        const bool onResource = hop.to.resource && selection.resources.contains(*hop.to.resource);
        if (onResource || selection.computers.contains(hop.from)
            || selection.computers.contains(hop.to.computer))
            out.insert(id);
    }
    return out;
}

Result<Graph> setMuted(Graph graph, const Selection& selection, bool isMuted)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, selection));
    const Graph before = graph;
    for (const HopId id : hopsAt(before, selection))
        graph.hops[id].isMuted = isMuted;
    return checked(before, std::move(graph));
}

Result<Graph> setOwner(Graph graph, const Selection& selection, std::string_view owner)
{
    return withUpkeep(std::move(graph), selection, &model::Upkeep::owner, owner);
}

Result<Graph> setTicket(Graph graph, const Selection& selection, std::string_view ticket)
{
    return withUpkeep(std::move(graph), selection, &model::Upkeep::ticket, ticket);
}

Result<Graph> setExpiry(Graph graph, const Selection& selection, std::string_view day)
{
    return withUpkeep(std::move(graph), selection, &model::Upkeep::expires, day);
}

Result<Graph> removeThings(Graph graph, const Selection& selection)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, selection));
    const Graph before = graph;
    const std::set<HopId> lost = hopsAt(graph, selection);
    std::set<RouteId> touched;
    for (const auto& [id, route] : graph.routes) {
        if (std::ranges::any_of(route.hops, [&lost](HopId hop) { return lost.contains(hop); }))
            touched.insert(id);
    }
    const std::vector<RouteId> made = routesWithMadeNames(graph);
    for (const RouteId id : touched)
        shorten(graph, id, lost);
    graph.hops.eraseWhere([&lost](const auto& item) { return lost.contains(item.first); });
    graph.resources.eraseWhere([&selection](const auto& item) {
        return selection.resources.contains(item.first)
               || selection.computers.contains(item.second.computer);
    });
    for (const ComputerId id : selection.computers) {
        graph.computers.erase(id);
        graph.seen.erase(id);
    }
    leaveGroups(graph, selection.computers);
    std::vector<RouteId> renamed;
    std::ranges::copy_if(made, std::back_inserter(renamed), [&](RouteId id) {
        return touched.contains(id) && graph.routes.contains(id);
    });
    remakeNames(graph, renamed);
    return checked(before, std::move(graph));
}

Result<Graph> duplicateThings(Graph graph, const Selection& selection, model::Position delta,
                              std::string_view now)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, selection));
    const Graph before = graph;
    Copies copies;
    for (const ComputerId id : selection.computers)
        copyComputer(graph, copies, id, delta, now);
    std::vector<HopId> between;
    for (const auto& [id, hop] : graph.hops) {
        if (copies.computers.contains(hop.from) && copies.computers.contains(hop.to.computer))
            between.push_back(id);
    }
    for (const HopId id : between)
        copyHop(graph, copies, id, now);
    const auto routes = graph.routes;
    for (const auto& [id, route] : routes) {
        if (std::ranges::all_of(route.hops,
                                [&copies](HopId hop) { return copies.hops.contains(hop); }))
            copyRoute(graph, copies, route);
    }
    copyMembers(graph, copies);
    return checked(before, std::move(graph));
}

}  // namespace hopwright::edit
