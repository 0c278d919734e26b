#include "core/registry/reg_file.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::registry;

/// What is read twice, the second time as the image looks at itself, is the same; a value's text is what its type allows, and a file
/// that is read is one behind which a comment says nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto image = readRegFile(bytes);
    if (!image)
        return 0;
    for (const std::string_view path : {R"(SOFTWARE\Policies)", R"(SOFTWARE)", R"(x)"}) {
        const Key key = image->look(path);
        if (key.look != Look::Present && (!key.values.empty() || !key.subkeys.empty()))
            std::abort();
        for (const Value& each : key.values) {
            if (each.number && (each.type != type::number || !each.text.empty()))
                std::abort();
            if (find(key, each.name) == nullptr)
                std::abort();
        }
    }
    Image twice = *image;
    twice.add(*image);
    if (!(twice == *image))
        std::abort();
    return 0;
}
