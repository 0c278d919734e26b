#include "core/plan/authentication.h"

#include "core/model/graph_rules.h"
#include "core/plan/hop_facts.h"
#include "core/rules/hop_rows.h"
#include "core/target/typed_target.h"

#include <string_view>

namespace hopwright::plan {

namespace {

using model::Computer;
using model::Domain;
using model::Graph;
using model::Hop;

const Computer* computerOf(const Graph& graph, model::ComputerId id)
{
    const auto found = graph.computers.find(id);
    return found == graph.computers.end() ? nullptr : &found->second;
}

}  // namespace

bool isLoopback(const Graph& graph, const Hop& hop)
{
    std::string room;
    return hop.from == hop.to.computer || target::isOwnName(model::typedHost(graph, hop, room));
}

Authentication authenticationOf(const Graph& graph, const Hop& hop,
                                const model::AccountName& opener)
{
    if (computerOf(graph, hop.from) == nullptr || computerOf(graph, hop.to.computer) == nullptr)
        return {};
    HopFacts facts({.graph = graph, .hop = hop, .opener = opener});
    Authentication out{.proof = facts.ask<Proof>(),
                       .trustedHosts = rules::whenTrustedHostsAreAsked().holds(facts),
                       .localAccount = facts.ask<rules::Account>() == rules::Account::OfTarget,
                       .ownNameUnproven = rules::whenOwnNameIsUnproven().holds(facts),
                       .lacksCredential = rules::whenCredentialIsLacking().holds(facts)};
    for (const rules::Row* row : facts.proofRows())
        facts.addReasons(*row, out.because);
    return out;
}

model::AccountName drawnAccount(const Graph& graph, const Hop& hop)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return {};
    const auto found = graph.accounts.find(*hop.credential.account);
    if (found == graph.accounts.end())
        return {};
    return {.domain = found->second.domain, .user = found->second.user};
}

bool isStranger(const Graph& graph, const Hop& hop, const model::AccountName& account)
{
    const Computer* server = computerOf(graph, hop.to.computer);
    if (server == nullptr || account == model::AccountName{})
        return false;
    const model::AccountHome home = model::homeAt(graph, *server, account);
    if (home.computer == server->id || home.kind == model::AccountHome::Kind::Own)
        return false;
    const Domain* of = model::domainOf(graph, *server);
    return (of != nullptr && of->workgroup) || home.kind == model::AccountHome::Kind::Machine;
}

std::string explicitAccount(const Graph& graph, const Hop& hop)
{
    if (!hop.credential.account)
        return {};
    const auto found = graph.accounts.find(*hop.credential.account);
    return found == graph.accounts.end() ? std::string() : model::accountText(found->second);
}

const ErrorRow& lacksCredentialError(Method method) noexcept
{
    return method == Method::Default ? errorRow<30>() : errorRow<31>();
}

}  // namespace hopwright::plan
