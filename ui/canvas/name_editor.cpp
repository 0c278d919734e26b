#include "ui/canvas/name_editor.h"

#include "ui/text/words.h"

#include <QKeyEvent>

#include <utility>

namespace hopwright::ui {

NameEditor::NameEditor(const QString& text, Take take, QWidget* parent)
    : QLineEdit(text, parent), m_before(text), m_take(std::move(take))
{
    setAccessibleName(Text::tr("Name"));
    selectAll();
}

void NameEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close(true);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (takeText())
            close(true);
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void NameEditor::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || m_closed)
        return;
    takeText();
    close(false);
}

bool NameEditor::commit()
{
    if (!m_closed && !takeText() && !std::exchange(m_keptOpen, true))
        return false;
    close(true);
    return true;
}

bool NameEditor::takeText()
{
    const QString typed = text().trimmed();
    if (typed.isEmpty() || typed == m_before)
        return true;
    const QString reason = m_take(typed);
    if (reason.isEmpty())
        return true;
    emit refused(reason);
    selectAll();
    return false;
}

void NameEditor::close(bool byKey)
{
    if (std::exchange(m_closed, true))
        return;
    // The focus goes first: a widget that is hidden with it passes it on as by Tab.
    emit closed(byKey);
    hide();
    deleteLater();
}

}  // namespace hopwright::ui
