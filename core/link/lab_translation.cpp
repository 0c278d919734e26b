#include "core/link/lab_translation.h"

#include "core/text/ascii.h"

#include <algorithm>

namespace hopwright::link {

namespace {

constexpr std::string_view labDomain = "LAB";
constexpr std::string_view labUser = "alice";

lab::LabList listOf(const std::vector<std::string>& entries)
{
    return {.enabled = !entries.empty(), .entries = entries};
}

std::string domainOf(const model::Graph& graph, const model::Computer& computer)
{
    if (!computer.domain)
        return std::string(labDomain);
    const auto found = graph.domains.find(*computer.domain);
    if (found == graph.domains.end())
        return std::string(labDomain);
    return found->second.workgroup ? std::string() : found->second.shortName;
}

lab::LabMachine machineOf(const model::Graph& graph, const model::Computer& computer)
{
    lab::LabMachine out{.name = computer.name,
                        .dnsName = computer.dnsName,
                        .domain = domainOf(graph, computer),
                        .address = computer.address};
    out.credSspClient = computer.practice.credSspClient;
    out.credSspServer = computer.practice.credSspServer;
    out.allowFresh = listOf(computer.practice.allowFresh);
    out.allowFreshNtlmOnly = listOf(computer.practice.allowFreshNtlmOnly);
    out.denyFresh = listOf(computer.practice.denyFresh);
    out.trustedHosts = computer.practice.trustedHosts;
    for (const auto& [id, resource] : graph.resources) {
        if (resource.computer != computer.id || resource.kind != model::ResourceKind::SmbShare)
            continue;
        lab::LabShare share{.name = resource.name};
        if (!computer.practice.denyAccount.empty())
            share.denied.push_back(computer.practice.denyAccount);
        out.shares.push_back(std::move(share));
    }
    return out;
}

void addAccount(lab::LabWorld& world, std::string_view domain, std::string_view user)
{
    const auto same = [&](const lab::LabAccount& each) {
        return text::equalsIgnoringAsciiCase(each.domain, domain)
               && text::equalsIgnoringAsciiCase(each.user, user);
    };
    if (std::ranges::none_of(world.accounts, same))
        world.accounts.push_back({.domain = std::string(domain), .user = std::string(user)});
}

/// `.\bob` is an account of the machine that it is given to.
void addLocalAccount(lab::LabWorld& world, const model::Graph& graph, const model::Hop& hop)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return;
    const auto account = graph.accounts.find(*hop.credential.account);
    const auto target = graph.computers.find(hop.to.computer);
    const bool local = account != graph.accounts.end() && account->second.domain == ".";
    if (local && target != graph.computers.end())
        addAccount(world, target->second.name, account->second.user);
}

bool setEntry(std::vector<std::string>& entries, const std::string& value, bool present)
{
    const auto same = [&](const std::string& each) {
        return text::equalsIgnoringAsciiCase(each, value);
    };
    const bool has = std::ranges::any_of(entries, same);
    if (has == present)
        return false;
    if (present) {
        entries.push_back(value);
    } else {
        std::erase_if(entries, same);
    }
    return true;
}

bool setInList(lab::LabList& list, const std::string& value, bool present)
{
    if (!setEntry(list.entries, value, present))
        return false;
    list.enabled = !list.entries.empty();
    return true;
}

bool setFlag(bool& flag, bool present)
{
    return std::exchange(flag, present) != present;
}

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

lab::LabWorld worldOf(const model::Graph& graph)
{
    lab::LabWorld world;
    for (const auto& [id, computer] : graph.computers)
        world.machines.push_back(machineOf(graph, computer));
    addAccount(world, labDomain, labUser);
    for (const auto& [id, account] : graph.accounts)
        addAccount(world, account.domain, account.user);
    for (const auto& [id, hop] : graph.hops)
        addLocalAccount(world, graph, hop);
    return world;
}

bool setChange(lab::LabMachine& machine, const plan::Change& change, bool present)
{
    switch (change.setting) {
    case plan::Change::Setting::ClientRole:
        return setFlag(machine.credSspClient, present);
    case plan::Change::Setting::ServerRole:
        return setFlag(machine.credSspServer, present);
    case plan::Change::Setting::AllowFresh:
        return setInList(machine.allowFresh, change.value, present);
    case plan::Change::Setting::AllowFreshNtlmOnly:
        return setInList(machine.allowFreshNtlmOnly, change.value, present);
    case plan::Change::Setting::TrustedHosts:
        break;
    }
    return setEntry(machine.trustedHosts, change.value, present);
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

}  // namespace hopwright::link
