#include "core/files/write_file.h"

#include "core/files/read_file.h"
#include "core/files/system_words.h"
#include "core/files/temporary_unix.h"

#include <fcntl.h>

#include <array>
#include <climits>
#include <optional>
#include <vector>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

constexpr int maxLinks = 40;  // As many as Linux follows.
constexpr mode_t ownerOnly = 0600;
constexpr mode_t byUmask = 0666;
constexpr mode_t privateFolder = 0700;
constexpr std::size_t manyFiles =
    64;  ///< From here on one flush of the whole disk is sooner done than one a file.

std::unexpected<Error> unwritable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnwritable, path, why);
}

/// A name in an open folder, and what stands there.
struct Target {
    Folder folder = {};
    std::string name = {};
    std::optional<struct stat> old = std::nullopt;

    fs::path path() const { return folder.path / name; }
};

/// Root may do anything anyway.
bool isTrusted(uid_t owner)
{
    return owner == ::geteuid() || owner == 0;
}

Result<fs::path> linkedFrom(const Target& link)
{
    if (!isTrusted(link.old->st_uid))
        return unwritable(link.path(), Sentence::saying("it is a link that another user made"));
    std::array<char, PATH_MAX> text{};
    const ssize_t size =
        ::readlinkat(link.folder.number(), link.name.c_str(), text.data(), text.size());
    if (size <= 0)
        return unwritable(link.path(), wordsFor(size < 0 ? errno : ENOENT));
    return link.folder.path / std::string(text.data(), static_cast<std::size_t>(size));
}

/// What a link leads to must be there, and in a folder where nobody else gives names their meaning.
Result<void> checkLinked(const fs::path& link, const Target& target)
{
    if (!target.old)
        return unwritable(link, Sentence::saying("the link leads to nothing"));
    struct stat folder = {};
    if (::fstat(target.folder.number(), &folder) != 0)
        return unwritable(link, wordsFor(errno));
    if (!isTrusted(folder.st_uid))
        return unwritable(link, Sentence::saying("the link leads into a folder of another user"));
    return {};
}

Result<Target> lookUp(const fs::path& path)
{
    Target out{.name = path.filename()};
    if (out.name.empty())
        return unwritable(path, Sentence::saying("it is a folder"));
    HOPWRIGHT_TRY(out.folder, openFolder(path.parent_path()));
    struct stat info = {};
    HOPWRIGHT_TRY(const bool found, look(out.folder, out.name, info));
    if (found)
        out.old = info;
    return out;
}

/// Where \p path is to be written. The steps from link to link are taken here, each looked at, and not by the system.
Result<Target> resolve(const fs::path& path)
{
    if (path.native().contains('\0'))
        return unwritable(path, Sentence::saying("a name cannot hold a zero"));
    fs::path at = path;
    for (int links = 0; links <= maxLinks; ++links) {
        HOPWRIGHT_TRY(Target target, lookUp(at));
        if (!target.old || !S_ISLNK(target.old->st_mode)) {
            if (links > 0)
                HOPWRIGHT_TRY_VOID(checkLinked(path, target));
            return target;
        }
        HOPWRIGHT_TRY(at, linkedFrom(target));
    }
    return unwritable(path, wordsFor(ELOOP));
}

Result<void> rename(int fromFolder, const std::string& from, const Target& to)
{
    if (::renameat(fromFolder, from.c_str(), to.folder.number(), to.name.c_str()) != 0)
        return unwritable(to.path(), wordsFor(errno));
    return {};
}

/// The new files of writeFiles(), in a folder of their own until all are on the disk.
class Staged {
public:
    Staged(const Folder& folder, std::span<const NamedBytes> files)
        : m_folder(folder), m_files(files)
    {
    }

    Result<void> write()
    {
        HOPWRIGHT_TRY(auto made, Temporary::make(m_folder, Temporary::Kind::Folder, privateFolder,
                                                 m_folder.path));
        m_staging.emplace(std::move(made));
        for (const NamedBytes& each : m_files)
            HOPWRIGHT_TRY_VOID(writeOne(each));
        return m_files.size() < manyFiles ? Result<void>() : flushAll();
    }

    /// Takes those that are new away again where one cannot have its name.
    Result<void> giveNames()
    {
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            const std::string& name = m_files[i].name;
            if (::renameat(number(), name.c_str(), m_folder.number(), name.c_str()) == 0)
                continue;
            const int error = errno;
            for (std::size_t done = 0; done < i; ++done) {
                if (m_isNew[done])
                    ::unlinkat(m_folder.number(), m_files[done].name.c_str(), 0);
            }
            return unwritable(m_folder.path / name, wordsFor(error));
        }
        return {};
    }

private:
    int number() const { return m_staging->descriptor().number(); }

    Result<void> writeOne(const NamedBytes& file)
    {
        const fs::path path = m_folder.path / pathFromUtf8(file.name);
        struct stat old = {};
        HOPWRIGHT_TRY(const bool found, look(m_folder, file.name, old));
        if (found)
            HOPWRIGHT_TRY_VOID(checkReplaceable(m_folder, file.name, old));
        const Descriptor made(withoutSignals([&] {
            return ::openat(number(), file.name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                            found ? ownerOnly : byUmask);
        }));
        if (!made.isOpen()) {
            return unwritable(path, errno == EEXIST ? Sentence::saying("the name is given twice")
                                                    : wordsFor(errno));
        }
        HOPWRIGHT_TRY_VOID(writeAll(made, file.bytes, path));
        if (found)
            HOPWRIGHT_TRY_VOID(keepPermissions(made, old, path));
        m_isNew.push_back(!found);
        return m_files.size() < manyFiles ? flushFile(made, path) : Result<void>();
    }

    Result<void> flushAll() const
    {
#ifdef __linux__
        if (::syncfs(number()) != 0)
            return unwritable(m_folder.path, wordsFor(errno));
#else
        for (const NamedBytes& each : m_files) {
            const Descriptor file(::openat(number(), each.name.c_str(), O_RDONLY | O_CLOEXEC));
            HOPWRIGHT_TRY_VOID(flushFile(file, m_folder.path / each.name));
        }
#endif
        return {};
    }

    const Folder& m_folder;
    std::span<const NamedBytes> m_files;
    std::optional<Temporary> m_staging = {};
    std::vector<bool> m_isNew = {};
};

}  // namespace

Result<void> writeFile(const fs::path& path, std::string_view bytes, Readers readers)
{
    HOPWRIGHT_TRY(const Target target, resolve(path));
    if (target.old)
        HOPWRIGHT_TRY_VOID(checkReplaceable(target.folder, target.name, *target.old));
    removeLeftOvers(target.folder);
    const bool isPrivate = readers == Readers::OwnerOnly;
    HOPWRIGHT_TRY(Temporary temporary,
                  Temporary::make(target.folder, Temporary::Kind::File,
                                  isPrivate || target.old ? ownerOnly : byUmask, target.path()));
    HOPWRIGHT_TRY_VOID(writeAll(temporary.descriptor(), bytes, target.path()));
    if (target.old && !isPrivate)
        HOPWRIGHT_TRY_VOID(keepPermissions(temporary.descriptor(), *target.old, target.path()));
    HOPWRIGHT_TRY_VOID(flushFile(temporary.descriptor(), target.path()));
    HOPWRIGHT_TRY_VOID(rename(target.folder.number(), temporary.name(), target));
    temporary.keep();
    return flushFolder(target.folder);
}

Result<void> writeFiles(const fs::path& folder, std::span<const NamedBytes> files)
{
    HOPWRIGHT_TRY(const Folder open, openFolder(folder));
    removeLeftOvers(open);
    Staged staged(open, files);
    HOPWRIGHT_TRY_VOID(staged.write());
    HOPWRIGHT_TRY_VOID(staged.giveNames());
    return flushFolder(open);
}

Result<void> makePrivateFolders(const fs::path& folder)
{
    std::vector<fs::path> missing;
    for (fs::path each = folder; !each.empty() && !isThere(each); each = each.parent_path())
        missing.push_back(each);
    for (; !missing.empty(); missing.pop_back()) {
        if (::mkdir(missing.back().c_str(), privateFolder) != 0 && errno != EEXIST)
            return unwritable(missing.back(), wordsFor(errno));
    }
    return {};
}

Result<void> removeFile(const fs::path& path)
{
    HOPWRIGHT_TRY(const Target target, lookUp(path));
    if (!target.old)
        return {};
    if (::unlinkat(target.folder.number(), target.name.c_str(), 0) != 0)
        return unwritable(path, wordsFor(errno));
    return flushFolder(target.folder);
}

bool canMakeFilesIn(const fs::path& folder)
{
    return ::faccessat(AT_FDCWD, folder.empty() ? "." : folder.c_str(), W_OK | X_OK, AT_EACCESS)
           == 0;
}

bool canWrite(const fs::path& file)
{
    return ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0;
}

}  // namespace hopwright::files
