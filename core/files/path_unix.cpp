#include "core/files/path.h"

namespace hopwright::files {

std::filesystem::path pathFromUtf8(std::string_view text)
{
    return {std::u8string(text.begin(), text.end())};
}

std::string bytesOf(const std::filesystem::path& path)
{
    return path.native();
}

}  // namespace hopwright::files
