#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace hopwright::wire::wsman {

/// The longest duration that is read; longer ones are no durations here.
inline constexpr std::chrono::milliseconds maxDuration = std::chrono::hours(24 * 365);

/// An xs:duration without years, months and sign, such as `PT20S`, `PT60.000S` or `P0DT1H2M3S`: XML Schema Part 2, 3.2.6.
/// Parts of a millisecond are cut. \returns nothing for any other text.
std::optional<std::chrono::milliseconds> readDuration(std::string_view text);

}  // namespace hopwright::wire::wsman
