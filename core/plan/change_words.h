#pragma once

#include "core/plan/plan.h"
#include "core/vocabulary/words.h"

namespace hopwright {

/// Those of FILE.practice and of a run's file.
template <>
inline constexpr auto wordsOf<plan::Change::Setting> = std::to_array<std::string_view>(
    {"client-role", "server-role", "allow-fresh", "allow-fresh-ntlm-only", "trusted-hosts"});

}  // namespace hopwright
