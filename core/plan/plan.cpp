#include "core/plan/plan.h"

#include "core/model/graph_rules.h"
#include "core/plan/findings.h"
#include "core/plan/machines.h"
#include "core/plan/predict.h"
#include "core/plan/route_walk.h"
#include "core/plan/state_check.h"
#include "core/plan/ways_out.h"

#include <algorithm>

namespace hopwright::plan {

namespace {

/// Of the predictions of one hop in several routes the one to show: denied before unknown before allowed; one that is
/// reached before one that is not.
int weight(const HopPrediction& prediction)
{
    if (!prediction.reached)
        return 0;
    switch (prediction.outcome) {
    case Outcome::Allowed:
        return 1;
    case Outcome::Unknown:
        return 2;
    case Outcome::Denied:
        return 3;
    }
    return 0;
}

void keepWorst(std::map<model::HopId, HopPrediction>& hops, HopPrediction prediction)
{
    const auto [at, isNew] = hops.try_emplace(prediction.hop, prediction);
    if (!isNew && weight(prediction) > weight(at->second))
        at->second = std::move(prediction);
}

std::map<model::HopId, HopPrediction>
predictAll(const model::Graph& graph, const RouteWalk& walk, RuleSet rules,
           const KnownStates* states, std::map<model::RouteId, std::vector<WayOut>>* waysOut)
{
    std::map<model::HopId, HopPrediction> out;
    for (const auto& [id, route] : graph.routes) {
        const std::vector<model::HopId> chain = walk.hopsOf(id);
        std::vector<HopPrediction> predictions = predictChain(graph, chain, rules, states);
        const auto denied =
            std::ranges::find(predictions, Outcome::Denied, &HopPrediction::outcome);
        if (waysOut != nullptr && denied != predictions.end()) {
            const auto index = static_cast<std::size_t>(denied - predictions.begin());
            waysOut->emplace(id, waysOutOf(graph, chain, index, *denied));
        }
        for (HopPrediction& each : predictions)
            keepWorst(out, std::move(each));
    }
    predictOutsideRoutes(graph, walk, rules, states, out);
    return out;
}

bool isThere(const Change& change, const model::MachineState& state)
{
    switch (change.setting) {
    case Change::Setting::ClientRole:
        return state.credSspClient == true;
    case Change::Setting::ServerRole:
        return state.credSspServer == true;
    case Change::Setting::AllowFresh:
        return listHas(state.allowFresh, change.value);
    case Change::Setting::AllowFreshNtlmOnly:
        return listHas(state.allowFreshNtlmOnly, change.value);
    case Change::Setting::TrustedHosts:
        return state.trustedHosts && isTrusted(*state.trustedHosts, change.value);
    }
    return false;
}

}  // namespace

Plan makePlan(const model::Graph& graph, RuleSet rules)
{
    const RouteWalk walk(graph);
    Plan out;
    out.machines = planMachines(graph, walk, rules);
    out.hops = predictAll(graph, walk, rules, nullptr, &out.waysOut);
    out.changes = changesOf(out.machines);
    out.findings = findingsOf(graph, walk, out, rules);
    return out;
}

std::map<model::HopId, HopPrediction> predictNow(const model::Graph& graph,
                                                 const KnownStates& states)
{
    return predictAll(graph, RouteWalk(graph), RuleSet::all(), &states, nullptr);
}

std::vector<HopPrediction> predictRoute(const model::Graph& graph, model::RouteId route,
                                        const KnownStates& states, const model::AccountName& opener)
{
    return predictChain(graph, hopsOf(graph, route), RuleSet::all(), &states, opener);
}

int hopNumber(const model::Graph& graph, model::HopId hop)
{
    return graph.hops.contains(hop) ? RouteWalk(graph).number(hop) : 0;
}

std::vector<Change> missingChanges(const Plan& plan, const KnownStates& states)
{
    std::vector<Change> out;
    std::ranges::copy_if(plan.changes, std::back_inserter(out), [&](const Change& change) {
        const auto state = states.find(change.computer);
        return state == states.end() || !isThere(change, state->second);
    });
    return out;
}

}  // namespace hopwright::plan
