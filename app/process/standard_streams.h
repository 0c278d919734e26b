#pragma once

#include <cstddef>
#include <string_view>

namespace hopwright::process {

/// What a process is started with may be closed, full or gone; all of that shall be an error of a write, which is told, and
/// not the end of the process or a file of somebody else. For the start of main(), before anything is opened.
///
/// Unix: a closed standard input is at its end, a closed standard output or error refuses each write; so no file that is
/// opened later gets their numbers, with what is printed going into it. A reader that went away (SIGPIPE) and a file at its
/// limit (SIGXFSZ) no longer end the process. Windows: nothing is to be done.
void keepStandardStreams() noexcept;

/// Writes as many of \p bytes as the system takes at once. \returns how many; -1 with errno set where it refused.
std::ptrdiff_t writeSome(int descriptor, std::string_view bytes) noexcept;

}  // namespace hopwright::process
