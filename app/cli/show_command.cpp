#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/model/graph_rules.h"
#include "core/probe/run_difference.h"
#include "core/probe/run_json.h"
#include "core/store/run_file.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_history_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string file = {};
    std::string other = {};
    bool json = false;
};

/// Two runs side by side.
struct Pair {
    const store::StoredRun& before;
    const store::StoredRun& after;
    std::vector<probe::HopDifference> hops;
};

const probe::HopResult* resultAt(const store::StoredRun& run,
                                 const std::optional<probe::HopPlace>& place)
{
    return place ? &run.report.routes.at(place->route).hops.at(place->hop) : nullptr;
}

/// The run that has the hop, the later before the earlier.
const store::StoredRun& runWith(const Pair& pair, const probe::HopDifference& difference)
{
    return difference.after ? pair.after : pair.before;
}

int changedIn(const std::vector<probe::HopDifference>& hops)
{
    return static_cast<int>(
        std::ranges::count_if(hops, [](const auto& each) { return !each.isSame(); }));
}

Json stateOrNull(const probe::HopResult* result)
{
    return result == nullptr ? Json(nullptr) : Json(wordOf(result->state));
}

Json hopJson(const Pair& pair, const probe::HopDifference& difference)
{
    const store::StoredRun& run = runWith(pair, difference);
    const probe::HopPlace place = difference.after ? *difference.after : *difference.before;
    const probe::RouteResult& route = run.report.routes.at(place.route);
    const model::Hop& hop = run.graph.hops.at(route.hops.at(place.hop).hop);
    Json differs = Json::array();
    for (const probe::Part part : difference.differs)
        differs.push_back(wordOf(part));
    return {{"route", route.name},
            {"hop", place.hop + 1},
            {"from", run.graph.computers.at(hop.from).name},
            {"to", model::hopTargetName(run.graph, hop)},
            {"before", stateOrNull(resultAt(pair.before, difference.before))},
            {"after", stateOrNull(resultAt(pair.after, difference.after))},
            {"differs", std::move(differs)},
            {"drawnOtherwise", difference.isDrawnOtherwise},
            {"same", difference.isSame()}};
}

Json runJson(const store::StoredRun& run)
{
    return {{"version", run.version},
            {"time", run.time},
            {"title", run.title},
            {"environment", wordOf(run.report.environment)}};
}

std::string toJson(const Pair& pair)
{
    Json hops = Json::array();
    for (const probe::HopDifference& each : pair.hops)
        hops.push_back(hopJson(pair, each));
    const Json out{{"format", "hopwright.comparison/1"},
                   {"before", runJson(pair.before)},
                   {"after", runJson(pair.after)},
                   {"hops", std::move(hops)},
                   {"changed", changedIn(pair.hops)}};
    constexpr int indent = 2;
    return out.dump(indent, ' ', false, Json::error_handler_t::replace);
}

QString stateText(const probe::HopResult* result)
{
    return result == nullptr ? QStringLiteral("–") : ui::hopStateText(*result);
}

void print(std::ostream& out, const Pair& pair)
{
    const auto line = [&out](const QString& word, const store::StoredRun& run) {
        out << utf8(ui::filled(
            QStringLiteral("%1: %2, %3"),
            {word, ui::fromUtf8(run.title), ui::whenText(run.time, run.report.environment)}))
            << '\n';
    };
    line(ui::Text::tr("Before"), pair.before);
    line(ui::Text::tr("After"), pair.after);
    std::vector<std::vector<QString>> rows;
    rows.reserve(pair.hops.size());
    for (const probe::HopDifference& each : pair.hops) {
        const store::StoredRun& run = runWith(pair, each);
        const probe::HopPlace place = each.after ? *each.after : *each.before;
        const probe::RouteResult& route = run.report.routes.at(place.route);
        const model::Hop& hop = run.graph.hops.at(route.hops.at(place.hop).hop);
        rows.push_back({ui::fromUtf8(route.name), QString::number(place.hop + 1),
                        ui::hopTitle(run.graph, hop), stateText(resultAt(pair.before, each.before)),
                        stateText(resultAt(pair.after, each.after)), ui::changeText(each)});
    }
    printTable(out, rows);
    out << utf8(ui::comparisonLine(static_cast<int>(pair.hops.size()), changedIn(pair.hops)))
        << '\n';
}

void compare(const Context& context, const store::StoredRun& before, const store::StoredRun& after,
             bool json)
{
    const Pair pair{.before = before,
                    .after = after,
                    .hops = probe::differenceOf({.graph = before.graph, .report = before.report},
                                                {.graph = after.graph, .report = after.report})};
    if (json) {
        printJson(context.out, toJson(pair));
    } else {
        print(context.out, pair);
    }
}

ExitCode run(const Context& context, const Options& options)
{
    const auto first = store::loadRun(files::pathFromUtf8(options.file));
    if (!first)
        return exitWith(context, first.error(), notOpened(options.file));
    if (options.other.empty()) {
        if (options.json) {
            printJson(context.out, probe::toJson(first->report, first->graph));
        } else {
            printReport(context.out, first->graph, first->report);
        }
        return exitCodeOf(probe::worstOf(first->report));
    }
    const auto second = store::loadRun(files::pathFromUtf8(options.other));
    if (!second)
        return exitWith(context, second.error(), notOpened(options.other));
    compare(context, *first, *second, options.json);
    return exitCodeOf(probe::worstOf(second->report));
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The run, a .hoprun file.")->required();
    app.add_option("LATER", options->other, "A later run: compare both, hop by hop.");
    app.add_flag("--json", options->json,
                 "Print hopwright.run/1; of two runs, hopwright.comparison/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command showCommand{
    .name = "show", .summary = "Say again what a saved run saw, or compare two.", .define = define};

}  // namespace hopwright::cli
