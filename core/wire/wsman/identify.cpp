#include "core/wire/wsman/identify.h"

#include "core/text/xml.h"

namespace hopwright::wire::wsman {

namespace {

std::string envelope(const std::string& body)
{
    return "<s:Envelope xmlns:s=\"" + std::string(ns::soap) + "\" xmlns:wsmid=\""
           + std::string(ns::identity) + "\"><s:Header/><s:Body>" + body + "</s:Body></s:Envelope>";
}

}  // namespace

std::string identifyRequest()
{
    return envelope("<wsmid:Identify/>");
}

bool isIdentify(const Envelope& envelope)
{
    return isElement(envelope.body(), ns::identity, "Identify");
}

std::string identifyResponse(const Identity& identity)
{
    return envelope(
        "<wsmid:IdentifyResponse><wsmid:ProtocolVersion>" + std::string(ns::wsman)
        + "</wsmid:ProtocolVersion><wsmid:ProductVendor>" + text::escapedXml(identity.vendor)
        + "</wsmid:ProductVendor><wsmid:ProductVersion>" + text::escapedXml(identity.version)
        + "</wsmid:ProductVersion></wsmid:IdentifyResponse>");
}

Result<Identity> readIdentity(const Envelope& envelope)
{
    const pugi::xml_node body = envelope.body();
    if (!isElement(body, ns::identity, "IdentifyResponse"))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no answer to Identify"));
    return Identity{.vendor = textIn(childOf(body, ns::identity, "ProductVendor")),
                    .version = textIn(childOf(body, ns::identity, "ProductVersion"))};
}

}  // namespace hopwright::wire::wsman
