#pragma once

#include "core/base/result.h"
#include "core/files/path.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace hopwright::files {

/// A file that grows, locked while its owner lives: a journal. Written for its owner alone (0600).
///
/// Windows: for the user, the system and administrators; nobody else can open it for writing while its owner lives (not verified
/// on Windows).
class AppendFile {
public:
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;
    ~AppendFile();

    /// A new file. \returns FileUnwritable; also where the name is taken.
    static Result<AppendFile> create(const std::filesystem::path& path);
    static Result<AppendFile> create(const TextForPath auto& path) = delete;

    /// A file that is there, of this user, whose writer has ended: locked from now on. Nothing where the writer lives, and for
    /// what is no regular file of this user. \returns FileUnreadable.
    static Result<std::optional<AppendFile>> takeOver(const std::filesystem::path& path);
    static Result<std::optional<AppendFile>> takeOver(const TextForPath auto& path) = delete;

    /// \p bytes as a whole, or not at all: a part of them is taken back. They are the system's when it returns, so that the end
    /// of this process does not lose them; on the disk only after a flush. \returns FileUnwritable.
    Result<void> append(std::string_view bytes);
    /// What flushes to the disk all that was appended before it is called: for another thread, as it can take seconds. It may
    /// outlive this.
    std::function<Result<void>()> flusher() const;

    std::size_t size() const noexcept { return m_size; }
    const std::filesystem::path& path() const noexcept { return m_path; }
    /// Takes the name away. What is open elsewhere stays.
    Result<void> remove();

private:
    /// What the system knows it by.
    struct Open;

    AppendFile(Open file, std::filesystem::path path, std::size_t size);

    std::unique_ptr<Open> m_file;
    std::filesystem::path m_path;
    std::size_t m_size;
};

}  // namespace hopwright::files
