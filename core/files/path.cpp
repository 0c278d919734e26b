#include "core/files/path.h"

#include "core/text/one_line.h"

namespace hopwright::files {

namespace fs = std::filesystem;

std::string shown(const fs::path& path)
{
    return text::escaped(bytesOf(path));
}

std::unexpected<Error> failAt(ErrorCode code, const fs::path& path, const Sentence& why)
{
    return fail(code, Sentence::saying("%1: %2", shown(path), why));
}

}  // namespace hopwright::files
