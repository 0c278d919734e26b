#pragma once

#include "core/base/result.h"
#include "core/probe/run.h"

#include <string_view>
#include <vector>

namespace hopwright::probe {

/// Reads the line that a step printed into the hops it tells of; \p opened says, hop by hop, whether its tail held a
/// credential (permission against delegation: domain reference §8.6). A line tells of hop 2 and, nested, of those behind it;
/// what the machine at the end of a session did (hop 0) counts with the session's hop, as its command.
/// \returns Malformed when it is no such line, tells of another hop, or leaves out hop 2; \p result is then as it was.
Result<void> readStepLine(std::string_view line, const std::vector<bool>& held, double offsetMs,
                          RouteResult& result);

/// The same for the line that tells of hop 1 itself, a share that A visited; a credential was held there.
Result<void> readVisitLine(std::string_view line, double offsetMs, RouteResult& result);

}  // namespace hopwright::probe
