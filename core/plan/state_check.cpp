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
        return {};
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

bool deniedByLists(const Graph& graph, const Hop& hop, bool ntlmOnly, const MachineState& client,
                   const std::string& name, HopPrediction& out)
{
    const auto& asked = ntlmOnly ? client.allowFreshNtlmOnly : client.allowFresh;
    const wildcard::DelegateLists lists{.denyFresh = policyOf(client.denyFresh),
                                        .allowFresh = policyOf(client.allowFresh),
                                        .allowFreshNtlmOnly = policyOf(client.allowFreshNtlmOnly)};
    const std::string host = targetHost(graph, hop);
    const Decision decision = ask(lists, host,
                                  ntlmOnly ? wildcard::ServerProof::NtlmOnly
                                           : wildcard::ServerProof::KerberosOrTrustedCertificate);
    const bool byDenyList = decision.reason == Decision::Reason::DeniedByDenyList;
    if (decision.allowed() || (!asked && !byDenyList))
        return false;
    const std::string rule = ntlmOnly ? "E4" : "E3";
    const std::string code = ntlmOnly ? "0x803381A4" : "0x803381A3";
    if (byDenyList) {
        deny(out, Stage::Delegate, Cause::DelegateListMismatch, code,
             {.rule = rule, .key = "denied-by-list", .arguments = {name, host, decision.entry}});
        out.notAppliedYet = false;
        return true;
    }
    out.because.push_back({.rule = ntlmOnly ? "M18" : "M17",
                           .key = ntlmOnly ? "ntlm-list-is-asked" : "list-is-asked",
                           .arguments = {name, host}});
    const bool empty = decision.reason == Decision::Reason::ListNotEnabled;
    const Cause listCause = empty ? Cause::DelegateListMissing : Cause::DelegateListMismatch;
    Because because{
        .rule = rule, .key = empty ? "list-is-off" : "list-lacks", .arguments = {name, host}};
    if (!empty)
        because.arguments.push_back(joined(asked->entries));
    deny(out, Stage::Delegate, ntlmOnly ? Cause::NtlmOnlyListNeeded : listCause, code,
         std::move(because));
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
    return credSsp && client != nullptr
           && deniedByLists(graph, hop, authentication.proof == Proof::NtlmOnly, *client, name,
                            out);
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
