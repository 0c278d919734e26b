#pragma once

#include <array>
#include <string_view>

/// Where Windows keeps what decides about delegation, below HKEY_LOCAL_MACHINE: domain reference §3.1, §9.2 and §9.5.
namespace hopwright::registry {

inline constexpr std::string_view delegationKey =
    R"(SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation)";
inline constexpr std::string_view oracleKey =
    R"(SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\CredSSP\Parameters)";
/// The policies of WinRM; below it `Client` and `Service`.
inline constexpr std::string_view winrmPolicyKey = R"(SOFTWARE\Policies\Microsoft\Windows\WinRM)";
/// WinRM's own settings; below it the same.
inline constexpr std::string_view wsmanKey = R"(SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN)";
inline constexpr std::string_view delegationDefaultsKey =
    R"(SYSTEM\CurrentControlSet\Control\Lsa\Credssp\PolicyDefaults)";

/// The lists of Credentials Delegation. A list is a number below the key, which turns it on, and a key of that name below
/// the key, with an entry a value.
inline constexpr std::array<std::string_view, 9> delegateLists{
    "AllowFreshCredentials",   "AllowFreshCredentialsWhenNTLMOnly",
    "AllowSavedCredentials",   "AllowSavedCredentialsWhenNTLMOnly",
    "AllowDefaultCredentials", "AllowDefCredentialsWhenNTLMOnly",
    "DenyFreshCredentials",    "DenySavedCredentials",
    "DenyDefaultCredentials"};

}  // namespace hopwright::registry
