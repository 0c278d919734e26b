#include "app/cli/command.h"
#include "app/cli/import_json.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/files/read_file.h"
#include "core/import/into_drawing.h"
#include "core/import/read.h"
#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"
#include "ui/text/import_text.h"
#include "ui/text/words.h"

#include <QDateTime>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <memory>

namespace hopwright::cli {

namespace {

constexpr std::size_t maxTextBytes = std::size_t{20} * 1024 * 1024;

struct Options {
    std::vector<std::string> files = {};
    std::string into = {};
    std::string machine = {};
    bool json = false;
};

std::vector<QString> rowOf(const import::Fact& fact)
{
    return {ui::factSubjectText(fact), ui::factValueText(fact.kind, fact.value),
            ui::factLayerText(fact.layer),
            fact.line == 0 ? QString()
                           : ui::filled(ui::Text::tr("line %1"), {QString::number(fact.line)})};
}

void tellFacts(const Context& context, const QString& heading,
               const std::vector<import::Fact>& facts)
{
    if (facts.empty())
        return;
    context.out << "  " << utf8(heading) << '\n';
    std::vector<std::vector<QString>> rows;
    rows.reserve(facts.size());
    for (const import::Fact& each : facts)
        rows.push_back(rowOf(each));
    printTable(context.out, rows);
}

void tellLines(const Context& context, const QString& heading, const std::vector<QString>& lines)
{
    if (lines.empty())
        return;
    context.out << "  " << utf8(heading) << '\n';
    for (const QString& each : lines)
        context.out << "    " << utf8(each) << '\n';
}

/// Contradictions within a layer, and those of layers that keep a field as it was, each once.
std::vector<QString> contradictionsOf(const import::Imported::Machine& machine)
{
    std::vector<QString> out;
    const auto take = [&out](const import::Contradiction& each) {
        const QString text = ui::contradictionText(each);
        if (std::ranges::find(out, text) == out.end())
            out.push_back(text);
    };
    std::ranges::for_each(machine.contradictions, take);
    std::ranges::for_each(machine.merged.undecided, take);
    return out;
}

void tell(const Context& context, const Options& options, const import::Imported& imported)
{
    for (const import::Imported::Machine& machine : imported.machines) {
        context.out << utf8(ui::fromUtf8(imported.graph.computers.at(machine.computer).name))
                    << '\n';
        tellFacts(context, ui::Text::tr("Taken into the drawing:"), machine.merged.taken);
        std::vector<QString> changed;
        changed.reserve(machine.merged.changed.size());
        for (const auto& each : machine.merged.changed) {
            changed.push_back(ui::filled(ui::Text::tr("%1: %2, was %3"),
                                         {ui::factSubjectText({.kind = each.kind}),
                                          ui::factValueText(each.kind, each.now),
                                          ui::factValueText(each.kind, each.before)}));
        }
        tellLines(context, ui::Text::tr("Changed what was known:"), changed);
        tellLines(context, ui::Text::tr("Contradictions, which changed nothing:"),
                  contradictionsOf(machine));
        tellFacts(context, ui::Text::tr("Kept as facts:"), machine.merged.further);
    }
    if (imported.left.empty())
        return;
    context.out << utf8(ui::Text::tr("Left, since these machines are not drawn:")) << '\n';
    std::vector<std::vector<QString>> rows;
    for (const import::Imported::Left& each : imported.left) {
        std::vector<QString> row{ui::fromUtf8(each.fact.subject)};
        std::ranges::copy(rowOf(each.fact), std::back_inserter(row));
        row.push_back(shownName(options.files[each.text]));
        rows.push_back(std::move(row));
    }
    printTable(context.out, rows);
}

ExitCode exitNameless(const Context& context, const Options& options,
                      const import::Imported& imported)
{
    QStringList names;
    for (const std::size_t text : imported.nameless)
        names.append(shownName(options.files[text]));
    return exitWithUsage(context, ui::Text::tr("It is not said which machine this was printed on."),
                         names.join(QStringLiteral(", ")),
                         ui::Text::tr("Add --machine and the name of a machine of the drawing."));
}

ExitCode run(const Context& context, const Options& options)
{
    const QString subject =
        ui::filled(ui::Text::tr("Nothing was taken into %1"), {shownName(options.into)});
    const auto graph = store::loadGraph(files::pathFromUtf8(options.into));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.into));
    std::optional<model::ComputerId> machine;
    if (!options.machine.empty()) {
        machine = import::machineNamed(*graph, options.machine);
        if (!machine) {
            return exitWith(context,
                            {.code = ErrorCode::UnknownNode,
                             .detail = Sentence::saying("no machine of the drawing is called %1",
                                                        options.machine)},
                            subject);
        }
    }
    std::vector<ImportedText> texts;
    std::vector<import::Reading> readings;
    std::size_t understood = 0;
    for (const std::string& each : options.files) {
        const auto bytes = files::readFile(files::pathFromUtf8(each), maxTextBytes);
        if (!bytes)
            return exitWith(context, bytes.error(), notOpened(each));
        readings.push_back(import::readBytes(*bytes));
        understood += readings.back().facts.size();
        texts.push_back({.file = each, .encoding = std::string(import::encodingOf(*bytes))});
    }
    if (understood == 0) {
        return exitWith(context,
                        {.code = ErrorCode::Malformed,
                         .detail = Sentence::saying("no output of a tool that is read was found")},
                        subject);
    }
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const import::Imported imported = import::intoDrawing(*graph, readings, machine, now);
    if (!imported.nameless.empty())
        return exitNameless(context, options, imported);
    if (const auto valid = model::checkChange(*graph, imported.graph); !valid)
        return exitWith(context, valid.error(), subject);
    if (imported.graph != *graph) {
        const auto saved = store::saveGraph(files::pathFromUtf8(options.into), imported.graph);
        if (!saved)
            return exitWith(context, saved.error(), subject);
    }
    if (options.json) {
        printJson(context.out, importJson(imported, texts, readings));
    } else {
        tell(context, options, imported);
    }
    printed(context, ui::filled(ui::Text::tr("It was taken into %1"), {shownName(options.into)}));
    return ExitCode::Ok;
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->files,
                   "Outputs of tools, event logs, transcripts, .reg and Registry.pol.")
        ->required();
    app.add_option("--into", options->into, "The drawing whose machines they are of, a .hopw file.")
        ->required()
        ->type_name("DRAWING");
    app.add_option("--machine", options->machine,
                   "The machine of what does not say where it was printed.")
        ->type_name("NAME");
    app.add_flag("--json", options->json, "Print hopwright.import/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command importCommand{.name = "import",
                            .summary = "Read what Windows' tools printed into a drawing.",
                            .define = define};

}  // namespace hopwright::cli
