#include "ui/window/file_drop.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace hopwright::ui {

FileDrop::FileDrop(QWidget& window) : QObject(&window), m_window(window)
{
    // Widgets that take no drops leave them to the window.
    window.setAcceptDrops(true);
    QApplication::instance()->installEventFilter(this);
}

/// Entering decides who gets what follows, so all three are taken here.
bool FileDrop::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return false;
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (widget == nullptr || widget->window() != &m_window)
        return false;
    auto* drop = static_cast<QDropEvent*>(event);
    const QStringList files = localFilesIn(*drop->mimeData());
    if (files.isEmpty())
        return false;
    const bool isAsked = QApplication::activeModalWidget() != nullptr;
    if (isAsked || !drop->possibleActions().testFlag(Qt::CopyAction)) {
        event->ignore();
        return true;
    }
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (type == QEvent::Drop)
        emit dropped(files);
    return true;
}

QStringList localFilesIn(const QMimeData& data)
{
    QStringList out;
    for (const QUrl& each : data.urls()) {
        if (each.isLocalFile() && !out.contains(each.toLocalFile()))
            out.append(each.toLocalFile());
    }
    return out;
}

}  // namespace hopwright::ui
