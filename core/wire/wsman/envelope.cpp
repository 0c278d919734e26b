#include "core/wire/wsman/envelope.h"

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

bool isTooDeep(pugi::xml_node node, int depth)
{
    if (depth > maxDepth)
        return true;
    for (const pugi::xml_node child : node.children()) {
        if (isTooDeep(child, depth + 1))
            return true;
    }
    return false;
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

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&apos;";
        else if (byte >= 0x20 || c == '\t' || c == '\n' || c == '\r')
            out += c;
    }
    return out;
}

std::string requestEnvelope(const RequestHeader& header, std::string_view body)
{
    std::string out =
        "<s:Envelope" + namespaces() + "><s:Header><a:Action s:mustUnderstand=\"true\">";
    out += escaped(header.action);
    out +=
        "</a:Action><p:DataLocale s:mustUnderstand=\"false\" xml:lang=\"en-US\"/>"
        "<w:Locale s:mustUnderstand=\"false\" xml:lang=\"en-US\"/>"
        "<w:MaxEnvelopeSize s:mustUnderstand=\"true\">153600</w:MaxEnvelopeSize><a:MessageID>uuid:";
    out += escaped(header.messageId);
    out += "</a:MessageID><w:OperationTimeout>PT" + std::to_string(header.operationTimeoutSeconds);
    out += "S</w:OperationTimeout><a:ReplyTo><a:Address s:mustUnderstand=\"true\">";
    out += anonymous;
    out += "</a:Address></a:ReplyTo><w:ResourceURI s:mustUnderstand=\"true\">"
           + escaped(header.resourceUri);
    out += "</w:ResourceURI><a:To>" + escaped(header.to) + "</a:To>";
    if (!header.options.empty()) {
        out += "<w:OptionSet s:mustUnderstand=\"true\">";
        for (const auto& [name, value] : header.options)
            out += "<w:Option Name=\"" + escaped(name) + "\">" + escaped(value) + "</w:Option>";
        out += "</w:OptionSet>";
    }
    if (!header.shellId.empty()) {
        out += "<w:SelectorSet><w:Selector Name=\"ShellId\">" + escaped(header.shellId);
        out += "</w:Selector></w:SelectorSet>";
    }
    out += "</s:Header><s:Body>";
    out += body;
    out += "</s:Body></s:Envelope>";
    return out;
}

std::string responseEnvelope(std::string_view action, std::string_view messageId,
                             std::string_view relatesTo, std::string_view body)
{
    std::string out = "<s:Envelope xml:lang=\"en-US\"" + namespaces() + "><s:Header><a:Action>";
    out += escaped(action);
    out += "</a:Action><a:MessageID>uuid:" + escaped(messageId) + "</a:MessageID><a:To>";
    out += anonymous;
    out += "</a:To><a:RelatesTo>" + escaped(relatesTo) + "</a:RelatesTo></s:Header><s:Body>";
    out += body;
    out += "</s:Body></s:Envelope>";
    return out;
}

Result<Envelope> Envelope::parse(std::string_view xml)
{
    if (xml.size() > maxEnvelope)
        return fail(ErrorCode::TooLarge, "the envelope is larger than is read");
    auto document = std::make_unique<pugi::xml_document>();
    const unsigned options = pugi::parse_default | pugi::parse_doctype;
    const pugi::xml_parse_result read =
        document->load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
    if (!read)
        return fail(ErrorCode::Malformed, read.description(),
                    static_cast<std::size_t>(read.offset));
    for (const pugi::xml_node child : document->children()) {
        if (child.type() == pugi::node_doctype)
            return fail(ErrorCode::Unsupported, "an envelope has no document type", 0);
    }
    if (isTooDeep(*document, 0))
        return fail(ErrorCode::TooLarge, "the envelope is nested too deep");
    if (!isElement(document->document_element(), ns::soap, "Envelope"))
        return fail(ErrorCode::Malformed, "this is no SOAP envelope", 0);
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
    std::string_view text = node.text().get();
    constexpr std::string_view blanks = " \t\r\n";
    while (!text.empty() && blanks.find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
    while (!text.empty() && blanks.find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return std::string(text);
}

}  // namespace hopwright::wire::wsman
