#pragma once

#include "core/rules/row.h"

#include <span>

namespace hopwright::rules {

// The tables of one hop, in the order in which they are read until one denies, or says that it cannot be said. proofs() is read
// when a row first asks for the proof, strangers() also when a row asks whether the account is known.

/// How the server of a session proves its name to the client: domain reference §4. Each row that counts sets the proof, Trusted at
/// first, for the rows behind it.
std::span<const Row> proofs() noexcept;
/// TrustedHosts are asked for a session with that proof.
const When& whenTrustedHostsAreAsked() noexcept;
/// Kerberos is not known to prove a machine to itself under the name that was typed.
const When& whenOwnNameIsUnproven() noexcept;
/// Row M4: an address over HTTP without an explicit credential, refused whatever TrustedHosts says.
const When& whenCredentialIsLacking() noexcept;

/// Whether the client begins the session and the server takes it, by the method alone: §6.
std::span<const Row> methods() noexcept;
/// And by what both machines are known to have: §3.3, §8.
std::span<const Row> states() noexcept;
/// Whether what the hop signs in with is enough: R1 and R6.
std::span<const Row> identities() noexcept;
/// Whether the machine that answers may not know the account: §4, rows M20 and M21 of §6.
std::span<const Row> strangers() noexcept;
/// A session of a machine to itself under a name that nothing proves: R9, M29.
std::span<const Row> ownNames() noexcept;
/// What a session that was let in leaves on its server: §6, column "Out-creds". One row counts for each.
std::span<const Row> leftBehind() noexcept;
/// What a resource is known to refuse: R3.
std::span<const Row> permissions() noexcept;

}  // namespace hopwright::rules
