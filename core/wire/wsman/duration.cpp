#include "core/wire/wsman/duration.h"

#include <array>
#include <cstdint>

namespace hopwright::wire::wsman {

namespace {

struct Unit {
    char letter;
    std::int64_t milliseconds;
};

constexpr std::array dateUnits = {Unit{.letter = 'D', .milliseconds = 86'400'000}};
constexpr std::array timeUnits = {Unit{.letter = 'H', .milliseconds = 3'600'000},
                                  Unit{.letter = 'M', .milliseconds = 60'000},
                                  Unit{.letter = 'S', .milliseconds = 1000}};
/// More digits make no number that maxDuration allows.
constexpr std::size_t maxDigits = 11;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes `12` or, for seconds, `12.5`, in milliseconds of \p unit.
std::optional<std::int64_t> takeAmount(std::string_view& text, std::int64_t unit, bool fraction)
{
    std::int64_t whole = 0;
    std::size_t digits = 0;
    for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1), ++digits) {
        if (digits == maxDigits)
            return std::nullopt;
        whole = whole * 10 + (text.front() - '0');
    }
    if (digits == 0)
        return std::nullopt;
    std::int64_t parts = 0;
    if (fraction && text.starts_with('.')) {
        text.remove_prefix(1);
        std::int64_t weight = unit / 10;
        if (text.empty() || !isDigit(text.front()))
            return std::nullopt;
        for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1), weight /= 10)
            parts += (text.front() - '0') * weight;
    }
    return whole * unit + parts;
}

/// Takes amounts with the letters of \p units, each at most once and in their order. Nothing when one is malformed.
template <std::size_t N>
std::optional<std::int64_t> takeUnits(std::string_view& text, const std::array<Unit, N>& units)
{
    std::int64_t out = 0;
    for (const Unit& unit : units) {
        std::string_view ahead = text;
        const auto amount = takeAmount(ahead, unit.milliseconds, unit.letter == 'S');
        if (!amount || !ahead.starts_with(unit.letter))
            continue;
        out += *amount;
        if (out > maxDuration.count())
            return std::nullopt;
        text = ahead.substr(1);
    }
    return out;
}

}  // namespace

std::optional<std::chrono::milliseconds> readDuration(std::string_view text)
{
    if (!text.starts_with('P') || text.size() < 3)
        return std::nullopt;
    text.remove_prefix(1);
    const auto days = takeUnits(text, dateUnits);
    if (!days)
        return std::nullopt;
    std::int64_t out = *days;
    if (text.starts_with('T') && text.size() > 1) {
        text.remove_prefix(1);
        const auto time = takeUnits(text, timeUnits);
        if (!time)
            return std::nullopt;
        out += *time;
    }
    if (!text.empty() || out > maxDuration.count())
        return std::nullopt;
    return std::chrono::milliseconds(out);
}

}  // namespace hopwright::wire::wsman
