#pragma once

#include "core/model/graph.h"
#include "core/probe/comparison.h"
#include "core/probe/run.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hopwright::probe {

/// How a run stands to a drawing that may have been changed since.
struct RunAge {
    bool isOlder = false;  ///< What was tested is another drawing, or another lab.
    /// By route and hop of the report: what was seen of it need not be so any more, since it, one before it or a machine of theirs
    /// was changed.
    std::vector<std::vector<bool>> changed = {};

    bool isChanged(std::size_t route, std::size_t hop) const { return changed.at(route).at(hop); }
    bool operator==(const RunAge&) const = default;
};

/// \p report tested \p then; \p now is the drawing as it is, and \p machines are those whose state in the practice lab is another.
/// Where a card stands, notes, owners, tickets, dates and names of routes change nothing.
///
/// Cost: for versions of one drawing what differs between them, and the report.
RunAge ageOf(const RunReport& report, const model::Graph& then, const model::Graph& now,
             const std::set<model::ComputerId>& machines = {});

/// The results that still are of the drawing: a hop that was changed, and those behind it, is as before a test. Routes of which
/// nothing is left are left out.
RunReport stillTrue(const RunReport& report, const RunAge& age);

/// Where a hop stands in a report.
struct HopPlace {
    std::size_t route = 0;
    std::size_t hop = 0;

    bool operator==(const HopPlace&) const = default;
};

/// One hop in two runs; nothing: it was not tested in that one.
struct HopDifference {
    std::optional<HopPlace> before = {};
    std::optional<HopPlace> after = {};
    std::vector<Part> differs =
        {};  ///< How it ended: another outcome stands alone. Empty: as before.
    bool isDrawnOtherwise = false;  ///< Method, target, port or credential.

    bool isSame() const { return before && after && differs.empty() && !isDrawnOtherwise; }
    bool operator==(const HopDifference&) const = default;
};

/// A run and what it tested.
struct TestedRun {
    const model::Graph& graph;
    const RunReport& report;
};

/// Two runs hop by hop, in the order of \p after; then what only \p before has. The same hop is one with the same id between ends of
/// the same names, else one whose route and ends are called the same. n log n.
std::vector<HopDifference> differenceOf(const TestedRun& before, const TestedRun& after);

}  // namespace hopwright::probe
