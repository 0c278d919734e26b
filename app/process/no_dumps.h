#pragma once

namespace hopwright::process {

/// Keeps what this process holds, passwords among it, out of core dumps, and, on Linux, away from other processes of the
/// same user: no debugger attaches, and nobody reads its memory or environment in /proc. For the start of main().
///
/// Linux: RLIMIT_CORE 0, which its children inherit, and PR_SET_DUMPABLE 0, which also counts where core_pattern names a
/// program. With a sanitizer the second is left out: it has to read its own process. Other Unix: RLIMIT_CORE alone.
/// Windows: SetErrorMode, so that Windows Error Reporting makes no dump (not verified on Windows).
/// Does not keep root, or an administrator, from reading anything.
///
/// \returns false when the system refused; the program goes on either way.
bool keepOutOfDumps() noexcept;

}  // namespace hopwright::process
