#include "core/import/lines.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hopwright::import {

namespace {

constexpr std::string_view noBreakSpace = "\xC2\xA0";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isNameByte(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-'
           || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void Lines::find(std::size_t offset, std::size_t number) noexcept
{
    if (offset >= m_text.size()) {
        m_line = {.text = m_text.substr(m_text.size()), .offset = m_text.size(), .number = number};
        m_next = m_text.size();
        m_atEnd = true;
        return;
    }
    const std::size_t found = m_text.find('\n', offset);
    const std::size_t end = std::min(found, m_text.size());
    m_next = found == std::string_view::npos ? m_text.size() : found + 1;
    std::string_view line = m_text.substr(offset, end - offset);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    m_line = {.text = line, .offset = offset, .number = number};
}

std::string_view trimmed(std::string_view text) noexcept
{
    while (!text.empty()) {
        if (text.front() == ' ' || text.front() == '\t' || text.front() == '\r') {
            text.remove_prefix(1);
        } else if (text.starts_with(noBreakSpace)) {
            text.remove_prefix(noBreakSpace.size());
        } else {
            break;
        }
    }
    while (!text.empty()) {
        if (text.back() == ' ' || text.back() == '\t' || text.back() == '\r') {
            text.remove_suffix(1);
        } else if (text.ends_with(noBreakSpace)) {
            text.remove_suffix(noBreakSpace.size());
        } else {
            break;
        }
    }
    return text;
}

bool isBlank(std::string_view text) noexcept
{
    return trimmed(text).empty();
}

std::size_t indentOf(std::string_view text) noexcept
{
    constexpr std::size_t tab = 8;
    std::size_t out = 0;
    for (const char c : text) {
        if (c != ' ' && c != '\t')
            break;
        out += c == '\t' ? tab : 1;
    }
    return out;
}

bool startsWithIgnoringCase(std::string_view text, std::string_view beginning) noexcept
{
    return text.size() >= beginning.size()
           && text::equalsIgnoringAsciiCase(text.substr(0, beginning.size()), beginning);
}

std::size_t findIgnoringCase(std::string_view text, std::string_view what) noexcept
{
    const auto found =
        std::ranges::search(text, what, [](char x, char y) { return text::asciiLower(x) == y; });
    return found.empty() && !what.empty() ? std::string_view::npos
                                          : static_cast<std::size_t>(found.begin() - text.begin());
}

std::optional<Pair> pairOf(std::string_view line) noexcept
{
    for (std::size_t at = line.find(':'); at != std::string_view::npos;
         at = line.find(':', at + 1)) {
        const bool isEnd = at + 1 == line.size();
        if (!isEnd && line[at + 1] != ' ' && line[at + 1] != '\t')
            continue;
        const std::string_view key = trimmed(line.substr(0, at));
        if (key.empty())
            return std::nullopt;
        return Pair{.key = key, .value = trimmed(line.substr(at + 1))};
    }
    return std::nullopt;
}

std::string_view takeWord(std::string_view& text) noexcept
{
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

std::optional<std::uint32_t> decimal(std::string_view digits) noexcept
{
    std::uint32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return whole && !digits.empty() ? std::optional(value) : std::nullopt;
}

std::optional<std::uint32_t> hexadecimal(std::string_view text) noexcept
{
    constexpr std::size_t most = 8;
    if (!text.starts_with("0x") && !text.starts_with("0X"))
        return std::nullopt;
    text.remove_prefix(2);
    if (text.empty() || text.size() > most)
        return std::nullopt;
    std::uint32_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::string codeText(std::uint32_t code)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "0x00000000";
    for (std::size_t at = out.size() - 1; code != 0; --at, code >>= 4U)
        out[at] = digits[code & 0xFU];
    return out;
}

namespace {

/// A number as somebody wrote it: `0x80338012`, `2150858770`, `-2144108526`; a dash alone is one without a value.
struct Numeral {
    std::string_view piece = {};
    bool isNegative = false;
    bool isHex = false;

    std::optional<std::uint32_t> value() const noexcept
    {
        if (isHex)
            return hexadecimal(piece);
        const auto amount = decimal(piece.substr(isNegative ? 1 : 0));
        return isNegative && amount ? std::optional(0U - *amount) : amount;
    }
};

bool beginsNumeral(char c)
{
    return isDigit(c) || c == '-';
}

/// The numeral at \p begin, where one begins.
Numeral numeralAt(std::string_view text, std::size_t begin) noexcept
{
    Numeral out{.isNegative = text[begin] == '-'};
    std::string_view rest = text.substr(begin + (out.isNegative ? 1 : 0));
    out.isHex = rest.starts_with("0x") || rest.starts_with("0X");
    rest.remove_prefix(out.isHex ? 2 : 0);
    const auto end = std::ranges::find_if_not(rest, out.isHex ? &isHexDigit : &isDigit);
    const auto behind = static_cast<std::size_t>(rest.end() - end);
    out.piece = text.substr(begin, text.size() - behind - begin);
    return out;
}

/// Whether it belongs to a name, such as `KB-5005413`.
bool isInName(std::string_view text, std::size_t at) noexcept
{
    return at > 0 && isNameByte(text[at - 1]) && text[at - 1] != '.';
}

bool isErrorCode(std::uint32_t value, bool isHex) noexcept
{
    constexpr std::uint32_t topBit = std::uint32_t{1} << 31U;
    // A decimal of that size is a code only from the facilities that speak so: WinRM's, 0x8033.
    constexpr std::array<std::uint32_t, 3> decimalFacilities{0x8033, 0x8009, 0x8007};
    return (value & topBit) != 0
           && (isHex
               || std::ranges::find(decimalFacilities, value >> 16U) != decimalFacilities.end());
}

}  // namespace

std::optional<std::uint32_t> codeIn(std::string_view text, std::string_view* where) noexcept
{
    for (std::size_t at = 0; at < text.size();) {
        if (!beginsNumeral(text[at])) {
            ++at;
            continue;
        }
        const Numeral numeral = numeralAt(text, at);
        const auto value = isInName(text, at) ? std::nullopt : numeral.value();
        if (value && isErrorCode(*value, numeral.isHex)) {
            if (where != nullptr)
                *where = numeral.piece;
            return value;
        }
        at += numeral.piece.size();
    }
    return std::nullopt;
}

bool isHostName(std::string_view text) noexcept
{
    constexpr std::size_t most = 255;
    const auto isLetterOrDigit = [](char c) {
        return isNameByte(c) && c != '.' && c != '-' && c != '_';
    };
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, isNameByte)
           && isLetterOrDigit(text.front());
}

}  // namespace hopwright::import
