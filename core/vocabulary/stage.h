#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// The ten stages of a hop, everywhere the same, in the order they are shown.
enum class Stage {
    Resolve,
    Connect,
    Tls,
    Offer,
    Negotiate,
    Bind,
    Delegate,
    Shell,
    Command,
    Access
};

template <>
inline constexpr auto wordsOf<Stage> =
    std::to_array<std::string_view>({"resolve", "connect", "tls", "offer", "negotiate", "bind",
                                     "delegate", "shell", "command", "access"});

inline constexpr int stageCount = static_cast<int>(wordsOf<Stage>.size());

}  // namespace hopwright
