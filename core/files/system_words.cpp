#include "core/files/system_words.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace hopwright::files {

namespace {

struct Words {
    int error;
    const char* words;
};

constexpr std::array known = {
    Words{.error = ENOENT, .words = "there is no such file or folder"},
    Words{.error = ENOTDIR, .words = "a part of the path is no folder"},
    Words{.error = EISDIR, .words = "it is a folder"},
    Words{.error = EACCES, .words = "this user may not do that here"},
    Words{.error = EPERM, .words = "this user may not do that here"},
    Words{.error = EROFS, .words = "the disk is read-only"},
    Words{.error = ENOSPC, .words = "the disk is full"},
#ifdef EDQUOT
    Words{.error = EDQUOT, .words = "the quota on this disk is used up"},
#endif
    Words{.error = EFBIG, .words = "it is larger than a file may be here"},
    Words{.error = EIO, .words = "the disk reports an error"},
    Words{.error = ELOOP, .words = "the links go in a circle"},
    Words{.error = ENAMETOOLONG, .words = "the name is too long"},
    Words{.error = EMFILE, .words = "too many files are open"},
    Words{.error = EPIPE, .words = "nobody reads it any more"},
    Words{.error = EBADF, .words = "it is closed"},
};

}  // namespace

std::string wordsFor(int error)
{
    const auto* const found = std::ranges::find(known, error, &Words::error);
    return found != known.end() ? found->words : std::generic_category().message(error);
}

}  // namespace hopwright::files
