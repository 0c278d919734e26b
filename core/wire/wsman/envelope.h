#pragma once

#include "core/base/result.h"

#include <pugixml.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::wire::wsman {

/// Namespaces of WS-Management messages: winrm-protocol §6.1. Messages are matched by these, never by prefix.
namespace ns {
inline constexpr std::string_view soap = "http://www.w3.org/2003/05/soap-envelope";
inline constexpr std::string_view addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
inline constexpr std::string_view wsman = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
inline constexpr std::string_view microsoft = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
inline constexpr std::string_view shell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
inline constexpr std::string_view transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
inline constexpr std::string_view fault = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
inline constexpr std::string_view wmiError =
    "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/MSFT_WmiError";
inline constexpr std::string_view identity =
    "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd";
}  // namespace ns

inline constexpr std::string_view cmdShellUri =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";
inline constexpr std::string_view soapContentType = "application/soap+xml;charset=UTF-8";
/// What is read of an envelope: bytes, depth, tags and the like (each `<`), and attributes of one element.
inline constexpr std::size_t maxEnvelope = 4UZ * 1024 * 1024;
inline constexpr int maxDepth = 64;
inline constexpr std::size_t maxMarkup = 64UZ * 1024;
inline constexpr std::size_t maxAttributes = 64;

/// Name and value, in their order.
using Options = std::vector<std::pair<std::string, std::string>>;

/// The header of a request: winrm-protocol §6.3.
struct RequestHeader {
    std::string action = {};
    std::string resourceUri = std::string(cmdShellUri);
    std::string messageId = {};  ///< A UUID, upper case, without `uuid:`.
    std::string to = {};
    std::string shellId = {};  ///< Empty: no SelectorSet.
    Options options = {};
    std::uint32_t operationTimeoutSeconds = 20;
};

/// The whole request; \p body is XML as it is to stand in s:Body. It is copied once, into the result, and nowhere else.
std::string requestEnvelope(const RequestHeader& header, std::string_view body);

/// The whole answer to the request \p relatesTo.
std::string responseEnvelope(std::string_view action, std::string_view messageId,
                             std::string_view relatesTo, std::string_view body);

/// A read envelope: owns its XML.
class Envelope {
public:
    /// \returns Malformed, with the offset where there is one, for text that is not UTF-8, XML that is not well formed, and
    ///          XML that is no SOAP envelope; TooLarge above the limits; Unsupported for a document type declaration.
    static Result<Envelope> parse(std::string_view xml);

    std::string action() const;
    std::string messageId() const;  ///< As written, `uuid:` included.
    std::string relatesTo() const;
    std::string to() const;
    std::string resourceUri() const;
    /// The selector ShellId; empty when there is none.
    std::string shellId() const;
    /// w:OptionSet.
    Options options() const;
    /// w:OperationTimeout; nothing when there is none.
    /// \returns Malformed when it is no duration: fault codeTimeoutHeader.
    Result<std::optional<std::chrono::milliseconds>> operationTimeout() const;
    /// The first element in s:Body; null when it is empty.
    pugi::xml_node body() const;

private:
    explicit Envelope(std::unique_ptr<pugi::xml_document> document)
        : m_document(std::move(document))
    {
    }
    pugi::xml_node header(std::string_view uri, std::string_view name) const;

    std::unique_ptr<pugi::xml_document> m_document;
};

/// Whether \p node is element \p name of namespace \p uri.
bool isElement(pugi::xml_node node, std::string_view uri, std::string_view name);
/// The first child element \p name of \p uri; null when there is none.
pugi::xml_node childOf(pugi::xml_node node, std::string_view uri, std::string_view name);
/// The text directly in \p node, joined where comments cut it, without blanks around it.
std::string textIn(pugi::xml_node node);

}  // namespace hopwright::wire::wsman
