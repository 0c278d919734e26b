#pragma once

#include "core/base/result.h"
#include "core/script/powershell/script_files.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hopwright::script::powershell {

/// What to do where the folder holds anything that this export does not write.
enum class OtherFiles { Refuse, Leave };

/// Writes \p files and README.txt into \p folder, which is made when it is not there (its parent must be). Each file is
/// written all or nothing (store::writeFile). Where one cannot be, those that this call made are removed again, and the
/// error's detail begins with that file's name; files that were there before it may have been written over by then.
/// Removes nothing else.
///
/// \returns the names written, README.txt last; NotAllowed for a folder with other things in it; FileUnwritable.
Result<std::vector<std::string>> writeScripts(const std::filesystem::path& folder,
                                              const std::vector<ScriptFile>& files,
                                              const ScriptOptions& options, OtherFiles others);

}  // namespace hopwright::script::powershell
