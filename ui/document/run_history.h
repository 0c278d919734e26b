#pragma once

#include "core/base/result.h"
#include "core/probe/run_reading.h"
#include "core/store/kept_runs.h"
#include "core/store/run_file.h"
#include "ui/document/document_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hopwright::ui {

/// The runs of the open drawing, newest last: a file each (store/kept_runs.h), and in memory those of this session, which so outlive
/// a disk that takes nothing. At most store::maxKeptRuns.
class RunHistory {
public:
    struct Entry {
        std::uint32_t number =
            0;  ///< Its file's; where there is none, one that no other entry has.
        probe::RunHead head = {};
        std::filesystem::path path = {};                        ///< Empty: in memory alone.
        std::shared_ptr<const store::StoredRun> run = nullptr;  ///< Null: not read yet.
    };

    /// Of a new drawing: it has no runs, whatever another untitled one left in the same folder.
    void begin(const DocumentFile& file, const std::filesystem::path& dataFolder);
    /// Another drawing: \p file, as it was opened. Reads what its list shows. An empty \p dataFolder: the runs of a drawing that
    /// has no place of its own are in memory alone.
    void open(const DocumentFile& file, const std::filesystem::path& dataFolder);
    /// The drawing was saved as \p file: its runs go with it, out of the user's data folder, and from another file as copies.
    /// \returns why one could not; it stays in memory.
    Result<void> saveAs(const DocumentFile& file);

    /// Keeps \p run, as the newest. \returns why there is no file of it; it is in the list all the same.
    Result<void> keep(store::StoredRun run);
    /// \returns what store::loadRun() returns; UnknownNode for a number that is not in the list.
    Result<std::shared_ptr<const store::StoredRun>> load(std::uint32_t number);
    /// Takes it out of the list and off the disk. \returns it, for bringBack() where its run is not null; or why not.
    Result<Entry> remove(std::uint32_t number);
    /// Puts back what remove() gave, where it was. \returns as keep().
    Result<void> bringBack(Entry entry);

    const std::vector<Entry>& entries() const { return m_entries; }

private:
    Result<std::filesystem::path> folder() const;
    Result<void> write(Entry& entry);
    std::uint32_t nextNumber() const;
    void trim();

    DocumentFile m_file;
    std::filesystem::path m_dataFolder;
    std::vector<Entry> m_entries;
};

/// Where the system keeps a user's data.
std::filesystem::path usualRunFolder();

}  // namespace hopwright::ui
