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

    bool operator==(const Fault&) const = default;
};

inline constexpr std::uint32_t codeAccessDenied = 5;
inline constexpr std::uint32_t codeTimedOut = 2150858793;  ///< No output in time: Receive again.
inline constexpr std::uint32_t codeUnknownShell = 2150858843;
inline constexpr std::uint32_t codeSchema = 2150858817;

/// The fault that \p envelope holds; nothing when it holds none.
std::optional<Fault> faultOf(const Envelope& envelope);

/// A fault as the recorded servers write it, for one of the codes above.
std::string faultEnvelope(const Fault& fault, std::string_view messageId,
                          std::string_view relatesTo);

}  // namespace hopwright::wire::wsman
