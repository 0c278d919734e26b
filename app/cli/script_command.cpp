#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/script/script_files.h"
#include "core/store/export_folder.h"
#include "core/store/graph_file.h"
#include "ui/text/words.h"

#include <QDateTime>

#include <CLI/CLI.hpp>

#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    std::string out = {};
    bool force = false;
};

ExitCode run(const Context& context, const Options& options)
{
    if (options.out.empty()) {
        return exitWithUsage(context, ui::Text::tr("It was not said where the scripts go."), {},
                             ui::Text::tr("Add --out and a folder."));
    }
    const auto graph = store::loadGraph(files::pathFromUtf8(options.file));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    const script::ScriptOptions texts{
        .version = HOPWRIGHT_VERSION,
        .created = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()};
    const QString subject = ui::Text::tr("The scripts were not written");
    const auto files = script::makeScripts(*graph, plan::makePlan(*graph), texts);
    if (!files)
        return exitWith(context, files.error(), subject);
    if (files->empty()) {
        context.out << utf8(
            ui::Text::tr("Nothing to write: the plan changes nothing, and no route is drawn."))
                    << '\n';
        return ExitCode::Ok;
    }
    std::vector<store::ExportFile> contents;
    for (const script::ExportFile& each : *files)
        contents.push_back({.name = each.name, .bytes = script::fileBytes(each)});
    contents.push_back(
        {.name = std::string(script::indexName), .bytes = script::indexBytes(*files, texts)});
    const auto others = options.force ? store::OtherThings::Keep : store::OtherThings::Refuse;
    const auto written = store::writeExport(files::pathFromUtf8(options.out), contents, others);
    if (!written) {
        Error error = written.error();
        if (error.code == ErrorCode::NotAllowed)
            error.detail = Sentence::saying("%1; --force writes beside them", error.detail);
        return exitWith(context, error, subject);
    }
    for (const store::ExportFile& each : contents)
        context.out << each.name << '\n';
    printed(context, ui::Text::tr("The scripts were written"));
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing, a .hopw file.")->required();
    app.add_option("--out", options->out, "The folder to write into; made when it is not there.")
        ->required();
    app.add_flag("--force", options->force, "Write also where the folder holds other things.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command scriptCommand{
    .name = "script",
    .summary = "Write PowerShell scripts that set up, check, test and take back the plan.",
    .define = define};

}  // namespace hopwright::cli
