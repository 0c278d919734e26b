#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright {

/// Whose number a code is: 5 of Win32 and 5 of another family say different things.
enum class CodeFamily : std::uint8_t { Win32, HResult, NtStatus, Http, Sql, TlsAlert };

/// What a machine gave as its reason, or would: a number with its family (domain reference §8; [MS-ERREF] 2.1 to 2.3).
struct StatusCode {
    CodeFamily family = CodeFamily::Win32;
    std::uint32_t number = 0;

    static constexpr StatusCode win32(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::Win32, .number = number};
    }
    static constexpr StatusCode hresult(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::HResult, .number = number};
    }
    static constexpr StatusCode ntStatus(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::NtStatus, .number = number};
    }
    static constexpr StatusCode http(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::Http, .number = number};
    }
    static constexpr StatusCode sql(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::Sql, .number = number};
    }
    static constexpr StatusCode tlsAlert(std::uint32_t number) noexcept
    {
        return {.family = CodeFamily::TlsAlert, .number = number};
    }

    auto operator<=>(const StatusCode&) const = default;
};

/// RFC 9110 15.5.2.
inline constexpr StatusCode httpUnauthorized = StatusCode::http(401);

/// A number as machines and PowerShell give it, without a family: up to 65535 of Win32, else an HRESULT or, from 0xC0000000 on,
/// an NTSTATUS. Nothing for 0, which is no failure.
std::optional<StatusCode> statusCodeOf(std::uint32_t number) noexcept;

/// The HRESULT that stands for a Win32 code (0x80070005) as that code; any other as it is: what compares codes compares these.
StatusCode withoutWrapping(StatusCode code) noexcept;

/// `5`, `401`, `0x803381A3`: what files, JSON and people read.
std::string textOf(StatusCode code);
/// The same; \p otherwise where there is none.
std::string textOf(const std::optional<StatusCode>& code, std::string_view otherwise = {});

/// Reads what textOf() writes, decimal up to five digits, else `0x` and eight digits in capitals. Decimal is taken for Win32.
/// Nothing for any other text.
std::optional<StatusCode> readStatusCode(std::string_view text) noexcept;

}  // namespace hopwright
