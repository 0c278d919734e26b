#include "core/plan/machines.h"

#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "core/plan/predict.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace hopwright::plan {

namespace {

using model::ComputerId;
using model::Graph;
using model::Hop;

using Machines = std::map<ComputerId, MachinePlan>;

/// \p because as one text: equal ones have equal texts.
std::string textOf(const Because& because)
{
    std::string out = because.rule + '\0' + std::to_string(std::to_underlying(because.key));
    for (const std::string& each : because.arguments)
        out += '\0' + each;
    return out;
}

/// One list of a machine, with where each name stands in it.
struct Entries {
    std::vector<DelegateEntry> list = {};
    std::unordered_map<std::string, std::size_t> places = {};  ///< By the name without case.
};

/// A machine's plan while it is made, with what is needed to see quickly what it has already: a machine in the middle of a
/// drawing can have thousands of entries and reasons.
struct Draft {
    MachinePlan plan;
    Entries delegateComputers = {};
    Entries ntlmOnly = {};
    Entries trustedHosts = {};
    std::unordered_set<std::string> because = {};
    std::unordered_set<std::string> passwords = {};
    bool meetsOthers = false;  ///< A CredSSP session joins it to another machine.
};

using Drafts = std::map<ComputerId, Draft>;

void addBecause(Draft& draft, Because because)
{
    if (draft.because.insert(textOf(because)).second)
        draft.plan.because.push_back(std::move(because));
}

/// Adds \p name to \p entries, or \p hop to the entry that has it already, whatever its case: R8.
void addEntry(Entries& entries, const std::string& name, model::HopId hop, Because because)
{
    const std::string folded = model::foldedName(name);
    if (const auto found = entries.places.find(folded); found != entries.places.end()) {
        entries.list[found->second].neededBy.push_back(hop);
        return;
    }
    entries.places.emplace(folded, entries.list.size());
    entries.list.push_back({.name = name, .neededBy = {hop}, .because = std::move(because)});
}

void addPassword(Draft& draft, const std::string& account)
{
    const std::string word = account.empty() ? std::string(askedAtRunTime) : account;
    if (draft.passwords.insert(word).second)
        draft.plan.holdsPasswordOf.push_back(word);
}

/// R2: client role and entry at the tail, server role at the head; §4 for the second list.
void addCredSsp(const Graph& graph, const RouteWalk& walk, const Hop& hop, Drafts& machines)
{
    Draft& client = machines.at(hop.from);
    Draft& server = machines.at(hop.to.computer);
    const std::string clientName = graph.computers.at(hop.from).name;
    const std::string serverName = graph.computers.at(hop.to.computer).name;
    const std::string number = std::to_string(walk.number(hop.id));
    const std::string host = model::typedHost(graph, hop);
    if (hop.from != hop.to.computer)
        client.meetsOthers = server.meetsOthers = true;
    client.plan.clientRole = true;
    server.plan.serverRole = true;
    addBecause(
        client,
        {.rule = "R2", .key = ReasonKey::ClientRole, .arguments = {number, serverName, host}});
    addBecause(server,
               {.rule = "R2", .key = ReasonKey::ServerRole, .arguments = {number, clientName}});
    addEntry(client.delegateComputers, host, hop.id,
             {.rule = "R2", .key = ReasonKey::EntryAsTyped, .arguments = {number, host}});
    if (!hop.credential.isExplicit)
        return;
    const std::string account = explicitAccount(graph, hop);
    addPassword(server, account);
    addBecause(server, {.rule = isLoopback(graph, hop) ? "M29" : "M16",
                        .key = ReasonKey::PasswordDelegated,
                        .arguments = {number, serverName, account}});
}

/// §4: which list and whether TrustedHosts, and why.
void addAuthentication(const Graph& graph, const RouteWalk& walk, const Hop& hop, Drafts& machines)
{
    const Authentication authentication = authenticationOf(graph, hop);
    Draft& client = machines.at(hop.from);
    const std::string number = std::to_string(walk.number(hop.id));
    const std::string host = model::typedHost(graph, hop);
    const bool credSsp = hop.method == Method::CredSsp;
    if (!credSsp && !authentication.trustedHosts)
        return;
    for (const Because& each : authentication.because)
        addBecause(client, each);
    if (credSsp && authentication.proof == Proof::NtlmOnly) {
        addEntry(client.ntlmOnly, host, hop.id,
                 {.rule = "S4", .key = ReasonKey::NtlmOnlyEntry, .arguments = {number, host}});
    }
    if (authentication.trustedHosts) {
        const Because because{
            .rule = "S4", .key = ReasonKey::TrustedHostsEntry, .arguments = {number, host}};
        addEntry(client.trustedHosts, host, hop.id, because);
        addBecause(client, because);
    }
    if (authentication.localAccount) {
        addBecause(machines.at(hop.to.computer),
                   {.rule = "S4",
                    .key = ReasonKey::LocalAccountToken,
                    .arguments = {graph.computers.at(hop.to.computer).name}});
    }
}

/// R5: the credential of a hop that does not begin where the user sits travels inside the script.
void addTravellingCredential(const Graph& graph, const RouteWalk& walk, const Hop& hop,
                             Drafts& machines)
{
    Draft& machine = machines.at(hop.from);
    const std::string account = explicitAccount(graph, hop);
    addPassword(machine, account);
    addBecause(machine, {.rule = "R5",
                         .key = ReasonKey::CredentialTravels,
                         .arguments = {std::to_string(walk.number(hop.id)),
                                       graph.computers.at(hop.from).name, account}});
}

void addResource(const Graph& graph, const Hop& hop, Drafts& machines)
{
    const model::Resource& resource = graph.resources.at(hop.to.resource.value());
    addBecause(machines.at(hop.to.computer),
               {.rule = "R3",
                .key = ReasonKey::ResourceNeedsPermission,
                .arguments = {graph.computers.at(hop.to.computer).name, resource.name}});
}

/// Row M37: a password that SSH was given arrives as with CredSSP.
void addSshPassword(const Graph& graph, const RouteWalk& walk, const Hop& hop, Drafts& machines)
{
    Draft& server = machines.at(hop.to.computer);
    const std::string account = explicitAccount(graph, hop);
    addPassword(server, account);
    addBecause(server, {.rule = "M37",
                        .key = ReasonKey::SshPasswordArrives,
                        .arguments = {std::to_string(walk.number(hop.id)),
                                      graph.computers.at(hop.to.computer).name, account}});
}

void addHop(const Graph& graph, const RouteWalk& walk, const Hop& hop, Drafts& machines)
{
    if (!model::isSession(hop)) {
        addResource(graph, hop, machines);
        return;
    }
    if (hop.method == Method::CredSsp)
        addCredSsp(graph, walk, hop, machines);
    if (hop.method == Method::Ssh && hop.credential.isExplicit)
        addSshPassword(graph, walk, hop, machines);
    addAuthentication(graph, walk, hop, machines);
}

std::vector<DelegateEntry> byName(std::vector<DelegateEntry> list)
{
    std::ranges::sort(list, {},
                      [](const DelegateEntry& each) { return model::foldedName(each.name); });
    return list;
}

MachinePlan finished(const Graph& graph, Draft machine)
{
    machine.plan.delegateComputers = byName(std::move(machine.delegateComputers.list));
    machine.plan.ntlmOnly = byName(std::move(machine.ntlmOnly.list));
    machine.plan.trustedHosts = byName(std::move(machine.trustedHosts.list));
    const std::string& name = graph.computers.at(machine.plan.computer).name;
    if (machine.plan.clientRole && machine.plan.serverRole && machine.meetsOthers)
        addBecause(machine, {.rule = "R4", .key = ReasonKey::BothRoles, .arguments = {name}});
    const std::size_t entries = machine.plan.delegateComputers.size();
    if (entries > 1) {
        addBecause(machine, {.rule = "R8",
                             .key = ReasonKey::OneEntryEach,
                             .arguments = {name, std::to_string(entries)}});
    }
    return std::move(machine.plan);
}

void addAllEntries(std::vector<Change>& out, ComputerId computer, Change::Setting setting,
                   const std::vector<DelegateEntry>& entries)
{
    const std::string prefix = setting == Change::Setting::TrustedHosts ? "" : "WSMAN/";
    for (const DelegateEntry& entry : entries)
        out.push_back({.computer = computer, .setting = setting, .value = prefix + entry.name});
}

}  // namespace

Machines planMachines(const Graph& graph, const RouteWalk& walk)
{
    Drafts machines;
    std::set<ComputerId> reachedBySession;
    for (const auto& [id, computer] : graph.computers)
        machines.emplace(id, Draft{.plan = {.computer = id}});
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop) && hop.from != hop.to.computer)
            reachedBySession.insert(hop.to.computer);
    }
    for (const auto& [id, hop] : graph.hops) {
        addHop(graph, walk, hop, machines);
        if (hop.credential.isExplicit && reachedBySession.contains(hop.from))
            addTravellingCredential(graph, walk, hop, machines);
    }
    Machines out;
    for (auto& [id, machine] : machines)
        out.emplace_hint(out.end(), id, finished(graph, std::move(machine)));
    return out;
}

std::vector<Change> changesOf(const Machines& machines)
{
    std::vector<Change> out;
    for (const auto& [id, machine] : machines) {
        if (machine.clientRole)
            out.push_back({.computer = id, .setting = Change::Setting::ClientRole});
        if (machine.serverRole)
            out.push_back({.computer = id, .setting = Change::Setting::ServerRole});
        addAllEntries(out, id, Change::Setting::AllowFresh, machine.delegateComputers);
        addAllEntries(out, id, Change::Setting::AllowFreshNtlmOnly, machine.ntlmOnly);
        addAllEntries(out, id, Change::Setting::TrustedHosts, machine.trustedHosts);
    }
    return out;
}

}  // namespace hopwright::plan
