#include "core/files/write_file.h"

#include "core/files/read_file.h"
#include "core/files/system_windows.h"

#include <windows.h>

#include <algorithm>
#include <array>
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

std::unexpected<Error> unwritable(const fs::path& path, const Sentence& why)
{
    return failAt(ErrorCode::FileUnwritable, path, why);
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
    fs::directory_iterator entry(folder.empty() ? fs::path(L".") : fs::path(systemPath(folder)),
                                 error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (isTemporaryName(entry->path().filename().native()))
            DeleteFileW(systemPath(entry->path()).c_str());
    }
}

/// Names another file, as a symbolic link or a junction does. Other reparse points are how a file is kept: by a cloud, or once for
/// all that are alike.
bool isLink(const fs::path& path)
{
    WIN32_FIND_DATAW found{};
    const HANDLE search = FindFirstFileW(systemPath(path).c_str(), &found);
    if (search == INVALID_HANDLE_VALUE)
        return true;
    FindClose(search);
    return IsReparseTagNameSurrogate(found.dwReserved0);
}

/// May what stands at \p path be replaced? A link is refused: whose it is cannot be told in a word here.
Result<void> checkReplaceable(const fs::path& path)
{
    if (hasZero(path))
        return unwritable(path, Sentence::saying("a name cannot hold a zero"));
    if (path.filename().empty())
        return unwritable(path, Sentence::saying("it is a folder"));
    const DWORD kind = GetFileAttributesW(systemPath(path).c_str());
    if (kind == INVALID_FILE_ATTRIBUTES)
        return {};
    if ((kind & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return unwritable(path, Sentence::saying("it is a folder"));
    if ((kind & FILE_ATTRIBUTE_DEVICE) != 0)
        return unwritable(path, Sentence::saying("it is a device, no file"));
    if ((kind & FILE_ATTRIBUTE_REPARSE_POINT) != 0 && isLink(path))
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
            DeleteFileW(systemPath(path).c_str());
    }
};

Result<Temporary> writeBeside(const fs::path& target, std::string_view bytes, Readers readers)
{
    OwnerOnly ownerOnly;
    SECURITY_ATTRIBUTES* const access =
        readers == Readers::OwnerOnly ? ownerOnly.attributes() : nullptr;
    Temporary out;
    for (int tried = 0; tried < maxNames && !out.file.isOpen(); ++tried) {
        const fs::path path = target.parent_path() / randomName();
        out.file = Handle(CreateFileW(systemPath(path).c_str(), GENERIC_WRITE, FILE_SHARE_READ,
                                      access, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
        if (out.file.isOpen()) {
            out.path = path;
        } else if (GetLastError() != ERROR_FILE_EXISTS) {
            return unwritable(target, wordsForSystem(GetLastError()));
        }
    }
    if (!out.file.isOpen())
        return unwritable(target, wordsForSystem(ERROR_FILE_EXISTS));
    while (!bytes.empty()) {
        constexpr std::size_t most = std::numeric_limits<DWORD>::max();
        DWORD count = 0;
        if (WriteFile(out.file.value(), bytes.data(),
                      static_cast<DWORD>(std::min(bytes.size(), most)), &count, nullptr)
                == 0
            || count == 0)
            return unwritable(target, wordsForSystem(GetLastError()));
        bytes.remove_prefix(count);
    }
    if (FlushFileBuffers(out.file.value()) == 0)
        return unwritable(target, wordsForSystem(GetLastError()));
    return out;
}

/// A virus scanner, an indexer or a backup has many a new file open for a moment.
bool mayPass(DWORD error)
{
    constexpr std::array passing = {DWORD{ERROR_SHARING_VIOLATION},
                                    DWORD{ERROR_LOCK_VIOLATION},
                                    DWORD{ERROR_ACCESS_DENIED},
                                    DWORD{ERROR_UNABLE_TO_REMOVE_REPLACED},
                                    DWORD{ERROR_UNABLE_TO_MOVE_REPLACEMENT},
                                    DWORD{ERROR_UNABLE_TO_MOVE_REPLACEMENT_2}};
    return std::ranges::find(passing, error) != passing.end();
}

/// ReplaceFile keeps the access list, the owner and the streams of the old file. Where there is none, where the new one has readers
/// of its own, and on a disk that has no ReplaceFile, MoveFileEx gives the name. \returns 0, or the error.
DWORD tryName(const std::wstring& from, const std::wstring& to, Readers readers)
{
    const bool replaces = GetFileAttributesW(to.c_str()) != INVALID_FILE_ATTRIBUTES;
    if (replaces && readers == Readers::AsBefore) {
        if (ReplaceFileW(to.c_str(), from.c_str(), nullptr, 0, nullptr, nullptr) != 0)
            return ERROR_SUCCESS;
        const DWORD error = GetLastError();
        if (error != ERROR_INVALID_FUNCTION && error != ERROR_NOT_SUPPORTED
            && error != ERROR_CALL_NOT_IMPLEMENTED)
            return error;
    }
    constexpr DWORD how = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    return MoveFileExW(from.c_str(), to.c_str(), how) != 0 ? ERROR_SUCCESS : GetLastError();
}

/// ReplaceFile can lose the old name and not give the new one: then the new file is all there is, and gets a name that nobody
/// clears away.
void keepApart(Temporary& temporary, const fs::path& target)
{
    fs::path kept = target;
    kept += L".hopwright-saved";
    MoveFileExW(systemPath(temporary.path).c_str(), systemPath(kept).c_str(),
                MOVEFILE_WRITE_THROUGH);
    temporary.path.clear();
}

Result<void> giveName(Temporary& temporary, const fs::path& target, Readers readers)
{
    constexpr int tries = 6;
    constexpr DWORD firstWaitMs = 20;  // Doubled each time: 0.6 s in all.
    temporary.file.close();
    const std::wstring from = systemPath(temporary.path);
    const std::wstring to = systemPath(target);
    const bool wasThere = GetFileAttributesW(to.c_str()) != INVALID_FILE_ATTRIBUTES;
    DWORD error = tryName(from, to, readers);
    DWORD waitMs = firstWaitMs;
    for (int tried = 1; tried < tries && mayPass(error); ++tried, waitMs *= 2) {
        Sleep(waitMs);
        error = tryName(from, to, readers);
    }
    if (error == ERROR_SUCCESS) {
        temporary.path.clear();
        return {};
    }
    if (wasThere && GetFileAttributesW(to.c_str()) == INVALID_FILE_ATTRIBUTES)
        keepApart(temporary, target);
    return unwritable(target, wordsForSystem(error));
}

}  // namespace

Result<void> writeFile(const fs::path& path, std::string_view bytes, Readers readers)
{
    HOPWRIGHT_TRY_VOID(checkReplaceable(path));
    removeLeftOvers(path.parent_path());
    HOPWRIGHT_TRY(Temporary temporary, writeBeside(path, bytes, readers));
    return giveName(temporary, path, readers);
}

Result<void> writeFiles(const fs::path& folder, std::span<const NamedBytes> files)
{
    removeLeftOvers(folder);
    std::vector<Temporary> written;
    std::vector<fs::path> fresh;
    for (const NamedBytes& each : files) {
        const fs::path path = folder / pathFromUtf8(each.name);
        HOPWRIGHT_TRY_VOID(checkReplaceable(path));
        HOPWRIGHT_TRY(Temporary temporary, writeBeside(path, each.bytes, Readers::AsBefore));
        written.push_back(std::move(temporary));
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const fs::path path = folder / pathFromUtf8(files[i].name);
        const bool isNew = !isThere(path);
        if (const auto named = giveName(written[i], path, Readers::AsBefore); !named) {
            for (const fs::path& each : fresh)
                DeleteFileW(systemPath(each).c_str());
            return named;
        }
        if (isNew)
            fresh.push_back(path);
    }
    return {};
}

Result<void> makePrivateFolders(const fs::path& folder)
{
    OwnerOnly ownerOnly;
    std::vector<fs::path> missing;
    for (fs::path each = folder; !each.empty() && !isThere(each); each = each.parent_path()) {
        if (each.parent_path() == each)  // A drive or a share that is not there.
            return unwritable(folder, wordsForSystem(ERROR_PATH_NOT_FOUND));
        missing.push_back(each);
    }
    for (; !missing.empty(); missing.pop_back()) {
        if (CreateDirectoryW(systemPath(missing.back()).c_str(), ownerOnly.attributes()) == 0
            && GetLastError() != ERROR_ALREADY_EXISTS)
            return unwritable(missing.back(), wordsForSystem(GetLastError()));
    }
    return {};
}

Result<void> removeFile(const fs::path& path)
{
    if (DeleteFileW(systemPath(path).c_str()) != 0)
        return {};
    const DWORD error = GetLastError();
    return isThere(path) ? unwritable(path, wordsForSystem(error)) : Result<void>();
}

bool canMakeFilesIn(const fs::path& folder)
{
    const fs::path path = folder / randomName();
    const Handle file(CreateFileW(systemPath(path).c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                  FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr));
    return file.isOpen();
}

bool canWrite(const fs::path& file)
{
    const Handle open(CreateFileW(systemPath(file).c_str(), GENERIC_WRITE, shareAll, nullptr,
                                  OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    return open.isOpen();
}

}  // namespace hopwright::files
