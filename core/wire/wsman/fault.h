#pragma once

#include "core/wire/wsman/envelope.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hopwright::wire::wsman {

/// A SOAP fault with Windows' code: winrm-protocol §6.8.
struct Fault {
    std::uint32_t code = 0;    ///< HRESULT or Win32; 0: the fault named none.
    std::string subcode = {};  ///< Local name, `TimedOut`.
    std::string reason = {};   ///< s:Reason.
    std::string message = {};  ///< All text below f:Message.
    std::string machine = {};
    std::string detail =
        {};  ///< The last part of w:FaultDetail's URI, `InvalidValue`; mostly empty.
    std::string provider =
        {};  ///< `Shell cmd plugin` when a part of the service refused; mostly empty.

    bool operator==(const Fault&) const = default;
};

inline constexpr std::uint32_t codeAccessDenied = 5;
inline constexpr std::uint32_t codeInvalidParameter = 87;
inline constexpr std::uint32_t codeFileNotFound = 2147942402;
inline constexpr std::uint32_t codeTimeoutHeader =
    2150858767;                                            ///< OperationTimeout is no duration.
inline constexpr std::uint32_t codeTimedOut = 2150858793;  ///< No output in time: Receive again.
inline constexpr std::uint32_t codeSchema = 2150858817;
inline constexpr std::uint32_t codeUnknownShell = 2150858843;

/// The fault that \p envelope holds, with a code of f:WSManFault or MSFT_WmiError; nothing when it holds none.
std::optional<Fault> faultOf(const Envelope& envelope);

/// A fault as the recorded servers write it. Of \p fault the code decides the form: subcode, detail and provider are those
/// recorded with it, and so is the reason when \p fault has none; a code not named above becomes InternalError.
std::string faultEnvelope(const Fault& fault, std::string_view messageId,
                          std::string_view relatesTo);

}  // namespace hopwright::wire::wsman
