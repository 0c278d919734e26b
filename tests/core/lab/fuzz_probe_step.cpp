#include "core/lab/probe_step.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::lab;

/// Any stdin either is refused, or gives a step whose next machine reads just the script and the credentials of later
/// hops that it was handed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = readProbeInput(Secret(std::as_bytes(std::span(data, size))));
    if (!read || read->step.next.empty())
        return 0;
    std::size_t later = 0;
    for (const StepCredential& each : read->credentials)
        later += each.hop > read->step.hop ? 1 : 0;
    const auto next = readProbeInput(nextInput(read->step.next, read->credentials, read->step.hop));
    if (!next)
        return 0;  // What is nested need be no step.
    if (next->script != read->step.next || next->credentials.size() != later)
        std::abort();
    return 0;
}
