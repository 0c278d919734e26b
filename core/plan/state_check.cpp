#include "core/plan/state_check.h"

#include "core/errors/error_table.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <span>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;
using model::MachineState;
using wildcard::Decision;

void deny(HopPrediction& out, Stage stage, Cause cause, std::optional<StatusCode> code,
          Because because)
{
    out.outcome = Outcome::Denied;
    out.stage = stage;
    out.cause = cause;
    out.code = code;
    out.notAppliedYet = true;
    out.because.push_back(std::move(because));
}

wildcard::PolicyList policyOf(const std::optional<model::DelegateList>& list)
{
    if (!list)
        return {.known = false};
    return {.enabled = list->enabled, .entries = list->entries};
}

bool deniedByTrustedHosts(const Graph& graph, const Hop& hop, const AskedStates& states,
                          const std::string& name, HopPrediction& out)
{
    const std::string host = targetHost(graph, hop);
    if (!states.of(hop.from)->trustedHosts || states.trustedHostsOf(hop.from).trusting(host))
        return false;
    const ErrorRow& error = target::isAddress(host) ? errorRow<30>() : errorRow<29>();
    deny(out, Stage::Negotiate, Cause::TrustedHosts, error.code(),
         {.rule = error.id(), .key = "not-in-trusted-hosts", .arguments = {name, host}});
    return true;
}

/// What the lists have in place of a host, those that were asked, and so are known; of long ones the first names.
std::string namesIn(const MachineState& client, bool ntlmOnly)
{
    constexpr std::size_t most = 3;
    std::string out;
    std::size_t shown = 0;
    std::size_t all = 0;
    const auto add = [&](const model::DelegateList& list) {
        if (!list.enabled)
            return;
        all += list.entries.size();
        const std::size_t room = std::min(most - shown, list.entries.size());
        for (const std::string& entry : std::span(list.entries).first(room))
            out += (shown++ == 0 ? "" : ", ") + entry;
    };
    if (ntlmOnly)
        add(client.allowFreshNtlmOnly.value());
    add(client.allowFresh.value());
    return all > most ? out + " …" : out;
}

bool deniedByLists(const Graph& graph, const Hop& hop, bool ntlmOnly, const AskedStates& states,
                   const std::string& name, HopPrediction& out)
{
    using Reason = Decision::Reason;
    const std::string host = targetHost(graph, hop);
    const Decision decision =
        states.listsOf(hop.from).ask(host, ntlmOnly ? Proof::NtlmOnly : Proof::Trusted);
    const auto code = decision.code;
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
              .arguments = {name, host, namesIn(*states.of(hop.from), ntlmOnly)}});
    }
    return true;
}

/// How the server proves its name is not known: the lists deny where they do so in one way, whichever is asked.
bool deniedEitherWay(const Graph& graph, const Hop& hop, const AskedStates& states,
                     const std::string& name, HopPrediction& out)
{
    HopPrediction proven = out;
    HopPrediction ntlm = out;
    const bool denied = deniedByLists(graph, hop, false, states, name, proven)
                        && deniedByLists(graph, hop, true, states, name, ntlm);
    if (!denied || proven.cause != ntlm.cause)
        return false;
    out = std::move(proven);
    return true;
}

/// Whether \p list surely lets credentials go to `WSMAN/host` of \p entry.
bool covers(const wildcard::ListMatcher& list, std::string_view entry)
{
    const auto match = list.bestFor(entry.substr(entry.find('/') + 1));
    return match && match->coverage == wildcard::Coverage::Certain;
}

}  // namespace

const MachineState* AskedStates::of(model::ComputerId computer) const
{
    const auto found = m_states->find(computer);
    return found == m_states->end() ? nullptr : &found->second;
}

const wildcard::DelegateMatcher& AskedStates::listsOf(model::ComputerId computer) const
{
    auto& lists = m_lists[computer].delegate;
    if (!lists) {
        const MachineState& state = m_states->at(computer);
        lists.emplace(
            wildcard::DelegateLists{.denyFresh = policyOf(state.denyFresh),
                                    .allowFresh = policyOf(state.allowFresh),
                                    .allowFreshNtlmOnly = policyOf(state.allowFreshNtlmOnly)});
    }
    return *lists;
}

const wildcard::TrustedHostsMatcher& AskedStates::trustedHostsOf(model::ComputerId computer) const
{
    auto& patterns = m_lists[computer].trustedHosts;
    if (!patterns)
        patterns.emplace(m_states->at(computer).trustedHosts.value());
    return *patterns;
}

bool deniedByState(const Graph& graph, const Hop& hop, const Authentication& authentication,
                   const AskedStates& states, HopPrediction& out)
{
    const MachineState* client = states.of(hop.from);
    const MachineState* server = states.of(hop.to.computer);
    const std::string& name = graph.computers.at(hop.from).name;
    const bool credSsp = hop.method == Method::CredSsp;
    if (credSsp && client != nullptr && client->credSspClient == false) {
        deny(out, Stage::Delegate, Cause::ClientRoleMissing, errorRow<2>().code(),
             {.rule = "E2",
              .key = "client-role-off",
              .arguments = {name, textOf(errorRow<2>().code())}});
        return true;
    }
    if (client != nullptr && authentication.trustedHosts
        && deniedByTrustedHosts(graph, hop, states, name, out))
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
        return deniedEitherWay(graph, hop, states, name, out);
    return deniedByLists(graph, hop, authentication.proof == Proof::NtlmOnly, states, name, out);
}

bool surelyDelegates(const Graph& graph, const Hop& hop, const AskedStates& states)
{
    if (states.of(hop.from) == nullptr)
        return false;
    const std::string host = targetHost(graph, hop);
    const wildcard::DelegateMatcher& lists = states.listsOf(hop.from);
    return lists.ask(host, Proof::Trusted).allowed() && lists.ask(host, Proof::NtlmOnly).allowed();
}

bool isThere(const Change& change, const AskedStates& states)
{
    const MachineState* state = states.of(change.computer);
    if (state == nullptr)
        return false;
    switch (change.setting) {
    case Change::Setting::ClientRole:
        return state->credSspClient == true;
    case Change::Setting::ServerRole:
        return state->credSspServer == true;
    case Change::Setting::AllowFresh:
        return covers(states.listsOf(change.computer).allowFresh(), change.value);
    case Change::Setting::AllowFreshNtlmOnly:
        return covers(states.listsOf(change.computer).allowFreshNtlmOnly(), change.value);
    case Change::Setting::TrustedHosts:
        break;
    }
    return state->trustedHosts
           && states.trustedHostsOf(change.computer).trusting(change.value).has_value();
}

}  // namespace hopwright::plan
