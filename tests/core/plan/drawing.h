#pragma once

#include "core/model/graph.h"
#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "tests/core/plan/predict_route.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace hopwright::plan::tests {

/// Builds drawings in a line each. All machines are in lab.example unless said otherwise.
class Drawing {
public:
    Drawing() { m_lab = domain("lab.example", "LAB"); }

    model::Graph graph = {};

    model::DomainId lab() const { return m_lab; }

    model::DomainId domain(std::string dnsName, std::string shortName)
    {
        const model::DomainId id{graph.nextId++};
        graph.domains[id] = model::Domain{
            .id = id, .dnsName = std::move(dnsName), .shortName = std::move(shortName)};
        return id;
    }

    model::DomainId workgroup(std::string name)
    {
        const model::DomainId id = domain({}, std::move(name));
        graph.domains[id].workgroup = true;
        return id;
    }

    model::ComputerId machine(std::string name) { return machine(std::move(name), m_lab); }

    model::ComputerId machine(std::string name, std::optional<model::DomainId> domain)
    {
        const model::ComputerId id{graph.nextId++};
        graph.computers[id] = model::Computer{.id = id, .name = std::move(name), .domain = domain};
        return id;
    }

    model::ResourceId share(model::ComputerId computer, std::string name,
                            ResourceKind kind = ResourceKind::SmbShare)
    {
        const model::ResourceId id{graph.nextId++};
        graph.resources[id] =
            model::Resource{.id = id, .computer = computer, .kind = kind, .name = std::move(name)};
        return id;
    }

    model::AccountId account(std::string domain, std::string user)
    {
        const model::AccountId id{graph.nextId++};
        graph.accounts[id] =
            model::Account{.id = id, .domain = std::move(domain), .user = std::move(user)};
        return id;
    }

    /// A session with the identity of the caller.
    model::HopId session(model::ComputerId from, model::ComputerId to,
                         Method method = Method::Default, std::string typed = {})
    {
        const model::HopId id{graph.nextId++};
        if (typed.empty())
            typed = graph.computers.at(to).name;
        graph.hops[id] = model::Hop{.id = id,
                                    .from = from,
                                    .to = {.computer = to},
                                    .method = method,
                                    .typedTarget = std::move(typed)};
        return id;
    }

    /// CredSSP with LAB\alice.
    model::HopId credSsp(model::ComputerId from, model::ComputerId to, std::string typed = {})
    {
        const model::HopId id = session(from, to, Method::CredSsp, std::move(typed));
        giveCredential(id);
        return id;
    }

    model::HopId use(model::ComputerId from, model::ResourceId resource)
    {
        const model::HopId id{graph.nextId++};
        const model::HopEnd end{.computer = graph.resources.at(resource).computer,
                                .resource = resource};
        graph.hops[id] = model::Hop{.id = id,
                                    .from = from,
                                    .to = end,
                                    .typedTarget = model::defaultTypedTarget(graph, end)};
        return id;
    }

    void giveCredential(model::HopId hop) { giveCredential(hop, alice()); }
    void giveCredential(model::HopId hop, model::AccountId who)
    {
        graph.hops[hop].credential = {.isExplicit = true, .account = who};
    }

    model::AccountId alice()
    {
        if (const model::Account* found = model::accountByName(graph, "LAB", "alice"))
            return found->id;
        return account("LAB", "alice");
    }

    model::RouteId route(std::vector<model::HopId> hops)
    {
        const model::RouteId id{graph.nextId++};
        graph.routes[id] = model::Route{
            .id = id, .name = "route " + std::to_string(graph.nextId), .hops = std::move(hops)};
        return id;
    }

private:
    model::DomainId m_lab{};
};

inline std::vector<std::string> namesOf(const std::vector<DelegateEntry>& entries)
{
    std::vector<std::string> out;
    for (const DelegateEntry& entry : entries)
        out.push_back(entry.name);
    return out;
}

/// "client server WSMAN/a,b ntlm:c trust:d holds:LAB\alice"; "" for a machine that needs nothing.
inline std::string summaryOf(const MachinePlan& machine)
{
    std::vector<std::string> parts;
    if (machine.clientRole)
        parts.emplace_back("client");
    if (machine.serverRole)
        parts.emplace_back("server");
    const auto add = [&](const char* word, const std::vector<std::string>& names) {
        std::string joined;
        for (const std::string& name : names)
            joined += (joined.empty() ? "" : ",") + name;
        if (!joined.empty())
            parts.push_back(word + joined);
    };
    add("WSMAN/", namesOf(machine.delegateComputers));
    add("ntlm:", namesOf(machine.ntlmOnly));
    add("trust:", namesOf(machine.trustedHosts));
    add("holds:", machine.holdsPasswordOf);
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : " ") + part;
    return out;
}

/// "allowed", "unknown", "not reached", "denied access 5 not-delegated".
inline std::string summaryOf(const HopPrediction& hop)
{
    if (!hop.reached)
        return "not reached";
    if (hop.outcome == Outcome::Allowed)
        return "allowed";
    if (hop.outcome == Outcome::Unknown)
        return "unknown";
    return "denied " + std::string(wordOf(*hop.stage)) + ' ' + textOf(hop.code, "null") + ' '
           + std::string(wordOf(*hop.cause));
}

/// "E2 client-role-off A": the rule, the sentence's key and what fills it; "-" for nothing.
inline std::string told(const Because& because)
{
    std::string out = because.rule + ' ' + std::string(wordOf(because.key));
    for (const std::string& argument : because.arguments)
        out += ' ' + (argument.empty() ? "-" : argument);
    return out;
}

/// "E2 client-role-off A; …": the reasons in their order.
inline std::string told(const std::vector<Because>& reasons)
{
    std::string out;
    for (const Because& each : reasons)
        out += (out.empty() ? "" : "; ") + told(each);
    return out;
}

inline bool hasRule(const std::vector<Because>& list, std::string_view rule)
{
    return std::ranges::find(list, rule, &Because::rule) != list.end();
}

inline bool hasKey(const std::vector<Because>& list, std::string_view key)
{
    return std::ranges::find(list, key, [](const Because& each) { return wordOf(each.key); })
           != list.end();
}

}  // namespace hopwright::plan::tests
