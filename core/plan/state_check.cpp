#include "core/plan/state_check.h"

#include "core/model/graph_rules.h"
#include "core/wildcard/delegate_lists.h"
#include "core/wildcard/trusted_hosts.h"

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;
using model::MachineState;
using wildcard::Decision;

const MachineState* stateOf(const KnownStates& states, model::ComputerId id)
{
    const auto found = states.find(id);
    return found == states.end() ? nullptr : &found->second;
}

void deny(HopPrediction& out, Stage stage, Cause cause, std::optional<std::string> code,
          Because because)
{
    out.outcome = Outcome::Denied;
    out.stage = stage;
    out.cause = cause;
    out.code = std::move(code);
    out.notAppliedYet = true;
    out.because.push_back(std::move(because));
}

wildcard::PolicyList policyOf(const std::optional<model::DelegateList>& list)
{
    if (!list)
        return {.known = false};
    return {.enabled = list->enabled, .entries = list->entries};
}

std::string joined(const std::vector<std::string>& entries)
{
    constexpr std::size_t shown = 3;
    std::string out;
    for (std::size_t i = 0; i < entries.size() && i < shown; ++i)
        out += (i == 0 ? "" : ", ") + entries[i];
    return entries.size() > shown ? out + " …" : out;
}

bool deniedByTrustedHosts(const Graph& graph, const Hop& hop, const MachineState& client,
                          const std::string& name, HopPrediction& out)
{
    const std::string host = targetHost(graph, hop);
    if (!client.trustedHosts || wildcard::trustedBy(*client.trustedHosts, host))
        return false;
    const bool address = model::isAddress(host);
    deny(out, Stage::Negotiate, Cause::TrustedHosts, address ? "0x803381BB" : "0x803380E4",
         {.rule = address ? "E30" : "E29",
          .key = "not-in-trusted-hosts",
          .arguments = {name, host}});
    return true;
}

wildcard::DelegateLists listsOf(const MachineState& client)
{
    return {.denyFresh = policyOf(client.denyFresh),
            .allowFresh = policyOf(client.allowFresh),
            .allowFreshNtlmOnly = policyOf(client.allowFreshNtlmOnly)};
}

std::optional<std::string> codeOf(const Decision& decision)
{
    if (decision.code == 0)
        return std::nullopt;
    return decision.code == wildcard::codeNotInNtlmOnlyList ? "0x803381A4" : "0x803381A3";
}

/// What the lists have in place of \p host, those that were asked.
std::string namesIn(const MachineState& client, bool ntlmOnly)
{
    std::vector<std::string> out;
    if (ntlmOnly && client.allowFreshNtlmOnly && client.allowFreshNtlmOnly->enabled)
        out = client.allowFreshNtlmOnly->entries;
    if (client.allowFresh && client.allowFresh->enabled)
        out.insert(out.end(), client.allowFresh->entries.begin(), client.allowFresh->entries.end());
    return joined(out);
}

bool deniedByLists(const Graph& graph, const Hop& hop, bool ntlmOnly, const MachineState& client,
                   const std::string& name, HopPrediction& out)
{
    using Reason = Decision::Reason;
    const std::string host = targetHost(graph, hop);
    const Decision decision = ask(listsOf(client), host,
                                  ntlmOnly ? wildcard::ServerProof::NtlmOnly
                                           : wildcard::ServerProof::KerberosOrTrustedCertificate);
    const auto code = codeOf(decision);
    switch (decision.reason) {
    case Reason::Listed:
    case Reason::NotKnown:
        return false;
    case Reason::DeniedByDenyList:
        deny(out, Stage::Delegate, Cause::DelegateListDenies, code,
             {.rule = "E3", .key = "denied-by-list", .arguments = {name, host, decision.entry}});
        out.notAppliedYet = false;  // The plan adds no name that a deny list would let through.
        return true;
    case Reason::ListNotEnabled:
    case Reason::NotListed:
    case Reason::NtlmOnlyListLacks:
        break;
    }
    out.because.push_back({.rule = ntlmOnly ? "M18" : "M17",
                           .key = ntlmOnly ? "ntlm-list-is-asked" : "list-is-asked",
                           .arguments = {name, host}});
    if (decision.reason == Reason::NtlmOnlyListLacks) {
        deny(out, Stage::Delegate, Cause::NtlmOnlyListNeeded, code,
             {.rule = "E4", .key = "ntlm-list-lacks", .arguments = {name, host}});
    } else if (decision.reason == Reason::ListNotEnabled) {
        deny(out, Stage::Delegate, Cause::DelegateListMissing, code,
             {.rule = "E3", .key = "list-is-off", .arguments = {name, host}});
    } else {
        deny(out, Stage::Delegate, Cause::DelegateListMismatch, code,
             {.rule = "E3",
              .key = "list-lacks",
              .arguments = {name, host, namesIn(client, ntlmOnly)}});
    }
    return true;
}

/// How the server proves its name is not known: the lists deny where they do so in one way, whichever is asked.
bool deniedEitherWay(const Graph& graph, const Hop& hop, const MachineState& client,
                     const std::string& name, HopPrediction& out)
{
    HopPrediction proven = out;
    HopPrediction ntlm = out;
    const bool denied = deniedByLists(graph, hop, false, client, name, proven)
                        && deniedByLists(graph, hop, true, client, name, ntlm);
    if (!denied || proven.cause != ntlm.cause || proven.code != ntlm.code)
        return false;
    out = std::move(proven);
    return true;
}

}  // namespace

bool deniedByState(const Graph& graph, const Hop& hop, const Authentication& authentication,
                   const KnownStates& states, HopPrediction& out)
{
    const MachineState* client = stateOf(states, hop.from);
    const MachineState* server = stateOf(states, hop.to.computer);
    const std::string name = graph.computers.at(hop.from).name;
    const bool credSsp = hop.method == model::Method::CredSsp;
    if (credSsp && client != nullptr && client->credSspClient == false) {
        deny(out, Stage::Delegate, Cause::ClientRoleMissing, "0x803381A2",
             {.rule = "E2", .key = "client-role-off", .arguments = {name}});
        return true;
    }
    if (client != nullptr && authentication.trustedHosts
        && deniedByTrustedHosts(graph, hop, *client, name, out))
        return true;
    if (credSsp && server != nullptr && server->credSspServer == false) {
        deny(out, Stage::Offer, Cause::ServerRoleMissing, std::nullopt,
             {.rule = "E5",
              .key = "server-role-off",
              .arguments = {graph.computers.at(hop.to.computer).name}});
        return true;
    }
    if (!credSsp || client == nullptr)
        return false;
    if (authentication.ownNameUnproven)
        return deniedEitherWay(graph, hop, *client, name, out);
    return deniedByLists(graph, hop, authentication.proof == Proof::NtlmOnly, *client, name, out);
}

bool surelyDelegates(const Graph& graph, const Hop& hop, const KnownStates& states)
{
    const MachineState* client = stateOf(states, hop.from);
    if (client == nullptr)
        return false;
    const std::string host = targetHost(graph, hop);
    const wildcard::DelegateLists lists = listsOf(*client);
    return ask(lists, host, wildcard::ServerProof::KerberosOrTrustedCertificate).allowed()
           && ask(lists, host, wildcard::ServerProof::NtlmOnly).allowed();
}

bool listHas(const std::optional<model::DelegateList>& list, std::string_view entry)
{
    if (!list || !list->enabled)
        return false;
    const std::string_view host = entry.substr(entry.find('/') + 1);
    const Decision decision = ask({.allowFresh = policyOf(list)}, host,
                                  wildcard::ServerProof::KerberosOrTrustedCertificate);
    return decision.allowed() && decision.coverage == wildcard::Coverage::Certain;
}

bool isTrusted(const std::vector<std::string>& patterns, std::string_view host)
{
    return wildcard::trustedBy(patterns, host).has_value();
}

}  // namespace hopwright::plan
