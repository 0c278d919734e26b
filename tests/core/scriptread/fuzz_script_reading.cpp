#include "core/scriptread/script_reading.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;

/// Any bytes give findings whose places lie in the text and in order, each of a call that is there and lies in it too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const scriptread::ScriptReading reading = scriptread::readScript(text);
    std::size_t before = 0;
    for (const scriptread::Finding& each : reading.findings) {
        if (each.place.offset < before || each.place.end() > size
            || each.call.value_or(0) > reading.calls.size())
            std::abort();
        before = each.place.offset;
    }
    for (const scriptread::RemotingCall& each : reading.calls) {
        if (each.place.end() > size || each.within.value_or(0) >= reading.calls.size()
            || each.chains.size() > scriptread::maxChains)
            std::abort();
    }
    return 0;
}
