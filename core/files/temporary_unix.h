#pragma once

#include "core/base/result.h"
#include "core/files/descriptor_unix.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace hopwright::files {

/// A folder, open, so that what is done in it is done there also when its path is given another meaning meanwhile.
struct Folder {
    Descriptor descriptor = {};
    std::filesystem::path path = {};
    bool canBeListed =
        true;  ///< Else only names that are known can be reached, and it cannot be flushed.

    int number() const noexcept { return descriptor.number(); }
};

/// \returns FileUnwritable. An empty path is the current folder.
Result<Folder> openFolder(const std::filesystem::path& path);

/// Flushes the names in \p folder. \returns FileUnwritable.
Result<void> flushFolder(const Folder& folder);

/// What stands by a name, the link itself for a link.
Result<bool> look(const Folder& folder, const std::string& name, struct stat& info);

/// May \p name in \p folder, of which look() said \p info, be replaced? \returns FileUnwritable.
Result<void> checkReplaceable(const Folder& folder, const std::string& name,
                              const struct stat& info);

/// Gives \p file, which will take the place of \p old, its owner, group and permissions, as far as this user may. Where the
/// group cannot be kept, the new one may do no more than everybody.
Result<void> keepPermissions(const Descriptor& file, const struct stat& old,
                             const std::filesystem::path& path);

Result<void> writeAll(const Descriptor& file, std::string_view bytes,
                      const std::filesystem::path& path);
Result<void> flushFile(const Descriptor& file, const std::filesystem::path& path);

/// A new file or folder beside others, of a random name, locked while its maker lives; removed with this, unless it was kept.
class Temporary {
public:
    enum class Kind { File, Folder };

    /// \p mode as for open(), less the umask. \returns FileUnwritable, about \p path.
    static Result<Temporary> make(const Folder& folder, Kind kind, mode_t mode,
                                  const std::filesystem::path& path);

    Temporary(Temporary&& other) noexcept;
    Temporary& operator=(Temporary&&) = delete;
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary();

    const Descriptor& descriptor() const noexcept { return m_descriptor; }
    const std::string& name() const noexcept { return m_name; }
    /// It has another name now.
    void keep() noexcept { m_name.clear(); }

private:
    Temporary(int folder, Kind kind) noexcept : m_folder(folder), m_kind(kind) {}

    int m_folder;
    Kind m_kind;
    Descriptor m_descriptor = {};
    std::string m_name = {};
};

/// Removes from \p folder what Temporary made there for this user in a process that has ended. What cannot be removed, or not
/// be told from one in use, stays.
void removeLeftOvers(const Folder& folder);

}  // namespace hopwright::files
