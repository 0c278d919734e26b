#include "core/diagnose/local_denials.h"

#include "core/diagnose/characters.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// What a command prints, and what stands between it and its prompt.
constexpr std::size_t farthest = 4096;

struct Prompt {
    std::size_t from = 0;     ///< Where its line begins,
    std::size_t command = 0;  ///< and what was typed behind it.
    bool isLocal = false;
};

/// `PS C:\> `, `[SRV01]: PS C:\> `, at the beginning of the line at \p from.
std::optional<Prompt> promptAt(std::string_view clean, std::size_t from)
{
    constexpr std::size_t longest = 260;
    std::string_view line = clean.substr(from, longest);
    line = line.substr(0, line.find('\n'));
    const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view rest = line.substr(begin);
    const std::size_t sign = line.find('>', begin);
    const bool isLocal = rest.starts_with("PS ") || rest.starts_with("PS>");
    const bool isRemote = rest.starts_with('[') && rest.contains("]: PS");
    if (sign == std::string_view::npos || (!isLocal && !isRemote))
        return std::nullopt;
    return Prompt{.from = from, .command = from + sign + 1, .isLocal = isLocal};
}

/// The last one before \p at, or in its line.
std::optional<Prompt> promptBefore(std::string_view clean, std::size_t at)
{
    std::size_t line = at == 0 ? 0 : clean.rfind('\n', at - 1) + 1;
    while (at - line <= farthest) {
        if (const auto prompt = promptAt(clean, line))
            return prompt;
        if (line < 2)
            return std::nullopt;
        line = clean.rfind('\n', line - 2) + 1;
    }
    return std::nullopt;
}

/// Where the next one begins, or what may be printed ends.
std::size_t endBehind(std::string_view clean, std::size_t at)
{
    const std::size_t last = std::min(clean.size(), at + farthest);
    for (std::size_t line = clean.find('\n', at); line < last; line = clean.find('\n', line + 1)) {
        if (promptAt(clean, line + 1))
            return line + 1;
    }
    return last;
}

/// Whether \p typed begins with a command of PowerShell that does something itself, or with a program that changes this machine. What
/// starts something else, and a script, may go anywhere.
bool isOfThisMachine(std::string_view typed)
{
    typed.remove_prefix(std::min(typed.find_first_not_of(' '), typed.size()));
    const std::string word =
        text::asciiLower(typed.substr(0, std::min<std::size_t>(typed.find_first_of(" \n"), 64)));
    constexpr auto programs = std::to_array<std::string_view>(
        {"gpupdate", "gpupdate.exe", "reg", "sc.exe", "net", "icacls", "takeown", "bcdedit", "dism",
         "sfc", "wevtutil", "mkdir", "md", "del", "schtasks"});
    if (std::ranges::find(programs, word) != programs.end())
        return true;
    const std::size_t dash = word.find('-');
    if (dash == std::string::npos || dash == 0 || dash + 1 == word.size()
        || !std::ranges::all_of(word, [](char c) { return isLetter(c) || c == '-'; }))
        return false;
    const std::string_view verb = std::string_view(word).substr(0, dash);
    constexpr auto starters =
        std::to_array<std::string_view>({"invoke", "start", "enter", "connect"});
    return std::ranges::find(starters, verb) == starters.end();
}

/// Whether what was printed at \p at is of such a command.
bool isLocal(std::string_view clean, std::size_t at, const std::vector<text::Place>& commands)
{
    const std::optional<Prompt> prompt = promptBefore(clean, at);
    if (!prompt || !prompt->isLocal)
        return false;
    const std::size_t end = endBehind(clean, at);
    if (std::ranges::any_of(commands, [&](const text::Place& each) {
            return each.offset >= prompt->from && each.offset < end;
        }))
        return false;
    const std::string block = text::asciiLower(clean.substr(prompt->from, end - prompt->from));
    constexpr auto elsewhere = std::to_array<std::string_view>(
        {"\\\\", "session", "computername", "winrm", "wsman", "remot", "://", "-cn "});
    return std::ranges::none_of(elsewhere,
                                [&](std::string_view each) { return block.contains(each); })
           && isOfThisMachine(clean.substr(prompt->command, end - prompt->command));
}

}  // namespace

Evidence withoutLocalDenials(Evidence evidence, std::string_view clean,
                             const std::vector<text::Place>& commands)
{
    constexpr int accessDenied = 71;
    std::vector<Sign> others;
    std::ranges::copy_if(evidence.signs, std::back_inserter(others), [&](const Sign& each) {
        return std::ranges::find(each.rows, accessDenied) == each.rows.end()
               || !isLocal(clean, each.place.offset, commands);
    });
    if (!others.empty() || evidence.has(MessageFamily::Connecting))
        evidence.signs = std::move(others);
    return evidence;
}

}  // namespace hopwright::diagnose
