#include "core/wire/wsman/fault.h"

#include "core/text/xml.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hopwright::wire::wsman {

namespace {

constexpr std::string_view wsmanFaultAction = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault";
constexpr std::string_view addressingFaultAction =
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault";
constexpr std::string_view faultDetailUri =
    "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";
constexpr std::string_view cmdPlugin = "Shell cmd plugin";

struct Recorded {
    std::uint32_t code = 0;
    std::string_view value = "s:Receiver";
    std::string_view subcode = "w:InternalError";
    std::string_view reason = "The service cannot process the request.";
    std::string_view detail = {};
    std::string_view provider = {};
    std::string_view action = wsmanFaultAction;
};

/// As recorded from real servers: winrm-protocol §6.8.
constexpr std::array recorded = {
    Recorded{.code = codeAccessDenied,
             .value = "s:Sender",
             .subcode = "w:AccessDenied",
             .reason = "Access is denied."},
    Recorded{.code = codeInvalidParameter,
             .value = "s:Sender",
             .subcode = "w:InvalidParameter",
             .reason = "The parameter is incorrect.",
             .detail = "InvalidValue",
             .provider = cmdPlugin},
    Recorded{.code = codeFileNotFound,
             .reason = "The system cannot find the file specified.",
             .provider = cmdPlugin},
    Recorded{.code = codeTimeoutHeader,
             .value = "s:Sender",
             .subcode = "a:InvalidMessageInformationHeader",
             .reason = "A header is not valid, and the message cannot be processed.",
             .action = addressingFaultAction},
    Recorded{
        .code = codeTimedOut,
        .subcode = "w:TimedOut",
        .reason =
            "The WS-Management service cannot complete the operation within the time specified "
            "in OperationTimeout."},
    Recorded{.code = codeSchema,
             .value = "s:Sender",
             .subcode = "w:SchemaValidationError",
             .reason = "The SOAP XML in the message does not match the corresponding XML schema "
                       "definition."},
    Recorded{.code = codeUnknownShell,
             .value = "s:Sender",
             .subcode = "w:InvalidSelectors",
             .reason = "The WS-Management service cannot process the request because the request "
                       "contained invalid selectors for the resource.",
             .detail = "UnexpectedSelectors"},
};

void collectText(pugi::xml_node node, std::string& out)
{
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            out += child.value();
        } else {
            collectText(child, out);
        }
    }
}

/// Unsigned decimal; 0 for anything else.
std::uint32_t codeIn(std::string_view digits)
{
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc() && end == digits.data() + digits.size() ? out : 0;
}

std::string behindLast(char mark, const std::string& text)
{
    return text.substr(text.rfind(mark) + 1);
}

void readDetail(pugi::xml_node detail, Fault& out)
{
    out.detail = behindLast('/', textIn(childOf(detail, ns::wsman, "FaultDetail")));
    if (const pugi::xml_node windows = childOf(detail, ns::fault, "WSManFault")) {
        const pugi::xml_node message = childOf(windows, ns::fault, "Message");
        out.code = codeIn(windows.attribute("Code").value());
        out.machine = windows.attribute("Machine").value();
        out.provider = childOf(message, ns::fault, "ProviderFault").attribute("provider").value();
        collectText(message, out.message);
    } else if (const pugi::xml_node wmi = childOf(detail, ns::wmiError, "MSFT_WmiError")) {
        out.code = codeIn(textIn(childOf(wmi, ns::wmiError, "error_Code")));
        out.message = textIn(childOf(wmi, ns::wmiError, "Message"));
    }
}

std::string detailXml(const Fault& fault, const Recorded& form, const std::string& message)
{
    std::string out = "<s:Detail>";
    if (!form.detail.empty()) {
        out += "<w:FaultDetail>";
        out += faultDetailUri;
        out += form.detail;
        out += "</w:FaultDetail>";
    }
    out += "<f:WSManFault xmlns:f=\"";
    out += ns::fault;
    out += "\" Code=\"" + std::to_string(fault.code) + "\" Machine=\""
           + text::escapedXml(fault.machine);
    out += "\"><f:Message>";
    if (form.provider.empty()) {
        out += text::escapedXml(message);
    } else {
        out += "<f:ProviderFault provider=\"";
        out += form.provider;
        out += R"(" path="%systemroot%\system32\winrscmd.dll">)" + text::escapedXml(message);
        out += "</f:ProviderFault>";
    }
    out += "</f:Message></f:WSManFault></s:Detail>";
    return out;
}

}  // namespace

std::optional<Fault> faultOf(const Envelope& envelope)
{
    const pugi::xml_node node = envelope.body();
    if (!isElement(node, ns::soap, "Fault"))
        return std::nullopt;
    Fault out;
    const pugi::xml_node code = childOf(node, ns::soap, "Code");
    out.subcode =
        behindLast(':', textIn(childOf(childOf(code, ns::soap, "Subcode"), ns::soap, "Value")));
    out.reason = textIn(childOf(childOf(node, ns::soap, "Reason"), ns::soap, "Text"));
    readDetail(childOf(node, ns::soap, "Detail"), out);
    return out;
}

std::string faultEnvelope(const Fault& fault, std::string_view messageId,
                          std::string_view relatesTo)
{
    const auto* const found = std::ranges::find(recorded, fault.code, &Recorded::code);
    const Recorded form = found != recorded.end() ? *found : Recorded{};
    const std::string reason = fault.reason.empty() ? std::string(form.reason) : fault.reason;
    std::string body = "<s:Fault><s:Code><s:Value>";
    body += form.value;
    body += "</s:Value><s:Subcode><s:Value>";
    body += form.subcode;
    body += "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">";
    body += text::escapedXml(reason) + "</s:Text></s:Reason>";
    body += detailXml(fault, form, fault.message.empty() ? reason : fault.message) + "</s:Fault>";
    return responseEnvelope(form.action, messageId, relatesTo, body);
}

}  // namespace hopwright::wire::wsman
