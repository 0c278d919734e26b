#include "core/import/facts.h"
#include "core/import/read.h"
#include "core/text/decode.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace import = hopwright::import;

namespace {

void check(const import::Reading& reading, std::size_t size)
{
    // A fact costs bytes of the text: no text makes more facts than it has.
    if (reading.facts.size() > import::maxFacts || reading.facts.size() > size + 1)
        std::abort();
    for (const import::Fact& each : reading.facts) {
        if (each.place.end() > size || each.value.contains('\0'))
            std::abort();
    }
    for (const import::Command& each : reading.commands) {
        if (each.place.end() > size || each.name.empty())
            std::abort();
    }
    for (const import::Part& each : reading.parts) {
        if (each.place.end() > size)
            std::abort();
    }
    const import::Merged merged = import::mergedWith({}, reading.facts, reading.commands, "");
    if (merged.taken.size() + merged.further.size() != reading.facts.size())
        std::abort();
}

}  // namespace

/// Any bytes are read without a crash; places are in the text; what a half of it says is as well-formed; facts go to a field or
/// are kept, none is lost.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check(import::readText(bytes), size);
    check(import::readText(bytes.substr(0, size / 2)), size / 2);
    if (bytes.starts_with("PReg"))
        check(import::readBytes(bytes), size);
    const std::string text = hopwright::text::decode(bytes).text;
    check(import::readText(text), text.size());
    return 0;
}
