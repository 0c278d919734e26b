#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/link/practice_files.h"
#include "core/store/graph_file.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    bool practice = false;
    bool undo = false;
};

using ChangeSentence = QString (*)(const model::Graph&, const plan::Change&);

void tell(const Context& context, const model::Graph& graph,
          const std::vector<plan::Change>& changes, ChangeSentence sentence, const QString& summary)
{
    for (const plan::Change& each : changes)
        context.out << "  " << utf8(sentence(graph, each)) << '\n';
    context.out << utf8(summary) << '\n';
}

ExitCode run(const Context& context, const Options& options)
{
    if (!options.practice) {
        return exitWithUsage(context, ui::Text::tr("It was not said where to apply the plan."), {},
                             ui::Text::tr("Add --practice: real machines are not changed yet."));
    }
    const auto graph = store::loadGraph(files::pathFromUtf8(options.file));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    link::PracticeLab lab;
    if (const auto started = startLab(lab, *graph, options.file); !started)
        return exitWith(context, started.error(), ui::Text::tr("The practice lab was not changed"));
    const std::vector<plan::Change> changes =
        options.undo ? lab.practiceState().applied
                     : lab.apply(plan::missingChanges(plan::makePlan(*graph), lab.states()));
    if (options.undo)
        lab.undo(changes);
    // Kept first: what is told has happened.
    const auto written = link::writePracticeState(options.file, lab.practiceState());
    if (!written)
        return exitWith(context, written.error(), ui::Text::tr("The change was not kept"));
    if (options.undo) {
        tell(context, *graph, changes, &ui::takenBackText,
             changes.empty() ? ui::Text::tr("Nothing to take back.") : ui::Text::tr("Taken back."));
    } else {
        tell(context, *graph, changes, &ui::changeText,
             changes.empty() ? ui::Text::tr("Nothing to change.") : ui::appliedText(changes));
    }
    printed(context, ui::Text::tr("The practice lab was changed"));
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing, a .hopw file.")->required();
    app.add_flag("--practice", options->practice, "Change the practice lab of FILE.");
    app.add_flag("--undo", options->undo, "Take back what was applied.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command applyCommand{.name = "apply",
                           .summary = "Apply the plan to the practice lab, kept in FILE.practice.",
                           .define = define};

}  // namespace hopwright::cli
