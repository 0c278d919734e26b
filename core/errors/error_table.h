#pragma once

#include "core/vocabulary/cause.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/status_code.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hopwright {

/// Who gives an error: the client of a hop by itself, the first hop, one behind it, the machine that did it, or setting up.
enum class ErrorPlace : std::uint8_t { Client, First, Second, Server, Setup };

/// What is known of one error: a row of domain reference §8, from resources/errors.tsv.
struct ErrorRow {
    static constexpr std::size_t mostCodes = 4;
    static constexpr std::size_t mostCandidates = 4;

    int number = 0;  ///< 29 of E29.
    std::array<StatusCode, mostCodes> codeList = {};
    std::size_t codeCount = 0;
    std::uint32_t places = 0;  ///< A bit for each ErrorPlace it can come from,
    std::uint32_t stages = 0;  ///< and for each stage it can come at; none: while setting up.
    /// What a hop that is given one of its codes is denied by, as plan and probe say it.
    std::optional<Cause> cause = {};
    /// What a text that has it can mean, likeliest first, where that is not \a cause alone.
    std::array<Cause, mostCandidates> candidateList = {};
    std::size_t candidateCount = 0;
    std::string_view names = {};  ///< FullyQualifiedErrorId and other fixed words, split by blanks.
    std::string_view events = {};  ///< `schannel/36874`, split by blanks.
    std::string_view says =
        {};  ///< The English text of the message, or how it begins; ` | ` between two.
    // Sentences for people: ui/text translates them.
    std::string_view means = {};
    std::string_view check = {};  ///< What tells it from others; empty: nothing is needed.
    std::string_view fix = {};
    std::string_view source = {};  ///< How sure it is, and from where: the marks of that reference.

    /// As machines give it, the usual one first.
    std::span<const StatusCode> codes() const noexcept
    {
        return std::span(codeList).first(codeCount);
    }
    /// Likeliest first; without a list of its own its cause alone.
    std::span<const Cause> candidates() const noexcept
    {
        if (candidateCount > 0)
            return std::span(candidateList).first(candidateCount);
        return cause ? std::span(&*cause, 1) : std::span<const Cause>();
    }
    /// The usual one; the row must have one.
    StatusCode code() const noexcept { return codeList.front(); }
    /// Whether \p code is one of them, an HRESULT that stands for a Win32 code among them.
    bool has(StatusCode code) const noexcept;
    bool comesFrom(ErrorPlace place) const noexcept;
    bool comesAt(Stage stage) const noexcept;
    /// The first of its stages; there must be one.
    Stage stage() const noexcept;
    /// `E29`: the rule of a reason.
    std::string id() const { return 'E' + std::to_string(number); }
};

inline constexpr int errorRowCount = 98;

/// All rows, E1 first.
std::span<const ErrorRow> errorRows() noexcept;

/// The row E\p number.
template <int number>
    requires(number >= 1 && number <= errorRowCount)
const ErrorRow& errorRow() noexcept
{
    return errorRows()[number - 1];
}

/// The cause in the first row that has \p code and a cause and comes from \p place; nothing: there is none.
std::optional<Cause> causeOf(StatusCode code, ErrorPlace place) noexcept;

/// Whether some row has \p code for \p cause: one code can have several causes, which what else is known tells apart.
bool canMean(StatusCode code, Cause cause) noexcept;

}  // namespace hopwright
