#include "core/diagnose/diagnosis.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any text is diagnosed: places lie within what is kept of it and in order, each cause stands once, only the first is certain, a hop
/// is one of the chain or the one behind it, and a second time gives the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hopwright::diagnose;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Diagnosis found = diagnose(text);
    std::size_t last = 0;
    for (const Token& each : found.tokens) {
        if (each.place.end() > found.pasted.text.size() || each.place.offset < last)
            std::abort();
        last = each.place.offset;
    }
    for (std::size_t i = 0; i < found.candidates.size(); ++i) {
        const Candidate& each = found.candidates[i];
        if (each.hop < 0 || (i > 0 && each.certainty == hopwright::Certainty::Certain))
            std::abort();
        for (std::size_t j = 0; j < i; ++j) {
            if (found.candidates[j].cause == each.cause)
                std::abort();
        }
    }
    if (found.denied.has_value() && found.candidates.empty())
        std::abort();
    if (diagnose(text) != found)
        std::abort();
    return 0;
}
