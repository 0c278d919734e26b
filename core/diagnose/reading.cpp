#include "core/diagnose/reading.h"

#include "core/errors/message_table.h"
#include "core/powershell/script.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace hopwright::diagnose {

namespace {

using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}
constexpr bool isLetter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isUpper(char c) noexcept
{
    return c >= 'A' && c <= 'Z';
}
/// What the name of a machine is made of; letters beyond ASCII too.
constexpr bool isOfName(char c) noexcept
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.'
           || static_cast<unsigned char>(c) >= 0x80;
}

/// What a command has to do with hops.
enum class Part : std::uint8_t {
    Opens,   ///< A session that commands are given to later: New-PSSession.
    Enters,  ///< One that somebody types in.
    Runs,    ///< Opens one and runs something in it.
    Asks,    ///< Another machine, by a protocol of its own.
};

struct KnownCommand {
    std::string_view name;  ///< In small letters; a `*` at its end stands for any.
    Part part = Part::Runs;
    ResourceKind kind = ResourceKind::Unknown;
    bool always =
        false;  ///< It talks to another machine even when none is named: a controller of the domain, a farm.
};

constexpr std::array commandsKnown{
    KnownCommand{.name = "new-pssession", .part = Part::Opens},
    KnownCommand{.name = "nsn", .part = Part::Opens},
    KnownCommand{.name = "connect-pssession", .part = Part::Opens},
    KnownCommand{.name = "new-cimsession", .part = Part::Opens},
    KnownCommand{.name = "connect-wsman", .part = Part::Opens},
    KnownCommand{.name = "enter-pssession", .part = Part::Enters},
    KnownCommand{.name = "etsn", .part = Part::Enters},
    KnownCommand{.name = "invoke-command", .part = Part::Runs},
    KnownCommand{.name = "icm", .part = Part::Runs},
    KnownCommand{.name = "winrs", .part = Part::Runs},
    KnownCommand{.name = "winrs.exe", .part = Part::Runs},
    KnownCommand{.name = "test-wsman", .part = Part::Opens},
    KnownCommand{.name = "start-dscconfiguration", .part = Part::Runs},
    KnownCommand{.name = "get-ciminstance", .part = Part::Asks, .kind = ResourceKind::Cim},
    KnownCommand{.name = "invoke-cimmethod", .part = Part::Asks, .kind = ResourceKind::Cim},
    KnownCommand{.name = "get-wmiobject", .part = Part::Asks, .kind = ResourceKind::Wmi},
    KnownCommand{.name = "gwmi", .part = Part::Asks, .kind = ResourceKind::Wmi},
    KnownCommand{.name = "invoke-wmimethod", .part = Part::Asks, .kind = ResourceKind::Wmi},
    KnownCommand{.name = "get-service", .part = Part::Asks, .kind = ResourceKind::ServiceControl},
    KnownCommand{.name = "sc.exe", .part = Part::Asks, .kind = ResourceKind::ServiceControl},
    KnownCommand{.name = "get-eventlog", .part = Part::Asks, .kind = ResourceKind::EventLog},
    KnownCommand{.name = "get-winevent", .part = Part::Asks, .kind = ResourceKind::EventLog},
    KnownCommand{.name = "invoke-sqlcmd",
                 .part = Part::Asks,
                 .kind = ResourceKind::SqlServer,
                 .always = true},
    KnownCommand{
        .name = "sqlcmd", .part = Part::Asks, .kind = ResourceKind::SqlServer, .always = true},
    KnownCommand{
        .name = "bcp", .part = Part::Asks, .kind = ResourceKind::SqlServer, .always = true},
    KnownCommand{.name = "get-ad*",
                 .part = Part::Asks,
                 .kind = ResourceKind::ActiveDirectoryWebServices,
                 .always = true},
    KnownCommand{.name = "set-ad*",
                 .part = Part::Asks,
                 .kind = ResourceKind::ActiveDirectoryWebServices,
                 .always = true},
    KnownCommand{.name = "new-ad*",
                 .part = Part::Asks,
                 .kind = ResourceKind::ActiveDirectoryWebServices,
                 .always = true},
    KnownCommand{.name = "add-ad*",
                 .part = Part::Asks,
                 .kind = ResourceKind::ActiveDirectoryWebServices,
                 .always = true},
    KnownCommand{.name = "search-adaccount",
                 .part = Part::Asks,
                 .kind = ResourceKind::ActiveDirectoryWebServices,
                 .always = true},
    KnownCommand{
        .name = "get-sp*", .part = Part::Asks, .kind = ResourceKind::SharePoint, .always = true},
    KnownCommand{
        .name = "new-sp*", .part = Part::Asks, .kind = ResourceKind::SharePoint, .always = true},
    KnownCommand{.name = "robocopy", .part = Part::Asks, .kind = ResourceKind::SmbShare},
    KnownCommand{.name = "copy-item", .part = Part::Asks, .kind = ResourceKind::SmbShare},
    KnownCommand{.name = "get-childitem", .part = Part::Asks, .kind = ResourceKind::SmbShare},
    KnownCommand{.name = "new-psdrive", .part = Part::Asks, .kind = ResourceKind::SmbShare},
};

const KnownCommand* knownOf(std::string_view word)
{
    const std::string small = text::asciiLower(word);
    const auto found = std::ranges::find_if(commandsKnown, [&](const KnownCommand& each) {
        return each.name.ends_with('*')
                   ? small.starts_with(each.name.substr(0, each.name.size() - 1))
                   : small == each.name;
    });
    return found == commandsKnown.end() ? nullptr : &*found;
}

/// The argument of the parameter that \p full, small, is or begins with what was typed.
const Argument* argumentOf(const Command& command, std::string_view full, std::size_t shortest = 2)
{
    const auto found = std::ranges::find_if(command.arguments, [&](const Argument& each) {
        const std::string small = text::asciiLower(each.parameter);
        return small.size() >= std::min(shortest, full.size()) && full.starts_with(small);
    });
    return found == command.arguments.end() ? nullptr : &*found;
}

const Argument* positionalOf(const Command& command, std::size_t index)
{
    for (const Argument& each : command.arguments) {
        if (each.kind != ArgumentKind::Positional || each.value.block)
            continue;
        if (index == 0)
            return &each;
        --index;
    }
    return nullptr;
}

std::optional<Method> methodOf(std::string_view word)
{
    const std::string small = text::asciiLower(word);
    if (small == "negotiatewithimplicitcredential")
        return Method::Negotiate;
    if (const auto typed = fromTypedWord<Method>(small))
        return typed;
    if (small == "certificate" || small == "cert")
        return Method::Certificate;
    return std::nullopt;
}

/// One command that opens a session.
struct Call {
    Part part = Part::Runs;
    ReadSession session;
    text::Place place;
    std::string variable;                ///< It was assigned to this.
    std::optional<std::string> through;  ///< -Session: that of this variable.
    std::optional<std::size_t> within;   ///< The call in whose block it stands.
    std::string prompt;                  ///< It was typed behind `[X]:`.
};

/// One that asks another machine.
struct Ask {
    ReadResource resource;
    text::Place place;
    std::optional<std::size_t> within;
    std::string prompt;
};

struct Unc {
    Named path;
    bool inMessage = false;
};

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    Reading run()
    {
        readPrompts();
        readCommands();
        readUncs();
        readMessages();
        readKeys();
        readArrows();
        readProse();
        readAccounts();
        assemble();
        return std::move(m_out);
    }

private:
    // --- Prompts ---------------------------------------------------------------------------------------------------

    struct Prompt {
        std::size_t from = 0;  ///< Where its line begins.
        std::size_t end = 0;
        Named machine;
    };

    void readPrompts()
    {
        std::size_t line = 0;
        while (line < m_text.size()) {
            std::size_t end = m_text.find('\n', line);
            end = end == std::string_view::npos ? m_text.size() : end;
            const std::string_view whole = m_text.substr(line, end - line);
            // `[JUMP01]: PS C:\>`
            constexpr std::size_t farthest = 200;
            const std::size_t sign = whole.substr(0, farthest).find("]: PS");
            if (sign != std::string_view::npos) {
                const std::size_t open = whole.rfind('[', sign);
                if (open != std::string_view::npos && sign > open + 1) {
                    const std::string_view name = whole.substr(open + 1, sign - open - 1);
                    m_prompts.push_back(
                        {.from = line,
                         .end = end,
                         .machine = {.name = std::string(name),
                                     .place = {.offset = line + open + 1, .length = name.size()}}});
                }
            }
            line = end + 1;
        }
    }

    std::string promptAt(std::size_t offset) const
    {
        const auto found = std::ranges::find_if(m_prompts, [&](const Prompt& each) {
            return offset >= each.from && offset < each.end;
        });
        return found == m_prompts.end() ? std::string() : found->machine.name;
    }

    // --- Commands --------------------------------------------------------------------------------------------------

    void readCommands()
    {
        std::size_t at = 0;
        while (at < m_text.size()) {
            const bool begins =
                isLetter(m_text[at])
                && (at == 0 || (!isOfName(m_text[at - 1]) && m_text[at - 1] != '\\'));
            if (!begins) {
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < m_text.size()
                   && (isLetter(m_text[end]) || isDigit(m_text[end]) || m_text[end] == '-'
                       || m_text[end] == '.'))
                ++end;
            std::string_view word = m_text.substr(at, end - at);
            while (word.ends_with('.') || word.ends_with('-'))
                word.remove_suffix(1);
            if (knownOf(word) == nullptr) {
                at = end;
                continue;
            }
            at = std::max(end, readAt(at));
        }
    }

    /// Reads the command at \p offset with those of its blocks; where they end.
    std::size_t readAt(std::size_t offset)
    {
        const std::vector<Command> commands = powershell::readCommandAt(m_text, offset);
        std::size_t end = offset;
        std::vector<std::optional<std::size_t>> calls(commands.size());
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const Command& command = commands[i];
            end = std::max(end, command.place.end());
            const std::optional<std::size_t> within =
                command.within && *command.within < i ? calls[*command.within] : std::nullopt;
            calls[i] = within;
            const KnownCommand* known = knownOf(command.name);
            if (known == nullptr || known->part == Part::Asks)
                takeAsk(command, known, within);
            else if (const auto made = takeCall(command, *known, within))
                calls[i] = made;
        }
        return end;
    }

    static Named namedOf(const powershell::Value& value)
    {
        std::string name = value.values.empty() ? value.text : value.values.front();
        if (!value.constant && !name.starts_with('$'))
            name = '$' + name;
        return {.name = name, .place = value.place};
    }

    std::optional<std::size_t> takeCall(const Command& command, const KnownCommand& known,
                                        std::optional<std::size_t> within)
    {
        Call call{.part = known.part,
                  .session = {},
                  .place = command.place,
                  .variable = assignedBefore(command.place.offset),
                  .through = {},
                  .within = within,
                  .prompt = promptAt(command.place.offset)};
        call.session.command = command.place;
        const bool isWinrs = known.name.starts_with("winrs");
        if (isWinrs) {
            for (const Argument& each : command.arguments) {
                const std::string_view word = each.parameter.empty()
                                                  ? std::string_view(each.value.text)
                                                  : std::string_view(each.parameter);
                const std::string small = text::asciiLower(word);
                if (each.kind == ArgumentKind::Named && (small == "r" || small == "remote")
                    && !each.value.text.empty())
                    call.session.target = namedOf(each.value);
                else if (small.starts_with("/r:") || small.starts_with("-r:")
                         || small.starts_with("-remote:"))
                    call.session.target = {.name = std::string(word.substr(word.find(':') + 1)),
                                           .place = each.place};
                else if (small.starts_with("-u:") || small.starts_with("/u:") || small == "u"
                         || small == "username")
                    call.session.hasCredential = true;
            }
        } else if (const Argument* host = argumentOf(command, "hostname", 3)) {
            call.session.target = namedOf(host->value);
            call.session.method = Method::Ssh;
        } else if (const Argument* name = argumentOf(command, "computername", 2)) {
            call.session.target = namedOf(name->value);
        } else if (const Argument* cn = argumentOf(command, "cn", 2)) {
            call.session.target = namedOf(cn->value);
        } else if (const Argument* uri = argumentOf(command, "connectionuri", 3)) {
            call.session.target = namedOf(uri->value);
            const target::TypedTarget typed = target::readTarget(call.session.target.name);
            if (typed.scheme == "https")
                call.session.transport = Transport::Https;
            else if (typed.scheme == "http")
                call.session.transport = Transport::Http;
            if (typed.form == target::TypedTarget::Form::Url)
                call.session.target.name = std::string(typed.host);
        } else if (const Argument* session = argumentOf(command, "session", 2)) {
            call.through = text::asciiLower(session->value.text.starts_with('$')
                                                ? session->value.text.substr(1)
                                                : session->value.text);
        } else if (const Argument* first = positionalOf(command, 0)) {
            const bool sure = std::ranges::any_of(command.arguments, [](const Argument& each) {
                return each.value.block.has_value();
            });
            if (sure || !first->value.constant || isLooseName(first->value.text))
                call.session.target = namedOf(first->value);
        }
        if (const Argument* method = argumentOf(command, "authentication", 2))
            call.session.method = methodOf(method->value.text);
        if (argumentOf(command, "credential", 4) != nullptr
            || argumentOf(command, "cred", 4) != nullptr)
            call.session.hasCredential = true;
        if (argumentOf(command, "usessl", 4) != nullptr)
            call.session.transport = Transport::Https;
        if (argumentOf(command, "certificatethumbprint", 4) != nullptr)
            call.session.method = Method::Certificate;
        if (const Argument* port = argumentOf(command, "port", 2);
            port != nullptr && !call.session.target.empty()) {
            if (port->value.text == "5986")
                call.session.transport = Transport::Https;
        }
        if (call.session.target.empty() && !call.through)
            return std::nullopt;
        m_out.commands.push_back(command.place);
        m_calls.push_back(std::move(call));
        return m_calls.size() - 1;
    }

    /// `$s = ` before \p offset: the name of that variable, small.
    std::string assignedBefore(std::size_t offset) const
    {
        std::size_t at = offset;
        const auto skip = [&] {
            while (at > 0 && (m_text[at - 1] == ' ' || m_text[at - 1] == '\t'))
                --at;
        };
        skip();
        if (at == 0 || m_text[at - 1] != '=')
            return {};
        --at;
        skip();
        const std::size_t end = at;
        while (at > 0
               && (isLetter(m_text[at - 1]) || isDigit(m_text[at - 1]) || m_text[at - 1] == '_'))
            --at;
        return at > 0 && m_text[at - 1] == '$' ? text::asciiLower(m_text.substr(at, end - at))
                                               : std::string();
    }

    void takeAsk(const Command& command, const KnownCommand* known,
                 std::optional<std::size_t> within)
    {
        Ask ask{.resource = {},
                .place = command.place,
                .within = within,
                .prompt = promptAt(command.place.offset)};
        ask.resource.command = command.name;
        ask.resource.hasCredential = argumentOf(command, "credential", 4) != nullptr;
        for (const Argument& each : command.arguments) {
            for (const std::string& value : each.value.values) {
                if (value.starts_with("\\\\") && ask.resource.target.empty())
                    ask.resource.target = {.name = value, .place = each.value.place};
            }
            if (each.value.text.starts_with("\\\\") && ask.resource.target.empty())
                ask.resource.target = {.name = each.value.text, .place = each.value.place};
        }
        if (!ask.resource.target.empty()) {
            ask.resource.kind = ResourceKind::SmbShare;
            m_asks.push_back(std::move(ask));
            return;
        }
        if (command.name.starts_with("\\\\")) {
            ask.resource.target = {.name = command.name, .place = command.place};
            m_asks.push_back(std::move(ask));
            return;
        }
        if (known == nullptr)
            return;
        ask.resource.kind = known->kind;
        for (const std::string_view each :
             {"computername", "serverinstance", "server", "cimsession", "cn"}) {
            if (const Argument* found = argumentOf(command, each, each.size() > 4 ? 4 : 2);
                found != nullptr && !found->value.text.empty()) {
                ask.resource.target = namedOf(found->value);
                break;
            }
        }
        if (ask.resource.target.empty() && text::equalsIgnoringAsciiCase(command.name, "sqlcmd")) {
            if (const Argument* server = argumentOf(command, "s", 1))
                ask.resource.target = namedOf(server->value);
        }
        if (ask.resource.target.empty() && !known->always)
            return;
        m_out.commands.push_back(command.place);
        m_asks.push_back(std::move(ask));
    }

    // --- Paths -----------------------------------------------------------------------------------------------------

    void readUncs()
    {
        std::size_t at = 0;
        while ((at = m_text.find("\\\\", at)) != std::string_view::npos) {
            const std::size_t from = at;
            std::size_t slashes = 0;
            while (at < m_text.size() && m_text[at] == '\\') {
                ++at;
                ++slashes;
            }
            const bool doubled = slashes == 4;
            if ((slashes != 2 && !doubled) || (from > 0 && isOfName(m_text[from - 1])))
                continue;
            std::string path = "\\\\";
            std::size_t end = at;
            while (end < m_text.size()) {
                const char c = m_text[end];
                if (c == '\\') {
                    path += '\\';
                    end += doubled && end + 1 < m_text.size() && m_text[end + 1] == '\\' ? 2 : 1;
                    continue;
                }
                if (!isOfName(c) && c != '$' && c != '@' && c != ':' && c != '{' && c != '}'
                    && c != '(' && c != ')')
                    break;
                path += c;
                ++end;
            }
            while (!path.empty() && std::string_view(".:-)(").contains(path.back())) {
                path.pop_back();
            }
            const target::TypedTarget typed = target::readTarget(path);
            if (typed.form == target::TypedTarget::Form::Share && !typed.host.empty()
                && typed.host != "." && typed.host != "?"
                && !text::equalsIgnoringAsciiCase(typed.host, "localhost"))
                m_uncs.push_back({.name = path, .place = {.offset = from, .length = end - from}});
            at = end;
        }
    }

    // --- Messages --------------------------------------------------------------------------------------------------

    Named wordAfter(std::size_t at) const
    {
        while (at < m_text.size() && std::string_view(" \t\n\"':=[").contains(m_text[at]))
            ++at;
        const std::size_t from = at;
        while (at < m_text.size()
               && (isOfName(m_text[at])
                   || (m_text[at] == ':' && at + 1 < m_text.size() && isDigit(m_text[at + 1]))))
            ++at;
        std::string_view word = m_text.substr(from, at - from);
        while (word.ends_with('.') || word.ends_with(':'))
            word.remove_suffix(1);
        return {.name = std::string(word), .place = {.offset = from, .length = word.size()}};
    }

    /// Each place of \p words, without case.
    template <typename Take>
    void eachPlace(std::string_view words, Take take) const
    {
        std::size_t at = 0;
        const char first = words.front();
        while (at + words.size() <= m_text.size()) {
            const std::size_t found = m_text.find_first_of(
                std::array{first, static_cast<char>(first - 'a' + 'A'), '\0'}.data(), at);
            if (found == std::string_view::npos || found + words.size() > m_text.size())
                return;
            if (text::equalsIgnoringAsciiCase(m_text.substr(found, words.size()), words))
                take(found + words.size());
            at = found + 1;
        }
    }

    void readMessages()
    {
        // "Connecting to remote server X failed": what PowerShell says of a hop itself, in each language it is known in.
        for (const std::string_view each :
             {"connecting to remote server", "connect to remote server", "remoteserver",
              "remote server", "serveur distant", "servidor remoto", "server remoto",
              "remoteserver"}) {
            eachPlace(each, [&](std::size_t end) {
                if (const Named name = wordAfter(end);
                    looksLikeMachine(name.name) && m_out.failing.empty())
                    m_out.failing = name;
            });
        }
        // `[SRV01] Connecting to …`, `fatal: [srv01]: FAILED!`
        std::size_t line = 0;
        while (line < m_text.size()) {
            std::size_t end = m_text.find('\n', line);
            end = end == std::string_view::npos ? m_text.size() : end;
            const std::string_view whole =
                m_text.substr(line, std::min<std::size_t>(end - line, 300));
            const std::size_t open = whole.find('[');
            const std::size_t close = open == std::string_view::npos ? open : whole.find(']', open);
            if (close != std::string_view::npos && close > open + 1) {
                const std::string_view name = whole.substr(open + 1, close - open - 1);
                const Named named{.name = std::string(name),
                                  .place = {.offset = line + open + 1, .length = name.size()}};
                const std::string_view before = whole.substr(0, open);
                const std::string_view behind = whole.substr(close + 1);
                const bool isPlay = before.contains("fatal:") || before.contains("failed:")
                                    || before.contains("ok:") || before.contains("changed:")
                                    || before.contains("unreachable:");
                const bool isError = before.find_first_not_of(" \t+") == std::string_view::npos
                                     && behind.starts_with(' ') && !behind.starts_with(" PS")
                                     && looksLikeMachine(name);
                if (isPlay)
                    m_plays.push_back(named);
                else if (isError)
                    m_out.failing = m_out.failing.empty() ? named : m_out.failing;
            }
            line = end + 1;
        }
    }

    void readKeys()
    {
        eachPlace("pscomputername", [&](std::size_t end) {
            if (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == ':')) {
                if (const Named name = wordAfter(end);
                    looksLikeMachine(name.name) && m_ranOn.empty())
                    m_ranOn = name;
            }
        });
        eachPlace("origininfo", [&](std::size_t end) {
            const Named name = wordAfter(end);
            if (looksLikeMachine(name.name) && m_ranOn.empty())
                m_ranOn = name;
        });
        for (const std::string_view each : {"data source=", "server=", "serverinstance "}) {
            eachPlace(each, [&](std::size_t end) {
                if (const Named name = wordAfter(end); !name.empty() && m_sql.empty())
                    m_sql = name;
            });
        }
        for (const std::string_view each :
             {"ansible_winrm_transport:", "ansible_winrm_transport=", "transport='", "transport=\"",
              "transport: ", "ansible_psrp_auth:", "auth='", "auth=\"", "winrm_transport"}) {
            eachPlace(each, [&](std::size_t end) {
                if (const auto method = methodOf(wordAfter(end).name); method && !m_playMethod)
                    m_playMethod = method;
            });
        }
        for (const std::string_view each :
             {"ansible_host:", "ansible_host=", "winrm.session('", "winrm.session(\"",
              "protocol(endpoint='https://", "endpoint='http://", "wsman('", "client('",
              "client(\"", "wsman(server='", "wsman(\""}) {
            eachPlace(each, [&](std::size_t end) {
                if (const Named name = wordAfter(end); !name.empty())
                    m_plays.push_back(name);
            });
        }
    }

    // --- Prose -----------------------------------------------------------------------------------------------------

    void readProse()
    {
        constexpr std::array<std::string_view, 16> fromWords{
            "from", "von", "depuis", "desde", "da",  "dal",         "vanaf",  "från",
            "z",    "ze",  "с",      "из",    "fra", "workstation", "client", "van"};
        constexpr std::array<std::string_view, 34> toWords{
            "to",       "on",      "into",     "auf", "nach",    "zu",    "sur",
            "vers",     "en",      "a",        "su",  "op",      "na",    "på",
            "till",     "til",     "к",        "на",  "server",  "host",  "serveur",
            "servidor", "servern", "serveren", "box", "machine", "jump",  "jumphost",
            "bastion",  "em",      "no",       "do",  "naar",    "member"};
        std::string previous;
        std::size_t at = 0;
        while (at < m_text.size()) {
            if (!isOfName(m_text[at])
                || (at > 0
                    && (m_text[at - 1] == '\\' || m_text[at - 1] == '/' || m_text[at - 1] == '$'
                        || m_text[at - 1] == '@'))) {
                // A sentence ends what stands before a name.
                if (m_text[at] == '\n' || m_text[at] == ';')
                    previous.clear();
                if (isOfName(m_text[at])) {
                    while (at < m_text.size() && isOfName(m_text[at]))
                        ++at;
                    previous.clear();
                    continue;
                }
                ++at;
                continue;
            }
            const std::size_t from = at;
            while (at < m_text.size() && isOfName(m_text[at]))
                ++at;
            std::string_view word = m_text.substr(from, at - from);
            while (word.ends_with('.') || word.ends_with('-'))
                word.remove_suffix(1);
            const bool account = at < m_text.size() && (m_text[at] == '\\' || m_text[at] == '@');
            if (looksLikeMachine(word) && !account) {
                const Named named{.name = std::string(word),
                                  .place = {.offset = from, .length = word.size()}};
                if (std::ranges::find(fromWords, previous) != fromWords.end())
                    m_froms.push_back(named);
                else if (std::ranges::find(toWords, previous) != toWords.end())
                    m_tos.push_back(named);
                m_mentioned.push_back(named);
            }
            previous = text::asciiLower(word);
        }
    }

    /// `pc8 -> mgmt8 (CredSSP) -> ws-1177`, "WS to GATE2 with CredSSP": who connects to whom, as people draw it in a line.
    struct Edge {
        Named from;
        Named to;
        std::optional<Method> method;
    };

    /// A name as people write it between arrows: not as strict as looksLikeMachine().
    static bool isLooseName(std::string_view word)
    {
        if (word.size() < 2 || word.size() > 64 || word.ends_with(".exe") || word.ends_with(".ps1"))
            return false;
        if (looksLikeMachine(word))
            return true;
        const bool plain = std::ranges::all_of(word, [](char c) {
            return isLetter(c) || isDigit(c) || c == '-' || c == '.'
                   || static_cast<unsigned char>(c) >= 0x80;
        });
        return plain && isLetter(word.front())
               && (word.contains('-') || std::ranges::any_of(word, isDigit)
                   || std::ranges::all_of(word, isUpper))
               && knownOf(word) == nullptr;
    }

    /// What stands between two names and says that one connects to the other: its length from \p at; 0: it does not.
    std::size_t arrowAt(std::size_t at) const
    {
        const std::size_t from = at;
        const auto blanks = [&] {
            while (at < m_text.size() && (m_text[at] == ' ' || m_text[at] == '\t'))
                ++at;
        };
        blanks();
        // `(CredSSP)`, and what else is said of the name before.
        if (at < m_text.size() && m_text[at] == '(') {
            const std::size_t close =
                m_text.substr(0, std::min(m_text.size(), at + 64)).find(')', at);
            if (close == std::string_view::npos)
                return 0;
            at = close + 1;
            blanks();
        }
        const std::string_view rest = m_text.substr(at, 24);
        for (const std::string_view each : {"-->", "->", "=>", "\u2192", "\u21D2", "--->", "==>"}) {
            if (rest.starts_with(each)) {
                at += each.size();
                blanks();
                return at - from;
            }
        }
        const std::string small = text::asciiLower(rest);
        if (at > from) {
            for (const std::string_view each : {"to ", "nach ", "vers ", "naar ", "till ", "til ",
                                                "do ", "into ", "onto ", "a "}) {
                if (small.starts_with(each)) {
                    at += each.size();
                    blanks();
                    return at - from;
                }
            }
        }
        return 0;
    }

    std::optional<Method> methodIn(std::string_view words) const
    {
        const std::string small = text::asciiLower(words);
        if (small.contains("credssp"))
            return small.contains("without credssp") || small.contains("no credssp")
                       ? std::nullopt
                       : std::optional(Method::CredSsp);
        if (small.contains("kerberos"))
            return Method::Kerberos;
        if (small.contains("ntlm"))
            return Method::Ntlm;
        if (small.contains("ssh"))
            return Method::Ssh;
        if (small.contains("basic"))
            return Method::Basic;
        return std::nullopt;
    }

    void readArrows()
    {
        std::size_t at = 0;
        while (at < m_text.size()) {
            const bool begins = isOfName(m_text[at])
                                && (at == 0
                                    || (!isOfName(m_text[at - 1])
                                        && !std::string_view("\\/$@").contains(m_text[at - 1])));
            if (!begins) {
                ++at;
                continue;
            }
            const Named from = nameAt(at);
            at = std::max(at + 1, from.place.end());
            const std::size_t arrow = from.name.size() > 1 && knownOf(from.name) == nullptr
                                          ? arrowAt(from.place.end())
                                          : 0;
            if (arrow == 0)
                continue;
            const std::size_t next = from.place.end() + arrow;
            if (next >= m_text.size())
                continue;
            const Named to = nameAt(next);
            const bool drawn = m_text.substr(from.place.end(), arrow).find_first_of(">\x86\x92")
                               != std::string_view::npos;
            if (!isLooseName(to.name))
                continue;
            if (!drawn && (!looksLikeMachine(to.name) || !isLooseName(from.name)))
                continue;
            // What is said of the hop: in brackets behind the first name, as the arrow's own word, or behind the second name.
            const std::string_view between = m_text.substr(from.place.end(), arrow);
            std::size_t end = to.place.end();
            while (end < m_text.size() && m_text[end] != '\n' && m_text[end] != ','
                   && m_text[end] != ';' && m_text[end] != '.'
                   && !m_text.substr(end).starts_with("->") && end - to.place.end() < 40)
                ++end;
            std::optional<Method> method =
                methodIn(m_text.substr(to.place.end(), end - to.place.end()));
            if (!method && !between.contains('('))
                method = methodIn(between);
            m_edges.push_back({.from = from, .to = to, .method = method});
        }
    }

    Named nameAt(std::size_t at) const
    {
        const std::size_t from = at;
        while (at < m_text.size() && isOfName(m_text[at]) && !m_text.substr(at).starts_with("->"))
            ++at;
        std::string_view word = m_text.substr(from, at - from);
        while (word.ends_with('.') || word.ends_with('-'))
            word.remove_suffix(1);
        return {.name = std::string(word), .place = {.offset = from, .length = word.size()}};
    }

    /// `CORP\svc-copy`: letters on both sides of one backslash, and no path before it.
    void readAccounts()
    {
        std::size_t at = 0;
        while ((at = m_text.find('\\', at)) != std::string_view::npos) {
            const std::size_t slash = at++;
            if (slash == 0 || slash + 1 >= m_text.size() || m_text[slash - 1] == '\\'
                || m_text[slash + 1] == '\\')
                continue;
            std::size_t from = slash;
            while (from > 0 && isOfName(m_text[from - 1]))
                --from;
            std::size_t end = slash + 1;
            while (end < m_text.size() && (isOfName(m_text[end]) || m_text[end] == '$'))
                ++end;
            const bool path = from == slash || end == slash + 1
                              || (from > 0 && std::string_view("\\:/").contains(m_text[from - 1]))
                              || (end < m_text.size() && m_text[end] == '\\');
            if (!path)
                m_out.accounts.push_back({.name = std::string(m_text.substr(from, end - from)),
                                          .place = {.offset = from, .length = end - from}});
        }
    }

    // --- Together --------------------------------------------------------------------------------------------------

    static bool same(std::string_view a, std::string_view b)
    {
        return text::equalsIgnoringAsciiCase(target::shortNameOf(target::readTarget(a).host),
                                             target::shortNameOf(target::readTarget(b).host));
    }

    /// The sessions that lead to \p call, the outermost first.
    std::vector<ReadSession> wayTo(std::size_t call) const
    {
        std::vector<ReadSession> out;
        constexpr std::size_t deepest = 16;
        std::optional<std::size_t> at = call;
        for (std::size_t i = 0; at && i < deepest; ++i) {
            const Call& each = m_calls[*at];
            if (each.through) {
                if (const auto opener = openerOf(*each.through, *at)) {
                    at = opener;
                    continue;
                }
                out.insert(out.begin(),
                           ReadSession{.target = {.name = '$' + *each.through, .place = each.place},
                                       .command = each.place});
            } else {
                out.insert(out.begin(), each.session);
            }
            if (!each.within && !each.prompt.empty()) {
                if (const auto entered = entererOf(each.prompt, *at))
                    at = entered;
                else {
                    out.insert(out.begin(),
                               ReadSession{.target = {.name = each.prompt, .place = {}}});
                    at = std::nullopt;
                }
                continue;
            }
            at = each.within;
        }
        return out;
    }

    std::optional<std::size_t> openerOf(std::string_view variable, std::size_t before) const
    {
        for (std::size_t i = before; i-- > 0;) {
            if (m_calls[i].variable == variable)
                return i;
        }
        for (std::size_t i = before; i-- > 0;) {
            if (m_calls[i].part == Part::Opens && !m_calls[i].through)
                return i;
        }
        return std::nullopt;
    }

    std::optional<std::size_t> entererOf(std::string_view machine, std::size_t before) const
    {
        for (std::size_t i = before; i-- > 0;) {
            if (m_calls[i].part == Part::Enters && same(m_calls[i].session.target.name, machine))
                return i;
        }
        return std::nullopt;
    }

    void assemble()
    {
        // What was wanted: what a command in a session asks, else what any command asks, else a path that stands in the text.
        const Ask* wanted = nullptr;
        for (const Ask& each : m_asks) {
            const bool inside = each.within || !each.prompt.empty();
            const bool betterPlace =
                wanted != nullptr && inside && !wanted->within && wanted->prompt.empty();
            if (wanted == nullptr || betterPlace)
                wanted = &each;
        }
        std::optional<std::size_t> last;
        if (wanted != nullptr && wanted->within) {
            last = wanted->within;
            m_out.ranInSession = true;
        }
        // The hop that failed, where a message names it; else the deepest call; else the first that has a target.
        if (!last && !m_out.failing.empty()) {
            for (std::size_t i = 0; i < m_calls.size(); ++i) {
                if (!m_calls[i].through && same(m_calls[i].session.target.name, m_out.failing.name))
                    last = i;
            }
        }
        if (!last) {
            std::size_t deepest = 0;
            for (std::size_t i = 0; i < m_calls.size(); ++i) {
                const std::size_t depth = wayTo(i).size();
                if (depth > deepest) {
                    deepest = depth;
                    last = i;
                }
            }
        }
        if (last)
            m_out.sessions = wayTo(*last);
        if (m_out.sessions.empty() && wanted != nullptr && !wanted->prompt.empty()) {
            m_out.sessions.push_back({.target = {.name = wanted->prompt, .place = {}}});
            m_out.ranInSession = true;
        }
        if (m_out.sessions.empty() && !m_prompts.empty())
            m_out.sessions.push_back({.target = m_prompts.front().machine});
        if (!m_prompts.empty())
            m_out.ranInSession = true;
        addEdges(wanted);
        addSaidSessions();
        if (wanted != nullptr) {
            m_out.resource = wanted->resource;
            // What failed is what was tried without a credential, where both were.
            m_out.resource->hasCredential = std::ranges::all_of(
                m_asks, [](const Ask& each) { return each.resource.hasCredential; });
        }
        addSaidResource();
        addClient();
        if (m_playMethod && !m_out.sessions.empty() && !m_out.sessions.front().method)
            m_out.sessions.front().method = m_playMethod;
    }

    /// The chain that is drawn in a line, where it says more than the commands do.
    void addEdges(const Ask* wanted)
    {
        if (m_edges.empty())
            return;
        std::vector<ReadSession> way;
        std::string at = m_edges.front().from.name;
        for (const Edge& each : m_edges) {
            if (same(each.from.name, at)) {
                way.push_back({.target = each.to, .method = each.method});
                at = each.to.name;
            }
        }
        // The last one may be what was asked, or where a path leads.
        const auto isWanted = [&](std::string_view name) {
            return (wanted != nullptr && same(wanted->resource.target.name, name))
                   || std::ranges::any_of(m_uncs,
                                          [&](const Named& each) { return same(each.name, name); });
        };
        while (way.size() > 1 && isWanted(way.back().target.name))
            way.pop_back();
        if (way.empty() || (way.size() == 1 && isWanted(way.front().target.name)))
            return;
        for (ReadSession& each : way) {
            const auto known =
                std::ranges::find_if(m_out.sessions, [&](const ReadSession& session) {
                    return same(session.target.name, each.target.name);
                });
            if (known == m_out.sessions.end())
                continue;
            if (!each.method)
                each.method = known->method;
            each.transport = known->transport;
            each.hasCredential = known->hasCredential;
            each.command = known->command;
        }
        const bool covers = std::ranges::all_of(m_out.sessions, [&](const ReadSession& session) {
            return session.target.name.starts_with('$')
                   || std::ranges::any_of(way, [&](const ReadSession& each) {
                          return same(each.target.name, session.target.name);
                      });
        });
        if (!covers && m_out.sessions.size() >= way.size())
            return;
        m_out.client = m_edges.front().from;
        m_out.sessions = way;
        m_out.ranInSession = true;
    }

    void addSaidSessions()
    {
        if (m_out.sessions.empty() && !m_plays.empty()) {
            m_out.sessions.push_back({.target = m_plays.front()});
            m_out.ranInSession = true;
        }
        if (!m_ranOn.empty()) {
            m_out.ranInSession = true;
            const bool known = std::ranges::any_of(m_out.sessions, [&](const ReadSession& each) {
                return same(each.target.name, m_ranOn.name);
            });
            if (m_out.sessions.empty())
                m_out.sessions.push_back({.target = m_ranOn});
            else if (!known && m_out.sessions.size() == 1
                     && m_out.sessions.front().target.name.starts_with('$'))
                m_out.sessions.front().target = m_ranOn;
        }
        if (!m_out.failing.empty()) {
            const bool known = std::ranges::any_of(m_out.sessions, [&](const ReadSession& each) {
                return same(each.target.name, m_out.failing.name);
            });
            if (m_out.sessions.size() == 1 && m_out.sessions.front().target.name.starts_with('$'))
                m_out.sessions.front().target = m_out.failing;
            else if (!known)
                m_out.sessions.push_back({.target = m_out.failing});
        }
    }

    bool isInDenial(std::size_t offset) const
    {
        const std::size_t from = m_text.rfind('\n', offset) + 1;
        const std::size_t end = std::min(m_text.find('\n', offset), m_text.size());
        const std::string line =
            text::asciiLower(m_text.substr(from, std::min<std::size_t>(end - from, 500)));
        return std::ranges::any_of(std::array{"denied", "permissiondenied", "verweigert", "refus",
                                              "denegad", "negat", "negad", "\u62D2",
                                              "\u043E\u0442\u043A\u0430\u0437", "odmow"},
                                   [&](const char* each) { return line.contains(each); });
    }

    void addSaidResource()
    {
        const auto isSession = [&](std::string_view path) {
            const std::string_view host = target::readTarget(path).host;
            return std::ranges::any_of(m_out.sessions, [&](const ReadSession& each) {
                return same(each.target.name, host);
            });
        };
        if (m_out.resource && m_out.resource->target.name.empty()
            && m_out.resource->kind == ResourceKind::SqlServer)
            m_out.resource->target = m_sql;
        if (m_out.resource)
            return;
        // The one that a message of a denial names, before one that is only spoken of.
        for (const Named& each : m_uncs) {
            if (!isSession(each.name) && isInDenial(each.place.offset)) {
                m_out.resource = ReadResource{.kind = ResourceKind::SmbShare, .target = each};
                return;
            }
        }
        for (const Named& each : m_uncs) {
            if (!isSession(each.name)) {
                m_out.resource = ReadResource{.kind = ResourceKind::SmbShare, .target = each};
                return;
            }
        }
        if (!m_uncs.empty()) {
            m_out.resource = ReadResource{.kind = ResourceKind::SmbShare, .target = m_uncs.front()};
            return;
        }
        if (!m_sql.empty())
            m_out.resource = ReadResource{.kind = ResourceKind::SqlServer, .target = m_sql};
    }

    void addClient()
    {
        const auto isOther = [&](const Named& name) {
            return std::ranges::none_of(
                       m_out.sessions,
                       [&](const ReadSession& each) { return same(each.target.name, name.name); })
                   && !(m_out.resource && same(m_out.resource->target.name, name.name));
        };
        // A machine that is only spoken of is where it ran when a session is spoken of and no command says which.
        if (m_out.sessions.empty() && m_out.ranInSession) {
            const auto found = std::ranges::find_if(m_tos, isOther);
            if (found != m_tos.end())
                m_out.sessions.push_back({.target = *found});
        }
        if (m_out.client.empty()) {
            const auto found = std::ranges::find_if(m_froms, isOther);
            if (found != m_froms.end())
                m_out.client = *found;
        }
        // "On ADM12:" above a command that opens a session elsewhere.
        if (m_out.client.empty() && !m_out.sessions.empty()) {
            const auto said = std::ranges::find_if(m_tos, isOther);
            if (said != m_tos.end())
                m_out.client = *said;
        }
        m_out.saidTos = m_tos;
    }

    std::string_view m_text;
    Reading m_out;
    std::vector<Prompt> m_prompts;
    std::vector<Call> m_calls;
    std::vector<Ask> m_asks;
    std::vector<Named> m_uncs;
    std::vector<Named> m_plays;
    std::vector<Named> m_froms;
    std::vector<Named> m_tos;
    std::vector<Named> m_mentioned;
    std::vector<Edge> m_edges;
    Named m_ranOn;
    Named m_sql;
    std::optional<Method> m_playMethod;
};

}  // namespace

Reading readChain(std::string_view clean)
{
    return Reader(clean).run();
}

bool looksLikeMachine(std::string_view word) noexcept
{
    constexpr std::size_t longest = 255;
    if (word.size() < 2 || word.size() > longest)
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

std::string chainOf(const Reading& reading)
{
    if (reading.sessions.empty() && !reading.resource)
        return {};
    std::string out = reading.client.empty() ? "?" : reading.client.name;
    for (const ReadSession& each : reading.sessions) {
        std::string arrow = each.method ? std::string(wordOf(*each.method)) : std::string();
        if (!arrow.empty() && each.transport && *each.transport != Transport::ByPort)
            arrow += '/' + std::string(wordOf(*each.transport));
        out += arrow.empty() ? " -> " : " -" + arrow + "-> ";
        out += each.target.empty() ? "?" : each.target.name;
    }
    if (reading.resource)
        out += " -> " + (reading.resource->target.empty() ? "?" : reading.resource->target.name);
    return out;
}

}  // namespace hopwright::diagnose
