#include "core/edit/clip.h"

#include "core/edit/naming.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace hopwright::edit {

namespace {

using model::ComputerId;
using model::Graph;
using model::HopId;
using model::ResourceId;
using model::RouteId;

std::set<ComputerId> machinesOf(const Graph& graph, const Selection& selection)
{
    std::set<ComputerId> out = selection.computers;
    for (const ResourceId id : selection.resources)
        out.insert(graph.resources.at(id).computer);
    return out;
}

void takeHops(const Graph& graph, const std::set<ComputerId>& machines, Graph& out)
{
    for (const auto& [id, hop] : graph.hops) {
        if (!machines.contains(hop.from) || !machines.contains(hop.to.computer))
            continue;
        out.hops[id] = hop;
        if (hop.credential.account)
            out.accounts[*hop.credential.account] = graph.accounts.at(*hop.credential.account);
    }
    for (const auto& [id, route] : graph.routes) {
        if (std::ranges::all_of(route.hops, [&out](HopId hop) { return out.hops.contains(hop); }))
            out.routes[id] = route;
    }
}

/// Groups as far as \p machines are in them, with the domains that they name.
void takeGroups(const Graph& graph, const std::set<ComputerId>& machines, Graph& out)
{
    for (const auto& [id, group] : graph.groups) {
        model::Group part = group;
        std::erase_if(part.members, [&](ComputerId each) { return !machines.contains(each); });
        if (part.members.empty())
            continue;
        if (group.defaults.domain)
            out.domains[*group.defaults.domain] = graph.domains.at(*group.defaults.domain);
        out.groups[id] = std::move(part);
    }
}

/// Names as they are compared: without case.
class Names {
public:
    explicit Names(const Graph& graph)
    {
        for (const auto& [id, computer] : graph.computers) {
            m_names.insert(model::foldedName(computer.name));
            if (!computer.dnsName.empty())
                m_names.insert(model::foldedName(computer.dnsName));
            if (!computer.address.empty())
                m_addresses.insert(model::foldedName(computer.address));
        }
    }

    /// \p name where it and \p dnsName are free, else with a number.
    std::string take(const std::string& name, const std::string& dnsName)
    {
        const bool isFree = !m_names.contains(model::foldedName(name))
                            && (dnsName.empty() || !m_names.contains(model::foldedName(dnsName)));
        if (isFree) {
            m_names.insert(model::foldedName(name));
            m_names.insert(model::foldedName(dnsName.empty() ? name : dnsName));
            return name;
        }
        const std::string shortName(target::shortNameOf(name));
        for (std::size_t& number =
                 m_numbers.try_emplace(model::foldedName(shortName), 1).first->second;
             ;) {
            std::string candidate = shortName + "-" + std::to_string(++number);
            if (m_names.insert(model::foldedName(candidate)).second)
                return candidate;
        }
    }
    bool takeAddress(std::string_view address)
    {
        return m_addresses.insert(model::foldedName(address)).second;
    }

private:
    std::unordered_set<std::string> m_names = {};
    std::unordered_set<std::string> m_addresses = {};
    std::unordered_map<std::string, std::size_t> m_numbers = {};  ///< The last one that a name got.
};

bool isSameDomain(const model::Domain& one, const model::Domain& other)
{
    if (one.workgroup != other.workgroup || one.dnsName.empty() != other.dnsName.empty())
        return false;
    return one.dnsName.empty() ? model::equalNames(one.shortName, other.shortName)
                               : model::equalNames(one.dnsName, other.dnsName);
}

bool isSameAccount(const model::Account& one, const model::Account& other)
{
    return model::equalNames(one.domain, other.domain) && model::equalNames(one.user, other.user);
}

/// Draws one drawing into another, kind by kind.
class Merger {
public:
    Merger(Graph& graph, const Graph& clip, model::Position delta, std::string_view now)
        : m_graph(graph),
          m_clip(clip),
          m_delta(delta),
          m_now(now),
          m_names(graph),
          m_routeNames(graph)
    {
    }

    void run()
    {
        for (const auto& [id, domain] : m_clip.domains)
            m_domains[id] = same(m_graph.domains, domain, isSameDomain);
        for (const auto& [id, account] : m_clip.accounts)
            m_accounts[id] = same(m_graph.accounts, account, isSameAccount);
        for (const auto& [id, computer] : m_clip.computers)
            addComputer(computer);
        for (const auto& [id, resource] : m_clip.resources)
            addResource(resource);
        for (const auto& [id, hop] : m_clip.hops)
            addHop(hop);
        for (const auto& [id, route] : m_clip.routes)
            addRoute(route);
        for (const auto& [id, group] : m_clip.groups)
            addGroup(group);
    }

private:
    /// The thing of \p table that is the same, else \p thing itself, added.
    template <typename Id, typename Thing>
    Id same(SharedTable<Id, Thing>& table, const Thing& thing,
            bool (*isSame)(const Thing&, const Thing&))
    {
        for (const auto& [id, each] : table) {
            if (isSame(each, thing))
                return id;
        }
        Thing copy = thing;
        copy.id = takeId<Id>(m_graph);
        const Id id = copy.id;
        table[id] = std::move(copy);
        return id;
    }

    void addComputer(const model::Computer& original)
    {
        model::Computer copy = original;
        copy.id = takeId<ComputerId>(m_graph);
        copy.name = m_names.take(original.name, original.dnsName);
        copy.position = {.x = original.position.x + m_delta.x,
                         .y = original.position.y + m_delta.y};
        copy.provenance = drawn(m_now);
        if (copy.domain)
            copy.domain = m_domains.at(*copy.domain);
        if (!copy.address.empty() && !m_names.takeAddress(copy.address))
            copy.address.clear();
        const bool isRenamed = copy.name != original.name;
        const model::Domain* const domain = model::domainOf(m_graph, copy);
        if (isRenamed) {
            copy.dnsName = copy.dnsName.empty() || domain == nullptr || domain->dnsName.empty()
                               ? std::string()
                               : copy.name + '.' + domain->dnsName;
        }
        m_computers[original.id] = copy.id;
        if (isRenamed) {
            m_renamed.insert(original.id);
        } else if (m_clip.seen.contains(
                       original.id)) {  // Of a machine of that name, so not of another.
            m_graph.seen[copy.id] = m_clip.seen.at(original.id);
        }
        m_graph.computers[copy.id] = std::move(copy);
    }

    void addResource(const model::Resource& original)
    {
        model::Resource copy = original;
        copy.id = takeId<ResourceId>(m_graph);
        copy.computer = m_computers.at(original.computer);
        copy.provenance = drawn(m_now);
        m_resources[original.id] = copy.id;
        m_graph.resources[copy.id] = std::move(copy);
    }

    void addHop(const model::Hop& original)
    {
        model::Hop copy = original;
        copy.id = takeId<HopId>(m_graph);
        copy.from = m_computers.at(original.from);
        copy.to.computer = m_computers.at(original.to.computer);
        if (copy.to.resource)
            copy.to.resource = m_resources.at(*copy.to.resource);
        if (copy.credential.account)
            copy.credential.account = m_accounts.at(*copy.credential.account);
        if (m_renamed.contains(original.to.computer))
            copy.typedTarget = model::defaultTypedTarget(m_graph, copy.to);
        copy.provenance = drawn(m_now);
        m_hops[original.id] = copy.id;
        m_graph.hops[copy.id] = std::move(copy);
    }

    void addRoute(const model::Route& original)
    {
        model::Route copy = original;
        copy.id = takeId<RouteId>(m_graph);
        for (HopId& hop : copy.hops)
            hop = m_hops.at(hop);
        copy.name = m_routeNames.take(original.name);
        m_graph.routes[copy.id] = std::move(copy);
    }

    /// The group of that name and kind, else one more.
    void addGroup(const model::Group& original)
    {
        std::set<ComputerId> members;
        for (const ComputerId each : original.members)
            members.insert(m_computers.at(each));
        for (const auto& [id, each] : m_graph.groups) {
            if (each.kind == original.kind && model::equalNames(each.name, original.name)) {
                joinGroup(m_graph, id, members);
                return;
            }
        }
        model::Group copy = original;
        copy.id = takeId<model::GroupId>(m_graph);
        copy.members = std::move(members);
        if (copy.defaults.domain)
            copy.defaults.domain = m_domains.at(*copy.defaults.domain);
        m_graph.groups[copy.id] = std::move(copy);
    }

    Graph& m_graph;
    const Graph& m_clip;
    model::Position m_delta;
    std::string_view m_now;
    Names m_names;
    RouteNames m_routeNames;
    std::map<model::DomainId, model::DomainId> m_domains = {};
    std::map<model::AccountId, model::AccountId> m_accounts = {};
    std::map<ComputerId, ComputerId> m_computers = {};
    std::map<ResourceId, ResourceId> m_resources = {};
    std::map<HopId, HopId> m_hops = {};
    std::set<ComputerId> m_renamed = {};  ///< Of the clip.
};

std::string wordOfMachine(const model::Computer& computer)
{
    std::string out = computer.dnsName.empty() ? computer.name : computer.dnsName;
    if (!computer.address.empty() && computer.address != computer.name)
        out += "@" + computer.address;
    if (computer.port)
        out += ":" + std::to_string(*computer.port);
    return out;
}

/// Whether a chain can say all of it: it has no port of its own but behind SSH, and no account.
bool isOfChain(const model::Hop& hop)
{
    return hop.method != Method::Unknown && !hop.port && !hop.credential.account;
}

/// The hops of one row of machines, from head to tail; empty: it is none.
std::vector<const model::Hop*> rowOf(const Graph& clip)
{
    std::map<ComputerId, const model::Hop*> from;
    std::set<ComputerId> reached;
    for (const auto& [id, hop] : clip.hops) {
        if (!from.emplace(hop.from, &hop).second || !reached.insert(hop.to.computer).second)
            return {};
    }
    if (clip.hops.empty() || clip.computers.size() != clip.hops.size() + 1)
        return {};
    std::vector<const model::Hop*> out;
    for (const auto& [id, computer] : clip.computers) {
        if (reached.contains(id))
            continue;
        for (auto at = from.find(id); at != from.end(); at = from.find(at->second->to.computer))
            out.push_back(at->second);
        break;
    }
    return out.size() == clip.hops.size() ? out : std::vector<const model::Hop*>();
}

/// Empty: the row has what no chain says.
std::string chainOf(const Graph& clip, const std::vector<const model::Hop*>& row)
{
    std::string out = wordOfMachine(clip.computers.at(row.front()->from));
    for (const model::Hop* const hop : row) {
        if (!isOfChain(*hop))
            return {};
        out += " " + model::arrowText(*hop) + " ";
        if (!hop->to.resource) {
            out += wordOfMachine(clip.computers.at(hop->to.computer));
        } else if (clip.resources.at(*hop->to.resource).kind == ResourceKind::SmbShare
                   && hop == row.back()) {
            out += hop->typedTarget;
        } else {
            return {};
        }
    }
    return out;
}

}  // namespace

Result<Graph> takeOut(const Graph& graph, const Selection& selection)
{
    HOPWRIGHT_TRY_VOID(checkSelection(graph, selection));
    const std::set<ComputerId> machines = machinesOf(graph, selection);
    Graph out;
    out.nextId = graph.nextId;
    for (const ComputerId id : machines) {
        const model::Computer& computer = graph.computers.at(id);
        out.computers[id] = computer;
        if (computer.domain)
            out.domains[*computer.domain] = graph.domains.at(*computer.domain);
        if (graph.seen.contains(id))
            out.seen[id] = graph.seen.at(id);
    }
    for (const auto& [id, resource] : graph.resources) {
        if (machines.contains(resource.computer))
            out.resources[id] = resource;
    }
    takeHops(graph, machines, out);
    takeGroups(graph, machines, out);
    return checked({}, std::move(out));
}

Result<Graph> putIn(Graph graph, const Graph& clip, model::Position delta, std::string_view now)
{
    const Graph before = graph;
    Merger(graph, clip, delta, now).run();
    return checked(before, std::move(graph));
}

std::string textOf(const Graph& clip)
{
    const std::vector<const model::Hop*> row = rowOf(clip);
    if (std::string chain = row.empty() ? std::string() : chainOf(clip, row); !chain.empty())
        return chain;
    std::string out;
    for (const auto& [id, computer] : clip.computers) {
        out += (out.empty() ? "" : "\n")
               + (computer.dnsName.empty() ? computer.name : computer.dnsName);
    }
    return out;
}

}  // namespace hopwright::edit
