#include "core/files/append_file.h"

#include "core/files/descriptor_unix.h"
#include "core/files/system_words.h"
#include "core/files/temporary_unix.h"
#include "core/files/write_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <memory>
#include <utility>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

constexpr mode_t ownerOnly = 0600;

std::unexpected<Error> unwritable(const fs::path& path, int error)
{
    return failAt(ErrorCode::FileUnwritable, path, wordsFor(error));
}

}  // namespace

struct AppendFile::Open {
    Descriptor file = {};
};

AppendFile::AppendFile(Open file, fs::path path, std::size_t size)
    : m_file(std::make_unique<Open>(std::move(file))), m_path(std::move(path)), m_size(size)
{
}

AppendFile::AppendFile(AppendFile&& other) noexcept = default;
AppendFile& AppendFile::operator=(AppendFile&& other) noexcept = default;
AppendFile::~AppendFile() = default;

Result<AppendFile> AppendFile::create(const fs::path& path)
{
    Descriptor file(withoutSignals([&] {
        return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC,
                      ownerOnly);
    }));
    if (!file.isOpen())
        return unwritable(path, errno);
    // Where a file system has no locks, nobody can take the file for one of a dead writer either.
    std::ignore = ::flock(file.number(), LOCK_EX | LOCK_NB);
    return AppendFile({.file = std::move(file)}, path, 0);
}

Result<std::optional<AppendFile>> AppendFile::takeOver(const fs::path& path)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0)
        return failAt(ErrorCode::FileUnreadable, path, wordsFor(errno));
    if (!S_ISREG(info.st_mode) || info.st_uid != ::geteuid())
        return std::nullopt;
    Descriptor file(withoutSignals([&] {
        return ::open(path.c_str(), O_RDWR | O_APPEND | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    }));
    if (!file.isOpen())
        return failAt(ErrorCode::FileUnreadable, path, wordsFor(errno));
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
        return std::nullopt;
    // Its writer may have removed it between the two.
    if (::fstat(file.number(), &info) != 0 || info.st_nlink == 0)
        return std::nullopt;
    return AppendFile({.file = std::move(file)}, path, static_cast<std::size_t>(info.st_size));
}

Result<void> AppendFile::append(std::string_view bytes)
{
    if (const auto written = writeAll(m_file->file, bytes, m_path); !written) {
        // What stands there of it would end the file for its reader.
        std::ignore = ::ftruncate(m_file->file.number(), static_cast<off_t>(m_size));
        return written;
    }
    m_size += bytes.size();
    return {};
}

std::function<Result<void>()> AppendFile::flusher() const
{
    const auto own =
        std::make_shared<Descriptor>(::fcntl(m_file->file.number(), F_DUPFD_CLOEXEC, 0));
    return [own, path = m_path]() -> Result<void> {
        if (!own->isOpen() || withoutSignals([&] { return ::fsync(own->number()); }) != 0)
            return unwritable(path, own->isOpen() ? errno : EMFILE);
        return {};
    };
}

Result<void> AppendFile::remove()
{
    return removeFile(m_path);
}

}  // namespace hopwright::files
