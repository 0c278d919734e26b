#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Registry.pol as [MS-GPREG] 2.2.1 lays it out; ASCII alone.
namespace hopwright::registry::tests {

inline std::string utf16(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        out += c;
        out += '\0';
    }
    return out;
}

inline std::string number(std::uint32_t value)
{
    std::string out;
    for (unsigned i = 0; i < 4; ++i)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

inline std::string polHeader()
{
    return "PReg" + number(1);
}

inline std::string record(std::string_view key, std::string_view name, std::uint32_t type,
                          std::string_view data)
{
    const std::string end("\0\0", 2);
    return utf16("[") + utf16(key) + end + utf16(";") + utf16(name) + end + utf16(";")
           + number(type) + utf16(";") + number(static_cast<std::uint32_t>(data.size()))
           + utf16(";") + std::string(data) + utf16("]");
}

inline std::string numberRecord(std::string_view key, std::string_view name, std::uint32_t value)
{
    return record(key, name, 4, number(value));
}

inline std::string textRecord(std::string_view key, std::string_view name, std::string_view text)
{
    return record(key, name, 1, utf16(text) + std::string("\0\0", 2));
}

}  // namespace hopwright::registry::tests
