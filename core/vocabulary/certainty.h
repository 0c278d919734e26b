#pragma once

#include "core/vocabulary/words.h"

#include <cstdint>

namespace hopwright {

/// How sure it is what a text means. Certain is only what nothing else can be: nothing outside the text can make it otherwise.
enum class Certainty : std::uint8_t { Certain, Likely, Possible };

template <>
inline constexpr auto wordsOf<Certainty> =
    std::to_array<std::string_view>({"certain", "likely", "possible"});

}  // namespace hopwright
