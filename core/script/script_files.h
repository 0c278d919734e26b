#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/script/export_file.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::script {

struct Format;

/// `enable`, `verify`, `probe`, `short`, `undo`: the name of the format for \p purpose.
std::string_view purposeName(Purpose purpose) noexcept;

/// Values that core must not find out by itself.
struct ScriptOptions {
    /// Names the journal of enable and undo: `[0-9a-z-]`, at most 64. Empty, as it should be: planIdOf() of each machine, so
    /// that an undo that is exported later, after the drawing changed elsewhere, still fits.
    std::string planId = {};
    std::string version = {};  ///< Of this program, for the header.
    std::string created = {};  ///< Date and time, for the header; empty: not said.
};

/// Longest name that goes into a script, in bytes; the drawing's own limit is lower.
inline constexpr std::size_t maxScriptName = 1024;

/// The scripts of \p plan, which must be made of \p graph, in running order: 1xx enable, 2xx verify, 300… probe, 4xx short form (.txt), 9xx undo in
/// the reverse order of machines. More than 99 machines get more digits. A machine that the plan changes nothing on has no
/// file; a route that begins at a machine with a session to another gives that machine a probe.
///
/// Pure: same input, same bytes. Names stand only in single quotes and comment lines (quoting.h). No secret is in any text:
/// the drawing holds none, and the probe asks on A. Source: domain reference §2, §3.1, §9.1–9.4, §12.3. Not verified on
/// Windows; judged by the PowerShell engine on a simulated machine. The block of a probe is, but for the names of the test
/// file, byte-equal to what `probe` sends (LF; a file has CRLF throughout). Limits: docs/cli.md, "script".
///
/// \returns Malformed for a name with control characters or a plan id with others than the above; TooLarge for a name over
/// maxScriptName; NotAllowed for an entry that would mean more than one machine (`*`, or a comma in a trusted host);
/// CryptoUnavailable as planIdOf().
Result<std::vector<ExportFile>> makeScripts(const model::Graph& graph, const plan::Plan& plan,
                                            const ScriptOptions& options);

/// makeScripts() for other formats than all (formats.h): a test adds one.
Result<std::vector<ExportFile>> makeFiles(const model::Graph& graph, const plan::Plan& plan,
                                          const ScriptOptions& options,
                                          std::span<const Format> formats);

/// 16 hexadecimal digits over what \p plan changes on \p machine: the same as long as the drawing asks the same of it,
/// whatever else is drawn, and whenever it is exported.
Result<std::string> planIdOf(const model::Graph& graph, const plan::Plan& plan,
                             model::ComputerId machine);

/// README.txt of an export: what to run where, in which order, with which rights. LF, no BOM.
std::string indexText(const std::vector<ExportFile>& files, const ScriptOptions& options);
/// The same for other formats than all.
std::string indexOf(const std::vector<ExportFile>& files, const ScriptOptions& options,
                    std::span<const Format> formats);
/// indexText() as it is written.
std::string indexBytes(const std::vector<ExportFile>& files, const ScriptOptions& options);

inline constexpr std::string_view indexName = "README.txt";

}  // namespace hopwright::script
