#pragma once

#include "core/vocabulary/proof.h"
#include "core/vocabulary/status_code.h"
#include "core/wildcard/spn_pattern.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
    Coverage coverage = Coverage::No;     ///< Of an allowed target: Certain or Likely.
    std::optional<StatusCode> code = {};  ///< Of a denied one: of row E3 or E4; nothing: either.
    std::string entry = {};         ///< The entry that decided, spelling kept; empty: none did.
    bool severeWarning = false;     ///< A bare `*` decided: it covers every service.
    bool undocumentedForm = false;  ///< The entry's form is in no document.

    bool allowed() const noexcept { return reason == Reason::Listed; }
    bool operator==(const Decision&) const = default;
};

/// One list made ready for many questions: a host is found at once, only entries with a `*` are looked through. A list that is
/// off or was not looked at has no entries.
class ListMatcher {
public:
    struct Match {
        const SpnPattern& pattern;  ///< Of the matcher.
        Coverage coverage = Coverage::Certain;
    };

    explicit ListMatcher(const PolicyList& list);

    /// The first certain entry for \p target as typed, else the first likely one; nothing: none covers it.
    std::optional<Match> bestFor(std::string_view target) const;

    bool isKnown() const noexcept { return m_isKnown; }
    /// It is on and has an entry, readable or not.
    bool isConfigured() const noexcept { return m_isConfigured; }

private:
    bool m_isKnown;
    bool m_isConfigured;
    std::vector<SpnPattern> m_patterns = {};  ///< Those that can be read, in their order.
    std::unordered_map<std::string, std::size_t> m_hosts =
        {};                                ///< Of one host, without case: its first place.
    std::vector<std::size_t> m_wide = {};  ///< The places of all others.
};

/// The lists of one client, made ready for many questions.
class DelegateMatcher {
public:
    explicit DelegateMatcher(const DelegateLists& lists);

    /// As the function of that name.
    Decision ask(std::string_view target, Proof proof) const;
    const ListMatcher& allowFresh() const noexcept { return m_allowFresh; }
    const ListMatcher& allowFreshNtlmOnly() const noexcept { return m_allowFreshNtlmOnly; }

private:
    Decision lackingForNtlm(std::string_view target) const;

    ListMatcher m_denyFresh;
    ListMatcher m_allowFresh;
    ListMatcher m_allowFreshNtlmOnly;
};

/// Whether a client with \p lists lets fresh credentials go to \p target as typed. Deny wins, also over what is only likely;
/// of several allowing entries a certain one decides before a likely one. An entry that cannot be read never matches. A deny
/// list that is not known denies nothing.
///
/// Domain reference §3.3, but for the code where the server is known by NTLM only: it was seen that the code of E4 is for a name that
/// the list for proven servers has and the NTLM-only list has not, and every other no is that of E3.
Decision ask(const DelegateLists& lists, std::string_view target, Proof proof);

}  // namespace hopwright::wildcard
