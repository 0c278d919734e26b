#include "core/model/accounts.h"

#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <utility>

namespace hopwright::model {

namespace {

constexpr std::string_view labDomain = "LAB";
constexpr std::string_view labUser = "alice";

char upper(char c) noexcept
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Answers what AccountNames does by a walk over the drawing: for one question.
struct Walk {
    const Graph& drawing;

    const Graph& graph() const { return drawing; }

    const Domain* domainNamed(std::string_view name) const
    {
        if (const Domain* byDnsName = domainByDnsName(drawing, name))
            return byDnsName;
        for (const auto& [id, domain] : drawing.domains) {
            if (!domain.workgroup && equalNames(accountDomain(domain), name))
                return &domain;
        }
        return nullptr;
    }

    const Computer* computerOwning(std::string_view name) const
    {
        const auto found = std::ranges::find_if(
            drawing.computers, [&](const auto& item) { return isOwnDomain(item.second, name); });
        return found == drawing.computers.end() ? nullptr : &found->second;
    }

    std::size_t domainsCalled(std::string_view name) const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(drawing.domains, [&](const auto& item) {
                return !item.second.workgroup && equalNames(accountDomain(item.second), name);
            }));
    }
};

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
bool isAmbiguous(const auto& names, const Domain& domain)
{
    const std::string name = accountDomain(domain);
    return names.domainsCalled(name) > 1 || names.computerOwning(name) != nullptr;
}

AccountName labAccountOf(const auto& names, const Domain& domain)
{
    return {.domain = !domain.dnsName.empty() && isAmbiguous(names, domain) ? domain.dnsName
                                                                            : accountDomain(domain),
            .user = std::string(labUser)};
}

AccountName labAccountFrom(const auto& names, ComputerId first)
{
    const Graph& graph = names.graph();
    const auto computer = graph.computers.find(first);
    const Domain* const domain =
        computer == graph.computers.end() ? nullptr : domainOf(graph, computer->second);
    if (domain == nullptr)
        return {.domain = std::string(labDomain), .user = std::string(labUser)};
    if (domain->workgroup)
        return {.domain = ownDomain(computer->second), .user = std::string(labUser)};
    return labAccountOf(names, *domain);
}

AccountName labAccountFrom(const auto& names, RouteId route)
{
    const Graph& graph = names.graph();
    const auto found = graph.routes.find(route);
    if (found == graph.routes.end() || found->second.hops.empty())
        return labAccountFrom(names, ComputerId{});
    const ComputerId first = graph.hops.at(found->second.hops.front()).from;
    if (domainOf(graph, graph.computers.at(first)) != nullptr)
        return labAccountFrom(names, first);
    for (const HopId id : found->second.hops) {
        const Domain* const domain =
            domainOf(graph, graph.computers.at(graph.hops.at(id).to.computer));
        if (domain != nullptr && !domain->workgroup)
            return labAccountOf(names, *domain);
    }
    return labAccountFrom(names, first);
}

AccountHome homeIn(const auto& names, const AccountName& account)
{
    AccountName parts = account.domain.empty() ? splitPrincipal(account.user) : account;
    AccountHome out{.name = parts.domain, .user = std::move(parts.user)};
    if (parts.domain.empty() || parts.domain == ".") {
        out.name.clear();
        return out;
    }
    if (const Domain* const domain = names.domainNamed(parts.domain)) {
        out.kind = AccountHome::Kind::Domain;
        out.domain = domain->id;
        out.name = accountDomain(*domain);
        return out;
    }
    // Nobody's user principal name ends with a machine.
    const Computer* const computer =
        account.domain.empty() ? nullptr : names.computerOwning(parts.domain);
    out.kind = computer == nullptr ? AccountHome::Kind::Undrawn : AccountHome::Kind::Machine;
    if (computer != nullptr) {
        out.computer = computer->id;
        out.name = ownDomain(*computer);
    }
    return out;
}

AccountHome homeFor(const auto& names, const Computer& asked, const AccountName& account)
{
    if (!isOwnAccount(asked, account))
        return homeIn(names, account);
    return {.kind = AccountHome::Kind::Machine,
            .computer = asked.id,
            .name = ownDomain(asked),
            .user = account.user};
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
    return homeIn(Walk(graph), account);
}

AccountHome homeAt(const Graph& graph, const Computer& asked, const AccountName& account)
{
    return homeFor(Walk(graph), asked, account);
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
    std::string out(cutName(target::shortNameOf(dnsName), shortNameLength));
    std::ranges::transform(out, out.begin(), upper);
    return out;
}

std::string ownDomain(const Computer& computer)
{
    return std::string(target::shortNameOf(computer.name));
}

bool isOwnDomain(const Computer& computer, std::string_view domain)
{
    const std::string_view own = target::shortNameOf(computer.name);
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
    return labAccountFrom(Walk(graph), first);
}

AccountName labAccount(const Graph& graph, RouteId route)
{
    return labAccountFrom(Walk(graph), route);
}

AccountHome AccountNames::homeOf(const AccountName& account) const
{
    return homeIn(*this, account);
}

AccountHome AccountNames::homeAt(const Computer& asked, const AccountName& account) const
{
    return homeFor(*this, asked, account);
}

bool AccountNames::sameAccount(const AccountName& a, const AccountName& b) const
{
    return isSame(homeOf(a), homeOf(b));
}

AccountName AccountNames::labAccount(RouteId route) const
{
    return labAccountFrom(*this, route);
}

const AccountNames::Domains& AccountNames::domains() const
{
    if (m_domains)
        return *m_domains;
    m_domains.emplace();
    for (const auto& [id, domain] : m_graph->domains) {
        if (domain.workgroup)
            continue;
        m_domains->byDnsName.try_emplace(foldedName(domain.dnsName), &domain);
        auto& [first, count] = m_domains->byShortName[foldedName(accountDomain(domain))];
        first = count++ == 0 ? &domain : first;
    }
    return *m_domains;
}

const Domain* AccountNames::domainNamed(std::string_view name) const
{
    const std::string folded = foldedName(name);
    const auto byDnsName = domains().byDnsName.find(folded);
    if (byDnsName != domains().byDnsName.end())
        return byDnsName->second;
    const auto byShortName = domains().byShortName.find(folded);
    return byShortName == domains().byShortName.end() ? nullptr : byShortName->second.first;
}

std::size_t AccountNames::domainsCalled(std::string_view name) const
{
    const auto found = domains().byShortName.find(foldedName(name));
    return found == domains().byShortName.end() ? 0 : found->second.second;
}

/// All that isOwnDomain() takes for a machine; the first machine of a name keeps it.
const Computer* AccountNames::computerOwning(std::string_view name) const
{
    if (!m_computers) {
        m_computers.emplace();
        for (const auto& [id, computer] : m_graph->computers) {
            const std::string_view own = target::shortNameOf(computer.name);
            for (const std::string_view each :
                 {own, cutName(own, shortNameLength), std::string_view(computer.name),
                  std::string_view(computer.dnsName)}) {
                if (!each.empty())
                    m_computers->try_emplace(foldedName(each), &computer);
            }
        }
    }
    const auto found = m_computers->find(foldedName(name));
    return found == m_computers->end() ? nullptr : found->second;
}

}  // namespace hopwright::model
