#include "core/files/read_file.h"

#include "core/files/system_windows.h"

#include <windows.h>

#include <algorithm>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> unreadable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnreadable, path, why);
}

/// A file of a disk: no pipe, no console, and no device such as NUL or COM1, which stand in every folder.
Result<Handle> openRegular(const fs::path& path)
{
    if (hasZero(path))
        return unreadable(path, Sentence::saying("a name cannot hold a zero"));
    const DWORD kind = GetFileAttributesW(systemPath(path).c_str());
    if (kind == INVALID_FILE_ATTRIBUTES)
        return unreadable(path, wordsForSystem(GetLastError()));
    if ((kind & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return unreadable(path, Sentence::saying("it is a folder"));
    Handle file(CreateFileW(systemPath(path).c_str(), GENERIC_READ, shareAll, nullptr,
                            OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen())
        return unreadable(path, wordsForSystem(GetLastError()));
    if (GetFileType(file.value()) != FILE_TYPE_DISK)
        return unreadable(path, Sentence::saying("it is a device, no file"));
    return file;
}

Result<std::string> readUpTo(const fs::path& path, std::size_t maxBytes)
{
    constexpr std::size_t block = 65536;
    HOPWRIGHT_TRY(const Handle file, openRegular(path));
    std::string out;
    std::size_t filled = 0;
    while (filled <= maxBytes) {
        out.resize(filled + std::min(block, maxBytes + 1 - filled));
        DWORD count = 0;
        if (ReadFile(file.value(), out.data() + filled, static_cast<DWORD>(out.size() - filled),
                     &count, nullptr)
            == 0)
            return unreadable(path, wordsForSystem(GetLastError()));
        if (count == 0)
            break;
        filled += count;
    }
    out.resize(filled);
    return out;
}

}  // namespace

Result<std::string> readFile(const fs::path& path, std::size_t maxBytes)
{
    HOPWRIGHT_TRY(std::string bytes, readUpTo(path, maxBytes));
    if (bytes.size() > maxBytes) {
        return failAt(ErrorCode::TooLarge, path,
                      Sentence::saying("the file is larger than %n bytes", nullptr, maxBytes));
    }
    return bytes;
}

Result<std::string> readBeginning(const fs::path& path, std::size_t maxBytes)
{
    HOPWRIGHT_TRY(std::string bytes, readUpTo(path, maxBytes));
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
    if (GetFileAttributesW(systemPath(path).c_str()) != INVALID_FILE_ATTRIBUTES)
        return true;
    const DWORD error = GetLastError();
    return error != ERROR_FILE_NOT_FOUND && error != ERROR_PATH_NOT_FOUND;
}

}  // namespace hopwright::files
