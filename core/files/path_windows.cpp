#include "core/files/path.h"

#include <windows.h>

#include <algorithm>
#include <utility>

namespace hopwright::files {

namespace {

/// No path of Windows is longer than 32,767 units; what is cut off here is refused by the system.
constexpr std::size_t longest = 0x20000;

}  // namespace

// The conversions of std::filesystem throw at what is not UTF-8, and at a name with half a surrogate pair, which NTFS allows. These
// put U+FFFD, so that such a name is shown, and not found.

std::filesystem::path pathFromUtf8(std::string_view text)
{
    const auto size = static_cast<int>(std::min(text.size(), longest));
    std::wstring out(static_cast<std::size_t>(size), L'\0');
    const int filled = MultiByteToWideChar(CP_UTF8, 0, text.data(), size, out.data(), size);
    out.resize(static_cast<std::size_t>(filled));
    return {std::move(out)};
}

std::string bytesOf(const std::filesystem::path& path)
{
    constexpr int bytesOfUnit = 3;  // At most, in UTF-8.
    const std::wstring& name = path.native();
    const auto size = static_cast<int>(std::min(name.size(), longest));
    std::string out(static_cast<std::size_t>(size) * bytesOfUnit, '\0');
    const int filled = WideCharToMultiByte(CP_UTF8, 0, name.data(), size, out.data(),
                                           size * bytesOfUnit, nullptr, nullptr);
    out.resize(static_cast<std::size_t>(filled));
    return out;
}

}  // namespace hopwright::files
