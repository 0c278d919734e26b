#include "core/edit/draft.h"

#include "core/edit/edit_hops.h"
#include "core/model/graph_rules.h"

#include <algorithm>

namespace hopwright::edit {

using model::Computer;
using model::ComputerId;
using model::Graph;
using model::HopId;
using model::ResourceId;

Draft::Draft(Graph graph) : m_graph(std::move(graph)), m_routeNames(m_graph)
{
    enterAll();
}

void Draft::enterAll()
{
    m_computers.clear();
    m_sameNames.clear();
    for (const auto& [id, computer] : m_graph.computers)
        enter(computer);
    for (const auto& [id, resource] : m_graph.resources)
        m_resources.try_emplace({resource.computer, model::foldedName(resource.name)}, id);
    for (const auto& [id, hop] : m_graph.hops)
        m_hops.try_emplace(endsOf(hop.from, hop.to), id);
    for (const auto& [id, route] : m_graph.routes)
        m_routes.insert(route.hops);
}

/// The first that has a name keeps it, as in a search from the first on.
void Draft::enter(const Computer& computer)
{
    const std::string name = model::foldedName(computer.name);
    m_computers.try_emplace(name, computer.id);
    if (!computer.dnsName.empty())
        m_computers.try_emplace(model::foldedName(computer.dnsName), computer.id);
    m_sameNames[name].push_back(computer.id);
}

Draft::Ends Draft::endsOf(ComputerId from, const model::HopEnd& to)
{
    return {from, {to.computer, to.resource}};
}

const Computer* Draft::computer(std::string_view name) const
{
    const auto found = m_computers.find(model::foldedName(name));
    return found == m_computers.end() ? nullptr : &m_graph.computers.at(found->second);
}

std::optional<ResourceId> Draft::resource(ComputerId computer, std::string_view name) const
{
    const auto found = m_resources.find({computer, model::foldedName(name)});
    return found == m_resources.end() ? std::nullopt : std::optional(found->second);
}

std::optional<HopId> Draft::hop(ComputerId from, const model::HopEnd& to) const
{
    const auto found = m_hops.find(endsOf(from, to));
    return found == m_hops.end() ? std::nullopt : std::optional(found->second);
}

Result<ComputerId> Draft::addComputer(const NewComputer& computer, std::string_view now)
{
    HOPWRIGHT_TRY_VOID(model::checkMachineName(computer.name));
    const auto isTaken = [this](std::string_view name, std::string_view dnsName) {
        const auto same = m_sameNames.find(model::foldedName(name));
        return same != m_sameNames.end() && std::ranges::any_of(same->second, [&](ComputerId id) {
                   const std::string& other = m_graph.computers.at(id).dnsName;
                   return !other.empty() && !model::equalNames(other, dnsName);
               });
    };
    HOPWRIGHT_TRY(const MachineName name, machineName(computer.name, isTaken));
    const ComputerId id = putComputer(m_graph, computer, name, now);
    enter(m_graph.computers.at(id));
    return id;
}

Result<void> Draft::renameComputer(ComputerId computer, std::string_view name, std::string_view now)
{
    HOPWRIGHT_TRY_VOID(renameIn(m_graph, computer, name, now));
    enterAll();
    return {};
}

void Draft::setAddress(ComputerId computer, std::string_view address)
{
    m_graph.computers[computer].address = address;
}

void Draft::setPort(ComputerId computer, std::uint16_t port)
{
    m_graph.computers[computer].port = port;
}

ResourceId Draft::addShare(ComputerId computer, std::string_view name, std::string_view now)
{
    const auto id = takeId<ResourceId>(m_graph);
    m_graph.resources[id] = model::Resource{
        .id = id, .computer = computer, .name = std::string(name), .provenance = drawn(now)};
    m_resources.try_emplace({computer, model::foldedName(name)}, id);
    return id;
}

HopId Draft::addHop(model::Hop hop)
{
    const auto id = takeId<HopId>(m_graph);
    hop.id = id;
    m_hops.try_emplace(endsOf(hop.from, hop.to), id);
    m_graph.hops[id] = std::move(hop);
    return id;
}

void Draft::addRoute(std::vector<HopId> hops)
{
    std::string name = m_routeNames.take(routeName(m_graph, hops));
    m_routes.insert(hops);
    insertRoute(m_graph, std::move(hops), std::move(name));
}

}  // namespace hopwright::edit
