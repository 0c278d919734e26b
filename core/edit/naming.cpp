#include "core/edit/naming.h"

#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>

namespace hopwright::edit {

namespace {

/// Whether another machine than \p self has \p name, and is in another domain or none that is known to be this one.
bool isTakenByAnother(const model::Graph& graph, std::string_view name, std::string_view dnsName,
                      std::optional<model::ComputerId> self)
{
    return std::ranges::any_of(graph.computers, [&](const auto& item) {
        const model::Computer& other = item.second;
        return item.first != self && model::equalNames(other.name, name) && !other.dnsName.empty()
               && !model::equalNames(other.dnsName, dnsName);
    });
}

/// What Windows proposes, with a number from 0 on behind it where a domain has that already, as its wizard does: an account
/// says by this name of which domain it is.
std::string freeShortName(const model::Graph& graph, std::string_view dnsName)
{
    const auto isTaken = [&graph](const std::string& candidate) {
        return std::ranges::any_of(graph.domains, [&](const auto& item) {
            return model::equalNames(item.second.shortName, candidate);
        });
    };
    const std::string proposed = model::proposedShortName(dnsName);
    std::string candidate = proposed;
    for (std::size_t number = 0; isTaken(candidate); ++number) {
        const std::string digits = std::to_string(number);
        const std::size_t room = model::shortNameLength - digits.size();
        candidate = std::string(model::cutName(proposed, room)) + digits;
    }
    return candidate;
}

}  // namespace

Result<model::Graph> checked(const model::Graph& before, model::Graph graph)
{
    HOPWRIGHT_TRY_VOID(model::checkChange(before, graph));
    return graph;
}

Result<MachineName> machineName(const model::Graph& graph, std::string_view typed,
                                std::optional<model::ComputerId> self)
{
    return machineName(typed, [&](std::string_view name, std::string_view dnsName) {
        return isTakenByAnother(graph, name, dnsName, self);
    });
}

Result<MachineName> machineName(std::string_view typed, const IsTaken& isTaken)
{
    if (target::isAddress(typed)) {
        std::string address(typed);
        std::erase_if(address, [](char c) { return c == '[' || c == ']'; });
        return MachineName{.name = address, .address = address};
    }
    const std::size_t dot = typed.find('.');
    if (dot == std::string_view::npos)
        return MachineName{.name = std::string(typed)};
    HOPWRIGHT_TRY_VOID(checkLabels(typed));
    MachineName out{.name = std::string(typed.substr(0, dot)),
                    .dnsName = std::string(typed),
                    .suffix = std::string(typed.substr(dot + 1))};
    if (isTaken(out.name, out.dnsName))
        out.name = out.dnsName;
    return out;
}

Result<void> checkLabels(std::string_view host)
{
    if (target::isAddress(host))
        return {};
    std::size_t empty = host.starts_with('.') ? 0 : host.find("..");
    if (empty == std::string_view::npos && host.ends_with('.'))
        empty = host.size() - 1;
    if (empty == std::string_view::npos)
        return {};
    return fail(ErrorCode::Malformed,
                Sentence::saying("a part of the name between its dots is empty"), empty);
}

std::optional<model::DomainId> domainFor(model::Graph& graph, std::string_view dnsName,
                                         std::string_view now)
{
    if (dnsName.empty())
        return std::nullopt;
    if (const model::Domain* const domain = model::domainByDnsName(graph, dnsName))
        return domain->id;
    std::string shortName = freeShortName(graph, dnsName);
    const auto id = takeId<model::DomainId>(graph);
    graph.domains[id] = model::Domain{.id = id,
                                      .dnsName = std::string(dnsName),
                                      .shortName = std::move(shortName),
                                      .provenance = drawn(now)};
    return id;
}

model::DomainId workgroupFor(model::Graph& graph, std::string_view name, std::string_view now)
{
    for (const auto& [id, domain] : graph.domains) {
        if (domain.workgroup && model::equalNames(domain.shortName, name))
            return id;
    }
    const auto id = takeId<model::DomainId>(graph);
    graph.domains[id] = model::Domain{
        .id = id, .shortName = std::string(name), .workgroup = true, .provenance = drawn(now)};
    return id;
}

std::optional<model::DomainId> domainNamed(model::Graph& graph, std::string_view name,
                                           std::string_view now)
{
    if (name.contains('.'))
        return domainFor(graph, name, now);
    return name.empty() ? std::nullopt : std::optional(workgroupFor(graph, name, now));
}

std::string freeRouteName(const model::Graph& graph, const std::string& name)
{
    return RouteNames(graph).take(name);
}

RouteNames::RouteNames(const model::Graph& graph)
{
    for (const auto& [id, route] : graph.routes)
        m_names.insert(route.name);
}

std::string RouteNames::take(const std::string& name)
{
    if (m_names.insert(name).second)
        return name;
    std::size_t& number = m_lastNumbers.try_emplace(name, 1).first->second;
    std::string candidate;
    do {
        candidate = name + " (" + std::to_string(++number) + ")";
    } while (!m_names.insert(candidate).second);
    return candidate;
}

}  // namespace hopwright::edit
