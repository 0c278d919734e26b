#pragma once

#include <optional>
#include <string_view>

namespace hopwright::target {

enum class AddressFamily { Ipv4, Ipv6 };

/// What kind of IP address \p text is, without brackets; nothing: none. IPv4 is four decimal numbers up to 255 without leading
/// zeros, IPv6 as in RFC 4291 §2.2, with or without a zone (RFC 4007 §11): `fe80::1%eth0`. A test holds it to inet_pton. Cost: one
/// walk over \p text; nothing longer than maxAddressBytes is one.
std::optional<AddressFamily> addressFamily(std::string_view text) noexcept;

/// With a zone as long as an interface's name may be on any system.
inline constexpr std::size_t maxAddressBytes = 45 + 1 + 256;

/// `localhost`, `127.0.0.1`, `::1` and `[::1]`: what each machine calls itself.
bool isOwnName(std::string_view host) noexcept;

}  // namespace hopwright::target
