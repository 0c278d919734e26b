#pragma once

#include <algorithm>
#include <string_view>

namespace hopwright::wire::http {

/// A byte of a token, such as a method or a header's name: RFC 9110 5.6.2.
inline bool isTokenByte(char c) noexcept
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || others.contains(c);
}

inline bool isToken(std::string_view text) noexcept
{
    return !text.empty() && std::ranges::all_of(text, isTokenByte);
}

/// A control character, which no line of a message may hold; the tab is none of them: RFC 9110 5.5.
inline bool isControl(char c) noexcept
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7F';
}

inline bool hasControl(std::string_view text) noexcept
{
    return std::ranges::any_of(text, isControl);
}

/// \p text without blanks and tabs around it: RFC 9110 5.6.3, OWS.
inline std::string_view trimmed(std::string_view text) noexcept
{
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

}  // namespace hopwright::wire::http
