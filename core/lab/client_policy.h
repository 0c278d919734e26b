#pragma once

#include "core/lab/lab_world.h"
#include "core/vocabulary/proof.h"

#include <string>
#include <string_view>

namespace hopwright::lab {

/// Why a lab client's own policy says no.
enum class PolicyRefusal {
    None,
    NeedsPassword,    ///< CredSSP without a user name and a password.
    NeedsCredential,  ///< Negotiate to an address over HTTP, as who runs it.
    ClientRole,
    TrustedHosts,
    DenyList,      ///< A deny list covers the target, whatever else allows it.
    ListMissing,   ///< No list that was asked has an entry, or is on.
    ListMismatch,  ///< They have other names.
    NtlmOnlyList,  ///< The list for proven servers covers the target, which is known by NTLM only.
};

/// Whether \p refusal is one of CredSSP's, and not of signing in.
bool isOfDelegation(PolicyRefusal refusal) noexcept;

/// What a lab client's own policy says. Code 0: go on.
struct PolicyAnswer {
    bool allowed = false;
    PolicyRefusal refusal = PolicyRefusal::None;
    std::uint32_t code = 0;         ///< 0x803381A2 … as WinRM reports it.
    Sentence evidence = {};         ///< The entry that matched, or what was asked in vain.
    std::string_view setting = {};  ///< Which of its settings decided; empty: none was asked.
};

/// A session that a lab client is to open, and what it knows of it by itself.
struct SessionQuestion {
    std::string_view target = {};        ///< As typed.
    const LabMachine* server = nullptr;  ///< Who answers to that name; null: nobody known.
    std::string_view method = {};        ///< The word of New-PSSession -Authentication.
    bool ntlm = false;                   ///< NTLM was chosen.
    bool https = false;
    bool explicitCredential = false;      ///< It does not sign in as who it runs as.
    std::string_view accountDomain = {};  ///< Of the account that signs in: `LAB`, `FS01`, `.`.
};

/// What \p client refuses before it sends anything: domain reference §8, rows 1, 2, 29, 30 and 31. In the order in which
/// Windows asks: the password that CredSSP needs, row M4 of §6, the client role, TrustedHosts.
PolicyAnswer askBeforeSending(const LabMachine& client, const SessionQuestion& question);

/// Whether \p client lets fresh credentials go to a server that proved itself by \p shown on the wire: the deny list first;
/// where it is known by NTLM only the NTLM-only list, else the other. 0x803381A4 is for a name that the list for proven servers
/// has and the NTLM-only list has not; every other no is 0x803381A3. By the lab's own matcher, written apart from
/// core/wildcard: "predicted = observed" compares two things (domain reference §3.3, §4).
PolicyAnswer askDelegation(const LabMachine& client, const SessionQuestion& question, Proof shown);

/// Whether Windows on \p client would know the server by NTLM only (domain reference §4): an address, a workgroup at either
/// end, an account of the server's own, NTLM chosen; of its own machine also by `localhost`. Two domains are taken to trust
/// each other, as the lab knows no trusts.
bool isNtlmOnly(const LabMachine& client, const SessionQuestion& question);

}  // namespace hopwright::lab
