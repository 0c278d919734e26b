#pragma once

#include "core/base/result.h"

#include <QString>

#include <filesystem>

namespace hopwright::ui {

/// The file that \p path names. Where its name is not UTF-8, Qt has put U+FFFD for what it could not keep, and another file
/// would be read or written: such a path is refused, and so is half a surrogate pair and a zero.
/// \returns Malformed.
Result<std::filesystem::path> filePath(const QString& path);

}  // namespace hopwright::ui
