#include "core/wire/wsman/clixml.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/text/utf16.h"

#include <pugixml.hpp>

#include <charconv>
#include <cstdint>
#include <optional>

namespace hopwright::wire::wsman {

namespace {

constexpr std::string_view head = "#< CLIXML";
constexpr std::uint16_t replacement = 0xFFFD;

bool isHigh(std::uint16_t unit)
{
    return (unit & 0xFC00U) == 0xD800U;
}

bool isLow(std::uint16_t unit)
{
    return (unit & 0xFC00U) == 0xDC00U;
}

/// UTF-16 units that may be written one by one; those without their other half are replaced.
class Units {
public:
    void add(std::uint16_t unit)
    {
        if (m_high && !isLow(unit))
            close();
        if (isHigh(unit)) {
            m_high = unit;
            return;
        }
        if (m_high)
            appendLittleEndian(m_bytes, *m_high);
        appendLittleEndian(m_bytes, isLow(unit) && !m_high ? replacement : unit);
        m_high.reset();
    }
    void add(ByteView text)
    {
        if (!text.empty())
            close();
        append(m_bytes, text);
    }
    std::optional<std::string> text()
    {
        close();
        auto out = text::fromUtf16Le(m_bytes);
        return out ? std::optional(std::move(*out)) : std::nullopt;
    }

private:
    void close()
    {
        if (m_high)
            appendLittleEndian(m_bytes, replacement);
        m_high.reset();
    }

    Bytes m_bytes = {};
    std::optional<std::uint16_t> m_high = {};
};

/// The unit that `_x000D_` at the front of \p text stands for.
std::optional<std::uint16_t> escapedUnit(std::string_view text)
{
    constexpr std::size_t size = 7;
    if (text.size() < size || !text.starts_with("_x") || text[size - 1] != '_')
        return std::nullopt;
    std::uint16_t unit = 0;
    const char* end = text.data() + size - 1;
    const auto read = std::from_chars(text.data() + 2, end, unit, 16);
    return read.ec == std::errc() && read.ptr == end ? std::optional(unit) : std::nullopt;
}

/// \returns nothing when \p text is not UTF-8.
std::optional<std::string> decoded(std::string_view text)
{
    Units units;
    while (!text.empty()) {
        if (const auto unit = escapedUnit(text)) {
            units.add(*unit);
            text.remove_prefix(7);
            continue;
        }
        const std::size_t end = std::min(text.find('_', 1), text.size());
        const auto plain = text::toUtf16Le(text.substr(0, end));
        if (!plain)
            return std::nullopt;
        units.add(*plain);
        text.remove_prefix(end);
    }
    return units.text();
}

bool appendErrors(pugi::xml_node objects, std::string& out)
{
    for (const pugi::xml_node each : objects.children("S")) {
        if (!text::equalsIgnoringAsciiCase(each.attribute("S").value(), "Error"))
            continue;
        const auto text = decoded(each.text().get());
        if (!text)
            return false;
        out += *text;
    }
    return true;
}

/// What stands behind one head: documents, and perhaps text of other programs. Nothing when it cannot be read.
std::optional<std::string> errorsIn(std::string_view xml)
{
    pugi::xml_document document;
    // Several documents may follow each other: as fragments they are read as one.
    const unsigned options =
        pugi::parse_default | pugi::parse_fragment | pugi::parse_ws_pcdata_single;
    if (!document.load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8)
        || !document.child("Objs"))
        return std::nullopt;
    std::string out;
    for (const pugi::xml_node each : document.children()) {
        if (each.type() == pugi::node_pcdata) {
            out += each.value();
        } else if (std::string_view(each.name()) == "Objs" && !appendErrors(each, out)) {
            return std::nullopt;
        }
    }
    return out;
}

}  // namespace

std::string plainErrorText(std::string_view standardError)
{
    const std::size_t first = standardError.find(head);
    if (first == std::string_view::npos || standardError.size() > maxClixml)
        return std::string(standardError);
    std::string out(standardError.substr(0, first));
    for (std::size_t at = first; at < standardError.size();) {
        const std::size_t begin = at + head.size();
        const std::size_t next = std::min(standardError.find(head, begin), standardError.size());
        const auto text = errorsIn(standardError.substr(begin, next - begin));
        if (!text)
            return std::string(standardError);
        out += *text;
        at = next;
    }
    return out;
}

}  // namespace hopwright::wire::wsman
