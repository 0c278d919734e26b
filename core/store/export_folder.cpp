#include "core/store/export_folder.h"

#include "core/files/file_name.h"
#include "core/files/read_file.h"
#include "core/files/system_words.h"
#include "core/files/write_file.h"
#include "core/text/one_line.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <string_view>
#include <system_error>
#include <utility>

namespace hopwright::store {

namespace fs = std::filesystem;

namespace {

/// Enough to tell a file of ours: the mark of UTF-8 and the first words.
constexpr std::size_t sameBeginning = 16;
constexpr std::size_t namesTold = 3;

/// Is what stands at \p path a file of an earlier export?
bool isEarlier(const fs::path& path, const std::map<std::string, std::string_view>& beginnings)
{
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(path, error)))
        return false;
    const auto found = beginnings.find(files::bytesOf(path.filename()));
    if (found == beginnings.end())
        return false;
    const auto beginning = files::readBeginning(path, sameBeginning);
    return beginning && *beginning == found->second;
}

Sentence listed(const std::vector<std::string>& names)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), namesTold); ++i)
        out += (i == 0 ? "" : ", ") + text::escaped(names[i]);
    if (names.size() > namesTold)
        return Sentence::saying("%1 and %n more", nullptr, names.size() - namesTold, out);
    return Sentence::verbatim(std::move(out));
}

Result<void> checkNames(const std::vector<ExportFile>& exported)
{
    const auto bad = std::ranges::find_if(
        exported, [](const ExportFile& file) { return !files::isFileName(file.name); });
    if (bad == exported.end())
        return {};
    return fail(ErrorCode::NotAllowed,
                Sentence::saying("no file can have this name on all systems: %1",
                                 text::escaped(bad->name)));
}

/// Takes back what was made, unless it is told that all went well.
class Undo {
public:
    Undo() = default;
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    Undo(Undo&&) = delete;
    Undo& operator=(Undo&&) = delete;
    ~Undo()
    {
        std::error_code error;
        for (const fs::path& path : std::views::reverse(m_made))
            fs::remove(path, error);  // A folder only when it is empty.
    }

    void add(fs::path path) { m_made.push_back(std::move(path)); }
    void keep() { m_made.clear(); }

private:
    std::vector<fs::path> m_made;
};

Result<void> makeFolder(const fs::path& folder, Undo& undo)
{
    std::error_code error;
    const auto exists = [&error](const fs::path& path) {
        return fs::exists(path, error);
    };
    HOPWRIGHT_TRY(const std::vector<fs::path> missing, missingFolders(folder, exists));
    for (const fs::path& each : missing) {
        if (!fs::create_directory(each, error) && error) {
            return files::failAt(
                ErrorCode::FileUnwritable, each,
                Sentence::saying("the folder cannot be made: %1", files::wordsFor(error.value())));
        }
        undo.add(each);
    }
    return {};
}

}  // namespace

Result<std::vector<fs::path>> missingFolders(const fs::path& folder,
                                             const std::function<bool(const fs::path&)>& exists)
{
    std::vector<fs::path> out;
    for (fs::path each = folder; !each.empty() && !exists(each); each = each.parent_path()) {
        if (each.parent_path() == each) {  // The root is its own parent: going on would not end.
            return files::failAt(ErrorCode::FileUnwritable, folder,
                                 Sentence::saying("the drive or the share is not there"));
        }
        out.push_back(each);
    }
    std::ranges::reverse(out);
    return out;
}

Result<std::vector<std::string>> otherThingsIn(const fs::path& folder,
                                               const std::vector<ExportFile>& files)
{
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found)
        return std::vector<std::string>();
    if (!fs::is_directory(status)) {
        return files::failAt(ErrorCode::FileUnreadable, folder,
                             error ? Sentence::verbatim(error.message())
                                   : Sentence::saying("it is not a folder"));
    }
    std::map<std::string, std::string_view> beginnings;
    for (const ExportFile& each : files)
        beginnings[each.name] = std::string_view(each.bytes).substr(0, sameBeginning);
    std::vector<std::string> out;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (!isEarlier(entry->path(), beginnings))
            out.push_back(files::bytesOf(entry->path().filename()));
    }
    if (error) {
        return files::failAt(ErrorCode::FileUnreadable, folder,
                             Sentence::verbatim(error.message()));
    }
    std::ranges::sort(out);
    return out;
}

Result<void> writeExport(const fs::path& folder, const std::vector<ExportFile>& files,
                         OtherThings others)
{
    HOPWRIGHT_TRY_VOID(checkNames(files));
    HOPWRIGHT_TRY(const std::vector<std::string> found, otherThingsIn(folder, files));
    if (others == OtherThings::Refuse && !found.empty()) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("the folder holds other things: %1", listed(found)));
    }
    Undo undo;
    HOPWRIGHT_TRY_VOID(makeFolder(folder, undo));
    std::vector<files::NamedBytes> named;
    named.reserve(files.size());
    for (const ExportFile& each : files)
        named.push_back({.name = each.name, .bytes = each.bytes});
    HOPWRIGHT_TRY_VOID(files::writeFiles(folder, named));
    undo.keep();
    return {};
}

}  // namespace hopwright::store
