#include "core/files/path.h"

#include "core/text/one_line.h"

namespace hopwright::files {

namespace fs = std::filesystem;

fs::path pathFromUtf8(std::string_view text)
{
    return {std::u8string(text.begin(), text.end())};
}

std::string bytesOf(const fs::path& path)
{
#ifdef _WIN32
    const std::u8string name = path.u8string();
    return {name.begin(), name.end()};
#else
    return path.native();
#endif
}

std::string shown(const fs::path& path)
{
    return text::escaped(bytesOf(path));
}

std::unexpected<Error> failAt(ErrorCode code, const fs::path& path, const Sentence& why)
{
    return fail(code, Sentence::saying("%1: %2", shown(path), why));
}

}  // namespace hopwright::files
