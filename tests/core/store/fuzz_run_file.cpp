#include "core/store/run_file.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace hopwright;

/// Any bytes either fail, or read as a run whose hops are those of its drawing and have ended, which, once written, reads as the
/// same run and is written the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto run = store::readRun({reinterpret_cast<const char*>(data), size});
    if (!run)
        return 0;
    for (const probe::RouteResult& route : run->report.routes) {
        for (const probe::HopResult& hop : route.hops) {
            const bool ended = hop.state != HopState::NotRun && hop.state != HopState::Running;
            if (!ended || !run->graph.hops.contains(hop.hop))
                std::abort();
        }
    }
    const auto written = store::writeRun(*run);
    if (!written)
        return 0;  // Indented it may be longer than a file may be.
    const auto again = store::readRun(*written);
    if (!again || store::writeRun(*again) != *written)
        std::abort();
    return 0;
}
