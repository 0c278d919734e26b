#include "core/files/append_file.h"

#include "core/files/system_windows.h"
#include "core/files/write_file.h"

#include <windows.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

/// Others may read it, and rename or remove it, but not write while it is open here: that is the lock.
constexpr DWORD locked = FILE_SHARE_READ | FILE_SHARE_DELETE;
constexpr DWORD access = GENERIC_READ | GENERIC_WRITE;

std::unexpected<Error> unwritable(const fs::path& path, DWORD error)
{
    return failAt(ErrorCode::FileUnwritable, path, wordsForSystem(error));
}

/// Ends the file at \p size.
void cutAt(HANDLE file, std::size_t size)
{
    LARGE_INTEGER end{};
    end.QuadPart = static_cast<LONGLONG>(size);
    if (SetFilePointerEx(file, end, nullptr, FILE_BEGIN) != 0)
        std::ignore = SetEndOfFile(file);
}

}  // namespace

struct AppendFile::Open {
    Handle file = {};
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
    OwnerOnly ownerOnly;
    Handle file(CreateFileW(systemPath(path).c_str(), access, locked, ownerOnly.attributes(),
                            CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen())
        return unwritable(path, GetLastError());
    return AppendFile({.file = std::move(file)}, path, 0);
}

Result<std::optional<AppendFile>> AppendFile::takeOver(const fs::path& path)
{
    const std::wstring name = systemPath(path);
    const DWORD kind = GetFileAttributesW(name.c_str());
    if (kind == INVALID_FILE_ATTRIBUTES)
        return failAt(ErrorCode::FileUnreadable, path, wordsForSystem(GetLastError()));
    constexpr DWORD noFile =
        FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE | FILE_ATTRIBUTE_REPARSE_POINT;
    if ((kind & noFile) != 0)
        return std::nullopt;
    Handle file(CreateFileW(name.c_str(), access, locked, nullptr, OPEN_EXISTING,
                            FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isOpen()) {
        const DWORD error = GetLastError();
        if (error == ERROR_SHARING_VIOLATION)
            return std::nullopt;
        return failAt(ErrorCode::FileUnreadable, path, wordsForSystem(error));
    }
    LARGE_INTEGER size{};
    if (GetFileType(file.value()) != FILE_TYPE_DISK || !isOwn(file.value())
        || GetFileSizeEx(file.value(), &size) == 0)
        return std::nullopt;
    return AppendFile({.file = std::move(file)}, path, static_cast<std::size_t>(size.QuadPart));
}

Result<void> AppendFile::append(std::string_view bytes)
{
    const HANDLE file = m_file->file.value();
    LARGE_INTEGER end{};
    end.QuadPart = static_cast<LONGLONG>(m_size);
    if (SetFilePointerEx(file, end, nullptr, FILE_BEGIN) == 0)
        return unwritable(m_path, GetLastError());
    for (std::string_view left = bytes; !left.empty();) {
        constexpr std::size_t most = std::numeric_limits<DWORD>::max();
        DWORD count = 0;
        const auto size = static_cast<DWORD>(std::min(left.size(), most));
        if (WriteFile(file, left.data(), size, &count, nullptr) == 0 || count == 0) {
            const DWORD error = GetLastError();
            cutAt(file, m_size);  // What stands there of it would end the file for its reader.
            return unwritable(m_path, error);
        }
        left.remove_prefix(count);
    }
    m_size += bytes.size();
    return {};
}

std::function<Result<void>()> AppendFile::flusher() const
{
    HANDLE other = INVALID_HANDLE_VALUE;
    if (DuplicateHandle(GetCurrentProcess(), m_file->file.value(), GetCurrentProcess(), &other, 0,
                        FALSE, DUPLICATE_SAME_ACCESS)
        == 0)
        other = INVALID_HANDLE_VALUE;
    const auto own = std::make_shared<Handle>(other);
    return [own, path = m_path]() -> Result<void> {
        if (!own->isOpen())
            return unwritable(path, ERROR_TOO_MANY_OPEN_FILES);
        if (FlushFileBuffers(own->value()) == 0)
            return unwritable(path, GetLastError());
        return {};
    };
}

Result<void> AppendFile::remove()
{
    return removeFile(m_path);
}

}  // namespace hopwright::files
