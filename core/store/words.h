#pragma once

#include "core/model/graph.h"

#include <optional>
#include <string_view>

namespace hopwright::store {

/// The words of a file for values that only files name. Exact, with case. Not for other layers.

std::string_view wordOf(model::Source source) noexcept;
std::string_view wordOf(model::ComputerKind kind) noexcept;
std::string_view wordOf(model::Transport transport) noexcept;
std::string_view wordOf(model::ProbeKind kind) noexcept;

std::optional<model::Source> sourceFromWord(std::string_view word);
std::optional<model::ComputerKind> computerKindFromWord(std::string_view word);
std::optional<model::Transport> transportFromWord(std::string_view word);
/// Of `transport-said`, which only HTTP has: `http` in `transport` is also what nobody said.
std::optional<model::Transport> saidTransportFromWord(std::string_view word);
std::optional<model::ProbeKind> probeKindFromWord(std::string_view word);
std::optional<bool> explicitFromWord(std::string_view word);  ///< `explicit` or `implicit`.

}  // namespace hopwright::store
