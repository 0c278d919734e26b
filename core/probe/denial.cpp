#include "core/probe/denial.h"

#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"

#include <charconv>

namespace hopwright::probe {

namespace {

using plan::Cause;

/// SEC_E_NO_CREDENTIALS and ERROR_NO_SUCH_LOGON_SESSION: row 39 of domain reference §8.2.
bool hasNothingToSignInWith(std::string_view code)
{
    return code == "0x8009030E" || canonicalCode(code) == "1312";
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
    switch (denied.cause.value_or(Cause::Unknown)) {
    case Cause::ClientRoleMissing:
    case Cause::DelegateListMissing:
    case Cause::DelegateListMismatch:
    case Cause::NtlmOnlyListNeeded:
    case Cause::DelegateListDenies:
    case Cause::TrustedHosts:
    case Cause::ImplicitCredentialWithCredSsp:
        return Denier::Client;
    case Cause::NotDelegated:
        return hasNothingToSignInWith(denied.code.value_or("")) ? Denier::Client : Denier::Server;
    case Cause::PermissionOnResource:
    case Cause::ServerRoleMissing:
    case Cause::WrongPassword:
    case Cause::AccountNotKnown:
    case Cause::Unknown:
        break;
    }
    return Denier::Server;
}

std::string canonicalCode(std::string_view code)
{
    constexpr std::string_view ofWin32 = "0x8007";
    constexpr int hexadecimal = 16;
    if (!code.starts_with(ofWin32))
        return std::string(code);
    const std::string_view digits = code.substr(ofWin32.size());
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal);
    return std::to_string(number);
}

void correctCauses(const model::Graph& graph, const model::AccountName& opener, RouteResult& route)
{
    AccountWalk accounts(graph, opener);
    for (HopResult& result : route.hops) {
        const model::Hop& hop = graph.hops.at(result.hop);
        const model::AccountName& account = accounts.next(hop);
        if (result.cause == Cause::ServerRoleMissing && hop.method != model::Method::CredSsp)
            result.cause = Cause::Unknown;
        if (result.cause == Cause::WrongPassword && plan::isStranger(graph, hop, account))
            result.cause = Cause::AccountNotKnown;
    }
}

}  // namespace hopwright::probe
