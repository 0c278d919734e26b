#include "core/import/collector.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

struct Flag {
    std::uint32_t bit;
    std::string_view word;
};

/// RFC 4120 2, and RFC 4120 2.8 for ok-as-delegate: bits are counted from the top.
constexpr std::array<Flag, 6> flags{{{.bit = 0x40000000, .word = "forwardable"},
                                     {.bit = 0x20000000, .word = "forwarded"},
                                     {.bit = 0x10000000, .word = "proxiable"},
                                     {.bit = 0x00800000, .word = "renewable"},
                                     {.bit = 0x00400000, .word = "initial"},
                                     {.bit = 0x00040000, .word = "ok-as-delegate"}}};

/// `ann @ NORDWIND.EXAMPLE` behind a label.
struct Principal {
    std::string_view name = {};
    std::string_view realm = {};
};

std::optional<Principal> principalOf(std::string_view line)
{
    const auto pair = pairOf(line);
    if (!pair)
        return std::nullopt;
    const std::size_t at = pair->value.rfind(" @ ");
    if (at == std::string_view::npos)
        return std::nullopt;
    return Principal{.name = trimmed(pair->value.substr(0, at)),
                     .realm = trimmed(pair->value.substr(at + 3))};
}

/// The number in `#3>     Client: …`, and what stands behind it.
std::optional<std::string_view> behindNumber(std::string_view line)
{
    line = trimmed(line);
    if (!line.starts_with('#'))
        return std::nullopt;
    const std::size_t end = line.find('>');
    constexpr std::size_t mostDigits = 6;
    if (end == std::string_view::npos || end < 2 || end > mostDigits
        || !decimal(line.substr(1, end - 1)))
        return std::nullopt;
    return line.substr(end + 1);
}

std::optional<std::uint32_t> flagsIn(std::string_view line)
{
    for (std::string_view rest = line; !isBlank(rest);) {
        const std::string_view word = takeWord(rest);
        if (word.size() == 10 && word.starts_with("0x"))
            return hexadecimal(word);
    }
    return std::nullopt;
}

}  // namespace

namespace {

/// `forwardable renewable`, as a fact says flags: never empty.
std::string flagWords(std::uint32_t said)
{
    std::string out;
    for (const Flag& each : flags) {
        if ((said & each.bit) != 0)
            out.append(out.empty() ? "" : " ").append(each.word);
    }
    return out.empty() ? "none" : out;
}

/// What the lines below a ticket's service say of it; \p at is moved behind them. Empty: they have no flags.
std::string takeTicketWords(Lines& at)
{
    constexpr std::size_t mostLines = 12;
    std::string out;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        const std::string_view text = at.line().head();
        if (isBlank(text) || behindNumber(text) || indentOf(text) == 0)
            break;
        if (const auto found = out.empty() ? flagsIn(text) : std::nullopt)
            out = flagWords(*found);
        // The cache's own flag, a word in every language: a ticket that was delegated to this session.
        if (text.contains("-> DELEGATION"))
            out.append(out.empty() ? "" : " ").append("delegation");
    }
    return out;
}

}  // namespace

/// In every language alike: client and service with their realms, then the flags as a number. The labels of a German klist are
/// translated, and the line of the flags has no colon.
bool readKlist(Lines& lines, Collector& out)
{
    const auto behind = behindNumber(lines.line().head());
    const auto client = behind ? principalOf(*behind) : std::nullopt;
    if (!client)
        return false;
    Lines at = lines;
    at.next();
    const Line line = at.line();
    const auto server = at.atEnd() ? std::nullopt : principalOf(line.head());
    if (!server)
        return false;
    at.next();
    const std::string words = takeTicketWords(at);
    if (!words.empty()) {
        out.add(Reader::Klist, FactKind::User, FactLayer::TicketCache,
                std::string(client->name) + "@" + std::string(client->realm), lines.line(),
                client->name);
        out.add(Reader::Klist, FactKind::Ticket, FactLayer::TicketCache, words, line, server->name,
                {.about = std::string(server->name) + "@" + std::string(server->realm)});
    }
    lines = at;
    return true;
}

namespace {

constexpr std::string_view registeredFor = "Registered ServicePrincipalNames for ";
constexpr std::string_view registeredOn = " is registered on these accounts:";

/// `JUMP01` of `CN=JUMP01,OU=Servers,DC=nordwind,DC=example`; empty: it is no such place.
std::string_view accountOf(std::string_view place)
{
    if (!startsWithIgnoringCase(place, "CN=")
        || findIgnoringCase(place, ",dc=") == std::string_view::npos)
        return {};
    return place.substr(3, place.find(',') - 3);
}

/// `WSMAN/JUMP01.nordwind.example:5985`
bool isServiceName(std::string_view text)
{
    const std::size_t slash = text.find('/');
    return slash != 0 && slash != std::string_view::npos && slash + 1 < text.size()
           && text.find_first_of(" \t\\@=\"'<>()") == std::string_view::npos
           && std::ranges::all_of(text.substr(0, slash), [](char c) {
                  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                         || c == '-' || c == '.' || c == '_';
              });
}

/// The names that stand below \p place, each on a line, further in.
void takeNames(Lines& lines, Collector& out, std::string_view place)
{
    const std::string account(accountOf(place));
    for (; !lines.atEnd(); lines.next()) {
        const std::string_view text = lines.line().head();
        const std::string_view name = trimmed(text);
        if (indentOf(text) == 0 || !isServiceName(name))
            break;
        out.add(Reader::Setspn, FactKind::SpnRegistered, FactLayer::Directory, name, lines.line(),
                name, {.about = std::string(place), .subject = account});
    }
}

/// `setspn -L`: the names of one account, behind \p place.
void takeRegistered(Lines& lines, Collector& out, std::string_view place)
{
    while (place.ends_with(':'))
        place.remove_suffix(1);
    lines.next();
    takeNames(lines, out, place);
}

/// `setspn -X`: the accounts that have \p name, each on a line.
void takeDuplicates(Lines& lines, Collector& out, std::string_view name)
{
    for (lines.next(); !lines.atEnd(); lines.next()) {
        const std::string_view place = trimmed(lines.line().head());
        const std::string_view account = accountOf(place);
        if (account.empty())
            break;
        out.add(Reader::Setspn, FactKind::SpnDuplicate, FactLayer::Directory, name, lines.line(),
                place, {.about = std::string(place), .subject = std::string(account)});
    }
}

/// `setspn -Q`, which found nothing: the name stands in what was typed, `setspn -Q WSMAN/JUMP01`.
void takeMissing(Lines& lines, Collector& out)
{
    std::string_view typed = out.typed();
    const std::string_view program = takeWord(typed);
    const std::string_view option = takeWord(typed);
    const std::string_view name = takeWord(typed);
    if (startsWithIgnoringCase(program, "setspn") && text::equalsIgnoringAsciiCase(option, "-q")
        && isServiceName(name) && !name.contains('*')) {
        out.add(Reader::Setspn, FactKind::SpnMissing, FactLayer::Directory, name, lines.line(),
                trimmed(lines.line().head()));
    }
    lines.next();
}

/// `setspn -Q`: an account's place, and its names below it.
bool readPlace(Lines& lines, Collector& out)
{
    const std::string_view place = trimmed(lines.line().head());
    if (indentOf(lines.line().head()) != 0 || accountOf(place).empty())
        return false;
    Lines next = lines;
    next.next();
    const std::string_view below = next.line().head();
    if (next.atEnd() || indentOf(below) == 0 || !isServiceName(trimmed(below)))
        return false;
    lines = next;
    takeNames(lines, out, place);
    return true;
}

}  // namespace

/// setspn has words of its own in English alone, as far as public documents show; places in the directory and the names below
/// them are read whatever stands above.
bool readSetspn(Lines& lines, Collector& out)
{
    const std::string_view text = trimmed(lines.line().head());
    if (text.starts_with(registeredFor) && text.substr(registeredFor.size()).starts_with("CN=")) {
        takeRegistered(lines, out, text.substr(registeredFor.size()));
        return true;
    }
    if (text.ends_with(registeredOn)) {
        const std::string_view name = text.substr(0, text.size() - registeredOn.size());
        if (!isServiceName(name))
            return false;
        takeDuplicates(lines, out, name);
        return true;
    }
    if (text == "No such SPN found.") {
        takeMissing(lines, out);
        return true;
    }
    return readPlace(lines, out);
}

}  // namespace hopwright::import
