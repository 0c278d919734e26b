#pragma once

#include "core/text/place.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::powershell {

/// Deeper in brackets than anybody writes: what stands deeper is not read. It keeps the stack small.
inline constexpr std::size_t maxDepth = 100;
/// A script of 10 MB has fewer.
inline constexpr std::size_t maxTokens = 2'000'000;
inline constexpr std::size_t maxCommands = 200'000;
/// Some look ahead, and none of them further than what is read next.
inline constexpr std::size_t maxLooks = 100;
/// What tables that are handed over by `@name` may give in all, in bytes of their source: one may be handed over often.
inline constexpr std::size_t maxSplatBytes = 4'000'000;
/// Of an expression that is no constant, as it is told.
inline constexpr std::size_t maxSourceBytes = 256;

/// What an argument, the right side of an assignment or a row of a table says.
struct Value {
    /// A constant as PowerShell takes it: quotes, escapes and doubled quotes resolved, `'a' + 'b'` joined. Else what was typed, cut
    /// at maxSourceBytes; a text in double quotes then stands without them: `\\$server\share`.
    std::string text = {};
    bool constant = false;
    /// The elements of `a, b` or `@('a', 'b')`; of anything else, \p text alone. Empty for nothing and for a script block.
    std::vector<std::string> values = {};
    /// The variable that it is, without `$`; of the scopes only `using:` and those of drives (`env:`) are left. `cred.UserName` of
    /// `$cred.UserName`.
    std::string variable = {};
    /// The script block `{ … }` that it is, with its braces.
    std::optional<text::Place> block = {};
    /// The table `@{ … }` that it is: index in Script::tables.
    std::optional<std::size_t> table = {};
    /// The command whose output it is: index in Script::commands; the last of a pipeline.
    std::optional<std::size_t> command = {};
    text::Place place = {};
};

/// `Name = 'value'` of a table.
struct TableRow {
    std::string name = {};
    Value value = {};  ///< Its place is that of the whole row.
};

/// How an argument was given.
enum class ArgumentKind : std::uint8_t {
    Positional,
    Named,        ///< By its parameter; a switch has no value.
    Splatted,     ///< By a row of the table that `@params` hands over.
    Redirection,  ///< Where `>` leads.
    Verbatim,     ///< What follows `--%`.
};

struct Argument {
    ArgumentKind kind = ArgumentKind::Positional;
    std::string parameter = {};  ///< As typed, without dash and colon; empty where there is none.
    Value value = {};
    text::Place place = {};  ///< Parameter and value; of a splatted one, the row of the table.
};

/// One command of a script, in the order in which they begin.
struct Command {
    /// As typed, quotes and escapes resolved: `icm` stays `icm`. Empty where it is no constant: `& $tool`.
    std::string name = {};
    std::vector<Argument> arguments = {};
    /// The command before it in its pipeline, which it takes its input from.
    std::optional<std::size_t> pipedFrom = {};
    /// The command one of whose arguments holds the script block that it stands in: the nearest.
    std::optional<std::size_t> within = {};
    std::string function = {};  ///< The nearest function around it.
    /// Its output goes to this variable: `s` of `$s = New-PSSession SRV01`.
    std::string assignedTo = {};
    text::Place place =
        {};  ///< From its name, or the `&` before it, to the end of its last argument.
    std::size_t line = 1;  ///< Where it begins.
};

/// `$server = 'SRV01'`. Of `$a.B = 1` the variable is `a.B`; scopes (`$script:`) are left out.
struct Assignment {
    std::string variable = {};
    Value value = {};
    bool adds = false;                       ///< `+=` and the like.
    std::optional<std::size_t> within = {};  ///< As of a command.
    text::Place place = {};                  ///< Variable to value.
    std::size_t line = 1;
};

/// A constant or expandable text that stands in an expression, so in no command.
struct Literal {
    std::string text = {};  ///< As Value::text.
    bool constant = false;
    /// What takes it: `System.IO.File::ReadAllText` of `[System.IO.File]::ReadAllText('…')`, `adsi` of `[adsi]'…'`; else empty.
    std::string of = {};
    std::optional<std::size_t> within = {};  ///< As of a command.
    text::Place place = {};
    std::size_t line = 1;
};

/// `function Get-Owner { … }`
struct Function {
    std::string name = {};
    text::Place place = {};  ///< Its block, with the braces.
};

/// What a text in PowerShell holds, as far as commands go.
struct Script {
    std::vector<Command> commands = {};        ///< In the order in which they begin.
    std::vector<Assignment> assignments = {};  ///< In the order in which they end.
    std::vector<Literal> literals = {};        ///< In the order in which they begin.
    std::vector<std::vector<TableRow>> tables = {};
    std::vector<Function> functions = {};  ///< In the order in which they end.
    bool whole = true;  ///< False: a limit was reached, and what stands behind was not read.
    /// How often a character was looked at: at most maxLooks for each byte. A test holds it to that.
    std::size_t looks = 0;
};

/// Reads \p text, UTF-8, as PowerShell 7 would, but never fails: what is no PowerShell is passed over, and a quote, block or
/// comment that is not closed goes on to the end. Typographic quotes and dashes are taken as PowerShell takes them. A table that
/// is assigned as a constant and handed over by `@name` gives its rows as arguments: the last one assigned before.
/// Cost: one walk over \p text, and memory of some times what it holds; limits above.
Script parse(std::string_view text);

/// The commands of parse().
std::vector<Command> readCommands(std::string_view text);

/// The command that begins at \p offset of a text that is prose otherwise: a ticket, a chat. First the command, then those of its
/// script blocks and of the rest of its pipeline; places are those of \p text, lines
/// count from that of \p offset. It ends at the line's end, unless a block, a quote, a
/// backtick, a comma or a pipe goes on, and at the latest at a blank line. An apostrophe within a word is one, and a quote that is
/// not closed until then ends at its line's end. Empty: no command can begin there.
/// Cost: one walk from \p offset to the end of the command, or to the next blank line.
std::vector<Command> readCommandAt(std::string_view text, std::size_t offset);

/// The bytes of a script's file as UTF-8: by its byte order mark (UTF-8, UTF-16 of both orders), else UTF-8, else Windows-1252.
/// What cannot be decoded stands as U+FFFD.
std::string sourceText(std::string_view bytes);

}  // namespace hopwright::powershell
