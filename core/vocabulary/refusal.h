#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// Why a party said no, where it can be told apart: on the wire, and in what a lab host reports of a hop behind it.
enum class Refusal {
    None,
    SchemeNotOffered,
    LogonFailed,
    PolicyOfClient,     ///< The client's own policy; the code tells which.
    PolicyListMissing,  ///< No delegate list that was asked is on and has an entry.
    PolicyDenyList,     ///< A deny list has the name.
    AccessDenied,
    NothingToSignInWith,
    /// A practice lab's host, which cannot say whether the real one would let the account in; a real machine never says so.
    TrustUnknown,
};

template <>
inline constexpr auto wordsOf<Refusal> = std::to_array<std::string_view>(
    {"none", "scheme-not-offered", "logon-failed", "policy", "policy-list-missing",
     "policy-deny-list", "access-denied", "nothing-to-sign-in-with", "trust-unknown"});

}  // namespace hopwright
