#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// Why a hop is denied, or would be: docs/cli.md.
enum class Cause {
    NotDelegated,
    PermissionOnResource,
    ClientRoleMissing,
    ServerRoleMissing,
    DelegateListMissing,
    DelegateListMismatch,
    NtlmOnlyListNeeded,
    DelegateListDenies,  ///< A deny list has the name.
    TrustedHosts,
    ImplicitCredentialWithCredSsp,
    WrongPassword,
    AccountNotKnown,  ///< The machine cannot know it: it is in a workgroup, or the account is another machine's own.
    Unknown,
};

template <>
inline constexpr auto wordsOf<Cause> = std::to_array<std::string_view>(
    {"not-delegated", "permission-on-resource", "client-role-missing", "server-role-missing",
     "delegate-list-missing", "delegate-list-mismatch", "ntlm-only-list-needed",
     "delegate-list-denies", "trusted-hosts", "implicit-credential-with-credssp", "wrong-password",
     "account-not-known", "unknown"});

}  // namespace hopwright
