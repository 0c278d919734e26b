#pragma once

#include "core/rules/row.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace hopwright::rules::tests {

/// Answers from a table.
struct Told {
    Facts facts = {};

    unsigned answer(Fact fact) const { return facts.of(fact); }
};

inline void addFacts(const When& when, std::vector<Fact>& out)
{
    for (const Condition& each : when.conditions()) {
        if (std::ranges::find(out, each.fact) == out.end())
            out.push_back(each.fact);
    }
}

/// Calls \p take with each way to answer \p facts: of so many that their answers multiply.
inline void forEachAssignment(std::span<const Fact> facts,
                              const std::function<void(const Told&)>& take)
{
    Told told;
    std::vector<unsigned> answers(facts.size(), 0);
    for (;;) {
        for (std::size_t i = 0; i < facts.size(); ++i)
            told.facts.set(facts[i], answers[i]);
        take(told);
        std::size_t at = 0;
        while (at < facts.size() && ++answers[at] == answerCountOf(facts[at]))
            answers[at++] = 0;
        if (at == facts.size())
            return;
    }
}

/// Whether some answers fulfil both.
inline bool overlap(const When& a, const When& b)
{
    for (const Condition& one : a.conditions()) {
        for (const Condition& other : b.conditions()) {
            const auto possible = (1U << answerCountOf(one.fact)) - 1;
            if (one.fact == other.fact && (one.answers & other.answers & possible) == 0)
                return false;
        }
    }
    return true;
}

/// Whether \p wide holds wherever \p narrow does, by their conditions alone.
inline bool covers(const When& wide, const When& narrow)
{
    return std::ranges::all_of(wide.conditions(), [&](const Condition& each) {
        return std::ranges::any_of(narrow.conditions(), [&](const Condition& other) {
            return each.fact == other.fact && (other.answers & ~each.answers) == 0;
        });
    });
}

}  // namespace hopwright::rules::tests
