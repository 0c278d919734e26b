#include "core/probe/run_json.h"

#include "core/model/graph_rules.h"
#include "core/probe/comparison.h"
#include "core/probe/denial.h"
#include "core/probe/run_words.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace hopwright::probe {

namespace {

using Json = nlohmann::ordered_json;

/// What is printed, and what a file has beside it.
enum class Form { Printed, File };

/// Milliseconds to the microsecond: more is noise of the clock.
double rounded(double ms)
{
    constexpr double perMillisecond = 1000;
    return std::round(ms * perMillisecond) / perMillisecond;
}

Json codeOrNull(const std::optional<StatusCode>& code)
{
    return code ? Json(textOf(*code)) : Json(nullptr);
}

/// Whose number \p code is, where its text alone would be read as another's.
void addFamily(Json& out, const char* name, const std::optional<StatusCode>& code)
{
    if (code && readStatusCode(textOf(*code)) != code)
        out[name] = wordOf(code->family);
}

Json stageJson(const StageResult& stage, Form form)
{
    // A stage that has not begun when the run ends was not reached.
    const bool begun = stage.state != StageState::ToCome;
    Json out{{"name", wordOf(stage.stage)},
             {"state", wordOf(begun ? stage.state : StageState::NotReached)},
             {"ms", rounded(stage.ms)},
             {"code", codeOrNull(stage.code)},
             {"evidence", stage.evidence.english()}};
    if (form == Form::File) {
        if (stage.startMs != 0)
            out["startMs"] = rounded(stage.startMs);
        addFamily(out, "codeFamily", stage.code);
    }
    return out;
}

template <HasWords Value>
Json wordOrNull(const std::optional<Value>& value)
{
    return value ? Json(wordOf(*value)) : Json(nullptr);
}

Json deniedBy(const HopResult& result)
{
    if (result.state != HopState::Denied)
        return nullptr;
    return denierOf(result) == Denier::Client ? "from" : "to";
}

/// asPredicted is null where there is nothing to compare.
void addPrediction(const HopResult& result, Json& out)
{
    const Comparison compared = compare(result);
    Json differs = Json::array();
    for (const Part part : compared.differs)
        differs.push_back(wordOf(part));
    out["predictedStage"] = wordOrNull(result.predicted.stage);
    out["predictedCause"] = wordOrNull(result.predicted.cause);
    out["predictedCode"] = codeOrNull(result.predicted.code);
    out["asPredicted"] = compared.agreement == Agreement::NotComparable
                             ? Json(nullptr)
                             : Json(compared.agreement == Agreement::AsPredicted);
    out["differs"] = std::move(differs);
}

/// The hop as the drawing has it: nobody has to know its id.
std::string chainOf(const model::Graph& graph, const model::Hop& hop, const std::string& from)
{
    return from + ' ' + model::arrowText(hop) + ' ' + model::typedTarget(graph, hop);
}

Json hopJson(const HopResult& result, const model::Graph& graph, Form form)
{
    const auto found = graph.hops.find(result.hop);
    std::string from;
    std::string to;
    if (found != graph.hops.end()) {
        const auto client = graph.computers.find(found->second.from);
        from = client == graph.computers.end() ? std::string() : client->second.name;
        to = model::hopTargetName(graph, found->second);
    }
    Json out{{"id", "hop-" + std::to_string(std::to_underlying(result.hop))},
             {"from", from},
             {"to", to},
             {"state", wordOf(result.state)},
             {"stage", wordOrNull(result.stage)},
             {"cause", wordOrNull(result.cause)},
             {"deniedBy", deniedBy(result)},
             {"code", codeOrNull(result.code)},
             {"evidence", result.evidence.english()},
             {"ms", rounded(result.ms)},
             {"predicted", wordOf(result.predicted.outcome)}};
    addPrediction(result, out);
    if (!result.unseen.empty())
        out["notSeen"] = result.unseen;
    if (!result.skippedBecause.empty())
        out["skippedBecause"] = result.skippedBecause;
    if (form == Form::File) {
        out["text"] = found == graph.hops.end() ? "" : chainOf(graph, found->second, from);
        addFamily(out, "codeFamily", result.code);
        addFamily(out, "predictedCodeFamily", result.predicted.code);
    }
    Json stages = Json::array();
    for (const StageResult& stage : result.stages)
        stages.push_back(stageJson(stage, form));
    out["stages"] = std::move(stages);
    return out;
}

Json routeJson(const RouteResult& route, const model::Graph& graph, Form form)
{
    Json hops = Json::array();
    for (const HopResult& hop : route.hops)
        hops.push_back(hopJson(hop, graph, form));
    Json out{{"name", route.name},
             {"runId", route.runId},
             {"account", route.account},
             {"startedAt", route.startedAt},
             {"hops", std::move(hops)}};
    if (form == Form::File)
        out["id"] = "route-" + std::to_string(std::to_underlying(route.route));
    if (!route.leftBehind.empty())
        out["leftBehind"] = route.leftBehind;
    return out;
}

Json routesJson(const RunReport& report, const model::Graph& graph, Form form)
{
    Json out = Json::array();
    for (const RouteResult& route : report.routes)
        out.push_back(routeJson(route, graph, form));
    return out;
}

Json countersJson(const Counters& counters)
{
    return {{"planned", counters.planned}, {"run", counters.run},
            {"passed", counters.passed},   {"denied", counters.denied},
            {"failed", counters.failed},   {"notReached", counters.notReached},
            {"skipped", counters.skipped}, {"cancelled", counters.cancelled}};
}

Json appliedJson(const std::vector<plan::Change>& applied)
{
    Json out = Json::array();
    for (const plan::Change& each : applied) {
        out.push_back({{"computer", std::to_underlying(each.computer)},
                       {"setting", wordOf(each.setting)},
                       {"value", each.value}});
    }
    return out;
}

/// Evidence may hold what a peer sent: bytes that are not UTF-8 are replaced; the writer would throw otherwise.
std::string textOf(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

constexpr const char* format = "hopwright.run/1";

}  // namespace

std::string toJson(const RunReport& report, const model::Graph& graph)
{
    const Json out{{"format", format},
                   {"environment", wordOf(report.environment)},
                   {"testedFromA", report.testedFromA},
                   {"routes", routesJson(report, graph, Form::Printed)},
                   {"counters", countersJson(countersOf(report))}};
    constexpr int indent = 2;
    return textOf(out, indent);
}

std::string toRunFile(const RunReport& report, const model::Graph& graph, const RunOrigin& origin)
{
    const Json out{{"format", format},
                   {"version", origin.version},
                   {"time", origin.time},
                   {"title", origin.title},
                   {"environment", wordOf(report.environment)},
                   {"testedFromA", report.testedFromA},
                   {"counters", countersJson(countersOf(report))},
                   {"routes", routesJson(report, graph, Form::File)},
                   {"applied", appliedJson(origin.applied)},
                   {"drawing", {{"sha256", origin.sha256}, {"text", origin.drawing}}}};
    constexpr int indent = 1;
    return textOf(out, indent) + '\n';
}

}  // namespace hopwright::probe
