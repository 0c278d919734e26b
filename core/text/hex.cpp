#include "core/text/hex.h"

#include <optional>

namespace hopwright::text {

namespace {

std::optional<unsigned> digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A') + 10;
    return std::nullopt;
}

}  // namespace

std::string toHex(ByteView bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        out.push_back(digits[std::to_integer<std::size_t>(byte >> 4)]);
        out.push_back(digits[std::to_integer<std::size_t>(byte & std::byte{0x0F})]);
    }
    return out;
}

Result<Bytes> fromHex(std::string_view digits)
{
    Bytes out;
    out.reserve(digits.size() / 2);
    unsigned high = 0;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const std::optional<unsigned> value = digitValue(digits[at]);
        if (!value)
            return fail(ErrorCode::Malformed, Sentence::saying("not a hexadecimal digit"), at);
        if (at % 2 == 1)
            out.push_back(static_cast<std::byte>(high << 4U | *value));
        high = *value;
    }
    if (digits.size() % 2 == 1) {
        return fail(ErrorCode::Truncated, Sentence::saying("half a byte is left over"),
                    digits.size());
    }
    return out;
}

}  // namespace hopwright::text
