#pragma once

#include <cstdint>

namespace hopwright::plan {

/// The rules of domain reference §5.2 that compute something. R10 marks hidden resources, and there is no mark yet.
enum class Rule { R1, R2, R3, R4, R5, R6, R7, R8, R9 };

/// The rules that a plan follows. Always all(): to leave one out is for tests, which show that each is needed.
class RuleSet {
public:
    static constexpr RuleSet all() noexcept { return RuleSet(0x1FFU); }
    constexpr RuleSet without(Rule rule) const noexcept { return RuleSet(m_bits & ~bit(rule)); }
    constexpr bool has(Rule rule) const noexcept { return (m_bits & bit(rule)) != 0; }

    bool operator==(const RuleSet&) const = default;

private:
    explicit constexpr RuleSet(std::uint32_t bits) noexcept : m_bits(bits) {}
    static constexpr std::uint32_t bit(Rule rule) noexcept
    {
        return 1U << static_cast<unsigned>(rule);
    }

    std::uint32_t m_bits;
};

}  // namespace hopwright::plan
