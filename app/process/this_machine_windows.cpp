#include "app/process/this_machine.h"

#include "core/base/result.h"
#include "core/files/read_file.h"
#include "core/registry/reg_file.h"
#include "core/registry/registry_pol.h"
#include "core/seen/policy_files.h"
#include "core/text/utf16.h"

#include <windows.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace hopwright::process {

namespace {

/// wchar_t is a unit of UTF-16 here.
std::wstring wide(std::string_view utf8)
{
    const auto utf16 = text::toUtf16Le(utf8);
    std::wstring out;
    for (std::size_t at = 0; utf16 && at + 1 < utf16->size(); at += 2)
        out += static_cast<wchar_t>((*utf16)[at] | (*utf16)[at + 1] << 8U);
    return out;
}

/// What is no text becomes U+FFFD, as in files.
std::string narrow(std::wstring_view text)
{
    std::string bytes;
    for (const wchar_t unit : text) {
        bytes += static_cast<char>(unit & 0xFF);
        bytes += static_cast<char>(unit >> 8);
    }
    return registry::valueOf({}, registry::type::text, bytes).text;
}

class OpenKey {
public:
    /// The view of 64 bits, whatever this process is: the policies have no other.
    explicit OpenKey(std::string_view path)
        : m_status(RegOpenKeyExW(HKEY_LOCAL_MACHINE, wide(path).c_str(), 0,
                                 KEY_READ | KEY_WOW64_64KEY, &m_key))
    {
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;
    ~OpenKey()
    {
        if (m_status == ERROR_SUCCESS)
            RegCloseKey(m_key);
    }

    registry::Look look() const noexcept
    {
        if (m_status == ERROR_SUCCESS)
            return registry::Look::Present;
        const bool isAbsent = m_status == ERROR_FILE_NOT_FOUND || m_status == ERROR_PATH_NOT_FOUND;
        return isAbsent ? registry::Look::Absent : registry::Look::NotReadable;
    }

    HKEY handle() const noexcept { return m_key; }

private:
    HKEY m_key = nullptr;
    LSTATUS m_status;
};

/// Names are at most 255 units in keys and 16,383 in values.
constexpr std::size_t maxName = 16'384;

/// false: not all could be read.
bool readSubkeys(HKEY key, std::vector<std::string>& out)
{
    std::vector<wchar_t> name(maxName);
    for (DWORD at = 0; at < registry::maxKeyValues; ++at) {
        auto length = static_cast<DWORD>(name.size());
        const LSTATUS status =
            RegEnumKeyExW(key, at, name.data(), &length, nullptr, nullptr, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS)
            return true;
        if (status != ERROR_SUCCESS)
            return false;
        out.push_back(narrow({name.data(), length}));
    }
    return false;
}

/// false: not all could be read.
bool readValues(HKEY key, std::vector<registry::Value>& out)
{
    std::vector<wchar_t> name(maxName);
    std::string data(registry::maxValueBytes, '\0');
    for (DWORD at = 0; at < registry::maxKeyValues; ++at) {
        auto length = static_cast<DWORD>(name.size());
        auto size = static_cast<DWORD>(data.size());
        DWORD type = 0;
        const LSTATUS status = RegEnumValueW(key, at, name.data(), &length, nullptr, &type,
                                             reinterpret_cast<BYTE*>(data.data()), &size);
        if (status == ERROR_NO_MORE_ITEMS)
            return true;
        if (status != ERROR_SUCCESS)
            return false;
        out.push_back(registry::valueOf(narrow({name.data(), length}), type,
                                        std::string_view(data).substr(0, size)));
    }
    return false;
}

/// A key that changes while it is read, or is read in part, is one that could not be read.
registry::Key readKey(std::string_view path)
{
    const OpenKey key(path);
    registry::Key out{.look = key.look()};
    if (out.look == registry::Look::Present
        && !(readValues(key.handle(), out.values) && readSubkeys(key.handle(), out.subkeys)))
        return {};
    return out;
}

/// `C:\Windows`; empty: it is not said.
std::string windowsFolder()
{
    std::array<wchar_t, MAX_PATH> folder{};
    const UINT length = GetSystemWindowsDirectoryW(folder.data(), static_cast<UINT>(folder.size()));
    return length < folder.size() ? narrow({folder.data(), length}) : std::string();
}

}  // namespace

std::optional<seen::Sources> thisMachine()
{
    return seen::sourcesOf(&readKey, windowsFolder(), [](const std::string& path) {
        return files::readFileIfThere(files::pathFromUtf8(path), registry::maxPolBytes);
    });
}

}  // namespace hopwright::process
