#include "core/plan/state_check.h"

namespace hopwright::plan {

namespace {

using model::MachineState;

wildcard::PolicyList policyOf(const std::optional<model::DelegateList>& list)
{
    if (!list)
        return {.known = false};
    return {.enabled = list->enabled, .entries = list->entries};
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
