#pragma once

#include <cstdint>

/// Identifier octets of the ASN.1 types in use here: X.690 8.1.2, low tag numbers only.
namespace hopwright::wire::asn1::tag {

inline constexpr std::uint8_t boolean = 0x01;
inline constexpr std::uint8_t integer = 0x02;
inline constexpr std::uint8_t bitString = 0x03;
inline constexpr std::uint8_t octetString = 0x04;
inline constexpr std::uint8_t objectIdentifier = 0x06;
inline constexpr std::uint8_t enumerated = 0x0A;
inline constexpr std::uint8_t generalString = 0x1B;
inline constexpr std::uint8_t sequence = 0x30;
/// [APPLICATION 0], constructed: the frame of a first GSS-API token (RFC 2743 3.1).
inline constexpr std::uint8_t application0 = 0x60;

/// [\p number] EXPLICIT, 0 to 30.
constexpr std::uint8_t context(unsigned number)
{
    return static_cast<std::uint8_t>(0xA0U | number);
}

}  // namespace hopwright::wire::asn1::tag
