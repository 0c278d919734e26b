#pragma once

#include "core/base/result.h"
#include "core/files/path.h"
#include "core/probe/run_reading.h"
#include "core/store/run_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hopwright::store {

inline constexpr std::size_t maxKeptRuns = 50;  ///< Of one drawing; the oldest go.
/// Of the files of one drawing together; the oldest go, the newest stays in any case.
inline constexpr std::uintmax_t maxKeptRunBytes = std::uintmax_t{256} * 1024 * 1024;

/// Where the runs of \p drawing are kept: `FILE.runs` beside it, or, when that cannot be written, in \p dataFolder, the user's own.
/// An empty \p drawing is one without a file: those share a folder there. Makes nothing. \returns CryptoUnavailable.
Result<std::filesystem::path> runFolderOf(const std::filesystem::path& drawing,
                                          const std::filesystem::path& dataFolder);

/// One file `N.hoprun`.
struct KeptRun {
    std::uint32_t number = 0;
    std::filesystem::path path = {};
    std::uintmax_t bytes = 0;
};

/// The runs in \p folder, oldest first: at most the newest maxKeptRuns. Other names are nobody's business. A folder that is not
/// there has none.
std::vector<KeptRun> keptRuns(const std::filesystem::path& folder);

/// Keeps \p bytes, of writeRun(), under the number behind the last, in \p folder, which is made for its owner alone. Removes the
/// oldest that are too many. \returns FileUnwritable; the new one is then not there.
Result<KeptRun> keepRun(const std::filesystem::path& folder, std::string_view bytes);

/// What a list shows of it: of the first bytes, where another program wrote it of all. \returns as loadRun().
Result<probe::RunHead> headOf(const KeptRun& run);

}  // namespace hopwright::store
