#pragma once

namespace hopwright::process {

/// What a process is started with may be closed, full or gone; all of that shall be an error of a write, which is told, and
/// not the end of the process or a file of somebody else. For the start of main(), before anything is opened.
///
/// Unix: a closed standard input is at its end, a closed standard output or error refuses each write; so no file that is
/// opened later gets their numbers, with what is printed going into it. A reader that went away (SIGPIPE) and a file at its
/// limit (SIGXFSZ) no longer end the process. Windows: nothing is to be done.
void keepStandardStreams() noexcept;

}  // namespace hopwright::process
