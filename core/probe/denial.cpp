#include "core/probe/denial.h"

#include "core/errors/error_table.h"
#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"

namespace hopwright::probe {

namespace {

/// SEC_E_NO_CREDENTIALS or ERROR_NO_SUCH_LOGON_SESSION.
bool hadNothingToSignInWith(const HopResult& denied)
{
    return errorRow<39>().has(denied.code.value_or(StatusCode{}));
}

/// Who signs in by each hop: an account stays until a hop has one of its own.
class AccountWalk {
public:
    AccountWalk(const model::Graph& graph, const model::AccountName& opener)
        : m_graph(graph), m_opener(opener), m_account(opener)
    {
    }

    const model::AccountName& next(const model::Hop& hop)
    {
        if (hop.credential.isExplicit)
            m_account = hop.credential.account ? drawn(*hop.credential.account) : m_opener;
        const model::Computer& server = m_graph.computers.at(hop.to.computer);
        if (model::isOwnAccount(server, m_account))  // From here on, of that machine.
            m_account.domain = server.name;
        return m_account;
    }

private:
    model::AccountName drawn(model::AccountId id) const
    {
        const model::Account& account = m_graph.accounts.at(id);
        return {.domain = account.domain, .user = account.user};
    }

    const model::Graph& m_graph;
    const model::AccountName& m_opener;
    model::AccountName m_account;
};

}  // namespace

Denier denierOf(const HopResult& denied)
{
    if (!denied.cause)
        return Denier::Server;
    switch (*denied.cause) {
    case Cause::ClientRoleMissing:
    case Cause::DelegateListMissing:
    case Cause::DelegateListMismatch:
    case Cause::NtlmOnlyListNeeded:
    case Cause::DelegateListDenies:
    case Cause::TrustedHosts:
    case Cause::ImplicitCredentialWithCredSsp:
    case Cause::AddressTyped:
    case Cause::AuthDisabled:
    case Cause::ClientUsage:
    case Cause::Proxy:
        return Denier::Client;
    case Cause::NotDelegated:
        return hadNothingToSignInWith(denied) ? Denier::Client : Denier::Server;
    default:
        return Denier::Server;
    }
}

void correctCauses(const model::Graph& graph, const model::AccountName& opener, RouteResult& route)
{
    AccountWalk accounts(graph, opener);
    for (HopResult& result : route.hops) {
        const model::Hop& hop = graph.hops.at(result.hop);
        const model::AccountName& account = accounts.next(hop);
        if (result.cause == Cause::ServerRoleMissing && hop.method != Method::CredSsp)
            result.cause = Cause::Unknown;
        if (result.cause == Cause::WrongPassword && plan::isStranger(graph, hop, account))
            result.cause = Cause::AccountNotKnown;
    }
}

}  // namespace hopwright::probe
