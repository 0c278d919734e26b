#pragma once

#include "core/diagnose/ranking_facts.h"
#include "core/errors/error_table.h"
#include "core/vocabulary/cause.h"
#include "core/vocabulary/certainty.h"
#include "core/vocabulary/stage.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace hopwright::diagnose {

// What tells errors with the same code or words apart, as rows of data: ranking.cpp goes through them.

/// All of \a needs, one of \a oneOf and none of \a without.
struct When {
    Facts needs = 0;
    Facts oneOf = 0;
    Facts without = 0;

    constexpr bool holds(Facts facts) const noexcept
    {
        return (facts & needs) == needs && (oneOf == 0 || (facts & oneOf) != 0)
               && (facts & without) == 0;
    }
};

/// A row of the table of errors that counts only then.
struct Condition {
    int row = 0;
    When when = {};
};
std::span<const Condition> conditions() noexcept;

/// A row that the facts alone tell of; with \a denied, where something was denied too.
struct ContextRow {
    int row = 0;
    bool denied = false;
    When when = {};
    int weight = 0;
};
std::span<const ContextRow> contextRows() noexcept;

/// Where somebody says of a cause that it is so, and the row can have it, it comes first.
struct ToldCause {
    Fact fact = {};
    Cause cause = Cause::Unknown;
};
std::span<const ToldCause> toldCauses() noexcept;

struct Guess {
    Cause cause = Cause::Unknown;
    Certainty certainty = Certainty::Possible;
    int row = 0;  ///< What tells it; 0: the row whose list it stands in.
};

/// Up to four, likeliest first.
struct Guesses {
    static constexpr std::size_t most = 4;
    std::array<Guess, most> list = {};
    std::size_t count = 0;

    template <typename... More>
    static constexpr Guesses of(More... guesses) noexcept
    {
        static_assert(sizeof...(More) <= most);
        return {.list = {guesses...}, .count = sizeof...(More)};
    }
    std::span<const Guess> all() const noexcept { return std::span(list).first(count); }
};

/// Stands for each row of symptoms() in an Explanation.
inline constexpr int anySymptom = 0;

/// What \a row means then: of those of one row the first that holds. A row without any means its candidates.
struct Explanation {
    int row = anySymptom;
    When when = {};
    Guesses guesses = {};
};
std::span<const Explanation> explanations() noexcept;

/// What a text means in which no error was understood, told by \a row where it is not 0: the first that holds.
struct Fallback {
    int row = 0;
    int hop = 0;                      ///< 2: the one behind all sessions.
    std::optional<Stage> stage = {};  ///< Nothing: that of its row.
    When when = {};
    Guesses guesses = {};
};
std::span<const Fallback> fallbacks() noexcept;

/// A row that can be sure only then.
std::span<const Condition> sureConditions() noexcept;

/// Rows of domain reference §8.4 whose error both a lacking credential and a lacking permission give.
bool isSymptom(int row) noexcept;
/// Rows of a machine that was asked and did not answer: it is at the end of the chain.
bool isAsked(int row) noexcept;
/// Rows that one code stands for although other reasons give it too: never more than likely.
bool isNeverSure(int row) noexcept;

}  // namespace hopwright::diagnose
