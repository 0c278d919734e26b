#pragma once

#include "core/base/result.h"

#include <concepts>
#include <filesystem>
#include <string>
#include <string_view>

namespace hopwright::files {

/// A path from the bytes of a name. Unix: whatever the bytes are, UTF-8 or not; so an argument of the command line keeps its
/// name. Windows: from UTF-8, whatever the platform's own narrow encoding is.
std::filesystem::path pathFromUtf8(std::string_view text);

/// The bytes of \p path, the way back: UTF-8 on Windows, on Unix what the name is made of.
std::string bytesOf(const std::filesystem::path& path);

/// \p path for a sentence: one clean line, whatever stands in the name (text::oneLine, with line ends shown too).
std::string shown(const std::filesystem::path& path);

/// Text where a path belongs: it would be read in the platform's narrow encoding, which on Windows is not UTF-8. What takes
/// a path deletes it, so that a forgotten pathFromUtf8 does not compile.
template <typename T>
concept TextForPath = std::convertible_to<const T&, std::string_view>;

/// An error about \p path: "FOLDER/NAME: WHY".
[[nodiscard]] std::unexpected<Error> failAt(ErrorCode code, const std::filesystem::path& path,
                                            const Sentence& why);

}  // namespace hopwright::files
