#include "core/text/base64.h"

#include <algorithm>
#include <cstdint>

namespace hopwright::text {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::size_t paddingOf(std::string_view text)
{
    if (text.ends_with("=="))
        return 2;
    return text.ends_with('=') ? 1 : 0;
}

}  // namespace

std::string toBase64(ByteView bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const ByteView group = bytes.subspan(at).first(std::min<std::size_t>(3, bytes.size() - at));
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8U | (i < group.size() ? std::to_integer<std::uint32_t>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out.push_back(i <= group.size() ? alphabet[bits >> (18 - 6 * i) & 0x3FU] : '=');
    }
    return out;
}

Result<Bytes> fromBase64(std::string_view text)
{
    const std::size_t digits = text.size() - paddingOf(text);
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t at = 0; at < digits; ++at) {
        const std::size_t value = alphabet.find(text[at]);
        if (value == std::string_view::npos)
            return fail(ErrorCode::Malformed, Sentence::saying("not a Base64 digit"), at);
        bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::byte>(bits >> held & 0xFFU));
        }
    }
    if (text.size() % 4 != 0) {
        return fail(ErrorCode::Truncated, Sentence::saying("the Base64 text ends early"),
                    text.size());
    }
    // Otherwise two texts would stand for the same bytes.
    if ((bits & ((1U << held) - 1U)) != 0) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the last Base64 digit has bits too many"), digits - 1);
    }
    return out;
}

}  // namespace hopwright::text
