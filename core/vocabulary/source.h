#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// How a fact came to be known: drawn by somebody, imported with a drawing's machines, seen on the machine, or pasted: read in
/// what a tool printed there, which somebody brought.
enum class Source { Drawn, Imported, Seen, Pasted };

template <>
inline constexpr auto wordsOf<Source> =
    std::to_array<std::string_view>({"drawn", "imported", "seen", "pasted"});

}  // namespace hopwright
