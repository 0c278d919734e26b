#pragma once

#include <string>
#include <string_view>

namespace hopwright::wire::wsman {

/// The most bytes of CLIXML that are decoded; longer text is given back as it is.
inline constexpr std::size_t maxClixml = 1024UZ * 1024;

/// The readable errors of the `#< CLIXML` documents that powershell.exe writes to stderr, with the plain text around them:
/// winrm-protocol §6.12. Give it the joined stream: a chunk may cut a document.
///
/// Warnings, progress and the like are dropped; `_x000D_` is decoded as a UTF-16 unit, half a pair as U+FFFD.
/// Text that holds no such document, or one that cannot be read, is given back as it is.
std::string plainErrorText(std::string_view standardError);

}  // namespace hopwright::wire::wsman
