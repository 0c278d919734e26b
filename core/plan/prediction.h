#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::plan {

/// The ten stages of a hop, everywhere the same, in the order they are shown.
enum class Stage {
    Resolve,
    Connect,
    Tls,
    Offer,
    Negotiate,
    Bind,
    Delegate,
    Shell,
    Command,
    Access
};

inline constexpr int stageCount = 10;

/// `resolve`, `connect` … `access`: what files, JSON and the command line say.
std::string_view stageName(Stage stage) noexcept;

/// Why a hop is denied, or would be.
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

/// `not-delegated`, `permission-on-resource` …: docs/cli.md.
std::string_view causeName(Cause cause) noexcept;

/// A sentence of a reason chain, as values: ui/text makes the words.
///
/// `rule` is one of R1–R10, M1–M40 (rows of domain reference §6), E1–E98 (rows of §8), or S3, S4 for that reference's sections; `key`
/// names the sentence in ui/text, stable; `arguments` are the names that fill it, in order.
struct Because {
    std::string rule = {};
    std::string key = {};
    std::vector<std::string> arguments = {};

    bool operator==(const Because&) const = default;
};

}  // namespace hopwright::plan
