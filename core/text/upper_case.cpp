#include "core/text/upper_case.h"

#include "core/text/utf8.h"

#include <array>

namespace hopwright::text {

namespace {

/// How the letters from first to last become capitals.
struct Run {
    enum class Kind {
        Shift,     ///< The capital lies `shift` below.
        OddLower,  ///< Pairs; the small letter has the odd number.
        EvenLower,
    };
    char32_t first;
    char32_t last;
    Kind kind;
    char32_t shift = 0;
};

using enum Run::Kind;

/// The Unicode Character Database's simple upper-case mappings of these blocks; upper_case.h names what is left out.
constexpr auto runs = std::to_array<Run>({
    {.first = U'a', .last = U'z', .kind = Shift, .shift = 0x20},
    {.first = 0xE0, .last = 0xF6, .kind = Shift, .shift = 0x20},
    {.first = 0xF8, .last = 0xFE, .kind = Shift, .shift = 0x20},
    {.first = 0x100, .last = 0x12F, .kind = OddLower},
    {.first = 0x132, .last = 0x137, .kind = OddLower},
    {.first = 0x139, .last = 0x148, .kind = EvenLower},
    {.first = 0x14A, .last = 0x177, .kind = OddLower},
    {.first = 0x179, .last = 0x17E, .kind = EvenLower},
    {.first = 0x370, .last = 0x373, .kind = OddLower},
    {.first = 0x376, .last = 0x377, .kind = OddLower},
    {.first = 0x3AC, .last = 0x3AC, .kind = Shift, .shift = 0x26},
    {.first = 0x3AD, .last = 0x3AF, .kind = Shift, .shift = 0x25},
    {.first = 0x3B1, .last = 0x3C1, .kind = Shift, .shift = 0x20},
    {.first = 0x3C2, .last = 0x3C2, .kind = Shift, .shift = 0x1F},
    {.first = 0x3C3, .last = 0x3CB, .kind = Shift, .shift = 0x20},
    {.first = 0x3CC, .last = 0x3CC, .kind = Shift, .shift = 0x40},
    {.first = 0x3CD, .last = 0x3CE, .kind = Shift, .shift = 0x3F},
    {.first = 0x3D8, .last = 0x3EF, .kind = OddLower},
    {.first = 0x430, .last = 0x44F, .kind = Shift, .shift = 0x20},
    {.first = 0x450, .last = 0x45F, .kind = Shift, .shift = 0x50},
    {.first = 0x460, .last = 0x481, .kind = OddLower},
    {.first = 0x48A, .last = 0x4BF, .kind = OddLower},
    {.first = 0x4C1, .last = 0x4CE, .kind = EvenLower},
    {.first = 0x4CF, .last = 0x4CF, .kind = Shift, .shift = 0x0F},
    {.first = 0x4D0, .last = 0x52F, .kind = OddLower},
});

char32_t upper(char32_t point)
{
    if (point == 0xFF)  // The one letter of Latin-1 whose capital is not there.
        return 0x178;
    for (const Run& run : runs) {
        if (point < run.first || point > run.last)
            continue;
        if (run.kind == Shift)
            return point - run.shift;
        const bool isLower = (point % 2 == 1) == (run.kind == OddLower);
        return isLower ? point - 1 : point;
    }
    return point;
}

}  // namespace

Result<std::string> toUpperCase(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        HOPWRIGHT_TRY(const char32_t point, takeCodePoint(utf8, at));
        appendUtf8(out, upper(point));
    }
    return out;
}

}  // namespace hopwright::text
