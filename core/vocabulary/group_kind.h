#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// What a group of machines stands for. Tiers count for findings: a credential that goes from one to another exposes it.
enum class GroupKind {
    Site,
    Tier,
    Own,
    Other  ///< Of a later version; it has no word here, and its own is kept.
};

template <>
inline constexpr auto wordsOf<GroupKind> = std::to_array<std::string_view>({"site", "tier", "own"});

}  // namespace hopwright
