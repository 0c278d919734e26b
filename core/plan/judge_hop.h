#pragma once

#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/authentication.h"
#include "core/plan/plan.h"
#include "core/plan/rule_set.h"
#include "core/plan/state_check.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::plan {

/// What code on the machine at a hop's tail can sign in with, and why.
struct Held {
    Arrives what = Arrives::SignedIn;
    std::string account = {};
    std::optional<model::AccountHome> home = {};  ///< Of that account; nothing: not known.
    bool atStart = true;                          ///< The user sits there: no session led here.
    std::vector<Because> because = {};            ///< Why it is so, from the hop before.

    bool operator==(const Held&) const = default;
};

/// One hop at its place in a chain.
struct Place {
    const model::AccountNames& names;
    const model::Graph& graph;
    const model::Hop& hop;
    std::string number;         ///< Of this hop.
    std::string before;         ///< Of the hop before it.
    const std::string& from;    ///< Name of the machine at its tail.
    const std::string& server;  ///< Name of the machine at its head.
    std::string host;           ///< The target as typed, without port.
    Authentication authentication;
    RuleSet rules;
    const AskedStates* states;
    const model::AccountName& opener;
};

/// \p hop as hop \p index of a chain, from 0, in the drawing of \p names. All that is handed in must outlive it.
Place placeOf(const model::AccountNames& names, const model::Hop& hop, std::size_t index,
              RuleSet rules, const AskedStates* states, const model::AccountName& opener);

/// What becomes of the hop at \p place where \p held is at its tail: fills \p out, and \p held becomes what is at its head.
void judgeHop(const Place& place, Held& held, HopPrediction& out);

}  // namespace hopwright::plan
