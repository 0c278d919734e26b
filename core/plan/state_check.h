#pragma once

#include "core/model/graph.h"
#include "core/plan/authentication.h"
#include "core/plan/plan.h"

#include <string_view>

namespace hopwright::plan {

/// Whether what machines are known to have denies session \p hop: in the order in which they are asked, the client role
/// and TrustedHosts before anything is sent, then the server role, then the delegate lists. Fills \p out when it does.
/// What is not known denies nothing.
bool deniedByState(const model::Graph& graph, const model::Hop& hop,
                   const Authentication& authentication, const KnownStates& states,
                   HopPrediction& out);

/// Whether the client of CredSSP session \p hop is known to let credentials go there, however the server proves its name.
bool surelyDelegates(const model::Graph& graph, const model::Hop& hop, const KnownStates& states);

/// Whether \p list, as it is known, surely lets credentials go to `WSMAN/host` of \p entry.
bool listHas(const std::optional<model::DelegateList>& list, std::string_view entry);

/// Whether one of \p patterns of TrustedHosts trusts \p host.
bool isTrusted(const std::vector<std::string>& patterns, std::string_view host);

}  // namespace hopwright::plan
