#pragma once

#include "core/rules/row.h"

#include <span>

namespace hopwright::rules {

// The tables of one hop, in the order in which they are read: proofs() for how the server proves its name, then the rest until
// one denies, or says that it cannot be said.

/// How the server of a session proves its name to the client: domain reference §4. Each row that counts sets the proof, Trusted at
/// first, for the rows behind it.
std::span<const Row> proofs() noexcept;
/// Whether TrustedHosts are asked for a session with that proof.
const When& asksTrustedHosts() noexcept;
/// Whether Kerberos is not known to prove a machine to itself under the name that was typed.
const When& isOwnNameUnproven() noexcept;
/// Row M4: an address over HTTP without an explicit credential, refused whatever TrustedHosts says.
const When& lacksCredential() noexcept;

/// Whether the client begins the session and the server takes it: the method alone, then what both are known to have.
std::span<const Row> gates() noexcept;
/// Whether what the hop signs in with is enough: R1 and R6.
std::span<const Row> identities() noexcept;
/// Whether the machine that answers may not know the account: §4, rows M20 and M21 of §6.
std::span<const Row> strangers() noexcept;
/// A session of a machine to itself under a name that nothing proves: R9, M29.
std::span<const Row> ownNames() noexcept;
/// What a session that was let in leaves on its server: §6, column "Out-creds". One row counts for each.
std::span<const Row> left() noexcept;
/// What a resource is known to refuse: R3.
std::span<const Row> permissions() noexcept;

}  // namespace hopwright::rules
