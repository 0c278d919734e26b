#include "core/wire/wsman/fault.h"

#include <charconv>

namespace hopwright::wire::wsman {

namespace {

constexpr std::string_view faultAction = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault";

struct Recorded {
    std::uint32_t code;
    const char* value;
    const char* subcode;
    const char* reason;
};

/// Subcodes as recorded from real servers: winrm-protocol §6.8.
constexpr Recorded recorded[] = {
    {codeAccessDenied, "s:Sender", "w:AccessDenied", "Access is denied."},
    {codeTimedOut, "s:Receiver", "w:TimedOut",
     "The WS-Management service cannot complete the operation within the time specified in "
     "OperationTimeout."},
    {codeUnknownShell, "s:Sender", "w:InvalidSelectors",
     "The WS-Management service cannot process the request because the request contained invalid "
     "selectors for the resource."},
    {codeSchema, "s:Sender", "w:SchemaValidationError",
     "The SOAP XML in the message does not match the corresponding XML schema definition."},
};

void collectText(pugi::xml_node node, std::string& out)
{
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            out += child.value();
        else
            collectText(child, out);
    }
}

}  // namespace

std::optional<Fault> faultOf(const Envelope& envelope)
{
    const pugi::xml_node node = envelope.body();
    if (!isElement(node, ns::soap, "Fault"))
        return std::nullopt;
    Fault out;
    const pugi::xml_node code = childOf(node, ns::soap, "Code");
    const std::string subcode =
        textIn(childOf(childOf(code, ns::soap, "Subcode"), ns::soap, "Value"));
    out.subcode = subcode.substr(subcode.find(':') + 1);
    out.reason = textIn(childOf(childOf(node, ns::soap, "Reason"), ns::soap, "Text"));
    const pugi::xml_node detail =
        childOf(childOf(node, ns::soap, "Detail"), ns::fault, "WSManFault");
    const std::string_view digits = detail.attribute("Code").value();
    std::from_chars(digits.data(), digits.data() + digits.size(), out.code);
    out.machine = detail.attribute("Machine").value();
    collectText(childOf(detail, ns::fault, "Message"), out.message);
    return out;
}

std::string faultEnvelope(const Fault& fault, std::string_view messageId,
                          std::string_view relatesTo)
{
    Recorded form = {0, "s:Receiver", "w:InternalError", "The service cannot process the request."};
    for (const Recorded& each : recorded) {
        if (each.code == fault.code)
            form = each;
    }
    const std::string reason = fault.reason.empty() ? form.reason : fault.reason;
    std::string body = "<s:Fault><s:Code><s:Value>";
    body += form.value;
    body += "</s:Value><s:Subcode><s:Value>";
    body += form.subcode;
    body +=
        "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">" + escaped(reason);
    body += "</s:Text></s:Reason><s:Detail><f:WSManFault xmlns:f=\"" + std::string(ns::fault)
            + "\" Code=\"";
    body +=
        std::to_string(fault.code) + "\" Machine=\"" + escaped(fault.machine) + "\"><f:Message>";
    body += escaped(fault.message.empty() ? reason : fault.message);
    body += "</f:Message></f:WSManFault></s:Detail></s:Fault>";
    return responseEnvelope(faultAction, messageId, relatesTo, body);
}

}  // namespace hopwright::wire::wsman
