#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "tests/judges/powershell/windows_states.h"

#include <array>
#include <cstdint>
#include <string>

namespace hopwright::test {

/// The names of a drawing.
struct Names {
    std::string client = "ADM-PC01";
    std::string jump = "JUMP01";
    std::string server = "FS01";
    std::string share = "Reports";
    std::string user = "alice";
    std::string dnsName = "lab.example";
    std::string shortName = "LAB";
    std::string route = "Nightly report";
    std::string jumpTyped =
        "JUMP01";  ///< Targets as typed: `/`, `?`, `#` and `:` end the host there.
    std::string serverTyped = "FS01";
};

/// A drawing as a value, built by hand: the edits have tests of their own.
class Drawing {
public:
    explicit Drawing(Names names) : m_names(std::move(names))
    {
        m_domain = model::DomainId{take()};
        graph.domains[m_domain] = {
            .id = m_domain, .dnsName = m_names.dnsName, .shortName = m_names.shortName};
        m_account = model::AccountId{take()};
        graph.accounts[m_account] = {
            .id = m_account, .domain = m_names.shortName, .user = m_names.user};
    }

    model::ComputerId computer(const std::string& name, bool inDomain = true)
    {
        const model::ComputerId id{take()};
        graph.computers[id] = {.id = id, .name = name};
        if (inDomain)
            graph.computers[id].domain = m_domain;
        return id;
    }

    model::HopId session(model::ComputerId from, model::ComputerId to, const std::string& typed,
                         Method method = Method::CredSsp, bool explicitly = true)
    {
        const model::HopId id{take()};
        graph.hops[id] = {
            .id = id, .from = from, .to = {.computer = to}, .method = method, .typedTarget = typed};
        if (explicitly)
            graph.hops[id].credential = {.isExplicit = true, .account = m_account};
        return id;
    }

    model::HopId share(model::ComputerId from, model::ComputerId on)
    {
        const model::ResourceId resource{take()};
        graph.resources[resource] = {.id = resource, .computer = on, .name = m_names.share};
        const model::HopId id{take()};
        graph.hops[id] = {.id = id,
                          .from = from,
                          .to = {.computer = on, .resource = resource},
                          .typedTarget =
                              R"(\\)" + graph.computers[on].name + R"(\)" + m_names.share};
        return id;
    }

    void route(std::vector<model::HopId> hops)
    {
        const model::RouteId id{take()};
        graph.routes[id] = {.id = id, .name = m_names.route, .hops = std::move(hops)};
    }

    const Names& names() const { return m_names; }

    model::Graph graph;

private:
    std::uint32_t take() { return graph.nextId++; }

    Names m_names;
    model::DomainId m_domain{};
    model::AccountId m_account{};
};

/// A -> B -> \\C\share over CredSSP.
inline model::Graph doubleHop(const Names& names = {})
{
    Drawing drawing(names);
    const auto a = drawing.computer(names.client);
    const auto b = drawing.computer(names.jump);
    const auto c = drawing.computer(names.server);
    const auto first = drawing.session(a, b, names.jumpTyped);
    drawing.route({first, drawing.share(b, c)});
    return drawing.graph;
}

/// Every setting that a script can change on one machine: three hops from A by name, by a name of no domain and by an address,
/// one more from B, so that B has both roles.
inline model::Graph everything(const Names& names = {})
{
    Drawing drawing(names);
    const auto a = drawing.computer(names.client);
    const auto b = drawing.computer(names.jump);
    const auto c = drawing.computer(names.server);
    const auto d = drawing.computer("10.0.0.7", false);
    const auto e = drawing.computer("10.0.0.8", false);
    const auto first = drawing.session(a, b, names.jumpTyped);
    const auto second = drawing.session(b, c, names.serverTyped, Method::CredSsp, false);
    drawing.route({first, second, drawing.share(c, b)});
    drawing.session(a, d, "10.0.0.7");
    drawing.session(a, e, "10.0.0.8", Method::Negotiate);
    return drawing.graph;
}

/// Two entries on A.
inline model::Graph twoJumps(const Names& names = {})
{
    Drawing drawing(names);
    const auto a = drawing.computer(names.client);
    drawing.session(a, drawing.computer(names.jump), names.jumpTyped);
    drawing.session(a, drawing.computer(names.server), names.serverTyped);
    return drawing.graph;
}

/// TrustedHosts alone.
inline model::Graph byAddress(const Names& names = {})
{
    Drawing drawing(names);
    drawing.session(drawing.computer(names.client), drawing.computer("10.0.0.8", false), "10.0.0.8",
                    Method::Negotiate);
    return drawing.graph;
}

inline Wanted wantedOf(const plan::MachinePlan& machine)
{
    const auto names = [](const std::vector<plan::DelegateEntry>& entries) {
        std::vector<std::string> out;
        for (const plan::DelegateEntry& each : entries)
            out.push_back(each.name);
        return out;
    };
    return {.client = machine.clientRole,
            .server = machine.serverRole,
            .fresh = names(machine.delegateComputers),
            .ntlmOnly = names(machine.ntlmOnly),
            .trusted = names(machine.trustedHosts)};
}

}  // namespace hopwright::test
