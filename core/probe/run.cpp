#include "core/probe/run.h"

#include <algorithm>
#include <array>

namespace hopwright::probe {

namespace {

void count(Counters& out, HopState state)
{
    switch (state) {
    case HopState::Passed:
        ++out.passed;
        break;
    case HopState::Denied:
        ++out.denied;
        break;
    case HopState::Failed:
        ++out.failed;
        break;
    case HopState::NotReached:
        ++out.notReached;
        break;
    case HopState::Skipped:
        ++out.skipped;
        break;
    case HopState::Cancelled:
        ++out.cancelled;
        break;
    case HopState::NotRun:
    case HopState::Running:
        return;  // No end state: not counted until it has one.
    }
    ++out.planned;
}

}  // namespace

Counters countersOf(const RunReport& report)
{
    Counters out;
    for (const RouteResult& route : report.routes) {
        for (const HopResult& hop : route.hops)
            count(out, hop.state);
    }
    out.run = out.planned - out.notReached - out.skipped;
    return out;
}

HopState worstOf(const RunReport& report)
{
    using enum HopState;
    constexpr std::array order{Denied, Failed, Cancelled, Skipped, NotReached, Passed};
    for (const HopState state : order) {
        const bool found = std::ranges::any_of(report.routes, [&](const RouteResult& route) {
            return std::ranges::find(route.hops, state, &HopResult::state) != route.hops.end();
        });
        if (found)
            return state;
    }
    return NotRun;
}

}  // namespace hopwright::probe
