#pragma once

#include "core/rules/because.h"
#include "core/rules/when.h"
#include "core/vocabulary/cause.h"
#include "core/vocabulary/proof.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/status_code.h"
#include "core/vocabulary/words.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hopwright::rules {

/// What fills a place of a sentence about a hop; core/plan makes the words.
enum class Argument : std::uint8_t {
    Number,           ///< Of the hop.
    NumberBefore,     ///< Of the hop before it.
    From,             ///< Name of the machine at its tail.
    Server,           ///< Name of the machine at its head.
    Host,             ///< The target as typed, without port.
    EndName,          ///< `FS01\Reports`.
    DrawnAccount,     ///< Of a credential that is drawn; empty: none is.
    SigningAccount,   ///< Who signs in, as far as that is known.
    CallerAccount,    ///< The same with the machine or domain where it is at home.
    CallerHome,       ///< That machine, or domain in full.
    Answering,        ///< The machine that answers: the server, or for a loop the client.
    AnsweringDomain,  ///< Its domain in full.
    ClientDomain,     ///< DNS name.
    ServerDomain,     ///< DNS name.
    Code,             ///< Of the row's error.
    MethodWord,       ///< As the file has it.
    Entry,            ///< The entry of a list that decided.
    ListNames,        ///< What the lists that were asked have instead.
    Version,          ///< The oldest CredSSP version.
};

/// One sentence of a row.
struct Reason {
    static constexpr std::size_t mostArguments = 4;

    /// As Because::rule; empty: that of the row's error.
    std::string_view rule = {};
    ReasonKey key = {};
    std::array<Argument, mostArguments> argumentList = {};
    std::size_t argumentCount = 0;
    When when = {};
    bool carried =
        false;  ///< In place of a sentence of its own: those of what arrived at the tail.

    constexpr std::span<const Argument> arguments() const noexcept
    {
        return std::span(argumentList).first(argumentCount);
    }
};

template <std::same_as<Argument>... Arguments>
constexpr Reason because(std::string_view rule, ReasonKey key, Arguments... arguments)
{
    static_assert(sizeof...(Arguments) <= Reason::mostArguments);
    return {.rule = rule,
            .key = key,
            .argumentList = {arguments...},
            .argumentCount = sizeof...(Arguments)};
}

constexpr Reason only(When when, Reason reason)
{
    reason.when = when;
    return reason;
}

/// The reasons of what arrived at the tail.
constexpr Reason carriedReasons()
{
    return {.carried = true};
}

/// What a row says of the hop.
enum class Verdict : std::uint8_t {
    GoesOn,  ///< Its reasons count, and the rows behind it are asked, too.
    Passes,  ///< For this table; no row behind it is asked.
    Denied,
    Unknown,  ///< It cannot be said.
};

/// How well a row is known: the marks of the domain reference.
enum class Certainty : std::uint8_t {
    Open,        ///< ?: contradicting, or untested.
    Believed,    ///< K: known in the trade, and not looked up.
    Inferred,    ///< I: follows from sources.
    Reported,    ///< Vi: read in public threads.
    Documented,  ///< V: read in a primary source.
};

/// Why and how a hop is refused.
struct Denial {
    int error = 0;  ///< The row of §8 that gives stage, cause and code, but for those below.
    /// By the row of the resource's kind. Neither: stage and cause stand here.
    bool ofResource = false;
    std::optional<Stage> stage = {};
    std::optional<Cause> cause = {};
    std::optional<StatusCode> code = {};
    bool untilApplied = false;  ///< The plan's changes take it away.
};

/// What a session that was let in leaves on its server.
struct Left {
    Arrives what = Arrives::Unknown;
    bool account = true;  ///< Who it is stays known,
    bool home = true;     ///< and where that account is at home.
};

/// A rule: when it counts, what it says, and how that is known. Tables are read from the top: a row that decides is the last.
struct Row {
    static constexpr std::size_t mostReasons = 4;

    std::string_view id =
        {};  ///< Rule or row of the reference, and what tells its cases apart: `M11/over-http`.
    When when = {};
    Verdict verdict = Verdict::GoesOn;
    Denial denial = {};               ///< Of one that denies.
    Left left = {};                   ///< Of a row of left().
    std::optional<Proof> proof = {};  ///< Of a row of proofs(): what the proof is from here on.
    std::array<Reason, mostReasons> reasonList = {};
    std::size_t reasonCount = 0;
    Certainty certainty = Certainty::Open;
    std::string_view source =
        {};  ///< Document and section; of the domain reference where none is named.

    constexpr std::span<const Reason> reasons() const noexcept
    {
        return std::span(reasonList).first(reasonCount);
    }
};

/// The rows of \p table that count for what \p facts answers, in order, up to the one that decides; \p take is called with each.
/// \returns the row that decides; null if none does.
template <typename Source, typename Take>
const Row* read(std::span<const Row> table, Source& facts, const Take& take)
{
    for (const Row& row : table) {
        if (!row.when.holds(facts))
            continue;
        take(row);
        if (row.verdict != Verdict::GoesOn)
            return &row;
    }
    return nullptr;
}

}  // namespace hopwright::rules

namespace hopwright {

template <>
inline constexpr auto wordsOf<rules::Certainty> =
    std::to_array<std::string_view>({"open", "believed", "inferred", "reported", "documented"});

}  // namespace hopwright
