#include "ui/document/journal_keeper.h"

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/store/graph_file.h"
#include "ui/document/clock.h"
#include "ui/text/file_path.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>
#include <system_error>
#include <utility>

namespace hopwright::ui {

namespace fs = std::filesystem;

namespace {

constexpr auto ending = ".journal";
/// A journal is written anew when its edits have become so many times larger than its drawing.
constexpr std::size_t growth = 8;
constexpr std::size_t alwaysAllowed = std::size_t{1} * 1024 * 1024;

fs::path newPath(const fs::path& folder)
{
    constexpr int digits = 16;
    const QString name = QStringLiteral("%1").arg(QRandomGenerator::system()->generate64(), digits,
                                                  16, QLatin1Char('0'));
    return folder / (name.toStdString() + ending);
}

}  // namespace

JournalKeeper::JournalKeeper(GraphDocument& document, DocumentFile file, fs::path folder,
                             QObject* parent)
    : QObject(parent),
      m_document(document),
      m_file(std::move(file)),
      m_folder(std::move(folder)),
      m_clean(document.snapshot()),
      m_kept(m_clean)
{
    m_gestureTimer.setSingleShot(true);
    m_flushTimer.setSingleShot(true);
    connect(&m_gestureTimer, &QTimer::timeout, this, &JournalKeeper::keep);
    connect(&m_flushTimer, &QTimer::timeout, this, &JournalKeeper::flushLater);
    if (!m_folder.empty())
        connect(&m_document.history(), &QUndoStack::indexChanged, this, &JournalKeeper::changed);
}

JournalKeeper::~JournalKeeper()
{
    keep();
}

void JournalKeeper::changed()
{
    const QUndoStack& history = m_document.history();
    const int at = history.index() - 1;
    const int gesture = at < 0 ? -1 : history.command(at)->id();
    if (gesture != m_gesture)
        keep();  // What another gesture made, before this one.
    m_gesture = gesture;
    m_pending = m_document.snapshot();
    m_step = lastStep();
    if (gesture == -1) {
        keep();
    } else if (!m_gestureTimer.isActive()) {  // So a long drag is written now and then too.
        m_gestureTimer.start(gestureMs);
    }
}

void JournalKeeper::keep()
{
    m_gestureTimer.stop();
    const GraphDocument::Snapshot pending = std::exchange(m_pending, nullptr);
    if (pending == nullptr)
        return;
    if (const auto written = write(pending); !written) {
        tell(written.error());
        return;
    }
    m_failure.reset();
    if (m_journal && !m_flushTimer.isActive())
        m_flushTimer.start(flushMs);
}

Result<void> JournalKeeper::write(const GraphDocument::Snapshot& now)
{
    if (now == m_kept)
        return {};
    if (m_document.history().isClean()) {  // Undone back to what is saved.
        remove();
        m_kept = now;
        return {};
    }
    if (!m_records) {
        m_records.emplace(store::JournalHead{.path = m_file.path.toStdString(),
                                             .title = m_file.title().toStdString(),
                                             .fileHash = m_file.hash.toHex().toStdString()},
                          store::writeGraph(*m_clean));
    }
    const std::string record =
        m_records->edit({.text = m_step.toStdString(), .time = nowUtc()}, store::writeGraph(*now));
    const std::size_t most = alwaysAllowed + growth * m_records->begin().size();
    if (!m_journal || !m_isFlushable || m_journal->size() + record.size() > most) {
        HOPWRIGHT_TRY_VOID(begin());
    } else if (const auto appended = m_journal->append(record); !appended) {
        remove();  // The next edit begins anew, with this one in it.
        return appended;
    }
    m_kept = now;
    return {};
}

/// What its user did last.
QString JournalKeeper::lastStep()
{
    const QUndoStack& history = m_document.history();
    const int before = std::exchange(m_index, history.index());
    if (m_index < before && m_index < history.count())
        return Text::tr("Undo: %1").arg(history.text(m_index));
    return m_index > 0 ? history.text(m_index - 1) : QString();
}

/// A new file with all that is known; the one before goes when the new one is on the disk.
Result<void> JournalKeeper::begin()
{
    HOPWRIGHT_TRY_VOID(files::makePrivateFolders(m_folder));
    HOPWRIGHT_TRY(files::AppendFile fresh, files::AppendFile::create(newPath(m_folder)));
    auto written = fresh.append(m_records->begin() + m_records->all());
    if (written && m_journal)
        written = fresh.flusher()();
    if (!written) {
        std::ignore = fresh.remove();
        return written;
    }
    if (m_journal)
        std::ignore = m_journal->remove();
    m_journal = std::move(fresh);
    m_isFlushable = true;
    return {};
}

void JournalKeeper::flushLater()
{
    if (!m_journal)
        return;
    // The object may be gone when the disk is done.
    QThreadPool::globalInstance()->start(
        [flush = m_journal->flusher(), at = path(), self = QPointer<JournalKeeper>(this)] {
            const auto flushed = flush();
            if (flushed)
                return;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [at, self, error = flushed.error()] {
                    if (self && self->path() == at)
                        self->flushFailed(error);
                },
                Qt::QueuedConnection);
        });
}

Result<void> JournalKeeper::flush()
{
    if (!m_folder.empty() && m_kept != m_document.snapshot())
        m_pending = m_document.snapshot();  // What could not be written is tried once more.
    keep();
    m_flushTimer.stop();
    if (m_failure && m_kept != m_document.snapshot())
        return fail(*m_failure);
    auto flushed = m_journal ? m_journal->flusher()() : Result<void>();
    if (!flushed)
        flushFailed(flushed.error());
    return flushed;
}

/// The system tells of it once, and says yes the next time: what was not flushed may be lost, so all is written anew.
void JournalKeeper::flushFailed(const Error& error)
{
    m_isFlushable = false;
    m_kept = nullptr;
    tell(error);
}

void JournalKeeper::saved(DocumentFile file)
{
    m_file = std::move(file);
    m_clean = m_document.snapshot();
    discard();
}

void JournalKeeper::discard()
{
    m_gestureTimer.stop();
    m_pending = nullptr;
    m_kept = m_document.snapshot();
    remove();
}

void JournalKeeper::remove()
{
    m_flushTimer.stop();
    m_records.reset();
    if (!m_journal)
        return;
    if (const auto removed = m_journal->remove(); !removed)
        tell(removed.error());
    m_journal.reset();
}

void JournalKeeper::tell(const Error& error)
{
    if (!std::exchange(m_failure, error))
        emit failed(error);
}

fs::path JournalKeeper::path() const
{
    return m_journal ? m_journal->path() : fs::path();
}

QString LeftOver::path() const
{
    return QString::fromStdString(journal.head.path);
}

QString LeftOver::title() const
{
    return QString::fromStdString(journal.head.title);
}

bool LeftOver::isFileChanged() const
{
    if (path().isEmpty())
        return false;
    const auto there = loadDrawing(path());
    return !there || there->file.hash.toHex() != QByteArray::fromStdString(journal.head.fileHash);
}

namespace {

/// Nothing where its writer lives, where it cannot be read, and where it has no change: then it goes.
std::optional<LeftOver> leftOverAt(const fs::path& path)
{
    auto taken = files::AppendFile::takeOver(path);
    if (!taken || !*taken)
        return std::nullopt;
    const auto bytes = files::readFile(path, store::maxJournalBytes);
    auto journal =
        bytes ? store::readJournal(*bytes) : Result<store::EditJournal>(fail(bytes.error()));
    if (!journal)
        return std::nullopt;
    if (journal->before == journal->after) {
        std::ignore = (*taken)->remove();
        return std::nullopt;
    }
    return LeftOver{.journal = *std::move(journal),
                    .file = std::make_shared<files::AppendFile>(std::move(**taken))};
}

}  // namespace

std::vector<LeftOver> findLeftOvers(const fs::path& folder)
{
    std::vector<fs::path> paths;
    std::error_code error;
    for (const fs::directory_entry& each : fs::directory_iterator(folder, error)) {
        if (each.path().extension() == ending && paths.size() < maxLeftOvers)
            paths.push_back(each.path());
    }
    std::vector<LeftOver> out;
    for (const fs::path& path : paths) {
        if (auto found = leftOverAt(path))
            out.push_back(*std::move(found));
    }
    const auto lastEdit = [](const LeftOver& each) {
        return each.journal.steps.empty() ? std::string() : each.journal.steps.back().time;
    };
    std::ranges::sort(out, {}, lastEdit);
    return out;
}

fs::path usualJournalFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return files::pathFromUtf8(folder.toStdString()) / "hopwright" / "journal";
}

}  // namespace hopwright::ui
