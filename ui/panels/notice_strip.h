#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace hopwright::ui {

class MarkLabel;

enum class NoticeKind { Note, Passed, Warning, Error };

/// One line of 34 below the canvas: what just happened. Goes after 6 s; errors stay until they are closed. Hidden while
/// it has nothing to say. Never a dialog.
class NoticeStrip : public QWidget {
    Q_OBJECT

public:
    explicit NoticeStrip(QWidget* parent = nullptr);

    /// \p action is the text of one link, or empty. Takes the place of the notice before.
    void say(NoticeKind kind, const QString& text, const QString& action = {});
    void dismiss();
    QString text() const;
    NoticeKind kind() const { return m_kind; }

signals:
    void actionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    NoticeKind m_kind = NoticeKind::Note;
    QString m_text;
    MarkLabel* m_mark;
    QLabel* m_label;
    QPushButton* m_action;
    QToolButton* m_close;
    QTimer m_timer;
};

}  // namespace hopwright::ui
