#pragma once

#include "core/model/accounts.h"
#include "core/model/graph.h"

#include <optional>
#include <string>

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

/// `corp.example`, or the short name where there is no other.
std::string fullName(const model::Domain& domain);

}  // namespace hopwright::plan
