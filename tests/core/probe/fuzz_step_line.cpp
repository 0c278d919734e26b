#include "core/probe/step_result.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

RouteResult threeHops()
{
    RouteResult out;
    for (std::uint32_t i = 1; i <= 3; ++i)
        out.hops.push_back({.hop = model::HopId{i}});
    out.hops.front().state = HopState::Running;
    return out;
}

bool isTime(double ms)
{
    constexpr double mostStages =
        100'000;  // A line may name one stage often; each is a day at most.
    return ms >= 0 && ms <= mostStages * 86'400'000.0;
}

}  // namespace

/// Any line either changes nothing, or tells of hop 2 and perhaps hop 3, never of hop 1, in times that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string line(reinterpret_cast<const char*>(data), size);
    const RouteResult before = threeHops();
    RouteResult after = before;
    const auto read = readStepLine(line, {true, false, true}, 0, after);
    if (!read) {
        if (after != before)
            std::abort();
        return 0;
    }
    if (after.hops.front() != before.hops.front() || after.hops[1].state == HopState::NotRun)
        std::abort();
    for (const HopResult& hop : after.hops) {
        for (const StageResult& stage : hop.stages) {
            if (!isTime(stage.ms) || !isTime(stage.startMs))
                std::abort();
        }
        if (!isTime(hop.ms))
            std::abort();
    }
    return 0;
}
