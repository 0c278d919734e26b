#pragma once

#include "core/practice/state.h"

#include <string>

namespace hopwright::link {

// What was applied to a drawing, where this user keeps it: practice::statePath() with the user's own data folder.

/// \returns what practice::readState() and practice::statePath() return.
Result<practice::State> readPracticeState(const std::string& drawing);
/// \returns what practice::writeState() and practice::statePath() return.
Result<void> writePracticeState(const std::string& drawing, const practice::State& state);
/// As practice::forgetState().
Result<void> forgetPracticeState(const std::string& drawing);

}  // namespace hopwright::link
