#include "core/import/collector.h"

#include <algorithm>
#include <array>
#include <span>

namespace hopwright::import {

namespace {

enum class Field : std::uint8_t { Start, User, RunAs, Machine, Version };

struct Label {
    std::string_view label;
    Field field;
};

/// github.com/PowerShell/PowerShell, src/System.Management.Automation/resources/InternalHostUserInterfaceStrings.resx,
/// TranscriptPrologue, in English. Other languages translate the labels; there the lines are told by their form.
constexpr std::array<Label, 5> labels{{{.label = "Start time", .field = Field::Start},
                                       {.label = "Username", .field = Field::User},
                                       {.label = "RunAs User", .field = Field::RunAs},
                                       {.label = "Machine", .field = Field::Machine},
                                       {.label = "PSVersion", .field = Field::Version}}};

bool isStars(std::string_view line)
{
    line = trimmed(line);
    return line.size() >= 10 && line.find_first_not_of('*') == std::string_view::npos;
}

/// `20261130081011`, which is local time.
std::string timeOf(std::string_view digits)
{
    if (digits.size() != 14 || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    const auto part = [digits](std::size_t at, std::size_t size) {
        return std::string(digits.substr(at, size));
    };
    return part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2)
           + ":" + part(12, 2);
}

/// `JUMP01 (Microsoft Windows NT 10.0.20348.0)`: the machine and its version.
struct Machine {
    std::string_view name = {};
    std::string_view version = {};
};

std::optional<Machine> machineOf(std::string_view value)
{
    constexpr std::string_view windows = "(Microsoft Windows NT ";
    const std::size_t found = value.find(windows);
    if (found == std::string_view::npos || !value.ends_with(')'))
        return std::nullopt;
    const std::string_view name = trimmed(value.substr(0, found));
    const std::string_view version =
        value.substr(found + windows.size(), value.size() - found - windows.size() - 1);
    return isHostName(name) ? std::optional(Machine{.name = name, .version = version})
                            : std::nullopt;
}

struct HeaderLine {
    Line line = {};
    Pair pair = {};
};

std::optional<Field> fieldOf(const Pair& pair)
{
    const auto found = std::ranges::find(labels, pair.key, &Label::label);
    return found == labels.end() ? std::nullopt : std::optional(found->field);
}

void takeHeader(std::span<const HeaderLine> header, Collector& out)
{
    std::string time;
    for (const HeaderLine& each : header) {
        if (time.empty())
            time = timeOf(each.pair.value);
        if (const auto machine = machineOf(each.pair.value))
            out.setMachine(machine->name);
    }
    for (const HeaderLine& each : header) {
        const Pair& pair = each.pair;
        const auto add = [&](FactKind kind, std::string_view value) {
            out.add(Reader::Transcript, kind, FactLayer::Session, value, each.line, value,
                    {.time = time});
        };
        if (const auto machine = machineOf(pair.value); machine && !machine->version.empty())
            add(FactKind::OperatingSystem, machine->version);
        const auto field = fieldOf(pair);
        if (!field || pair.value.empty())
            continue;
        if (*field == Field::User) {
            add(FactKind::User, pair.value);
        } else if (*field == Field::RunAs) {
            add(FactKind::RunAsUser, pair.value);
        } else if (*field == Field::Version) {
            add(FactKind::PowerShellVersion, pair.value);
        }
    }
}

}  // namespace

/// Between two lines of stars: a time of fourteen digits, and a machine with its system behind it.
bool readTranscriptHeader(Lines& lines, Collector& out)
{
    constexpr std::size_t mostLines = 24;
    if (!isStars(lines.line().head()))
        return false;
    std::vector<HeaderLine> header;
    bool hasTime = false;
    Lines at = lines;
    at.next();
    for (std::size_t i = 0; i < mostLines && !at.atEnd() && !isStars(at.line().head());
         ++i, at.next()) {
        if (const auto pair = pairOf(at.line().head())) {
            header.push_back({.line = at.line(), .pair = *pair});
            hasTime = hasTime || !timeOf(pair->value).empty();
        }
    }
    if (at.atEnd() || !isStars(at.line().head()) || !hasTime || header.size() < 2)
        return false;
    takeHeader(header, out);
    at.next();
    lines = at;
    return true;
}

}  // namespace hopwright::import
