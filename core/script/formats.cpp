#include "core/script/formats.h"

#include <algorithm>
#include <array>

namespace hopwright::script {

namespace {

using Texts = std::vector<MachineText>;

/// What \p text says of each machine that the plan changes.
Texts textsBy(std::string (*text)(const MachineNeeds&, const ScriptOptions&),
              const ExportSource& of)
{
    Texts out;
    for (const MachineNeeds& each : of.machines) {
        out.push_back({.machine = each.machine, .name = each.name, .text = text(each, of.options)});
    }
    return out;
}

/// What was set up first is taken back last.
Texts undoScripts(const ExportSource& of)
{
    Texts out = textsBy(undoText, of);
    std::ranges::reverse(out);
    return out;
}

Result<Texts> probes(const ExportSource& of)
{
    Texts out;
    for (const MachineRoutes& each : of.tested) {
        HOPWRIGHT_TRY(std::string text, probeText(of.graph, each, of.options));
        out.push_back({.machine = each.machine, .name = each.name, .text = std::move(text)});
    }
    return out;
}

// NOLINTNEXTLINE(readability-function-size): it is a table.
const std::array<Format, 5>& table()
{
    static const std::array<Format, 5> rows{{
        {.purpose = Purpose::Enable,
         .name = "enable",
         .extension = ".ps1",
         .encoding = Encoding::Utf8BomCrlf,
         .digit = '1',
         .first = 1,
         .section = "Set up: elevated, or as a start-up script (SYSTEM). Asks nothing.\n"
                    "Exit codes: 0 no change, 1 changed, 2 error, 3 blocked by policy",
         .isPasted = false,
         .texts =
             [](const ExportSource& of) {
                 return textsBy(enableText, of);
             }},
        {.purpose = Purpose::Verify,
         .name = "verify",
         .extension = ".ps1",
         .encoding = Encoding::Utf8BomCrlf,
         .digit = '2',
         .first = 1,
         .section = "Check: as any user, changes nothing.\n"
                    "Exit codes: 0 as planned, 1 not as planned, 2 error",
         .isPasted = false,
         .texts =
             [](const ExportSource& of) {
                 return textsBy(verifyText, of);
             }},
        {.purpose = Purpose::Probe,
         .name = "probe",
         .extension = ".ps1",
         .encoding = Encoding::Utf8BomCrlf,
         .digit = '3',
         .first = 0,
         .section =
             "Test: as the user whose hops are drawn; asks for credentials where one is drawn.\n"
             "Exit codes: 0 all passed, 1 not all passed, 2 error",
         .isPasted = false,
         .texts = probes},
        {.purpose = Purpose::Short,
         .name = "short",
         .extension = ".txt",
         .encoding = Encoding::Utf8BomCrlf,
         .digit = '4',
         .first = 1,
         .section = "In place of the 1.. files, a few lines to paste, elevated. "
                    + std::string(shortFormLacks),
         .isPasted = true,
         .texts =
             [](const ExportSource& of) {
                 return textsBy(shortText, of);
             }},
        {.purpose = Purpose::Undo,
         .name = "undo",
         .extension = ".ps1",
         .encoding = Encoding::Utf8BomCrlf,
         .digit = '9',
         .first = 1,
         .section = "Take back: elevated, or as a start-up script (SYSTEM). Asks nothing.\n"
                    "Exit codes: 0 no change, 1 changed, 2 error or changed since, 3 blocked by "
                    "policy",
         .isPasted = false,
         .texts = undoScripts},
    }};
    return rows;
}

}  // namespace

std::span<const Format> formats()
{
    return table();
}

}  // namespace hopwright::script
