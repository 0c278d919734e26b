#pragma once

#include "core/crypto/random_stream.h"
#include "core/model/graph.h"
#include "core/probe/probe_script.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::probe {

/// Why this version cannot test \p hop: a key of ui/text. Empty: it can.
std::string notBuilt(const model::Graph& graph, const model::Hop& hop);

/// Why a hop of a route over a muted hop is not tested, as notBuilt(): for what is muted itself, and for the others.
std::string mutedReason(const model::Hop& hop);
bool isMutedReason(std::string_view key) noexcept;

/// The machine of `\\\\FS01\\Reports` as typed for \p hop, a hop to a share: what gets resolved.
std::string hostOfShare(const model::Graph& graph, const model::Hop& hop);

/// Whether an exported script can open \p hop: by New-PSSession over WinRM, also by HTTPS, Kerberos and Basic, which the probe
/// itself does not have. Not with a certificate, whose thumbprint is not drawn, nor by SSH, which Windows PowerShell lacks.
bool isScripted(const model::Graph& graph, const model::Hop& hop);

/// How many hops of \p route, counted from its first, an exported script can go from the tail of hop \p first: up to the
/// first from \p first on that is not isScripted(). \p first itself where that is the one.
std::size_t builtUntil(const model::Graph& graph, const model::Route& route, std::size_t first);

/// What the machines at the tails of hops \p index to \p end (not included) of \p route do, in their order: the one description
/// that `probe` sends to B and that an exported script holds; at least one. After a session at \p end: whoami, or the route's
/// own text where the route ends there. The names and the token of the test file come from \p random.
std::vector<Step> stepsOf(const model::Graph& graph, const model::Route& route, std::size_t index,
                          std::size_t end, crypto::RandomStream& random);

}  // namespace hopwright::probe
