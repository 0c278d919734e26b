#include "core/model/accounts.h"

#include "core/model/graph_rules.h"

#include <algorithm>

namespace hopwright::model {

namespace {

constexpr std::string_view labDomain = "LAB";
constexpr std::string_view labUser = "alice";

char upper(char c) noexcept
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string_view firstLabel(std::string_view name) noexcept
{
    return isAddress(name) ? name : name.substr(0, name.find('.'));
}

const Domain* domainNamed(const Graph& graph, std::string_view name)
{
    if (const Domain* byDnsName = domainByDnsName(graph, name))
        return byDnsName;
    for (const auto& [id, domain] : graph.domains) {
        const bool named = domain.shortName.empty() ? equalNames(accountDomain(domain), name)
                                                    : equalNames(domain.shortName, name);
        if (!domain.workgroup && named)
            return &domain;
    }
    return nullptr;
}

const Computer* computerOwning(const Graph& graph, std::string_view domain)
{
    const auto found = std::ranges::find_if(
        graph.computers, [&](const auto& item) { return isOwnDomain(item.second, domain); });
    return found == graph.computers.end() ? nullptr : &found->second;
}

/// `alice` and `corp.example` of a user principal name; a domain of nothing for any other user.
AccountName splitPrincipal(const std::string& user)
{
    const std::size_t at = user.rfind('@');
    if (at == std::string::npos || at == 0 || at + 1 == user.size())
        return {.domain = {}, .user = user};
    return {.domain = user.substr(at + 1), .user = user.substr(0, at)};
}

bool isSame(const AccountHome& a, const AccountHome& b)
{
    return a.kind == b.kind && a.computer == b.computer && a.domain == b.domain
           && equalNames(a.name, b.name) && equalNames(a.user, b.user);
}

/// A short name that two domains have, or a domain and a machine, does not say which is meant.
bool isAmbiguous(const Graph& graph, const Domain& domain)
{
    const std::string name = accountDomain(domain);
    const bool ofAnother = std::ranges::any_of(graph.domains, [&](const auto& item) {
        return item.first != domain.id && !item.second.workgroup
               && equalNames(accountDomain(item.second), name);
    });
    return ofAnother || computerOwning(graph, name) != nullptr;
}

AccountName labAccountOf(const Graph& graph, const Domain& domain)
{
    return {.domain = isAmbiguous(graph, domain) && !domain.dnsName.empty() ? domain.dnsName
                                                                            : accountDomain(domain),
            .user = std::string(labUser)};
}

}  // namespace

AccountName accountFromText(std::string_view typed)
{
    const std::size_t slash = typed.find('\\');
    if (slash == std::string_view::npos)
        return {.domain = {}, .user = std::string(typed)};
    return {.domain = std::string(typed.substr(0, slash)),
            .user = std::string(typed.substr(slash + 1))};
}

std::string accountText(const AccountName& account)
{
    return account.domain.empty() ? account.user : account.domain + '\\' + account.user;
}

AccountHome homeOf(const Graph& graph, const AccountName& account)
{
    AccountName parts = account.domain.empty() ? splitPrincipal(account.user) : account;
    AccountHome out{.name = parts.domain, .user = std::move(parts.user)};
    if (parts.domain.empty() || parts.domain == ".") {
        out.name.clear();
        return out;
    }
    if (const Domain* const domain = domainNamed(graph, parts.domain)) {
        out.kind = AccountHome::Kind::Domain;
        out.domain = domain->id;
        out.name = accountDomain(*domain);
        return out;
    }
    // Nobody's user principal name ends with a machine.
    const Computer* const computer =
        account.domain.empty() ? nullptr : computerOwning(graph, parts.domain);
    out.kind = computer == nullptr ? AccountHome::Kind::Undrawn : AccountHome::Kind::Machine;
    if (computer != nullptr) {
        out.computer = computer->id;
        out.name = ownDomain(*computer);
    }
    return out;
}

AccountHome homeAt(const Graph& graph, const Computer& asked, const AccountName& account)
{
    if (!isOwnAccount(asked, account))
        return homeOf(graph, account);
    return {.kind = AccountHome::Kind::Machine,
            .computer = asked.id,
            .name = ownDomain(asked),
            .user = account.user};
}

bool sameAccount(const Graph& graph, const AccountName& a, const AccountName& b)
{
    return isSame(homeOf(graph, a), homeOf(graph, b));
}

bool sameAccountAt(const Graph& graph, const Computer& asked, const AccountName& a,
                   const AccountName& b)
{
    return isSame(homeAt(graph, asked, a), homeAt(graph, asked, b));
}

std::string_view cutName(std::string_view name, std::size_t length) noexcept
{
    std::size_t characters = 0;
    std::size_t at = 0;
    for (; at < name.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(name[at]) & 0xC0U) != 0x80U;
        if (begins && characters++ == length)
            break;
    }
    return name.substr(0, at);
}

std::string accountDomain(const Domain& domain)
{
    if (domain.workgroup)
        return {};
    return domain.shortName.empty() ? proposedShortName(domain.dnsName) : domain.shortName;
}

std::string proposedShortName(std::string_view dnsName)
{
    std::string out(cutName(firstLabel(dnsName), shortNameLength));
    std::ranges::transform(out, out.begin(), upper);
    return out;
}

std::string ownDomain(const Computer& computer)
{
    return std::string(firstLabel(computer.name));
}

bool isOwnDomain(const Computer& computer, std::string_view domain)
{
    const std::string_view own = firstLabel(computer.name);
    return !domain.empty()
           && (equalNames(own, domain) || equalNames(cutName(own, shortNameLength), domain)
               || equalNames(computer.name, domain) || equalNames(computer.dnsName, domain));
}

bool isOwnAccount(const Computer& computer, const AccountName& account)
{
    if (account.user.empty())
        return false;
    const bool alone = account.domain.empty() && splitPrincipal(account.user).domain.empty();
    return alone || account.domain == "." || isOwnDomain(computer, account.domain);
}

AccountName labAccount(const Graph& graph, ComputerId first)
{
    const auto computer = graph.computers.find(first);
    const Domain* const domain =
        computer == graph.computers.end() ? nullptr : domainOf(graph, computer->second);
    if (domain == nullptr)
        return {.domain = std::string(labDomain), .user = std::string(labUser)};
    if (domain->workgroup)
        return {.domain = ownDomain(computer->second), .user = std::string(labUser)};
    return labAccountOf(graph, *domain);
}

AccountName labAccount(const Graph& graph, RouteId route)
{
    const auto found = graph.routes.find(route);
    if (found == graph.routes.end() || found->second.hops.empty())
        return labAccount(graph, ComputerId{});
    const ComputerId first = graph.hops.at(found->second.hops.front()).from;
    if (domainOf(graph, graph.computers.at(first)) != nullptr)
        return labAccount(graph, first);
    for (const HopId id : found->second.hops) {
        const Domain* const domain =
            domainOf(graph, graph.computers.at(graph.hops.at(id).to.computer));
        if (domain != nullptr && !domain->workgroup)
            return labAccountOf(graph, *domain);
    }
    return labAccount(graph, first);
}

}  // namespace hopwright::model
