#include "core/import/event.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

constexpr std::size_t mostMessageBytes = std::size_t{32} * 1024;
constexpr std::size_t mostLines = 400;

/// The properties of an event that PowerShell lists, which it does not translate.
constexpr std::array<std::string_view, 35> properties{"TimeCreated",
                                                      "ProviderName",
                                                      "Id",
                                                      "Message",
                                                      "MachineName",
                                                      "LogName",
                                                      "Version",
                                                      "Qualifiers",
                                                      "Level",
                                                      "Task",
                                                      "Opcode",
                                                      "Keywords",
                                                      "RecordId",
                                                      "ProviderId",
                                                      "ProcessId",
                                                      "ThreadId",
                                                      "UserId",
                                                      "ActivityId",
                                                      "RelatedActivityId",
                                                      "ContainerLog",
                                                      "MatchedQueryIds",
                                                      "Bookmark",
                                                      "LevelDisplayName",
                                                      "OpcodeDisplayName",
                                                      "TaskDisplayName",
                                                      "KeywordsDisplayNames",
                                                      "Properties",
                                                      "PSComputerName",
                                                      "RunspaceId",
                                                      "PSShowComputerName",
                                                      "Index",
                                                      "EntryType",
                                                      "InstanceId",
                                                      "Source",
                                                      "TimeGenerated"};

bool isProperty(std::string_view key)
{
    return std::ranges::find(properties, key) != properties.end();
}

void appendLine(std::string& message, std::string_view text)
{
    if (message.size() + text.size() < mostMessageBytes) {
        message += text;
        message += '\n';
    }
}

void finish(Collector& out, Event& event)
{
    if (eventName(event.provider, event.id).starts_with("security"))
        takeSecurityFields(event);
    addEvent(out, event);
}

/// What of a listed event is kept, and where it goes.
struct KeptProperty {
    std::string_view key;
    void (*set)(Event& event, std::string_view value);
};

constexpr std::array<KeptProperty, 5> keptProperties{
    {{.key = "Message",
      .set =
          [](Event& event, std::string_view value) {
              appendLine(event.message, value);
          }},
     {.key = "Id",
      .set =
          [](Event& event, std::string_view value) {
              event.id = decimal(value).value_or(0);
          }},
     {.key = "ProviderName",
      .set =
          [](Event& event, std::string_view value) {
              event.provider = value;
          }},
     {.key = "MachineName",
      .set =
          [](Event& event, std::string_view value) {
              event.computer = value;
          }},
     {.key = "TimeCreated", .set = [](Event& event, std::string_view value) {
          event.time = isoTime(value);
      }}}};

/// The property that a list begins with; empty: none begins here.
std::string_view firstProperty(std::string_view head)
{
    // Lists begin with one of these; so what is looked through in vain stays little.
    constexpr std::array<std::string_view, 4> beginnings{"TimeCreated", "Message", "Id",
                                                         "ProviderName"};
    if (head.starts_with(' ') || head.starts_with('\t'))
        return {};
    const auto pair = pairOf(head);
    const bool begins = pair && std::ranges::find(beginnings, pair->key) != beginnings.end();
    return begins ? pair->key : std::string_view();
}

/// The event whose list begins with \p first at \p at, which is then behind it: at no property, or the same one again.
Event takeListed(Lines& at, std::string_view first)
{
    Event event{.line = at.line()};
    bool inMessage = false;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        const std::string_view text = at.line().text;
        if (indentOf(text) != 0 || isBlank(text)) {
            if (inMessage)
                appendLine(event.message, text);
            continue;
        }
        const auto pair = pairOf(at.line().head());
        if (!pair || !isProperty(pair->key) || (i != 0 && pair->key == first))
            break;
        inMessage = pair->key == "Message";
        const auto kept = std::ranges::find(keptProperties, pair->key, &KeptProperty::key);
        if (kept != keptProperties.end())
            kept->set(event, pair->value);
    }
    return event;
}

/// The event's provider, also where it is not said; empty: that cannot be told.
std::string providerOf(const Event& event)
{
    if (!event.provider.empty())
        return event.provider;
    // Without a provider a number can be anybody's; Security's message is known by its structure.
    Event asSecurity = event;
    asSecurity.provider = "Microsoft-Windows-Security-Auditing";
    takeSecurityFields(asSecurity);
    const bool isSecurity = event.id >= 4624 && asSecurity.fields.size() >= 3;
    return isSecurity ? asSecurity.provider : std::string();
}

/// `TimeCreated  : …`, `Id           : 4624`, as Format-List prints an event.
bool readList(Lines& lines, Collector& out)
{
    const std::string_view first = firstProperty(lines.line().head());
    if (first.empty())
        return false;
    Lines at = lines;
    Event event = takeListed(at, first);
    if (event.id == 0 || event.message.empty())
        return false;
    event.provider = providerOf(event);
    if (event.provider.empty())
        return false;
    finish(out, event);
    lines = at;
    return true;
}

/// The name of a log, which no language translates as a value.
bool isChannel(std::string_view value)
{
    return value == "Security" || value == "System" || value == "Application"
           || value.starts_with("Microsoft-Windows-");
}

bool isHeader(const Lines& lines)
{
    const auto channel = pairOf(lines.line().head());
    if (!channel || !isChannel(channel->value) || isProperty(channel->key))
        return false;
    Lines next = lines;
    next.next();
    const auto provider = next.atEnd() ? std::nullopt : pairOf(next.line().head());
    if (!provider || provider->value.empty())
        return false;
    // The number of the event stands within the next lines.
    for (std::size_t i = 0; i < 3; ++i) {
        next.next();
        const auto pair = next.atEnd() ? std::nullopt : pairOf(next.line().head());
        if (pair && decimal(pair->value))
            return true;
    }
    return false;
}

bool isPrompt(std::string_view line)
{
    return line.starts_with("PS ") || line.starts_with("[")
           || (line.size() > 3 && line.substr(1, 2) == ":\\") || line.starts_with("#0>");
}

/// From the log's line on to the message: in every language log, source, date, number in this order, and the machine before a
/// label without a value.
void takeHeader(Lines& at, Event& event)
{
    constexpr std::size_t mostHeader = 16;
    at.next();
    event.provider = pairOf(at.line().head())->value;
    at.next();
    for (std::size_t i = 0; i < mostHeader && !at.atEnd() && !isBlank(at.line().head());
         ++i, at.next()) {
        const auto pair = pairOf(at.line().head());
        if (!pair)
            continue;  // `Aufgabenkategorie:Anmelden`: a label that fills its column.
        if (pair->value.empty()) {
            at.next();
            break;
        }
        if (event.id == 0)
            event.id = decimal(pair->value).value_or(0);
        if (event.time.empty())
            event.time = isoTime(pair->value);
        event.computer = pair->value;  // The last one stays.
    }
}

/// \returns whether the event follows once more as XML, with the names of its fields: behind a label, `Event Xml:`.
bool takeMessage(Lines& at, std::string& message)
{
    bool isLabel = false;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        const std::string_view text = at.line().text;
        const std::string_view head = trimmed(at.line().head());
        if (head.starts_with('<'))
            return isLabel && (head.starts_with("<Event ") || head.starts_with("<Event>"));
        isLabel = head.ends_with(':');
        if (isHeader(at) || text.starts_with("Event[") || isPrompt(at.line().head()))
            break;
        appendLine(message, text.substr(0, 4096));
    }
    return false;
}

/// `Log Name:      Security` and what follows, as Event Viewer copies it and wevtutil prints it.
bool readCopy(Lines& lines, Collector& out)
{
    if (!isHeader(lines))
        return false;
    Event event{.line = lines.line()};
    takeHeader(lines, event);
    const bool isXmlNext = takeMessage(lines, event.message);
    if (!isXmlNext)
        finish(out, event);
    return true;
}

/// The rule below the heads of a table, within the next lines, where \p at is moved to; empty: there is none.
std::string_view findRule(Lines& at)
{
    constexpr std::string_view dashes = "-----";
    constexpr std::size_t mostBefore = 4;
    for (std::size_t i = 0; i < mostBefore && !at.atEnd() && !at.line().head().starts_with(dashes);
         ++i)
        at.next();
    const std::string_view head = at.line().head();
    return !at.atEnd() && head.starts_with(dashes) ? head : std::string_view();
}

/// Where the column of the numbers ends, which is the second; nothing: the rule has less.
std::optional<std::size_t> idEndOf(std::string_view rule)
{
    const std::size_t second = rule.find('-', std::min(rule.find_first_not_of('-'), rule.size()));
    if (second == std::string_view::npos)
        return std::nullopt;
    return std::min(rule.find_first_not_of('-', second), rule.size());
}

/// Numbers stand at the right of their column, messages begin behind it.
void takeRow(const Line& line, std::string_view provider, std::size_t idEnd, Collector& out)
{
    const std::string_view before = trimmed(line.text.substr(0, idEnd));
    const std::size_t blank = before.rfind(' ');
    const auto id =
        blank == std::string_view::npos ? std::nullopt : decimal(before.substr(blank + 1));
    if (!id)
        return;
    const std::string_view message = line.text.substr(std::min(idEnd, line.text.size()));
    addEvent(out, {.provider = std::string(provider),
                   .id = *id,
                   .message = std::string(message.substr(0, 4096)),
                   .line = line});
}

/// The table that Get-WinEvent prints by itself, a provider at a time.
bool readTable(Lines& lines, Collector& out)
{
    constexpr std::string_view label = "ProviderName: ";
    const std::string_view head = trimmed(lines.line().head());
    if (!head.starts_with(label) || indentOf(lines.line().head()) == 0)
        return false;
    const std::string_view provider = trimmed(head.substr(label.size()));
    Lines at = lines;
    const auto idEnd = idEndOf(findRule(at));
    if (!idEnd)
        return false;
    for (at.next(); !at.atEnd() && !isBlank(at.line().head()); at.next())
        takeRow(at.line(), provider, *idEnd, out);
    lines = at;
    return true;
}

}  // namespace

bool readEventText(Lines& lines, Collector& out)
{
    return readList(lines, out) || readCopy(lines, out) || readTable(lines, out);
}

}  // namespace hopwright::import
