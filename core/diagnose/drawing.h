#pragma once

#include "core/base/result.h"
#include "core/diagnose/diagnosis.h"
#include "core/model/graph.h"
#include "core/vocabulary/state.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// Where the name of a machine of such a drawing comes from.
enum class NamedBy : std::uint8_t { Text, Answer, Nobody };

/// A diagnosis as a drawing.
struct SaidDrawing {
    model::Graph graph = {};
    std::map<model::ComputerId, NamedBy> machines = {};  ///< All of the drawing.
    struct Hop {
        model::HopId id = {};
        Outcome said = Outcome::Unknown;  ///< As the text has it.
        bool reached = true;              ///< False: behind the one that failed.
    };
    std::vector<Hop> hops = {};  ///< Of the one route, in order.
    std::optional<model::HopId> failing = {};
};

/// The chain of \p diagnosis as a new drawing, with what the text says its machines have, and the practice lab set up so that the
/// first candidate's fault can be seen there, where that lab can act it out (a list without the name, a role that is missing, an
/// account that is refused). A machine that nobody names is `UNKNOWN`, `UNKNOWN-2`. Without a chain: an empty drawing.
/// \returns what core/edit says of a name or an account that cannot be drawn; those are answers, since a name of the text that
/// cannot be is left out. \p now as ISO 8601 in UTC.
Result<SaidDrawing> drawingOf(const Diagnosis& diagnosis, std::string_view now);

}  // namespace hopwright::diagnose
