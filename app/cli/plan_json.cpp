#include "app/cli/plan_json.h"

#include "core/model/graph_rules.h"
#include "core/probe/probe_script.h"
#include "ui/text/language.h"
#include "ui/text/plan_text.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

template <typename Id>
std::string idOf(const char* kind, Id id)
{
    return kind + std::to_string(std::to_underlying(id));
}

Json becauseJson(const std::vector<plan::Because>& list)
{
    Json out = Json::array();
    for (const plan::Because& because : list)
        out.push_back({{"rule", because.rule}, {"text", ui::becauseText(because).toStdString()}});
    return out;
}

Json namesJson(const std::vector<plan::DelegateEntry>& entries)
{
    Json out = Json::array();
    for (const plan::DelegateEntry& entry : entries)
        out.push_back(entry.name);
    return out;
}

Json nodeJson(const model::Graph& graph, const plan::MachinePlan& machine)
{
    Json roles = Json::array();
    if (machine.clientRole)
        roles.push_back("client");
    if (machine.serverRole)
        roles.push_back("server");
    return {{"id", idOf("computer-", machine.computer)},
            {"name", graph.computers.at(machine.computer).name},
            {"roles", std::move(roles)},
            {"delegateComputers", namesJson(machine.delegateComputers)},
            {"ntlmOnly", namesJson(machine.ntlmOnly)},
            {"trustedHosts", namesJson(machine.trustedHosts)},
            {"holdsPasswordOf", machine.holdsPasswordOf},
            {"because", becauseJson(machine.because)}};
}

/// The word of a file where this version does not know the method; "none" at a resource, which has no method.
std::string methodOf(const model::Hop& hop)
{
    if (!model::isSession(hop))
        return "none";
    const bool word = hop.method == Method::Unknown && !hop.methodWord.empty();
    return word ? hop.methodWord : std::string(wordOf(hop.method));
}

Json waysJson(const std::map<model::HopId, std::vector<plan::WayOut>>& ways, model::HopId hop)
{
    Json out = Json::array();
    const auto found = ways.find(hop);
    if (found == ways.end())
        return out;
    for (const plan::WayOut& each : found->second) {
        out.push_back({{"kind", wordOf(each.kind)},
                       {"hop", idOf("hop-", each.hop)},
                       {"exposes", wordOf(each.exposure)},
                       {"canBeSet", each.canBeSet},
                       {"text", ui::wayOutText(each).toStdString()},
                       {"detail", ui::wayOutDetail(each).toStdString()}});
    }
    return out;
}

/// `http` or `https` and the port; null at a resource. SSH has no transport of WinRM.
Json transportOf(const model::Graph& graph, const model::Hop& hop)
{
    if (!model::isSession(hop) || hop.method == Method::Ssh)
        return nullptr;
    return wordOf(model::effectiveTransport(graph, hop));
}

Json hopJson(const model::Graph& graph, const plan::Plan& plan,
             const plan::HopPrediction& prediction)
{
    const model::Hop& hop = graph.hops.at(prediction.hop);
    return {
        {"id", idOf("hop-", hop.id)},
        {"from", graph.computers.at(hop.from).name},
        {"to", model::hopTargetName(graph, hop)},
        {"method", methodOf(hop)},
        {"predicted", wordOf(prediction.outcome)},
        {"reached", prediction.reached},
        {"muted", prediction.isMuted},
        {"stage", prediction.stage ? Json(wordOf(*prediction.stage)) : Json(nullptr)},
        {"cause", prediction.cause ? Json(wordOf(*prediction.cause)) : Json(nullptr)},
        {"code", prediction.code ? Json(textOf(*prediction.code)) : Json(nullptr)},
        {"because", becauseJson(prediction.because)},
        {"transport", transportOf(graph, hop)},
        {"port", model::isSession(hop) ? Json(model::effectivePort(graph, hop)) : Json(nullptr)},
        {"waysOut", waysJson(plan.waysOut, hop.id)},
        {"alternatives", waysJson(plan.alternatives, hop.id)}};
}

Json findingJson(const plan::Finding& finding)
{
    return {{"id", finding.id},
            {"rule", finding.rule},
            {"severity", wordOf(finding.severity)},
            {"where", finding.where},
            {"text", ui::findingText(finding).toStdString()}};
}

/// The hash that --allow-text takes; null where the route runs no text of its own.
Json routeJson(const model::Route& route)
{
    const bool own = route.probe.kind == model::ProbeKind::Script;
    return {{"id", idOf("route-", route.id)},
            {"name", route.name},
            {"textSha256", own ? Json(probe::textHash(route.probe.text)) : Json(nullptr)}};
}

}  // namespace

std::string planToJson(const model::Graph& graph, const plan::Plan& plan)
{
    const ui::InEnglish english;
    Json nodes = Json::array();
    for (const auto& [id, machine] : plan.machines)
        nodes.push_back(nodeJson(graph, machine));
    Json hops = Json::array();
    for (const auto& [id, prediction] : plan.hops)
        hops.push_back(hopJson(graph, plan, prediction));
    Json findings = Json::array();
    for (const plan::Finding& finding : plan.findings)
        findings.push_back(findingJson(finding));
    Json routes = Json::array();
    for (const auto& [id, route] : graph.routes)
        routes.push_back(routeJson(route));
    const Json out{{"format", "hopwright.plan/1"},
                   {"nodes", std::move(nodes)},
                   {"hops", std::move(hops)},
                   {"findings", std::move(findings)},
                   {"routes", std::move(routes)}};
    constexpr int indent = 2;
    return out.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::cli
