#include "core/vocabulary/status_code.h"

#include <algorithm>
#include <charconv>

namespace hopwright {

namespace {

constexpr std::uint32_t mostWin32 = 0xFFFF;
constexpr std::uint32_t wrapsWin32 =
    0x80070000;  // [MS-ERREF] 2.1.2, HRESULT_FROM_WIN32: facility 7.
constexpr std::uint32_t firstNtStatusError = 0xC0000000;
constexpr std::string_view hexMark = "0x";
constexpr std::size_t hexDigits = 8;
constexpr std::size_t mostDecimalDigits = 5;

bool isHexDigit(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

}  // namespace

std::optional<StatusCode> statusCodeOf(std::uint32_t number) noexcept
{
    if (number == 0)
        return std::nullopt;
    CodeFamily family = CodeFamily::Win32;
    if (number >= firstNtStatusError) {
        family = CodeFamily::NtStatus;
    } else if (number > mostWin32) {
        family = CodeFamily::HResult;
    }
    return StatusCode{.family = family, .number = number};
}

StatusCode withoutWrapping(StatusCode code) noexcept
{
    const bool wraps =
        code.family == CodeFamily::HResult && (code.number & ~mostWin32) == wrapsWin32;
    return wraps ? StatusCode::win32(code.number & mostWin32) : code;
}

std::string textOf(StatusCode code)
{
    if (code.family != CodeFamily::HResult && code.family != CodeFamily::NtStatus)
        return std::to_string(code.number);
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr unsigned bitsOfADigit = 4;
    std::string out(hexMark);
    for (std::size_t i = hexDigits; i-- > 0;)
        out += digits[(code.number >> (i * bitsOfADigit)) & 0xFU];
    return out;
}

std::string textOf(const std::optional<StatusCode>& code, std::string_view otherwise)
{
    return code ? textOf(*code) : std::string(otherwise);
}

std::optional<StatusCode> readStatusCode(std::string_view text) noexcept
{
    const bool hex = text.starts_with(hexMark);
    if (hex)
        text.remove_prefix(hexMark.size());
    if (hex ? text.size() != hexDigits || !std::ranges::all_of(text, isHexDigit)
            : text.size() > mostDecimalDigits)
        return std::nullopt;
    constexpr int hexadecimal = 16;
    constexpr int decimal = 10;
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number,
                                      hex ? hexadecimal : decimal);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    if (!hex)
        return StatusCode::win32(number);
    return StatusCode{.family =
                          number >= firstNtStatusError ? CodeFamily::NtStatus : CodeFamily::HResult,
                      .number = number};
}

}  // namespace hopwright
