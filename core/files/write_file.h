#pragma once

#include "core/base/result.h"
#include "core/files/path.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace hopwright::files {

/// Who may read a file.
enum class Readers {
    AsBefore,  ///< A file that is replaced keeps its permissions; a new one has what the umask gives.
    OwnerOnly,  ///< 0600 in any case, from the first byte on.
};

/// The one way to write a file (ADR 0013): all or nothing, also for who reads meanwhile, and on the disk when it returns.
///
/// A new file of a random name in the same folder is written, flushed, renamed, and the folder flushed. Its lock tells others
/// that its writer lives: left-overs of dead ones in that folder go first. Of two writers at once the later wins, whole.
///
/// An old file keeps its permissions, and its owner and group where this user may give them; access lists and other names of it
/// (hard links) do not come along. One that this user may not write, read-only ones among them, is refused even where the
/// folder would allow it.
///
/// A link is followed to the file that it names, and that one is replaced in its own folder; refused are a link that leads
/// nowhere or in a circle, one that another user (but root) made, and one into a folder of another user (but root).
///
/// \returns FileUnwritable with the path and why (disk full, quota, read-only …); the old file is then untouched and nothing
/// is left. One exception: where flushing the folder fails the new file is in place, and may not survive a loss of power.
/// Cost: two flushes of the disk, milliseconds.
///
/// Windows: a link is refused. ReplaceFile keeps the old file's access list, owner and streams. What another program has open is
/// tried again for 0.6 s. Readers::OwnerOnly is an access list for the user, the system and administrators. A path longer than
/// MAX_PATH is written as any other. Not verified on Windows.
Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes,
                       Readers readers = Readers::AsBefore);
Result<void> writeFile(const TextForPath auto& path, std::string_view bytes,
                       Readers readers = Readers::AsBefore) = delete;

/// One of several files of a folder.
struct NamedBytes {
    std::string name = {};  ///< UTF-8, in the folder itself: no path.
    std::string_view bytes = {};
};

/// Writes \p files into \p folder, which is there, as writeFile() does but with one flush for all: they are all on the disk
/// before the first takes its name. Links are refused, not followed.
///
/// \returns FileUnwritable with the path and why; where it is not the disk that broke between two names, nothing has changed.
Result<void> writeFiles(const std::filesystem::path& folder, std::span<const NamedBytes> files);
Result<void> writeFiles(const TextForPath auto& folder, std::span<const NamedBytes> files) = delete;

/// Makes \p folder and those above it, those that are new for their owner alone (0700). \returns FileUnwritable.
Result<void> makePrivateFolders(const std::filesystem::path& folder);
Result<void> makePrivateFolders(const TextForPath auto& folder) = delete;

/// Removes the file \p path, not what a link names, and flushes its folder; one that is not there is no error.
/// \returns FileUnwritable.
Result<void> removeFile(const std::filesystem::path& path);
Result<void> removeFile(const TextForPath auto& path) = delete;

/// May this user make files in \p folder?
bool canMakeFilesIn(const std::filesystem::path& folder);
/// May this user write \p file as it stands? False where it is not there.
bool canWrite(const std::filesystem::path& file);

}  // namespace hopwright::files
