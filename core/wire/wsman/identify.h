#pragma once

#include "core/wire/wsman/envelope.h"

#include <string>

namespace hopwright::wire::wsman {

/// "Is this WinRM": DSP0226 11, winrm-protocol §6.4.
struct Identity {
    std::string vendor = {};
    std::string version = {};  ///< `OS: 0.0.0 SP: 0.0 Stack: 3.0` without a sign-in.

    bool operator==(const Identity&) const = default;
};

std::string identifyRequest();
bool isIdentify(const Envelope& envelope);
std::string identifyResponse(const Identity& identity);
/// \returns Malformed when \p envelope is no answer to Identify.
Result<Identity> readIdentity(const Envelope& envelope);

}  // namespace hopwright::wire::wsman
