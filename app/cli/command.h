#pragma once

#include "app/cli/password_input.h"
#include "app/process/stop_signal.h"
#include "core/base/error.h"
#include "core/probe/run.h"
#include "core/seen/look.h"

#include <QString>

#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11 spells it so
class App;
}  // namespace CLI

namespace hopwright::cli {

/// What the process returns. Scripts depend on these: add, never renumber. Listed in docs/cli.md.
enum class ExitCode : int {
    Ok = 0,  ///< Nothing wrong; all hops passed.
    BadInput =
        1,       ///< A file or a chain could not be read, or a file or standard output not written.
    Usage = 2,   ///< The command line does not say enough, or something wrong.
    Denied = 3,  ///< A party that was asked said no.
    Failed = 4,  ///< Something could not be asked.
    Skipped = 5,  ///< This build or this computer lacks what is needed.
    Cancelled = 130,
};

/// All that a command may touch besides files and sockets; a test passes string streams.
struct Context {
    std::ostream& out;  ///< Results only, so that they can be piped.
    std::ostream& err;  ///< For people: what went wrong.
    PasswordInput& passwords;
    process::StopSignal& stop;
    std::istream& in;  ///< What is pasted: of a command that reads a text.
    std::function<int()> outError =
        {};  ///< Why \p out does not take more, as errno, where that is known.
    /// What a look at the machine of this process goes by: process::thisMachine(), or images of a test. Null, and what it gives
    /// where it cannot look: nothing.
    std::function<std::optional<seen::Sources>()> thisMachine = {};
};

/// A subcommand is a row in the table of program.cpp, not a class.
struct Command {
    std::string_view name;
    std::string_view summary;
    /// Declares the arguments on \p app. \returns what runs once they are parsed.
    std::function<ExitCode(const Context&)> (*define)(CLI::App& app);
    /// Orders the arguments behind the command's name before they are parsed; null: as they come.
    std::vector<std::string> (*arrange)(std::vector<std::string> arguments) = nullptr;
};

extern const Command newCommand;
extern const Command sampleCommand;
extern const Command planCommand;
extern const Command probeCommand;
extern const Command showCommand;
extern const Command applyCommand;
extern const Command scriptCommand;
extern const Command importCommand;
extern const Command seenCommand;
extern const Command labCommand;
extern const Command demoCommand;
extern const Command decodeCommand;
extern const Command readCommand;
extern const Command explainCommand;

std::span<const Command* const> commands() noexcept;

/// The whole program but for the process around it: \p arguments without the program's name.
ExitCode runProgram(const Context& context, const std::vector<std::string>& arguments);

/// Says \p error on the error stream: one sentence, the detail, the way out. \p subject as in ui::errorText.
/// \returns the exit code that belongs to it.
ExitCode exitWith(const Context& context, const Error& error, const QString& subject = {});
/// Flushes the results of a command that has changed something. Where they cannot be printed, says \p done on the error stream,
/// since it is done all the same; that nothing could be printed is runProgram()'s to say, and its exit code.
void printed(const Context& context, const QString& done);
/// The same for a command line that cannot be carried out.
ExitCode exitWithUsage(const Context& context, const QString& sentence, const QString& detail,
                       const QString& wayOut);
/// The same where this computer lacks what is needed.
ExitCode exitWithSkipped(const Context& context, const QString& sentence, const QString& wayOut);

/// By the state of the worst hop.
ExitCode exitCodeOf(HopState worst) noexcept;

}  // namespace hopwright::cli
