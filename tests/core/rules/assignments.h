#pragma once

#include "core/rules/row.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
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

/// `method=credssp loop=no|yes`: which answers are accepted.
inline std::string told(const When& when)
{
    std::string out;
    for (const Condition& each : when.conditions()) {
        out += (out.empty() ? "" : " ") + std::string(wordOf(each.fact)) + '=';
        bool isFirst = true;
        for (unsigned answer = 0; answer < answerCountOf(each.fact); ++answer) {
            if (!each.holds(answer))
                continue;
            out += (isFirst ? "" : "|") + std::string(answerWord(each.fact, answer));
            isFirst = false;
        }
    }
    return out.empty() ? "always" : out;
}

/// `M11/basic-over-http(number server) if encryption=http`.
inline std::string told(const Reason& reason)
{
    static constexpr std::array names{
        "number",         "number-before", "from",          "server",
        "host",           "end-name",      "drawn-account", "signing-account",
        "caller-account", "caller-home",   "answering",     "answering-domain",
        "client-domain",  "server-domain", "code",          "method-word",
        "entry",          "list-names",    "version"};
    if (reason.carried)
        return "carried";
    std::string out =
        std::string(reason.rule) + '/' + std::string(hopwright::wordOf(reason.key)) + '(';
    for (const Argument each : reason.arguments())
        out += (out.ends_with('(') ? "" : " ") + std::string(names.at(std::size_t(each)));
    out += ')';
    return reason.when.conditions().empty() ? out : out + " if " + told(reason.when);
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
