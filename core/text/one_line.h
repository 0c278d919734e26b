#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hopwright::text {

/// Is \p point one that a reader does not see, or that moves what is around it: control characters (C0, DEL, C1), line and
/// paragraph separators, what turns the direction of writing, what has no width, and what stands for nothing (fillers, tags,
/// variation selectors)? Two names that differ in such a one alone look the same.
bool isUnseen(char32_t point) noexcept;

/// At least four upper-case hexadecimal digits, as Unicode numbers its characters: `202E`.
std::string pointNumber(char32_t point);

/// \p text as part of one line of a terminal, a ticket, a label, a file's name or a script's comment, whoever wrote it: tab,
/// line feed and carriage return become blanks, each other point that isUnseen() is written as `[U+202E]`, and each byte that
/// is not UTF-8 as U+FFFD. At most \p maxBytes of it, cut between characters and then ended by "…", which comes on top. For
/// display: what it came from cannot be told from the result.
std::string oneLine(std::string_view text, std::size_t maxBytes = std::string_view::npos);

/// The same for a name that has to be told from all others, a path: line ends and tabs are written out too (`[U+000A]`), and
/// what is not UTF-8 as its byte, `[0xFF]`.
std::string escaped(std::string_view text);

/// The same for text of several lines, as oneLine() but with its tabs and line ends (line feed, or carriage return and line
/// feed) as they are. A carriage return alone, which writes over what stands before it, is written out.
std::string cleanLines(std::string_view text);

/// \p json, valid JSON, with each unseen point of its strings as `\u202E`: the same values, and no such byte in the text.
/// Line feeds and blanks between values stay.
std::string cleanJson(std::string_view json);

}  // namespace hopwright::text
