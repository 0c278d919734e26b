#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::import {

/// One line without its end. Not for other layers, as all of this file.
struct Line {
    std::string_view text = {};
    std::size_t offset = 0;
    std::size_t number = 0;  ///< From 1.

    /// What a reader looks at to tell whether it is its: a line of megabytes is no output of a tool.
    std::string_view head() const noexcept { return text.substr(0, 512); }
    std::size_t end() const noexcept { return offset + text.size(); }
};

/// Goes through a text line by line; a copy looks ahead.
class Lines {
public:
    explicit Lines(std::string_view text) noexcept : m_text(text) { find(0, 1); }

    bool atEnd() const noexcept { return m_atEnd; }
    const Line& line() const noexcept { return m_line; }
    std::string_view all() const noexcept { return m_text; }
    void next() noexcept { find(m_next, m_line.number + 1); }
    /// On to the line that \p offset stands in.
    void skipTo(std::size_t offset) noexcept
    {
        while (!m_atEnd && m_next <= offset && m_next < m_text.size())
            next();
    }

private:
    void find(std::size_t offset, std::size_t number) noexcept;

    std::string_view m_text;
    Line m_line = {};
    std::size_t m_next = 0;
    bool m_atEnd = false;
};

/// Without blanks, tabs and no-break spaces at both ends.
std::string_view trimmed(std::string_view text) noexcept;
bool isBlank(std::string_view text) noexcept;
/// How many blanks stand before it; a tab is eight.
std::size_t indentOf(std::string_view text) noexcept;

bool startsWithIgnoringCase(std::string_view text, std::string_view beginning) noexcept;
/// Where \p what, which is in small letters, begins in \p text; npos: nowhere.
std::size_t findIgnoringCase(std::string_view text, std::string_view what) noexcept;

/// `label : value` and `label:\t\tvalue`, both trimmed: the first colon with a blank, or nothing, behind it.
struct Pair {
    std::string_view key = {};
    std::string_view value = {};
};
std::optional<Pair> pairOf(std::string_view line) noexcept;

/// Takes the next word of \p text off it; empty: there is none.
std::string_view takeWord(std::string_view& text) noexcept;

std::optional<std::uint32_t> decimal(std::string_view digits) noexcept;
/// `0xC000006A`, any number of digits up to eight.
std::optional<std::uint32_t> hexadecimal(std::string_view text) noexcept;
/// `0xC000006A`, in capitals.
std::string codeText(std::uint32_t code);
/// The first code of a Windows error in \p text, written in any of the ways: `0x80338012`, `2150858770`, `-2144108526`. Only
/// numbers with the top bit set: small ones can be anything.
std::optional<std::uint32_t> codeIn(std::string_view text,
                                    std::string_view* where = nullptr) noexcept;

/// May it be the name of a machine: letters, digits, dots, dashes, underscores, at most 255, with a letter or as an address?
bool isHostName(std::string_view text) noexcept;

}  // namespace hopwright::import
