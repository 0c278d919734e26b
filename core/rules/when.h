#pragma once

#include "core/rules/fact.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace hopwright::rules {

/// That the answer of one fact is among some.
struct Condition {
    Fact fact = Fact::End;
    std::uint64_t answers = 0;  ///< A bit for each, the lowest for the first.

    constexpr bool holds(unsigned answer) const noexcept { return ((answers >> answer) & 1U) != 0; }
    bool operator==(const Condition&) const = default;
};

/// The fact is one of these.
template <typename Answers>
constexpr Condition is(Answers first, std::same_as<Answers> auto... others)
{
    const auto bit = [](Answers each) {
        return static_cast<std::uint64_t>(1ULL << unsigned(std::to_underlying(each)));
    };
    return {.fact = factOf<Answers>,
            .answers = static_cast<std::uint64_t>((bit(first) | ... | bit(others)))};
}

/// The fact is none of these.
template <typename Answers>
constexpr Condition isNot(Answers first, std::same_as<Answers> auto... others)
{
    const Condition some = is(first, others...);
    return {.fact = some.fact, .answers = (~some.answers)};
}

/// When a row counts: each of its conditions holds. Without one: always.
class When {
public:
    static constexpr std::size_t most = 7;

    constexpr When() = default;
    template <std::same_as<Condition>... Conditions>
    constexpr When(Condition first, Conditions... others)  // NOLINT(google-explicit-constructor)
        : m_all{first, others...}, m_count(sizeof...(others) + 1)
    {
        static_assert(sizeof...(others) < most);
    }

    constexpr std::span<const Condition> conditions() const noexcept
    {
        return std::span(m_all).first(m_count);
    }

    /// \p facts has `unsigned answer(Fact)`. Asks for the facts in the order of the conditions, and for no more than it needs:
    /// write down first what costs least, and what rules most out.
    template <typename Source>
    bool holds(Source& facts) const
    {
        return std::ranges::all_of(conditions(), [&facts](const Condition& each) {
            return each.holds(facts.answer(each.fact));
        });
    }

private:
    std::array<Condition, most> m_all = {};
    std::size_t m_count = 0;
};

}  // namespace hopwright::rules
