#pragma once

#include "core/text/place.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hopwright::powershell {

/// What a piece of PowerShell is, as far as a reader of it is served.
enum class TokenKind : std::uint8_t {
    Command,  ///< The name of a command as typed: `Invoke-Command`, `icm`, `\\FS01\Tools\setup.exe`.
    Keyword,    ///< `foreach`, `param`.
    Parameter,  ///< `-ComputerName`, with the colon of `-Force:`.
    Variable,   ///< `$cred`, `${a b}`, and `@params` where it hands over a table.
    Text,  ///< A string or here-string with its quotes; what `$(…)` in it holds follows as tokens of its own.
    Word,      ///< Another word or a number.
    Type,      ///< `[string]`, and each attribute.
    Operator,  ///< `-eq`, `=`, `|`, `,`, a redirection, and `&` or `.` before a command.
    Bracket,   ///< One of `( ) { } [ ]` with what belongs to it: `$(`, `@(`, `@{`.
    Comment,
    Verbatim,  ///< `--%` and what follows it.
};

struct Token {
    TokenKind kind = TokenKind::Word;
    text::Place place = {};

    bool operator==(const Token&) const = default;
};

/// The tokens of \p text in the order in which they begin; what separates statements is none. Cost and limits: parse().
std::vector<Token> readTokens(std::string_view text);

}  // namespace hopwright::powershell
