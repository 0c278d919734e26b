#include "core/plan/plan.h"

#include "core/model/graph_rules.h"
#include "core/model/muted.h"
#include "core/plan/findings.h"
#include "core/plan/machines.h"
#include "core/plan/predict.h"
#include "core/plan/route_walk.h"
#include "core/plan/state_check.h"
#include "core/plan/ways_out.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

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

/// A hop's prediction, and where in which route it is so.
struct Kept {
    HopPrediction prediction;
    model::RouteId route;
    std::size_t index;
};

void keepWorst(std::map<model::HopId, Kept>& hops, Kept each)
{
    const model::HopId hop = each.prediction.hop;
    const auto at = hops.find(hop);
    if (at == hops.end() || weight(each.prediction) > weight(at->second.prediction))
        hops.insert_or_assign(hop, std::move(each));
}

/// Notes ways out and what there is in place of CredSSP, of each hop for the prediction that the plan keeps.
class Advisor {
public:
    /// \p states: what the plan counts with.
    Advisor(const model::Graph& graph, const RouteWalk& walk, const AskedStates* states, Plan& plan)
        : m_graph(graph),
          m_walk(walk),

          m_states(states),
          m_plan(plan),
          m_uses(usesOf(graph))
    {
    }

    /// \p prediction is of hop \p index of a route with these hops.
    void note(const std::vector<model::HopId>& chain, std::size_t index,
              const HopPrediction& prediction)
    {
        if (prediction.outcome == Outcome::Denied) {
            m_plan.waysOut.emplace(prediction.hop,
                                   waysOutOf(m_graph, chain, index, prediction, m_states));
        } else if (passesByCredSsp(prediction)) {
            noteAlternatives(prediction.hop, static_cast<int>(index) + 1,
                             m_graph.hops.at(chain.front()).from);
        }
    }

    /// \p prediction is of a hop in no route.
    void noteLoose(const HopPrediction& prediction)
    {
        const model::HopId hop = prediction.hop;
        if (prediction.outcome == Outcome::Denied) {
            const std::vector<model::HopId> chain = m_walk.chainTo(hop);
            m_plan.waysOut.emplace(
                hop, waysOutOf(m_graph, chain, chain.size() - 1, prediction, m_states));
        } else if (passesByCredSsp(prediction)) {
            noteAlternatives(hop, m_walk.number(hop),
                             m_walk.startOfWayTo(m_graph.hops.at(hop).from));
        }
    }

private:
    bool passesByCredSsp(const HopPrediction& prediction) const
    {
        const model::Hop& hop = m_graph.hops.at(prediction.hop);
        return prediction.outcome == Outcome::Allowed && model::isSession(hop)
               && hop.method == Method::CredSsp;
    }

    void noteAlternatives(model::HopId id, int number, model::ComputerId client)
    {
        const model::Hop& hop = m_graph.hops.at(id);
        const auto found = m_uses.find(hop.to.computer);
        const Uses uses = found == m_uses.end() ? Uses{} : found->second;
        const int useNumber = uses.count > 0 ? m_walk.number(uses.first) : 0;
        m_plan.alternatives.emplace(id,
                                    alternativesTo(m_graph, hop, number, client, uses, useNumber));
    }

    const model::Graph& m_graph;
    const RouteWalk& m_walk;
    const AskedStates* m_states;
    Plan& m_plan;
    std::map<model::ComputerId, Uses> m_uses;
};

/// \p advisor null: nobody asks for ways out.
std::map<model::HopId, HopPrediction> predictAll(const model::Graph& graph, const RouteWalk& walk,
                                                 const AskedStates* states, Advisor* advisor)
{
    std::map<model::HopId, Kept> kept;
    const model::AccountNames names(graph);
    for (const auto& [id, route] : graph.routes) {
        std::size_t index = 0;
        for (HopPrediction& each : predictChain(names, walk.hopsOf(id), states))
            keepWorst(kept, {.prediction = std::move(each), .route = id, .index = index++});
    }
    std::map<model::HopId, HopPrediction> out;
    predictOutsideRoutes(names, walk, states, out);
    if (advisor != nullptr) {
        for (const auto& [id, each] : kept)
            advisor->note(walk.hopsOf(each.route), each.index, each.prediction);
        for (const auto& [id, prediction] : out)
            advisor->noteLoose(prediction);
    }
    for (auto& [id, each] : kept)
        out.emplace(id, std::move(each.prediction));
    return out;
}

/// The deny lists that are drawn or seen, and nothing else: what the plan adds does not help against them (domain reference
/// §3.3).
KnownStates denyListsOf(const model::Graph& graph)
{
    KnownStates out;
    for (const auto& [id, computer] : graph.computers) {
        if (!computer.practice.denyFresh.empty())
            out[id].denyFresh = {.enabled = true, .entries = computer.practice.denyFresh};
    }
    for (const auto& [id, seen] : graph.seen) {
        if (seen.denyFresh && seen.denyFresh->enabled)
            out[id].denyFresh = seen.denyFresh;
    }
    return out;
}

using Predictions = std::map<model::HopId, HopPrediction>;

/// Of hops that no plan counts. \p walk: of the whole drawing.
void addMuted(const model::Graph& graph, const RouteWalk& walk, const std::set<model::HopId>& muted,
              Predictions& out)
{
    for (const model::HopId id : muted) {
        const bool isOwn = graph.hops.at(id).isMuted;
        HopPrediction each{.hop = id, .reached = false, .isMuted = true};
        each.because.push_back({.rule = "D1",
                                .key = isOwn ? ReasonKey::HopMuted : ReasonKey::BehindMuted,
                                .arguments = {std::to_string(walk.number(id))}});
        out.insert_or_assign(id, std::move(each));
    }
}

Plan planOf(const model::Graph& graph, const RouteWalk& walk, std::optional<Date> today)
{
    Plan out;
    out.machines = planMachines(graph, walk);
    const KnownStates denying = denyListsOf(graph);
    const AskedStates asked(denying);
    const AskedStates* const states = denying.empty() ? nullptr : &asked;
    Advisor advisor(graph, walk, states, out);
    out.hops = predictAll(graph, walk, states, &advisor);
    out.changes = changesOf(out.machines);
    out.findings = findingsOf(graph, walk, out, today);
    return out;
}

}  // namespace

Plan makePlan(const model::Graph& graph, std::optional<Date> today)
{
    return makePlan(graph, RouteWalk(graph), today);
}

Plan makePlan(const model::Graph& graph, const RouteWalk& walk, std::optional<Date> today)
{
    const std::set<model::HopId> muted = model::mutedHops(graph);
    if (muted.empty())
        return planOf(graph, walk, today);
    const model::Graph counted = model::withoutMuted(graph, muted);
    Plan out = planOf(counted, RouteWalk(counted), today);
    addMuted(graph, walk, muted, out.hops);
    return out;
}

std::map<model::HopId, HopPrediction> predictNow(const model::Graph& graph,
                                                 const KnownStates& states)
{
    return predictNow(graph, RouteWalk(graph), states);
}

std::map<model::HopId, HopPrediction> predictNow(const model::Graph& graph, const RouteWalk& walk,
                                                 const KnownStates& states)
{
    const AskedStates asked(states);
    const std::set<model::HopId> muted = model::mutedHops(graph);
    if (muted.empty())
        return predictAll(graph, walk, &asked, nullptr);
    const model::Graph counted = model::withoutMuted(graph, muted);
    Predictions out = predictAll(counted, RouteWalk(counted), &asked, nullptr);
    addMuted(graph, walk, muted, out);
    return out;
}

int hopNumber(const model::Graph& graph, model::HopId hop)
{
    return graph.hops.contains(hop) ? RouteWalk(graph).number(hop) : 0;
}

std::vector<Change> missingChanges(const Plan& plan, const KnownStates& states)
{
    std::vector<Change> out;
    const AskedStates asked(states);
    std::ranges::copy_if(plan.changes, std::back_inserter(out),
                         [&](const Change& change) { return !isThere(change, asked); });
    return out;
}

}  // namespace hopwright::plan
