#include "core/plan/drawing_findings.h"

#include "core/rules/finding_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace hopwright::plan {

namespace {

/// What is asked of a thing with a last day.
struct ExpiryFacts {
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

/// Tells of one thing: \p where it is, and what it is \p called in the sentence.
void add(std::vector<Finding>& out, rules::Place place, const std::string& where,
         const std::string& called, const std::string& expires, Date today)
{
    const std::optional<Date> last = readDate(expires);
    if (!last)
        return;
    ExpiryFacts facts;
    facts.own.set(place);
    facts.own.set(expiryOf(*last, today));
    const auto row =
        std::ranges::find_if(rules::expiryFindings(),
                             [&](const rules::FindingRow& each) { return each.when.holds(facts); });
    if (row == rules::expiryFindings().end())
        return;
    const std::string rule(row->text->rule);
    out.push_back({.id = rule + '/' + where,
                   .rule = rule,
                   .severity = row->severity,
                   .where = where,
                   .text = {.rule = rule, .key = row->text->key, .arguments = {called, expires}}});
}

}  // namespace

std::vector<Finding> expiryFindingsOf(const model::Graph& graph, const RouteWalk& walk, Date today)
{
    std::vector<Finding> out;
    for (const auto& [id, computer] : graph.computers) {
        add(out, rules::Place::Machine, "computer-" + std::to_string(std::to_underlying(id)),
            computer.name, computer.upkeep.expires, today);
    }
    for (const auto& [id, hop] : graph.hops) {
        if (!hop.upkeep.expires.empty()) {
            add(out, rules::Place::Hop, "hop-" + std::to_string(std::to_underlying(id)),
                std::to_string(walk.number(id)), hop.upkeep.expires, today);
        }
    }
    return out;
}

}  // namespace hopwright::plan
