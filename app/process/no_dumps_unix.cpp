#include "app/process/no_dumps.h"

#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#ifdef __SANITIZE_ADDRESS__
#define HOPWRIGHT_SANITIZED
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define HOPWRIGHT_SANITIZED
#endif
#endif

namespace hopwright::process {

bool keepOutOfDumps() noexcept
{
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    const bool noFile = ::setrlimit(RLIMIT_CORE, &none) == 0;
#if defined(__linux__) && !defined(HOPWRIGHT_SANITIZED)
    return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && noFile;
#else
    return noFile;
#endif
}

}  // namespace hopwright::process
