#include "core/plan/machines.h"

#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "core/plan/predict.h"

#include <algorithm>
#include <set>

namespace hopwright::plan {

namespace {

using model::ComputerId;
using model::Graph;
using model::Hop;

using Machines = std::map<ComputerId, MachinePlan>;

void addBecause(std::vector<Because>& list, Because because)
{
    if (std::ranges::find(list, because) == list.end())
        list.push_back(std::move(because));
}

/// Adds \p name to \p list, or \p hop to the entry that has it already, whatever its case: R8.
void addEntry(std::vector<DelegateEntry>& list, const std::string& name, model::HopId hop,
              Because because, RuleSet rules)
{
    const auto found = std::ranges::find_if(
        list, [&](const DelegateEntry& each) { return model::equalNames(each.name, name); });
    if (found != list.end()) {
        found->neededBy.push_back(hop);
        return;
    }
    if (!list.empty() && !rules.has(Rule::R8))
        return;
    list.push_back({.name = name, .neededBy = {hop}, .because = std::move(because)});
}

void setRole(MachinePlan& machine, bool client, RuleSet rules)
{
    const bool other = client ? machine.serverRole : machine.clientRole;
    if (other && !rules.has(Rule::R4))
        return;
    (client ? machine.clientRole : machine.serverRole) = true;
}

void addPassword(MachinePlan& machine, const std::string& account)
{
    const std::string word = account.empty() ? std::string(askedAtRunTime) : account;
    if (std::ranges::find(machine.holdsPasswordOf, word) == machine.holdsPasswordOf.end())
        machine.holdsPasswordOf.push_back(word);
}

/// R2: client role and entry at the tail, server role at the head; §4 for the second list.
void addCredSsp(const Graph& graph, const RouteWalk& walk, const Hop& hop, RuleSet rules,
                Machines& machines)
{
    MachinePlan& client = machines.at(hop.from);
    MachinePlan& server = machines.at(hop.to.computer);
    const std::string clientName = graph.computers.at(hop.from).name;
    const std::string serverName = graph.computers.at(hop.to.computer).name;
    const std::string number = std::to_string(walk.number(hop.id));
    const std::string host = targetHost(graph, hop);
    setRole(client, true, rules);
    setRole(server, false, rules);
    addBecause(client.because,
               {.rule = "R2", .key = "client-role", .arguments = {number, serverName, host}});
    addBecause(server.because,
               {.rule = "R2", .key = "server-role", .arguments = {number, clientName}});
    addEntry(client.delegateComputers, host, hop.id,
             {.rule = "R2", .key = "entry-as-typed", .arguments = {number, host}}, rules);
    if (!hop.credential.isExplicit)
        return;
    const std::string account = explicitAccount(graph, hop);
    addPassword(server, account);
    addBecause(server.because, {.rule = isLoopback(graph, hop) ? "M29" : "M16",
                                .key = "password-delegated",
                                .arguments = {number, serverName, account}});
}

/// §4: which list and whether TrustedHosts, and why.
void addAuthentication(const Graph& graph, const RouteWalk& walk, const Hop& hop, RuleSet rules,
                       Machines& machines)
{
    const Authentication authentication = authenticationOf(graph, hop);
    MachinePlan& client = machines.at(hop.from);
    const std::string number = std::to_string(walk.number(hop.id));
    const std::string host = targetHost(graph, hop);
    const bool credSsp = hop.method == model::Method::CredSsp;
    if (!credSsp && !authentication.trustedHosts)
        return;
    for (const Because& each : authentication.because)
        addBecause(client.because, each);
    if (credSsp && authentication.proof == Proof::NtlmOnly) {
        addEntry(client.ntlmOnly, host, hop.id,
                 {.rule = "S4", .key = "ntlm-only-entry", .arguments = {number, host}}, rules);
    }
    if (authentication.trustedHosts) {
        const Because because{
            .rule = "S4", .key = "trusted-hosts-entry", .arguments = {number, host}};
        addEntry(client.trustedHosts, host, hop.id, because, rules);
        addBecause(client.because, because);
    }
    if (authentication.localAccount) {
        addBecause(machines.at(hop.to.computer).because,
                   {.rule = "S4",
                    .key = "local-account-token",
                    .arguments = {graph.computers.at(hop.to.computer).name}});
    }
}

/// R5: the credential of a hop that does not begin where the user sits travels inside the script.
void addTravellingCredential(const Graph& graph, const RouteWalk& walk, const Hop& hop,
                             Machines& machines)
{
    MachinePlan& machine = machines.at(hop.from);
    const std::string account = explicitAccount(graph, hop);
    addPassword(machine, account);
    addBecause(machine.because, {.rule = "R5",
                                 .key = "credential-travels",
                                 .arguments = {std::to_string(walk.number(hop.id)),
                                               graph.computers.at(hop.from).name, account}});
}

void addResource(const Graph& graph, const Hop& hop, Machines& machines)
{
    const auto resource = graph.resources.find(hop.to.resource.value_or(model::ResourceId{}));
    if (resource == graph.resources.end())
        return;
    addBecause(machines.at(hop.to.computer).because,
               {.rule = "R3",
                .key = "resource-needs-permission",
                .arguments = {graph.computers.at(hop.to.computer).name, resource->second.name}});
}

void addHop(const Graph& graph, const RouteWalk& walk, const Hop& hop, RuleSet rules,
            Machines& machines)
{
    if (!model::isSession(hop)) {
        if (rules.has(Rule::R3))
            addResource(graph, hop, machines);
        return;
    }
    if (hop.method == model::Method::CredSsp && rules.has(Rule::R2))
        addCredSsp(graph, walk, hop, rules, machines);
    addAuthentication(graph, walk, hop, rules, machines);
}

void finish(const Graph& graph, MachinePlan& machine, RuleSet rules)
{
    const auto byName = [](const DelegateEntry& a, const DelegateEntry& b) {
        return model::foldedName(a.name) < model::foldedName(b.name);
    };
    std::ranges::sort(machine.delegateComputers, byName);
    std::ranges::sort(machine.ntlmOnly, byName);
    std::ranges::sort(machine.trustedHosts, byName);
    const std::string& name = graph.computers.at(machine.computer).name;
    if (machine.clientRole && machine.serverRole)
        addBecause(machine.because, {.rule = "R4", .key = "both-roles", .arguments = {name}});
    if (machine.delegateComputers.size() > 1 && rules.has(Rule::R8)) {
        addBecause(machine.because,
                   {.rule = "R8",
                    .key = "one-entry-each",
                    .arguments = {name, std::to_string(machine.delegateComputers.size())}});
    }
}

void addAllEntries(std::vector<Change>& out, ComputerId computer, Change::Setting setting,
                   const std::vector<DelegateEntry>& entries)
{
    const std::string prefix = setting == Change::Setting::TrustedHosts ? "" : "WSMAN/";
    for (const DelegateEntry& entry : entries)
        out.push_back({.computer = computer, .setting = setting, .value = prefix + entry.name});
}

}  // namespace

Machines planMachines(const Graph& graph, const RouteWalk& walk, RuleSet rules)
{
    Machines machines;
    std::set<ComputerId> reachedBySession;
    for (const auto& [id, computer] : graph.computers)
        machines.emplace(id, MachinePlan{.computer = id});
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop))
            reachedBySession.insert(hop.to.computer);
    }
    for (const auto& [id, hop] : graph.hops) {
        addHop(graph, walk, hop, rules, machines);
        if (hop.credential.isExplicit && reachedBySession.contains(hop.from) && rules.has(Rule::R5))
            addTravellingCredential(graph, walk, hop, machines);
    }
    for (auto& [id, machine] : machines)
        finish(graph, machine, rules);
    return machines;
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
