#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// How a fact came to be known. Only Drawn is made in this version; the others are read and kept.
enum class Source { Drawn, Imported, Seen };

template <>
inline constexpr auto wordsOf<Source> =
    std::to_array<std::string_view>({"drawn", "imported", "seen"});

}  // namespace hopwright
