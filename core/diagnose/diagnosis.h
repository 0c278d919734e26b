#pragma once

#include "core/diagnose/answers.h"
#include "core/diagnose/reading.h"
#include "core/diagnose/secrets.h"
#include "core/errors/error_table.h"
#include "core/import/fact.h"
#include "core/text/place.h"
#include "core/vocabulary/cause.h"
#include "core/vocabulary/certainty.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/status_code.h"
#include "core/vocabulary/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// What a piece of the text was understood as.
enum class TokenKind : std::uint8_t {
    Code,
    ErrorName,
    Event,
    Message,
    Command,
    Machine,
    Path,
    Account,
    Blanked
};

/// What to ask whoever pasted it, at most two.
enum class Question : std::uint8_t { RanOn, StartedFrom };

}  // namespace hopwright::diagnose

namespace hopwright {

template <>
inline constexpr auto wordsOf<diagnose::TokenKind> = std::to_array<std::string_view>(
    {"code", "error-name", "event", "message", "command", "machine", "path", "account", "blanked"});
template <>
inline constexpr auto wordsOf<diagnose::Question> =
    std::to_array<std::string_view>({"ran-on", "started-from"});

}  // namespace hopwright

namespace hopwright::diagnose {

struct Token {
    TokenKind kind = TokenKind::Code;
    text::Place place = {};  ///< In Diagnosis::pasted.
    /// The rows of resources/errors.tsv that it speaks for, where it is one of an error.
    std::vector<int> rows = {};

    bool operator==(const Token&) const = default;
};

/// One way to explain the text.
struct Candidate {
    Cause cause = Cause::Unknown;
    const ErrorRow* row = nullptr;  ///< What it was told by; null: by no error of the table.
    int hop = 0;                    ///< From 1, of Diagnosis::chain; 0: the text does not say.
    std::optional<Stage> stage = {};
    std::optional<StatusCode> code = {};  ///< As the text has it.
    Certainty certainty = Certainty::Possible;

    bool operator==(const Candidate&) const = default;
};

/// What a pasted text says of a chain that does not work.
struct Diagnosis {
    BlankedText pasted = {};
    std::vector<Token> tokens = {};  ///< In the order of their places.
    Answers answers = {};            ///< What was said beside the text.
    Reading reading = {};            ///< With them.
    std::string chain = {};          ///< chainOf() of it.
    /// What outputs of Windows' tools in the text say of machines; places are those of pasted.
    std::vector<import::Fact> facts = {};
    /// Whether somebody said no to a caller or a credential. Nothing: the text does not say that anything is wrong.
    std::optional<bool> denied = {};
    std::vector<Candidate> candidates = {};  ///< Likeliest first; each cause once.
    std::vector<Question> questions = {};

    bool isUnderstood() const noexcept { return !candidates.empty(); }
    bool operator==(const Diagnosis&) const = default;
};

/// More of a text is not read.
inline constexpr std::size_t mostPasted = std::size_t{20} * 1024 * 1024;

/// Understands \p text, UTF-8: a ticket, an error, a transcript, a chat. Nothing is sent anywhere and nothing kept. Secrets are
/// blanked first; what is told holds none. \p answers count more than the text. Pure. Cost: linear; what it keeps is some times
/// the text.
Diagnosis diagnose(std::string_view text, const Answers& answers = {});

}  // namespace hopwright::diagnose
