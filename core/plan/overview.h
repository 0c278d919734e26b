#pragma once

#include "core/plan/plan.h"

#include <cstddef>
#include <string>
#include <vector>

/// What a drawing as a whole asks for and exposes: shown where nothing of it is selected.
namespace hopwright::plan {

/// An entry with a `*` in the delegate lists of clients, as they are drawn for practice or were seen.
struct WideEntry {
    std::string entry = {};   ///< As it was first met; compared without case.
    std::size_t clients = 0;  ///< Machines that have it.
    std::size_t reached = 0;  ///< Machines of the drawing that it covers, certainly or likely.

    bool operator==(const WideEntry&) const = default;
};

/// A machine that holds passwords while sessions last.
struct PasswordHolder {
    model::ComputerId computer;
    std::size_t accounts = 0;

    bool operator==(const PasswordHolder&) const = default;
};

struct Overview {
    std::size_t clients = 0;                   ///< Machines that need the CredSSP client role,
    std::size_t servers = 0;                   ///< the server role,
    std::size_t nothingToSet = 0;              ///< and no role, list entry or trusted host at all.
    std::vector<WideEntry> wide = {};          ///< The widest first.
    std::size_t wideLeftOut = 0;               ///< More of them that were not looked at.
    std::vector<PasswordHolder> holders = {};  ///< Of most accounts first.

    bool operator==(const Overview&) const = default;
};

/// Different entries with a `*` that are looked at: each is compared with all machines.
inline constexpr std::size_t maxWideEntries = 50;

/// Cost: O(machines × maxWideEntries + entries × log).
Overview overviewOf(const model::Graph& graph, const Plan& plan);

}  // namespace hopwright::plan
