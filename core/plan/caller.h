#pragma once

#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/prediction.h"

#include <optional>

namespace hopwright::plan {

/// What is known of who signs in at a hop, from the hops before it.
struct CallerBefore {
    std::optional<model::AccountHome> home =
        {};                          ///< Of the account that arrived; nothing: not known.
    bool atStart = true;             ///< The user sits at the tail.
    model::AccountName opener = {};  ///< Who signs in where nobody is named; no user: not known.
};

/// Whether the opener signs in at \p hop: its credential is asked for, or it is that of the user who sits there.
bool isOpenersHop(const model::Hop& hop, bool atStart) noexcept;

/// Where the account that signs in at \p hop, of the drawing of \p names, is at home; nothing: that is not known, and nothing speaks against it.
std::optional<model::AccountHome> callerOf(const model::AccountNames& names, const model::Hop& hop,
                                           const CallerBefore& before);

/// Why it cannot be said whether the target of \p hop lets \p caller in; nothing: it knows such accounts. §4: a machine in a
/// workgroup knows its own accounts alone, and another gets in by the same name and password only (M20, M21). One in a domain
/// knows those of its domain, and of domains that it trusts: a drawing has no trusts.
std::optional<Because> strangerBecause(const model::Graph& graph, const model::Hop& hop,
                                       const std::optional<model::AccountHome>& caller);

}  // namespace hopwright::plan
