#include "core/text/decode.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hopwright::text {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t firstHigh = 0x80;

/// Code page 850, from 0x80: unicode.org, VENDORS/MICSFT/PC/CP850.TXT.
constexpr std::array<char16_t, 128> cp850{
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557,
    0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB,
    0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9,
    0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0};

/// Code page 1252, from 0x80 to 0x9F: unicode.org, VENDORS/MICSFT/WINDOWS/CP1252.TXT. From 0xA0 it is Latin-1.
constexpr std::array<char16_t, 32> cp1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned char byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

char32_t pointOf(unsigned char byte, Encoding page)
{
    if (byte < firstHigh)
        return byte;
    const std::size_t index = byte - firstHigh;
    if (page == Encoding::Cp850)
        return cp850[index];
    return index < cp1252.size() ? char32_t{cp1252[index]} : char32_t{byte};
}

bool isAsciiUpper(char32_t point)
{
    return point >= U'A' && point <= U'Z';
}

bool isAsciiLower(char32_t point)
{
    return point >= U'a' && point <= U'z';
}

/// Of the letters that the two pages have.
bool isUpper(char32_t point)
{
    const bool isLatin1 = point >= 0xC0 && point <= 0xDE && point != 0xD7;
    return isAsciiUpper(point) || isLatin1 || point == 0x160 || point == 0x17D || point == 0x152
           || point == 0x178;
}

bool isLower(char32_t point)
{
    const bool isLatin1 = point >= 0xDF && point <= 0xFF && point != 0xF7;
    return isAsciiLower(point) || isLatin1 || point == 0x161 || point == 0x17E || point == 0x153;
}

bool isLetter(char32_t point)
{
    return isUpper(point) || isLower(point);
}

bool isFrame(char32_t point)
{
    return point >= 0x2500 && point <= 0x259F;
}

/// Letters that the languages of Western Europe write every day, so that of two readings one of these is the likelier.
bool isCommon(char32_t point)
{
    constexpr std::u32string_view common = U"äöüßÄÖÜéèêëàâçîïôûùœÉÈÀÇñáíóúÑÁÍÓÚãõìòåæøÅÆØ";
    return common.contains(point);
}

/// How much more likely a reading is by one character that stands as it should, or less by one that does not.
constexpr int good = 4;

int fitOfLetter(char32_t before, char32_t point, char32_t after)
{
    // A capital within a word of small letters is what the other page makes of a small one.
    if (isUpper(point) && isLower(before))
        return -good;
    if (isLower(point) && !isLower(before) && isUpper(after))
        return -good;
    if (!isLetter(before) && !isLetter(after))
        return 0;
    return isCommon(point) ? good : 1;
}

int fitOfFrame(char32_t before, char32_t after)
{
    if (isFrame(before) || isFrame(after))
        return good + 1;  // Capitals, to the other page.
    return isLetter(before) || isLetter(after) ? -good : 0;
}

int fitOfSign(char32_t point, bool isBetweenLetters)
{
    const bool isApostrophe = point == 0x2019;
    const bool isDash = point == 0x2013 || point == 0x2014;
    const bool isQuote = (point >= 0x2018 && point <= 0x201E) || point == 0xAB || point == 0xBB;
    if (!isBetweenLetters)
        return isDash || isQuote ? 1 : 0;
    if (isApostrophe)
        return 2;
    return isDash ? -1 : -good;
}

/// How well \p point stands between its neighbours; 0: this says nothing.
int fitOf(char32_t before, char32_t point, char32_t after)
{
    if (point == replacement)
        return -good;
    if (isLetter(point))
        return fitOfLetter(before, point, after);
    if (isFrame(point))
        return fitOfFrame(before, after);
    return fitOfSign(point, isLetter(before) && isLetter(after));
}

/// The page under which the bytes make more sense; where both make the same, CP1252, which editors and mail programs save.
Encoding likelierPage(std::string_view bytes)
{
    long long score850 = 0;
    long long score1252 = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned char byte = byteAt(bytes, i);
        if (byte < firstHigh)
            continue;
        const unsigned char before = i == 0 ? 0 : byteAt(bytes, i - 1);
        const unsigned char after = i + 1 == bytes.size() ? 0 : byteAt(bytes, i + 1);
        const auto fit = [&](Encoding page) {
            return fitOf(pointOf(before, page), pointOf(byte, page), pointOf(after, page));
        };
        score850 += fit(Encoding::Cp850);
        score1252 += fit(Encoding::Cp1252);
    }
    return score850 > score1252 ? Encoding::Cp850 : Encoding::Cp1252;
}

/// UTF-16 by its zero bytes: of Latin text every second one is zero, of other scripts still blanks, digits and line ends.
std::optional<Encoding> zerosOfUtf16(std::string_view bytes)
{
    constexpr std::size_t sample = std::size_t{64} * 1024;
    constexpr std::size_t mostStrays = 4;  // One zero to four may stand at the other place.
    constexpr std::size_t few = 32;
    const std::string_view looked = bytes.substr(0, sample);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < looked.size(); ++i)
        zeros[i % 2] += looked[i] == '\0' ? 1U : 0U;
    const std::size_t units = looked.size() / 2;
    const std::size_t leastShare = units < few ? 5 : 12;  // One unit in so many.
    const auto isHigh = [&](std::size_t high, std::size_t low) {
        return high != 0 && high * leastShare >= units && low * mostStrays <= high;
    };
    if (isHigh(zeros[1], zeros[0]))
        return Encoding::Utf16Le;
    return isHigh(zeros[0], zeros[1]) ? std::optional(Encoding::Utf16Be) : std::nullopt;
}

/// Puts a text together and counts what it had to replace.
class Building {
public:
    explicit Building(std::size_t bytes) { m_out.text.reserve(bytes); }

    void put(char32_t point)
    {
        if (point == 0)
            return;
        m_out.replaced += point == replacement ? 1U : 0U;
        appendUtf8(m_out.text, point);
    }

    Decoded take(Encoding encoding)
    {
        m_out.encoding = encoding;
        return std::move(m_out);
    }

private:
    Decoded m_out;
};

bool isFirstHalf(char32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isSecondHalf(char32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

Decoded fromUtf16(std::string_view bytes, Encoding encoding)
{
    const std::size_t high = encoding == Encoding::Utf16Le ? 1 : 0;
    const auto unitAt = [&](std::size_t at) {
        return char32_t{byteAt(bytes, at + high)} << 8U | char32_t{byteAt(bytes, at + 1 - high)};
    };
    const std::size_t whole = bytes.size() / 2 * 2;
    Building out(bytes.size());
    for (std::size_t at = 0; at < whole; at += 2) {
        const char32_t unit = unitAt(at);
        const char32_t next = isFirstHalf(unit) && at + 2 < whole ? unitAt(at + 2) : 0;
        if (isSecondHalf(next)) {
            out.put(0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
            at += 2;
        } else {
            out.put(isFirstHalf(unit) || isSecondHalf(unit) ? replacement : unit);
        }
    }
    if (whole != bytes.size() && bytes.back() != '\0')
        out.put(replacement);
    return out.take(encoding);
}

/// Tells how much of \p bytes is UTF-8 beyond ASCII, and how much is not.
struct Utf8Count {
    std::size_t sequences = 0;
    std::size_t strays = 0;
};

Utf8Count countUtf8(std::string_view bytes)
{
    constexpr std::size_t enough = 4096;  // So many more strays than sequences decide.
    Utf8Count out;
    for (std::size_t at = 0; at < bytes.size() && out.strays < out.sequences + enough;) {
        if (byteAt(bytes, at) < firstHigh) {
            ++at;
            continue;
        }
        const auto point = takeCodePoint(bytes, at);
        if (point) {
            ++out.sequences;
            continue;
        }
        // Cut within a sequence; one byte alone is as likely a letter of a page.
        const bool isCut = point.error().code == ErrorCode::Truncated && at + 1 < bytes.size();
        (isCut ? out.sequences : out.strays) += 1;
        at = isCut ? bytes.size() : at + 1;
    }
    return out;
}

Decoded fromUtf8(std::string_view bytes)
{
    Building out(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        if (const unsigned char byte = byteAt(bytes, at); byte < firstHigh) {
            out.put(byte);
            ++at;
            continue;
        }
        const auto point = takeCodePoint(bytes, at);
        at += point ? 0 : 1;
        out.put(point.value_or(replacement));
    }
    return out.take(Encoding::Utf8);
}

Decoded fromPage(std::string_view bytes, Encoding page)
{
    Building out(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); ++at)
        out.put(pointOf(byteAt(bytes, at), page));
    return out.take(page);
}

}  // namespace

std::string_view nameOf(Encoding encoding) noexcept
{
    constexpr std::array<std::string_view, 5> names{"UTF-8", "UTF-16LE", "UTF-16BE", "CP850",
                                                    "CP1252"};
    return names[static_cast<std::size_t>(encoding)];
}

Decoded decode(std::string_view bytes)
{
    constexpr std::string_view utf8Mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(utf8Mark))
        return fromUtf8(bytes.substr(utf8Mark.size()));
    if (bytes.starts_with("\xFF\xFE"))
        return fromUtf16(bytes.substr(2), Encoding::Utf16Le);
    if (bytes.starts_with("\xFE\xFF"))
        return fromUtf16(bytes.substr(2), Encoding::Utf16Be);
    if (const auto utf16 = zerosOfUtf16(bytes))
        return fromUtf16(bytes, *utf16);
    // Text of two origins is UTF-8 where most of it is; a cut one ends within a sequence.
    const Utf8Count count = countUtf8(bytes);
    if (count.strays <= count.sequences)
        return fromUtf8(bytes);
    return fromPage(bytes, likelierPage(bytes));
}

}  // namespace hopwright::text
