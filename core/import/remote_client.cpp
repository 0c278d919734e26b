#include "core/import/collector.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

/// Errors by the class that the library raises, which no language translates: pywinrm's exceptions.py, requests' and
/// requests-credssp's exceptions.py, pypsrp's exceptions.py.
constexpr std::array<std::string_view, 12> classes{"InvalidCredentialsError",
                                                   "AuthenticationError",
                                                   "BasicAuthDisabledError",
                                                   "WinRMTransportError",
                                                   "WinRMOperationTimeoutError",
                                                   "WinRMError",
                                                   "AuthenticationException",
                                                   "WSManFaultError",
                                                   "SSLError",
                                                   "ConnectTimeout",
                                                   "ConnectionError",
                                                   "KerberosExchangeError"};

struct StateRow {
    std::string_view ansible;
    std::string_view value;
};

constexpr std::array<StateRow, 4> states{{{.ansible = "fatal", .value = "failed"},
                                          {.ansible = "failed", .value = "failed"},
                                          {.ansible = "changed", .value = "changed"},
                                          {.ansible = "ok", .value = "ok"}}};

/// The host of `fatal: [JUMP01]: …` and the state; empty: it is no such line.
struct HostLine {
    std::string_view host = {};
    std::string_view state = {};
    std::string_view rest = {};
};

HostLine hostLineOf(std::string_view line)
{
    for (const StateRow& each : states) {
        constexpr std::string_view open = ": [";
        if (!line.starts_with(each.ansible) || !line.substr(each.ansible.size()).starts_with(open))
            continue;
        const std::size_t begin = each.ansible.size() + open.size();
        const std::size_t end = line.find(']', begin);
        if (end == std::string_view::npos)
            return {};
        std::string_view host = line.substr(begin, end - begin);
        host = host.substr(0, host.find(" -> "));  // Of a task that another host carries out.
        if (!isHostName(host))
            return {};
        const bool isUnreachable = line.substr(end, 32).contains("UNREACHABLE!");
        return {.host = host,
                .state = isUnreachable ? std::string_view("unreachable") : each.value,
                .rest = line.substr(end + 1)};
    }
    return {};
}

/// `JUMP01   : ok=2  changed=0  unreachable=1  failed=0 …`
bool takeRecap(const Line& line, Collector& out)
{
    const std::string_view text = trimmed(line.head());
    const std::size_t colon = text.find(" : ok=");
    const std::string_view host =
        colon == std::string_view::npos ? std::string_view() : trimmed(text.substr(0, colon));
    if (!isHostName(host) || !text.contains("unreachable="))
        return false;
    const auto count = [text](std::string_view name) {
        const std::size_t at = text.find(name);
        std::string_view rest = at == std::string_view::npos ? "" : text.substr(at + name.size());
        return decimal(takeWord(rest)).value_or(0);
    };
    std::string_view state = "ok";
    if (count(" unreachable=") != 0) {
        state = "unreachable";
    } else if (count(" failed=") != 0) {
        state = "failed";
    }
    out.add(Reader::RemoteClient, FactKind::HostState, FactLayer::Output, state, line, text,
            {.about = "recap", .subject = std::string(host)});
    return true;
}

/// requests-credssp: the server "did not response CredSSP being an available authentication method - actual: '…'".
std::string_view offeredIn(std::string_view text)
{
    constexpr std::string_view words = "an available authentication method - actual: '";
    const std::size_t found = text.find(words);
    if (found == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(found + words.size());
    const std::size_t end = rest.find('\'');
    return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
}

std::string_view classIn(std::string_view text)
{
    for (const std::string_view each : classes) {
        for (std::size_t at = text.find(each); at != std::string_view::npos;
             at = text.find(each, at + 1)) {
            const char before = at == 0 ? ' ' : text[at - 1];
            const std::size_t behind = at + each.size();
            const char after = behind < text.size() ? text[behind] : ':';
            if ((before == '.' || before == ' ' || before == '"' || before == '\'' || before == '>')
                && (after == ':' || after == '(' || after == '"' || after == '\'' || after == ' '))
                return text.substr(at, each.size());
        }
    }
    return {};
}

/// `HTTPSConnectionPool(host='JUMP01', port=5986)`
std::string_view poolHostIn(std::string_view text)
{
    constexpr std::string_view words = "ConnectionPool(host='";
    const std::size_t found = text.find(words);
    if (found == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(found + words.size());
    const std::string_view host = rest.substr(0, rest.find('\''));
    return isHostName(host) ? host : std::string_view();
}

/// What the text behind a host, or a traceback's last line, says.
void takeSaid(std::string_view text, std::string_view host, const Line& line, Collector& out)
{
    const More more{.subject = std::string(host.empty() ? poolHostIn(text) : host)};
    const auto add = [&](FactKind kind, std::string_view value, std::string_view piece, More said) {
        out.add(Reader::RemoteClient, kind, FactLayer::Output, value, line, piece, std::move(said));
    };
    if (const std::string_view offered = offeredIn(text); !offered.empty()) {
        std::string list(offered);
        std::erase(list, ' ');
        add(FactKind::OfferedAuth, list, offered, more);
    }
    if (const std::string_view name = classIn(text); !name.empty())
        add(FactKind::ClientError, name, name, more);
    std::string_view where;
    if (const auto code = codeIn(text, &where)) {
        add(FactKind::ErrorCode, codeText(*code), where,
            {.about = "remote-client", .subject = more.subject});
    }
}

}  // namespace

bool readRemoteClient(Lines& lines, Collector& out)
{
    constexpr std::size_t mostBytes = 8192;  // Of a message in one line of JSON.
    const Line line = lines.line();
    const std::string_view head = trimmed(line.head());
    if (takeRecap(line, out)) {
        lines.next();
        return true;
    }
    if (const HostLine host = hostLineOf(head); !host.host.empty()) {
        out.add(Reader::RemoteClient, FactKind::HostState, FactLayer::Output, host.state, line,
                host.host, {.about = "task", .subject = std::string(host.host)});
        takeSaid(line.text.substr(0, mostBytes), host.host, line, out);
        lines.next();
        // Ansible's readable output goes on with the message, further in.
        for (std::size_t i = 0; i < 32 && !lines.atEnd() && lines.line().text.starts_with("  ");
             ++i, lines.next())
            takeSaid(lines.line().text.substr(0, mostBytes), host.host, lines.line(), out);
        return true;
    }
    const bool isTraceback = head.starts_with("winrm.exceptions.")
                             || head.starts_with("requests.exceptions.")
                             || head.starts_with("requests_credssp.exceptions.")
                             || head.starts_with("pypsrp.exceptions.");
    if (!isTraceback)
        return false;
    takeSaid(line.text.substr(0, mostBytes), {}, line, out);
    lines.next();
    return true;
}

}  // namespace hopwright::import
