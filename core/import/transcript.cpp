#include "core/import/collector.h"

#include <algorithm>
#include <array>
#include <span>

namespace hopwright::import {

namespace {

struct Label {
    std::string_view label;
    FactKind kind;
};

/// github.com/PowerShell/PowerShell, src/System.Management.Automation/resources/InternalHostUserInterfaceStrings.resx,
/// TranscriptPrologue, in English. Other languages translate the labels; start and machine are told by their form in all.
constexpr std::array<Label, 3> labels{
    {{.label = "Username", .kind = FactKind::User},
     {.label = "RunAs User", .kind = FactKind::RunAsUser},
     {.label = "PSVersion", .kind = FactKind::PowerShellVersion}}};

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

/// When it was begun; empty: the header does not say.
std::string startOf(std::span<const HeaderLine> header)
{
    for (const HeaderLine& each : header) {
        if (std::string time = timeOf(each.pair.value); !time.empty())
            return time;
    }
    return {};
}

void takeHeaderLine(const HeaderLine& said, const std::string& time, Collector& out)
{
    const Pair& pair = said.pair;
    const auto add = [&](FactKind kind, std::string_view value) {
        out.add(Reader::Transcript, kind, FactLayer::Session, value, said.line, value,
                {.time = time});
    };
    if (const auto machine = machineOf(pair.value); machine && !machine->version.empty())
        add(FactKind::OperatingSystem, machine->version);
    const auto label = std::ranges::find(labels, pair.key, &Label::label);
    if (label != labels.end() && !pair.value.empty())
        add(label->kind, pair.value);
}

void takeHeader(std::span<const HeaderLine> header, Collector& out)
{
    // Facts of lines above the machine's are of the machine too.
    for (const HeaderLine& each : header) {
        if (const auto machine = machineOf(each.pair.value))
            out.setMachine(machine->name);
    }
    const std::string time = startOf(header);
    for (const HeaderLine& each : header)
        takeHeaderLine(each, time, out);
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
