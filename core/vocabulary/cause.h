#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// Why a hop is denied or fails, or would: docs/cli.md. Plan and probe conclude those up to Unknown but for what the table of
/// errors has for a code that was given; a diagnosis of a text concludes all.
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
    PolicyOverrides,    ///< A policy of the domain owns the setting, or writes over it.
    OracleRemediation,  ///< One end lacks the update for CVE-2018-0886.
    TlsMismatch,
    Certificate,
    AccountLocked,       ///< Or disabled, or its password has expired.
    LogonRight,          ///< It lacks a user right, such as the logon from the network.
    ProtectedUser,       ///< A restriction of the account: Protected Users, sensitive, logon hours.
    LocalAccountFilter,  ///< UAC filters the token of a local account.
    ClockSkew,
    SpnMissing,
    SpnDuplicate,  ///< It stands on two accounts, or on the wrong one.
    KdcUnreachable,
    NameNotResolved,
    PortClosed,
    Firewall,
    WinRmNotRunning,
    EndpointAcl,  ///< The account may not open a session there.
    EndpointMissing,
    Quota,
    ResourceMissing,  ///< A wrong path, share or name of what was wanted.
    SessionBound,  ///< It needs more than an identity: an interactive logon, or a token of its own.
    NotElevated,
    AuthDisabled,  ///< A method, or a role of a client, is turned off by a setting or a policy.
    AddressTyped,
    DomainTrust,
    EncryptionType,
    Proxy,
    ClientUsage,  ///< The command itself is wrong: parameters that exclude each other, an empty list.
    SessionConflict,     ///< Two identities to one server.
    CertificateService,  ///< The WinRM service cannot use its certificate for CredSSP.
    Unrelated,           ///< It is no matter of remoting.
};

template <>
inline constexpr auto wordsOf<Cause> =
    std::to_array<std::string_view>({"not-delegated",
                                     "permission-on-resource",
                                     "client-role-missing",
                                     "server-role-missing",
                                     "delegate-list-missing",
                                     "delegate-list-mismatch",
                                     "ntlm-only-list-needed",
                                     "delegate-list-denies",
                                     "trusted-hosts",
                                     "implicit-credential-with-credssp",
                                     "wrong-password",
                                     "account-not-known",
                                     "unknown",
                                     "policy-overrides",
                                     "oracle-remediation",
                                     "tls-mismatch",
                                     "certificate",
                                     "account-locked",
                                     "logon-right",
                                     "protected-user",
                                     "local-account-filter",
                                     "clock-skew",
                                     "spn-missing",
                                     "spn-duplicate",
                                     "kdc-unreachable",
                                     "name-not-resolved",
                                     "port-closed",
                                     "firewall",
                                     "winrm-not-running",
                                     "endpoint-acl",
                                     "endpoint-missing",
                                     "quota",
                                     "resource-missing",
                                     "session-bound",
                                     "not-elevated",
                                     "auth-disabled",
                                     "address-typed",
                                     "domain-trust",
                                     "encryption-type",
                                     "proxy",
                                     "client-usage",
                                     "session-conflict",
                                     "certificate-service",
                                     "unrelated"});

}  // namespace hopwright
