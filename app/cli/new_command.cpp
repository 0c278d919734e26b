#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/edit/chain.h"
#include "core/files/read_file.h"
#include "core/link/practice_files.h"
#include "core/store/graph_file.h"
#include "ui/text/words.h"

#include <QDateTime>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    std::vector<std::string> chains = {};
    bool force = false;
};

QString notMade(const std::string& file)
{
    return ui::filled(ui::Text::tr("%1 was not made"), {shownName(file)});
}

ExitCode run(const Context& context, const Options& options)
{
    if (!options.force && files::isThere(files::pathFromUtf8(options.file))) {
        return exitWith(context,
                        {.code = ErrorCode::NameTaken,
                         .detail = Sentence::saying("it exists; --force writes over it")},
                        notMade(options.file));
    }
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const auto graph = edit::parseChains(options.chains, now);
    if (!graph) {
        Error error = graph.error();
        if (error.offset)
            error.detail = Sentence::saying("column %1: %2", *error.offset + 1, error.detail);
        return exitWith(context, error, notMade(options.file));
    }
    if (const auto saved = store::saveGraph(files::pathFromUtf8(options.file), *graph); !saved)
        return exitWith(context, saved.error(), notMade(options.file));
    if (const auto forgotten = link::forgetPracticeState(options.file); !forgotten) {
        return exitWith(context, forgotten.error(),
                        ui::Text::tr("What was applied to the drawing before was not cleared"));
    }
    context.out << files::shown(files::pathFromUtf8(options.file)) << '\n';
    printed(context, ui::filled(ui::Text::tr("%1 was made"), {shownName(options.file)}));
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing to make, a .hopw file.")->required();
    app.add_option("CHAIN", options->chains,
                   R"(Chains as typed: "ADM-PC01 -credssp-> JUMP01:5985 -> \\FS01\Reports".)")
        ->required();
    app.add_flag("--force", options->force, "Write over a file that exists.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

/// A chain that begins with an arrow, or has dashes only, is a wrong chain, and its error names the column; it is not an unknown
/// option. So everything that is not an option goes behind a `--`.
std::vector<std::string> arrange(std::vector<std::string> arguments)
{
    std::vector<std::string> options;
    std::vector<std::string> others;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string& each = arguments[i];
        const bool isLast = i + 1 == arguments.size();
        if (each == "--" && !isLast) {
            std::move(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end(),
                      std::back_inserter(others));
            break;
        }
        const bool isOption = each.starts_with('-') && each != "--" && !edit::looksLikeChain(each);
        (isOption ? options : others).push_back(std::move(each));
    }
    if (!others.empty())
        options.emplace_back("--");
    std::ranges::move(others, std::back_inserter(options));
    return options;
}

}  // namespace

const Command newCommand{
    .name = "new", .summary = "Draw chains into a new file.", .define = define, .arrange = arrange};

}  // namespace hopwright::cli
