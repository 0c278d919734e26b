#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// What WinRM's messages travel in.
enum class Transport {
    Http,
    Https,
    ByPort,  ///< Nobody said: see model::effectiveTransport(). No word.
};

template <>
inline constexpr auto wordsOf<Transport> = std::to_array<std::string_view>({"http", "https"});

}  // namespace hopwright
