#include "core/powershell/token.h"
#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"
#include "core/wildcard/spn_pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <utility>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;

constexpr std::uint16_t httpsPort = 5986;

Method methodNamed(std::string_view authentication)
{
    const std::string lower = text::asciiLower(authentication);
    if (lower == "credssp")
        return Method::CredSsp;
    if (lower == "kerberos")
        return Method::Kerberos;
    if (lower == "basic")
        return Method::Basic;
    if (lower.starts_with("negotiate"))
        return Method::Negotiate;
    return lower.empty() || lower == "default" ? Method::Default : Method::Unknown;
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && value != 0 ? std::optional(value) : std::nullopt;
}

/// The list of a `param( … )`, token by token.
class ParameterList {
public:
    /// \returns false where the list ends.
    bool take(powershell::TokenKind kind, std::string_view said)
    {
        using enum powershell::TokenKind;
        if (kind == Bracket)
            return takeBracket(said.ends_with('(') || said.ends_with('{') || said.ends_with('['));
        if (m_depth != 1)
            return true;  // A first value, or the arguments of an attribute.
        if (kind == Operator && said == ",") {
            m_due = true;
        } else if (kind == Variable && m_due) {
            m_names.emplace_back(said.substr(1));
            m_due = false;
        }
        return true;
    }

    std::vector<std::string> names() { return std::move(m_names); }

private:
    bool takeBracket(bool opens)
    {
        m_depth = opens ? m_depth + 1 : m_depth - 1;
        m_due = m_due || (opens && m_depth == 1);
        return opens || m_depth != 0;
    }

    std::vector<std::string> m_names;
    std::size_t m_depth = 0;
    bool m_due = false;  ///< The next variable is a parameter.
};

/// The parameters that a block declares in its `param( … )`, in order.
std::vector<std::string> parametersOf(std::string_view block)
{
    using enum powershell::TokenKind;
    const std::vector<powershell::Token> tokens = powershell::readTokens(block);
    const auto first = std::ranges::find_if(tokens, [&](const powershell::Token& each) {
        return each.kind != Comment && each.kind != Type && text::at(block, each.place) != "{";
    });
    const bool declares = first != tokens.end() && first->kind == Keyword
                          && text::equalsIgnoringAsciiCase(text::at(block, first->place), "param");
    if (!declares)
        return {};
    ParameterList list;
    for (const powershell::Token& each : std::ranges::subrange(first + 1, tokens.end())) {
        if (!list.take(each.kind, text::at(block, each.place)))
            break;
    }
    return list.names();
}

std::string withoutUser(std::string_view target)
{
    const std::size_t at = target.find('@');
    return std::string(at == std::string_view::npos ? target : target.substr(at + 1));
}

/// Does a credential arrive with \p call: by CredSSP, or in a session on the machine itself that keeps the caller's own?
bool delegates(const Command& command, const RemotingCall& call)
{
    const bool loopback = argumentOf(command, {"EnableNetworkAccess"}) != nullptr
                          && std::ranges::all_of(call.targets, isSelf);
    return loopback || (call.method == Method::CredSsp && call.hasCredential);
}

/// See RemotingCall::unsure.
bool isUnsure(const Command& command, const RemotingCall& call)
{
    const Argument* endpoint = argumentOf(command, {"ConfigurationName"});
    const bool other =
        endpoint != nullptr
        && !text::asciiLower(endpoint->value.text).starts_with("microsoft.powershell");
    return other || call.method == Method::Ssh || call.method == Method::Basic
           || call.method == Method::Unknown;
}

enum class WinrsSwitch : std::uint8_t { Remote, User, Delegate, Ssl };

constexpr std::array<std::pair<std::string_view, WinrsSwitch>, 8> winrsSwitches{
    {{"r", WinrsSwitch::Remote},
     {"remote", WinrsSwitch::Remote},
     {"u", WinrsSwitch::User},
     {"username", WinrsSwitch::User},
     {"ad", WinrsSwitch::Delegate},
     {"allowdelegate", WinrsSwitch::Delegate},
     {"ssl", WinrsSwitch::Ssl},
     {"usessl", WinrsSwitch::Ssl}}};

void takeWinrsSwitch(std::string_view name, std::string_view value, RemotingCall& out)
{
    const auto found = std::ranges::find_if(winrsSwitches, [&](const auto& each) {
        return text::equalsIgnoringAsciiCase(each.first, name);
    });
    if (found == winrsSwitches.end())
        return;
    switch (found->second) {
    case WinrsSwitch::Remote: {
        const target::TypedTarget read = target::readTarget(value);
        out.targets.emplace_back(read.host.empty() ? std::string_view("?") : read.host);
        out.tls = out.tls || text::equalsIgnoringAsciiCase(read.scheme, "https");
        out.port = read.port;
        break;
    }
    case WinrsSwitch::User:
        out.hasCredential = true;
        break;
    case WinrsSwitch::Delegate:
        out.method = Method::CredSsp;
        break;
    case WinrsSwitch::Ssl:
        out.tls = true;
        break;
    }
}

}  // namespace

void Analyst::findCalls()
{
    constexpr std::array<std::pair<std::string_view, Opening>, 5> openings{
        {{"invoke-command", Opening::Command},
         {"new-pssession", Opening::Session},
         {"enter-pssession", Opening::Interactive},
         {"new-cimsession", Opening::CimSession},
         {"ssh", Opening::Ssh}}};
    for (std::size_t i = 0; i < m_script.commands.size(); ++i) {
        const std::string name = cmdletOf(m_script.commands[i].name);
        const auto opening = std::ranges::find(openings, std::string_view(name),
                                               &std::pair<std::string_view, Opening>::first);
        if (opening != openings.end()) {
            readCall(i, opening->second);
        } else if (name == "winrs") {
            readWinrs(i);
        } else if (name == "enable-wsmancredssp") {
            readSetup(m_script.commands[i]);
        } else if (name == "set-item") {
            readTrustedHosts(m_script.commands[i]);
        }
    }
}

/// The script block that \p value is, or that its variable holds.
std::optional<text::Place> Analyst::blockOf(const powershell::Value& value,
                                            std::size_t offset) const
{
    if (value.block || value.variable.empty())
        return value.block;
    const powershell::Assignment* held = m_variables.before(value.variable, offset);
    return held == nullptr ? std::nullopt : held->value.block;
}

/// The machines that \p value names: a variable as typed where what it holds is computed, `?` for what is not known at all.
std::vector<std::string> Analyst::targetsOf(const powershell::Value& value,
                                            std::size_t offset) const
{
    const std::string unknown = value.variable.empty() ? "?" : value.text;
    std::vector<std::string> out;
    for (const std::string& each : m_variables.values(value, offset)) {
        const bool computed = each.find_first_of(" ()?'\"{}|") != std::string::npos;
        out.push_back(computed ? unknown : withoutUser(each));
    }
    if (out.empty() && !value.block)
        out.push_back(unknown);
    return out;
}

/// The argument that names the machines; null: none does.
const Argument* Analyst::targetArgument(const Command& command, Opening opening) const
{
    if (const Argument* named = argumentOf(command, {"ComputerName", "Cn", "HostName", "VMName"}))
        return named;
    const Argument* first = positional(command, 0);
    if (first == nullptr || first->value.block || argumentOf(command, {"Session"}) != nullptr)
        return nullptr;
    // `Invoke-Command $block` runs here.
    const bool isBlock =
        opening == Opening::Command && blockOf(first->value, command.place.offset).has_value();
    return isBlock ? nullptr : first;
}

void Analyst::readTargets(const Command& command, Opening opening, RemotingCall& out) const
{
    const std::size_t offset = command.place.offset;
    if (const Argument* uri = argumentOf(command, {"ConnectionUri", "CU", "URI"})) {
        for (const std::string& each : targetsOf(uri->value, offset)) {
            const target::TypedTarget read = target::readTarget(each);
            out.tls = text::equalsIgnoringAsciiCase(read.scheme, "https");
            out.port = read.port;
            out.targets.emplace_back(read.host.empty() ? std::string_view("?") : read.host);
        }
    } else if (const Argument* named = targetArgument(command, opening)) {
        out.targets = targetsOf(named->value, offset);
    }
}

/// `-Session $s`: the calls that made what the variables hold.
std::vector<std::size_t> Analyst::sessionsOf(const Command& command) const
{
    std::vector<std::size_t> out;
    const Argument* argument = argumentOf(command, {"Session"});
    if (argument == nullptr)
        return out;
    const powershell::Value& value = argument->value;
    if (!value.variable.empty()) {
        addSessionsIn(value.variable, command.place.offset, out);
        return out;
    }
    for (const std::string& each : value.values) {
        if (each.starts_with('$'))
            addSessionsIn(std::string_view(each).substr(1), command.place.offset, out);
    }
    return out;
}

/// What opens sessions in that which was assigned to \p variable last before \p offset.
void Analyst::addSessionsIn(std::string_view variable, std::size_t offset,
                            std::vector<std::size_t>& out) const
{
    const powershell::Assignment* held = m_variables.before(variable, offset);
    if (held == nullptr)
        return;
    const auto from =
        std::ranges::lower_bound(m_script.commands, held->place.offset, {},
                                 [](const Command& each) { return each.place.offset; });
    const auto first = static_cast<std::size_t>(from - m_script.commands.begin());
    const std::size_t last = std::min(m_script.commands.size(), first + maxElements);
    for (std::size_t i = first; i < last; ++i) {
        if (m_script.commands[i].place.end() > held->place.end())
            break;
        const auto call = m_callOfCommand.find(i);
        const bool opens =
            call != m_callOfCommand.end() && m_out.calls[call->second].opening == Opening::Session;
        if (opens && out.size() < maxCallsOfBlock)
            out.push_back(call->second);
    }
}

void Analyst::bindParameters(text::Place block, const Argument& arguments)
{
    const std::string_view said = text::at(m_text, block);
    const auto names = parametersOf(said);
    for (std::size_t i = 0; i < arguments.value.values.size(); ++i) {
        powershell::Value value;
        const std::string& each = arguments.value.values[i];
        value.values = {each};
        value.text = each;
        value.constant = arguments.value.constant || !each.contains('$');
        if (!value.constant && each.starts_with('$'))
            value.variable = each.substr(1);
        if (arguments.value.values.size() == 1)
            value.variable = arguments.value.variable;
        if (i < names.size())
            m_variables.bind(block, names[i], value);
        m_variables.bind(block, "args[" + std::to_string(i) + ']', value);
    }
}

/// The argument that is what runs there; null: none is.
const Argument* Analyst::blockArgument(const Command& command) const
{
    const Argument* out = argumentOf(command, {"ScriptBlock", "Command"});
    if (out != nullptr)
        return out;
    for (const Argument& each : command.arguments) {
        // A switch that is not known to be one takes the block for its value.
        const bool unnamed = each.kind == ArgumentKind::Positional
                             || (each.kind == ArgumentKind::Named && each.value.block);
        if (unnamed && blockOf(each.value, command.place.offset))
            out = &each;
    }
    return out;
}

/// Where what \p value hands over stands: a block, or each function of a name, `${function:Get-Owner}`.
std::vector<text::Place> Analyst::blocksOf(const powershell::Value& value, std::size_t offset) const
{
    if (const auto block = blockOf(value, offset))
        return {*block};
    std::vector<text::Place> out;
    constexpr std::string_view drive = "function:";
    if (!text::asciiLower(value.variable).starts_with(drive))
        return out;
    const std::string_view name = std::string_view(value.variable).substr(drive.size());
    for (const powershell::Function& each : m_script.functions | std::views::take(maxElements)) {
        if (text::equalsIgnoringAsciiCase(each.name, name))
            out.push_back(each.place);
    }
    return out;
}

void Analyst::readBlocks(const Command& command, RemotingCall& out)
{
    const Argument* block = blockArgument(command);
    if (block == nullptr)
        return;
    out.blocks = blocksOf(block->value, command.place.offset);
    const Argument* arguments = argumentOf(command, {"ArgumentList", "Args"});
    for (const text::Place& each : out.blocks) {
        if (arguments != nullptr && !m_variables.isFull())
            bindParameters(each, *arguments);
    }
}

/// How the call signs in, by `-Authentication` and what stands for one.
Method Analyst::methodOf(const Command& command, Opening opening) const
{
    if (opening == Opening::Ssh || argumentOf(command, {"HostName", "SSHTransport"}) != nullptr)
        return Method::Ssh;
    if (argumentOf(command, {"CertificateThumbprint"}) != nullptr)
        return Method::Certificate;
    const Argument* authentication =
        argumentOf(command, {"Authentication", "AuthenticationMechanism"});
    if (authentication == nullptr)
        return Method::Default;
    const auto values = m_variables.values(authentication->value, command.place.offset);
    return values.empty() ? Method::Unknown : methodNamed(values.front());
}

void Analyst::addCall(RemotingCall call)
{
    m_callOfCommand[call.command] = m_out.calls.size();
    m_out.calls.push_back(std::move(call));
}

void Analyst::readCall(std::size_t index, Opening opening)
{
    const Command& command = m_script.commands[index];
    RemotingCall out{
        .command = index, .opening = opening, .place = command.place, .line = command.line};
    out.sessions = sessionsOf(command);
    if (out.sessions.empty()) {
        readTargets(command, opening, out);
        if (const Argument* session = argumentOf(command, {"Session"}))
            out.targets = {session->value.variable.empty() ? "?" : session->value.text};
    }
    if (opening == Opening::Command && out.targets.empty() && out.sessions.empty())
        return;  // It runs here.
    out.method = methodOf(command, opening);
    if (const Argument* credential = argumentOf(command, {"Credential"})) {
        out.hasCredential = true;
        out.credentialVariable = credential->value.variable;
    }
    out.tls = out.tls || argumentOf(command, {"UseSSL"}) != nullptr;
    if (const Argument* port = argumentOf(command, {"Port"})) {
        const auto values = m_variables.values(port->value, command.place.offset);
        out.port = values.empty() ? std::nullopt : portOf(values.front());
    }
    out.delegates = delegates(command, out);
    out.unsure = isUnsure(command, out);
    readBlocks(command, out);
    addCall(std::move(out));
}

/// `winrs -r:SRV01 -ad -u:NAME -p:WORD command`: its switches may take `-` or `/`.
void Analyst::readWinrs(std::size_t index)
{
    const Command& command = m_script.commands[index];
    RemotingCall out{
        .command = index, .opening = Opening::Winrs, .place = command.place, .line = command.line};
    for (const Argument& each : command.arguments) {
        if (each.kind == ArgumentKind::Named) {
            takeWinrsSwitch(each.parameter, each.value.text, out);
        } else if (each.value.text.starts_with('/')) {
            const std::string_view word = std::string_view(each.value.text).substr(1);
            const std::size_t colon = std::min(word.find(':'), word.size());
            takeWinrsSwitch(word.substr(0, colon), word.substr(std::min(colon + 1, word.size())),
                            out);
        }
    }
    if (out.targets.empty())
        return;
    out.delegates = out.method == Method::CredSsp && out.hasCredential;
    addCall(std::move(out));
}

void Analyst::readSetup(const Command& command)
{
    const Argument* role = argumentOf(command, {"Role"});
    const Argument* list = argumentOf(command, {"DelegateComputer"});
    std::size_t at = 0;
    if (role == nullptr)
        role = positional(command, at++);
    if (list == nullptr)
        list = positional(command, at);
    CredSspSetup out{.place = command.place, .line = command.line};
    out.client = role != nullptr && text::equalsIgnoringAsciiCase(role->value.text, "client");
    if (list != nullptr)
        out.delegates = m_variables.values(list->value, command.place.offset);
    out.known = std::ranges::none_of(out.delegates, [](const std::string& each) {
        return each.contains('$') || each.contains('(');
    });
    if (m_out.setups.size() < maxElements)
        m_out.setups.push_back(std::move(out));
}

void Analyst::readTrustedHosts(const Command& command)
{
    const Argument* path = argumentOf(command, {"Path"});
    if (path == nullptr)
        path = positional(command, 0);
    const Argument* value = argumentOf(command, {"Value"});
    if (value == nullptr)
        value = positional(command, 1);
    if (path == nullptr || value == nullptr
        || !text::asciiLower(path->value.text).ends_with("client\\trustedhosts"))
        return;
    for (const std::string& each : m_variables.values(value->value, command.place.offset))
        m_trusted.emplace_back(command.place.offset, each);
}

/// Do the lists that the script sets, where it sets any, let a credential go to \p target?
bool Analyst::isListedInScript(std::string_view target) const
{
    bool any = false;
    for (const CredSspSetup& setup : m_out.setups) {
        if (!setup.client || setup.within || setup.delegates.empty())
            continue;
        if (!setup.known)
            return true;
        any = true;
        for (const std::string& each : setup.delegates) {
            const auto entry = wildcard::SpnPattern::parse("wsman/" + each);
            if (entry && entry->covers(target) != wildcard::Coverage::No)
                return true;
        }
    }
    return !any;
}

/// The lines behind Enter-PSSession, up to Exit-PSSession or the end of its block: they run there where somebody pastes them.
void Analyst::typedLines(std::size_t call)
{
    const std::size_t begin = m_out.calls[call].command;
    const auto within = m_script.commands[begin].within;
    const std::size_t from = m_script.commands[begin].place.end();
    std::size_t to = within ? m_script.commands[*within].place.end() : m_text.size();
    for (std::size_t i = begin + 1; i < m_script.commands.size(); ++i) {
        const Command& each = m_script.commands[i];
        if (each.place.offset >= to)
            break;
        const std::string name = cmdletOf(each.name);
        if (each.within == within && (name == "exit-pssession" || name == "enter-pssession")) {
            to = each.place.offset;
            break;
        }
    }
    if (to > from) {
        m_stretches.push_back(
            {.place = {.offset = from, .length = to - from}, .calls = {call}, .typed = true});
    }
}

void Analyst::findStretches()
{
    std::map<text::Place, std::vector<std::size_t>> blocks;
    for (std::size_t i = 0; i < m_out.calls.size(); ++i) {
        for (const text::Place& each : m_out.calls[i].blocks) {
            auto& calls = blocks[each];
            if (calls.size() < maxCallsOfBlock)
                calls.push_back(i);
        }
    }
    for (auto& [place, calls] : blocks)
        m_stretches.push_back({.place = place, .calls = std::move(calls)});
    std::size_t typed = 0;
    for (std::size_t i = 0; i < m_out.calls.size(); ++i) {
        if (m_out.calls[i].opening == Opening::Interactive && typed++ < maxCallsOfBlock)
            typedLines(i);
    }
    std::ranges::sort(m_stretches, [](const Stretch& a, const Stretch& b) {
        return a.place.offset != b.place.offset ? a.place.offset < b.place.offset
                                                : a.place.length > b.place.length;
    });
}

std::string Analyst::chainTo(const RemotingCall& call, std::string_view target)
{
    std::string method =
        call.method == Method::Default ? std::string() : std::string(wordOf(call.method));
    const bool https = call.tls && call.port.value_or(httpsPort) != httpsPort;
    if (call.tls && method.empty() && https)
        method = "default";
    std::string out = method.empty() ? " -> " : " -" + method + (https ? "/https" : "") + "-> ";
    out += target;
    const std::optional<std::uint16_t> port = call.port  ? call.port
                                              : call.tls ? std::optional(httpsPort)
                                                         : std::nullopt;
    if (port && call.method != Method::Ssh)
        out += ':' + std::to_string(*port);
    return out;
}

void Analyst::makeChains(RemotingCall& call) const
{
    std::vector<std::string> heads{"?"};
    if (call.within && !m_out.calls[*call.within].chains.empty())
        heads = m_out.calls[*call.within].chains;
    for (const std::size_t each : call.sessions) {
        for (const std::string& chain : m_out.calls[each].chains) {
            if (call.chains.size() < maxChains)
                call.chains.push_back(chain);
        }
    }
    for (const std::string& head : heads) {
        for (const std::string& each : call.targets) {
            if (call.chains.size() < maxChains)
                call.chains.push_back(head + chainTo(call, each));
        }
    }
}

}  // namespace hopwright::scriptread
