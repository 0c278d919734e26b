#pragma once

#include "core/text/place.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// Finds many messages in a text at once, however it was wrapped, quoted and punctuated: only letters and digits are compared,
/// without case, and those that are taken for each other when a screen is typed off (`0` and `O`, `1`, `l` and `I`) are one.
class MessageFinder {
public:
    struct Message {
        std::string text = {};
        int id = 0;  ///< What find() tells.
    };
    struct Match {
        int id = 0;
        text::Place place = {};

        bool operator==(const Match&) const = default;
    };

    /// Messages of fewer than this many letters are not looked for.
    static constexpr std::size_t shortest = 4;
    /// Of longer ones so many letters are looked for.
    static constexpr std::size_t longest = 160;

    /// Cost: the letters of all \p messages, in time and memory.
    explicit MessageFinder(const std::vector<Message>& messages);

    /// Each place of each message in \p text, by its end. Cost: linear in \p text, plus the matches.
    std::vector<Match> find(std::string_view text) const;

    /// The messages that stand in \p text with a letter in \p each wrong, missing or too much; for what somebody typed off by
    /// hand. Those of fewer than 2 × \p each letters must be right. Cost: letters of \p text × messages.
    std::vector<Match> findTyped(std::string_view text, std::size_t each) const;

private:
    using State = std::uint32_t;
    /// What was read up to here is the beginning of some messages.
    struct Node {
        char letter = 0;     ///< The last one of it.
        State child = 0;     ///< The first of those that go on from here, and
        State sibling = 0;   ///< the next that goes on from the same as this.
        State fallback = 0;  ///< The longest end of it that is a beginning too; 0: nothing.
        State shorter = 0;   ///< By way of fallbacks, the next where a message ends.
        std::uint32_t message = none;  ///< That ends here.
        std::uint32_t table = none;    ///< Of m_tables, where many go on from here.
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    using Table = std::array<State, 256>;  ///< By letter; 0: nothing goes on.

    void add(const std::string& letters, int id);
    /// What goes on from \p state with \p letter, which is made where it is not there.
    State grown(State state, char letter);
    /// Aho and Corasick: where a message breaks off, the longest end of what was read that begins another goes on.
    void link();
    void makeTables();
    State childOf(State state, char letter) const noexcept;
    State next(State state, char letter) const noexcept;

    std::vector<std::string> m_letters;   ///< Of each message.
    std::vector<std::vector<int>> m_ids;  ///< Of each: several can have the same letters.
    std::vector<Node> m_nodes;
    std::vector<Table> m_tables;
    std::array<State, 256> m_first =
        {};  ///< Where each letter leads from the beginning: most of a text goes there.
};

/// The letters and digits of \p text, as MessageFinder compares them.
std::string lettersOf(std::string_view text);

}  // namespace hopwright::diagnose
