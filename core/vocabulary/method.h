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

/// What is known of one method beside what the rules say of it (core/plan) and what it is called for people (ui/text).
struct MethodRow {
    Method method = Method::Unknown;
    /// The -Authentication of New-PSSession; where it has no word for it, or none is said, `Default`.
    std::string_view authentication = "Default";
    std::string_view notBuilt = {};  ///< Why hop 1 by it is not tested (core/probe); empty: it is.
    bool isScripted = false;     ///< The probe's script opens such a session to the machine behind.
    bool takesPassword = false;  ///< A credential that is typed for the hop: it takes no other.
    bool bringsOwnProof = false;  ///< Nothing has to arrive at the hop's tail.
};

inline constexpr std::array methodRows{
    MethodRow{.method = Method::Default, .isScripted = true},
    MethodRow{.method = Method::Negotiate, .authentication = "Negotiate", .isScripted = true},
    MethodRow{.method = Method::Ntlm, .authentication = "Negotiate", .isScripted = true},
    MethodRow{.method = Method::Kerberos,
              .authentication = "Kerberos",
              .notBuilt = "kerberos-not-built",
              .isScripted = true},
    MethodRow{.method = Method::CredSsp,
              .authentication = "Credssp",
              .isScripted = true,
              .takesPassword = true},
    MethodRow{.method = Method::Basic,
              .authentication = "Basic",
              .notBuilt = "basic-not-built",
              .isScripted = true,
              .takesPassword = true},
    MethodRow{
        .method = Method::Certificate, .notBuilt = "certificate-not-built", .bringsOwnProof = true},
    MethodRow{.method = Method::Ssh, .notBuilt = "ssh-not-built"},
    MethodRow{.method = Method::Unknown, .notBuilt = "method-unknown"},
};

constexpr const MethodRow& methodRow(Method method) noexcept
{
    return methodRows[static_cast<std::size_t>(std::to_underlying(method))];
}

constexpr bool methodRowsAreComplete() noexcept
{
    for (std::size_t i = 0; i < methodRows.size(); ++i) {
        if (methodRows[i].method != static_cast<Method>(i))
            return false;
    }
    return methodRows.size() == wordsOf<Method>.size() + 1;
}
static_assert(methodRowsAreComplete(),
              "each method has its row, in the order of Method, Unknown last");

}  // namespace hopwright
