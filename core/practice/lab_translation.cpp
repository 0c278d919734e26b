#include "core/practice/lab_translation.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

namespace hopwright::practice {

namespace {

lab::LabList listOf(const std::vector<std::string>& entries)
{
    return {.enabled = !entries.empty(), .entries = entries};
}

lab::LabDomain domainOf(const model::Domain& domain)
{
    return {.name = model::accountDomain(domain), .dnsName = domain.dnsName};
}

/// The domain that machines of unknown domain name as theirs: the only one that is drawn, else the lab's.
lab::LabDomain usualDomain(const model::Graph& graph)
{
    const auto isDomain = [](const auto& item) {
        return !item.second.workgroup;
    };
    if (std::ranges::count_if(graph.domains, isDomain) == 1)
        return domainOf(std::ranges::find_if(graph.domains, isDomain)->second);
    return {.name = model::labAccount(graph, model::ComputerId{}).domain};
}

void setDomain(lab::LabMachine& machine, const model::Domain* drawn, const lab::LabDomain& usual)
{
    machine.anyDomain = drawn == nullptr;
    const lab::LabDomain domain = drawn == nullptr ? usual : domainOf(*drawn);
    machine.domain = domain.name;
    machine.dnsDomain = domain.dnsName;
}

/// `files` of `\\files\Data`; the host of a session's target.
std::string nameByHop(const model::Graph& graph, const model::Hop& hop)
{
    if (!hop.to.resource)
        return model::typedHost(graph, hop);
    const auto typed = target::readTarget(hop.typedTarget);
    return typed.form == target::TypedTarget::Form::Share ? std::string(typed.host) : std::string();
}

/// What people type for a machine is a name of it, also where it is neither its name nor its address: DNS has aliases.
void addAliases(LabMachines& machines, const model::Graph& graph)
{
    for (const auto& [id, hop] : graph.hops) {
        const std::string host = nameByHop(graph, hop);
        lab::LabMachine& machine = machines.at(hop.to.computer);
        const auto isKnown = [&](const std::string& name) {
            return text::equalsIgnoringAsciiCase(name, host);
        };
        if (!host.empty() && !isKnown(machine.name) && !isKnown(machine.dnsName)
            && !isKnown(machine.address) && std::ranges::none_of(machine.aliases, isKnown))
            machine.aliases.push_back(host);
    }
}

/// `.\bob` is an account of the machine that it is given to.
void addLocalAccount(lab::LabWorld& world, const model::Computer& machine,
                     const model::AccountName& account)
{
    const model::AccountHome home = model::homeOf({}, account);
    if (home.kind == model::AccountHome::Kind::Own)
        world.makeAccount(machine.name, home.user);
}

void addAccounts(lab::LabWorld& world, const model::Graph& graph)
{
    std::set<std::pair<std::string, std::string>> openers;
    const model::AccountNames names(graph);
    for (const auto& [id, route] : graph.routes) {
        const model::AccountName own = names.labAccount(id);
        if (openers.emplace(own.domain, own.user).second)
            world.makeAccount(own.domain, own.user);
    }
    for (const auto& [id, account] : graph.accounts)
        world.makeAccount(account.domain, account.user);
    for (const auto& [id, hop] : graph.hops) {
        if (!hop.credential.isExplicit || !hop.credential.account)
            continue;
        const model::Account& account = graph.accounts.at(*hop.credential.account);
        addLocalAccount(world, graph.computers.at(hop.to.computer),
                        {.domain = account.domain, .user = account.user});
    }
}

using Setting = plan::Change::Setting;

/// The switch that \p setting of a machine is; null: it is a list.
bool* flagOf(lab::LabMachine& machine, Setting setting)
{
    if (setting == Setting::ClientRole)
        return &machine.credSspClient;
    return setting == Setting::ServerRole ? &machine.credSspServer : nullptr;
}

/// The entries that \p setting of a machine has, and whether it is on; TrustedHosts has no such switch.
std::pair<std::vector<std::string>*, bool*> entriesOf(lab::LabMachine& machine, Setting setting)
{
    if (setting == Setting::TrustedHosts)
        return {&machine.trustedHosts, nullptr};
    lab::LabList& list =
        setting == Setting::AllowFresh ? machine.allowFresh : machine.allowFreshNtlmOnly;
    return {&list.entries, &list.enabled};
}

/// Entries without case, of one list of one machine: a machine in the middle of a drawing has thousands.
using Folded = std::unordered_set<std::string>;
using FoldedLists = std::map<std::pair<model::ComputerId, Setting>, Folded>;

std::vector<std::string> deniedBy(const lab::LabMachine& machine)
{
    std::vector<std::string> out;
    for (const lab::LabShare& share : machine.shares) {
        for (const std::string& each : share.denied) {
            if (std::ranges::find(out, each) == out.end())
                out.push_back(each);
        }
    }
    return out;
}

model::DelegateList delegateList(const lab::LabList& list)
{
    return {.enabled = list.enabled, .entries = list.entries};
}

}  // namespace

lab::LabMachine settingsOf(const model::Computer& computer)
{
    lab::LabMachine out{
        .name = computer.name, .dnsName = computer.dnsName, .address = computer.address};
    out.credSspClient = computer.practice.credSspClient;
    out.credSspServer = computer.practice.credSspServer;
    out.allowFresh = listOf(computer.practice.allowFresh);
    out.allowFreshNtlmOnly = listOf(computer.practice.allowFreshNtlmOnly);
    out.denyFresh = listOf(computer.practice.denyFresh);
    out.trustedHosts = computer.practice.trustedHosts;
    return out;
}

void addShares(LabMachines& machines, const model::Graph& graph)
{
    for (const auto& [id, resource] : graph.resources) {
        if (resourceRow(resource.kind).standIn != StandIn::Share)
            continue;
        lab::LabShare share{.name = resource.name};
        const std::string& denied = graph.computers.at(resource.computer).practice.denyAccount;
        if (!denied.empty())
            share.denied.push_back(denied);
        machines.at(resource.computer).shares.push_back(std::move(share));
    }
}

lab::LabWorld worldOf(const model::Graph& graph)
{
    lab::LabWorld world;
    const lab::LabDomain usual = usualDomain(graph);
    LabMachines machines;
    for (const auto& [id, computer] : graph.computers) {
        lab::LabMachine& machine = machines[id] = settingsOf(computer);
        setDomain(machine, model::domainOf(graph, computer), usual);
    }
    addShares(machines, graph);
    addAliases(machines, graph);
    for (auto& [id, machine] : machines)
        world.machines.push_back(std::move(machine));
    for (const auto& [id, domain] : graph.domains) {
        if (!domain.workgroup)
            world.domains.push_back(domainOf(domain));
    }
    addAccounts(world, graph);
    return world;
}

void addOpener(lab::LabWorld& world, const model::Graph& graph, const model::AccountName& opener)
{
    if (opener.user.empty())
        return;
    world.makeAccount(opener.domain, opener.user);
    for (const auto& [id, route] : graph.routes) {
        const model::HopEnd& end = graph.hops.at(route.hops.front()).to;
        addLocalAccount(world, graph.computers.at(end.computer), opener);
    }
}

std::vector<plan::Change> setChanges(const MachineLookup& machineOf,
                                     const std::vector<plan::Change>& changes)
{
    std::vector<plan::Change> out;
    FoldedLists lists;
    for (const plan::Change& each : changes) {
        lab::LabMachine* const machine = machineOf(each.computer);
        if (machine == nullptr)
            continue;
        if (bool* const flag = flagOf(*machine, each.setting)) {
            if (!std::exchange(*flag, true))
                out.push_back(each);
            continue;
        }
        const auto [entries, enabled] = entriesOf(*machine, each.setting);
        const auto [known, isFirst] = lists.try_emplace({each.computer, each.setting});
        if (isFirst) {
            std::ranges::transform(
                *entries, std::inserter(known->second, known->second.end()),
                [](const std::string& entry) { return text::asciiLower(entry); });
        }
        if (!known->second.insert(text::asciiLower(each.value)).second)
            continue;
        entries->push_back(each.value);
        if (enabled != nullptr)
            *enabled = true;
        out.push_back(each);
    }
    return out;
}

void takeBackChanges(const MachineLookup& machineOf, const std::vector<plan::Change>& changes)
{
    FoldedLists lists;
    for (const plan::Change& each : changes) {
        lab::LabMachine* const machine = machineOf(each.computer);
        if (machine == nullptr)
            continue;
        if (bool* const flag = flagOf(*machine, each.setting)) {
            *flag = false;
        } else {
            lists[{each.computer, each.setting}].insert(text::asciiLower(each.value));
        }
    }
    for (const auto& each : lists) {
        const auto& [computer, setting] = each.first;
        const Folded& values = each.second;
        const auto [entries, enabled] = entriesOf(*machineOf(computer), setting);
        const std::size_t gone = std::erase_if(*entries, [&values](const std::string& entry) {
            return values.contains(text::asciiLower(entry));
        });
        if (gone != 0 && enabled != nullptr)
            *enabled = !entries->empty();
    }
}

model::MachineState stateOf(const lab::LabMachine& machine)
{
    return {.credSspClient = machine.credSspClient,
            .credSspServer = machine.credSspServer,
            .allowFresh = delegateList(machine.allowFresh),
            .allowFreshNtlmOnly = delegateList(machine.allowFreshNtlmOnly),
            .denyFresh = delegateList(machine.denyFresh),
            .trustedHosts = machine.trustedHosts,
            .deniedAccounts = deniedBy(machine)};
}

}  // namespace hopwright::practice
