#pragma once

#include "core/base/result.h"
#include "core/files/path.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::store {

inline constexpr std::size_t maxRunFileBytes = std::size_t{64} * 1024 * 1024;

/// A run with all that is needed to read it later, elsewhere, without its drawing's file. Never a secret.
struct StoredRun {
    std::string version = {};                ///< Of the program that tested.
    std::string time = {};                   ///< When it was kept: ISO 8601, UTC.
    std::string title = {};                  ///< What the drawing was called.
    model::Graph graph = {};                 ///< As it was tested.
    std::vector<plan::Change> applied = {};  ///< In the practice lab, in the order it was done.
    probe::RunReport report =
        {};  ///< Of a run that is over; its hops are those of the graph's routes.

    bool operator==(const StoredRun&) const = default;
};

/// The bytes of a `.hoprun` (docs/file-format.md). \returns TooLarge above maxRunFileBytes; CryptoUnavailable.
Result<std::string> writeRun(const StoredRun& run);

/// Reads them. Fields that this version does not know are left out. Evidence comes back as the English text that the file holds.
/// \returns what probe::readRunFile() and readGraph() return; Malformed where the drawing was changed since, or the results are not
/// of it; TooLarge.
Result<StoredRun> readRun(std::string_view bytes);

/// The same from and to a file; what readFile, writeFile, readRun and writeRun return.
Result<StoredRun> loadRun(const std::filesystem::path& path);
Result<StoredRun> loadRun(const files::TextForPath auto& path) = delete;
Result<void> saveRun(const std::filesystem::path& path, const StoredRun& run);
Result<void> saveRun(const files::TextForPath auto& path, const StoredRun& run) = delete;

}  // namespace hopwright::store
