#pragma once

#include "core/diagnose/reading.h"

#include <cstddef>
#include <string_view>

namespace hopwright::diagnose {

/// Whether \p word is written like the name or the address of a machine: `SRV01`, `fs.corp.example`, `10.0.0.5`.
bool looksLikeMachine(std::string_view word) noexcept;

/// Whether it can be one where something else says that a machine stands there, as between arrows: `jump`, `opsrv-a`.
bool canBeMachine(std::string_view word) noexcept;

/// Whether both name one machine, as far as names tell: `SRV01` and `srv01.corp.example:5986` do, `srv01.ost.example` and
/// `srv01.west.example` do not.
bool isSameMachine(std::string_view a, std::string_view b) noexcept;

/// The name at \p at of \p text, which ends before an arrow; without the full stop of a sentence.
Named nameAt(std::string_view text, std::size_t at);

}  // namespace hopwright::diagnose
