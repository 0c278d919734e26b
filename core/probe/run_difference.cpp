#include "core/probe/run_difference.h"

#include "core/model/graph_difference.h"
#include "core/model/graph_rules.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace hopwright::probe {

namespace {

/// What no test depends on is left out.
model::GraphDifference telling(model::GraphDifference difference)
{
    difference = model::withoutUntested(std::move(difference));
    difference.unknown.reset();
    std::erase_if(difference.routes, [](const auto& item) {
        const auto& [old, now] = item.second;
        if (!old || !now)
            return false;
        model::Route renamed = *now;
        renamed.name = old->name;
        return renamed == *old;
    });
    return difference;
}

/// Answers for the hops of one report.
class Changes {
public:
    Changes(const model::Graph& then, const model::GraphDifference& difference,
            const std::set<model::ComputerId>& machines)
        : m_then(then), m_difference(difference), m_machines(machines)
    {
    }

    bool isChanged(model::HopId id) const
    {
        const auto found = m_then.hops.find(id);
        if (found == m_then.hops.end() || m_difference.hops.contains(id))
            return true;
        const model::Hop& hop = found->second;
        return isChanged(hop.from) || isChanged(hop.to.computer)
               || (hop.to.resource && m_difference.resources.contains(*hop.to.resource))
               || (hop.credential.account
                   && m_difference.accounts.contains(*hop.credential.account));
    }

    /// From which hop on \p route is another, or is tested otherwise.
    std::size_t firstChanged(const RouteResult& route) const
    {
        const auto found = m_difference.routes.find(route.route);
        if (found == m_difference.routes.end())
            return route.hops.size();
        const auto& [old, now] = found->second;
        if (!old || !now)
            return 0;
        const auto differs = std::ranges::mismatch(old->hops, now->hops);
        const auto same = static_cast<std::size_t>(differs.in1 - old->hops.begin());
        // What is done at the end of a route is done by its last hop.
        return same == route.hops.size() && same > 0 ? same - 1 : same;
    }

private:
    bool isChanged(model::ComputerId id) const
    {
        if (m_machines.contains(id) || m_difference.computers.contains(id)
            || m_difference.seen.contains(id))
            return true;
        const auto found = m_then.computers.find(id);
        return found != m_then.computers.end() && found->second.domain
               && m_difference.domains.contains(*found->second.domain);
    }

    const model::Graph& m_then;
    const model::GraphDifference& m_difference;
    const std::set<model::ComputerId>& m_machines;
};

HopResult untested(model::HopId hop)
{
    HopResult out{.hop = hop};
    for (int i = 0; i < stageCount; ++i)
        out.stages.at(static_cast<std::size_t>(i)).stage = Stage{i};
    return out;
}

}  // namespace

RunAge ageOf(const RunReport& report, const model::Graph& then, const model::Graph& now,
             const std::set<model::ComputerId>& machines)
{
    const model::GraphDifference difference = telling(model::differenceOf(then, now));
    const Changes changes(then, difference, machines);
    RunAge out{.isOlder = !difference.isEmpty() || !machines.empty()};
    for (const RouteResult& route : report.routes) {
        std::vector<bool> hops(route.hops.size(), false);
        const std::size_t first = out.isOlder ? changes.firstChanged(route) : route.hops.size();
        bool changed = false;
        for (std::size_t i = 0; out.isOlder && i < route.hops.size(); ++i) {
            changed = changed || i >= first || changes.isChanged(route.hops[i].hop);
            hops[i] = changed;
        }
        out.changed.push_back(std::move(hops));
    }
    return out;
}

RunReport stillTrue(const RunReport& report, const RunAge& age)
{
    RunReport out = report;
    for (std::size_t i = 0; i < out.routes.size(); ++i) {
        for (std::size_t j = 0; j < out.routes[i].hops.size(); ++j) {
            if (age.isChanged(i, j))
                out.routes[i].hops[j] = untested(out.routes[i].hops[j].hop);
        }
    }
    std::erase_if(out.routes, [](const RouteResult& route) {
        return std::ranges::all_of(
            route.hops, [](const HopResult& hop) { return hop.state == HopState::NotRun; });
    });
    return out;
}

namespace {

using Names = std::tuple<std::string, std::string, std::string>;  // Route and both ends, folded.

std::string nameOf(const model::Graph& graph, model::ComputerId id)
{
    const auto found = graph.computers.find(id);
    return found == graph.computers.end() ? std::string() : model::foldedName(found->second.name);
}

/// A report with what is asked of each of its hops.
class Hops {
public:
    explicit Hops(const TestedRun& run) : m_run(run) {}

    const HopResult& at(HopPlace place) const
    {
        return m_run.report.routes[place.route].hops[place.hop];
    }
    const model::Hop* drawn(HopPlace place) const
    {
        const auto found = m_run.graph.hops.find(at(place).hop);
        return found == m_run.graph.hops.end() ? nullptr : &found->second;
    }
    Names names(HopPlace place) const
    {
        const model::Hop* hop = drawn(place);
        if (hop == nullptr)
            return {};
        return {model::foldedName(m_run.report.routes[place.route].name),
                nameOf(m_run.graph, hop->from),
                model::foldedName(model::hopTargetName(m_run.graph, *hop))};
    }
    /// The hop as it is drawn.
    std::string text(HopPlace place) const
    {
        const model::Hop* hop = drawn(place);
        if (hop == nullptr)
            return {};
        const auto account = hop->credential.account
                                 ? m_run.graph.accounts.find(*hop->credential.account)
                                 : m_run.graph.accounts.end();
        return model::arrowText(*hop) + '\n' + model::typedTarget(m_run.graph, *hop) + '\n'
               + std::to_string(model::effectivePort(m_run.graph, *hop)) + '\n'
               + (hop->credential.isExplicit ? "explicit " : "implicit ")
               + (account == m_run.graph.accounts.end() ? std::string()
                                                        : model::accountText(account->second));
    }
    std::vector<HopPlace> places() const
    {
        std::vector<HopPlace> out;
        for (std::size_t i = 0; i < m_run.report.routes.size(); ++i) {
            for (std::size_t j = 0; j < m_run.report.routes[i].hops.size(); ++j)
                out.push_back({.route = i, .hop = j});
        }
        return out;
    }
    auto ids(HopPlace place) const
    {
        return std::pair(m_run.report.routes[place.route].route, at(place).hop);
    }

private:
    const TestedRun& m_run;
};

std::vector<Part> partsThatDiffer(const HopResult& before, const HopResult& after)
{
    if (before.state != after.state)
        return {Part::Outcome};
    std::vector<Part> out;
    if (before.stage != after.stage)
        out.push_back(Part::Stage);
    if (before.cause != after.cause)
        out.push_back(Part::Cause);
    if (before.code != after.code)
        out.push_back(Part::Code);
    return out;
}

HopDifference pairOf(const Hops& old, HopPlace before, const Hops& young, HopPlace after)
{
    return {.before = before,
            .after = after,
            .differs = partsThatDiffer(old.at(before), young.at(after)),
            .isDrawnOtherwise = old.text(before) != young.text(after)};
}

bool isBetweenTheSame(const Names& a, const Names& b)
{
    return std::get<1>(a) == std::get<1>(b) && std::get<2>(a) == std::get<2>(b);
}

/// Finds for each hop of one run the one of the other, each once.
class Partners {
public:
    Partners(const Hops& old, const Hops& young) : m_old(old), m_young(young)
    {
        for (const HopPlace each : old.places())
            m_byId.emplace(old.ids(each), each);
    }

    void matchById()
    {
        for (const HopPlace each : m_young.places()) {
            const auto found = m_byId.find(m_young.ids(each));
            if (found != m_byId.end()
                && isBetweenTheSame(m_old.names(found->second), m_young.names(each)))
                take(found->second, each);
        }
    }

    void matchByName()
    {
        std::multimap<Names, HopPlace> left;
        for (const HopPlace each : m_old.places()) {
            if (!m_taken.contains(keyOf(each)))
                left.emplace(m_old.names(each), each);
        }
        for (const HopPlace each : m_young.places()) {
            const auto found =
                m_partner.contains(keyOf(each)) ? left.end() : left.find(m_young.names(each));
            if (found == left.end())
                continue;
            take(found->second, each);
            left.erase(found);
        }
    }

    std::optional<HopPlace> of(HopPlace young) const
    {
        const auto found = m_partner.find(keyOf(young));
        return found == m_partner.end() ? std::nullopt : std::optional(found->second);
    }
    bool isTaken(HopPlace old) const { return m_taken.contains(keyOf(old)); }

private:
    using Key = std::pair<std::size_t, std::size_t>;
    static Key keyOf(HopPlace place) { return {place.route, place.hop}; }

    void take(HopPlace old, HopPlace young)
    {
        if (m_taken.insert(keyOf(old)).second)
            m_partner.emplace(keyOf(young), old);
    }

    const Hops& m_old;
    const Hops& m_young;
    std::map<std::pair<model::RouteId, model::HopId>, HopPlace> m_byId;
    std::map<Key, HopPlace> m_partner;
    std::set<Key> m_taken;
};

}  // namespace

std::vector<HopDifference> differenceOf(const TestedRun& before, const TestedRun& after)
{
    const Hops old(before);
    const Hops young(after);
    Partners partners(old, young);
    partners.matchById();
    partners.matchByName();
    std::vector<HopDifference> out;
    for (const HopPlace each : young.places()) {
        const auto partner = partners.of(each);
        out.push_back(partner ? pairOf(old, *partner, young, each) : HopDifference{.after = each});
    }
    for (const HopPlace each : old.places()) {
        if (!partners.isTaken(each))
            out.push_back({.before = each});
    }
    return out;
}

}  // namespace hopwright::probe
