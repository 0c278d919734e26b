#include "core/diagnose/machine_name.h"

#include "core/diagnose/characters.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <string>

namespace hopwright::diagnose {

bool looksLikeMachine(std::string_view word) noexcept
{
    constexpr std::size_t longest = 255;
    if (word.size() < 2 || word.size() > longest)
        return false;
    // What most words of a text are not, first: it has a digit, a dot, a colon or a hyphen.
    if (std::ranges::none_of(word,
                             [](char c) { return isDigit(c) || c == '.' || c == '-' || c == ':'; }))
        return false;
    if (target::isAddress(word))
        return true;
    constexpr std::array<std::string_view, 40> others{
        "credssp", "winrm", "ntlm", "http", "https", "smb", "sql",  "dns", "rdp",    "gpo",
        "spn",     "kdc",   "ad",   "ou",   "uac",   "unc", "tls",  "ssl", "ps",     "ps7",
        "rpc",     "cim",   "wmi",  "api",  "ip",    "os",  "pc",   "dc",  "id",     "ps5.1",
        "utf-8",   "ok",    "it",   "ssh",  "acl",   "xml", "json", "csv", "system", "hr"};
    const std::string small = text::asciiLower(word);
    if (std::ranges::find(others, small) != others.end())
        return false;
    const auto digits = std::ranges::count_if(word, isDigit);
    const auto letters = std::ranges::count_if(word, isLetter);
    const auto uppers = std::ranges::count_if(word, isUpper);
    const auto dots = std::ranges::count(word, '.');
    if (word.front() == '.' || word.front() == '-' || word.front() == '_')
        return false;
    if (dots > 0) {
        for (const std::string_view each :
             {".exe",  ".ps1",    ".dll",  ".txt", ".log", ".xml",  ".cmd", ".bat",
              ".psm1", ".docx",   ".xlsx", ".py",  ".yml", ".com/", ".msi", ".zip",
              ".json", ".config", ".evtx", ".csv", ".cs",  ".vbs"}) {
            if (small.ends_with(each))
                return false;
        }
        if (small.starts_with("system.") || small.starts_with("microsoft.")
            || small.starts_with("win32_") || word.contains('_'))
            return false;
        const std::size_t dot = word.find('.');
        const std::string_view suffix = word.substr(word.rfind('.') + 1);
        return letters > 0 && dot > 0 && suffix.size() >= 2 && std::ranges::none_of(suffix, isDigit)
               && (dots >= 2 || digits > 0 || uppers == letters || suffix == "local"
                   || suffix == "example" || suffix == "lan");
    }
    if (word.starts_with("0x") || letters == 0)
        return false;
    // `SRV01`, `srv-web-02`, `FILESRV`; not a word of a sentence, a version or a verb of PowerShell.
    if (digits > 0)
        return letters >= 2 && (uppers > 0 || word.contains('-') || letters >= 2)
               && !small.starts_with("kb") && word.size() <= 30 && !isDigit(word.front())
               && !small.starts_with("e_") && !small.starts_with("sec_")
               && !small.starts_with("powershell");
    return uppers == letters && word.size() >= 4 && word.contains('-');
}

bool canBeMachine(std::string_view word) noexcept
{
    if (word.size() < 2 || word.size() > 64 || word.ends_with(".exe") || word.ends_with(".ps1"))
        return false;
    if (looksLikeMachine(word))
        return true;
    const bool plain = std::ranges::all_of(word, [](char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '.'
               || static_cast<unsigned char>(c) >= 0x80;
    });
    // `Get-ChildItem` is a cmdlet: both words with a capital and small letters behind it.
    const std::size_t dash = word.find('-');
    const bool isCmdlet = dash != std::string_view::npos && dash > 1 && dash + 2 < word.size()
                          && isUpper(word.front()) && !isUpper(word[1]) && isUpper(word[dash + 1])
                          && !isUpper(word[dash + 2]) && !isDigit(word[dash + 2]);
    return plain && !isCmdlet && isLetter(word.front())
           && (word.contains('-') || std::ranges::any_of(word, isDigit)
               || std::ranges::all_of(word, isUpper));
}

bool isSameMachine(std::string_view a, std::string_view b) noexcept
{
    return text::equalsIgnoringAsciiCase(target::shortNameOf(target::readTarget(a).host),
                                         target::shortNameOf(target::readTarget(b).host));
}

Named nameAt(std::string_view text, std::size_t at)
{
    const std::size_t from = at;
    while (at < text.size() && isOfName(text[at]) && !text.substr(at).starts_with("->"))
        ++at;
    std::string_view word = text.substr(from, at - from);
    while (word.ends_with('.') || word.ends_with('-'))
        word.remove_suffix(1);
    return {.name = std::string(word), .place = {.offset = from, .length = word.size()}};
}

}  // namespace hopwright::diagnose
