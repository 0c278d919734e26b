#include "core/text/one_line.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace hopwright::text {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Unicode 15, general categories Cc, Zl, Zp, and the property Bidi_Control.
constexpr std::array<Range, 7> unseen = {{{.first = 0x00, .last = 0x1F},
                                          {.first = 0x7F, .last = 0x9F},
                                          {.first = 0x061C, .last = 0x061C},
                                          {.first = 0x200E, .last = 0x200F},
                                          {.first = 0x2028, .last = 0x2029},
                                          {.first = 0x202A, .last = 0x202E},
                                          {.first = 0x2066, .last = 0x2069}}};

bool isUnseen(char32_t point)
{
    return std::ranges::any_of(
        unseen, [point](const Range& each) { return point >= each.first && point <= each.last; });
}

}  // namespace

std::string oneLine(std::string_view text, std::size_t maxBytes)
{
    constexpr char32_t replacement = 0xFFFD;
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t kept = out.size();
        const auto point = takeCodePoint(text, at);
        if (!point)
            ++at;
        const char32_t shown = point ? *point : replacement;
        appendUtf8(out, isUnseen(shown) ? U' ' : shown);
        if (out.size() > maxBytes) {
            out.resize(kept);
            return out + "\u2026";
        }
    }
    return out;
}

}  // namespace hopwright::text
