#pragma once

#include "app/cli/command.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace hopwright::cli {

/// How --next-hop is written: `smbclient=PATH`.
inline constexpr const char* nextHopType = "smbclient=PATH";

/// Says what is wrong with \p nextHop, if it is written in another way; empty is right.
std::optional<ExitCode> checkNextHop(const Context& context, const std::string& nextHop);

/// The absolute path of the program in \p nextHop; empty: none is asked for. It comes from the command line only, never from a
/// drawing. \returns FileUnreadable when it is not a program.
Result<std::string> programOf(const std::string& nextHop);

}  // namespace hopwright::cli
