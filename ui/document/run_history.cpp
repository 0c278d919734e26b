#include "ui/document/run_history.h"

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "ui/text/file_path.h"

#include <QStandardPaths>

#include <algorithm>
#include <tuple>
#include <utility>

namespace hopwright::ui {

namespace fs = std::filesystem;

namespace {

/// A list is not worth more: a file of another program, without its head in front, is read whole for it.
constexpr std::uintmax_t mostForHead = std::uintmax_t{1} * 1024 * 1024;

probe::RunHead headOfRun(const store::StoredRun& run)
{
    return probe::headOf(run.report, {.time = run.time, .title = run.title});
}

/// Untitled drawings share a folder: those of another title are another drawing's.
bool isOf(const probe::RunHead& head, const DocumentFile& file)
{
    return !file.isUntitled() || head.title == file.title().toStdString();
}

}  // namespace

/// Empty where there is none: the drawing has no place of its own, and no data folder was given.
Result<fs::path> RunHistory::folder() const
{
    if (m_file.isUntitled() && m_dataFolder.empty())
        return fs::path();
    HOPWRIGHT_TRY(const fs::path drawing,
                  m_file.isUntitled() ? Result<fs::path>(fs::path()) : filePath(m_file.path));
    HOPWRIGHT_TRY(fs::path out, store::runFolderOf(drawing, m_dataFolder));
    const bool isElsewhere = !drawing.empty() && out.parent_path() != drawing.parent_path();
    if (isElsewhere && m_dataFolder.empty())
        return fs::path();
    return out;
}

void RunHistory::begin(const DocumentFile& file, const fs::path& dataFolder)
{
    m_file = file;
    m_dataFolder = dataFolder;
    m_entries.clear();
}

void RunHistory::open(const DocumentFile& file, const fs::path& dataFolder)
{
    begin(file, dataFolder);
    const auto at = folder();
    if (!at || at->empty())
        return;
    for (const store::KeptRun& each : store::keptRuns(*at)) {
        auto beginning = files::readBeginning(each.path, probe::runHeadBytes);
        auto head = beginning ? probe::readRunHead(*beginning) : std::nullopt;
        if (!head && each.bytes <= mostForHead) {
            if (auto whole = store::headOf(each))
                head = *std::move(whole);
        }
        if (head && isOf(*head, m_file)) {
            m_entries.push_back(
                {.number = each.number, .head = *std::move(head), .path = each.path});
        }
    }
}

Result<void> RunHistory::saveAs(const DocumentFile& file)
{
    if (file.path == m_file.path)
        return {};
    const bool moves = m_file.isUntitled();
    m_file = file;
    Result<void> out;
    for (Entry& each : m_entries) {
        const fs::path before = std::exchange(each.path, {});
        if (!each.run) {
            auto run = store::loadRun(before);
            if (!run) {
                out = fail(run.error());
                each.path = before;
                continue;
            }
            each.run = std::make_shared<const store::StoredRun>(*std::move(run));
        }
        if (auto written = write(each); !written) {
            out = std::move(written);
        } else if (moves && !before.empty()) {
            std::ignore = files::removeFile(before);  // At worst it is there twice.
        }
    }
    return out;
}

std::uint32_t RunHistory::nextNumber() const
{
    return m_entries.empty() ? 1 : m_entries.back().number + 1;
}

Result<void> RunHistory::write(Entry& entry)
{
    HOPWRIGHT_TRY(const fs::path at, folder());
    if (at.empty())
        return {};
    HOPWRIGHT_TRY(const std::string bytes, store::writeRun(*entry.run));
    HOPWRIGHT_TRY(store::KeptRun kept, store::keepRun(at, bytes));
    entry.number = std::max(entry.number, kept.number);
    entry.path = std::move(kept.path);
    return {};
}

void RunHistory::trim()
{
    if (m_entries.size() > store::maxKeptRuns) {
        m_entries.erase(m_entries.begin(),
                        m_entries.end() - static_cast<std::ptrdiff_t>(store::maxKeptRuns));
    }
}

Result<void> RunHistory::keep(store::StoredRun run)
{
    run.title = m_file.title().toStdString();
    Entry entry{.number = nextNumber(),
                .head = headOfRun(run),
                .run = std::make_shared<const store::StoredRun>(std::move(run))};
    auto written = write(entry);
    m_entries.push_back(std::move(entry));
    trim();
    return written;
}

Result<std::shared_ptr<const store::StoredRun>> RunHistory::load(std::uint32_t number)
{
    const auto found = std::ranges::find(m_entries, number, &Entry::number);
    if (found == m_entries.end())
        return fail(ErrorCode::UnknownNode, Sentence::saying("there is no such run"));
    if (!found->run) {
        HOPWRIGHT_TRY(store::StoredRun run, store::loadRun(found->path));
        found->run = std::make_shared<const store::StoredRun>(std::move(run));
    }
    return found->run;
}

Result<RunHistory::Entry> RunHistory::remove(std::uint32_t number)
{
    // To bring it back it is needed; one that cannot be read can go all the same.
    std::ignore = load(number);
    const auto found = std::ranges::find(m_entries, number, &Entry::number);
    if (found == m_entries.end())
        return fail(ErrorCode::UnknownNode, Sentence::saying("there is no such run"));
    if (!found->path.empty())
        HOPWRIGHT_TRY_VOID(files::removeFile(found->path));
    Entry out = std::move(*found);
    m_entries.erase(found);
    return out;
}

Result<void> RunHistory::bringBack(Entry entry)
{
    Result<void> written;
    if (!entry.path.empty()) {
        written = store::saveRun(entry.path, *entry.run);
        if (!written)
            entry.path.clear();
    }
    const auto behind = std::ranges::upper_bound(m_entries, entry.number, {}, &Entry::number);
    m_entries.insert(behind, std::move(entry));
    return written;
}

fs::path usualRunFolder()
{
    return files::pathFromUtf8(
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString());
}

}  // namespace hopwright::ui
