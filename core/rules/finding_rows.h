#pragma once

#include "core/rules/row.h"
#include "core/vocabulary/words.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hopwright::rules {

enum class Severity : std::uint8_t { Error, Warning, Note };

/// Something that a plan gives to say, of a hop, a machine or an entry of a list.
struct FindingRow {
    Severity severity = Severity::Note;
    When when = {};
    /// Its rule is the finding's, empty: that of what denies the hop. Empty: this case is known, and gives no finding.
    std::optional<Reason> text = {};
    std::string_view source = {};
};

/// How many groups of findings there are: those below.
inline constexpr int findingGroupCount = 8;

/// Of a hop that will be denied: the first that counts.
std::span<const FindingRow> deniedFindings() noexcept;
/// Of each session: all that count.
std::span<const FindingRow> sessionFindings() noexcept;
/// Of a machine that will hold a password: the first that counts. Filled with the machine and the account.
std::span<const FindingRow> passwordFindings() noexcept;
/// Of a session, by what goes on from its server.
std::span<const FindingRow> useFindings() noexcept;
/// Of a machine whose domain is not known, at an end of a session for which one of wantsDomains() holds. Filled with the machine.
const FindingRow& domainFinding() noexcept;
std::span<const When> wantsDomains() noexcept;
/// Of an entry of a list: the first that counts; one without a sentence says nothing. Filled with machine, entry and, where the
/// entry holds several names, how many.
std::span<const FindingRow> entryFindings() noexcept;
/// Of a machine or hop with a last day: the first that counts. Filled with the machine, or the number of the hop, and the day.
std::span<const FindingRow> expiryFindings() noexcept;
/// Of a session between machines of two groups that are tiers. Filled with its number and the two groups.
std::span<const FindingRow> crossingFindings() noexcept;

}  // namespace hopwright::rules

namespace hopwright {

template <>
inline constexpr auto wordsOf<rules::Severity> =
    std::to_array<std::string_view>({"error", "warning", "note"});

}  // namespace hopwright
