#pragma once

#include "core/diagnose/diagnosis.h"
#include "core/diagnose/hints.h"
#include "core/errors/message_table.h"
#include "core/text/place.h"
#include "core/vocabulary/status_code.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// One thing in a text that speaks for rows of the table of errors.
struct Sign {
    TokenKind kind = TokenKind::Message;
    text::Place place = {};
    std::vector<int> rows = {};  ///< Numbers of resources/errors.tsv.
    std::optional<StatusCode> code = {};
    /// As sure as what was found: letters of a message, more for a code that few rows have.
    int weight = 0;

    bool operator==(const Sign&) const = default;
};

struct FoundFamily {
    MessageFamily family = MessageFamily::None;
    text::Place place = {};

    bool operator==(const FoundFamily&) const = default;
};

/// All of a text that is a sign of something.
struct Evidence {
    std::vector<Sign> signs = {};
    std::vector<FoundHint> hints = {};
    std::vector<FoundFamily> families = {};
    bool isTyped = false;  ///< Messages were found only by allowing for typing errors.

    bool has(Hint hint) const noexcept;
    bool has(MessageFamily family) const noexcept;
    /// Whether one stands beside a sign for \p row, as parts of one error do.
    bool isNear(MessageFamily family, int row) const noexcept;
    bool isNear(MessageFamily family, const Sign& sign) const noexcept;
    /// Whether each sign for \p row stands a few lines behind one for \p cause and none stands alone.
    bool isBehind(int row, int cause) const noexcept;
    bool speaksFor(int row) const noexcept;
    /// The sum of the weights of the signs for \p row.
    int weightOf(int row) const noexcept;
    /// Of a sign for \p row: the code that the text has.
    std::optional<StatusCode> codeFor(int row) const noexcept;
};

/// Finds codes, names of errors, events and messages in any language that is known, in \p clean. Messages that were typed off with
/// errors are looked for only where nothing else was found, in a text of up to 32 KiB. Cost: linear.
Evidence findEvidence(std::string_view clean);

}  // namespace hopwright::diagnose
