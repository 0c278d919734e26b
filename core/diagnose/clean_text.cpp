#include "core/diagnose/clean_text.h"

#include <algorithm>
#include <array>
#include <optional>

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

}  // namespace

CleanText::CleanText(std::string_view pasted)
{
    m_text.reserve(pasted.size());
    std::size_t at = 0;
    const auto skip = [&](std::size_t length, std::string_view instead) {
        m_text += instead;
        at += length;
        m_changes.push_back({.clean = m_text.size(), .pasted = at});
    };
    bool begins = true;
    while (at < pasted.size()) {
        const std::string_view rest = pasted.substr(at);
        if (begins) {
            begins = false;
            // A line's marks are looked for in its first part alone: a line has no limit.
            constexpr std::size_t longestMarks = 256;
            if (const std::size_t marks = marksOf(rest.substr(0, longestMarks)); marks > 0) {
                skip(marks, "");
                continue;
            }
        }
        const char c = rest.front();
        if (c == '\r') {
            const bool alone = !rest.starts_with("\r\n") && rest.size() > 1;
            skip(1, alone ? "\n" : "");
            begins = alone;
        } else if (c == '\x1B') {
            skip(escapeAt(rest), "");
        } else if (const auto replacement = replacementAt(rest)) {
            skip(replacement->from.size(), replacement->to);
        } else {
            m_text += c;
            ++at;
            begins = c == '\n';
        }
    }
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
