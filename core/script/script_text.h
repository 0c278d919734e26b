#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/script/script_files.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::script {

/// What the plan asks of one machine, as its scripts say it.
struct MachineNeeds {
    model::ComputerId machine{};
    std::string name = {};  ///< As drawn.
    std::string planId = {};
    bool client = false;
    bool server = false;
    std::vector<std::string> fresh = {};  ///< `wsman/host`: the cmdlet writes the prefix so.
    std::vector<std::string> ntlmOnly = {};
    std::vector<std::string> trustedHosts = {};
};

/// The text of a file for \p needs, whose names have been checked.
std::string enableText(const MachineNeeds& needs, const ScriptOptions& options);
std::string verifyText(const MachineNeeds& needs, const ScriptOptions& options);
std::string undoText(const MachineNeeds& needs, const ScriptOptions& options);
std::string shortText(const MachineNeeds& needs, const ScriptOptions& options);

/// The plain lines that do the same, at most six: an administrator knows them and can paste them. They look at nothing first.
std::string shortForm(const MachineNeeds& needs);
/// One sentence on what shortForm() lacks.
inline constexpr std::string_view shortFormLacks =
    "Lacks what the enable script has: it looks at nothing first, adds an entry again each time it "
    "is run, names no policy that "
    "blocks it, and keeps no journal, so the undo script does not know of it.";

/// Whether \p name may stand in a script. \returns Malformed, TooLarge.
Result<void> checkScriptName(std::string_view name);

/// One comment line, its end included.
std::string commentLine(std::string_view text);
/// The first lines of every script: what it needs, what it is, and what is not known of it.
std::string headLines(const ScriptOptions& options);

}  // namespace hopwright::script
