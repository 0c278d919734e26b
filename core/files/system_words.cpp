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
    Words{.error = ENOENT, .words = HOPWRIGHT_TEXT("hopwright", "there is no such file or folder")},
    Words{.error = ENOTDIR,
          .words = HOPWRIGHT_TEXT("hopwright", "a part of the path is no folder")},
    Words{.error = EISDIR, .words = HOPWRIGHT_TEXT("hopwright", "it is a folder")},
    Words{.error = EACCES, .words = HOPWRIGHT_TEXT("hopwright", "this user may not do that here")},
    Words{.error = EPERM, .words = HOPWRIGHT_TEXT("hopwright", "this user may not do that here")},
    Words{.error = EROFS, .words = HOPWRIGHT_TEXT("hopwright", "the disk is read-only")},
    Words{.error = ENOSPC, .words = HOPWRIGHT_TEXT("hopwright", "the disk is full")},
#ifdef EDQUOT
    Words{.error = EDQUOT,
          .words = HOPWRIGHT_TEXT("hopwright", "the quota on this disk is used up")},
#endif
    Words{.error = EFBIG,
          .words = HOPWRIGHT_TEXT("hopwright", "it is larger than a file may be here")},
    Words{.error = EIO, .words = HOPWRIGHT_TEXT("hopwright", "the disk reports an error")},
    Words{.error = ELOOP, .words = HOPWRIGHT_TEXT("hopwright", "the links go in a circle")},
    Words{.error = ENAMETOOLONG, .words = HOPWRIGHT_TEXT("hopwright", "the name is too long")},
    Words{.error = EMFILE, .words = HOPWRIGHT_TEXT("hopwright", "too many files are open")},
    Words{.error = EPIPE, .words = HOPWRIGHT_TEXT("hopwright", "nobody reads it any more")},
    Words{.error = EBADF, .words = HOPWRIGHT_TEXT("hopwright", "it is closed")},
};

}  // namespace

Sentence wordsFor(int error)
{
    const auto* const found = std::ranges::find(known, error, &Words::error);
    return found != known.end() ? Sentence(found->words, {})
                                : Sentence::verbatim(std::generic_category().message(error));
}

}  // namespace hopwright::files
