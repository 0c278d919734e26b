#pragma once

#include "core/vocabulary/words.h"

#include <cstdint>

namespace hopwright {

/// What a text that Windows' tools print can tell of a machine. Files and JSON have the words: add values, never give an old
/// word a new meaning. What a fact's `about` and `value` hold stands at each.
enum class FactKind : std::uint8_t {
    ClientRole,          ///< Client\Auth\CredSSP: true, false.
    ServerRole,          ///< Service\Auth\CredSSP: true, false.
    AllowFresh,          ///< Its entries, one a line; none: the list was looked at and has none.
    AllowFreshEnabled,   ///< Its DWORD: true, false.
    AllowFreshNtlmOnly,  ///< The same for the list for servers proven by NTLM alone.
    AllowFreshNtlmOnlyEnabled,
    DenyFresh,
    DenyFreshEnabled,
    OtherDelegateList,  ///< About: another list of the policy, by its value's name; its entries.
    OtherDelegateListEnabled,  ///< About as above: true, false.
    ConcatenateDefaults,       ///< About: the value's name; true, false.
    DelegationDefaults,  ///< Lsa\Credssp\PolicyDefaults. About: the list and the value's name.
    OracleRemediation,   ///< AllowEncryptionOracle: 0, 1, 2.
    TrustedHosts,        ///< Its patterns, one a line.
    WinrmSetting,        ///< About: its path, `Service/Auth/Basic`; as printed.
    ControlledByPolicy,  ///< About: the path of a WinRM setting that a policy sets; true.
    Listener,            ///< About: the address; `http 5985`, and ` disabled` where it is.
    PolicyObject,  ///< About: which policy it sets, or nothing; the name of the Group Policy object.
    Ticket,        ///< About: the service's name; the ticket's flags between blanks.
    SpnRegistered,  ///< A name that the subject has; about: the subject's place in the directory.
    SpnDuplicate,   ///< A name that the subject and another account have; about as above.
    SpnMissing,     ///< A name that no account has.
    DomainController,  ///< Its name.
    DomainName,        ///< The machine's domain.
    SecureChannel,     ///< The Win32 code of its state; 0: it is whole.
    User,              ///< Who it is; about: the SID where it is said.
    Group,             ///< Its name; about: its SID.
    ProtectedUser,     ///< The user is in Protected Users: true.
    AuthenticatedBy,   ///< By the SID of the package: ntlm, schannel, digest.
    IdentityAsserted,  ///< By whom: authority, service (S4U).
    Integrity,         ///< low, medium, medium-plus, high, system.
    LogonKind,         ///< By its SID: network, batch, interactive, service, remote-interactive.
    LogonType,         ///< Of an event; about: whose logon. The number.
    WsmanAnswers,      ///< An Identify was answered: true.
    OperatingSystem,   ///< Its version, as told.
    OfferedAuth,       ///< What a server offers, between commas, as told.
    ErrorCode,         ///< `0xC000006A`, or a decimal Win32 code; about: what gave it.
    Event,             ///< About: log or provider, and number; its fields.
    HostState,         ///< What a program says of a host: ok, changed, failed, unreachable.
    ClientError,       ///< The class of the error that a program stopped with.
    PowerShellVersion,
    RunAsUser,          ///< Who a session runs as.
    DelegationSetting,  ///< A number of Credentials Delegation that is none of the above. About: its name.
};

template <>
inline constexpr auto wordsOf<FactKind> = std::to_array<std::string_view>({
    "client-role",
    "server-role",
    "allow-fresh",
    "allow-fresh-enabled",
    "allow-fresh-ntlm-only",
    "allow-fresh-ntlm-only-enabled",
    "deny-fresh",
    "deny-fresh-enabled",
    "other-delegate-list",
    "other-delegate-list-enabled",
    "concatenate-defaults",
    "delegation-defaults",
    "oracle-remediation",
    "trusted-hosts",
    "winrm-setting",
    "controlled-by-policy",
    "listener",
    "policy-object",
    "ticket",
    "spn-registered",
    "spn-duplicate",
    "spn-missing",
    "domain-controller",
    "domain-name",
    "secure-channel",
    "user",
    "group",
    "protected-user",
    "authenticated-by",
    "identity-asserted",
    "integrity",
    "logon-kind",
    "logon-type",
    "wsman-answers",
    "operating-system",
    "offered-auth",
    "error-code",
    "event",
    "host-state",
    "client-error",
    "powershell-version",
    "run-as-user",
    "delegation-setting",
});

/// Whether a machine has one value of it at a time, so that two that differ contradict each other; of the others it may have
/// many.
constexpr bool hasOneValue(FactKind kind) noexcept
{
    using enum FactKind;
    switch (kind) {
    case PolicyObject:
    case Ticket:
    case SpnRegistered:
    case SpnDuplicate:
    case SpnMissing:
    case DomainController:
    case User:
    case Group:
    case LogonKind:
    case LogonType:
    case Listener:
    case ErrorCode:
    case Event:
    case HostState:
    case ClientError:
    case RunAsUser:
    case AuthenticatedBy:
    case IdentityAsserted:
    case Integrity:
    case OfferedAuth:
        return false;
    default:
        return true;
    }
}

/// Where a machine has it.
enum class FactLayer : std::uint8_t {
    LocalPolicy,      ///< The machine's own Group Policy object.
    DomainPolicy,     ///< One of the domain's.
    PolicyFile,       ///< A file of policies, of which nobody said whether and where it applies.
    EffectivePolicy,  ///< The registry, where all policies meet.
    Configuration,    ///< What the WinRM service says of itself.
    Session,          ///< A logon session: who somebody is there, what a shell prints.
    TicketCache,
    Directory,
    EventLog,
    Output,   ///< What another program says.
    Direct,   ///< Written to the registry by no policy.
    Unknown,  ///< In the registry, and it is not known which of the policies wrote it, if one did.
};

template <>
inline constexpr auto wordsOf<FactLayer> = std::to_array<std::string_view>(
    {"local-policy", "domain-policy", "policy-file", "effective-policy", "configuration", "session",
     "ticket-cache", "directory", "event-log", "output", "direct", "unknown"});

}  // namespace hopwright
