#pragma once

#include "core/base/result.h"
#include "core/files/path.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace hopwright::files {

/// The bytes of a regular file, links followed; at most \p maxBytes, also of one that grows meanwhile. Never waits for
/// somebody: a FIFO, a socket, a device and a folder are refused, and not even opened.
///
/// \returns FileUnreadable with the path and why; TooLarge above \p maxBytes, before memory is taken for more.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes);
Result<std::string> readFile(const TextForPath auto& path, std::size_t maxBytes) = delete;

/// The same; nothing where no such name is there. A link that leads nowhere is there, and an error.
Result<std::optional<std::string>> readFileIfThere(const std::filesystem::path& path,
                                                   std::size_t maxBytes);
Result<std::optional<std::string>> readFileIfThere(const TextForPath auto& path,
                                                   std::size_t maxBytes) = delete;

/// Its first bytes, at most \p maxBytes, whatever its size. \returns FileUnreadable.
Result<std::string> readBeginning(const std::filesystem::path& path, std::size_t maxBytes);
Result<std::string> readBeginning(const TextForPath auto& path, std::size_t maxBytes) = delete;

/// Is there anything by that name, a link that leads nowhere too? What cannot be looked at counts as there.
bool isThere(const std::filesystem::path& path);
bool isThere(const TextForPath auto& path) = delete;

}  // namespace hopwright::files
