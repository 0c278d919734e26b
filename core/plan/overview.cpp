#include "core/plan/overview.h"

#include "core/plan/matched.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace hopwright::plan {

namespace {

using Entries = std::vector<std::string>;

/// The entries with a `*` of one machine, by what they are compared as.
std::map<std::string, std::string> wideEntriesOf(const model::Graph& graph,
                                                 const model::Computer& computer)
{
    std::map<std::string, std::string> out;
    const auto add = [&out](const Entries& entries) {
        for (const std::string& each : entries) {
            if (each.contains('*'))
                out.emplace(text::asciiLower(each), each);
        }
    };
    add(computer.practice.allowFresh);
    add(computer.practice.allowFreshNtlmOnly);
    const auto seen = graph.seen.find(computer.id);
    if (seen == graph.seen.end())
        return out;
    for (const auto* list : {&seen->second.allowFresh, &seen->second.allowFreshNtlmOnly}) {
        if (*list && (*list)->enabled)
            add((*list)->entries);
    }
    return out;
}

void addWideEntries(const model::Graph& graph, Overview& out)
{
    std::map<std::string, WideEntry> found;
    std::set<std::string> leftOut;
    for (const auto& [id, computer] : graph.computers) {
        for (const auto& [key, entry] : wideEntriesOf(graph, computer)) {
            if (found.size() >= maxWideEntries && !found.contains(key)) {
                leftOut.insert(key);
                continue;
            }
            WideEntry& wide = found.try_emplace(key, WideEntry{.entry = entry}).first->second;
            ++wide.clients;
        }
    }
    out.wide.reserve(found.size());
    for (auto& [key, wide] : found) {
        const auto machines = matchedBy(graph, wide.entry);
        wide.reached = machines ? machines->size() : 0;
        out.wide.push_back(std::move(wide));
    }
    std::ranges::sort(out.wide, [](const WideEntry& a, const WideEntry& b) {
        return std::tie(b.reached, b.clients, a.entry) < std::tie(a.reached, a.clients, b.entry);
    });
    out.wideLeftOut = leftOut.size();
}

bool asksForNothing(const MachinePlan& machine)
{
    return !machine.clientRole && !machine.serverRole && machine.delegateComputers.empty()
           && machine.ntlmOnly.empty() && machine.trustedHosts.empty();
}

}  // namespace

Overview overviewOf(const model::Graph& graph, const Plan& plan)
{
    Overview out;
    for (const auto& [id, computer] : graph.computers) {
        const auto machine = plan.machines.find(id);
        if (machine == plan.machines.end() || asksForNothing(machine->second))
            ++out.nothingToSet;
        if (machine == plan.machines.end())
            continue;
        out.clients += machine->second.clientRole ? 1 : 0;
        out.servers += machine->second.serverRole ? 1 : 0;
        if (const std::size_t accounts = machine->second.holdsPasswordOf.size(); accounts > 0)
            out.holders.push_back({.computer = id, .accounts = accounts});
    }
    std::ranges::sort(out.holders, [](const PasswordHolder& a, const PasswordHolder& b) {
        return std::tie(b.accounts, a.computer) < std::tie(a.accounts, b.computer);
    });
    addWideEntries(graph, out);
    return out;
}

}  // namespace hopwright::plan
