#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// Walks over \p items and \p stretches, both by where they begin, and tells \p judge each item with the innermost stretch.
template <typename Item, typename Stretch, typename Judge>
void eachWithin(const std::vector<Item>& items, const std::vector<Stretch>& stretches, Judge judge)
{
    std::vector<const Stretch*> open;
    std::size_t next = 0;
    for (const Item& each : items) {
        for (; next < stretches.size() && stretches[next].place.offset <= each.place.offset; ++next)
            open.push_back(&stretches[next]);
        while (!open.empty() && open.back()->place.end() <= each.place.offset)
            open.pop_back();
        if (!open.empty())
            judge(each, *open.back());
    }
}

std::string firstArgument(const Command& command)
{
    const Argument* first = positional(command, 0);
    return first == nullptr ? std::string() : first->value.text;
}

/// `SQL01` of `SQL01\REPORTS,1433` or `tcp:SQL01`.
std::string hostOfInstance(std::string_view instance)
{
    if (const std::size_t colon = instance.find(':');
        colon != std::string_view::npos && !instance.starts_with("\\\\"))
        instance.remove_prefix(colon + 1);
    return std::string(instance.substr(0, instance.find_first_of("\\,")));
}

/// A part of a connection string by one of its names: `SQL01` of `Server=SQL01;…`.
std::string partOf(std::string_view connection, std::initializer_list<std::string_view> names)
{
    while (!connection.empty()) {
        const std::size_t end = std::min(connection.find(';'), connection.size());
        const std::string_view part = connection.substr(0, end);
        const std::size_t equals = part.find('=');
        std::string_view name = part.substr(0, equals);
        while (name.starts_with(' '))
            name.remove_prefix(1);
        while (name.ends_with(' '))
            name.remove_suffix(1);
        if (equals != std::string_view::npos
            && std::ranges::any_of(names, [&](std::string_view each) {
                   return text::equalsIgnoringAsciiCase(each, name);
               }))
            return std::string(part.substr(equals + 1));
        connection.remove_prefix(std::min(end + 1, connection.size()));
    }
    return {};
}

bool isFileType(std::string_view of)
{
    std::string lower = text::asciiLower(of);
    if (lower.starts_with("system."))
        lower.erase(0, std::string_view("system.").size());
    return lower == ">" || (lower.starts_with("io.") && !lower.starts_with("io.path"));
}

}  // namespace

void Analyst::deny(Finding finding)
{
    if (m_said.emplace(finding.place, finding.cause).second)
        m_out.findings.push_back(std::move(finding));
}

bool Analyst::isTheCalls(const RemotingCall& call, std::string_view host) const
{
    const std::string_view name = target::shortNameOf(host);
    const auto same = [&](const RemotingCall& at) {
        return std::ranges::any_of(at.targets, [&](const std::string& each) {
            return text::equalsIgnoringAsciiCase(target::shortNameOf(each), name);
        });
    };
    return isSelf(host) || same(call) || std::ranges::any_of(call.sessions, [&](std::size_t each) {
               return same(m_out.calls[each]);
           });
}

void Analyst::judgeCalls()
{
    eachWithin(m_out.calls, m_stretches, [&](const RemotingCall& call, const Stretch& stretch) {
        const auto index = static_cast<std::size_t>(&call - m_out.calls.data());
        if (stretch.calls.front() != index)
            m_out.calls[index].within = stretch.calls.front();
    });
    eachWithin(m_out.setups, m_stretches, [&](const CredSspSetup& setup, const Stretch& stretch) {
        m_out.setups[static_cast<std::size_t>(&setup - m_out.setups.data())].within =
            stretch.calls.front();
    });
    // A block may stand before the call that runs it: those that are opened from here first.
    for (const bool inner : {false, true}) {
        for (RemotingCall& each : m_out.calls) {
            if (each.within.has_value() == inner)
                makeChains(each);
        }
    }
    for (const CredSspSetup& each : m_out.setups) {
        const bool several = std::ranges::any_of(each.delegates, [](const std::string& entry) {
            return entry.find_first_of(" ,;") != std::string::npos;
        });
        if (each.client && each.delegates.empty()) {
            deny({.cause = Cause::DelegateListMissing,
                  .certainty = Certainty::Certain,
                  .command = "Enable-WSManCredSSP",
                  .place = each.place,
                  .line = each.line});
        } else if (each.client && each.known && several) {
            deny({.cause = Cause::DelegateListMismatch,
                  .command = "Enable-WSManCredSSP",
                  .target = each.delegates.front(),
                  .place = each.place,
                  .line = each.line});
        }
    }
    for (std::size_t i = 0; i < m_out.calls.size(); ++i)
        judgeCall(i);
}

void Analyst::judgeCall(std::size_t index)
{
    const RemotingCall& call = m_out.calls[index];
    const std::size_t command = call.command;
    Finding out{.call = index,
                .command = m_script.commands[command].name,
                .target = call.targets.empty() ? std::string() : call.targets.front(),
                .chain = call.chains.empty() ? std::string() : call.chains.front(),
                .place = call.place,
                .line = call.line};
    const std::string typed(text::at(m_text, call.place));
    const auto with = [&](const std::string& credential) {
        const std::size_t name = std::min(typed.find_first_of(" \t`\r\n"), typed.size());
        const std::size_t end = std::min(typed.find_first_of("{`\r\n"), typed.size());
        const bool goesOn = end < typed.size() && typed[end] == '{';
        return typed.substr(0, name) + " -Credential " + credential
               + typed.substr(name, std::max(end, name) - name) + (goesOn ? "{ ... }" : "");
    };
    const bool known = !call.targets.empty() && !out.target.starts_with('$') && out.target != "?";
    if (!call.sessions.empty()) {
        if (std::ranges::all_of(call.sessions,
                                [&](std::size_t each) { return m_denied.contains(each); }))
            m_denied.insert(index);
        return;
    }
    if (call.method == Method::CredSsp && !call.hasCredential) {
        out.cause = Cause::ImplicitCredentialWithCredSsp;
        out.certainty = Certainty::Certain;
        out.rewrite = with(call.within ? "$Using:cred" : "(Get-Credential)");
        m_denied.insert(index);
        return deny(std::move(out));
    }
    if (call.within) {
        const RemotingCall& outer = m_out.calls[*call.within];
        bool arrives = outer.delegates;
        bool unsure = outer.unsure || outer.opening == Opening::Interactive;
        for (const std::size_t each : outer.sessions) {
            arrives = m_out.calls[each].delegates;
            unsure = unsure || m_out.calls[each].unsure;
        }
        const bool own = std::ranges::all_of(
            call.targets, [&](const std::string& each) { return isTheCalls(outer, each); });
        if (!arrives && !call.hasCredential && !own && call.method != Method::Certificate
            && call.method != Method::Ssh && !m_denied.contains(*call.within)) {
            out.certainty = unsure ? Certainty::Possible : Certainty::Certain;
            out.row = commandRow(out.command);
            out.rewrite = with(
                "$Using:" + (outer.credentialVariable.empty() ? "cred" : outer.credentialVariable));
            m_denied.insert(index);
            deny(std::move(out));
        }
        return;
    }
    if (call.method == Method::CredSsp && known && call.opening != Opening::Winrs
        && !isListedInScript(out.target)) {
        out.cause = Cause::DelegateListMismatch;
        m_denied.insert(index);
        return deny(std::move(out));
    }
    const bool byName = call.method == Method::Default || call.method == Method::Negotiate
                        || call.method == Method::Kerberos;
    const bool windows = call.opening != Opening::Winrs && call.opening != Opening::CimSession;
    if (known && byName && windows && !call.tls && target::isAddress(out.target)
        && !isSelf(out.target)) {
        const bool trusted = !m_trusted.empty() && m_trusted.front().first < call.place.offset;
        out.cause = call.hasCredential ? Cause::TrustedHosts : Cause::AddressTyped;
        out.certainty = call.hasCredential ? Certainty::Possible : Certainty::Certain;
        if (!call.hasCredential || !trusted)
            deny(out);
        if (!call.hasCredential)
            m_denied.insert(index);
        return;
    }
    const bool text = call.opening == Opening::Winrs || call.opening == Opening::Ssh;
    if (text && !call.delegates) {
        const auto share = shareIn(m_script.commands[command]);
        if (share && !isTheCalls(call, hostOfUnc(*share))) {
            out.certainty = call.unsure ? Certainty::Possible : Certainty::Likely;
            out.target = *share;
            out.chain += " -> " + *share;
            deny(std::move(out));
        }
    }
}

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
    for (const std::size_t call : stretch.calls) {
        if (!m_denied.contains(call))
            judgeIn(command, stretch, call);
    }
}

/// Has the command a credential of its own: -Credential, or what its row names?
bool Analyst::hasOwnCredential(const Command& command, const CommandRow* row) const
{
    const bool general = row == nullptr || row->credential.contains("-Credential");
    if (general && argumentOf(command, {"Credential", "SqlCredential", "PSCredential"}) != nullptr)
        return true;
    if (row == nullptr)
        return false;
    for (std::string_view word : wordsOf(row->credential)) {
        while (!word.empty() && std::string_view("(),").contains(word.back()))
            word.remove_suffix(1);
        if (word.size() < 2 || (word.front() != '-' && word.front() != '/'))
            continue;
        const std::string name = text::asciiLower(
            word.substr(1, word.find(':') == std::string_view::npos ? std::string_view::npos
                                                                    : word.find(':') - 1));
        for (const Argument& each : command.arguments) {
            const std::string parameter = text::asciiLower(each.parameter);
            const std::string value = text::asciiLower(each.value.text);
            if (parameter == name || value == '/' + name || value.starts_with('/' + name + ':'))
                return true;
        }
    }
    return false;
}

/// The first share that an argument names; nothing: none.
std::optional<std::string> Analyst::shareIn(const Command& command) const
{
    const auto in = [](const std::string& said) -> std::optional<std::string> {
        const std::size_t at = findUnc(said);
        return at == std::string::npos ? std::nullopt : std::optional(shareAt(said, at));
    };
    if (auto found = in(command.name))
        return found;
    if (command.name.empty()) {  // `& "\\FS01\$x\setup.exe"`
        const std::string_view said = text::at(m_text, command.place);
        const std::string name(
            said.substr(0, said.find(' ', std::min<std::size_t>(2, said.size()))));
        if (auto found = in(name))
            return found;
    }
    for (const Argument& each : command.arguments) {
        if (each.value.block)
            continue;
        for (const std::string& value : m_variables.values(each.value, command.place.offset)) {
            if (auto found = in(value))
                return found;
        }
        if (each.value.table && *each.value.table < m_script.tables.size()) {
            for (const powershell::TableRow& row : m_script.tables[*each.value.table]) {
                for (const std::string& value :
                     m_variables.values(row.value, command.place.offset)) {
                    if (auto found = in(value))
                        return found;
                }
            }
        }
    }
    return std::nullopt;
}

/// The machine that the arguments name by what the row says; \p said: they name one at all.
std::optional<std::string> Analyst::otherMachine(const Command& command, const CommandRow& row,
                                                 const RemotingCall& call, bool& said) const
{
    const std::size_t skipped = row.name.contains(' ') && !row.name.contains(" -") ? 1 : 0;
    for (const std::string_view word : wordsOf(row.target)) {
        std::vector<std::string> values;
        if (word.starts_with('-')) {
            if (const Argument* each = argumentOf(command, {word.substr(1)}))
                values = m_variables.values(each->value, command.place.offset);
        } else if (word.starts_with('#') && word.size() == 2) {
            const auto index = static_cast<std::size_t>(word[1] - '1') + skipped;
            if (const Argument* each = positional(command, index))
                values = m_variables.values(each->value, command.place.offset);
        } else if (word.starts_with('/')) {
            bool next = false;
            for (const Argument& each : command.arguments) {
                const std::string value = each.value.text;
                const std::string lower = text::asciiLower(value);
                const std::string name = text::asciiLower(word);
                if (next)
                    values.push_back(value);
                next = lower == name && !name.ends_with(':');
                if (name.ends_with(':') && lower.starts_with(name))
                    values.push_back(value.substr(name.size()));
            }
        } else if (word == "connection-string") {
            for (const Argument& each : command.arguments) {
                for (const std::string& value :
                     m_variables.values(each.value, command.place.offset)) {
                    const std::string host = partOf(value, {"Server", "Data Source", "Address"});
                    const bool login = !partOf(value, {"Password", "Pwd"}).empty();
                    if (!host.empty() && !login)
                        values.push_back(host);
                }
            }
        }
        for (const std::string& each : values) {
            said = true;
            const std::string host = each.starts_with("\\\\") ? std::string(hostOfUnc(each))
                                     : row.kind == "sql"      ? hostOfInstance(each)
                                                              : each;
            if (!host.empty() && !isTheCalls(call, host) && !host.starts_with('/'))
                return host;
        }
    }
    return std::nullopt;
}

std::string Analyst::rewriteOf(const Command& command, const RemotingCall& call,
                               const CommandRow* row, const std::string& share) const
{
    const std::string cred =
        "$Using:"
        + (call.credentialVariable.empty() ? std::string("cred") : call.credentialVariable);
    const std::string typed(text::at(m_text, command.place));
    const std::string lower = text::asciiLower(command.name);
    constexpr std::array<std::string_view, 6> copies{"copy-item", "copy",     "cp",
                                                     "cpi",       "robocopy", "xcopy"};
    const bool copy = std::ranges::find(copies, std::string_view(lower)) != copies.end();
    const bool unc = share.starts_with("\\\\");
    if (copy && unc) {
        std::vector<std::string> paths;
        for (const Argument& each : command.arguments) {
            const bool path = each.parameter.empty()
                              || text::equalsIgnoringAsciiCase(each.parameter, "Path")
                              || text::equalsIgnoringAsciiCase(each.parameter, "LiteralPath")
                              || text::equalsIgnoringAsciiCase(each.parameter, "Destination");
            if (path && !each.value.text.starts_with('/')) {
                for (const std::string& value :
                     m_variables.values(each.value, command.place.offset))
                    paths.push_back(value);
            }
        }
        if (paths.size() >= 2) {
            const bool from = findUnc(paths[0]) == 0;
            return "Copy-Item -Path '" + paths[0] + "' -Destination '" + paths[1]
                   + (from ? "' -ToSession $session" : "' -FromSession $session");
        }
    }
    if (unc) {
        return "New-PSDrive -Name H -PSProvider FileSystem -Root '" + share + "' -Credential "
               + cred;
    }
    // What its row says more of a credential, a login of SQL Server for one, no line of ours knows.
    const bool takes = row != nullptr && row->credential.starts_with("-Credential")
                       && !row->credential.contains('(');
    if (!takes || typed.find_first_of("\r\n") != std::string::npos)
        return {};
    std::string out = typed;
    constexpr std::string_view other = " -UseDefaultCredentials";
    if (const std::size_t at = out.find(other); at != std::string::npos)
        out.erase(at, other.size());
    return out + " -Credential " + cred;
}

void Analyst::judgeIn(const Command& command, const Stretch& stretch, std::size_t index)
{
    const auto position = static_cast<std::size_t>(&command - m_script.commands.data());
    if (m_callOfCommand.contains(position))
        return;  // Judged as a call.
    const RemotingCall& call = m_out.calls[index];
    bool arrives = call.delegates;
    bool unsure = call.unsure || stretch.typed;
    for (const std::size_t each : call.sessions) {
        if (m_denied.contains(each))
            continue;
        arrives = (each == call.sessions.front() || arrives) && m_out.calls[each].delegates;
        unsure = unsure || m_out.calls[each].unsure;
    }
    std::string name = command.name;
    const std::string cmdlet = cmdletOf(name);
    if (cmdlet == "new-object") {
        const Argument* type = argumentOf(command, {"TypeName", "ComObject"});
        if (type == nullptr)
            type = positional(command, 0);
        name = type == nullptr ? name : type->value.text;
    }
    if (cmdlet == "add-pssnapin" || cmdlet == "asnp")  // It is the snap-in that goes somewhere.
        name = firstArgument(command);
    const bool visited = findUnc(name) == 0;  // Before it is a command, it is a file.
    const CommandRow* row = visited ? nullptr : commandRow(name, firstArgument(command));
    if (row == nullptr && !visited && cmdlet == "new-object")
        row = commandRow(command.name);
    Finding out{.call = index,
                .command = command.name,
                .row = row,
                .chain = call.chains.empty() ? std::string("?") : call.chains.front(),
                .place = command.place,
                .line = command.line};
    const auto certainty = [&](bool sure) {
        return unsure || !sure ? Certainty::Possible : Certainty::Likely;
    };
    const bool plainText = cmdlet == "convertto-securestring"
                           && (argumentOf(command, {"AsPlainText", "Key", "SecureKey"}) != nullptr);
    if (row != nullptr && row->needs == CommandNeed::Interactive && !plainText
        && row->kind != "http") {
        const bool cured = row->kind == "none" && arrives;
        out.cause = Cause::SessionBound;
        out.certainty = certainty(row->isSure());
        if (!cured)
            deny(std::move(out));
        return;
    }
    const auto share = shareIn(command);
    const std::string host = share ? std::string(hostOfUnc(*share)) : std::string();
    if (hasOwnCredential(command, row)) {
        if (share)
            m_mapped[index].insert(text::asciiLower(host));
        return;
    }
    if (arrives || onlySays(command.name))
        return;
    const bool quiet =
        row != nullptr
        && (row->needs == CommandNeed::None || row->needs == CommandNeed::MachineAccount
            || row->needs == CommandNeed::Elevated);
    if (quiet)
        return;
    const bool files = row == nullptr || row->kind == "unc" || row->kind == "module";
    if (!files) {
        if (row->kind == "smtp"
            || (row->kind == "http" && argumentOf(command, {"UseDefaultCredentials"}) == nullptr))
            return;
        if (row->name.starts_with("net ") && row->hasTarget("domain")
            && std::ranges::none_of(command.arguments, [](const Argument& each) {
                   return text::asciiLower(each.value.text).starts_with("/do");
               }))
            return;
        bool said = false;
        const auto other = otherMachine(command, *row, call, said);
        const bool implied =
            !said && (row->hasTarget("config") || row->hasTarget("domain") || row->kind == "dfs");
        if (other || implied) {
            out.certainty = certainty(row->isSure());
            out.target = other.value_or(std::string());
            out.chain += " -> " + (out.target.empty() ? std::string("?") : out.target);
            out.rewrite = rewriteOf(command, call, row, out.target);
            return deny(std::move(out));
        }
        if (said || row->kind == "scheduler")
            return;
    }
    if (!share || isTheCalls(call, host) || m_mapped[index].contains(text::asciiLower(host)))
        return;
    out.certainty = certainty(row == nullptr || row->isSure());
    out.target = *share;
    out.chain += " -> " + *share;
    out.rewrite = rewriteOf(command, call, row, *share);
    deny(std::move(out));
}

/// A share in an expression: where a .NET type of files takes it, or what is redirected.
void Analyst::judgeLiteral(const powershell::Literal& literal, const Stretch& stretch)
{
    const std::string said = m_variables.expanded(literal.text, literal.place.offset);
    const std::size_t at = findUnc(said);
    const std::string type = literal.of.substr(0, literal.of.find("::"));
    const CommandRow* row = type.empty() ? nullptr : commandRow(type);
    const bool directory = row != nullptr && row->kind == "ldap";
    if ((at == std::string::npos || !isFileType(literal.of)) && !directory)
        return;
    for (const std::size_t index : stretch.calls) {
        const RemotingCall& call = m_out.calls[index];
        bool arrives = call.delegates;
        for (const std::size_t each : call.sessions)
            arrives = m_out.calls[each].delegates;
        const std::string share = at == std::string::npos ? std::string() : shareAt(said, at);
        if (arrives || m_denied.contains(index)
            || (!share.empty() && isTheCalls(call, hostOfUnc(share))))
            continue;
        const bool unsure = call.unsure || stretch.typed;
        deny({.certainty = unsure ? Certainty::Possible : Certainty::Likely,
              .call = index,
              .command = literal.of,
              .target = share,
              .row = row,
              .chain = (call.chains.empty() ? std::string("?") : call.chains.front()) + " -> "
                       + (share.empty() ? "?" : share),
              .rewrite = share.empty() ? std::string()
                                       : "New-PSDrive -Name H -PSProvider FileSystem -Root '"
                                             + share + "' -Credential $Using:cred",
              .place = literal.place,
              .line = literal.line});
    }
}

}  // namespace hopwright::scriptread
