#include "core/practice/state.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;

/// What is read as a practice state holds known settings and no more changes than the limit; anything else is an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto state = practice::parseState({reinterpret_cast<const char*>(data), size});
    if (!state)
        return 0;
    if (state->applied.size() > practice::maxStateChanges)
        std::abort();
    for (const plan::Change& each : state->applied) {
        if (each.setting > plan::Change::Setting::TrustedHosts)
            std::abort();
    }
    return 0;
}
