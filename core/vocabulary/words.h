#pragma once

#include "core/text/ascii.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hopwright {

/// The words that files, JSON and the command line have for the values of an enumeration. Specialised beside it, in the order of
/// its values, which count from 0 without a gap:
///
///     template <>
///     inline constexpr auto wordsOf<Stage> = std::to_array<std::string_view>({"resolve", "connect"});
///
/// A value behind the last word, such as Method::Unknown, is written as `unknown`, and no word is read as it.
template <typename Enum>
inline constexpr std::array<std::string_view, 0> wordsOf{};

/// An enumeration that has words.
template <typename Enum>
concept HasWords = wordsOf<Enum>.size() > 0;

/// How many they are.
template <HasWords Enum>
inline constexpr std::size_t wordCount =
    std::tuple_size_v<std::remove_cvref_t<decltype(wordsOf<Enum>)>>;

/// The word of \p value.
template <HasWords Enum>
constexpr std::string_view wordOf(Enum value) noexcept
{
    const auto index = static_cast<std::size_t>(std::to_underlying(value));
    return index < wordsOf<Enum>.size() ? wordsOf<Enum>[index] : std::string_view("unknown");
}

/// The value of \p word, as files and machines write it: exact, with case. Nothing: it is the word of none.
template <HasWords Enum>
constexpr std::optional<Enum> fromWord(std::string_view word) noexcept
{
    for (std::size_t i = 0; i < wordCount<Enum>; ++i) {
        if (wordsOf<Enum>[i] == word)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

/// The same for what somebody typed: without case.
template <HasWords Enum>
std::optional<Enum> fromTypedWord(std::string_view word) noexcept
{
    for (std::size_t i = 0; i < wordCount<Enum>; ++i) {
        if (text::equalsIgnoringAsciiCase(wordsOf<Enum>[i], word))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

/// All values that have a word, in order.
template <HasWords Enum>
constexpr auto valuesOf() noexcept
{
    std::array<Enum, wordsOf<Enum>.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<Enum>(i);
    return out;
}

}  // namespace hopwright
