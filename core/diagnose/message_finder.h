#pragma once

#include "core/text/place.h"

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

    /// Cost: the letters of all \p messages, and a table of some hundred bytes for each.
    explicit MessageFinder(const std::vector<Message>& messages);

    /// Each place of each message in \p text, by its end. Cost: linear in \p text, plus the matches.
    std::vector<Match> find(std::string_view text) const;

    /// The messages that stand in \p text with a letter in \p each wrong, missing or too much; for what somebody typed off by
    /// hand. Those of fewer than 2 × \p each letters must be right. Cost: letters of \p text × messages.
    std::vector<Match> findTyped(std::string_view text, std::size_t each) const;

private:
    using State = std::uint16_t;
    struct Found {
        int id = 0;
        std::size_t letters = 0;
    };

    std::size_t classOf(char c) const noexcept { return m_classes[static_cast<unsigned char>(c)]; }

    std::vector<std::string> m_letters;  ///< Of each message.
    std::vector<int> m_ids;
    std::vector<std::uint8_t> m_classes;  ///< Of each byte; 0: in no message.
    std::size_t m_classCount = 1;
    std::vector<State> m_next;                ///< State × class.
    std::vector<std::vector<Found>> m_found;  ///< Of each state, what ends there.
};

/// The letters and digits of \p text, as MessageFinder compares them.
std::string lettersOf(std::string_view text);

}  // namespace hopwright::diagnose
