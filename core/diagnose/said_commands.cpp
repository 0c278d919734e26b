#include "core/commands/command_table.h"
#include "core/diagnose/characters.h"
#include "core/diagnose/machine_name.h"
#include "core/diagnose/said.h"
#include "core/powershell/script.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace hopwright::diagnose {

namespace {

using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;

/// A command that opens sessions; those that ask others are in core/commands.
struct KnownCommand {
    std::string_view name;  ///< In small letters.
    Part part = Part::Runs;
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
};

const KnownCommand* knownOf(std::string_view word)
{
    const auto found = std::ranges::find_if(commandsKnown, [&](const KnownCommand& each) {
        return text::equalsIgnoringAsciiCase(word, each.name);
    });
    return found == commandsKnown.end() ? nullptr : &*found;
}

/// Whether \p word, in prose, can begin a command at all: a cmdlet has its hyphen, and programs are looked up only where their
/// name is no word of a language.
bool canBegin(std::string_view word)
{
    constexpr std::size_t longest = 48;
    if (word.size() < 3 || word.size() > longest)
        return false;
    const std::size_t dash = word.find('-');
    if (dash != std::string_view::npos)
        return dash > 1 && dash + 1 < word.size() && !isDigit(word.front());
    constexpr std::array<std::string_view, 18> programs{
        "nsn",    "etsn",     "icm",  "winrs",    "gwmi",     "robocopy",
        "xcopy",  "sqlcmd",   "bcp",  "net",      "net.exe",  "dsquery",
        "nltest", "repadmin", "wmic", "schtasks", "certutil", "sc.exe"};
    return std::ranges::any_of(
        programs, [&](std::string_view each) { return text::equalsIgnoringAsciiCase(word, each); });
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

class CommandReader {
public:
    CommandReader(std::string_view text, Said& said) : m_text(text), m_said(said) {}

    void run()
    {
        readPrompts();
        readCommands();
    }

private:
    // --- Prompts ---------------------------------------------------------------------------------------------------

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
                    m_said.prompts.push_back(
                        {.from = line,
                         .end = end,
                         .machine = {.name = std::string(name),
                                     .place = {.offset = line + open + 1, .length = name.size()}}});
                }
            }
            line = end + 1;
        }
    }

    /// Whether the line of \p offset begins with `PS C:\>` or `C:\>`, of no session that can be told: none was entered before, or the
    /// text has the names of such in their prompts.
    bool isAtFirst(std::size_t offset) const
    {
        // A line has no limit, a prompt and what is typed before the command on its line has.
        constexpr std::size_t longest = 500;
        const std::size_t from = offset - std::min(offset, longest);
        std::string_view before = m_text.substr(from, offset - from);
        const std::size_t line = before.rfind('\n');
        if (line == std::string_view::npos && from > 0)
            return false;
        before.remove_prefix(line + 1);  // From the first letter, where there is no line before it.
        before.remove_prefix(std::min(before.find_first_not_of(" \t"), before.size()));
        const bool isDrive = before.size() > 2 && isLetter(before[0]) && before[1] == ':';
        if (!before.contains('>') || !(before.starts_with("PS") || isDrive))
            return false;
        return !m_said.prompts.empty() || std::ranges::none_of(m_said.calls, [](const Call& each) {
            return each.part == Part::Enters;
        });
    }

    std::string promptAt(std::size_t offset) const
    {
        const auto behind = std::ranges::upper_bound(m_said.prompts, offset, {}, &Prompt::from);
        if (behind == m_said.prompts.begin() || offset >= std::prev(behind)->end)
            return {};
        return std::prev(behind)->machine.name;
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
            const std::size_t end = endOfWord(at);
            const bool isOurs = m_said.commands.size() < mostCommands && isCommand(at, end);
            at = isOurs ? std::max(end, readAt(at)) : end;
        }
    }

    /// Where the name of a command that begins at \p at would end.
    std::size_t endOfWord(std::size_t at) const
    {
        while (at < m_text.size()
               && (isLetter(m_text[at]) || isDigit(m_text[at]) || m_text[at] == '-'
                   || m_text[at] == '.'))
            ++at;
        return at;
    }

    bool isCommand(std::size_t from, std::size_t end) const
    {
        std::string_view word = m_text.substr(from, end - from);
        while (word.ends_with('.') || word.ends_with('-'))
            word.remove_suffix(1);
        return canBegin(word)
               && (knownOf(word) != nullptr || commandRow(word, wordAfter(end)) != nullptr);
    }

    /// Reads the command at \p offset with those of its blocks; where they end.
    std::size_t readAt(std::size_t offset)
    {
        // A command of a ticket ends before this; one walk of all that follows for each would be too much.
        constexpr std::size_t longest = std::size_t{32} * 1024;
        const std::vector<Command> commands = powershell::readCommandAt(
            m_text.substr(0, std::min(m_text.size(), offset + longest)), offset);
        std::size_t end = offset;
        std::vector<std::optional<std::size_t>> calls(commands.size());
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const Command& command = commands[i];
            end = std::max(end, command.place.end());
            const std::optional<std::size_t> within =
                command.within && *command.within < i ? calls[*command.within] : std::nullopt;
            calls[i] = within;
            const KnownCommand* known = knownOf(command.name);
            if (known == nullptr) {
                takeAsk(command, within);
            } else if (const auto made = takeCall(command, *known, within)) {
                calls[i] = made;
            }
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
        if (known.name.starts_with("winrs")) {
            for (const Argument& each : command.arguments)
                takeOfWinrs(each, call.session);
        } else {
            takeTarget(command, call);
        }
        takeManner(command, call.session);
        if (call.session.target.empty() && !call.through)
            return std::nullopt;
        m_said.commands.push_back(command.place);
        m_said.calls.push_back(std::move(call));
        return m_said.calls.size() - 1;
    }

    /// `-r:web7`, `/u:bob`
    static void takeOfWinrs(const Argument& argument, ReadSession& session)
    {
        const std::string_view word = argument.parameter.empty()
                                          ? std::string_view(argument.value.text)
                                          : std::string_view(argument.parameter);
        const std::string small = text::asciiLower(word);
        const auto beginsAs = [&](std::initializer_list<std::string_view> switches) {
            return std::ranges::any_of(
                switches, [&](std::string_view each) { return small.starts_with(each); });
        };
        if (argument.kind == ArgumentKind::Named && (small == "r" || small == "remote")
            && !argument.value.text.empty()) {
            session.target = namedOf(argument.value);
        } else if (beginsAs({"/r:", "-r:", "-remote:"})) {
            session.target = {.name = std::string(word.substr(word.find(':') + 1)),
                              .place = argument.place};
        } else if (beginsAs({"-u:", "/u:"}) || small == "u" || small == "username") {
            session.hasCredential = true;
        }
    }

    /// Where \p command leads: to a machine, or through a session that was opened before.
    static void takeTarget(const Command& command, Call& call)
    {
        ReadSession& session = call.session;
        if (const Argument* host = argumentOf(command, "hostname", 3)) {
            session.target = namedOf(host->value);
            session.method = Method::Ssh;
        } else if (const Argument* name = argumentOf(command, "computername", 2)) {
            session.target = namedOf(name->value);
        } else if (const Argument* cn = argumentOf(command, "cn", 2)) {
            session.target = namedOf(cn->value);
        } else if (const Argument* uri = argumentOf(command, "connectionuri", 3)) {
            takeUri(uri->value, session);
        } else if (const Argument* through = argumentOf(command, "session", 2)) {
            const std::string& variable = through->value.text;
            call.through = text::asciiLower(
                std::string_view(variable).substr(variable.starts_with('$') ? 1 : 0));
        } else if (const Argument* first = positionalOf(command, 0)) {
            takeFirst(command, *first, session);
        }
    }

    static void takeUri(const powershell::Value& uri, ReadSession& session)
    {
        session.target = namedOf(uri);
        const target::TypedTarget typed = target::readTarget(session.target.name);
        if (typed.scheme == "https") {
            session.transport = Transport::Https;
        } else if (typed.scheme == "http") {
            session.transport = Transport::Http;
        }
        if (typed.form == target::TypedTarget::Form::Url)
            session.target.name = std::string(typed.host);
    }

    /// What stands without a parameter's name is a machine where a block follows, or where it is written as one.
    static void takeFirst(const Command& command, const Argument& first, ReadSession& session)
    {
        const bool sure = std::ranges::any_of(
            command.arguments, [](const Argument& each) { return each.value.block.has_value(); });
        if (sure || !first.value.constant || canBeMachine(first.value.text))
            session.target = namedOf(first.value);
    }

    /// How it gets there.
    static void takeManner(const Command& command, ReadSession& session)
    {
        if (const Argument* method = argumentOf(command, "authentication", 2))
            session.method = methodOf(method->value.text);
        if (argumentOf(command, "credential", 4) != nullptr
            || argumentOf(command, "cred", 4) != nullptr)
            session.hasCredential = true;
        if (argumentOf(command, "usessl", 4) != nullptr)
            session.transport = Transport::Https;
        if (argumentOf(command, "certificatethumbprint", 4) != nullptr)
            session.method = Method::Certificate;
        const Argument* const port = argumentOf(command, "port", 2);
        if (port != nullptr && !session.target.empty() && port->value.text == "5986")
            session.transport = Transport::Https;
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

    /// The word behind \p at in its line.
    std::string_view wordAfter(std::size_t at) const
    {
        while (at < m_text.size() && isBlank(m_text[at]))
            ++at;
        const std::size_t from = at;
        while (at < m_text.size() && isOfWord(m_text[at]))
            ++at;
        return m_text.substr(from, at - from);
    }

    void takeAsk(const Command& command, std::optional<std::size_t> within)
    {
        Ask ask{.resource = {},
                .place = command.place,
                .within = within,
                .prompt = promptAt(command.place.offset),
                .isAtFirst = !within && isAtFirst(command.place.offset)};
        const Argument* const first = positionalOf(command, 0);
        const CommandRow* const row =
            commandRow(command.name,
                       first == nullptr ? std::string_view() : std::string_view(first->value.text));
        ask.resource.command = command.name;
        ask.resource.row = row;
        ask.resource.hasCredential = argumentOf(command, "credential", 4) != nullptr;
        ask.resource.target = pathIn(command);
        ask.resource.kind = ResourceKind::SmbShare;
        ask.resource.isOnlyRead = isRead(command, row, ask.resource.target);
        if (ask.resource.target.empty()) {
            if (row == nullptr)
                return;
            ask.resource.kind = row->resourceKind();
            ask.resource.target = targetOf(command, *row);
            const bool isElsewhere = row->hasTarget("domain") || row->hasTarget("config");
            if (ask.resource.target.empty() && !isElsewhere)
                return;
            m_said.commands.push_back(command.place);
        }
        m_said.asks.push_back(std::move(ask));
    }

    /// The share that \p command names, as an argument or as itself.
    static Named pathIn(const Command& command)
    {
        if (command.name.starts_with("\\\\"))
            return {.name = command.name, .place = command.place};
        for (const Argument& each : command.arguments) {
            for (const std::string& value : each.value.values) {
                if (value.starts_with("\\\\"))
                    return {.name = value, .place = each.value.place};
            }
            if (each.value.text.starts_with("\\\\"))
                return {.name = each.value.text, .place = each.value.place};
        }
        return {};
    }

    /// Whether \p command only looks at the share \p path, or takes something from there.
    static bool isRead(const Command& command, const CommandRow* row, const Named& path)
    {
        if (onlyReads(command.name, row))
            return true;
        // From the first to the second.
        constexpr std::array<std::string_view, 8> copies{
            "copy-item", "copy", "cp", "cpi", "robocopy", "robocopy.exe", "xcopy", "xcopy.exe"};
        if (std::ranges::find(copies, text::asciiLower(command.name)) == copies.end())
            return false;
        const std::array from{positionalOf(command, 0), argumentOf(command, "path", 2),
                              argumentOf(command, "literalpath", 2)};
        return std::ranges::any_of(from, [&](const Argument* each) {
            return each != nullptr && each->value.place == path.place;
        });
    }

    /// That of `-server`, or of `#1`, the first without a name.
    static const Argument* argumentFor(const Command& command, std::string_view word)
    {
        constexpr std::size_t shortest = 4;
        if (word.starts_with('-')) {
            return argumentOf(command, word.substr(1),
                              word.size() > shortest ? shortest : word.size() - 1);
        }
        return word.starts_with('#') && word.size() == 2
                   ? positionalOf(command, static_cast<std::size_t>(word[1] - '1'))
                   : nullptr;
    }

    /// Which machine \p command asks, by the parameters that \p row has for it.
    static Named targetOf(const Command& command, const CommandRow& row)
    {
        std::string_view words = row.target;
        while (!words.empty()) {
            const std::size_t end = std::min(words.find(' '), words.size());
            const std::string word = text::asciiLower(words.substr(0, end));
            words.remove_prefix(std::min(end + 1, words.size()));
            const Argument* const found = argumentFor(command, word);
            if (found == nullptr || found->value.text.empty())
                continue;
            const Named named = namedOf(found->value);
            if (!word.starts_with('#') || canBeMachine(named.name))
                return named;
        }
        return {};
    }

    std::string_view m_text;
    Said& m_said;
};

}  // namespace

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

bool onlyReads(std::string_view typed, const CommandRow* row)
{
    const std::string small = text::asciiLower(typed);
    const bool isCmdlet = small.contains('-') || row == nullptr;
    const std::string name = isCmdlet ? small : text::asciiLower(row->name);
    constexpr std::array<std::string_view, 7> verbs{"get",    "test",   "select", "resolve",
                                                    "import", "search", "measure"};
    // They go there, or connect it.
    constexpr std::array<std::string_view, 7> visits{
        "net use",     "pushd",          "push-location",       "set-location",
        "new-psdrive", "new-smbmapping", "new-smbglobalmapping"};
    return std::ranges::find(verbs, name.substr(0, name.find('-'))) != verbs.end()
           || std::ranges::find(visits, name) != visits.end();
}

void readCommands(std::string_view clean, Said& out)
{
    CommandReader(clean, out).run();
}

}  // namespace hopwright::diagnose
