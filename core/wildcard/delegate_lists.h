#pragma once

#include "core/wildcard/spn_pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::wildcard {

/// One list of the policy: its DWORD and its entries (domain reference §3.1).
struct PolicyList {
    bool enabled = false;
    std::vector<std::string> entries = {};  ///< As they stand in the registry.
    bool known = true;                      ///< False: it was not looked at, and may have anything.

    bool operator==(const PolicyList&) const = default;
};

/// The effective lists of one client.
struct DelegateLists {
    PolicyList denyFresh = {};
    PolicyList allowFresh = {};
    PolicyList allowFreshNtlmOnly = {};

    bool operator==(const DelegateLists&) const = default;
};

/// How the server proved its name: what decides which list is asked (domain reference §4).
enum class ServerProof { KerberosOrTrustedCertificate, NtlmOnly };

inline constexpr std::uint32_t codeNotListed = 0x803381A3;
inline constexpr std::uint32_t codeNotInNtlmOnlyList = 0x803381A4;

/// What the lists say about one target.
struct Decision {
    enum class Reason {
        Listed,
        DeniedByDenyList,
        ListNotEnabled,  ///< No list that was asked is on and has an entry.
        NotListed,       ///< They have entries, and none matches.
        /// The list for proven servers has the target, or was not looked at, and the NTLM-only list has not.
        NtlmOnlyListLacks,
        NotKnown,  ///< The list that decides was not looked at.
    };

    Reason reason = Reason::NotListed;
    Coverage coverage = Coverage::No;  ///< Of an allowed target: Certain or Likely.
    std::uint32_t code = 0;            ///< Of a denied one: 0x803381A3 or 0x803381A4; 0: either.
    std::string entry = {};            ///< The entry that decided, spelling kept; empty: none did.
    bool severeWarning = false;        ///< A bare `*` decided: it covers every service.
    bool undocumentedForm = false;     ///< The entry's form is in no document.

    bool allowed() const noexcept { return reason == Reason::Listed; }
    bool operator==(const Decision&) const = default;
};

/// Whether a client with \p lists lets fresh credentials go to \p target as typed. Deny wins, also over what is only likely;
/// of several allowing entries a certain one decides before a likely one. An entry that cannot be read never matches. A deny
/// list that is not known denies nothing.
///
/// Domain reference §3.3, but for the code where the server is known by NTLM only: it was seen that 0x803381A4 is for a name that
/// the list for proven servers has and the NTLM-only list has not, and every other no is 0x803381A3.
Decision ask(const DelegateLists& lists, std::string_view target, ServerProof proof);

}  // namespace hopwright::wildcard
