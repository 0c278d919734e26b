#pragma once

#include "core/model/graph.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::plan {

/// A machine that an entry of a delegate list covers.
struct MatchedMachine {
    model::ComputerId computer;
    std::string name = {};  ///< The one of its names that is covered: full, short or address.
    bool isCertain = true;  ///< False: likely, as no document says so (wildcard::Coverage).

    bool operator==(const MatchedMachine&) const = default;
};

/// The machines of \p graph that \p entry covers, in the order of their ids: `WSMAN/*.corp.example`, also without the service.
/// Of several names of a machine the one that is covered most certainly. Nothing: \p entry has neither a service nor a `*`, or
/// cannot be read. Cost: O(machines).
std::optional<std::vector<MatchedMachine>> matchedBy(const model::Graph& graph,
                                                     std::string_view entry);

}  // namespace hopwright::plan
