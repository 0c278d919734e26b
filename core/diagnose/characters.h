#pragma once

namespace hopwright::diagnose {

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}
constexpr bool isLetter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isUpper(char c) noexcept
{
    return c >= 'A' && c <= 'Z';
}
constexpr bool isHex(char c) noexcept
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}
constexpr bool isBreak(char c) noexcept
{
    return c == '\n' || c == '\r';
}
/// A letter beyond ASCII, or a part of it.
constexpr bool isForeign(char c) noexcept
{
    return static_cast<unsigned char>(c) >= 0x80;
}
/// What a word or a key such as `ansible_password` is made of.
constexpr bool isOfWord(char c) noexcept
{
    return isLetter(c) || isDigit(c) || c == '_' || isForeign(c);
}
/// What the name of a machine is made of.
constexpr bool isOfName(char c) noexcept
{
    return isOfWord(c) || c == '-' || c == '.';
}

}  // namespace hopwright::diagnose
