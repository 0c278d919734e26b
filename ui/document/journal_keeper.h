#pragma once

#include "core/base/result.h"
#include "core/files/append_file.h"
#include "core/store/edit_journal.h"
#include "ui/document/document_file.h"
#include "ui/document/graph_document.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace hopwright::ui {

/// Keeps what a drawing has not saved yet in a journal, a file of its own in a folder of the user's, so that neither a crash nor
/// the end of the session loses more than the last edit.
///
/// Each edit is written before the next is taken; the edits of one gesture, a drag for one, when it ends or after gestureMs. It
/// is on the disk within flushMs more; another thread flushes. There is a file only while the drawing has unsaved changes.
class JournalKeeper : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JournalKeeper)

public:
    static constexpr int gestureMs = 300;
    static constexpr int flushMs = 500;

    /// \p folder is made when it is needed; empty: nothing is kept. \p document, which was just opened and is unchanged, must
    /// outlive this. \p file is what its edits begin at.
    JournalKeeper(GraphDocument& document, DocumentFile file, std::filesystem::path folder,
                  QObject* parent = nullptr);
    /// Writes what is to be written, and leaves the file.
    ~JournalKeeper() override;

    /// The drawing was saved as \p file: nothing is left to keep.
    void saved(DocumentFile file);
    /// Its user let the changes go.
    void discard();
    /// Writes and flushes now, on this thread: the process is about to end, or what is the only other copy. Tries again what
    /// failed before. \returns why it is not on the disk.
    Result<void> flush();
    /// Where the journal is; empty: there is none.
    std::filesystem::path path() const;

signals:
    /// The changes are not kept, for this reason; once, until they are kept again.
    void failed(const hopwright::Error& error);

private:
    void changed();
    void keep();
    Result<void> write(const GraphDocument::Snapshot& now);
    Result<void> begin();
    QString lastStep();
    void flushLater();
    void remove();
    void flushFailed(const Error& error);
    void tell(const Error& error);

    GraphDocument& m_document;
    DocumentFile m_file;
    std::filesystem::path m_folder;
    GraphDocument::Snapshot m_clean;  ///< The drawing as it was opened or saved.
    GraphDocument::Snapshot m_kept;   ///< As the journal has it; null: that is not known.
    std::optional<store::JournalRecords> m_records;
    std::optional<files::AppendFile> m_journal;
    QTimer m_gestureTimer;
    QTimer m_flushTimer;
    int m_gesture = -1;
    int m_index = 0;                              ///< Of the history, when it was last looked at.
    GraphDocument::Snapshot m_pending = nullptr;  ///< What is to be written; null: nothing.
    QString m_step = {};                          ///< What made it.
    bool m_isFlushable = true;                    ///< No flush of the journal has failed.
    std::optional<Error> m_failure = {};          ///< Told; of the last attempt to keep.
};

/// Unsaved changes of a drawing whose program ended before they were saved or let go.
struct LeftOver {
    store::EditJournal journal = {};
    /// Holds the file's lock, so that no other window offers it too.
    std::shared_ptr<files::AppendFile> file = {};

    QString path() const;
    QString title() const;
    /// The drawing's own file was written by another program since, or is gone.
    bool isFileChanged() const;
};

/// What is left over in \p folder, oldest first; what cannot be read stays where it is. Those without a change are removed. At
/// most maxLeftOvers are looked at.
std::vector<LeftOver> findLeftOvers(const std::filesystem::path& folder);
inline constexpr std::size_t maxLeftOvers = 100;

/// `journal` in the folder where the system keeps a user's data of this program.
std::filesystem::path usualJournalFolder();

}  // namespace hopwright::ui
