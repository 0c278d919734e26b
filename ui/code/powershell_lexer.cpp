#include "ui/code/powershell_lexer.h"

#include "ui/text/words.h"
#include "ui/theme/fonts.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QPalette>

#include <array>

namespace hopwright::ui {

namespace {

struct StyleRow {
    PowerShellLexer::Style style;
    Ink ink;
    const char* description;
};

constexpr std::array<StyleRow, 13> styles{{
    {.style = PowerShellLexer::Default,
     .ink = Ink::Text,
     .description = QT_TRANSLATE_NOOP("hopwright", "Default")},
    {.style = PowerShellLexer::Comment,
     .ink = Ink::CodeComment,
     .description = QT_TRANSLATE_NOOP("hopwright", "Comment")},
    {.style = PowerShellLexer::String,
     .ink = Ink::CodeString,
     .description = QT_TRANSLATE_NOOP("hopwright", "Text in double quotes")},
    {.style = PowerShellLexer::Character,
     .ink = Ink::CodeString,
     .description = QT_TRANSLATE_NOOP("hopwright", "Text in single quotes")},
    {.style = PowerShellLexer::Number,
     .ink = Ink::Text,
     .description = QT_TRANSLATE_NOOP("hopwright", "Number")},
    {.style = PowerShellLexer::Variable,
     .ink = Ink::CodeVariable,
     .description = QT_TRANSLATE_NOOP("hopwright", "Variable")},
    {.style = PowerShellLexer::Operator,
     .ink = Ink::Text,
     .description = QT_TRANSLATE_NOOP("hopwright", "Operator")},
    {.style = PowerShellLexer::Identifier,
     .ink = Ink::Text,
     .description = QT_TRANSLATE_NOOP("hopwright", "Name")},
    {.style = PowerShellLexer::Keyword,
     .ink = Ink::CodeKeyword,
     .description = QT_TRANSLATE_NOOP("hopwright", "Keyword")},
    {.style = PowerShellLexer::CommentStream,
     .ink = Ink::CodeComment,
     .description = QT_TRANSLATE_NOOP("hopwright", "Comment of many lines")},
    {.style = PowerShellLexer::HereString,
     .ink = Ink::CodeString,
     .description = QT_TRANSLATE_NOOP("hopwright", "Text of many lines")},
    {.style = PowerShellLexer::HereCharacter,
     .ink = Ink::CodeString,
     .description = QT_TRANSLATE_NOOP("hopwright", "Text of many lines")},
    {.style = PowerShellLexer::CommentDocKeyword,
     .ink = Ink::CodeComment,
     .description = QT_TRANSLATE_NOOP("hopwright", "Word in a comment")},
}};

const StyleRow* rowOf(int style)
{
    for (const StyleRow& row : styles) {
        if (row.style == style)
            return &row;
    }
    return nullptr;
}

// about_Language_Keywords; Scintilla compares in lower case.
constexpr auto languageKeywords = "begin break catch class continue data define do dynamicparam "
                                  "else elseif end enum exit filter finally for foreach "
                                  "from function if in inlinescript parallel param process return "
                                  "sequence switch throw trap try until using var while "
                                  "workflow";

}  // namespace

std::optional<Ink> codeInk(int style)
{
    const StyleRow* row = rowOf(style);
    return row == nullptr ? std::nullopt : std::optional(row->ink);
}

QFont codeFont()
{
    QFont font = fontFor(FontRole::Code, QGuiApplication::font());
    font.setPointSizeF(QFontInfo(font).pointSizeF());
    return font;
}

PowerShellLexer::PowerShellLexer(QObject* parent)
    : QsciLexer(parent), m_theme(themeOf(QGuiApplication::palette()))
{
    followTheme();
}

void PowerShellLexer::followTheme()
{
    m_theme = themeOf(QGuiApplication::palette());
    setDefaultColor(defaultColor(Default));
    setDefaultPaper(defaultPaper(Default));
    setDefaultFont(defaultFont(Default));
    for (const StyleRow& row : styles) {
        setColor(defaultColor(row.style), row.style);
        setPaper(defaultPaper(row.style), row.style);
        setFont(defaultFont(row.style), row.style);
    }
}

const char* PowerShellLexer::language() const
{
    return "PowerShell";
}

const char* PowerShellLexer::lexer() const
{
    return "powershell";
}

const char* PowerShellLexer::keywords(int set) const
{
    return set == 1 ? languageKeywords : nullptr;
}

QString PowerShellLexer::description(int style) const
{
    const StyleRow* row = rowOf(style);
    return row == nullptr ? QString() : Text::tr(row->description);
}

QColor PowerShellLexer::defaultColor(int style) const
{
    return ink(codeInk(style).value_or(Ink::Text), m_theme);
}

QColor PowerShellLexer::defaultPaper(int /*style*/) const
{
    return ink(Ink::Base, m_theme);
}

QFont PowerShellLexer::defaultFont(int style) const
{
    const bool strong = style == Keyword;
    QFont font = codeFont();
    font.setBold(strong);
    return font;
}

}  // namespace hopwright::ui
