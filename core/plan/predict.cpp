#include "core/plan/predict.h"

#include "core/model/graph_rules.h"
#include "core/plan/judge_hop.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;

HopPrediction notReached(const Hop& hop, std::size_t deniedIndex)
{
    HopPrediction out{.hop = hop.id, .outcome = Outcome::Unknown, .reached = false};
    out.because.push_back({.rule = "R1",
                           .key = ReasonKey::EarlierHopDenied,
                           .arguments = {std::to_string(deniedIndex + 1)}});
    return out;
}

/// What a hop makes of what was held before it, whatever its place in a chain; both without reasons.
struct KnownStep {
    Held before;
    Held after;
    bool denied = false;
};

/// A chain on the way: what is held at the machine that was reached last.
class ChainWalk {
public:
    ChainWalk(const model::AccountNames& names, const AskedStates* states,
              model::AccountName opener = {})
        : m_names(names), m_states(states), m_opener(std::move(opener))
    {
    }

    /// From here on every hop is not reached.
    bool isDenied() const noexcept { return m_denied.has_value(); }

    HopPrediction next(const Hop& hop)
    {
        HopPrediction out = step(hop);
        out.arrivals = m_arrivals;
        return out;
    }

    /// As next(), for the last hop: with it this is over.
    HopPrediction last(const Hop& hop)
    {
        HopPrediction out = step(hop);
        out.arrivals = std::move(m_arrivals);
        return out;
    }

    /// The same without the arrivals, which one who only passes by does not need.
    HopPrediction step(const Hop& hop)
    {
        if (m_denied)
            return notReached(hop, *m_denied);
        const std::size_t index = m_index++;
        HopPrediction out{.hop = hop.id, .outcome = Outcome::Allowed, .before = m_before};
        m_before = hop.id;
        HopFacts facts({.names = &m_names.get(),
                        .graph = m_names.get().graph(),
                        .hop = hop,
                        .index = index,
                        .states = m_states,
                        .opener = m_opener,
                        .held = &m_held});
        Held held = judgeHop(facts, out);
        if (out.outcome != Outcome::Denied || !model::isSession(hop))
            m_held = std::move(held);
        arrive(hop, index, out.outcome == Outcome::Denied);
        return out;
    }

    /// As step(), but nothing is told of it. \p known is what was seen of this hop before, and grows.
    void pass(const Hop& hop, std::vector<KnownStep>& known)
    {
        if (m_denied)
            return;
        const auto found = std::ranges::find(known, m_held, &KnownStep::before);
        if (found == known.end()) {
            known.push_back({.before = m_held, .after = {}});
            std::ignore = step(hop);
            m_held.because.clear();
            known.back().after = m_held;
            known.back().denied = isDenied();
            return;
        }
        m_held = found->after;
        m_before = hop.id;
        arrive(hop, m_index++, found->denied);
    }

private:
    void arrive(const Hop& hop, std::size_t index, bool denied)
    {
        if (index == 0)
            m_arrivals.push_back({.computer = hop.from, .what = Arrives::SignedIn});
        if (denied)
            m_denied = index;
        if (!denied || !model::isSession(hop)) {
            m_arrivals.push_back(
                {.computer = hop.to.computer, .what = m_held.what, .account = m_held.account});
        }
    }

    std::reference_wrapper<const model::AccountNames> m_names;
    const AskedStates* m_states;
    model::AccountName m_opener;
    std::size_t m_index = 0;
    std::optional<model::HopId> m_before = {};
    Held m_held = {};
    std::vector<Arrival> m_arrivals = {};
    std::optional<std::size_t> m_denied = {};
};

/// The ways to machines as RouteWalk gives them, each walked once.
class WalkedWays {
public:
    WalkedWays(const model::AccountNames& names, const RouteWalk& walk, const AskedStates* states)
        : m_names(names), m_walk(walk), m_states(states)
    {
    }

    /// With what is held at \p computer.
    const ChainWalk& to(model::ComputerId computer)
    {
        const auto found = m_ways.find(computer);
        if (found != m_ways.end())
            return found->second;
        ChainWalk out(m_names, m_states);
        std::vector<model::HopId> back = m_walk.walkTo(computer);
        while (!back.empty() && !out.isDenied()) {
            const Hop& hop = m_names.graph().hops.at(back.back());
            back.pop_back();
            // The reasons of the last hop stand with what arrives, and are told by the next.
            if (back.empty()) {
                std::ignore = out.step(hop);
            } else {
                out.pass(hop, m_known[hop.id]);
            }
        }
        return m_ways.emplace(computer, std::move(out)).first->second;
    }

private:
    const model::AccountNames& m_names;
    const RouteWalk& m_walk;
    const AskedStates* m_states;
    std::unordered_map<model::ComputerId, ChainWalk> m_ways = {};
    std::unordered_map<model::HopId, std::vector<KnownStep>> m_known = {};
};

}  // namespace

std::vector<HopPrediction> predictChain(const Graph& graph, const std::vector<model::HopId>& chain,
                                        const AskedStates* states, const model::AccountName& opener)
{
    return predictChain(model::AccountNames(graph), chain, states, opener);
}

std::vector<HopPrediction> predictChain(const model::AccountNames& names,
                                        const std::vector<model::HopId>& chain,
                                        const AskedStates* states, const model::AccountName& opener)
{
    std::vector<HopPrediction> out;
    out.reserve(chain.size());
    ChainWalk walk(names, states, opener);
    for (const model::HopId id : chain)
        out.push_back(walk.next(names.graph().hops.at(id)));
    return out;
}

void predictOutsideRoutes(const model::AccountNames& names, const RouteWalk& walk,
                          const AskedStates* states, std::map<model::HopId, HopPrediction>& out)
{
    WalkedWays ways(names, walk, states);
    for (const auto& [id, hop] : names.graph().hops) {
        if (walk.isInRoute(id))
            continue;
        out.insert_or_assign(id, ChainWalk(ways.to(hop.from)).last(hop));
    }
}

bool letsThrough(const Graph& graph, const std::vector<model::HopId>& chain, std::size_t last,
                 const Hop& changed, const AskedStates* states)
{
    const model::AccountNames names(graph);
    ChainWalk walk(names, states);
    for (std::size_t i = 0; i <= last && !walk.isDenied(); ++i)
        std::ignore = walk.next(chain[i] == changed.id ? changed : graph.hops.at(chain[i]));
    return !walk.isDenied();
}

}  // namespace hopwright::plan
