#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hopwright::text {

/// What a text's bytes were taken for. Cp850 is what a console of Western Europe writes, Cp1252 what an editor there saves.
enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Cp850, Cp1252 };

/// `UTF-8`, `UTF-16LE`, `UTF-16BE`, `CP850`, `CP1252`: for files, JSON and people alike.
std::string_view nameOf(Encoding encoding) noexcept;

/// A text that somebody has, as UTF-8.
struct Decoded {
    std::string text = {};  ///< Valid UTF-8 without NUL and without a byte order mark.
    Encoding encoding = Encoding::Utf8;
    std::size_t replaced = 0;  ///< How many times U+FFFD stands for bytes that meant nothing.

    bool operator==(const Decoded&) const = default;
};

/// Any bytes as a text. The encoding is, in this order: what a byte order mark says; UTF-16, when zero bytes stand at every
/// second place as they do there; UTF-8, when it is that but for a few bytes; else CP850 or CP1252, by which of them makes words
/// and frames of the bytes from 0x80. ASCII is UTF-8. The last of these is a guess: a line without a word in it can be both.
/// Bytes that mean nothing become U+FFFD, NULs are left out. Cost: linear; the text at most three times its bytes.
Decoded decode(std::string_view bytes);

}  // namespace hopwright::text
