#include "core/base/date.h"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace hopwright {

namespace {

/// The number that \p text is made of, digits alone.
std::optional<unsigned> numberOf(std::string_view text) noexcept
{
    unsigned out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return out;
}

}  // namespace

std::optional<Date> readDate(std::string_view text) noexcept
{
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = numberOf(text.substr(0, 4));
    const auto month = numberOf(text.substr(5, 2));
    const auto day = numberOf(text.substr(8, 2));
    if (!year || *year == 0 || !month || !day)
        return std::nullopt;
    const Date out(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                   std::chrono::day(*day));
    return out.ok() ? std::optional(out) : std::nullopt;
}

long daysFrom(Date earlier, Date later) noexcept
{
    return (std::chrono::sys_days(later) - std::chrono::sys_days(earlier)).count();
}

}  // namespace hopwright
