#pragma once

#include "core/base/result.h"
#include "core/files/path.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace hopwright::store {

/// One file of an export, as it is written.
struct ExportFile {
    std::string name = {};  ///< In the folder itself; one that files::isFileName() takes.
    std::string bytes = {};
};

/// What to do with a folder that holds other things.
enum class OtherThings {
    Refuse,
    Keep,  ///< The files come beside them; one of the same name is replaced.
};

/// The names in \p folder that an export of \p files would mix with or overwrite, sorted; empty for a folder that is not
/// there. A file of an earlier export is none of them: it has a name of \p files and begins as the new one does.
/// \returns FileUnreadable, also where \p folder is something else.
Result<std::vector<std::string>> otherThingsIn(const std::filesystem::path& folder,
                                               const std::vector<ExportFile>& files);
Result<std::vector<std::string>> otherThingsIn(const files::TextForPath auto& folder,
                                               const std::vector<ExportFile>& files) = delete;

/// Writes \p files into \p folder, which is made where it is not there, by files::writeFiles(): all of them are on the disk
/// before the first has its name. One that took the place of an earlier export stays where a later one could not have its name.
/// \returns NotAllowed, and nothing was written, for a folder with otherThingsIn() under OtherThings::Refuse and for a name
/// that some system would not take (files::isFileName); FileUnreadable; FileUnwritable with the name of the file.
Result<void> writeExport(const std::filesystem::path& folder, const std::vector<ExportFile>& files,
                         OtherThings others);
Result<void> writeExport(const files::TextForPath auto& folder,
                         const std::vector<ExportFile>& files, OtherThings others) = delete;

/// \p folder and those above it that are to be made, the topmost first. \p exists is the file system's answer; it is handed
/// in because a root that is missing, `E:/` without its drive, is found on Windows only.
/// \returns FileUnwritable where not even the root is there.
Result<std::vector<std::filesystem::path>>
missingFolders(const std::filesystem::path& folder,
               const std::function<bool(const std::filesystem::path&)>& exists);

}  // namespace hopwright::store
