#pragma once

#include "core/base/file_time.h"
#include "core/wire/auth/factory.h"

#include <string>
#include <vector>

namespace hopwright::wire::negotiate {

/// SPNEGO over what each of \p mechanisms makes, of which it takes the first that the client offers too. Not empty. A client
/// may speak NTLM's own tokens in its place, where \p mechanisms have NTLM (WinRM takes either form).
auth::MakeAcceptor spnegoAcceptor(std::vector<auth::MakeAcceptor> mechanisms);

/// What an NTLM server says of itself.
struct NtlmAcceptor {
    std::string computerName = {};  ///< `JUMP01`
    std::string domain = {};        ///< `LAB`, or the computer's name in a workgroup.
    std::string dnsName = {};       ///< Empty: the computer's name.
    std::string dnsDomain = {};
    FileTime now;
    bool allowAnonymous = false;
};
auth::MakeAcceptor ntlmAcceptor(NtlmAcceptor of);

/// What this program's lab hosts speak under the name of Negotiate: SPNEGO over NTLM, or NTLM alone.
auth::MakeAcceptor usualAcceptor(NtlmAcceptor of);

}  // namespace hopwright::wire::negotiate
