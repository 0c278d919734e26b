#include "app/process/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <tuple>

namespace hopwright::process {

void keepStandardStreams() noexcept
{
    std::ignore = std::signal(SIGPIPE, SIG_IGN);
    std::ignore = std::signal(SIGXFSZ, SIG_IGN);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF)
            continue;
        // The lowest free number, which is this one. For reading only: each write is refused with EBADF.
        if (::open("/dev/null", O_RDONLY) != stream)
            ::_exit(1);
    }
}

std::ptrdiff_t writeSome(int descriptor, std::string_view bytes) noexcept
{
    return ::write(descriptor, bytes.data(), bytes.size());
}

}  // namespace hopwright::process
