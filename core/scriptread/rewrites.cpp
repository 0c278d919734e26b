#include "core/scriptread/rewrites.h"

#include "core/scriptread/call_arguments.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::Command;

bool copies(std::string_view name)
{
    constexpr std::array<std::string_view, 6> names{"copy-item", "copy",     "cp",
                                                    "cpi",       "robocopy", "xcopy"};
    return std::ranges::any_of(
        names, [&](std::string_view each) { return text::equalsIgnoringAsciiCase(each, name); });
}

/// Does \p argument of a command that copies say from where or to where? A switch of a program does not.
bool isPath(const Argument& argument)
{
    constexpr std::array<std::string_view, 4> parameters{"", "Path", "LiteralPath", "Destination"};
    const bool named = std::ranges::any_of(parameters, [&](std::string_view each) {
        return text::equalsIgnoringAsciiCase(each, argument.parameter);
    });
    return named && !argument.value.text.starts_with('/');
}

/// Is a credential all that its row says of one? What it says more, a login of SQL Server for one, no line of ours knows.
bool takesCredential(const CommandRow& row)
{
    return row.credential.starts_with("-Credential") && !row.credential.contains('(');
}

}  // namespace

std::string credentialWithin(const RemotingCall& call)
{
    return "$Using:" + (call.credentialVariable.empty() ? "cred" : call.credentialVariable);
}

std::string overDrive(std::string_view share, std::string_view credential)
{
    std::string out = "New-PSDrive -Name H -PSProvider FileSystem -Root '";
    out += share;
    out += "' -Credential ";
    return out += credential;
}

Rewrites::Rewrites(std::string_view text, const Variables& variables)
    : m_text(text), m_variables(variables)
{
}

std::string Rewrites::withCredential(const RemotingCall& call, std::string_view credential) const
{
    const std::string_view typed = text::at(m_text, call.place);
    const std::size_t name = std::min(typed.find_first_of(" \t`\r\n"), typed.size());
    // What runs there is left out: it may be long.
    const std::size_t end = std::min(typed.find_first_of("{`\r\n"), typed.size());
    std::string out(typed.substr(0, name));
    out += " -Credential ";
    out += credential;
    out += typed.substr(name, std::max(end, name) - name);
    return typed.substr(end).starts_with('{') ? out + "{ ... }" : out;
}

std::string Rewrites::of(const Command& command, const RemotingCall& call, const CommandRow* row,
                         std::string_view target) const
{
    const std::string credential = credentialWithin(call);
    if (target.starts_with("\\\\")) {
        if (auto copy = throughSession(command))
            return *std::move(copy);
        return overDrive(target, credential);
    }
    return row != nullptr && takesCredential(*row) ? withCredential(command, credential)
                                                   : std::string();
}

/// A copy from or to a share needs no second hop where the machine that has the session makes it.
std::optional<std::string> Rewrites::throughSession(const Command& command) const
{
    if (!copies(command.name))
        return std::nullopt;
    const std::vector<std::string> paths = pathsOf(command);
    if (paths.size() < 2)
        return std::nullopt;
    const bool from = findUnc(paths[0]) == 0;
    return "Copy-Item -Path '" + paths[0] + "' -Destination '" + paths[1]
           + (from ? "' -ToSession $session" : "' -FromSession $session");
}

std::vector<std::string> Rewrites::pathsOf(const Command& command) const
{
    std::vector<std::string> out;
    for (const Argument& each : command.arguments) {
        if (isPath(each)) {
            std::ranges::move(m_variables.values(each.value, command.place.offset),
                              std::back_inserter(out));
        }
    }
    return out;
}

/// Empty for a command of several lines: what is added at its end would not always belong to it.
std::string Rewrites::withCredential(const Command& command, std::string_view credential) const
{
    std::string out(text::at(m_text, command.place));
    if (out.find_first_of("\r\n") != std::string::npos)
        return {};
    constexpr std::string_view other = " -UseDefaultCredentials";
    if (const std::size_t at = out.find(other); at != std::string::npos)
        out.erase(at, other.size());
    out += " -Credential ";
    return out += credential;
}

}  // namespace hopwright::scriptread
