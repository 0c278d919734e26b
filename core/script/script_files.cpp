#include "core/script/script_files.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/model/graph_rules.h"
#include "core/script/formats.h"
#include "core/script/quoting.h"
#include "core/text/hex.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace hopwright::script {

namespace {

using plan::Change;

constexpr std::size_t idDigits = 16;
constexpr std::size_t maxPlanId = 64;

std::string_view settingName(Change::Setting setting) noexcept
{
    switch (setting) {
    case Change::Setting::ClientRole:
        return "client";
    case Change::Setting::ServerRole:
        return "server";
    case Change::Setting::AllowFresh:
        return "fresh";
    case Change::Setting::AllowFreshNtlmOnly:
        return "ntlm";
    case Change::Setting::TrustedHosts:
        break;
    }
    return "trusted";
}

/// `host` of `WSMAN/host` or of a trusted host.
std::string_view hostOf(std::string_view entry)
{
    constexpr std::string_view prefix = "WSMAN/";
    if (entry.starts_with(prefix))
        entry.remove_prefix(prefix.size());
    return entry;
}

/// `WSMAN/host` as the cmdlet would write it.
std::string asWritten(std::string_view entry)
{
    return "wsman/" + std::string(hostOf(entry));
}

/// An entry that Windows would read as more than the one machine that was drawn opens the machine to all of those.
Result<void> checkEntry(const Change& change)
{
    HOPWRIGHT_TRY_VOID(checkScriptName(hostOf(change.value)));
    if (change.value.contains('*')) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("an entry in a script names one machine, and has no *"));
    }
    const bool trusted = change.setting == Change::Setting::TrustedHosts;
    if (trusted && change.value.contains(',')) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("a trusted host in a script has no comma"));
    }
    return {};
}

void addTo(MachineNeeds& needs, const Change& change)
{
    switch (change.setting) {
    case Change::Setting::ClientRole:
        needs.client = true;
        return;
    case Change::Setting::ServerRole:
        needs.server = true;
        return;
    case Change::Setting::AllowFresh:
        needs.fresh.push_back(asWritten(change.value));
        return;
    case Change::Setting::AllowFreshNtlmOnly:
        needs.ntlmOnly.push_back(asWritten(change.value));
        return;
    case Change::Setting::TrustedHosts:
        needs.trustedHosts.push_back(change.value);
        return;
    }
}

/// What the plan changes, by machine.
Result<std::map<model::ComputerId, MachineNeeds>> needsByMachine(const plan::Plan& plan)
{
    std::map<model::ComputerId, MachineNeeds> out;
    for (const Change& each : plan.changes) {
        HOPWRIGHT_TRY_VOID(checkEntry(each));
        addTo(out[each.computer], each);
    }
    return out;
}

/// The plan's changes of each machine alone, so that its id is found without walking all of them.
std::map<model::ComputerId, plan::Plan> changesByMachine(const plan::Plan& plan)
{
    std::map<model::ComputerId, plan::Plan> out;
    for (const Change& each : plan.changes)
        out[each.computer].changes.push_back(each);
    return out;
}

/// The machines that the plan changes, in the order of the drawing.
Result<std::vector<MachineNeeds>> needsOf(const model::Graph& graph, const plan::Plan& plan,
                                          const ScriptOptions& options)
{
    HOPWRIGHT_TRY(auto machines, needsByMachine(plan));
    const auto changes = changesByMachine(plan);
    std::vector<MachineNeeds> out;
    out.reserve(machines.size());
    for (auto& [id, needs] : machines) {
        HOPWRIGHT_TRY(const std::string planId, planIdOf(graph, changes.at(id), id));
        needs.machine = id;
        needs.name = graph.computers.at(id).name;
        needs.planId = options.planId.empty() ? planId : options.planId;
        HOPWRIGHT_TRY_VOID(checkScriptName(needs.name));
        out.push_back(std::move(needs));
    }
    return out;
}

Result<void> checkPlanId(std::string_view id)
{
    const bool allowed = std::ranges::all_of(
        id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-'; });
    if (!allowed || id.size() > maxPlanId) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a plan's id has letters a to z, digits and dashes"));
    }
    return {};
}

/// Slugs that are unique in an export, so that files of one machine share theirs.
class Slugs {
public:
    std::string of(model::ComputerId machine, std::string_view name)
    {
        if (const auto found = m_given.find(machine); found != m_given.end())
            return found->second;
        const std::string first = slug(name);
        std::string out = first;
        for (int number = 2; !m_taken.insert(out).second; ++number) {
            const std::string end = "-" + std::to_string(number);
            out = first.substr(0, maxSlug - end.size()) + end;
        }
        return m_given[machine] = out;
    }

private:
    std::map<model::ComputerId, std::string> m_given;
    std::set<std::string> m_taken;
};

/// `101`, `9042`: the digit of the purpose, then \p number with as many digits as \p count needs, at least two.
std::string numberText(char digit, std::size_t number, std::size_t count)
{
    constexpr std::size_t fewestDigits = 2;
    const std::size_t width = std::max(fewestDigits, std::to_string(count).size());
    std::string digits = std::to_string(number);
    digits.insert(0, width > digits.size() ? width - digits.size() : 0, '0');
    return digit + digits;
}

/// The lines of \p text that are no comment.
std::string indentedCode(std::string_view text)
{
    std::string out;
    for (const auto line : std::views::split(text, '\n')) {
        const std::string_view code(line);
        if (!code.empty() && !code.starts_with('#'))
            out += "    " + std::string(code) + "\n";
    }
    return out;
}

}  // namespace

std::string_view purposeName(Purpose purpose) noexcept
{
    const auto found = std::ranges::find(formats(), purpose, &Format::purpose);
    return found == formats().end() ? std::string_view() : found->name;
}

Result<std::string> planIdOf(const model::Graph& graph, const plan::Plan& plan,
                             model::ComputerId machine)
{
    const auto found = graph.computers.find(machine);
    if (found == graph.computers.end()) {
        return fail(ErrorCode::UnknownNode,
                    Sentence::saying("the plan's machine is not in the drawing"));
    }
    std::set<std::string> lines;
    for (const Change& each : plan.changes) {
        if (each.computer == machine) {
            lines.insert(std::string(settingName(each.setting)) + '\t'
                         + model::foldedName(each.value) + '\n');
        }
    }
    std::string all = model::foldedName(found->second.name) + '\n';
    for (const std::string& each : lines)
        all += each;
    HOPWRIGHT_TRY(const crypto::Sha256Digest digest, crypto::sha256(bytesOf(all)));
    return text::toHex(digest).substr(0, idDigits);
}

Result<std::vector<ExportFile>> makeScripts(const model::Graph& graph, const plan::Plan& plan,
                                            const ScriptOptions& options)
{
    return makeFiles(graph, plan, options, formats());
}

Result<std::vector<ExportFile>> makeFiles(const model::Graph& graph, const plan::Plan& plan,
                                          const ScriptOptions& options,
                                          std::span<const Format> formats)
{
    HOPWRIGHT_TRY_VOID(checkPlanId(options.planId));
    HOPWRIGHT_TRY(const std::vector<MachineNeeds> machines, needsOf(graph, plan, options));
    const std::vector<MachineRoutes> tested = routesByMachine(graph);
    const ExportSource source{
        .graph = graph, .machines = machines, .tested = tested, .options = options};
    Slugs slugs;
    std::vector<ExportFile> out;
    for (const Format& format : formats) {
        HOPWRIGHT_TRY(std::vector<MachineText> texts, format.texts(source));
        std::size_t number = format.first;
        for (MachineText& each : texts) {
            out.push_back({.name = numberText(format.digit, number++, texts.size()) + '-'
                                   + slugs.of(each.machine, each.name) + '-'
                                   + std::string(format.name) + std::string(format.extension),
                           .purpose = format.purpose,
                           .format = std::string(format.name),
                           .encoding = format.encoding,
                           .machine = each.machine,
                           .machineName = std::move(each.name),
                           .text = std::move(each.text)});
        }
    }
    return out;
}

std::string indexText(const std::vector<ExportFile>& files, const ScriptOptions& options)
{
    return indexOf(files, options, formats());
}

std::string indexOf(const std::vector<ExportFile>& files, const ScriptOptions& options,
                    std::span<const Format> formats)
{
    std::string out = "Scripts of Hopwright";
    if (!options.version.empty())
        out += " " + options.version;
    if (!options.created.empty())
        out += ", " + options.created;
    out +=
        "\nNot verified on Windows.\n\n"
        "Run the files in the order of their numbers, each on the machine that it names.\n"
        "The 9.. files take back what the 1.. files beside them set up; run them only for that, in "
        "the order of their numbers.\n"
        "A drawing that was changed since has undo files of its own, which do not know these: run "
        "these before you export it again, or keep this folder.\n";
    for (const Format& format : formats) {
        const auto is = [&format](const ExportFile& each) {
            return each.format == format.name;
        };
        if (std::ranges::none_of(files, is))
            continue;
        out += "\n" + std::string(format.section) + "\n";
        for (const ExportFile& each : files) {
            if (!is(each))
                continue;
            out += "  " + each.name + "  on " + commentText(each.machineName) + "\n";
            if (format.isPasted)
                out += indentedCode(each.text);
        }
    }
    out += "\nEnable and undo with -WhatIf print each change and make none."
           "\nHow: powershell.exe -NoProfile -ExecutionPolicy Bypass -File 101-NAME-enable.ps1\n"
           "Use the 64-bit Windows PowerShell, 2.0 to 5.1. No file holds a password.\n";
    return out;
}

std::string indexBytes(const std::vector<ExportFile>& files, const ScriptOptions& options)
{
    return encoded(indexText(files, options), Encoding::Utf8BomCrlf);
}

}  // namespace hopwright::script
