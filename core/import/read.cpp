#include "core/import/read.h"

#include "core/import/collector.h"
#include "core/registry/registry_pol.h"
#include "core/text/ascii.h"
#include "core/text/decode.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace hopwright::import {

namespace {

using Try = bool (*)(Lines&, Collector&);

struct Row {
    Reader reader;
    Try read;
    /// One of these stands in each line that its output begins with; nothing: none need to. So most lines cost little.
    std::string_view signs = {};
};

/// In this order, where two could take a line.
constexpr std::array<Row, 16> rows{
    {{.reader = Reader::Transcript, .read = &readTranscriptHeader, .signs = "*"},
     {.reader = Reader::Whoami, .read = &readWhoami, .signs = ":="},
     {.reader = Reader::EventLog, .read = &readXml, .signs = "<"},
     {.reader = Reader::EventLog, .read = &readEventText, .signs = ":"},
     {.reader = Reader::RegFile, .read = &readRegFile},
     {.reader = Reader::RegQuery, .read = &readRegQuery, .signs = "\\"},
     {.reader = Reader::Klist, .read = &readKlist, .signs = "#"},
     {.reader = Reader::Setspn, .read = &readSetspn, .signs = "=:."},
     {.reader = Reader::TestWsman, .read = &readTestWsman, .signs = ":"},
     {.reader = Reader::WinrmConfig, .read = &readWinrmList, .signs = ":"},
     {.reader = Reader::WinrmConfig, .read = &readWsmanDrive, .signs = "\\"},
     {.reader = Reader::GroupPolicy, .read = &readGroupPolicyText, .signs = ":"},
     {.reader = Reader::Nltest, .read = &readNltest, .signs = "\\:="},
     {.reader = Reader::RemoteClient, .read = &readRemoteClient, .signs = ":"},
     {.reader = Reader::WinrmConfig, .read = &readWinrmText},
     {.reader = Reader::CredSspStatus, .read = &readCredSspStatus}}};

constexpr std::string_view allSigns = "*:=<\\#.";

/// Which of allSigns are in \p text, a bit for each.
unsigned signsIn(std::string_view text)
{
    static constexpr auto bits = [] {
        std::array<unsigned char, 256> out{};
        for (std::size_t i = 0; i < allSigns.size(); ++i)
            out[static_cast<unsigned char>(allSigns[i])] = static_cast<unsigned char>(1U << i);
        return out;
    }();
    unsigned out = 0;
    for (const char c : text)
        out |= bits[static_cast<unsigned char>(c)];
    return out;
}

bool mayRead(const Row& row, unsigned signs)
{
    return row.signs.empty() || std::ranges::any_of(row.signs, [signs](char c) {
               return (signs & 1U << allSigns.find(c)) != 0;
           });
}

/// What stands before a prompt's `>`, and what was typed behind it.
struct Prompt {
    std::string_view machine = {};
    std::string_view typed = {};
};

/// `PS C:\>`, `[JUMP01]: PS C:\Users\ann\Documents>`, `C:\Windows\system32>`
std::optional<Prompt> promptOf(std::string_view line)
{
    Prompt out;
    if (line.starts_with('[')) {
        const std::size_t end = line.find("]: PS");
        if (end == std::string_view::npos)
            return std::nullopt;
        out.machine = line.substr(1, end - 1);
        line.remove_prefix(end + 3);
    }
    const bool isPowerShell = line.starts_with("PS ") || line.starts_with("PS>");
    const bool isConsole = line.size() > 3 && line.substr(1, 2) == ":\\"
                           && ((line.front() >= 'A' && line.front() <= 'Z')
                               || (line.front() >= 'a' && line.front() <= 'z'));
    if (!isPowerShell && !isConsole)
        return std::nullopt;
    const std::size_t end = line.find('>');
    if (end == std::string_view::npos)
        return std::nullopt;
    out.typed = line.substr(end + 1);
    // A nested prompt, `PS C:\>>`.
    while (out.typed.starts_with('>'))
        out.typed.remove_prefix(1);
    return out;
}

/// After `hostname`, or a name that PowerShell gives for it: a line that is one name.
bool asksForName(std::string_view typed)
{
    return text::equalsIgnoringAsciiCase(typed, "hostname")
           || text::equalsIgnoringAsciiCase(typed, "hostname.exe")
           || text::equalsIgnoringAsciiCase(typed, "$env:COMPUTERNAME");
}

/// A prompt, and the name of its machine where that was asked for; false: the line has none.
bool takePrompt(Lines& lines, Collector& out)
{
    const Line line = lines.line();
    const auto prompt = promptOf(line.head());
    if (!prompt)
        return false;
    out.atPrompt(
        prompt->machine,
        line.text.substr(static_cast<std::size_t>(prompt->typed.data() - line.text.data())), line);
    lines.next();
    const std::string_view answer = trimmed(lines.line().head());
    if (prompt->machine.empty() && asksForName(trimmed(prompt->typed)) && isHostName(answer))
        out.setMachine(answer);
    return true;
}

/// The output of the first tool in the table that knows it for its own; false: nobody does.
bool takeOutput(Lines& lines, Collector& out)
{
    const Line line = lines.line();
    const unsigned signs = signsIn(line.head());
    for (const Row& row : rows) {
        if (!mayRead(row, signs) || !row.read(lines, out))
            continue;
        if (row.read != &readXml)  // It tells its parts itself.
            out.addPart(row.reader, line.offset, lines.line().offset);
        return true;
    }
    return false;
}

Reading readPlain(std::string_view text)
{
    Collector out(text);
    Lines lines(text);
    while (!lines.atEnd()) {
        if (isBlank(lines.line().head()) || (!takePrompt(lines, out) && !takeOutput(lines, out)))
            lines.next();
    }
    return std::move(out).take();
}

/// A text that was made plain, and where its parts came from.
struct Plain {
    std::string text = {};
    struct Shift {
        std::size_t plain;
        std::size_t original;
    };
    std::vector<Shift> shifts = {};  ///< From there on the two run side by side.

    void mark(std::size_t original)
    {
        shifts.push_back({.plain = text.size(), .original = original});
    }

    std::size_t originalOf(std::size_t plain) const
    {
        const auto after = std::ranges::upper_bound(shifts, plain, {}, &Shift::plain);
        if (after == shifts.begin())
            return plain;
        const Shift& at = *std::prev(after);
        return at.original + (plain - at.plain);
    }
};

/// How a mail program quotes: `> ` once or more. Most lines have it.
bool isQuoted(std::string_view text)
{
    std::size_t quoted = 0;
    std::size_t all = 0;
    for (Lines lines(text); !lines.atEnd(); lines.next()) {
        if (isBlank(lines.line().head()))
            continue;
        ++all;
        quoted += lines.line().text.starts_with('>') ? 1 : 0;
    }
    return all >= 2 && quoted * 2 > all;
}

Plain withoutQuotes(std::string_view text)
{
    Plain out;
    for (Lines lines(text); !lines.atEnd(); lines.next()) {
        const Line& line = lines.line();
        std::size_t at = 0;
        while (at < line.text.size() && line.text[at] == '>') {
            ++at;
            if (at < line.text.size() && line.text[at] == ' ')
                ++at;
        }
        out.mark(line.offset + at);
        out.text += line.text.substr(at);
        out.text += '\n';
    }
    return out;
}

struct Entity {
    std::string_view name;
    std::string_view text;
};

constexpr std::array<Entity, 7> entities{{{.name = "&lt;", .text = "<"},
                                          {.name = "&gt;", .text = ">"},
                                          {.name = "&amp;", .text = "&"},
                                          {.name = "&quot;", .text = "\""},
                                          {.name = "&#39;", .text = "'"},
                                          {.name = "&apos;", .text = "'"},
                                          {.name = "&nbsp;", .text = " "}}};

/// Escaped for HTML, and no XML of its own, which has such signs too.
bool isEscaped(std::string_view text)
{
    bool hasEntity = false;
    for (std::size_t at = text.find('&'); at != std::string_view::npos && !hasEntity;
         at = text.find('&', at + 1)) {
        hasEntity = std::ranges::any_of(entities, [rest = text.substr(at, 6)](const Entity& each) {
            return rest.starts_with(each.name);
        });
    }
    if (!hasEntity)
        return false;
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/')
            return false;
    }
    return true;
}

Plain withoutEntities(std::string_view text)
{
    Plain out;
    out.mark(0);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t sign = std::min(text.find('&', at), text.size());
        out.text += text.substr(at, sign - at);
        at = sign;
        if (at == text.size())
            break;
        const std::string_view rest = text.substr(at, 6);
        const auto found = std::ranges::find_if(
            entities, [rest](const Entity& each) { return rest.starts_with(each.name); });
        out.text += found == entities.end() ? "&" : found->text;
        at += found == entities.end() ? 1 : found->name.size();
        out.mark(at);
    }
    return out;
}

/// \p reading of \p plain as of the text that it was made of.
void moveBack(Reading& reading, const Plain& plain, std::size_t size)
{
    const auto move = [&plain, size](text::Place& place) {
        const std::size_t end = std::min(plain.originalOf(place.end()), size);
        place.offset = std::min(plain.originalOf(place.offset), size);
        place.length = std::max(end, place.offset) - place.offset;
    };
    for (Fact& each : reading.facts)
        move(each.place);
    for (Command& each : reading.commands)
        move(each.place);
    for (Part& each : reading.parts)
        move(each.place);
}

Reading readQuoted(std::string_view text)
{
    if (!isQuoted(text))
        return readPlain(text);
    const Plain plain = withoutQuotes(text);
    Reading out = readPlain(plain.text);
    moveBack(out, plain, text.size());
    return out;
}

}  // namespace

Reading readText(std::string_view text)
{
    if (text.size() > maxQuotedBytes)
        return readPlain(text);
    if (isEscaped(text)) {
        const Plain plain = withoutEntities(text);
        Reading out = readQuoted(plain.text);
        moveBack(out, plain, text.size());
        return out;
    }
    return readQuoted(text);
}

std::string_view encodingOf(std::string_view bytes)
{
    return registry::isRegistryPol(bytes) ? std::string_view("PReg")
                                          : text::nameOf(text::decode(bytes).encoding);
}

Reading readBytes(std::string_view bytes)
{
    if (registry::isRegistryPol(bytes))
        return readRegistryPol(bytes);
    return readText(text::decode(bytes).text);
}

}  // namespace hopwright::import
