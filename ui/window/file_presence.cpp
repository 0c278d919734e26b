#include "ui/window/file_presence.h"

#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace hopwright::ui {

FilePresence::FilePresence(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FilePresence::finished);
}

FilePresence::~FilePresence()
{
    m_watcher.disconnect(this);
}

void FilePresence::ask(const QStringList& paths)
{
    if (m_isBusy) {
        m_next = paths;
    } else {
        begin(paths);
    }
}

void FilePresence::begin(const QStringList& paths)
{
    m_isBusy = true;
    auto promise = std::make_shared<QPromise<QStringList>>();
    promise->start();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, paths] {
        QStringList missing;
        std::ranges::copy_if(paths, std::back_inserter(missing),
                             [](const QString& path) { return !QFileInfo::exists(path); });
        promise->addResult(missing);
        promise->finish();
    });
}

void FilePresence::finished()
{
    const QStringList missing = m_watcher.result();
    m_isBusy = false;
    if (auto next = std::exchange(m_next, std::nullopt)) {
        begin(*next);  // What is known by now would be told of another list.
    } else {
        emit told(missing);
    }
}

}  // namespace hopwright::ui
