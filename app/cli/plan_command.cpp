#include "app/cli/command.h"
#include "app/cli/plan_json.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/store/graph_file.h"
#include "ui/text/calendar.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    bool json = false;
};

ExitCode run(const Context& context, const Options& options)
{
    const auto graph = store::loadGraph(files::pathFromUtf8(options.file));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    const plan::Plan plan = plan::makePlan(*graph, ui::today());
    if (options.json) {
        printJson(context.out, planToJson(*graph, plan));
    } else {
        printPlan(context.out, *graph, plan);
    }
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing, a .hopw file.")->required();
    app.add_flag("--json", options->json, "Print hopwright.plan/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command planCommand{.name = "plan",
                          .summary = "Say what each machine needs and what each hop will do.",
                          .define = define};

}  // namespace hopwright::cli
