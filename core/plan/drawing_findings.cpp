#include "core/plan/drawing_findings.h"

#include "core/model/graph_rules.h"
#include "core/rules/finding_rows.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

namespace hopwright::plan {

namespace {

/// What is asked of one thing, all of it known.
struct KnownFacts {
    rules::Facts own = {};

    unsigned answer(rules::Fact fact) const { return own.of(fact); }
};

rules::Expiry expiryOf(Date last, Date today)
{
    const long days = daysFrom(today, last);
    if (days < 0)
        return rules::Expiry::Past;
    return days <= expiresSoonDays ? rules::Expiry::Soon : rules::Expiry::Later;
}

/// Tells the first row of \p table that counts, if one does, of what is at \p where.
void add(std::vector<Finding>& out, std::span<const rules::FindingRow> table,
         const KnownFacts& facts, const std::string& where, std::vector<std::string> arguments)
{
    const auto row = std::ranges::find_if(
        table, [&](const rules::FindingRow& each) { return each.when.holds(facts); });
    if (row == table.end())
        return;
    const std::string rule(row->text->rule);
    out.push_back(
        {.id = rule + '/' + where,
         .rule = rule,
         .severity = row->severity,
         .where = where,
         .text = {.rule = rule, .key = row->text->key, .arguments = std::move(arguments)}});
}

/// \p called: in the sentence.
void addExpiry(std::vector<Finding>& out, rules::Place place, const std::string& where,
               const std::string& called, const std::string& expires, Date today)
{
    const std::optional<Date> last = readDate(expires);
    if (!last)
        return;
    KnownFacts facts;
    facts.own.set(place);
    facts.own.set(expiryOf(*last, today));
    add(out, rules::expiryFindings(), facts, where, {called, expires});
}

std::string placeOf(model::HopId id)
{
    return "hop-" + std::to_string(std::to_underlying(id));
}

/// CredSSP, and SSH with a password: what was typed can be used again where the session ends.
bool handsPasswordOver(const model::Hop& hop)
{
    return hop.method == Method::CredSsp
           || (hop.method == Method::Ssh && hop.credential.isExplicit);
}

}  // namespace

std::vector<Finding> expiryFindingsOf(const model::Graph& graph, const RouteWalk& walk, Date today)
{
    std::vector<Finding> out;
    for (const auto& [id, computer] : graph.computers) {
        addExpiry(out, rules::Place::Machine, "computer-" + std::to_string(std::to_underlying(id)),
                  computer.name, computer.upkeep.expires, today);
    }
    for (const auto& [id, hop] : graph.hops) {
        if (!hop.upkeep.expires.empty()) {
            addExpiry(out, rules::Place::Hop, placeOf(id), std::to_string(walk.number(id)),
                      hop.upkeep.expires, today);
        }
    }
    return out;
}

std::vector<Finding> crossingFindingsOf(const model::Graph& graph, const RouteWalk& walk)
{
    std::vector<Finding> out;
    std::unordered_map<model::ComputerId, const model::Group*> tiers;
    for (const auto& [id, group] : graph.groups) {
        if (group.kind != GroupKind::Tier)
            continue;
        for (const model::ComputerId each : group.members)
            tiers.emplace(each, &group);
    }
    if (tiers.empty())
        return out;
    for (const auto& [id, hop] : graph.hops) {
        const auto from = tiers.find(hop.from);
        const auto to = tiers.find(hop.to.computer);
        if (!model::isSession(hop) || from == tiers.end() || to == tiers.end()
            || from->second == to->second)
            continue;
        KnownFacts facts;
        facts.own.set(handsPasswordOver(hop) ? rules::Crossing::Password
                                             : rules::Crossing::NothingReusable);
        add(out, rules::crossingFindings(), facts, placeOf(id),
            {std::to_string(walk.number(id)), from->second->name, to->second->name});
    }
    return out;
}

}  // namespace hopwright::plan
