#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::practice {

/// What `apply` changed in the practice lab, in the order it was done: what FILE.practice holds. Never a secret.
struct State {
    std::vector<plan::Change> applied = {};

    bool operator==(const State&) const = default;
};

inline constexpr std::size_t maxStateBytes = 4UZ * 1024 * 1024;
inline constexpr std::size_t maxStateChanges = 100'000;

/// What the machines of a practice lab of \p graph would have at its start, without starting one.
plan::KnownStates statesAtStart(const model::Graph& graph, const State& state);

/// FILE.practice as text: what was applied, never a secret. Own format, JSON: docs/file-format.md.
/// \returns Malformed with what is wrong, NewerVersion, or TooLarge; a broken file is never read in part.
Result<State> parseState(std::string_view text);
/// Reads or writes FILE.practice. A missing file is an empty state.
Result<State> readState(const std::string& path);
Result<void> writeState(const std::string& path, const State& state);

/// Where the state of \p drawing is kept: beside it, or, when that cannot be written, in \p dataFolder, the user's own.
/// \returns CryptoUnavailable.
Result<std::string> statePath(const std::string& drawing, const std::filesystem::path& dataFolder);
/// Empties what is kept for \p drawing, in both places: a new drawing of that name gives the ids of its machines anew. A
/// broken state is emptied too. Makes no file.
Result<void> forgetState(const std::string& drawing, const std::filesystem::path& dataFolder);

}  // namespace hopwright::practice
