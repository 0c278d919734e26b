#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// What a route's test does at its end.
enum class ProbeKind {
    CreateFile,  ///< Create a file of a random name, write, read back, delete: the default for a share.
    ListShare,
    ReadFile,
    Script,   ///< Own PowerShell text, with its side effects declared.
    Session,  ///< `whoami`: for a route that ends at a machine.
};

template <>
inline constexpr auto wordsOf<ProbeKind> = std::to_array<std::string_view>(
    {"create-file", "list-share", "read-file", "script", "session"});

}  // namespace hopwright
