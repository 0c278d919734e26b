#include "core/text/utf16.h"

#include "core/text/utf8.h"

#include <cstdint>

namespace hopwright::text {

namespace {

template <typename Out>
void appendUnit(Out& out, char32_t unit)
{
    out.push_back(static_cast<std::byte>(unit & 0xFFU));
    out.push_back(static_cast<std::byte>(unit >> 8U & 0xFFU));
}

template <typename Out>
Result<Out> encode(std::string_view utf8)
{
    Out out;
    out.reserve(utf8.size() * 2);
    for (std::size_t at = 0; at < utf8.size();) {
        HOPWRIGHT_TRY(const char32_t point, takeCodePoint(utf8, at));
        if (point < 0x10000) {
            appendUnit(out, point);
            continue;
        }
        appendUnit(out, 0xD800U + ((point - 0x10000U) >> 10U));
        appendUnit(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
    }
    return out;
}

bool isHighSurrogate(char32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLowSurrogate(char32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

}  // namespace

Result<Bytes> toUtf16Le(std::string_view utf8)
{
    return encode<Bytes>(utf8);
}

Result<Secret> toUtf16Le(const Secret& utf8)
{
    const ByteView bytes = utf8.expose();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    HOPWRIGHT_TRY(const auto out,
                  (encode<std::vector<std::byte, WipingAllocator<std::byte>>>(text)));
    return Secret(out);
}

Result<std::string> fromUtf16Le(ByteView utf16)
{
    const auto unitAt = [utf16](std::size_t at) {
        return std::to_integer<char32_t>(utf16[at])
               | std::to_integer<char32_t>(utf16[at + 1]) << 8U;
    };
    const std::size_t whole = utf16.size() / 2 * 2;
    std::string out;
    out.reserve(utf16.size());
    for (std::size_t at = 0; at < whole; at += 2) {
        char32_t point = unitAt(at);
        if (isHighSurrogate(point) && at + 2 < whole && isLowSurrogate(unitAt(at + 2))) {
            point = 0x10000U + ((point - 0xD800U) << 10U) + (unitAt(at + 2) - 0xDC00U);
            at += 2;
        } else if (isHighSurrogate(point) || isLowSurrogate(point)) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("the UTF-16 text has half a surrogate pair"), at);
        }
        appendUtf8(out, point);
    }
    if (whole != utf16.size()) {
        return fail(ErrorCode::Truncated, Sentence::saying("the UTF-16 text ends inside a unit"),
                    whole);
    }
    return out;
}

}  // namespace hopwright::text
