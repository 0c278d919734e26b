#pragma once

#include "core/model/graph_rules.h"

#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace hopwright::link::tests {

using Step = std::function<void(model::Graph&)>;

inline void dropUnused(model::Graph& graph)
{
    std::set<model::HopId> hops;
    for (const auto& [id, route] : graph.routes)
        hops.insert(route.hops.begin(), route.hops.end());
    graph.hops.eraseWhere([&](const auto& each) { return !hops.contains(each.first); });
    std::set<model::ComputerId> computers;
    std::set<model::ResourceId> resources;
    std::set<model::AccountId> accounts;
    for (const auto& [id, hop] : graph.hops) {
        computers.insert({hop.from, hop.to.computer});
        if (hop.to.resource)
            resources.insert(*hop.to.resource);
        if (hop.credential.account)
            accounts.insert(*hop.credential.account);
    }
    graph.resources.eraseWhere([&](const auto& each) { return !resources.contains(each.first); });
    graph.computers.eraseWhere([&](const auto& each) { return !computers.contains(each.first); });
    graph.accounts.eraseWhere([&](const auto& each) { return !accounts.contains(each.first); });
    std::set<model::DomainId> domains;
    for (const auto& [id, computer] : graph.computers) {
        if (computer.domain)
            domains.insert(*computer.domain);
    }
    graph.domains.eraseWhere([&](const auto& each) { return !domains.contains(each.first); });
}

inline void addRouteSteps(const model::Graph& graph, std::vector<Step>& out)
{
    for (const auto& [id, route] : graph.routes) {
        if (graph.routes.size() > 1)
            out.emplace_back([id](model::Graph& g) { g.routes.erase(id); });
        if (route.hops.size() > 1) {
            out.emplace_back(
                [id](model::Graph& g) { g.routes[g.routes.at(id).id].hops.pop_back(); });
            out.emplace_back([id](model::Graph& g) {
                auto& hops = g.routes[g.routes.at(id).id].hops;
                hops.erase(hops.begin());
            });
        }
        out.emplace_back([id](model::Graph& g) { g.routes[g.routes.at(id).id].probe = {}; });
    }
    out.emplace_back(dropUnused);
    for (const auto& [id, domain] : graph.domains) {
        out.emplace_back([id](model::Graph& g) {
            g.domains.erase(id);
            g.computers.eraseWhere([&](const auto& each) { return each.second.domain == id; });
        });
    }
    for (const auto& [id, account] : graph.accounts) {
        out.emplace_back([id](model::Graph& g) {
            g.accounts.erase(id);
            const auto hops = g.hops;
            for (const auto& [hopId, hop] : hops) {
                if (hop.credential.account == id)
                    g.hops[hopId].credential.account.reset();
            }
        });
    }
}

template <typename Get>
void addListSteps(std::size_t size, Get get, std::vector<Step>& out)
{
    if (size > 1)
        out.emplace_back([get](model::Graph& g) { get(g).clear(); });
    for (std::size_t i = 0; i < size; ++i) {
        out.emplace_back([get, i](model::Graph& g) {
            auto& list = get(g);
            if (i < list.size())
                list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        });
    }
}

inline void addMachineSteps(const model::Graph& graph, std::vector<Step>& out)
{
    for (const auto& [id, computer] : graph.computers) {
        const auto change = [&](auto apply) {
            out.emplace_back(
                [id, apply](model::Graph& g) { apply(g.computers[g.computers.at(id).id]); });
        };
        using model::Computer;
        change([](Computer& c) { c.practice = {}; });
        change([](Computer& c) { c.practice.credSspClient = false; });
        change([](Computer& c) { c.practice.credSspServer = false; });
        change([](Computer& c) { c.practice.denyAccount.clear(); });
        change([](Computer& c) { c.address.clear(); });
        change([](Computer& c) { c.dnsName.clear(); });
        change([](Computer& c) {
            c.port.reset();
            c.os.clear();
            c.kind = model::ComputerKind::Server;
        });
        const auto facts = [id](auto member) {
            return [id, member](model::Graph& g) -> auto& {
                return g.computers[g.computers.at(id).id].practice.*member;
            };
        };
        using model::PracticeFacts;
        const PracticeFacts& has = computer.practice;
        addListSteps(has.allowFresh.size(), facts(&PracticeFacts::allowFresh), out);
        addListSteps(has.allowFreshNtlmOnly.size(), facts(&PracticeFacts::allowFreshNtlmOnly), out);
        addListSteps(has.denyFresh.size(), facts(&PracticeFacts::denyFresh), out);
        addListSteps(has.trustedHosts.size(), facts(&PracticeFacts::trustedHosts), out);
    }
}

inline void addHopSteps(const model::Graph& graph, std::vector<Step>& out)
{
    for (const auto& [id, hop] : graph.hops) {
        const auto change = [&](auto apply) {
            out.emplace_back([id, apply](model::Graph& g) { apply(g, g.hops[g.hops.at(id).id]); });
        };
        change([](model::Graph&, model::Hop& h) { h.credential = {}; });
        change([](model::Graph&, model::Hop& h) { h.credential.account.reset(); });
        change([](model::Graph&, model::Hop& h) {
            h.method = Method::Default;
            h.methodWord.clear();
        });
        change([](model::Graph&, model::Hop& h) {
            h.port.reset();
            h.minCredSspVersion = 5;
        });
        change([](model::Graph&, model::Hop& h) { h.transport = model::Transport::ByPort; });
        change([](model::Graph& g, model::Hop& h) {
            h.typedTarget = model::defaultTypedTarget(g, h.to);
        });
    }
}

/// \p graph as text: each route as a chain, then what its machines have. Made to be read when a test fails.
inline std::string told(const model::Graph& graph)
{
    std::string out;
    const auto credential = [&](const model::Hop& hop) -> std::string {
        if (!hop.credential.isExplicit)
            return {};
        return hop.credential.account
                   ? " as " + model::accountText(graph.accounts.at(*hop.credential.account))
                   : " as asked";
    };
    for (const auto& [id, route] : graph.routes) {
        const model::Hop& first = graph.hops.at(route.hops.front());
        std::string line = graph.computers.at(first.from).name;
        for (const model::HopId each : route.hops) {
            const model::Hop& hop = graph.hops.at(each);
            line += ' ' + model::arrowText(hop) + ' ' + hop.typedTarget + " ("
                    + model::hopTargetName(graph, hop) + ")" + credential(hop);
        }
        out += line + '\n';
    }
    for (const auto& [id, computer] : graph.computers) {
        const model::Domain* domain = model::domainOf(graph, computer);
        const model::PracticeFacts& facts = computer.practice;
        std::string line = "  " + computer.name + " dns=" + computer.dnsName
                           + " address=" + computer.address + " domain="
                           + (domain == nullptr   ? std::string("?")
                              : domain->workgroup ? "workgroup " + domain->shortName
                                                  : domain->shortName + '/' + domain->dnsName);
        line += facts.credSspClient ? " client" : "";
        line += facts.credSspServer ? " server" : "";
        const auto list = [&](const char* name, const std::vector<std::string>& entries) {
            for (const std::string& each : entries)
                line += std::string(" ") + name + "=\"" + each + '"';
        };
        list("fresh", facts.allowFresh);
        list("ntlm-only", facts.allowFreshNtlmOnly);
        list("deny", facts.denyFresh);
        list("trusted", facts.trustedHosts);
        line += facts.denyAccount.empty() ? "" : " denies=" + facts.denyAccount;
        out += line + '\n';
    }
    return out;
}

/// The smallest drawing that can be made of \p graph, by leaving things out one at a time, for which \p fails still holds;
/// \p most: how often to ask. \p fails holds for \p graph.
inline model::Graph shrunk(model::Graph graph,
                           const std::function<bool(const model::Graph&)>& fails, int most)
{
    bool smaller = true;
    while (smaller) {
        smaller = false;
        std::vector<Step> steps;
        addRouteSteps(graph, steps);
        addHopSteps(graph, steps);
        addMachineSteps(graph, steps);
        for (const Step& step : steps) {
            // A step that was listed for something that an earlier one took away is of no use.
            model::Graph candidate = graph;
            try {
                step(candidate);
            } catch (const std::out_of_range&) {
                continue;
            }
            if (candidate == graph || !model::checkGraph(candidate))
                continue;
            if (--most < 0)
                return graph;
            if (!fails(candidate))
                continue;
            graph = std::move(candidate);
            smaller = true;
        }
    }
    return graph;
}

}  // namespace hopwright::link::tests
