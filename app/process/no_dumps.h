#pragma once

namespace hopwright::process {

/// Keeps what this process holds, passwords among it, out of core dumps, and, on Linux and Windows, away from other processes
/// of the same user: no debugger attaches, and nobody reads its memory. For the start of main().
///
/// Linux: RLIMIT_CORE 0, which its children inherit, and PR_SET_DUMPABLE 0, which also counts where core_pattern names a
/// program. With a sanitizer the second is left out: it has to read its own process. Other Unix: RLIMIT_CORE alone.
/// Windows: SetErrorMode, so that a crash ends without a dialog or a dump; WerSetFlags, so that a report has no heap in it; and
/// an access list on the process without the rights to read its memory or to take its handles. Whoever started the process
/// has a handle with all rights from before (not verified on Windows).
/// Does not keep root, or an administrator with SeDebugPrivilege, from reading anything.
///
/// \returns false when the system refused; the program goes on either way.
bool keepOutOfDumps() noexcept;

}  // namespace hopwright::process
