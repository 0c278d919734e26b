#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/scriptread/each_within.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <utility>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::Command;

std::string firstArgument(const Command& command)
{
    const Argument* first = positional(command, 0);
    return first == nullptr ? std::string() : first->value.text;
}

/// What \p command, by its \p cmdlet, is about: the type that New-Object makes, the snap-in that is added; else itself.
std::string subjectOf(const Command& command, std::string_view cmdlet)
{
    if (cmdlet == "add-pssnapin" || cmdlet == "asnp")
        return firstArgument(command);
    if (cmdlet != "new-object")
        return command.name;
    const Argument* type = argumentOf(command, {"TypeName", "ComObject"});
    if (type == nullptr)
        type = positional(command, 0);
    return type == nullptr ? command.name : type->value.text;
}

/// Null: nothing is known of it, or it is a file on a share: before that is a command, it is read.
const CommandRow* rowOf(const Command& command, std::string_view cmdlet)
{
    const std::string subject = subjectOf(command, cmdlet);
    if (findUnc(subject) == 0)
        return nullptr;
    const CommandRow* row = commandRow(subject, firstArgument(command));
    return row == nullptr && cmdlet == "new-object" ? commandRow(command.name) : row;
}

bool isFileType(std::string_view of)
{
    std::string lower = text::asciiLower(of);
    if (lower.starts_with("system."))
        lower.erase(0, std::string_view("system.").size());
    return lower == ">" || (lower.starts_with("io.") && !lower.starts_with("io.path"));
}

/// Does the command go nowhere, or as the computer?
bool needsNoCredential(const CommandRow& row)
{
    return row.needs == CommandNeed::None || row.needs == CommandNeed::MachineAccount
           || row.needs == CommandNeed::Elevated;
}

/// Does it go to whatever share its arguments name?
bool goesToShares(const CommandRow* row)
{
    return row == nullptr || row->kind == "unc" || row->kind == "module";
}

/// Does what its row tells of not happen as \p command was typed?
bool asksNobody(const Command& command, const CommandRow& row)
{
    if (row.kind == "smtp")
        return true;
    if (row.kind == "http")
        return argumentOf(command, {"UseDefaultCredentials"}) == nullptr;
    // `net user` alone is about the machine itself.
    const bool mayAskDomain = row.name.starts_with("net ") && row.hasTarget("domain");
    return mayAskDomain && std::ranges::none_of(command.arguments, [](const Argument& each) {
               return text::asciiLower(each.value.text).starts_with("/do");
           });
}

std::string chainOf(const RemotingCall& call)
{
    return call.chains.empty() ? std::string("?") : call.chains.front();
}

/// From \p call on to \p target, a host or a share; empty: nobody knows where.
std::string chainBeyond(const RemotingCall& call, const std::string& target)
{
    return chainOf(call) + " -> " + (target.empty() ? "?" : target);
}

Certainty certaintyOf(bool unsure)
{
    return unsure ? Certainty::Possible : Certainty::Likely;
}

}  // namespace

/// A command that runs in the block of a call, and what is known of it there.
struct Analyst::Line {
    const Command& command;
    const RemotingCall& call;
    std::size_t callIndex = 0;
    std::string cmdlet = {};
    const CommandRow* row = nullptr;
    std::optional<std::string> share = {};  ///< That it names.
    bool arrives = false;                   ///< A credential did.
    bool unsure = false;                    ///< Whether one did.

    std::string hostOfShare() const
    {
        return share ? text::asciiLower(hostOfUnc(*share)) : std::string();
    }
    /// The row, where there is one, is known of documents alone.
    bool isDoubtful() const { return unsure || (row != nullptr && !row->isSure()); }
};

void Analyst::judgeLines()
{
    eachWithin(m_script.commands, m_stretches,
               [&](const Command& each, const Stretch& stretch) { judgeCommand(each, stretch); });
    eachWithin(m_script.literals, m_stretches,
               [&](const powershell::Literal& each, const Stretch& stretch) {
                   judgeLiteral(each, stretch);
               });
}

void Analyst::judgeCommand(const Command& command, const Stretch& stretch)
{
    const auto position = static_cast<std::size_t>(&command - m_script.commands.data());
    if (m_callOfCommand.contains(position))
        return;  // Judged as a call.
    for (const std::size_t call : stretch.calls) {
        if (!m_denied.contains(call))
            judgeLine(lineIn(command, stretch, call));
    }
}

Analyst::Line Analyst::lineIn(const Command& command, const Stretch& stretch,
                              std::size_t call) const
{
    const RemotingCall& at = m_out.calls[call];
    Line out{.command = command,
             .call = at,
             .callIndex = call,
             .cmdlet = cmdletOf(command.name),
             .share = m_destinations.shareIn(command),
             .arrives = at.delegates,
             .unsure = at.unsure || stretch.typed};
    out.row = rowOf(command, out.cmdlet);
    for (const std::size_t each : at.sessions) {
        if (m_denied.contains(each))
            continue;
        // It runs in each of the sessions, so one without a credential denies it.
        out.arrives = (each == at.sessions.front() || out.arrives) && m_out.calls[each].delegates;
        out.unsure = out.unsure || m_out.calls[each].unsure;
    }
    return out;
}

void Analyst::judgeLine(const Line& line)
{
    if (isSessionBound(line)) {
        const bool cured = line.row->kind == "none" && line.arrives;
        if (!cured)
            denySessionBound(line);
        return;
    }
    if (hasOwnCredential(line.command, line.row)) {
        if (line.share)
            m_mapped[line.callIndex].insert(line.hostOfShare());
        return;
    }
    const bool stays =
        onlySays(line.command.name) || (line.row != nullptr && needsNoCredential(*line.row));
    if (line.arrives || stays)
        return;
    if (goesToShares(line.row) || !judgeMachines(line))
        judgeShare(line);
}

/// Does the command need a logon that no remote session has? A key of one's own does without it.
bool Analyst::isSessionBound(const Line& line)
{
    const bool ownKey = line.cmdlet == "convertto-securestring"
                        && argumentOf(line.command, {"AsPlainText", "Key", "SecureKey"}) != nullptr;
    return line.row != nullptr && line.row->needs == CommandNeed::Interactive && !ownKey
           && line.row->kind != "http";
}

/// The machines that the command names, or goes to unsaid. \returns false where a share may still be what it goes to.
bool Analyst::judgeMachines(const Line& line)
{
    const CommandRow& row = *line.row;
    if (asksNobody(line.command, row))
        return true;
    const std::vector<std::string> machines = m_destinations.machinesIn(line.command, row);
    const auto other = std::ranges::find_if(machines, [&](const std::string& each) {
        return !each.empty() && !each.starts_with('/') && !isTheCalls(line.call, each);
    });
    if (other != machines.end()) {
        denyLine(line, *other);
        return true;
    }
    if (!machines.empty())
        return true;
    const bool implied = row.hasTarget("config") || row.hasTarget("domain") || row.kind == "dfs";
    if (implied)
        denyLine(line, {});
    return implied || row.kind == "scheduler";
}

void Analyst::judgeShare(const Line& line)
{
    const bool goes = line.share && !isTheCalls(line.call, hostOfUnc(*line.share))
                      && !m_mapped[line.callIndex].contains(line.hostOfShare());
    if (goes)
        denyLine(line, *line.share);
}

/// \p target: a host or a share; empty: it goes somewhere unsaid.
void Analyst::denyLine(const Line& line, const std::string& target)
{
    deny({.certainty = certaintyOf(line.isDoubtful()),
          .call = line.callIndex,
          .command = line.command.name,
          .target = target,
          .row = line.row,
          .chain = chainBeyond(line.call, target),
          .rewrite = m_rewrites.of(line.command, line.call, line.row, target),
          .place = line.command.place,
          .line = line.command.line});
}

void Analyst::denySessionBound(const Line& line)
{
    deny({.cause = Cause::SessionBound,
          .certainty = certaintyOf(line.isDoubtful()),
          .call = line.callIndex,
          .command = line.command.name,
          .row = line.row,
          .chain = chainOf(line.call),
          .place = line.command.place,
          .line = line.command.line});
}

/// A share in an expression: where a .NET type of files takes it, or what is redirected. A type of the directory needs none.
void Analyst::judgeLiteral(const powershell::Literal& literal, const Stretch& stretch)
{
    const std::string said = m_variables.expanded(literal.text, literal.place.offset);
    const std::size_t at = findUnc(said);
    const std::string type = literal.of.substr(0, literal.of.find("::"));
    const CommandRow* row = type.empty() ? nullptr : commandRow(type);
    const bool directory = row != nullptr && row->kind == "ldap";
    const bool file = at != std::string::npos && isFileType(literal.of);
    if (!file && !directory)
        return;
    const std::string share = at == std::string::npos ? std::string() : shareAt(said, at);
    for (const std::size_t call : stretch.calls) {
        const RemotingCall& in = m_out.calls[call];
        const bool own = !share.empty() && isTheCalls(in, hostOfUnc(share));
        if (own || hasDelegated(in) || m_denied.contains(call))
            continue;
        deny({.certainty = certaintyOf(in.unsure || stretch.typed),
              .call = call,
              .command = literal.of,
              .target = share,
              .row = row,
              .chain = chainBeyond(in, share),
              .rewrite = share.empty() ? std::string() : overDrive(share, "$Using:cred"),
              .place = literal.place,
              .line = literal.line});
    }
}

}  // namespace hopwright::scriptread
