#include "core/registry/registry_pol.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright::registry;

/// The records stand one behind the other and make up what was read; a file is read where they are all of it, and a cut one is read
/// only between two of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    PolReader in(bytes);
    std::size_t at = in.at();
    std::size_t last = at;
    while (const auto record = in.next()) {
        if (record->offset != at || record->size == 0 || record->data.size() > maxPolDataBytes)
            std::abort();
        last = at;
        at += record->size;
    }
    if (at != in.at() || at > size)
        std::abort();
    const auto image = readRegistryPol(bytes);
    if (image.has_value() && !in.isWhole())
        std::abort();
    if (!image && image.error().offset.value_or(0) > size)
        std::abort();
    if (at > last && readRegistryPol(bytes.substr(0, at - 1)).has_value())
        std::abort();
    return 0;
}
