#pragma once

#include <QLineEdit>

#include <functional>

namespace hopwright::ui {

/// A field over the thing that is renamed. Enter takes the text and stays open when it is refused; Esc leaves the name as it
/// was; losing the focus takes the text or drops it. It deletes itself.
class NameEditor : public QLineEdit {
    Q_OBJECT

public:
    /// \p take gets the trimmed text. \returns why it was refused; empty: it was taken.
    using Take = std::function<QString(const QString&)>;

    NameEditor(const QString& text, Take take, QWidget* parent);

    /// Takes the text and closes, as when the focus goes. \returns false when it is refused: it stays open once.
    bool commit();

signals:
    void refused(const QString& reason);
    /// \p byKey: Enter or Esc, so the focus goes back to where it came from.
    void closed(bool byKey);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool takeText();
    void close(bool byKey);

    QString m_before;
    Take m_take;
    bool m_closed = false;
    bool m_keptOpen = false;
};

}  // namespace hopwright::ui
