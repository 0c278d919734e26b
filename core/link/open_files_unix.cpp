#include "core/link/open_files.h"

#include <sys/resource.h>

namespace hopwright::link {

Result<void> makeRoomForFiles(std::size_t needed)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return {};
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < needed) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the practice lab needs %n open files, and the "
                                     "system allows %1 (RLIMIT_NOFILE, ulimit -n)",
                                     nullptr, needed, limit.rlim_max));
    }
    limit.rlim_cur = needed;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));  // Opening the ports tells.
    return {};
}

}  // namespace hopwright::link
