#pragma once

#include <string>
#include <string_view>

namespace hopwright::wire::wsman {

/// The longest command line that cmd.exe takes: winrm-protocol §6.12.
inline constexpr std::size_t maxCommandLine = 8191;

/// Base64 of \p script in UTF-16LE: what -EncodedCommand takes. \p script is UTF-8; text that is not gives an empty string.
std::string encodedCommand(std::string_view script);

/// `powershell.exe -NoProfile -NonInteractive -EncodedCommand …`
std::string powershellCommandLine(std::string_view script);

}  // namespace hopwright::wire::wsman
