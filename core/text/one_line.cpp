#include "core/text/one_line.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hopwright::text {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Unicode 15: general categories Cc, Zl, Zp, the property Default_Ignorable_Code_Point, which has Bidi_Control and what is
/// of no width in it, and U+FFF9 to U+FFFB, which annotate. In order.
constexpr std::array<Range, 19> unseen = {{{.first = 0x00, .last = 0x1F},
                                           {.first = 0x7F, .last = 0x9F},
                                           {.first = 0xAD, .last = 0xAD},
                                           {.first = 0x034F, .last = 0x034F},
                                           {.first = 0x061C, .last = 0x061C},
                                           {.first = 0x115F, .last = 0x1160},
                                           {.first = 0x17B4, .last = 0x17B5},
                                           {.first = 0x180B, .last = 0x180F},
                                           {.first = 0x200B, .last = 0x200F},
                                           {.first = 0x2028, .last = 0x202E},
                                           {.first = 0x2060, .last = 0x206F},
                                           {.first = 0x3164, .last = 0x3164},
                                           {.first = 0xFE00, .last = 0xFE0F},
                                           {.first = 0xFEFF, .last = 0xFEFF},
                                           {.first = 0xFFA0, .last = 0xFFA0},
                                           {.first = 0xFFF0, .last = 0xFFFB},
                                           {.first = 0x1BCA0, .last = 0x1BCA3},
                                           {.first = 0x1D173, .last = 0x1D17A},
                                           {.first = 0xE0000, .last = 0xE0FFF}}};

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t firstAstral = 0x10000;

bool isBreak(char32_t point)
{
    return point == U'\t' || point == U'\n' || point == U'\r';
}

/// At least \p width digits.
std::string hexOf(std::uint32_t value, std::size_t width, std::string_view digits)
{
    constexpr unsigned digitBits = 4;
    constexpr std::uint32_t digitMask = 0xF;
    std::string out;
    for (; value != 0 || out.size() < width; value >>= digitBits)
        out.insert(out.begin(), digits[value & digitMask]);
    return out;
}

constexpr std::string_view upperDigits = "0123456789ABCDEF";
constexpr std::size_t pointWidth = 4;
constexpr std::size_t byteWidth = 2;

std::string bracketed(char32_t point)
{
    return "[U+" + pointNumber(point) + "]";
}

std::string jsonUnit(std::uint32_t unit)
{
    return "\\u" + hexOf(unit, pointWidth, "0123456789abcdef");
}

/// As JSON writes a code unit of UTF-16, two of them beyond the basic plane: RFC 8259, section 7.
std::string jsonEscape(char32_t point)
{
    constexpr std::uint32_t high = 0xD800;
    constexpr std::uint32_t low = 0xDC00;
    constexpr unsigned halfBits = 10;
    constexpr std::uint32_t halfMask = (1U << halfBits) - 1;
    if (point < firstAstral)
        return jsonUnit(point);
    const std::uint32_t rest = point - firstAstral;
    return jsonUnit(high + (rest >> halfBits)) + jsonUnit(low + (rest & halfMask));
}

}  // namespace

std::string pointNumber(char32_t point)
{
    return hexOf(point, pointWidth, upperDigits);
}

bool isUnseen(char32_t point) noexcept
{
    return std::ranges::any_of(
        unseen, [point](const Range& each) { return point >= each.first && point <= each.last; });
}

std::string oneLine(std::string_view text, std::size_t maxBytes)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t kept = out.size();
        const auto point = takeCodePoint(text, at);
        if (!point)
            ++at;
        const char32_t shown = point ? *point : replacement;
        if (isBreak(shown)) {
            out += ' ';
        } else if (isUnseen(shown)) {
            out += bracketed(shown);
        } else {
            appendUtf8(out, shown);
        }
        if (out.size() > maxBytes) {
            out.resize(kept);
            return out + "\u2026";
        }
    }
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const auto point = takeCodePoint(text, at);
        if (!point) {
            out += "[0x" + hexOf(static_cast<unsigned char>(text[begin]), byteWidth, upperDigits)
                   + "]";
            at = begin + 1;
        } else if (isUnseen(*point)) {
            out += bracketed(*point);
        } else {
            appendUtf8(out, *point);
        }
    }
    return out;
}

std::string cleanLines(std::string_view text)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const auto point = takeCodePoint(text, at);
        if (!point)
            at = begin + 1;
        const char32_t shown = point ? *point : replacement;
        const bool endsLine = shown == U'\n' || text.substr(begin).starts_with("\r\n");
        if (isUnseen(shown) && shown != U'\t' && !endsLine) {
            out += bracketed(shown);
        } else {
            appendUtf8(out, shown);
        }
    }
    return out;
}

std::string cleanJson(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    std::size_t at = 0;
    while (at < json.size()) {
        const std::size_t begin = at;
        const auto point = takeCodePoint(json, at);
        if (!point) {
            at = begin + 1;
            appendUtf8(out, replacement);
        } else if (isUnseen(*point) && !isBreak(*point)) {
            out += jsonEscape(*point);  // Valid JSON has none outside of a string.
        } else {
            out.append(json, begin, at - begin);
        }
    }
    return out;
}

}  // namespace hopwright::text
