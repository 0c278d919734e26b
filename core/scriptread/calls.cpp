#include "core/powershell/token.h"
#include "core/scriptread/analyst.h"
#include "core/scriptread/call_arguments.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"
#include "core/wildcard/spn_pattern.h"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace hopwright::scriptread {

namespace {

using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;

constexpr std::uint16_t httpsPort = 5986;

Method methodOf(std::string_view authentication)
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

/// The parameters that a block declares in its `param( … )`, in order.
std::vector<std::string> parametersOf(std::string_view block)
{
    using enum powershell::TokenKind;
    std::vector<std::string> out;
    std::size_t depth = 0;
    bool in = false;
    bool due = false;
    for (const powershell::Token& each : powershell::readTokens(block)) {
        const std::string_view said = text::at(block, each.place);
        if (!in) {
            in = each.kind == Keyword && text::equalsIgnoringAsciiCase(said, "param");
            if (!in && each.kind != Bracket && each.kind != Comment && each.kind != Type
                && depth > 0)
                return out;  // Something else came first.
            if (each.kind != Comment && each.kind != Type && !in && said != "{")
                return out;
            continue;
        }
        if (each.kind == Bracket) {
            const bool opens = said.ends_with('(') || said.ends_with('{') || said.ends_with('[');
            depth += opens ? 1U : 0U;
            due = due || (opens && depth == 1);
            if (!opens && --depth == 0)
                return out;
        } else if (each.kind == Operator && said == "," && depth == 1) {
            due = true;
        } else if (each.kind == Variable && due && depth == 1) {
            out.emplace_back(said.substr(1));
            due = false;
        }
    }
    return out;
}

std::string withoutUser(std::string_view target)
{
    const std::size_t at = target.find('@');
    return std::string(at == std::string_view::npos ? target : target.substr(at + 1));
}

}  // namespace

void Analyst::findCalls()
{
    for (std::size_t i = 0; i < m_script.commands.size(); ++i) {
        const std::string name = cmdletOf(m_script.commands[i].name);
        if (name == "invoke-command") {
            readCall(i, Opening::Command);
        } else if (name == "new-pssession") {
            readCall(i, Opening::Session);
        } else if (name == "enter-pssession") {
            readCall(i, Opening::Interactive);
        } else if (name == "new-cimsession") {
            readCall(i, Opening::CimSession);
        } else if (name == "ssh") {
            readCall(i, Opening::Ssh);
        } else if (name == "winrs") {
            readWinrs(i);
        } else if (name == "enable-wsmancredssp") {
            readSetup(m_script.commands[i]);
        } else if (name == "set-item") {
            readTrustedHosts(m_script.commands[i]);
        }
    }
}

void Analyst::readTargets(const Command& command, Opening opening, RemotingCall& out) const
{
    const auto take = [&](const Argument& argument) {
        for (const std::string& each : m_variables.values(argument.value, command.place.offset)) {
            const bool computed = each.find_first_of(" ()?'\"{}|") != std::string::npos;
            const bool named = computed && !argument.value.variable.empty();
            out.targets.push_back(named ? argument.value.text : computed ? "?" : withoutUser(each));
        }
        const bool block = argument.value.block.has_value();
        if (out.targets.empty() && !block)
            out.targets.emplace_back(argument.value.variable.empty() ? "?" : argument.value.text);
    };
    if (const Argument* uri = argumentOf(command, {"ConnectionUri", "CU", "URI"})) {
        take(*uri);
        for (std::string& each : out.targets) {
            const target::TypedTarget read = target::readTarget(each);
            out.tls = text::equalsIgnoringAsciiCase(read.scheme, "https");
            out.port = read.port;
            each = read.host.empty() ? "?" : std::string(read.host);
        }
    } else if (const Argument* named =
                   argumentOf(command, {"ComputerName", "Cn", "HostName", "VMName"})) {
        take(*named);
    } else if (const Argument* first = positional(command, 0);
               first != nullptr && !first->value.block
               && argumentOf(command, {"Session"}) == nullptr) {
        const powershell::Assignment* held =
            first->value.variable.empty()
                ? nullptr
                : m_variables.before(first->value.variable, command.place.offset);
        const bool isBlock = held != nullptr && held->value.block;
        if (!isBlock || opening != Opening::Command)
            take(*first);
    }
}

/// `-Session $s`: the calls that made what the variable holds.
std::vector<std::size_t> Analyst::sessionsOf(const Command& command) const
{
    std::vector<std::size_t> out;
    const Argument* argument = argumentOf(command, {"Session"});
    if (argument == nullptr)
        return out;
    const auto add = [&](std::string_view variable) {
        const powershell::Assignment* held = m_variables.before(variable, command.place.offset);
        if (held == nullptr)
            return;
        const auto from =
            std::ranges::lower_bound(m_script.commands, held->place.offset, {},
                                     [](const Command& each) { return each.place.offset; });
        const auto first = static_cast<std::size_t>(from - m_script.commands.begin());
        for (std::size_t i = first; i < m_script.commands.size() && i < first + maxElements; ++i) {
            if (m_script.commands[i].place.end() > held->place.end())
                break;
            const auto call = m_callOfCommand.find(i);
            if (call != m_callOfCommand.end()
                && m_out.calls[call->second].opening == Opening::Session
                && out.size() < maxCallsOfBlock)
                out.push_back(call->second);
        }
    };
    if (!argument->value.variable.empty()) {
        add(argument->value.variable);
    } else {
        for (const std::string& each : argument->value.values) {
            if (each.starts_with('$'))
                add(std::string_view(each).substr(1));
        }
    }
    return out;
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

void Analyst::readBlocks(const Command& command, RemotingCall& out)
{
    const Argument* block = argumentOf(command, {"ScriptBlock", "Command"});
    if (block == nullptr) {
        for (const Argument& each : command.arguments) {
            const powershell::Assignment* held =
                each.value.variable.empty()
                    ? nullptr
                    : m_variables.before(each.value.variable, command.place.offset);
            const bool unnamed = each.kind == ArgumentKind::Positional
                                 || (each.kind == ArgumentKind::Named && each.value.block);
            if (unnamed && (each.value.block || (held != nullptr && held->value.block)))
                block = &each;
        }
    }
    if (block == nullptr)
        return;
    if (block->value.block) {
        out.blocks.push_back(*block->value.block);
    } else if (const powershell::Assignment* held =
                   m_variables.before(block->value.variable, command.place.offset);
               held != nullptr && held->value.block) {
        out.blocks.push_back(*held->value.block);
    } else if (constexpr std::string_view functions = "function:";
               text::asciiLower(block->value.variable).starts_with(functions)) {
        const std::string_view name =
            std::string_view(block->value.variable).substr(functions.size());
        for (const powershell::Function& each :
             m_script.functions | std::views::take(maxElements)) {
            if (text::equalsIgnoringAsciiCase(each.name, name))
                out.blocks.push_back(each.place);
        }
    }
    const Argument* arguments = argumentOf(command, {"ArgumentList", "Args"});
    for (const text::Place& each : out.blocks) {
        if (arguments != nullptr && !m_variables.isFull())
            bindParameters(each, *arguments);
    }
}

void Analyst::readCall(std::size_t index, Opening opening)
{
    const Command& command = m_script.commands[index];
    RemotingCall out{
        .command = index, .opening = opening, .place = command.place, .line = command.line};
    out.sessions = sessionsOf(command);
    if (out.sessions.empty())
        readTargets(command, opening, out);
    const Argument* session = argumentOf(command, {"Session"});
    if (opening == Opening::Command && out.targets.empty() && out.sessions.empty()
        && session == nullptr)
        return;  // It runs here.
    if (session != nullptr && out.sessions.empty())
        out.targets = {session->value.variable.empty() ? "?" : session->value.text};
    const Argument* authentication =
        argumentOf(command, {"Authentication", "AuthenticationMechanism"});
    if (authentication != nullptr) {
        const auto values = m_variables.values(authentication->value, command.place.offset);
        out.method = values.empty() ? Method::Unknown : methodOf(values.front());
    }
    const Argument* credential = argumentOf(command, {"Credential"});
    out.hasCredential = credential != nullptr;
    if (credential != nullptr)
        out.credentialVariable = credential->value.variable;
    out.tls = out.tls || argumentOf(command, {"UseSSL"}) != nullptr;
    if (const Argument* port = argumentOf(command, {"Port"})) {
        const auto values = m_variables.values(port->value, command.place.offset);
        out.port = values.empty() ? std::nullopt : portOf(values.front());
    }
    if (argumentOf(command, {"CertificateThumbprint"}) != nullptr)
        out.method = Method::Certificate;
    const bool ssh =
        opening == Opening::Ssh || argumentOf(command, {"HostName", "SSHTransport"}) != nullptr;
    if (ssh)
        out.method = Method::Ssh;
    const Argument* network = argumentOf(command, {"EnableNetworkAccess"});
    const Argument* endpoint = argumentOf(command, {"ConfigurationName"});
    out.delegates = (out.method == Method::CredSsp && out.hasCredential)
                    || (network != nullptr && std::ranges::all_of(out.targets, isSelf));
    out.unsure =
        out.method == Method::Ssh || out.method == Method::Basic || out.method == Method::Unknown
        || (endpoint != nullptr
            && !text::asciiLower(endpoint->value.text).starts_with("microsoft.powershell"));
    readBlocks(command, out);
    m_callOfCommand[index] = m_out.calls.size();
    m_out.calls.push_back(std::move(out));
}

/// `winrs -r:SRV01 -ad -u:NAME -p:WORD command`: its switches may take `-` or `/`.
void Analyst::readWinrs(std::size_t index)
{
    const Command& command = m_script.commands[index];
    RemotingCall out{
        .command = index, .opening = Opening::Winrs, .place = command.place, .line = command.line};
    bool delegates = false;
    const auto take = [&](std::string_view name, std::string_view value) {
        const std::string lower = text::asciiLower(name);
        if (lower == "r" || lower == "remote") {
            const target::TypedTarget read = target::readTarget(value);
            out.targets.emplace_back(read.host.empty() ? std::string_view("?") : read.host);
            out.tls = out.tls || text::equalsIgnoringAsciiCase(read.scheme, "https");
            out.port = read.port;
        } else if (lower == "u" || lower == "username") {
            out.hasCredential = true;
        } else if (lower == "ad" || lower == "allowdelegate") {
            delegates = true;
        } else if (lower == "ssl" || lower == "usessl") {
            out.tls = true;
        }
    };
    for (const Argument& each : command.arguments) {
        if (each.kind == ArgumentKind::Named) {
            take(each.parameter, each.value.text);
        } else if (each.value.text.starts_with('/')) {
            const std::string_view word = std::string_view(each.value.text).substr(1);
            const std::size_t colon = std::min(word.find(':'), word.size());
            take(word.substr(0, colon), word.substr(std::min(colon + 1, word.size())));
        }
    }
    if (out.targets.empty())
        return;
    out.method = delegates ? Method::CredSsp : Method::Default;
    out.delegates = delegates && out.hasCredential;
    m_callOfCommand[index] = m_out.calls.size();
    m_out.calls.push_back(std::move(out));
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

std::string Analyst::chainTo(const RemotingCall& call, std::string_view target) const
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
