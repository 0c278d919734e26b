#include "app/cli/command.h"
#include "app/cli/new_drawing.h"
#include "core/edit/chain.h"

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

ExitCode run(const Context& context, const Options& options)
{
    if (const auto refused = refuseExisting(context, options.file, options.force))
        return *refused;
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const auto graph = edit::parseChains(options.chains, now);
    if (!graph) {
        Error error = graph.error();
        if (error.offset)
            error.detail = Sentence::saying("column %1: %2", *error.offset + 1, error.detail);
        return exitWith(context, error, notMade(options.file));
    }
    return makeDrawing(context, options.file, *graph);
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
