#pragma once

#include "core/plan/change_words.h"
#include "core/vocabulary/status_code.h"
#include "core/vocabulary/words.h"

namespace hopwright {

/// Those of a run's file (docs/file-format.md).
template <>
inline constexpr auto wordsOf<CodeFamily> =
    std::to_array<std::string_view>({"win32", "hresult", "ntstatus", "http", "sql", "tls-alert"});

}  // namespace hopwright
