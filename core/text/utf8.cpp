#include "core/text/utf8.h"

#include <cassert>

namespace hopwright::text {

namespace {

/// What the first byte of a sequence says: RFC 3629 section 3.
struct Lead {
    std::size_t length;  ///< Of the whole sequence; 0 when no sequence begins so.
    char32_t bits;
    char32_t least;  ///< A smaller value would be an overlong form.
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {.length = 1, .bits = byte, .least = 0};
    if (byte >= 0xC2 && byte < 0xE0)
        return {.length = 2, .bits = byte & 0x1FU, .least = 0x80};
    if (byte >= 0xE0 && byte < 0xF0)
        return {.length = 3, .bits = byte & 0x0FU, .least = 0x800};
    if (byte >= 0xF0 && byte < 0xF5)
        return {.length = 4, .bits = byte & 0x07U, .least = 0x10000};
    return {.length = 0, .bits = 0, .least = 0};
}

bool isScalarValue(char32_t point)
{
    return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

}  // namespace

Result<char32_t> takeCodePoint(std::string_view utf8, std::size_t& at)
{
    assert(at < utf8.size());
    const auto [length, bits, least] = leadOf(static_cast<unsigned char>(utf8[at]));
    if (length == 0)
        return fail(ErrorCode::Malformed, Sentence::saying("the text is not UTF-8"), at);

    char32_t point = bits;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i == utf8.size()) {
            return fail(ErrorCode::Truncated,
                        Sentence::saying("the text ends inside a UTF-8 sequence"), at);
        }
        const auto byte = static_cast<unsigned char>(utf8[at + i]);
        if ((byte & 0xC0U) != 0x80U)
            return fail(ErrorCode::Malformed, Sentence::saying("the text is not UTF-8"), at);
        point = point << 6U | (byte & 0x3FU);
    }
    if (point < least || !isScalarValue(point))
        return fail(ErrorCode::Malformed, Sentence::saying("the text is not UTF-8"), at);
    at += length;
    return point;
}

void appendUtf8(std::string& out, char32_t point)
{
    assert(isScalarValue(point));
    const auto put = [&out](char32_t byte) {
        out.push_back(static_cast<char>(byte));
    };
    if (point < 0x80) {
        put(point);
        return;
    }
    if (point < 0x800) {
        put(0xC0U | point >> 6U);
    } else if (point < 0x10000) {
        put(0xE0U | point >> 12U);
        put(0x80U | (point >> 6U & 0x3FU));
    } else {
        put(0xF0U | point >> 18U);
        put(0x80U | (point >> 12U & 0x3FU));
        put(0x80U | (point >> 6U & 0x3FU));
    }
    put(0x80U | (point & 0x3FU));
}

}  // namespace hopwright::text
