#include "app/cli/command.h"
#include "app/cli/new_drawing.h"
#include "app/cli/printing.h"
#include "app/cli/sample_drawing.h"
#include "core/store/graph_file.h"
#include "ui/text/words.h"

#include <QFile>

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string name = {};
    std::string file = {};
    bool force = false;
};

void printSamples(std::ostream& out)
{
    std::vector<std::vector<QString>> rows;
    for (const std::span<const ui::Sample> some : {ui::firstSamples(), ui::fieldSamples()}) {
        for (const ui::Sample& each : some) {
            rows.push_back(
                {QLatin1String(each.name), ui::sampleChoice(each), ui::Text::tr(each.shows)});
        }
    }
    printTable(out, rows);
}

ExitCode run(const Context& context, const Options& options)
{
    if (options.name.empty()) {
        printSamples(context.out);
        return ExitCode::Ok;
    }
    const ui::Sample* const sample = ui::sampleNamed(ui::exactFromUtf8(options.name));
    if (sample == nullptr) {
        return exitWithUsage(
            context,
            ui::filled(ui::Text::tr("There is no sample %1."), {ui::fromUtf8(options.name)}), {},
            ui::Text::tr("\"hopwright-cli sample\" lists the samples."));
    }
    if (options.file.empty()) {
        return exitWithUsage(context, ui::Text::tr("Which file to make is not said."), {},
                             ui::Text::tr("\"hopwright-cli sample --help\" shows how."));
    }
    if (const auto refused = refuseExisting(context, options.file, options.force))
        return *refused;
    const auto graph = readSample(*sample);
    if (!graph)
        return exitWith(context, graph.error(), notMade(options.file));
    return makeDrawing(context, options.file, *graph);
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("NAME", options->name,
                   "The name of a sample; without it the samples are listed.");
    app.add_option("FILE", options->file, "The drawing to make, a .hopw file.");
    app.add_flag("--force", options->force, "Write over a file that exists.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

Result<model::Graph> readSample(const ui::Sample& sample)
{
    QFile file(ui::sampleResource(sample));
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable,
                    Sentence::saying("the sample is not part of this program"));
    }
    return store::readGraph(file.readAll().toStdString());
}

const Command sampleCommand{.name = "sample",
                            .summary = "Make a drawing of a sample, or list the samples.",
                            .define = define};

}  // namespace hopwright::cli
