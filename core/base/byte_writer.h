#pragma once

#include "core/base/bytes.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace hopwright {

/// Appends \p more to \p out.
inline void append(Bytes& out, ByteView more)
{
    out.insert(out.end(), more.begin(), more.end());
}

/// Appends \p value, least significant byte first.
template <std::unsigned_integral T>
void appendLittleEndian(Bytes& out, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.push_back(
            static_cast<std::byte>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFFU));
    }
}

/// The bytes of \p text, not copied: the view ends with it.
inline ByteView bytesOf(std::string_view text) noexcept
{
    return std::as_bytes(std::span(text));
}

/// A copy of \p bytes as text; whether they are UTF-8 is the caller's concern.
inline std::string textOf(ByteView bytes)
{
    std::string out(bytes.size(), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        out[i] = static_cast<char>(std::to_integer<unsigned char>(bytes[i]));
    return out;
}

}  // namespace hopwright
