#pragma once

#include "ui/theme/tokens.h"

#include <Qsci/qscilexer.h>

#include <optional>

namespace hopwright::ui {

/// PowerShell in the colours of the theme. QScintilla has Scintilla's lexer of that name and no class for it.
///
/// Styles are the numbers SCE_POWERSHELL_… of Scintilla's SciLexer.h.
class PowerShellLexer final : public QsciLexer {
    Q_OBJECT

public:
    enum Style {
        Default = 0,
        Comment = 1,
        String = 2,
        Character = 3,
        Number = 4,
        Variable = 5,
        Operator = 6,
        Identifier = 7,
        Keyword = 8,
        CommentStream = 13,
        HereString = 14,
        HereCharacter = 15,
        CommentDocKeyword = 16,
    };

    explicit PowerShellLexer(QObject* parent = nullptr);

    /// Takes the colours of the application's palette anew.
    void followTheme();

    const char* language() const override;
    const char* lexer() const override;
    const char* keywords(int set) const override;
    QString description(int style) const override;
    QColor defaultColor(int style) const override;
    QColor defaultPaper(int style) const override;
    QFont defaultFont(int style) const override;
    using QsciLexer::defaultColor;
    using QsciLexer::defaultFont;
    using QsciLexer::defaultPaper;

private:
    Theme m_theme;
};

/// The font of code in points, which is all that QScintilla takes; the system's may be in pixels.
QFont codeFont();

/// The colour of a style; nothing for a number that the lexer does not give.
std::optional<Ink> codeInk(int style);

}  // namespace hopwright::ui
