#pragma once

#include "core/base/file_time.h"
#include "core/wire/auth/factory.h"

#include <string>
#include <vector>

namespace hopwright::wire::negotiate {

/// SPNEGO over what each of \p mechanisms makes, best first: the order in which they are offered. Not empty.
/// A further mechanism, Kerberos say, is one more element, and nothing else knows of it.
auth::MakeInitiator spnegoInitiator(std::vector<auth::MakeInitiator> mechanisms);

/// What an NTLM client says of itself.
struct NtlmInitiator {
    std::string workstation = {};
    FileTime now;  ///< Used when the server names no time.
};
auth::MakeInitiator ntlmInitiator(NtlmInitiator of);

/// What this program speaks as a client under the name of Negotiate: SPNEGO over NTLM.
auth::MakeInitiator usualInitiator(NtlmInitiator of);

}  // namespace hopwright::wire::negotiate
