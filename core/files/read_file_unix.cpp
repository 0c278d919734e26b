#include "core/files/read_file.h"

#include "core/files/descriptor_unix.h"
#include "core/files/system_words.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> unreadable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnreadable, path, why);
}

Result<void> checkKind(const fs::path& path, const struct stat& info)
{
    if (S_ISREG(info.st_mode))
        return {};
    return unreadable(path, S_ISDIR(info.st_mode)    ? Sentence::saying("it is a folder")
                            : S_ISFIFO(info.st_mode) ? Sentence::saying("it is a pipe, no file")
                            : S_ISSOCK(info.st_mode) ? Sentence::saying("it is a socket, no file")
                                                     : Sentence::saying("it is a device, no file"));
}

std::unexpected<Error> tooLarge(const fs::path& path, std::size_t maxBytes)
{
    return failAt(ErrorCode::TooLarge, path,
                  Sentence::saying("the file is larger than %n bytes", nullptr, maxBytes));
}

/// Open, and a regular file, whatever stood there before.
Result<Descriptor> openRegular(const fs::path& path, struct stat& info)
{
    if (path.native().contains('\0'))
        return unreadable(path, Sentence::saying("a name cannot hold a zero"));
    // Looked at before it is opened: opening a device may already do something.
    if (::stat(path.c_str(), &info) != 0)
        return unreadable(path, wordsFor(errno));
    HOPWRIGHT_TRY_VOID(checkKind(path, info));
    Descriptor file(withoutSignals(
        [&] { return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); }));
    if (!file.isOpen() || ::fstat(file.number(), &info) != 0)
        return unreadable(path, wordsFor(errno));
    HOPWRIGHT_TRY_VOID(checkKind(path, info));
    return file;
}

/// Up to the end, as it is when that is reached, or one byte more than \p maxBytes: /proc tells no size, and a file may grow.
Result<std::string> readUpTo(const Descriptor& file, const fs::path& path, std::size_t expected,
                             std::size_t maxBytes)
{
    constexpr std::size_t leastBlock = 4096;
    std::string out(std::min(std::max(expected, leastBlock), maxBytes) + 1, '\0');
    std::size_t filled = 0;
    while (filled <= maxBytes) {
        if (filled == out.size())
            out.resize(std::min(2 * out.size(), maxBytes + 1));
        const ssize_t count = withoutSignals(
            [&] { return ::read(file.number(), out.data() + filled, out.size() - filled); });
        if (count < 0)
            return unreadable(path, wordsFor(errno));
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
    }
    out.resize(filled);
    return out;
}

}  // namespace

Result<std::string> readFile(const fs::path& path, std::size_t maxBytes)
{
    struct stat info = {};
    HOPWRIGHT_TRY(const Descriptor file, openRegular(path, info));
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > maxBytes)
        return tooLarge(path, maxBytes);
    HOPWRIGHT_TRY(std::string bytes, readUpTo(file, path, size, maxBytes));
    if (bytes.size() > maxBytes)
        return tooLarge(path, maxBytes);
    return bytes;
}

Result<std::string> readBeginning(const fs::path& path, std::size_t maxBytes)
{
    struct stat info = {};
    HOPWRIGHT_TRY(const Descriptor file, openRegular(path, info));
    HOPWRIGHT_TRY(std::string bytes, readUpTo(file, path, maxBytes, maxBytes));
    bytes.resize(std::min(bytes.size(), maxBytes));
    return bytes;
}

Result<std::optional<std::string>> readFileIfThere(const fs::path& path, std::size_t maxBytes)
{
    if (!isThere(path))
        return std::nullopt;
    HOPWRIGHT_TRY(std::string bytes, readFile(path, maxBytes));
    return bytes;
}

bool isThere(const fs::path& path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

}  // namespace hopwright::files
