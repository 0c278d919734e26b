#pragma once

#include "core/seen/look.h"

#include <optional>

namespace hopwright::process {

/// What a look at the machine that this process runs on goes by: its registry, of which keys are read as they are asked for, and the
/// files of its policies, read now. Reads and nothing else, without elevation; what this user may not read is NotReadable.
/// Nothing: this is no Windows. Not verified on Windows.
std::optional<seen::Sources> thisMachine();

}  // namespace hopwright::process
