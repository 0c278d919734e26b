#pragma once

#include "core/lab/lab_world.h"

#include <string>
#include <string_view>

namespace hopwright::lab {

/// How a server proved its name to a client: what decides which list is asked (domain reference §4). A certificate of the
/// lab's CA stands for Kerberos too, so it does not count where isNtlmOnly().
enum class Proof { TrustedCertificate, NtlmOnly };

/// What a lab client's own policy says. Code 0: go on.
struct PolicyAnswer {
    bool allowed = false;
    bool listConfigured =
        true;                ///< The list that was asked is on: "no entry" differs from "no list".
    std::uint32_t code = 0;  ///< 0x803381A2 … as WinRM reports it.
    std::string evidence = {};  ///< The entry that matched, or what was asked in vain.
};

/// Whether the client role is on: asked before anything is sent. 0x803381A2.
PolicyAnswer askClientRole(const LabMachine& client);

/// Whether \p client may delegate fresh credentials to \p target as typed: deny list first, then the list for \p proof.
/// 0x803381A3 or, for Proof::NtlmOnly, 0x803381A4. By the lab's own matcher, written apart from core/wildcard: "predicted =
/// observed" compares two things (domain reference §3.3).
PolicyAnswer askDelegation(const LabMachine& client, std::string_view target, Proof proof);

/// Whether \p client may talk to \p target over HTTP by NTLM, without proof of the server: TrustedHosts. 0x803380E4, or
/// 0x803381BB for an IP address.
PolicyAnswer askTrustedHosts(const LabMachine& client, std::string_view target);

/// A session that a lab client is to open, and what it knows of it by itself.
struct SessionQuestion {
    std::string_view target = {};         ///< As typed.
    const LabMachine* server = nullptr;   ///< Who answers to that name; null: nobody known.
    std::string_view method = {};         ///< The word of New-PSSession -Authentication.
    bool ntlm = false;                    ///< NTLM was chosen.
    bool explicitCredential = false;      ///< It does not sign in as who it runs as.
    std::string_view accountDomain = {};  ///< Of the account that signs in: `LAB`, `FS01`, `.`.
};

/// Whether Windows on \p client would know the server by NTLM only (domain reference §4): an address, a workgroup at either
/// end, an account of the server's own, NTLM chosen. Two domains are taken to trust each other, as the lab knows no trusts.
bool isNtlmOnly(const LabMachine& client, const SessionQuestion& question);

/// Row M4 of §6: over HTTP, Negotiate takes an address with an explicit credential only, whatever TrustedHosts has.
/// 0x803381BB by Default, 0x803380E5 by Negotiate.
PolicyAnswer askCredential(const LabMachine& client, const SessionQuestion& question);

/// What \p client refuses before it sends anything to a server that it knows by NTLM only: TrustedHosts over HTTP. Allowed
/// where it is not asked.
PolicyAnswer askServerTrust(const LabMachine& client, const SessionQuestion& question);

/// Whether \p target, as typed, perhaps with a port, is an IPv4 or IPv6 address rather than a name.
bool isAddress(std::string_view target) noexcept;

}  // namespace hopwright::lab
