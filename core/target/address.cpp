#include "core/target/address.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hopwright::target {

namespace {

constexpr std::size_t groupsOfIpv6 = 8;
constexpr std::size_t groupsOfIpv4 =
    2;  ///< That its dotted form stands for at the end of an IPv6 address.

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c) noexcept
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A number from 0 to 255 without leading zeros.
bool isOctet(std::string_view text) noexcept
{
    constexpr std::size_t mostDigits = 3;
    constexpr int most = 255;
    if (text.empty() || text.size() > mostDigits || !std::ranges::all_of(text, isDigit)
        || (text.size() > 1 && text.front() == '0'))
        return false;
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c - '0');
    return value <= most;
}

bool isIpv4(std::string_view text) noexcept
{
    constexpr int octets = 4;
    for (int i = 1; i < octets; ++i) {
        const std::size_t dot = text.find('.');
        if (dot == std::string_view::npos || !isOctet(text.substr(0, dot)))
            return false;
        text.remove_prefix(dot + 1);
    }
    return isOctet(text);
}

/// How many groups of 16 bits \p text has, where an IPv4 address may stand last; nothing: it is no list of groups.
std::optional<std::size_t> groupsIn(std::string_view text, bool mayEndInIpv4) noexcept
{
    constexpr std::size_t mostDigits = 4;
    if (text.empty())
        return 0;
    std::size_t groups = 0;
    while (true) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        const std::string_view group = text.substr(0, colon);
        const bool last = colon == text.size();
        if (last && mayEndInIpv4 && isIpv4(group))
            return groups + groupsOfIpv4;
        if (group.empty() || group.size() > mostDigits || !std::ranges::all_of(group, isHexDigit))
            return std::nullopt;
        ++groups;
        if (last)
            return groups;
        text.remove_prefix(colon + 1);
    }
}

bool isIpv6(std::string_view text) noexcept
{
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return groupsIn(text, true) == groupsOfIpv6;
    const auto before = groupsIn(text.substr(0, gap), false);
    const auto after = groupsIn(text.substr(gap + 2), true);
    return before && after && *before + *after < groupsOfIpv6;
}

}  // namespace

std::optional<AddressFamily> addressFamily(std::string_view text) noexcept
{
    if (text.size() > maxAddressBytes)
        return std::nullopt;
    if (isIpv4(text))
        return AddressFamily::Ipv4;
    const std::size_t percent = text.find('%');
    const bool emptyZone = percent != std::string_view::npos && percent + 1 == text.size();
    if (!emptyZone && isIpv6(text.substr(0, percent)))
        return AddressFamily::Ipv6;
    return std::nullopt;
}

bool isOwnName(std::string_view host) noexcept
{
    constexpr std::array<std::string_view, 4> names{"localhost", "127.0.0.1", "::1", "[::1]"};
    return std::ranges::any_of(
        names, [host](std::string_view each) { return text::equalsIgnoringAsciiCase(each, host); });
}

}  // namespace hopwright::target
