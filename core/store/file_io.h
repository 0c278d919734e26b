#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace hopwright::store {

/// A path from UTF-8 text, whatever the platform's own narrow encoding is.
std::filesystem::path pathFromUtf8(std::string_view text);

/// The bytes of a regular file. \returns FileUnreadable; TooLarge above \p maxBytes, before memory is taken.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes);

/// Writes all or nothing: into a new file beside it, which then takes its place. Permissions of an old file stay.
/// A link is followed: the file it names is replaced, not the link.
/// Not promised: that the bytes survive a loss of power (nothing is flushed to the disk).
/// \returns FileUnwritable, also for a file that is read-only; the old file is then untouched and nothing is left behind.
Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes);

}  // namespace hopwright::store
