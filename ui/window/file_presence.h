#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QStringList>

#include <optional>

namespace hopwright::ui {

/// Says which files are not there. Asks on a thread of Qt's pool, one list after another: a drive that does not answer stops no window,
/// and holds one thread.
class FilePresence : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilePresence)

public:
    explicit FilePresence(QObject* parent = nullptr);
    ~FilePresence() override;

    /// Emits told() later. While an answer is awaited, only the last list that was asked for comes next.
    void ask(const QStringList& paths);

signals:
    void told(const QStringList& missing);

private:
    void begin(const QStringList& paths);
    void finished();

    QFutureWatcher<QStringList> m_watcher;
    std::optional<QStringList> m_next = {};
    bool m_isBusy = false;
};

}  // namespace hopwright::ui
