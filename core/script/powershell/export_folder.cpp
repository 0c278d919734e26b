#include "core/script/powershell/export_folder.h"

#include "core/store/file_io.h"

#include <set>
#include <system_error>
#include <utility>

namespace hopwright::script::powershell {

namespace fs = std::filesystem;

namespace {

/// Anything in \p folder that is not in \p names; empty: nothing.
Result<std::string> otherThing(const fs::path& folder, const std::set<fs::path>& names)
{
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, error.message());
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
        const fs::path name = entries->path().filename();
        if (!names.contains(name)) {
            const std::u8string text = name.u8string();
            return std::string(text.begin(), text.end());
        }
        if (error)
            return fail(ErrorCode::FileUnreadable, error.message());
    }
    return std::string();
}

/// Makes \p folder, or says why it cannot be used. \returns whether it was made.
Result<bool> takeFolder(const fs::path& folder, const std::set<fs::path>& names, OtherFiles others)
{
    std::error_code error;
    if (!fs::exists(folder, error)) {
        if (!fs::create_directory(folder, error))
            return fail(ErrorCode::FileUnwritable, error.message());
        return true;
    }
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::FileUnwritable, "it is not a folder");
    if (others == OtherFiles::Leave)
        return false;
    HOPWRIGHT_TRY(const std::string other, otherThing(folder, names));
    if (!other.empty())
        return fail(ErrorCode::NotAllowed, "the folder holds " + other + " already");
    return false;
}

}  // namespace

Result<std::vector<std::string>> writeScripts(const fs::path& folder,
                                              const std::vector<ScriptFile>& files,
                                              const ScriptOptions& options, OtherFiles others)
{
    std::vector<std::pair<std::string, std::string>> contents;
    std::set<fs::path> names;
    for (const ScriptFile& each : files)
        contents.emplace_back(each.name, fileBytes(each));
    contents.emplace_back(indexName, indexBytes(files, options));
    for (const auto& [name, bytes] : contents)
        names.insert(store::pathFromUtf8(name));
    HOPWRIGHT_TRY(const bool madeFolder, takeFolder(folder, names, others));

    std::vector<std::string> written;
    std::vector<fs::path> made;
    for (const auto& [name, bytes] : contents) {
        const fs::path path = folder / store::pathFromUtf8(name);
        std::error_code error;
        const bool isNew = !fs::exists(fs::symlink_status(path, error));
        const auto done = store::writeFile(path, bytes);
        if (done) {
            written.push_back(name);
            if (isNew)
                made.push_back(path);
            continue;
        }
        for (const fs::path& each : made)
            fs::remove(each, error);
        if (madeFolder)
            fs::remove(folder, error);
        return fail(done.error().code, name + ": " + done.error().detail);
    }
    return written;
}

}  // namespace hopwright::script::powershell
