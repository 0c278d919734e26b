#pragma once

#include "app/cli/plan_json.h"
#include "app/cli/printing.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/probe/run_json.h"
#include "core/script/script_files.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"

#include <QRegularExpression>
#include <QSignalSpy>

#include <array>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

namespace hopwright::oracle {

/// All that the program says of one drawing, by kind, without what differs from run to run.
enum class Kind { PlanJson, PlanText, Words, Scripts, RunJson, RunText };
inline constexpr std::array<std::string_view, 6> kindNames{"plan-json", "plan-text", "words",
                                                           "scripts",   "run-json",  "run-text"};
using Told = std::array<std::string, kindNames.size()>;

/// The keys that one lab after another takes: making them is most of what a lab costs.
struct Keys {
    std::shared_ptr<practice::HostKeys> hosts = std::make_shared<practice::HostKeys>();
    std::shared_ptr<const crypto::CertifiedKey> authority = {};
};

inline std::string& of(Told& told, Kind kind)
{
    return told.at(static_cast<std::size_t>(kind));
}

/// What the window says of a plan and the command line does not, line by line.
inline std::string wordsOf(const model::Graph& graph, const plan::Plan& plan)
{
    std::ostringstream out;
    const auto line = [&out](const QString& text) {
        out << text.toStdString() << '\n';
    };
    const auto becauseLines = [&line](const std::vector<plan::Because>& all) {
        for (const plan::Because& each : all)
            line(ui::becauseText(each));
    };
    const auto wayLines = [&line](const auto& all) {
        for (const auto& [hop, ways] : all)
            for (const plan::WayOut& each : ways) {
                line(ui::wayOutText(each) + " | " + ui::exposureText(each) + " | "
                     + ui::wayOutDetail(each));
            }
    };
    for (const auto& [id, hop] : graph.hops) {
        line(ui::hopTitle(graph, hop) + " | " + ui::hopKindText(graph, hop));
        const auto found = plan.hops.find(id);
        if (found == plan.hops.end())
            continue;
        line(ui::predictionWord(found->second) + " | " + ui::predictionText(found->second));
        becauseLines(found->second.because);
        for (const plan::Arrival& each : found->second.arrivals)
            line(ui::arrivalText(each));
    }
    for (const auto& [id, machine] : plan.machines)
        line(ui::rolesText(graph, machine) + " | " + ui::costText(graph, machine));
    wayLines(plan.waysOut);
    wayLines(plan.alternatives);
    for (const plan::Finding& each : plan.findings)
        line(QString::fromStdString(each.id) + ": " + ui::findingText(each));
    for (const plan::Change& each : plan.changes)
        line(ui::changeText(graph, each) + " | " + ui::takenBackText(graph, each));
    line(ui::appliedText(plan.changes));
    return std::move(out).str();
}

inline std::string scriptsOf(const model::Graph& graph, const plan::Plan& plan)
{
    const script::ScriptOptions options{.version = "0", .created = "then"};
    const auto files = script::makeScripts(graph, plan, options);
    if (!files)
        return "refused: " + files.error().detail.english() + '\n';
    std::string out = script::indexBytes(*files, options);
    for (const auto& each : *files)
        out += "\n=== " + each.name + " ===\n" + script::fileBytes(each);
    return out;
}

/// The ports that the system chose become one, and so do the random names of files: `port 40059 answered`.
inline void settle(std::string& evidence)
{
    static const QRegularExpression ports(QStringLiteral("\\bport (3[2-9]|[45]\\d|60)\\d{3}\\b"));
    static const QRegularExpression files(QStringLiteral("hopwright-[0-9a-f]{32}"));
    evidence = QString::fromStdString(evidence)
                   .replace(ports, QStringLiteral("port 0"))
                   .replace(files, QStringLiteral("hopwright-0"))
                   .toStdString();
}

/// A sentence with nothing of chance in it stays one, and goes through ui/text.
inline void settle(Sentence& evidence)
{
    std::string words = evidence.english();
    settle(words);
    if (!(evidence == words))
        evidence = Sentence::verbatim(std::move(words));
}

/// \p report without what differs from run to run.
inline probe::RunReport withoutChance(probe::RunReport report)
{
    for (probe::RouteResult& route : report.routes) {
        settle(route.leftBehind);
        route.runId = "0000";
        route.startedAt = "2026-01-01T00:00:00Z";
        for (probe::HopResult& hop : route.hops) {
            hop.ms = 0;
            settle(hop.evidence);
            for (probe::StageResult& stage : hop.stages) {
                stage.ms = stage.startMs = 0;
                settle(stage.evidence);
            }
        }
    }
    return report;
}

/// Runs all routes of \p graph in \p lab and adds what is said of it.
inline bool tellRun(const model::Graph& graph, const plan::Plan& plan, link::PracticeLab& lab,
                    Told& told)
{
    constexpr int patienceMs = 60'000;
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    link::RunOptions options;
    for (const auto& [id, route] : graph.routes)
        options.routes.push_back(id);
    session.start(graph, std::move(options));
    if (finished.isEmpty() && !finished.wait(patienceMs))
        return false;
    const probe::RunReport report = withoutChance(session.report());
    of(told, Kind::RunJson) += probe::toJson(report, graph) + '\n';
    std::ostringstream text;
    cli::printReport(text, graph, report);
    for (const probe::RouteResult& route : report.routes)
        text << ui::ticketText(graph, plan, route, report.environment, "0").toStdString() << '\n';
    of(told, Kind::RunText) += std::move(text).str();
    return true;
}

/// Everything of \p graph: as it is drawn, and again with the plan applied.
inline Told tell(const model::Graph& graph, Keys& keys)
{
    Told told;
    const plan::Plan plan = plan::makePlan(graph);
    of(told, Kind::PlanJson) = cli::planToJson(graph, plan) + '\n';
    std::ostringstream text;
    cli::printPlan(text, graph, plan);
    cli::printPredictions(text, graph, plan);
    of(told, Kind::PlanText) = std::move(text).str();
    of(told, Kind::Words) = wordsOf(graph, plan);
    of(told, Kind::Scripts) = scriptsOf(graph, plan);
    link::PracticeLab lab;
    lab.hosts().keys.share(keys.hosts);
    lab.hosts().authority = keys.authority;
    if (!lab.start(graph, {}))
        qFatal("a lab cannot open its ports");
    bool done = tellRun(graph, plan, lab, told);
    std::ignore = lab.apply(plan.changes);
    done = tellRun(graph, plan, lab, told) && done;
    keys.authority = lab.hosts().authority;
    if (!done)
        of(told, Kind::RunJson) += "not finished\n";
    return told;
}

}  // namespace hopwright::oracle
