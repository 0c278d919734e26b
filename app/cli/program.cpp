#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/printing.h"
#include "core/files/system_words.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace hopwright::cli {

namespace {

constexpr std::array<const Command*, 14> table = {
    &newCommand,    &sampleCommand, &planCommand,   &explainCommand, &probeCommand,
    &showCommand,   &applyCommand,  &scriptCommand, &importCommand,  &seenCommand,
    &decodeCommand, &readCommand,   &labCommand,    &demoCommand};

ExitCode exitCodeFor(ErrorCode code) noexcept
{
    using enum ErrorCode;
    switch (code) {
    case Truncated:
    case Malformed:
    case OutOfRange:
    case TooLarge:
    case NewerVersion:
    case UnknownNode:
    case NoPath:
    case NameTaken:
    case NotAllowed:
    case FileUnreadable:
    case FileUnwritable:
        return ExitCode::BadInput;
    case PeerRefused:
    case LogonDenied:
        return ExitCode::Denied;
    case UnexpectedMessage:
    case PeerNotAuthentic:
    case PeerTooOld:
    case PeerSilent:
    case PeerClosed:
    case Unreachable:
        return ExitCode::Failed;
    case Unsupported:
    case CryptoUnavailable:
        return ExitCode::Skipped;
    case Cancelled:
        return ExitCode::Cancelled;
    }
    std::unreachable();  // -Wswitch names a code that is missing above.
}

void print(const Context& context, const ui::ErrorText& text)
{
    context.err << "hopwright-cli: " << utf8(text.sentence) << '\n';
    for (const QString& line : {text.detail, text.wayOut}) {
        if (!line.isEmpty())
            context.err << "  " << utf8(line) << '\n';
    }
}

/// \p arguments as the command that they name wants them.
std::vector<std::string> arrangedFor(const std::vector<std::string>& arguments)
{
    const auto* const found = std::ranges::find_if(table, [&arguments](const Command* each) {
        return !arguments.empty() && each->name == arguments.front();
    });
    if (found == table.end() || (*found)->arrange == nullptr)
        return arguments;
    std::vector<std::string> out =
        (*found)->arrange({std::next(arguments.begin()), arguments.end()});
    out.insert(out.begin(), arguments.front());
    return out;
}

}  // namespace

std::span<const Command* const> commands() noexcept
{
    return table;
}

ExitCode exitWith(const Context& context, const Error& error, const QString& subject)
{
    print(context, ui::errorText(error, subject));
    return exitCodeFor(error.code);
}

ExitCode exitWithUsage(const Context& context, const QString& sentence, const QString& detail,
                       const QString& wayOut)
{
    print(context, {.sentence = sentence, .detail = detail, .wayOut = wayOut});
    return ExitCode::Usage;
}

ExitCode exitWithSkipped(const Context& context, const QString& sentence, const QString& wayOut)
{
    print(context, {.sentence = sentence, .detail = {}, .wayOut = wayOut});
    return ExitCode::Skipped;
}

ExitCode exitCodeOf(HopState worst) noexcept
{
    using enum HopState;
    switch (worst) {
    case Denied:
        return ExitCode::Denied;
    case Failed:
        return ExitCode::Failed;
    case Running:
    case Cancelled:
        return ExitCode::Cancelled;
    case Skipped:
        return ExitCode::Skipped;
    case NotRun:
    case Passed:
    case NotReached:
        return ExitCode::Ok;
    }
    std::unreachable();
}

void printed(const Context& context, const QString& done)
{
    if (!context.out.flush())
        print(context, {.sentence = done + u'.', .detail = {}, .wayOut = {}});
}

namespace {

/// What stands where a command should, and is none; nothing: there is a command, or options alone.
std::optional<std::string> unknownCommand(const std::vector<std::string>& arguments)
{
    if (arguments.empty() || arguments.front().starts_with('-'))
        return std::nullopt;
    const std::string& first = arguments.front();
    const bool isKnown =
        std::ranges::any_of(table, [&first](const Command* each) { return each->name == first; });
    return isKnown ? std::nullopt : std::optional(first);
}

ExitCode runCommand(const Context& context, const std::vector<std::string>& arguments)
{
    if (const auto unknown = unknownCommand(arguments)) {
        return exitWithUsage(
            context, ui::filled(ui::Text::tr("There is no command %1."), {ui::fromUtf8(*unknown)}),
            {}, ui::Text::tr("hopwright-cli --help names all commands."));
    }
    CLI::App app("Draws, plans and tests chains of PowerShell remoting hops.", "hopwright-cli");
    app.set_version_flag("--version", "hopwright-cli " HOPWRIGHT_VERSION, "Print the version.");
    app.set_help_flag("-h,--help", "Print this help.");
    app.require_subcommand(1);
    std::function<ExitCode(const Context&)> chosen;
    for (const Command* each : table) {
        CLI::App* sub = app.add_subcommand(std::string(each->name), std::string(each->summary));
        sub->allow_windows_style_options(false);
        sub->callback([&chosen, run = each->define(*sub)] { chosen = run; });
    }
    try {
        const std::vector<std::string> arranged = arrangedFor(arguments);
        app.parse(std::vector<std::string>(arranged.rbegin(), arranged.rend()));
    } catch (const CLI::ParseError& error) {  // How CLI11 reports; nothing of ours throws.
        const bool asked = app.exit(error, context.out, context.err) == 0;
        return asked ? ExitCode::Ok : ExitCode::Usage;
    }
    return chosen(context);
}

}  // namespace

ExitCode runProgram(const Context& context, const std::vector<std::string>& arguments)
{
    CleanBuffer cleanOut(*context.out.rdbuf());
    CleanBuffer cleanErr(*context.err.rdbuf());
    std::ostream out(&cleanOut);
    std::ostream err(&cleanErr);
    err << std::unitbuf;
    const ExitCode code = runCommand({.out = out,
                                      .err = err,
                                      .passwords = context.passwords,
                                      .stop = context.stop,
                                      .in = context.in,
                                      .outError = context.outError,
                                      .thisMachine = context.thisMachine},
                                     arguments);
    if (out.flush())
        return code;
    const int why = context.outError ? context.outError() : 0;
    print({.out = out,
           .err = err,
           .passwords = context.passwords,
           .stop = context.stop,
           .in = context.in},
          {.sentence = ui::Text::tr("Not all of the output was written."),
           .detail = ui::translated(
               why == 0 ? Sentence::saying("standard output")
                        : Sentence::saying("standard output: %1", files::wordsFor(why))),
           .wayOut = {}});
    return ExitCode::BadInput;
}

}  // namespace hopwright::cli
