#include "core/target/typed_target.h"
#include "core/wildcard/spn_pattern.h"

#include <cstdint>
#include <cstdlib>

using hopwright::wildcard::Coverage;
using hopwright::wildcard::EntryForm;
using hopwright::wildcard::SpnPattern;

/// Any bytes either parse to an entry that is its own text again and covers its own host when it has no star, or fail at
/// an offset within them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto pattern = SpnPattern::parse(text);
    if (!pattern) {
        if (pattern.error().offset.value_or(size + 1) > size)
            std::abort();
        return 0;
    }
    const auto again = SpnPattern::parse(pattern->text());
    if (!again || !(*again == *pattern) || pattern->text() != text)
        std::abort();
    const std::string host(hopwright::target::readTarget(pattern->host()).host);
    const bool plain = pattern->form() == EntryForm::OneHost && host == pattern->host();
    if (plain && pattern->covers(host) != Coverage::Certain)
        std::abort();
    return 0;
}
