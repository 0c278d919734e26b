// What read_file.h and write_file.h promise, on Windows. It compiles; it has not run there.
#ifdef _WIN32

#include "core/files/write_file.h"

#include "core/files/read_file.h"

#include <windows.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <system_error>
#include <utility>
#include <vector>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

constexpr std::wstring_view prefix = L".hopwright-";
constexpr std::wstring_view suffix = L".tmp";
constexpr std::wstring_view digits = L"0123456789abcdef";
constexpr std::size_t randomDigits = 16;
constexpr int maxNames = 100;
constexpr DWORD diskQuotaExceeded = 1295;  // mingw-w64 10 has no name for it.
constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

std::unexpected<Error> unreadable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnreadable, path, why);
}

std::unexpected<Error> unwritable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnwritable, path, why);
}

Sentence wordsForLast()
{
    switch (const DWORD error = GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
        return Sentence::saying("there is no such file or folder");
    case ERROR_ACCESS_DENIED:
        return Sentence::saying("this user may not do that here");
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return Sentence::saying("another program has it open");
    case ERROR_WRITE_PROTECT:
        return Sentence::saying("the disk is read-only");
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return Sentence::saying("the disk is full");
    case diskQuotaExceeded:
        return Sentence::saying("the quota on this disk is used up");
    case ERROR_FILENAME_EXCED_RANGE:
        return Sentence::saying("the name is too long");
    default:
        return Sentence::verbatim(std::system_category().message(static_cast<int>(error)));
    }
}

class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE handle) noexcept : m_handle(handle) {}
    Handle(Handle&& other) noexcept : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE))
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    bool isOpen() const noexcept { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE value() const noexcept { return m_handle; }
    void close() noexcept
    {
        if (isOpen())
            CloseHandle(std::exchange(m_handle, INVALID_HANDLE_VALUE));
    }

private:
    HANDLE m_handle = INVALID_HANDLE_VALUE;
};

bool hasZero(const fs::path& path)
{
    return path.native().find(L'\0') != std::wstring::npos;
}

/// A file of a disk: no pipe, no console, and no device such as NUL or COM1, which stand in every folder.
Result<Handle> openRegular(const fs::path& path)
{
    if (hasZero(path))
        return unreadable(path, Sentence::saying("a name cannot hold a zero"));
    const DWORD kind = GetFileAttributesW(path.c_str());
    if (kind == INVALID_FILE_ATTRIBUTES)
        return unreadable(path, wordsForLast());
    if ((kind & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return unreadable(path, Sentence::saying("it is a folder"));
    Handle file(CreateFileW(path.c_str(), GENERIC_READ, shareAll, nullptr, OPEN_EXISTING,
                            FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen())
        return unreadable(path, wordsForLast());
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
            return unreadable(path, wordsForLast());
        if (count == 0)
            break;
        filled += count;
    }
    out.resize(filled);
    return out;
}

std::wstring randomName()
{
    std::random_device source;
    std::uniform_int_distribution<std::size_t> digit(0, digits.size() - 1);
    std::wstring out(prefix);
    for (std::size_t i = 0; i < randomDigits; ++i)
        out += digits[digit(source)];
    return out += suffix;
}

bool isTemporaryName(std::wstring_view name)
{
    return name.size() == prefix.size() + randomDigits + suffix.size() && name.starts_with(prefix)
           && name.ends_with(suffix)
           && std::ranges::all_of(name.substr(prefix.size(), randomDigits),
                                  [](wchar_t each) { return digits.contains(each); });
}

/// A file that its writer has open without FILE_SHARE_DELETE cannot be deleted; one whose writer has ended can.
void removeLeftOvers(const fs::path& folder)
{
    std::error_code error;
    fs::directory_iterator entry(folder.empty() ? fs::path(L".") : folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (isTemporaryName(entry->path().filename().native()))
            DeleteFileW(entry->path().c_str());
    }
}

/// May what stands at \p path be replaced? A link is refused: whose it is cannot be told in a word here.
Result<void> checkReplaceable(const fs::path& path)
{
    if (hasZero(path))
        return unwritable(path, Sentence::saying("a name cannot hold a zero"));
    if (path.filename().empty())
        return unwritable(path, Sentence::saying("it is a folder"));
    const DWORD kind = GetFileAttributesW(path.c_str());
    if (kind == INVALID_FILE_ATTRIBUTES)
        return {};
    if ((kind & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return unwritable(path, Sentence::saying("it is a folder"));
    if ((kind & FILE_ATTRIBUTE_DEVICE) != 0)
        return unwritable(path, Sentence::saying("it is a device, no file"));
    if ((kind & FILE_ATTRIBUTE_REPARSE_POINT) != 0)
        return unwritable(path, Sentence::saying("it is a link"));
    if ((kind & FILE_ATTRIBUTE_READONLY) != 0)
        return unwritable(path, Sentence::saying("the file is read-only"));
    return {};
}

/// A written file beside its target, until it has its name.
struct Temporary {
    fs::path path = {};
    Handle file = {};

    Temporary() = default;
    Temporary(Temporary&& other) noexcept
        : path(std::exchange(other.path, {})), file(std::move(other.file))
    {
    }
    Temporary& operator=(Temporary&&) = delete;
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary()
    {
        file.close();
        if (!path.empty())
            DeleteFileW(path.c_str());
    }
};

Result<Temporary> writeBeside(const fs::path& target, std::string_view bytes)
{
    Temporary out;
    for (int tried = 0; tried < maxNames && !out.file.isOpen(); ++tried) {
        const fs::path path = target.parent_path() / randomName();
        out.file = Handle(CreateFileW(path.c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                                      CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
        if (out.file.isOpen()) {
            out.path = path;
        } else if (GetLastError() != ERROR_FILE_EXISTS) {
            return unwritable(target, wordsForLast());
        }
    }
    while (!bytes.empty()) {
        constexpr std::size_t most = std::numeric_limits<DWORD>::max();
        DWORD count = 0;
        if (WriteFile(out.file.value(), bytes.data(),
                      static_cast<DWORD>(std::min(bytes.size(), most)), &count, nullptr)
                == 0
            || count == 0)
            return unwritable(target, wordsForLast());
        bytes.remove_prefix(count);
    }
    if (FlushFileBuffers(out.file.value()) == 0)
        return unwritable(target, wordsForLast());
    return out;
}

/// ReplaceFile keeps the access list of the old file; where there is none, MoveFileEx gives the name.
Result<void> giveName(Temporary& temporary, const fs::path& target)
{
    temporary.file.close();
    const bool replaces = GetFileAttributesW(target.c_str()) != INVALID_FILE_ATTRIBUTES;
    const BOOL done = replaces ? ReplaceFileW(target.c_str(), temporary.path.c_str(), nullptr,
                                              REPLACEFILE_WRITE_THROUGH, nullptr, nullptr)
                               : MoveFileExW(temporary.path.c_str(), target.c_str(),
                                             MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    if (done == 0)
        return unwritable(target, wordsForLast());
    temporary.path.clear();
    return {};
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
    if (GetFileAttributesW(path.c_str()) != INVALID_FILE_ATTRIBUTES)
        return true;
    const DWORD error = GetLastError();
    return error != ERROR_FILE_NOT_FOUND && error != ERROR_PATH_NOT_FOUND;
}

/// Readers of a user's own folders are that user and administrators, by the access list that a new file inherits.
Result<void> writeFile(const fs::path& path, std::string_view bytes, Readers)
{
    HOPWRIGHT_TRY_VOID(checkReplaceable(path));
    removeLeftOvers(path.parent_path());
    HOPWRIGHT_TRY(Temporary temporary, writeBeside(path, bytes));
    return giveName(temporary, path);
}

Result<void> writeFiles(const fs::path& folder, std::span<const NamedBytes> files)
{
    removeLeftOvers(folder);
    std::vector<Temporary> written;
    for (const NamedBytes& each : files) {
        const fs::path path = folder / pathFromUtf8(each.name);
        HOPWRIGHT_TRY_VOID(checkReplaceable(path));
        HOPWRIGHT_TRY(Temporary temporary, writeBeside(path, each.bytes));
        written.push_back(std::move(temporary));
    }
    for (std::size_t i = 0; i < files.size(); ++i)
        HOPWRIGHT_TRY_VOID(giveName(written[i], folder / pathFromUtf8(files[i].name)));
    return {};
}

Result<void> makePrivateFolders(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return unwritable(folder, error.message());
    return {};
}

Result<void> removeFile(const fs::path& path)
{
    if (DeleteFileW(path.c_str()) == 0 && isThere(path))
        return unwritable(path, wordsForLast());
    return {};
}

bool canMakeFilesIn(const fs::path& folder)
{
    const fs::path path = folder / randomName();
    const Handle file(CreateFileW(path.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                  FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr));
    return file.isOpen();
}

bool canWrite(const fs::path& file)
{
    const Handle open(CreateFileW(file.c_str(), GENERIC_WRITE, shareAll, nullptr, OPEN_EXISTING,
                                  FILE_ATTRIBUTE_NORMAL, nullptr));
    return open.isOpen();
}

}  // namespace hopwright::files

#endif
