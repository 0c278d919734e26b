#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hopwright::wildcard {

inline constexpr std::size_t maxEntryBytes = 512;

/// Whether an entry lets credentials go to a host. Likely: Windows should, but no document says so.
enum class Coverage { No, Likely, Certain };

/// What an entry of a delegate list names, by domain reference §3.2.
enum class EntryForm {
    OneHost,  ///< `WSMAN/web01.corp.example`
    BelowDomain,  ///< `WSMAN/*.corp.example`: certain one label below, likely deeper, not the domain itself.
    AnyHost,           ///< `WSMAN/*`
    AnyService,        ///< `*` without `WSMAN/`: covers every host, and remote desktop too.
    UndocumentedGlob,  ///< One `*` elsewhere: `WSMAN/web*.corp.example`. Likely at most.
    OtherService,      ///< `TERMSRV/*`: nothing for WinRM.
};

/// One entry of a credential delegation list: a service class and the hosts it covers.
///
/// Names keep their spelling and are compared without case (A to Z). It says nothing of DNS: a short name, a full name
/// and an address are three targets (domain reference §3.2).
class SpnPattern {
public:
    /// Reads one entry.
    ///
    /// \returns Malformed, with the offset of the first byte that cannot be there, for an entry without service or host,
    ///          with a blank or control byte, an empty name behind `*.`, or a second `*` (such an entry never matches);
    ///          TooLarge beyond maxEntryBytes.
    static Result<SpnPattern> parse(std::string_view text);

    /// Whether a client with this entry may send credentials to WinRM on \p target, as somebody typed it.
    Coverage covers(std::string_view target) const;

    EntryForm form() const noexcept { return m_form; }
    /// The host part: `*.corp.example`; `*` for a bare star.
    const std::string& host() const noexcept { return m_host; }
    /// The entry as it was written.
    std::string text() const;

    bool operator==(const SpnPattern&) const = default;

private:
    SpnPattern(std::string service, std::string host, EntryForm form);

    std::string m_service;
    std::string m_host;
    EntryForm m_form;
};

/// How dangerous an entry is: domain reference §3.4.
enum class Risk { Low, LowToMedium, Medium, High, Critical };

/// \p ntlmOnlyList: the entry stands in AllowFreshCredentialsWhenNTLMOnly, which is one level worse. A `*.` entry is High
/// for a domain and Medium for a sub-domain, by its labels: up to two are a domain.
Risk riskOf(const SpnPattern& pattern, bool ntlmOnlyList);

}  // namespace hopwright::wildcard
