#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace hopwright {

/// A day of the calendar, without a time and without a zone: as people write it on a contract.
using Date = std::chrono::year_month_day;

/// A day as ISO 8601 has it, `2026-03-31`; nothing: \p text is none, as `2026-02-30` is not.
std::optional<Date> readDate(std::string_view text) noexcept;

/// How many days \p later is behind \p earlier; below 0: it is before it.
long daysFrom(Date earlier, Date later) noexcept;

}  // namespace hopwright
