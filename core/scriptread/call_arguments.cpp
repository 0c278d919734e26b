#include "core/scriptread/call_arguments.h"

#include "core/target/address.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::scriptread {

namespace {

/// `credential` of a word of CommandRow::credential: `(-Credential,`, `/u:NAME`. In lower case; empty for another word.
std::string credentialSwitch(std::string_view word)
{
    while (word.ends_with('(') || word.ends_with(')') || word.ends_with(','))
        word.remove_suffix(1);
    const bool isSwitch = word.size() > 1 && (word.starts_with('-') || word.starts_with('/'));
    if (!isSwitch)
        return {};
    word.remove_prefix(1);
    return text::asciiLower(word.substr(0, word.find(':')));
}

/// Was the switch \p name, in lower case, given: `-u`, `/u`, `/u:NAME`?
bool hasSwitch(const powershell::Command& command, const std::string& name)
{
    return std::ranges::any_of(command.arguments, [&](const powershell::Argument& each) {
        const std::string value = text::asciiLower(each.value.text);
        return text::asciiLower(each.parameter) == name || value == '/' + name
               || value.starts_with('/' + name + ':');
    });
}

}  // namespace

std::string cmdletOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> aliases{
        {{"icm", "invoke-command"},
         {"nsn", "new-pssession"},
         {"etsn", "enter-pssession"},
         {"exsn", "exit-pssession"},
         {"gsn", "get-pssession"},
         {"ncms", "new-cimsession"},
         {"winrs.exe", "winrs"},
         {"ssh.exe", "ssh"},
         {"sl", "set-location"}}};
    const std::string lower = text::asciiLower(name);
    const auto found = std::ranges::find(aliases, std::string_view(lower),
                                         &std::pair<std::string_view, std::string_view>::first);
    if (found != aliases.end())
        return std::string(found->second);
    const std::size_t slash = lower.rfind('\\');
    return slash == std::string::npos ? lower : lower.substr(slash + 1);
}

const powershell::Argument* argumentOf(const powershell::Command& command,
                                       std::initializer_list<std::string_view> names)
{
    constexpr std::size_t leastLetters = 3;
    for (const powershell::Argument& each : command.arguments) {
        const bool named = each.kind == powershell::ArgumentKind::Named
                           || each.kind == powershell::ArgumentKind::Splatted;
        if (!named)
            continue;
        for (const std::string_view name : names) {
            const bool begins = each.parameter.size() >= std::min(leastLetters, name.size())
                                && text::equalsIgnoringAsciiCase(
                                    name.substr(0, each.parameter.size()), each.parameter);
            if (begins)
                return &each;
        }
    }
    return nullptr;
}

const powershell::Argument* positional(const powershell::Command& command, std::size_t index)
{
    for (const powershell::Argument& each : command.arguments) {
        if (each.kind == powershell::ArgumentKind::Positional && index-- == 0)
            return &each;
    }
    return nullptr;
}

std::size_t findUnc(std::string_view text) noexcept
{
    for (std::size_t at = text.find("\\\\"); at != std::string_view::npos;
         at = text.find("\\\\", at + 2)) {
        constexpr std::string_view before = " \"'=,;(:";
        const bool begins = at == 0 || before.contains(text[at - 1]);
        const std::string_view rest = text.substr(at + 2);
        constexpr std::string_view noHost = "\\.?*/ \"'";
        if (begins && !rest.empty() && !noHost.contains(rest.front()))
            return at;
    }
    return std::string_view::npos;
}

std::string shareAt(std::string_view text, std::size_t at)
{
    const std::string_view from = text.substr(at);
    const std::size_t host = std::min(from.find('\\', 2), from.size());
    constexpr std::string_view ends = "\\ \"',;|&)";
    const std::size_t end = from.find_first_of(ends, std::min(host + 1, from.size()));
    return std::string(from.substr(0, end));
}

std::string_view hostOfUnc(std::string_view unc) noexcept
{
    unc.remove_prefix(std::min<std::size_t>(2, unc.size()));
    return unc.substr(0, unc.find('\\'));
}

bool isSelf(std::string_view host)
{
    constexpr std::array<std::string_view, 6> names{
        ".", "(local)", "$env:computername", "$(hostname)", "${env:computername}", "(localdb)"};
    return target::isOwnName(host) || std::ranges::any_of(names, [&](std::string_view each) {
               return text::equalsIgnoringAsciiCase(each, host);
           });
}

bool hasOwnCredential(const powershell::Command& command, const CommandRow* row)
{
    const bool general = row == nullptr || row->credential.contains("-Credential");
    if (general && argumentOf(command, {"Credential", "SqlCredential", "PSCredential"}) != nullptr)
        return true;
    return row != nullptr
           && std::ranges::any_of(columnWords(row->credential), [&](std::string_view each) {
                  const std::string name = credentialSwitch(each);
                  return !name.empty() && hasSwitch(command, name);
              });
}

bool onlySays(std::string_view name)
{
    constexpr std::array<std::string_view, 26> names{"write-host",
                                                     "write-output",
                                                     "write-verbose",
                                                     "write-warning",
                                                     "write-error",
                                                     "write-debug",
                                                     "write-information",
                                                     "echo",
                                                     "write",
                                                     "join-path",
                                                     "split-path",
                                                     "where-object",
                                                     "where",
                                                     "?",
                                                     "new-variable",
                                                     "set-variable",
                                                     "add-member",
                                                     "out-host",
                                                     "new-scheduledtaskaction",
                                                     "write-progress",
                                                     "measure-object",
                                                     "compare-object",
                                                     "format-table",
                                                     "select-object",
                                                     "write-eventlog",
                                                     "throw"};
    const std::string lower = text::asciiLower(name);
    return std::ranges::find(names, std::string_view(lower)) != names.end();
}

}  // namespace hopwright::scriptread
