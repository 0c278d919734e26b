#include "core/wire/wsman/envelope.h"

#include "core/text/utf8.h"
#include "core/text/xml.h"
#include "core/wire/wsman/duration.h"

#include <algorithm>
#include <array>

namespace hopwright::wire::wsman {

namespace {

constexpr std::string_view anonymous =
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

std::string_view localName(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The namespace that \p node's prefix stands for, by the declarations around it.
std::string_view namespaceOf(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    const std::string attribute =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    for (pugi::xml_node at = node; at; at = at.parent()) {
        if (const pugi::xml_attribute found = at.attribute(attribute.c_str()))
            return found.value();
    }
    return {};
}

/// Where \p text stops being UTF-8 that XML 1.0 may hold (2.2); nothing when it does not.
std::optional<std::size_t> badCharacter(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const auto point = text::takeCodePoint(text, at);
        const bool allowed =
            point && *point != 0xFFFE && *point != 0xFFFF
            && (*point >= 0x20 || *point == '\t' || *point == '\n' || *point == '\r');
        if (!allowed)
            return start;
    }
    return std::nullopt;
}

Result<void> checkText(std::string_view xml)
{
    if (xml.size() > maxEnvelope)
        return fail(ErrorCode::TooLarge, Sentence::saying("the envelope is larger than is read"));
    if (static_cast<std::size_t>(std::ranges::count(xml, '<')) > maxMarkup)
        return fail(ErrorCode::TooLarge, Sentence::saying("the envelope has too many elements"));
    if (const auto bad = badCharacter(xml)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the envelope holds what is no XML character"), bad);
    }
    return {};
}

/// Character references may still hide what is no character, so values are looked at once more.
Result<void> checkTree(pugi::xml_node node, int depth)
{
    if (depth > maxDepth)
        return fail(ErrorCode::TooLarge, Sentence::saying("the envelope is nested too deep"));
    bool bad = badCharacter(node.value()).has_value();
    std::size_t attributes = 0;
    for (const pugi::xml_attribute each : node.attributes()) {
        bad = bad || badCharacter(each.value()).has_value();
        if (++attributes > maxAttributes) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("an element has too many attributes"));
        }
    }
    if (bad) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the envelope holds what is no XML character"));
    }
    for (const pugi::xml_node child : node.children())
        HOPWRIGHT_TRY_VOID(checkTree(child, depth + 1));
    return {};
}

/// One element, and around it comments and the like: no document type, no text, no second element.
Result<void> checkRoot(const pugi::xml_document& document)
{
    std::size_t elements = 0;
    for (const pugi::xml_node child : document.children()) {
        if (child.type() == pugi::node_doctype) {
            return fail(ErrorCode::Unsupported,
                        Sentence::saying("an envelope has no document type"), 0);
        }
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("there is text outside of the envelope"), 0);
        }
        elements += child.type() == pugi::node_element ? 1 : 0;
    }
    if (elements != 1)
        return fail(ErrorCode::Malformed, Sentence::saying("this is no XML of one element"), 0);
    return {};
}

std::string namespaces()
{
    std::string out;
    const std::array<std::pair<std::string_view, std::string_view>, 6> declared = {
        {{"s", ns::soap},
         {"a", ns::addressing},
         {"w", ns::wsman},
         {"p", ns::microsoft},
         {"rsp", ns::shell},
         {"x", ns::transfer}}};
    for (const auto& [prefix, uri] : declared) {
        out += " xmlns:";
        out += prefix;
        out += "=\"";
        out += uri;
        out += '"';
    }
    return out;
}

}  // namespace

std::string requestEnvelope(const RequestHeader& header, std::string_view body)
{
    std::string out =
        "<s:Envelope" + namespaces() + "><s:Header><a:Action s:mustUnderstand=\"true\">";
    out += text::escapedXml(header.action);
    out +=
        "</a:Action><p:DataLocale s:mustUnderstand=\"false\" xml:lang=\"en-US\"/>"
        "<w:Locale s:mustUnderstand=\"false\" xml:lang=\"en-US\"/>"
        "<w:MaxEnvelopeSize s:mustUnderstand=\"true\">153600</w:MaxEnvelopeSize><a:MessageID>uuid:";
    out += text::escapedXml(header.messageId);
    out += "</a:MessageID><w:OperationTimeout>PT" + std::to_string(header.operationTimeoutSeconds);
    out += "S</w:OperationTimeout><a:ReplyTo><a:Address s:mustUnderstand=\"true\">";
    out += anonymous;
    out += "</a:Address></a:ReplyTo><w:ResourceURI s:mustUnderstand=\"true\">"
           + text::escapedXml(header.resourceUri);
    out += "</w:ResourceURI><a:To>" + text::escapedXml(header.to) + "</a:To>";
    if (!header.options.empty()) {
        out += "<w:OptionSet s:mustUnderstand=\"true\">";
        for (const auto& [name, value] : header.options) {
            out += "<w:Option Name=\"" + text::escapedXml(name) + "\">" + text::escapedXml(value)
                   + "</w:Option>";
        }
        out += "</w:OptionSet>";
    }
    if (!header.shellId.empty()) {
        out += "<w:SelectorSet><w:Selector Name=\"ShellId\">" + text::escapedXml(header.shellId);
        out += "</w:Selector></w:SelectorSet>";
    }
    out += "</s:Header><s:Body>";
    constexpr std::string_view tail = "</s:Body></s:Envelope>";
    out.reserve(out.size() + body.size()
                + tail.size());  // The body may hold a password: no block of it stays behind.
    out += body;
    out += tail;
    return out;
}

std::string responseEnvelope(std::string_view action, std::string_view messageId,
                             std::string_view relatesTo, std::string_view body)
{
    std::string out = "<s:Envelope xml:lang=\"en-US\"" + namespaces() + "><s:Header><a:Action>";
    out += text::escapedXml(action);
    out += "</a:Action><a:MessageID>uuid:" + text::escapedXml(messageId) + "</a:MessageID><a:To>";
    out += anonymous;
    out +=
        "</a:To><a:RelatesTo>" + text::escapedXml(relatesTo) + "</a:RelatesTo></s:Header><s:Body>";
    out += body;
    out += "</s:Body></s:Envelope>";
    return out;
}

Result<Envelope> Envelope::parse(std::string_view xml)
{
    HOPWRIGHT_TRY_VOID(checkText(xml));
    auto document = std::make_unique<pugi::xml_document>();
    // As a fragment, text outside of the element is seen, and refused, rather than read over.
    const unsigned options = pugi::parse_default | pugi::parse_doctype | pugi::parse_fragment;
    const pugi::xml_parse_result read =
        document->load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
    if (!read) {
        // pugixml counts a byte behind the end, its own, where the text ends early.
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(read.offset, 0));
        return fail(ErrorCode::Malformed, Sentence::verbatim(read.description()),
                    std::min(offset, xml.size()));
    }
    HOPWRIGHT_TRY_VOID(checkRoot(*document));
    HOPWRIGHT_TRY_VOID(checkTree(document->root(), 0));
    if (!isElement(document->document_element(), ns::soap, "Envelope"))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no SOAP envelope"), 0);
    return Envelope(std::move(document));
}

pugi::xml_node Envelope::header(std::string_view uri, std::string_view name) const
{
    return childOf(childOf(m_document->document_element(), ns::soap, "Header"), uri, name);
}

std::string Envelope::action() const
{
    return textIn(header(ns::addressing, "Action"));
}

std::string Envelope::messageId() const
{
    return textIn(header(ns::addressing, "MessageID"));
}

std::string Envelope::relatesTo() const
{
    return textIn(header(ns::addressing, "RelatesTo"));
}

std::string Envelope::to() const
{
    return textIn(header(ns::addressing, "To"));
}

Options Envelope::options() const
{
    Options out;
    const pugi::xml_node set = header(ns::wsman, "OptionSet");
    for (const pugi::xml_node each : set.children()) {
        if (isElement(each, ns::wsman, "Option"))
            out.emplace_back(each.attribute("Name").value(), textIn(each));
    }
    return out;
}

Result<std::optional<std::chrono::milliseconds>> Envelope::operationTimeout() const
{
    const pugi::xml_node timeout = header(ns::wsman, "OperationTimeout");
    if (!timeout)
        return std::optional<std::chrono::milliseconds>();
    const auto read = readDuration(textIn(timeout));
    if (!read)
        return fail(ErrorCode::Malformed, Sentence::saying("OperationTimeout is no duration"));
    return read;
}

std::string Envelope::resourceUri() const
{
    return textIn(header(ns::wsman, "ResourceURI"));
}

std::string Envelope::shellId() const
{
    const pugi::xml_node set = header(ns::wsman, "SelectorSet");
    for (const pugi::xml_node each : set.children()) {
        if (isElement(each, ns::wsman, "Selector")
            && std::string_view(each.attribute("Name").value()) == "ShellId")
            return textIn(each);
    }
    return {};
}

pugi::xml_node Envelope::body() const
{
    const pugi::xml_node body = childOf(m_document->document_element(), ns::soap, "Body");
    for (const pugi::xml_node child : body.children()) {
        if (child.type() == pugi::node_element)
            return child;
    }
    return {};
}

bool isElement(pugi::xml_node node, std::string_view uri, std::string_view name)
{
    return node.type() == pugi::node_element && localName(node.name()) == name
           && namespaceOf(node) == uri;
}

pugi::xml_node childOf(pugi::xml_node node, std::string_view uri, std::string_view name)
{
    for (const pugi::xml_node child : node.children()) {
        if (isElement(child, uri, name))
            return child;
    }
    return {};
}

std::string textIn(pugi::xml_node node)
{
    std::string joined;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            joined += child.value();
    }
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = joined.find_first_not_of(blanks);
    if (first == std::string::npos)
        return {};
    return joined.substr(first, joined.find_last_not_of(blanks) - first + 1);
}

}  // namespace hopwright::wire::wsman
