#include "core/plan/caller.h"

#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"

#include <string>

namespace hopwright::plan {

namespace {

using model::AccountHome;
using model::Computer;
using model::Domain;
using model::Graph;
using model::Hop;

/// Who answers: by a name of its own, the machine that asks.
const Computer& askedBy(const Graph& graph, const Hop& hop)
{
    return graph.computers.at(isLoopback(graph, hop) ? hop.from : hop.to.computer);
}

/// Somebody of \p computer's domain; nothing: the domain is not known, or there is none.
std::optional<AccountHome> homeOfDomain(const Graph& graph, const Computer& computer)
{
    const Domain* domain = model::domainOf(graph, computer);
    if (domain == nullptr || domain->workgroup)
        return std::nullopt;
    return AccountHome{.kind = AccountHome::Kind::Domain,
                       .domain = domain->id,
                       .name = model::accountDomain(*domain)};
}

/// WEB is the short name of web.prod and of web.test: an account of the first is not one that the second knows as its own.
AccountHome homeOfOpener(const model::AccountNames& names, const Computer& target,
                         const model::AccountName& opener)
{
    AccountHome home = names.homeAt(target, opener);
    const Computer* const owner = names.computerOwning(opener.domain);
    if (owner != nullptr && home.computer == target.id) {
        home.computer = owner->id;
        home.name = model::ownDomain(*owner);
    }
    return home;
}

}  // namespace

bool isOpenersHop(const Hop& hop, bool atStart) noexcept
{
    return hop.credential.isExplicit ? !hop.credential.account : atStart;
}

std::optional<AccountHome> callerOf(const model::AccountNames& names, const Hop& hop,
                                    const CallerBefore& before)
{
    const Graph& graph = names.graph();
    const Computer& client = graph.computers.at(hop.from);
    const Computer& target = askedBy(graph, hop);
    if (isOpenersHop(hop, before.atStart) && !before.opener.user.empty())
        return homeOfOpener(names, target, before.opener);
    if (hop.credential.isExplicit) {
        if (!hop.credential.account)
            return homeOfDomain(graph, client);
        const auto found = graph.accounts.find(*hop.credential.account);
        if (found == graph.accounts.end())
            return std::nullopt;
        return names.homeAt(target, {.domain = found->second.domain, .user = found->second.user});
    }
    if (!before.atStart)
        return before.home;
    const Domain* domain = model::domainOf(graph, client);
    if (domain == nullptr || !domain->workgroup)
        return homeOfDomain(graph, client);
    return AccountHome{.kind = AccountHome::Kind::Machine,
                       .computer = client.id,
                       .name = model::ownDomain(client)};
}

std::string fullName(const Domain& domain)
{
    return domain.dnsName.empty() ? domain.shortName : domain.dnsName;
}

}  // namespace hopwright::plan
