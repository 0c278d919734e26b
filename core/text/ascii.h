#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace hopwright::text {

/// ASCII only and without a locale: other bytes, UTF-8 among them, stay as they are.
inline char asciiLower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string asciiLower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return asciiLower(c); });
    return out;
}

inline bool equalsIgnoringAsciiCase(std::string_view a, std::string_view b) noexcept
{
    return std::ranges::equal(a, b, [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

/// `fd00::5` of `[fd00::5]`, as what connects and compares addresses takes it; another text as it is.
inline std::string_view withoutBrackets(std::string_view host) noexcept
{
    const bool inBrackets = host.size() > 1 && host.starts_with('[') && host.ends_with(']');
    return inBrackets ? host.substr(1, host.size() - 2) : host;
}

}  // namespace hopwright::text
