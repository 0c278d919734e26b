#include "core/files/temporary_unix.h"

#include "core/files/path.h"
#include "core/files/system_words.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

// The name says nothing of the target's, which may already be as long as a name can be.
constexpr std::string_view prefix = ".hopwright-";
constexpr std::string_view suffix = ".tmp";
constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t randomDigits = 16;
constexpr int maxNames = 100;
constexpr mode_t permissionBits = 0777;
constexpr mode_t groupBits = 0070;
constexpr mode_t otherBits = 0007;
constexpr mode_t anyWrite = 0222;
constexpr unsigned groupShift = 3;

std::unexpected<Error> unwritable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnwritable, path, why);
}

std::string randomName()
{
    std::random_device source;
    std::uniform_int_distribution<std::size_t> digit(0, digits.size() - 1);
    std::string out(prefix);
    for (std::size_t i = 0; i < randomDigits; ++i)
        out += digits[digit(source)];
    return out += suffix;
}

bool isTemporaryName(std::string_view name)
{
    return name.size() == prefix.size() + randomDigits + suffix.size() && name.starts_with(prefix)
           && name.ends_with(suffix)
           && std::ranges::all_of(name.substr(prefix.size(), randomDigits),
                                  [](char each) { return digits.contains(each); });
}

using Listing = std::unique_ptr<DIR, int (*)(DIR*)>;

/// The names in \p folder, without the two that every folder has.
std::vector<std::string> namesIn(int folder)
{
    std::vector<std::string> out;
    const int own = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (own < 0)
        return out;
    const Listing listing(::fdopendir(own), &::closedir);
    if (listing == nullptr) {
        ::close(own);
        return out;
    }
    while (const dirent* entry =
               ::readdir(listing.get())) {  // Of one thread: the listing is its own.
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..")
            out.emplace_back(name);
    }
    return out;
}

/// A folder of ours holds files alone.
void removeFolder(int parent, const std::string& name, int folder)
{
    for (const std::string& each : namesIn(folder))
        ::unlinkat(folder, each.c_str(), 0);
    ::unlinkat(parent, name.c_str(), AT_REMOVEDIR);
}

bool isSameFile(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

void removeIfLeftOver(int folder, const std::string& name)
{
    struct stat info = {};
    if (::fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0
        || info.st_uid != ::geteuid() || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
        return;
    const int access = S_ISREG(info.st_mode) ? O_RDWR | O_NONBLOCK : O_RDONLY | O_DIRECTORY;
    const Descriptor file(::openat(folder, name.c_str(), access | O_NOFOLLOW | O_CLOEXEC));
    // Who holds the lock lives. The kernel lets go of it with the process, however that ends.
    if (!file.isOpen() || ::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
        return;
    struct stat locked = {};
    struct stat now = {};
    const bool isStillIt = ::fstat(file.number(), &locked) == 0
                           && ::fstatat(folder, name.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0
                           && isSameFile(locked, now);
    if (!isStillIt)
        return;  // It took its place, and no temporary is given this name again.
    if (S_ISDIR(now.st_mode)) {
        removeFolder(folder, name, file.number());
    } else {
        ::unlinkat(folder, name.c_str(), 0);
    }
}

/// Locks what was just made. \returns false when another took it for a left-over before it was locked.
bool lockNew(const Descriptor& file)
{
    // On a file system without locks nobody can take it for anything.
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
        return errno != EWOULDBLOCK;
    struct stat info = {};
    return ::fstat(file.number(), &info) == 0 && info.st_nlink > 0;
}

Descriptor openNew(int folder, Temporary::Kind kind, const std::string& name, mode_t mode)
{
    if (kind == Temporary::Kind::File) {
        return Descriptor(withoutSignals([&] {
            return ::openat(folder, name.c_str(),
                            O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        }));
    }
    if (::mkdirat(folder, name.c_str(), mode) != 0)
        return {};
    Descriptor out(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!out.isOpen()) {
        const int why = errno;
        ::unlinkat(folder, name.c_str(), AT_REMOVEDIR);
        errno = why;
    }
    return out;
}

}  // namespace

Result<Folder> openFolder(const fs::path& path)
{
    Folder out{.path = path};
    const char* const name = path.empty() ? "." : path.c_str();
    out.descriptor = Descriptor(
        withoutSignals([&] { return ::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
#ifdef O_PATH
    if (!out.descriptor.isOpen() && errno == EACCES) {
        out.canBeListed = false;
        out.descriptor = Descriptor(::open(name, O_PATH | O_DIRECTORY | O_CLOEXEC));
    }
#endif
    if (!out.descriptor.isOpen()) {
        const int error = errno;
        return unwritable(out.path,
                          error == ENOTDIR ? Sentence::saying("it is no folder") : wordsFor(error));
    }
    return out;
}

Result<void> flushFolder(const Folder& folder)
{
    if (!folder.canBeListed)
        return {};
    const int done = withoutSignals([&] { return ::fsync(folder.number()); });
    // There are file systems that cannot flush a folder, and need not.
    if (done != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS)
        return unwritable(folder.path, wordsFor(errno));
    return {};
}

Result<bool> look(const Folder& folder, const std::string& name, struct stat& info)
{
    if (::fstatat(folder.number(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return unwritable(folder.path / name, wordsFor(errno));
}

Result<void> checkReplaceable(const Folder& folder, const std::string& name,
                              const struct stat& info)
{
    const fs::path path = folder.path / name;
    if (S_ISDIR(info.st_mode))
        return unwritable(path, Sentence::saying("it is a folder"));
    if (S_ISLNK(info.st_mode))
        return unwritable(path, Sentence::saying("it is a link"));
    if (!S_ISREG(info.st_mode))
        return unwritable(path, Sentence::saying("it is a pipe, a socket or a device, no file"));
    if ((info.st_mode & anyWrite) == 0)
        return unwritable(path, Sentence::saying("the file is read-only"));
    if (::faccessat(folder.number(), name.c_str(), W_OK, AT_EACCESS) != 0)
        return unwritable(path, wordsFor(errno));
    return {};
}

Result<void> keepPermissions(const Descriptor& file, const struct stat& old, const fs::path& path)
{
    struct stat info = {};
    if (::fstat(file.number(), &info) != 0)
        return unwritable(path, wordsFor(errno));
    mode_t mode = old.st_mode & permissionBits;
    const bool isOwned = info.st_uid == old.st_uid && info.st_gid == old.st_gid;
    constexpr auto sameOwner = static_cast<uid_t>(-1);
    const bool groupKept = isOwned || ::fchown(file.number(), old.st_uid, old.st_gid) == 0
                           || info.st_gid == old.st_gid
                           || ::fchown(file.number(), sameOwner, old.st_gid) == 0;
    if (!groupKept)
        mode &= ~groupBits | ((mode & otherBits) << groupShift);
    if ((info.st_mode & permissionBits) != mode && ::fchmod(file.number(), mode) != 0)
        return unwritable(path, wordsFor(errno));
    return {};
}

Result<void> writeAll(const Descriptor& file, std::string_view bytes, const fs::path& path)
{
    while (!bytes.empty()) {
        const ssize_t count =
            withoutSignals([&] { return ::write(file.number(), bytes.data(), bytes.size()); });
        if (count <= 0)
            return unwritable(path, wordsFor(count < 0 ? errno : EIO));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> flushFile(const Descriptor& file, const fs::path& path)
{
    if (withoutSignals([&] { return ::fsync(file.number()); }) != 0)
        return unwritable(path, wordsFor(errno));
    return {};
}

Result<Temporary> Temporary::make(const Folder& folder, Kind kind, mode_t mode,
                                  const fs::path& path)
{
    for (int tried = 0; tried < maxNames; ++tried) {
        const std::string name = randomName();
        Temporary out(folder.number(), kind);
        out.m_descriptor = openNew(folder.number(), kind, name, mode);
        if (!out.m_descriptor.isOpen() && errno != EEXIST)
            return unwritable(path, wordsFor(errno));
        if (!out.m_descriptor.isOpen() || !lockNew(out.m_descriptor))
            continue;
        out.m_name = name;
        return out;
    }
    return unwritable(path, Sentence::saying("no name for a new file was free in its folder"));
}

Temporary::Temporary(Temporary&& other) noexcept
    : m_folder(other.m_folder),
      m_kind(other.m_kind),
      m_descriptor(std::move(other.m_descriptor)),
      m_name(std::exchange(other.m_name, {}))
{
}

Temporary::~Temporary()
{
    if (m_name.empty())
        return;
    if (m_kind == Kind::Folder) {
        removeFolder(m_folder, m_name, m_descriptor.number());
    } else {
        ::unlinkat(m_folder, m_name.c_str(), 0);
    }
}

void removeLeftOvers(const Folder& folder)
{
    if (!folder.canBeListed)
        return;
    for (const std::string& name : namesIn(folder.number())) {
        if (isTemporaryName(name))
            removeIfLeftOver(folder.number(), name);
    }
}

}  // namespace hopwright::files
