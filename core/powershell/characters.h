#pragma once

#include <cstddef>
#include <string_view>

namespace hopwright::powershell {

/// What PowerShell takes a character for. It takes typographic ones as their plain ones: ‘ ’ ‚ ‛ “ ” „ – — ― and the blanks
/// of Unicode.
enum class CharacterKind {
    End,
    Blank,
    LineEnd,
    SingleQuote,
    DoubleQuote,
    Dash,
    Other,
};

struct Character {
    CharacterKind kind = CharacterKind::End;
    std::size_t bytes = 0;  ///< How long it is in UTF-8; CR LF is one line end.
};

/// The character at \p at of \p text. A byte that is not UTF-8 is an Other of one byte.
Character characterAt(std::string_view text, std::size_t at) noexcept;

/// May \p c stand in a variable's name without braces, or begin a keyword? Bytes of characters outside ASCII may.
bool isNameByte(char c) noexcept;
bool isDigit(char c) noexcept;
bool isLetter(char c) noexcept;

/// What ends a word of a command: a bracket or brace but `[` and `]`, `;`, `,`, `|`, `&`. Blanks do as well; `>` within a word does
/// not.
bool endsWord(char c) noexcept;

}  // namespace hopwright::powershell
