#include "core/wire/winrs/powershell.h"

#include "core/base/byte_writer.h"
#include "core/text/base64.h"
#include "core/text/utf16.h"

#include <pugixml.hpp>

#include <charconv>

namespace hopwright::wire::winrs {

namespace {

constexpr std::string_view clixmlHead = "#< CLIXML";
constexpr std::size_t maxClixml = 1024 * 1024;

/// `_x000D_` is one UTF-16 code unit; two together may be one letter.
std::string decodedUnits(std::string_view text)
{
    Bytes units;
    while (!text.empty()) {
        std::uint16_t unit = 0;
        const bool escaped =
            text.size() >= 7 && text.starts_with("_x") && text[6] == '_'
            && std::from_chars(text.data() + 2, text.data() + 6, unit, 16).ptr == text.data() + 6;
        if (escaped) {
            appendLittleEndian(units, unit);
            text.remove_prefix(7);
            continue;
        }
        const std::size_t end = std::min(text.find('_', 1), text.size());
        if (const auto plain = text::toUtf16Le(text.substr(0, end)))
            append(units, *plain);
        text.remove_prefix(end);
    }
    return text::fromUtf16Le(units).value_or(std::string());
}

}  // namespace

std::string encodedCommand(std::string_view script)
{
    const auto units = text::toUtf16Le(script);
    return units ? text::toBase64(*units) : std::string();
}

std::string powershellCommandLine(std::string_view script)
{
    return "powershell.exe -NoProfile -NonInteractive -EncodedCommand " + encodedCommand(script);
}

std::string plainErrorText(std::string_view standardError)
{
    if (!standardError.starts_with(clixmlHead) || standardError.size() > maxClixml)
        return std::string(standardError);
    const std::string_view xml = standardError.substr(clixmlHead.size());
    pugi::xml_document document;
    // Several documents may follow each other: as fragments they are read as one.
    if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_fragment,
                              pugi::encoding_utf8))
        return std::string(standardError);
    std::string out;
    for (const pugi::xml_node objects : document.children("Objs")) {
        for (const pugi::xml_node each : objects.children("S")) {
            if (std::string_view(each.attribute("S").value()) == "Error")
                out += decodedUnits(each.text().get());
        }
    }
    return out;
}

}  // namespace hopwright::wire::winrs
