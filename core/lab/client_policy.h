#pragma once

#include "core/lab/lab_world.h"

#include <string>
#include <string_view>

namespace hopwright::lab {

/// How a server proved its name to a client: what decides which list is asked (domain reference §4).
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

/// Whether \p text is an IPv4 or IPv6 address rather than a name.
bool isAddress(std::string_view text) noexcept;

}  // namespace hopwright::lab
