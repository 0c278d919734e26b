#pragma once

#include "core/base/result.h"

#include <concepts>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace hopwright::store {

/// A path from UTF-8 text, whatever the platform's own narrow encoding is.
std::filesystem::path pathFromUtf8(std::string_view text);

/// Text where a path belongs: it would be read in the platform's narrow encoding, which on Windows is not UTF-8. What takes
/// a path deletes it, so that a forgotten pathFromUtf8 does not compile.
template <typename T>
concept TextForPath = std::convertible_to<const T&, std::string_view>;

/// The bytes of a regular file. \returns FileUnreadable; TooLarge above \p maxBytes, before memory is taken.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes);
Result<std::string> readFile(const TextForPath auto& path, std::size_t maxBytes) = delete;

/// Writes all or nothing: into a new file beside it, which then takes its place. Permissions of an old file stay.
/// A link is followed: the file it names is replaced, not the link.
/// Not promised: that the bytes survive a loss of power (nothing is flushed to the disk).
/// \returns FileUnwritable, also for a file that is read-only; the old file is then untouched and nothing is left behind.
Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes);
Result<void> writeFile(const TextForPath auto& path, std::string_view bytes) = delete;

}  // namespace hopwright::store
