#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hopwright::edit {

inline constexpr std::size_t maxChainBytes = std::size_t{16} * 1024;

/// Whether \p text looks like a CHAIN, so that pasting it can draw it: it holds an arrow. It may still be a wrong one.
bool looksLikeChain(std::string_view text) noexcept;

/// Draws a CHAIN into \p graph: `ADM-PC01 -credssp-> JUMP01.lab.example:5985 -> \\FS01\Reports` (docs/cli.md).
///
/// Names stand as typed between ` -> `, ` -METHOD-> ` and ` -METHOD/TRANSPORT-> ` (default, negotiate, ntlm, kerberos, credssp,
/// basic, certificate, ssh; http, https; without case). `NAME[@ADDRESS][:PORT]`, IPv6 in brackets; a `\\server\share` last.
/// `-credssp->` and `-basic->` are an explicit credential whose account is asked for at run time. A port is the machine's, behind
/// `-ssh->` the hop's. A machine, share or hop that is there already is used again. The chain becomes one
/// route, named "A → Reports", with CreateFile at a share and Session at a machine. The first machine is a client, the
/// last server of a session a server, those between jump servers; new ones stand left to right on one base line, the
/// first at \p position. Where the chain has machines that were there before it, new ones stand beside these, on their base line
/// or, where that is taken, below it.
///
/// \returns Malformed, OutOfRange (a port), NotAllowed (a hop that is drawn with another method or transport) or
/// TooLarge, with the offset in \p text in bytes; the column to show is one more.
Result<model::Graph> addChain(const model::Graph& graph, std::string_view text,
                              model::Position position, std::string_view now);

/// A new drawing of one chain.
Result<model::Graph> parseChain(std::string_view text, std::string_view now = {});

/// How many chains parseChains() draws below each other; the next stand right of them, from the top.
inline constexpr std::size_t maxChainRows = 1000;

/// A new drawing of several, below each other; machines of equal names are one. With more than one chain, the detail of
/// an error begins with "chain 2: ".
Result<model::Graph> parseChains(std::span<const std::string> texts, std::string_view now = {});

}  // namespace hopwright::edit
