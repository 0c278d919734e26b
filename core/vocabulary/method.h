#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// How a session signs in: the -Authentication of New-PSSession, a certificate, or SSH. Each is drawn, planned and offered;
/// the last three are not tested (core/probe).
enum class Method {
    Default,
    Negotiate,
    Ntlm,
    Kerberos,
    CredSsp,
    Basic,
    Certificate,  ///< By its thumbprint; the server maps it to an account of its own.
    Ssh,          ///< PowerShell over SSH, so without WinRM.
    Unknown,      ///< Another word of a file: not known to this version, its prediction is unknown.
};

template <>
inline constexpr auto wordsOf<Method> = std::to_array<std::string_view>(
    {"default", "negotiate", "ntlm", "kerberos", "credssp", "basic", "certificate", "ssh"});

}  // namespace hopwright
