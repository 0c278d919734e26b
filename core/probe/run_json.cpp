#include "core/probe/run_json.h"

#include "core/model/graph_rules.h"
#include "core/probe/comparison.h"
#include "core/probe/denial.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace hopwright::probe {

namespace {

using Json = nlohmann::ordered_json;

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

Json stageJson(const StageResult& stage)
{
    // A stage that has not begun when the run ends was not reached.
    const bool begun = stage.state != StageState::ToCome;
    return {{"name", wordOf(stage.stage)},
            {"state", wordOf(begun ? stage.state : StageState::NotReached)},
            {"ms", rounded(stage.ms)},
            {"code", codeOrNull(stage.code)},
            {"evidence", stage.evidence.english()}};
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

Json hopJson(const HopResult& result, const model::Graph& graph)
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
    Json stages = Json::array();
    for (const StageResult& stage : result.stages)
        stages.push_back(stageJson(stage));
    out["stages"] = std::move(stages);
    return out;
}

Json routeJson(const RouteResult& route, const model::Graph& graph)
{
    Json hops = Json::array();
    for (const HopResult& hop : route.hops)
        hops.push_back(hopJson(hop, graph));
    Json out{{"name", route.name},
             {"runId", route.runId},
             {"account", route.account},
             {"startedAt", route.startedAt},
             {"hops", std::move(hops)}};
    if (!route.leftBehind.empty())
        out["leftBehind"] = route.leftBehind;
    return out;
}

Json countersJson(const Counters& counters)
{
    return {{"planned", counters.planned}, {"run", counters.run},
            {"passed", counters.passed},   {"denied", counters.denied},
            {"failed", counters.failed},   {"notReached", counters.notReached},
            {"skipped", counters.skipped}, {"cancelled", counters.cancelled}};
}

}  // namespace

std::string toJson(const RunReport& report, const model::Graph& graph)
{
    Json routes = Json::array();
    for (const RouteResult& route : report.routes)
        routes.push_back(routeJson(route, graph));
    const Json out{{"format", "hopwright.run/1"},
                   {"environment", wordOf(report.environment)},
                   {"testedFromA", report.testedFromA},
                   {"routes", std::move(routes)},
                   {"counters", countersJson(countersOf(report))}};
    // Evidence may hold what a peer sent: bytes that are not UTF-8 are replaced; the writer would throw otherwise.
    constexpr int indent = 2;
    return out.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::probe
