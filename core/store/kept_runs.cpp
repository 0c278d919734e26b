#include "core/store/kept_runs.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/text/hex.h"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <system_error>
#include <tuple>
#include <utility>

namespace hopwright::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ending = ".hoprun";
constexpr std::size_t mostDigits =
    9;  ///< Of a number: it fits 32 bits, and so does the one behind it.
constexpr auto folderOfUntitled = "untitled";

/// 7 of `7.hoprun`; 0: it is another file.
std::uint32_t numberOf(const fs::path& path)
{
    const std::string name = files::bytesOf(path.filename());
    if (!name.ends_with(ending))
        return 0;
    const std::string_view digits = std::string_view(name).substr(0, name.size() - ending.size());
    std::uint32_t out = 0;
    const char* const begin = digits.data();
    const char* const end = begin + digits.size();
    const auto read = std::from_chars(begin, end, out);
    const bool isNumber = !digits.empty() && digits.size() <= mostDigits && read.ec == std::errc()
                          && read.ptr == end && digits.front() != '0';
    return isNumber ? out : 0;
}

fs::path wholePath(const fs::path& path)
{
    std::error_code error;
    const fs::path whole = fs::absolute(path, error);
    return (error ? path : whole).lexically_normal();
}

bool isNameable(const fs::path& path)
{
    constexpr std::size_t longestName = 255;
    return path.filename().native().size() <= longestName;
}

std::vector<KeptRun> allRuns(const fs::path& folder)
{
    std::vector<KeptRun> out;
    std::error_code error;
    for (fs::directory_iterator each(folder, error); !error && each != fs::directory_iterator();
         each.increment(error)) {
        const std::uint32_t number = numberOf(each->path());
        if (number == 0)
            continue;
        std::error_code unknown;
        const std::uintmax_t bytes = each->file_size(unknown);
        out.push_back({.number = number, .path = each->path(), .bytes = unknown ? 0 : bytes});
    }
    std::ranges::sort(out, {}, &KeptRun::number);
    return out;
}

/// How many of \p runs, oldest first, are too many.
std::size_t surplusOf(const std::vector<KeptRun>& runs)
{
    std::uintmax_t bytes = 0;
    std::size_t kept = 0;
    for (const KeptRun& each : std::views::reverse(runs)) {
        bytes += each.bytes;
        if (kept == maxKeptRuns || (kept > 0 && bytes > maxKeptRunBytes))
            break;
        ++kept;
    }
    return runs.size() - kept;
}

}  // namespace

Result<fs::path> runFolderOf(const fs::path& drawing, const fs::path& dataFolder)
{
    constexpr std::size_t nameLength = 16;
    const fs::path elsewhere = dataFolder / "hopwright" / "runs";
    if (drawing.empty())
        return elsewhere / folderOfUntitled;
    const fs::path whole = wholePath(drawing);
    fs::path beside = whole;
    beside += ".runs";
    const bool writable = isNameable(beside) && files::canMakeFilesIn(whole.parent_path())
                          && (!files::isThere(whole) || files::canWrite(whole));
    if (writable)
        return beside;
    HOPWRIGHT_TRY(const crypto::Sha256Digest digest,
                  crypto::sha256(bytesOf(files::bytesOf(whole))));
    return elsewhere / text::toHex(digest).substr(0, nameLength);
}

std::vector<KeptRun> keptRuns(const fs::path& folder)
{
    std::vector<KeptRun> out = allRuns(folder);
    if (out.size() > maxKeptRuns)
        out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(maxKeptRuns));
    return out;
}

Result<KeptRun> keepRun(const fs::path& folder, std::string_view bytes)
{
    HOPWRIGHT_TRY_VOID(files::makePrivateFolders(folder));
    std::vector<KeptRun> runs = allRuns(folder);
    KeptRun out{.number = runs.empty() ? 1 : runs.back().number + 1, .bytes = bytes.size()};
    out.path = folder / (std::to_string(out.number) + std::string(ending));
    HOPWRIGHT_TRY_VOID(files::writeFile(out.path, bytes, files::Readers::OwnerOnly));
    runs.push_back(out);
    const std::size_t surplus = surplusOf(runs);
    for (std::size_t i = 0; i < surplus; ++i)
        std::ignore = files::removeFile(runs[i].path);  // At worst it stays once more.
    return out;
}

Result<probe::RunHead> headOf(const KeptRun& run)
{
    HOPWRIGHT_TRY(const std::string beginning, files::readBeginning(run.path, probe::runHeadBytes));
    if (const auto head = probe::readRunHead(beginning))
        return *head;
    HOPWRIGHT_TRY(const StoredRun whole, loadRun(run.path));
    return probe::headOf(whole.report, {.time = whole.time, .title = whole.title});
}

}  // namespace hopwright::store
