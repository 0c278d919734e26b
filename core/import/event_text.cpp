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

/// `TimeCreated  : …`, `Id           : 4624`, as Format-List prints an event.
bool readList(Lines& lines, Collector& out)
{
    const std::string_view head = lines.line().head();
    if (head.starts_with(' ') || head.starts_with('\t'))
        return false;
    const auto first = pairOf(head);
    // Lists begin with one of these; so what is looked through in vain stays little.
    constexpr std::array<std::string_view, 4> beginnings{"TimeCreated", "Message", "Id",
                                                         "ProviderName"};
    if (!first || std::ranges::find(beginnings, first->key) == beginnings.end())
        return false;
    Event event{.line = lines.line()};
    bool inMessage = false;
    Lines at = lines;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        const std::string_view text = at.line().text;
        const auto pair = pairOf(at.line().head());
        const bool isOuter = indentOf(text) == 0 && !isBlank(text);
        if (isOuter && (!pair || !isProperty(pair->key)))
            break;
        if (!isOuter) {
            if (inMessage)
                appendLine(event.message, text);
            continue;
        }
        if (i != 0 && pair->key == first->key)
            break;
        inMessage = pair->key == "Message";
        if (inMessage) {
            appendLine(event.message, pair->value);
        } else if (pair->key == "Id") {
            event.id = decimal(pair->value).value_or(0);
        } else if (pair->key == "ProviderName") {
            event.provider = pair->value;
        } else if (pair->key == "MachineName") {
            event.computer = pair->value;
        } else if (pair->key == "TimeCreated") {
            event.time = isoTime(pair->value);
        }
    }
    if (event.id == 0 || event.message.empty())
        return false;
    // Without a provider a number can be anybody's; Security's message is known by its structure.
    if (event.provider.empty()) {
        Event asSecurity = event;
        asSecurity.provider = "Microsoft-Windows-Security-Auditing";
        takeSecurityFields(asSecurity);
        const bool isSecurity = event.id >= 4624 && asSecurity.fields.size() >= 3;
        if (!isSecurity)
            return false;
        event.provider = asSecurity.provider;
    }
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

/// `Log Name:      Security` and what follows, as Event Viewer copies it and wevtutil prints it: in every language log, source,
/// date, number in this order, and the machine before a label without a value.
bool readCopy(Lines& lines, Collector& out)
{
    if (!isHeader(lines))
        return false;
    constexpr std::size_t mostHeader = 16;
    Event event{.line = lines.line()};
    Lines at = lines;
    at.next();
    event.provider = pairOf(at.line().head())->value;
    at.next();
    std::string_view last;
    for (std::size_t i = 0; i < mostHeader && !at.atEnd(); ++i, at.next()) {
        if (isBlank(at.line().head()))
            break;
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
        last = pair->value;
    }
    event.computer = last;
    bool hasXml = false;
    bool isLabel = false;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        const std::string_view text = at.line().text;
        const std::string_view head = trimmed(at.line().head());
        if (head.starts_with('<')) {
            // Behind a label, `Event Xml:`: the same event, with the names of its fields.
            hasXml = isLabel && (head.starts_with("<Event ") || head.starts_with("<Event>"));
            break;
        }
        isLabel = head.ends_with(':');
        if (isHeader(at) || text.starts_with("Event[") || isPrompt(at.line().head()))
            break;
        appendLine(event.message, text.substr(0, 4096));
    }
    if (!hasXml)
        finish(out, event);
    lines = at;
    return true;
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
    for (std::size_t i = 0; i < 4 && !at.atEnd() && !at.line().head().starts_with("-----"); ++i)
        at.next();
    const std::string_view dashes = at.line().head();
    if (at.atEnd() || !dashes.starts_with("-----"))
        return false;
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < dashes.size(); ++i) {
        if (dashes[i] == '-' && (i + 1 == dashes.size() || dashes[i + 1] != '-'))
            ends.push_back(i + 1);
    }
    if (ends.size() < 2)
        return false;
    for (at.next(); !at.atEnd() && !isBlank(at.line().head()); at.next()) {
        const std::string_view row = at.line().text;
        const std::string_view before = trimmed(row.substr(0, ends[1]));
        const std::size_t blank = before.rfind(' ');
        const auto id =
            blank == std::string_view::npos ? std::nullopt : decimal(before.substr(blank + 1));
        if (!id)
            continue;
        addEvent(out,
                 {.provider = std::string(provider),
                  .id = *id,
                  .message = std::string(row.substr(std::min(ends[1], row.size())).substr(0, 4096)),
                  .line = at.line()});
    }
    lines = at;
    return true;
}

}  // namespace

bool readEventText(Lines& lines, Collector& out)
{
    return readList(lines, out) || readCopy(lines, out) || readTable(lines, out);
}

}  // namespace hopwright::import
