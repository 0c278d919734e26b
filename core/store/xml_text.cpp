#include "core/store/xml_text.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

namespace hopwright::store {

namespace {

/// The character that `#60` or `#x3C` means; nothing when it is no number or too long to be one.
std::optional<std::uint32_t> numberOf(std::string_view name) noexcept
{
    constexpr std::size_t mostDigits = 8;
    if (!name.starts_with('#') || name.size() < 2)
        return std::nullopt;
    const bool isHex = name[1] == 'x';
    const std::string_view digits = name.substr(isHex ? 2 : 1);
    if (digits.size() > mostDigits)
        return std::nullopt;
    std::uint32_t value = 0;
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, isHex ? 16 : 10);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return whole ? std::optional(value) : std::nullopt;
}

/// Whether the character may stand in a file: as model::checkCharacters() says, and no half of a surrogate pair.
bool isReadable(std::uint32_t character) noexcept
{
    const bool isControl = character < 0x20 || character == 0x7F;
    const bool isSurrogate = character >= 0xD800 && character <= 0xDFFF;
    const bool isSpace = character == '\t' || character == '\n' || character == '\r';
    return (!isControl || isSpace) && !isSurrogate && character <= 0x10FFFF;
}

/// Where a comment, a CDATA section or a processing instruction that begins at \p at ends; \p at itself when none does.
std::size_t endOfLiteral(std::string_view xml, std::size_t at) noexcept
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> literals{
        {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
    const std::string_view rest = xml.substr(at);
    for (const auto& [open, close] : literals) {
        if (rest.starts_with(open)) {
            const std::size_t end = xml.find(close, at + open.size());
            return end == std::string_view::npos ? xml.size() : end + close.size();
        }
    }
    return at;
}

Result<void> checkReference(std::string_view xml, std::size_t at)
{
    constexpr std::size_t longest = 12;
    const std::string_view rest = xml.substr(at + 1, longest);
    const std::size_t end = rest.find(';');
    const std::string_view name = rest.substr(0, std::min(end, rest.size()));
    const std::optional<std::uint32_t> number = numberOf(name);
    constexpr std::array<std::string_view, 5> known{"amp", "lt", "gt", "quot", "apos"};
    const bool isKnown = number || std::ranges::find(known, name) != known.end();
    if (end == std::string_view::npos || !isKnown) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("an entity that XML itself does not have is not read"), at);
    }
    if (number && !isReadable(*number)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a control character stands in the text"), at);
    }
    return {};
}

/// What stands where: in a tag, in the value of an attribute, or beside them.
class TextScan {
public:
    TextScan(std::string_view xml, std::size_t maxElements) noexcept
        : m_xml(xml), m_maxElements(maxElements)
    {
    }

    Result<void> run()
    {
        while (m_at < m_xml.size()) {
            if (m_xml[m_at] == '<') {
                HOPWRIGHT_TRY_VOID(begin());
                continue;
            }
            if (m_xml[m_at] == '&')
                HOPWRIGHT_TRY_VOID(checkReference(m_xml, m_at));
            pass(m_xml[m_at]);
            ++m_at;
        }
        return {};
    }

private:
    Result<void> begin()
    {
        // Passed by pugixml: a value could begin a comment here and hide what follows from this check.
        if (m_isInTag)
            return fail(ErrorCode::Malformed, Sentence::saying("a < stands within a tag"), m_at);
        if (m_xml.substr(m_at).starts_with("<!DOCTYPE")) {
            return fail(ErrorCode::Malformed, Sentence::saying("a document type is not read"),
                        m_at);
        }
        if (++m_elements > m_maxElements) {
            return fail(ErrorCode::TooLarge, Sentence::saying("the file has too many elements"),
                        m_at);
        }
        const std::size_t end = endOfLiteral(m_xml, m_at);
        m_isInTag = end == m_at;
        m_at = m_isInTag ? m_at + 1 : end;
        return {};
    }

    void pass(char c) noexcept
    {
        if (m_quote != '\0') {
            m_quote = c == m_quote ? '\0' : m_quote;
        } else if (m_isInTag && (c == '"' || c == '\'')) {
            m_quote = c;
        } else if (c == '>') {
            m_isInTag = false;
        }
    }

    std::string_view m_xml;
    std::size_t m_maxElements;
    std::size_t m_elements = 0;
    std::size_t m_at = 0;
    bool m_isInTag = false;
    char m_quote = '\0';  ///< What the value of an attribute began with; none outside of one.
};

}  // namespace

Result<void> checkXmlText(std::string_view xml, std::size_t maxElements)
{
    HOPWRIGHT_TRY_VOID(model::checkCharacters(xml, model::LineEnds::Allowed));
    return TextScan(xml, maxElements).run();
}

Place placeOf(std::string_view xml, std::size_t offset)
{
    const std::string_view before = xml.substr(0, std::min(offset, xml.size()));
    const std::size_t lineStart = before.rfind('\n') + 1;  // Also without one: npos + 1 is 0.
    const auto isCharacter = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    };
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = std::ranges::count_if(before.substr(lineStart), isCharacter) + 1;
    return {.line = static_cast<std::size_t>(line), .column = static_cast<std::size_t>(column)};
}

Error placed(Error error, std::string_view xml, std::size_t offset)
{
    error.offset = std::min(offset, xml.size());
    const Place place = placeOf(xml, offset);
    error.detail =
        Sentence::saying("line %1, column %2: %3", place.line, place.column, error.detail);
    return error;
}

}  // namespace hopwright::store
