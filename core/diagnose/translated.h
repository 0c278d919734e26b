#pragma once

#include "core/text/place.h"

#include <span>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// A message of WinRM in a language whose exact words are not known: told by words of it that must stand together.
struct FoundTranslation {
    int row = 0;
    text::Place place = {};

    bool operator==(const FoundTranslation&) const = default;
};

/// Looks at what stands behind each of \p anchors, where WinRM or PowerShell speaks, in order. Words of English are none of those
/// that are looked for: its messages are known as they are. Cost: linear, times the words.
std::vector<FoundTranslation> findTranslations(std::string_view clean,
                                               std::span<const text::Place> anchors);

}  // namespace hopwright::diagnose
