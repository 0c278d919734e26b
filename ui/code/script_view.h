#pragma once

#include "ui/code/powershell_lexer.h"

#include <Qsci/qsciscintilla.h>

namespace hopwright::ui {

/// A text to read and copy, with line numbers; as PowerShell in colours, with the lines marked that change a machine.
///
/// Never edits. Tab leaves it, Escape and all keys but those for reading go to the window.
class ScriptView : public QsciScintilla {
    Q_OBJECT

public:
    enum class Kind { Plain, PowerShell };

    explicit ScriptView(QWidget* parent = nullptr);

    /// \p keepPlace: caret and scroll position stay, because it is the same file as before, made anew.
    void showText(const QString& text, Kind kind, bool keepPlace);
    /// How many lines are marked: those that call a command that changes settings.
    int markedLines() const { return m_marked; }
    /// Moves the caret to the next of them, after the last to the first.
    void goToNextMarked();
    /// The colour of the text at a place, both from 0, as it is painted.
    QColor colourAt(int line, int column) const;

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void colour();
    void markWords();
    void markWord(const QByteArray& bytes, qsizetype from, qsizetype to);
    int styleAt(qsizetype position) const;

    PowerShellLexer* m_lexer;
    Kind m_kind = Kind::Plain;
    int m_marked = 0;
};

}  // namespace hopwright::ui
