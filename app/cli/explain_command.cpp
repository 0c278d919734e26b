#include "app/cli/command.h"
#include "app/cli/explain_json.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/explain/explanation_table.h"
#include "core/store/graph_file.h"
#include "ui/text/calendar.h"
#include "ui/text/explain_text.h"
#include "ui/text/language.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace hopwright::cli {

namespace {

struct Options {
    std::string id = {};
    std::string file = {};
    bool json = false;
};

/// A drawing with what follows from it.
struct Drawing {
    explicit Drawing(model::Graph read)
        : graph(std::move(read)), walk(graph), plan(plan::makePlan(graph, walk, ui::today()))
    {
    }

    ui::ExplainScene scene() const
    {
        return {.graph = graph, .plan = plan, .walk = walk, .now = now};
    }

    model::Graph graph;
    plan::RouteWalk walk;
    plan::Plan plan;
    std::map<model::HopId, plan::HopPrediction> now = {};
};

/// What \p id names: of the drawing first, as its things have names of their own.
std::vector<ui::Explained> explained(const std::string& id, const Drawing* drawing)
{
    std::vector<ui::Explained> out;
    if (drawing != nullptr)
        out = ui::explainNamed(drawing->scene(), id);
    if (!out.empty())
        return out;
    for (const explain::Topic& each : explain::topicsOf(id)) {
        out.push_back(drawing != nullptr ? ui::explainTopic(each, drawing->scene())
                                         : ui::explainTopic(each));
    }
    return out;
}

/// \p text below \p indent, wrapped for a terminal.
void printWrapped(std::ostream& out, const std::string& indent, const QString& text)
{
    constexpr qsizetype width = 78;
    QString line;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool fits = line.size() + word.size() + static_cast<qsizetype>(indent.size()) < width;
        if (!line.isEmpty() && !fits) {
            out << indent << utf8(line) << '\n';
            line.clear();
        }
        line += line.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    if (!line.isEmpty())
        out << indent << utf8(line) << '\n';
}

void print(std::ostream& out, const ui::Explained& explained)
{
    out << utf8(explained.title) << '\n';
    if (const QString line = ui::topicLine(explained); !line.isEmpty())
        out << utf8(line) << '\n';
    for (const ui::ExplainSection& section : explained.sections) {
        out << '\n' << utf8(ui::partTitle(section.part)) << '\n';
        for (const ui::ExplainLine& each : section.lines) {
            printWrapped(out, "  ",
                         each.rule.isEmpty() ? each.text
                                             : each.rule + QStringLiteral(": ") + each.text);
        }
    }
}

/// All that can be explained, for one who does not know what it is called.
void printTopics(std::ostream& out)
{
    std::vector<std::vector<QString>> rows;
    for (const explain::Explanation& each : explain::explanations())
        rows.push_back({ui::fromUtf8(each.id), ui::explanationText(each.title)});
    rows.push_back({QStringLiteral("E1–E%1").arg(errorRowCount),
                    ui::Text::tr("Errors of Windows, also by their code")});
    printTable(out, rows);
}

ExitCode printAll(const Context& context, const Options& options, const Drawing* drawing)
{
    std::optional<ui::InEnglish> english;
    if (options.json)
        english.emplace();
    const std::vector<ui::Explained> all = explained(options.id, drawing);
    if (all.empty()) {
        return exitWithUsage(
            context,
            ui::filled(ui::Text::tr("Nothing is known as %1."), {ui::fromUtf8(options.id)}),
            drawing == nullptr ? ui::Text::tr("Things of a drawing are known with --in FILE.")
                               : QString(),
            ui::Text::tr("\"hopwright-cli explain\" lists what can be explained."));
    }
    if (options.json) {
        printJson(context.out, explanationsToJson(all));
        return ExitCode::Ok;
    }
    bool first = true;
    for (const ui::Explained& each : all) {
        if (!std::exchange(first, false))
            context.out << "\n\n";
        print(context.out, each);
    }
    return ExitCode::Ok;
}

ExitCode run(const Context& context, const Options& options)
{
    if (options.id.empty()) {
        printTopics(context.out);
        return ExitCode::Ok;
    }
    if (options.file.empty())
        return printAll(context, options, nullptr);
    auto graph = store::loadGraph(files::pathFromUtf8(options.file));
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    const Drawing drawing(*std::move(graph));
    return printAll(context, options, &drawing);
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    CLI::Option* const id = app.add_option(
        "ID", options->id, "A rule, an error, a code, a role, a list, a word; see below.");
    app.add_option("--in", options->file,
                   "A .hopw file: then ID may be a finding, hop-5 or a machine of it.")
        ->type_name("FILE")
        ->needs(id);
    app.add_flag("--json", options->json, "Print hopwright.explanation/1.")->needs(id);
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command explainCommand{
    .name = "explain",
    .summary = "Say what a rule, a finding, a hop, a role or a list means, and what to do.",
    .define = define};

}  // namespace hopwright::cli
