#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace hopwright::ui {

/// Takes the files that are dropped anywhere on a window, whatever of it lies under the pointer: a field would take their names for
/// text. What holds no file of this machine goes to that widget. A file is copied, never moved: it stays where it is.
class FileDrop : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileDrop)

public:
    /// Watches the events of the application while it lives. \p window outlives this.
    explicit FileDrop(QWidget& window);
    ~FileDrop() override = default;

signals:
    void dropped(const QStringList& paths);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
};

/// The files of this machine in \p data, in their order, each once.
QStringList localFilesIn(const QMimeData& data);

}  // namespace hopwright::ui
