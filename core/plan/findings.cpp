#include "core/plan/findings.h"

#include "core/model/graph_rules.h"
#include "core/plan/drawing_findings.h"
#include "core/plan/entry_findings.h"
#include "core/plan/hop_facts.h"
#include "core/rules/finding_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;

template <typename Id>
std::string placeOf(const char* kind, Id id)
{
    return std::string(kind) + std::to_string(std::to_underlying(id));
}

Finding finding(Severity severity, std::string where, Because text)
{
    return {.id = text.rule + '/' + where,
            .rule = text.rule,
            .severity = severity,
            .where = std::move(where),
            .text = std::move(text)};
}

/// The reason that names the finding: the row of §6 for a hop that nothing arrives for, else the first.
std::string ruleOf(const HopPrediction& prediction)
{
    const auto row = std::ranges::find_if(
        prediction.because, [](const Because& each) { return each.rule.starts_with('M'); });
    return row != prediction.because.end() ? row->rule : prediction.because.front().rule;
}

/// Facts that are no hop's.
struct OwnFacts {
    rules::Facts own = {};

    unsigned answer(rules::Fact fact) const { return own.of(fact); }
};

/// What a finding of a hop asks: the facts of the hop, and those of the finding.
struct FindingFacts {
    HopFacts& hop;
    rules::Facts own = {};

    unsigned answer(rules::Fact fact) { return own.knows(fact) ? own.of(fact) : hop.answer(fact); }
};

/// \p row about the hop of \p facts.
Finding findingOf(const rules::FindingRow& row, HopFacts& facts, const std::string& rule)
{
    Because text{.rule = rule, .key = row.text->key};
    for (const rules::Argument each : row.text->arguments())
        text.arguments.push_back(facts.text(each, nullptr));
    return finding(row.severity, placeOf("hop-", facts.place().hop.id), std::move(text));
}

/// \p row about a machine.
Finding findingOf(const rules::FindingRow& row, model::ComputerId computer,
                  std::vector<std::string> arguments)
{
    return finding(row.severity, placeOf("computer-", computer),
                   {.rule = std::string(row.text->rule),
                    .key = row.text->key,
                    .arguments = std::move(arguments)});
}

/// The findings of hops, each by what is known of it.
class HopFindings {
public:
    HopFindings(const Graph& graph, const RouteWalk& walk, std::vector<Finding>& out)
        : m_graph(graph), m_walk(walk), m_out(out)
    {
    }

    void addDenied(const HopPrediction& prediction)
    {
        HopFacts facts = factsOf(m_graph.hops.at(prediction.hop));
        FindingFacts source{.hop = facts};
        source.own.set(prediction.cause.value());
        const auto row =
            std::ranges::find_if(rules::deniedFindings(), [&](const rules::FindingRow& each) {
                return each.when.holds(source);
            });
        m_out.push_back(findingOf(*row, facts, ruleOf(prediction)));
    }

    /// R1: a CredSSP session whose machine opens nothing with what arrives.
    void addUses()
    {
        std::set<model::ComputerId> needing;
        for (const auto& [id, hop] : m_graph.hops) {
            if (!hop.credential.isExplicit)
                needing.insert(hop.from);
        }
        for (const auto& [id, hop] : m_graph.hops) {
            if (!model::isSession(hop))
                continue;
            HopFacts facts = factsOf(hop);
            FindingFacts source{.hop = facts};
            source.own.set(needing.contains(hop.to.computer) ? rules::Uses::Some
                                                             : rules::Uses::None);
            add(rules::useFindings(), source);
        }
    }

    void addSession(const Hop& hop)
    {
        HopFacts facts = factsOf(hop);
        FindingFacts source{.hop = facts};
        add(rules::sessionFindings(), source);
    }

    void addUnknownDomains()
    {
        std::set<model::ComputerId> ends;
        for (const auto& [id, hop] : m_graph.hops) {
            if (!model::isSession(hop))
                continue;
            HopFacts facts = factsOf(hop);
            if (!std::ranges::any_of(rules::wantsDomains(),
                                     [&](const rules::When& each) { return each.holds(facts); }))
                continue;
            ends.insert(hop.from);
            ends.insert(hop.to.computer);
        }
        for (const model::ComputerId id : ends) {
            const model::Computer& computer = m_graph.computers.at(id);
            if (model::domainOf(m_graph, computer) == nullptr)
                m_out.push_back(findingOf(rules::domainFinding(), id, {computer.name}));
        }
    }

private:
    HopFacts factsOf(const Hop& hop)
    {
        static const model::AccountName nobody{};
        return HopFacts({.graph = m_graph,
                         .hop = hop,
                         .index = static_cast<std::size_t>(m_walk.number(hop.id)) - 1,
                         .opener = nobody});
    }

    void add(std::span<const rules::FindingRow> table, FindingFacts& source)
    {
        for (const rules::FindingRow& row : table) {
            if (row.when.holds(source))
                m_out.push_back(findingOf(row, source.hop, std::string(row.text->rule)));
        }
    }

    const Graph& m_graph;
    const RouteWalk& m_walk;
    std::vector<Finding>& m_out;
};

void addPasswords(const Graph& graph, const Plan& plan, std::vector<Finding>& out)
{
    for (const auto& [id, machine] : plan.machines) {
        const bool bySsh =
            std::ranges::find(machine.because, "M37", &Because::rule) != machine.because.end();
        const rules::Holding other = bySsh ? rules::Holding::BySsh : rules::Holding::InScript;
        OwnFacts source;
        source.own.set(machine.serverRole ? rules::Holding::Delegated : other);
        const auto row =
            std::ranges::find_if(rules::passwordFindings(), [&](const rules::FindingRow& each) {
                return each.when.holds(source);
            });
        std::size_t number = 0;
        for (const std::string& account : machine.holdsPasswordOf) {
            out.push_back(findingOf(*row, id, {graph.computers.at(id).name, account}));
            if (++number > 1)
                out.back().id += '/' + std::to_string(number);
        }
    }
}

}  // namespace

std::vector<Finding> findingsOf(const Graph& graph, const RouteWalk& walk, const Plan& plan,
                                std::optional<Date> today)
{
    std::vector<Finding> out;
    HopFindings hops(graph, walk, out);
    for (const auto& [id, prediction] : plan.hops) {
        if (prediction.outcome == Outcome::Denied)
            hops.addDenied(prediction);
    }
    addPasswords(graph, plan, out);
    hops.addUses();
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop))
            hops.addSession(hop);
    }
    hops.addUnknownDomains();
    std::ranges::move(entryFindingsOf(graph), std::back_inserter(out));
    std::ranges::move(crossingFindingsOf(graph, walk), std::back_inserter(out));
    if (today)
        std::ranges::move(expiryFindingsOf(graph, walk, *today), std::back_inserter(out));
    // By hand: with clang, libstdc++ 12's stable_sort warns of what it uses itself.
    std::vector<Finding> sorted;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
        std::ranges::copy_if(out, std::back_inserter(sorted),
                             [&](const Finding& each) { return each.severity == severity; });
    }
    return sorted;
}

}  // namespace hopwright::plan
