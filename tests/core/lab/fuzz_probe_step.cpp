#include "core/lab/probe_step.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::lab;

/// Any stdin either is refused, or gives a step whose next machine reads the same script, one step less, and just the
/// credentials of later hops.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = readProbeInput(Secret(std::as_bytes(std::span(data, size))));
    if (!read || read->later.empty())
        return 0;
    const std::size_t later = static_cast<std::size_t>(std::ranges::count_if(
        read->credentials, [&](const auto& each) { return each.hop > read->step.hop; }));
    const Secret handedOn = nextInput(*read);
    if (handedOn.size() > size + 1)  // What comes new is at most the last line's end.
        std::abort();
    const auto next = readProbeInput(handedOn);
    if (!next)
        return 0;  // A later line need be no step.
    if (next->script != read->script || next->credentials.size() != later
        || next->later.size() >= read->later.size())
        std::abort();
    return 0;
}
