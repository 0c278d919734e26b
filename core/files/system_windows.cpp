#include "core/files/system_windows.h"

#include <windows.h>
#include <aclapi.h>
#include <sddl.h>

#include <system_error>
#include <vector>

namespace hopwright::files {

namespace fs = std::filesystem;

namespace {

constexpr DWORD diskQuotaExceeded = 1295;  // mingw-w64 10 has no name for it.
/// Shorter than MAX_PATH by a name of 8.3, which Windows keeps room for in a folder.
constexpr std::size_t longestPlain = MAX_PATH - 13;

/// What the process runs as: \p kind is TokenUser or TokenOwner. Begins with the SID's pointer, as both do.
std::vector<std::byte> tokenPart(TOKEN_INFORMATION_CLASS kind)
{
    HANDLE token = nullptr;
    if (OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token) == 0)
        return {};
    const Handle open(token);
    DWORD size = 0;
    GetTokenInformation(token, kind, nullptr, 0, &size);
    std::vector<std::byte> out(size);
    if (GetTokenInformation(token, kind, out.data(), size, &size) == 0)
        return {};
    return out;
}

PSID sidOf(const std::vector<std::byte>& part)
{
    static_assert(offsetof(TOKEN_USER, User) == 0 && offsetof(TOKEN_OWNER, Owner) == 0);
    return part.empty() ? nullptr : *reinterpret_cast<const PSID*>(part.data());
}

}  // namespace

Sentence wordsForSystem(DWORD error)
{
    switch (error) {
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

bool hasZero(const fs::path& path)
{
    return path.native().find(L'\0') != std::wstring::npos;
}

std::wstring systemPath(const fs::path& path)
{
    const std::wstring& name = path.native();
    if (name.starts_with(L"\\\\?\\") || name.starts_with(L"\\\\.\\"))
        return name;
    const DWORD size = GetFullPathNameW(name.c_str(), 0, nullptr, nullptr);
    std::wstring full(size, L'\0');
    const DWORD filled = GetFullPathNameW(name.c_str(), size, full.data(), nullptr);
    if (filled == 0 || filled >= size)
        return name;
    full.resize(filled);
    if (full.size() <= longestPlain)
        return name;
    if (full.starts_with(L"\\\\"))
        return L"\\\\?\\UNC" + full.substr(1);
    return L"\\\\?\\" + full;
}

OwnerOnly::OwnerOnly()
{
    const std::wstring sid = ownSid();
    const std::wstring access = L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;" + sid + L")";
    if (sid.empty()
        || ConvertStringSecurityDescriptorToSecurityDescriptorW(access.c_str(), SDDL_REVISION_1,
                                                                &m_access, nullptr)
               == 0) {
        m_access = nullptr;
        return;
    }
    m_attributes = {
        .nLength = sizeof m_attributes, .lpSecurityDescriptor = m_access, .bInheritHandle = FALSE};
}

OwnerOnly::~OwnerOnly()
{
    LocalFree(m_access);
}

std::wstring ownSid()
{
    const std::vector<std::byte> user = tokenPart(TokenUser);
    wchar_t* text = nullptr;
    if (user.empty() || ConvertSidToStringSidW(sidOf(user), &text) == 0)
        return {};
    std::wstring out(text);
    LocalFree(text);
    return out;
}

bool isOwn(HANDLE file)
{
    PSID owner = nullptr;
    PSECURITY_DESCRIPTOR access = nullptr;
    if (GetSecurityInfo(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &owner, nullptr, nullptr,
                        nullptr, &access)
        != ERROR_SUCCESS)
        return false;
    const std::vector<std::byte> user = tokenPart(TokenUser);
    const std::vector<std::byte> maker = tokenPart(TokenOwner);
    const auto is = [owner](PSID sid) {
        return sid != nullptr && EqualSid(owner, sid) != 0;
    };
    const bool own = owner != nullptr && (is(sidOf(user)) || is(sidOf(maker)));
    LocalFree(access);
    return own;
}

}  // namespace hopwright::files
