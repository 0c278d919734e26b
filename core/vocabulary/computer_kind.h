#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// What kind of machine a card shows; changes the icon, and nothing else.
enum class ComputerKind { Client, Server, JumpServer };

template <>
inline constexpr auto wordsOf<ComputerKind> =
    std::to_array<std::string_view>({"client", "server", "jump-server"});

}  // namespace hopwright
