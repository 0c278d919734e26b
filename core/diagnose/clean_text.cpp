#include "core/diagnose/clean_text.h"

#include "core/diagnose/characters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace hopwright::diagnose {

namespace {

struct Replacement {
    std::string_view from;
    std::string_view to;
};

/// By their first byte: `&` of HTML, what word processors write, and what nobody sees.
constexpr std::array replacements{
    Replacement{.from = "&quot;", .to = "\""}, Replacement{.from = "&#34;", .to = "\""},
    Replacement{.from = "&apos;", .to = "'"},  Replacement{.from = "&#39;", .to = "'"},
    Replacement{.from = "&#x27;", .to = "'"},  Replacement{.from = "&lt;", .to = "<"},
    Replacement{.from = "&gt;", .to = ">"},    Replacement{.from = "&nbsp;", .to = " "},
    Replacement{.from = "&#160;", .to = " "},  Replacement{.from = "&#92;", .to = "\\"},
    Replacement{.from = "&bsol;", .to = "\\"}, Replacement{.from = "&amp;", .to = "&"},
    Replacement{.from = "\u00A0", .to = " "},  Replacement{.from = "\u202F", .to = " "},
    Replacement{.from = "\u2007", .to = " "},  Replacement{.from = "\u3000", .to = " "},
    Replacement{.from = "\u2018", .to = "'"},  Replacement{.from = "\u2019", .to = "'"},
    Replacement{.from = "\u201A", .to = "'"},  Replacement{.from = "\u201B", .to = "'"},
    Replacement{.from = "\u201C", .to = "\""}, Replacement{.from = "\u201D", .to = "\""},
    Replacement{.from = "\u201E", .to = "\""}, Replacement{.from = "\u00AB", .to = "\""},
    Replacement{.from = "\u00BB", .to = "\""}, Replacement{.from = "\u2010", .to = "-"},
    Replacement{.from = "\u2011", .to = "-"},  Replacement{.from = "\u2012", .to = "-"},
    Replacement{.from = "\u2013", .to = "-"},  Replacement{.from = "\u2014", .to = "-"},
    Replacement{.from = "\u2212", .to = "-"},  Replacement{.from = "\uFF3C", .to = "\\"},
    Replacement{.from = "\u200B", .to = ""},   Replacement{.from = "\u200E", .to = ""},
    Replacement{.from = "\u200F", .to = ""},   Replacement{.from = "\u2060", .to = ""},
    Replacement{.from = "\u00AD", .to = ""},   Replacement{.from = "\uFEFF", .to = ""},
};

std::optional<Replacement> replacementAt(std::string_view rest)
{
    const auto first = static_cast<unsigned char>(rest.front());
    if (first != '&' && first != 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF)
        return std::nullopt;
    const auto found = std::ranges::find_if(
        replacements, [&](const Replacement& each) { return rest.starts_with(each.from); });
    return found == replacements.end() ? std::nullopt : std::optional(*found);
}

/// How long the mark that \p rest begins with is, \p behindBlank; 0: it begins with none.
std::size_t markAt(std::string_view rest, bool behindBlank)
{
    constexpr std::string_view escaped = "&gt;";
    if (rest.starts_with(escaped))
        return escaped.size();
    const bool isQuote = rest.starts_with('>') && !rest.starts_with(">>");
    const bool isBar = rest.starts_with("| ") && behindBlank;
    return isQuote || isBar ? 1 : 0;
}

/// How much of the beginning of a line is the mark of a quoted mail or of a message of PowerShell 7.
std::size_t marksOf(std::string_view line)
{
    constexpr std::size_t deepest = 16;
    std::size_t out = 0;
    for (std::size_t depth = 0; depth < deepest; ++depth) {
        const std::size_t at = std::min(line.find_first_not_of(" \t", out), line.size());
        const std::size_t mark = markAt(line.substr(at), at > 0);
        if (mark == 0)
            break;
        out = at + mark;
        if (out < line.size() && line[out] == ' ')
            ++out;
    }
    return out;
}

/// The length of the escape sequence that \p rest begins with: `ESC [ … letter`.
std::size_t escapeAt(std::string_view rest)
{
    constexpr std::size_t longest = 32;
    if (!rest.starts_with("\x1B["))
        return rest.starts_with('\x1B') ? 1 : 0;
    for (std::size_t i = 2; i < std::min(rest.size(), longest); ++i) {
        if (rest[i] >= '@' && rest[i] <= '~')
            return i + 1;
    }
    return 1;
}

/// Where consoles break lines; mail programs do so before it.
constexpr std::size_t columns = 80;
/// A line that was broken has as many bytes, and a longer one, of whatever letters, more columns.
constexpr std::size_t fewestBroken = 60;
constexpr std::size_t mostBroken = 400;

std::size_t widthOf(std::string_view line)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Whether \p next, which is a line, begins as what goes on with a path that ended in the middle: not with the message of a command
/// (`Get-Item : …`) or another prompt.
bool continuesPath(std::string_view next)
{
    if (next.empty() || next.starts_with("PS ") || next.starts_with("PS>"))
        return false;
    const char first = next.front();
    const std::string_view behind = next.substr(std::min(next.find(' '), next.size()));
    return (isLetter(first) || isDigit(first) || isForeign(first)
            || std::string_view("._$\\").contains(first))
           && !behind.starts_with(" : ");
}

/// Whether that is told apart from a sentence: its first word is of a path, or what stands behind it is of a command.
bool isOfCommand(std::string_view next)
{
    const std::size_t end = std::min(next.find(' '), next.size());
    const std::string_view word = next.substr(0, end);
    const std::size_t behind = std::min(next.find_first_not_of(' ', end), next.size());
    const std::size_t dot = word.find('.');
    return word.find_first_of("\\$}'\"") != std::string_view::npos
           || (dot != std::string_view::npos && dot + 1 < word.size())
           || (behind < next.size() && std::string_view("}|;-/").contains(next[behind]));
}

/// What stands for the end of a line that is full, or not, where the path \p begun behind \p quote goes on in \p next.
std::optional<std::string_view> brokenInQuotes(std::string_view begun, char quote,
                                               std::string_view next, bool isFull)
{
    if (begun.contains(quote) || !next.substr(0, columns).contains(quote))
        return std::nullopt;
    return isFull || begun.ends_with('-') ? "" : " ";
}

/// What stands for the end of \p line between it and \p next, where it came into a path by breaking the line: at 80 columns, behind
/// a dash near them, or at a blank in a path in quotes. \p text ends with that line and may have more of the path before it.
/// Nothing: the line ends there.
std::optional<std::string_view> brokenAt(std::string_view text, std::string_view line,
                                         std::string_view next)
{
    if (widthOf(line) < fewestBroken || widthOf(line) > columns || !continuesPath(next))
        return std::nullopt;
    std::string_view end = text.substr(text.size() - std::min(text.size(), mostBroken));
    end.remove_prefix(end.rfind('\n') + 1);
    const std::size_t path = end.rfind("\\\\");
    if (path == std::string_view::npos || path + 2 >= end.size())
        return std::nullopt;
    const std::string_view begun = end.substr(path);
    const bool isFull = widthOf(line) == columns;
    const char quote = path > 0 ? end[path - 1] : ' ';
    if (quote == '\'' || quote == '"')
        return brokenInQuotes(begun, quote, next, isFull);
    if (begun.find_first_of(" \t'\"`(){}[],;|<>") != std::string_view::npos)
        return std::nullopt;
    const std::size_t word = std::min(next.find(' '), next.size());
    const bool isAtDash = begun.ends_with('-') && widthOf(line) + word >= columns - 8;
    const bool isAtEnd = isFull && !begun.ends_with('\\') && isOfCommand(next);
    return isAtDash || isAtEnd ? std::optional<std::string_view>("") : std::nullopt;
}

}  // namespace

CleanText::CleanText(std::string_view pasted)
{
    m_text.reserve(pasted.size());
    Reading reading{.pasted = pasted};
    while (reading.at < pasted.size()) {
        if (std::exchange(reading.begins, false) && skipMarks(reading))
            continue;
        const std::string_view rest = reading.rest();
        const char c = rest.front();
        if (c == '\r') {
            takeReturn(reading);
        } else if (c == '\n') {
            takeEnd(reading);
        } else if (c == '\x1B') {
            skip(reading, escapeAt(rest), "");
        } else if (const auto replacement = replacementAt(rest)) {
            skip(reading, replacement->from.size(), replacement->to);
        } else {
            take(reading);
        }
    }
}

void CleanText::take(Reading& reading)
{
    m_text += reading.pasted[reading.at++];
}

void CleanText::skip(Reading& reading, std::size_t length, std::string_view instead)
{
    m_text += instead;
    reading.at += length;
    m_changes.push_back({.clean = m_text.size(), .pasted = reading.at});
}

bool CleanText::skipMarks(Reading& reading)
{
    // A line's marks are looked for in its first part alone: a line has no limit.
    constexpr std::size_t longestMarks = 256;
    const std::size_t marks = marksOf(reading.rest().substr(0, longestMarks));
    if (marks > 0)
        skip(reading, marks, "");
    return marks > 0;
}

void CleanText::takeReturn(Reading& reading)
{
    const std::string_view rest = reading.rest();
    reading.begins = !rest.starts_with("\r\n") && rest.size() > 1;
    skip(reading, 1, reading.begins ? "\n" : "");
    if (reading.begins)
        reading.line = m_text.size();
}

void CleanText::takeEnd(Reading& reading)
{
    const std::string_view text = m_text;
    const std::string_view line = text.substr(reading.line);
    const bool mayBeBroken = line.size() >= fewestBroken && line.size() <= mostBroken;
    const auto instead = mayBeBroken ? brokenAt(text, line, reading.nextLine()) : std::nullopt;
    if (instead) {
        skip(reading, 1, *instead);
    } else {
        take(reading);
    }
    reading.begins = true;
    reading.line = m_text.size();
}

std::string_view CleanText::Reading::nextLine() const
{
    constexpr std::size_t longest = 512;
    std::string_view next = pasted.substr(at + 1, longest);
    next.remove_prefix(marksOf(next));
    return next.substr(0, next.find_first_of("\r\n"));
}

std::size_t CleanText::pastedAt(std::size_t clean) const
{
    const auto behind = std::ranges::upper_bound(m_changes, clean, {}, &Change::clean);
    if (behind == m_changes.begin())
        return clean;
    const Change& last = *std::prev(behind);
    return last.pasted + (clean - last.clean);
}

text::Place CleanText::pasted(text::Place clean) const
{
    const std::size_t from = pastedAt(clean.offset);
    if (clean.length == 0)
        return {.offset = from, .length = 0};
    // Its last byte, so that what was left out behind it does not count.
    const std::size_t last = pastedAt(clean.end() - 1);
    return {.offset = from, .length = std::max(last, from) + 1 - from};
}

}  // namespace hopwright::diagnose
