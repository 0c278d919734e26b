#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <string_view>

namespace hopwright::text {

/// Where something stands in a text, in bytes.
struct Place {
    std::size_t offset = 0;
    std::size_t length = 0;

    std::size_t end() const noexcept { return offset + length; }
    bool holds(std::size_t at) const noexcept { return at >= offset && at < end(); }
    auto operator<=>(const Place&) const = default;
};

/// The line of \p offset, from 1. Cost: what stands before it.
inline std::size_t lineOf(std::string_view text, std::size_t offset) noexcept
{
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

/// The bytes at \p place; cut where \p text ends.
inline std::string_view at(std::string_view text, Place place) noexcept
{
    return place.offset > text.size() ? std::string_view()
                                      : text.substr(place.offset, place.length);
}

}  // namespace hopwright::text
