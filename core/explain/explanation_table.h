#pragma once

#include "core/errors/error_table.h"
#include "core/rules/row.h"
#include "core/vocabulary/words.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::explain {

using rules::Certainty;

/// What a row explains: a rule, one sentence of a rule (a word of rules::ReasonKey), a role, a list, or a word of the trade.
enum class TopicKind : std::uint8_t { Rule, Sentence, Role, List, Term };

/// A row of resources/explanations.tsv. Its texts are sentences for people, which ui/text translates. Their places are %1 the
/// client, or the machine that it is about, %2 the server, %3 the account, %4 the entry of a list.
struct Explanation {
    std::string_view id = {};  ///< `R1`, `entry-wide-high`, `client-role`, `double-hop`.
    TopicKind kind = TopicKind::Rule;
    std::string_view title = {};  ///< In plain words, without full stop.
    std::string_view means = {};
    std::string_view exposes = {};
    std::string_view fix = {};  ///< How to mend it, or to make it tighter.
    std::string_view logs = {};
    Certainty certainty = Certainty::Open;  ///< How well \a means is known.
    std::string_view source = {};           ///< Documents.
};

/// In the order of the table: rules, sentences, roles and lists, words.
std::span<const Explanation> explanations() noexcept;

/// One thing that can be explained: a row of this table, or of the table of errors. At most one of both is there.
struct Topic {
    const Explanation* row = nullptr;
    const ErrorRow* error = nullptr;

    bool isThere() const noexcept { return row != nullptr || error != nullptr; }
    std::string id() const;
    Certainty certainty() const noexcept;

    bool operator==(const Topic&) const = default;
};

/// `R1`, `E29`, `double-hop`, without case. Cost: O(rows).
Topic topicOf(std::string_view id) noexcept;
/// Of a sentence that \p rule says: what is known of the sentence itself, else of the rule.
Topic topicOf(rules::ReasonKey key, std::string_view rule) noexcept;
/// All that \p text names: topicOf() it, or each error that has the code `0x803381A3`, `5`. Empty: nothing.
std::vector<Topic> topicsOf(std::string_view text);

}  // namespace hopwright::explain

namespace hopwright {

template <>
inline constexpr auto wordsOf<explain::TopicKind> =
    std::to_array<std::string_view>({"rule", "sentence", "role", "list", "term"});

}  // namespace hopwright
