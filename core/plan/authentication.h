#pragma once

#include "core/errors/error_table.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/rules/because.h"
#include "core/vocabulary/proof.h"

#include <string>
#include <vector>

namespace hopwright::plan {

/// What §4 says about one session hop.
struct Authentication {
    Proof proof = Proof::Trusted;
    bool trustedHosts = false;  ///< NTLM over HTTP: the client asks TrustedHosts.
    bool localAccount = false;  ///< The account is one of the target machine's own.
    /// A machine's session to itself by `localhost` or an address: no source says that Kerberos proves it under that name.
    bool ownNameUnproven = false;
    /// Row M4: an address over HTTP without an explicit credential, refused whatever TrustedHosts says.
    bool lacksCredential = false;
    std::vector<rules::Because> because = {};

    bool operator==(const Authentication&) const = default;
};

/// What Windows would use on \p hop, a session of \p graph. Pure; a test asks it too, so that plan and run go by one rule.
/// \p opener: who opens the hop when it is tested, for a credential that names no account; no user: not known.
Authentication authenticationOf(const model::Graph& graph, const model::Hop& hop,
                                const model::AccountName& opener = {});

/// The account that is drawn for the explicit credential of \p hop; no user: none is.
model::AccountName drawnAccount(const model::Graph& graph, const model::Hop& hop);
/// The same as text: `LAB\alice`, or empty when it is asked for at run time.
std::string explicitAccount(const model::Graph& graph, const model::Hop& hop);

/// Whether the target machine of \p hop cannot know \p account, however it is spelt: the machine is in a workgroup and the
/// account is not its own, or it is another drawn machine's own (§4, rows M20 and M21). One of another domain may be known: that
/// is a question of trust. Nobody: nobody said who, so no.
bool isStranger(const model::Graph& graph, const model::Hop& hop,
                const model::AccountName& account);

/// What Windows says of row M4: Default and Negotiate have a row of §8 each.
const ErrorRow& lacksCredentialError(Method method) noexcept;

/// Whether \p hop comes back to its own machine: by its ends, or typed as localhost, 127.0.0.1 or ::1 (R9).
bool isLoopback(const model::Graph& graph, const model::Hop& hop);

}  // namespace hopwright::plan
