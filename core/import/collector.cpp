#include "core/import/collector.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <functional>

namespace hopwright::import {

namespace {

constexpr std::size_t maxValueBytes =
    std::size_t{64} * 1024;  ///< What a drawing keeps: model::maxTextBytes.
constexpr std::size_t maxAboutBytes = 1024;
constexpr std::size_t maxNameBytes = 255;
constexpr std::size_t maxCommands = 1'000;

/// Control characters mean nothing in a fact, and a drawing refuses them; the lines of a list stay.
void clean(std::string& text)
{
    std::ranges::replace_if(
        text,
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7F'; },
        ' ');
}

/// Without the quotation marks around it.
std::string_view unquoted(std::string_view word)
{
    const bool isQuoted = word.size() > 1 && (word.front() == '"' || word.front() == '\'');
    return isQuoted ? word.substr(1, word.find(word.front(), 1) - 1) : word;
}

/// `JUMP01` of `-r:JUMP01`; nothing: the word is no switch with a machine in it.
std::optional<std::string_view> behindSwitch(std::string_view word)
{
    constexpr std::array<std::string_view, 6> switches{
        "-r:", "-remote:", "/r:", "/server:", "-server:", "/remote:"};
    const auto found = std::ranges::find_if(
        switches, [word](std::string_view each) { return startsWithIgnoringCase(word, each); });
    return found == switches.end() ? std::nullopt : std::optional(word.substr(found->size()));
}

/// A parameter whose value, the next word, is a machine: `-ComputerName JUMP01`.
bool isMachineParameter(std::string_view word)
{
    constexpr std::array<std::string_view, 5> parameters{"-computername", "-cn", "/s", "-server",
                                                         "/r"};
    return std::ranges::any_of(parameters, [word](std::string_view each) {
        return text::equalsIgnoringAsciiCase(word, each);
    });
}

/// The machine that a command shall ask, in any of the ways to say it: `winrm -r:JUMP01`, `Test-WSMan JUMP01`,
/// `reg query \\JUMP01\HKLM`.
std::string_view targetIn(std::string_view typed)
{
    const bool isReg =
        startsWithIgnoringCase(typed, "reg ") || startsWithIgnoringCase(typed, "reg.exe ");
    bool isNext = false;
    bool isTest = false;
    for (std::string_view rest = typed.substr(0, 512); !rest.empty();) {
        const std::string_view word = unquoted(takeWord(rest));
        if (isNext || (isTest && !word.starts_with('-') && isHostName(word)))
            return word;
        if (const auto machine = behindSwitch(word))
            return *machine;
        if (isReg && word.starts_with(R"(\\)"))
            return word.substr(2, word.find('\\', 2) - 2);
        isTest = text::equalsIgnoringAsciiCase(word, "test-wsman");
        isNext = isMachineParameter(word);
    }
    return {};
}

/// The command of what was typed: `Get-WSManCredSSP`, `klist`; empty: none that can be told.
std::string_view commandIn(std::string_view typed)
{
    constexpr std::size_t most = 64;
    typed = trimmed(typed.substr(0, 512));
    if (typed.starts_with('$')) {
        const std::size_t equals = typed.find('=');
        if (equals == std::string_view::npos)
            return {};
        typed = trimmed(typed.substr(equals + 1));
    }
    const std::size_t end = typed.find_first_not_of(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");
    const std::string_view name = typed.substr(0, end);
    const bool isWhole = end == std::string_view::npos || typed[end] == ' ' || typed[end] == '|'
                         || typed[end] == ';' || typed[end] == '\t';
    const bool isName = !name.empty() && name.front() != '-' && name.front() != '.'
                        && (name.front() < '0' || name.front() > '9');
    return isWhole && isName && name.size() <= most ? name : std::string_view();
}

}  // namespace

void Collector::add(Reader reader, FactKind kind, FactLayer layer, std::string_view value,
                    const Line& line, std::string_view piece, More more)
{
    if (more.subject.empty())
        more.subject = subject();
    if (m_reading.facts.size() == maxFacts || value.size() > maxValueBytes
        || more.about.size() > maxAboutBytes || more.subject.size() > maxNameBytes) {
        ++m_reading.left;
        return;
    }
    const std::less<> before;
    const char* const end = m_text.data() + m_text.size();
    const bool isInText =
        !before(piece.data(), m_text.data()) && !before(end, piece.data() + piece.size());
    const text::Place place =
        isInText ? text::Place{.offset = static_cast<std::size_t>(piece.data() - m_text.data()),
                               .length = piece.size()}
                 : text::Place{.offset = line.offset, .length = line.text.size()};
    Fact fact{.kind = kind,
              .subject = std::move(more.subject),
              .about = std::move(more.about),
              .value = std::string(value),
              .layer = layer,
              .time = std::move(more.time),
              .line = line.number,
              .place = place,
              .reader = reader};
    for (std::string* each : {&fact.subject, &fact.about, &fact.value, &fact.time})
        clean(*each);
    m_reading.facts.push_back(std::move(fact));
}

std::string_view Collector::subject() const noexcept
{
    if (!m_target.empty())
        return m_target;
    return m_prompt.empty() ? std::string_view(m_reading.machine) : std::string_view(m_prompt);
}

void Collector::setMachine(std::string_view name)
{
    if (m_reading.machine.empty() && isHostName(name))
        m_reading.machine = name;
}

void Collector::atPrompt(std::string_view machine, std::string_view typed, const Line& line)
{
    m_prompt = isHostName(machine) ? machine : std::string_view();
    m_target.clear();
    m_typed = trimmed(typed);
    const std::string_view name = commandIn(m_typed);
    if (!name.empty() && m_reading.commands.size() < maxCommands) {
        m_reading.commands.push_back(
            {.name = std::string(name),
             .machine = std::string(subject()),
             .line = line.number,
             .place = {.offset = static_cast<std::size_t>(name.data() - m_text.data()),
                       .length = name.size()}});
    }
    const std::string_view target = targetIn(m_typed);
    const bool isHere = text::equalsIgnoringAsciiCase(target, "localhost") || target == "."
                        || target == "127.0.0.1" || target == "::1";
    if (isHostName(target) && !isHere)
        m_target = target;
}

void Collector::addPart(Reader reader, std::size_t begin, std::size_t end)
{
    auto& parts = m_reading.parts;
    // What follows at once is the same part: an event behind an event.
    if (!parts.empty() && parts.back().reader == reader && parts.back().place.end() + 4 >= begin) {
        parts.back().place.length = end - parts.back().place.offset;
    } else if (parts.size() < maxFacts) {
        parts.push_back({.reader = reader, .place = {.offset = begin, .length = end - begin}});
    }
}

}  // namespace hopwright::import
