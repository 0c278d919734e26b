#pragma once

#include "core/base/error.h"
#include "core/edit/host_list.h"
#include "core/store/run_file.h"
#include "ui/document/document_file.h"

#include <QFutureWatcher>
#include <QObject>
#include <QStringList>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::ui {

/// What files that were dropped together hold.
struct ReadFiles {
    struct Failed {
        QString path;
        Error error;
    };

    std::optional<LoadedDrawing> drawing = {};  ///< The first `.hopw`.
    std::optional<store::StoredRun> run = {};   ///< The first `.hoprun`.
    QStringList further = {};                   ///< Other drawings and runs: not read.
    std::vector<std::string> chains = {};       ///< Texts of one line that are chains.
    std::vector<edit::HostTable> tables = {};   ///< Lists and tables of machines.
    std::string text = {};                      ///< All others, one after another; UTF-8.
    std::vector<Failed> failed = {};            ///< In the order of the files.
    qsizetype left = 0;                         ///< How many were more than FileReader::mostFiles.
};

/// Reads files on a thread of Qt's pool, one drop after another: a network drive that does not answer, or a large file, stops no
/// window.
class FileReader : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileReader)

public:
    static constexpr qsizetype mostFiles = 100;  ///< Of one drop; further ones are not looked at.

    /// What becomes of texts.
    enum class Texts {
        ByContent,  ///< Lists, tables and chains are told from others; scripts, by their ending, are none of these.
        AsTheyAre,  ///< All of them are text.
    };
    using Answer = std::shared_ptr<const ReadFiles>;

    explicit FileReader(QObject* parent = nullptr);
    ~FileReader() override;

    /// Whether \p path, by its ending, is a script, a text, a table or a run: what is read here when it is opened, as when it is
    /// dropped. All else that is opened is to be a drawing.
    static bool isOther(const QString& path);
    /// Emits done() later, once. All texts of \p paths together have at most diagnose::mostPasted bytes.
    void start(const QStringList& paths, Texts texts);
    bool isBusy() const noexcept { return m_isBusy; }

signals:
    void done(const hopwright::ui::FileReader::Answer& files);

private:
    struct Request {
        QStringList paths;
        Texts texts = Texts::ByContent;
    };

    void begin(Request request);
    void finished();

    QFutureWatcher<Answer> m_watcher;
    std::deque<Request> m_next;
    bool m_isBusy = false;
};

}  // namespace hopwright::ui
