#include "core/diagnose/machine_name.h"

#include "core/diagnose/characters.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// Words of these texts that are written as names are.
bool isTerm(std::string_view small)
{
    constexpr std::array<std::string_view, 40> others{
        "credssp", "winrm", "ntlm", "http", "https", "smb", "sql",  "dns", "rdp",    "gpo",
        "spn",     "kdc",   "ad",   "ou",   "uac",   "unc", "tls",  "ssl", "ps",     "ps7",
        "rpc",     "cim",   "wmi",  "api",  "ip",    "os",  "pc",   "dc",  "id",     "ps5.1",
        "utf-8",   "ok",    "it",   "ssh",  "acl",   "xml", "json", "csv", "system", "hr"};
    return std::ranges::find(others, small) != others.end();
}

/// What counts in a word that may be a name.
struct Letters {
    std::ptrdiff_t digits;
    std::ptrdiff_t letters;
    std::ptrdiff_t uppers;

    explicit Letters(std::string_view word)
        : digits(std::ranges::count_if(word, isDigit)),
          letters(std::ranges::count_if(word, isLetter)),
          uppers(std::ranges::count_if(word, isUpper))
    {
    }
};

/// A file, or a type of .NET or of WMI.
bool isFileOrType(std::string_view small)
{
    constexpr std::array<std::string_view, 22> ends{
        ".exe",  ".ps1",    ".dll",  ".txt", ".log", ".xml",  ".cmd", ".bat",
        ".psm1", ".docx",   ".xlsx", ".py",  ".yml", ".com/", ".msi", ".zip",
        ".json", ".config", ".evtx", ".csv", ".cs",  ".vbs"};
    constexpr std::array<std::string_view, 3> beginnings{"system.", "microsoft.", "win32_"};
    return std::ranges::any_of(ends, [&](std::string_view each) { return small.ends_with(each); })
           || std::ranges::any_of(beginnings,
                                  [&](std::string_view each) { return small.starts_with(each); });
}

/// `srv01.corp.example`
bool isDottedName(std::string_view word, std::string_view small, const Letters& count)
{
    if (isFileOrType(small) || word.contains('_'))
        return false;
    const auto dots = std::ranges::count(word, '.');
    const std::size_t dot = word.find('.');
    const std::string_view suffix = word.substr(word.rfind('.') + 1);
    return count.letters > 0 && dot > 0 && suffix.size() >= 2
           && std::ranges::none_of(suffix, isDigit)
           && (dots >= 2 || count.digits > 0 || count.uppers == count.letters || suffix == "local"
               || suffix == "example" || suffix == "lan");
}

/// `SRV01`, `srv-web-02`, `FILE-SRV`; not a word of a sentence, a version or a verb of PowerShell.
bool isShortName(std::string_view word, std::string_view small, const Letters& count)
{
    if (word.starts_with("0x") || count.letters == 0)
        return false;
    if (count.digits == 0)
        return count.uppers == count.letters && word.size() >= 4 && word.contains('-');
    constexpr std::size_t longest = 30;
    constexpr std::array<std::string_view, 4> beginnings{"kb", "e_", "sec_", "powershell"};
    return count.letters >= 2 && word.size() <= longest && !isDigit(word.front())
           && std::ranges::none_of(beginnings,
                                   [&](std::string_view each) { return small.starts_with(each); });
}

}  // namespace

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
    const std::string small = text::asciiLower(word);
    if (isTerm(small) || std::string_view(".-_").contains(word.front()))
        return false;
    const Letters count(word);
    return word.contains('.') ? isDottedName(word, small, count) : isShortName(word, small, count);
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
    std::string_view longer = target::readTarget(a).host;
    std::string_view shorter = target::readTarget(b).host;
    if (longer.size() < shorter.size())
        std::swap(longer, shorter);
    if (longer.size() == shorter.size() || target::isAddress(longer) || target::isAddress(shorter))
        return text::equalsIgnoringAsciiCase(longer, shorter);
    // Of two whole names, those of different domains are two machines.
    return !shorter.empty() && longer[shorter.size()] == '.'
           && text::equalsIgnoringAsciiCase(longer.substr(0, shorter.size()), shorter);
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
