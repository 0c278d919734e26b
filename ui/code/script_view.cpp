#include "ui/code/script_view.h"

#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <Qsci/qscicommandset.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace hopwright::ui {

namespace {

constexpr int changeMarker = 0;
constexpr int parameterIndicator = 8;  ///< The first that is free to containers.
constexpr int numberMargin = 0;
constexpr int textMargin = 8;
constexpr int spaceAbove = 1;  ///< Of each line.
constexpr int spaceBelow = 2;

// Operators are written like parameters (about_Operators); each also with c or i before it.
constexpr std::array<std::string_view, 26> wordOperators{
    "eq",   "ne",  "gt", "ge",    "lt", "le",    "like",     "notlike",  "match",
    "not",  "is",  "as", "and",   "or", "xor",   "notmatch", "contains", "notcontains",
    "band", "bor", "in", "notin", "f",  "split", "join",     "replace"};
constexpr std::array<std::string_view, 4> moreOperators{"isnot", "bxor", "bnot", "shl"};

// The commands of our scripts that change a setting, a key or a service.
constexpr std::array<std::string_view, 9> changingCommands{
    "Enable-WSManCredSSP", "Disable-WSManCredSSP", "Set-Item",         "New-Item",
    "Remove-Item",         "New-ItemProperty",     "Set-ItemProperty", "Remove-ItemProperty",
    "Start-Service"};

/// What a text may hold to look like another (Unicode's bidirectional controls).
constexpr std::array<char16_t, 12> hiddenMarks{0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                               0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};

/// For reading, choosing and copying; all other keys of an editor are left to the window.
constexpr std::array readingCommands{QsciCommand::LineDown,       QsciCommand::LineDownExtend,
                                     QsciCommand::LineScrollDown, QsciCommand::LineUp,
                                     QsciCommand::LineUpExtend,   QsciCommand::LineScrollUp,
                                     QsciCommand::CharLeft,       QsciCommand::CharLeftExtend,
                                     QsciCommand::CharRight,      QsciCommand::CharRightExtend,
                                     QsciCommand::WordLeft,       QsciCommand::WordLeftExtend,
                                     QsciCommand::WordRight,      QsciCommand::WordRightExtend,
                                     QsciCommand::VCHome,         QsciCommand::VCHomeExtend,
                                     QsciCommand::LineEnd,        QsciCommand::LineEndExtend,
                                     QsciCommand::DocumentStart,  QsciCommand::DocumentStartExtend,
                                     QsciCommand::DocumentEnd,    QsciCommand::DocumentEndExtend,
                                     QsciCommand::PageUp,         QsciCommand::PageUpExtend,
                                     QsciCommand::PageDown,       QsciCommand::PageDownExtend,
                                     QsciCommand::SelectAll,      QsciCommand::SelectionCopy};

/// In pixels; at least 1.
int widestLine(const QString& text)
{
    const QFontMetrics metrics(codeFont());
    int width = 1;
    for (const QStringView line : QStringView(text).split(u'\n'))
        width = std::max(width, metrics.horizontalAdvance(line.toString()));
    return width;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isWordChar(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool isOperatorWord(std::string_view word)
{
    const QByteArray lower = QByteArray(word.data(), static_cast<qsizetype>(word.size())).toLower();
    const std::string_view all(lower.constData(), static_cast<std::size_t>(lower.size()));
    const auto isOne = [](std::string_view text) {
        return std::ranges::find(wordOperators, text) != wordOperators.end()
               || std::ranges::find(moreOperators, text) != moreOperators.end();
    };
    const bool cased = all.starts_with('c') || all.starts_with('i');
    return isOne(all) || (cased && isOne(all.substr(1)));
}

}  // namespace

ScriptView::ScriptView(QWidget* parent) : QsciScintilla(parent), m_lexer(new PowerShellLexer(this))
{
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    setReadOnly(true);
    setWrapMode(WrapNone);
    setFolding(NoFoldStyle);
    setCaretLineVisible(false);
    markerDefine(Background, changeMarker);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1);
    SendScintilla(SCI_SETMARGINLEFT, 0, textMargin);
    SendScintilla(SCI_SETEXTRAASCENT, spaceAbove);
    SendScintilla(SCI_SETEXTRADESCENT, spaceBelow);
    SendScintilla(SCI_INDICSETSTYLE, parameterIndicator, INDIC_TEXTFORE);
    for (const char16_t mark : hiddenMarks) {
        const QByteArray character = QString(QChar(mark)).toUtf8();
        const QByteArray shown =
            "U+" + QByteArray::number(mark, 16).rightJustified(4, '0').toUpper();
        SendScintilla(SCI_SETREPRESENTATION, character.constData(), shown.constData());
    }
    for (QsciCommand* command : standardCommands()->commands()) {
        if (std::ranges::find(readingCommands, command->command()) == readingCommands.end()) {
            command->setKey(0);
            command->setAlternateKey(0);
        }
    }
    colour();
}

void ScriptView::showText(const QString& text, Kind kind, bool keepPlace)
{
    if (kind == m_kind && text == this->text())
        return;
    int line = 0;
    int column = 0;
    getCursorPosition(&line, &column);
    const int first = firstVisibleLine();
    const bool kindChanged = kind != m_kind;
    m_kind = kind;
    setText(text);
    if (kindChanged)
        colour();
    // Its own tracking of what it painted shows the bar only after the next change of size.
    SendScintilla(SCI_SETSCROLLWIDTH, widestLine(text));
    markWords();
    // Four digits, so that the text does not move sideways from file to file.
    setMarginWidth(numberMargin, QStringLiteral("00000"));
    setCursorPosition(keepPlace ? std::min(line, lines() - 1) : 0, keepPlace ? column : 0);
    setFirstVisibleLine(keepPlace ? first : 0);
    SendScintilla(SCI_SETXOFFSET, 0);
}

void ScriptView::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ScriptView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    QsciScintilla::keyPressEvent(event);
}

void ScriptView::colour()
{
    const Theme theme = themeOf(QGuiApplication::palette());
    const QFont font = codeFont();
    m_lexer->followTheme();
    setLexer(m_kind == Kind::PowerShell ? m_lexer : nullptr);
    if (m_kind == Kind::Plain) {
        setFont(font);
        setColor(ink(Ink::Text, theme));
        setPaper(ink(Ink::Base, theme));
    }
    setCaretForegroundColor(ink(Ink::Text, theme));
    setSelectionBackgroundColor(ink(Ink::AccentSoft, theme));
    resetSelectionForegroundColor();
    setMarginsFont(font);
    setMarginsForegroundColor(ink(Ink::TextSecondary, theme));
    setMarginsBackgroundColor(ink(Ink::Base, theme));
    setMarginLineNumbers(numberMargin, true);
    setMarginWidth(1, 0);
    setMarkerBackgroundColor(ink(Ink::PlannedSoft, theme), changeMarker);
    SendScintilla(SCI_INDICSETFORE, parameterIndicator, ink(Ink::CodeParameter, theme));
}

/// Parameters, for which the lexer has no style, and the lines that change something.
void ScriptView::markWords()
{
    m_marked = 0;
    markerDeleteAll(changeMarker);
    const QByteArray bytes = text().toUtf8();
    SendScintilla(SCI_SETINDICATORCURRENT, parameterIndicator);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0, static_cast<long>(bytes.size()));
    if (m_kind == Kind::Plain)
        return;
    SendScintilla(SCI_COLOURISE, 0, -1);
    for (qsizetype at = 0; at < bytes.size();) {
        if (!isWordChar(bytes.at(at))) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < bytes.size() && isWordChar(bytes.at(end)))
            ++end;
        markWord(bytes, at, end);
        at = end;
    }
}

void ScriptView::markWord(const QByteArray& bytes, qsizetype from, qsizetype to)
{
    const QByteArray word = bytes.mid(from, to - from);
    const bool isParameter = word.size() > 1 && word.at(0) == '-' && isLetter(word.at(1))
                             && styleAt(from) == PowerShellLexer::Operator
                             && !isOperatorWord(word.toStdString().substr(1));
    if (isParameter) {
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from),
                      static_cast<long>(to - from));
        return;
    }
    const std::string_view name(word.constData(), static_cast<std::size_t>(word.size()));
    if (std::ranges::find(changingCommands, name) == changingCommands.end()
        || styleAt(from) != PowerShellLexer::Identifier) {
        return;
    }
    const auto line =
        static_cast<int>(SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(from)));
    if (markersAtLine(line) != 0)
        return;
    markerAdd(line, changeMarker);
    ++m_marked;
}

int ScriptView::styleAt(qsizetype position) const
{
    return static_cast<int>(SendScintilla(SCI_GETSTYLEAT, static_cast<unsigned long>(position)));
}

void ScriptView::goToNextMarked()
{
    int line = 0;
    int column = 0;
    getCursorPosition(&line, &column);
    int next = markerFindNext(line + 1, 1U << changeMarker);
    if (next < 0)
        next = markerFindNext(0, 1U << changeMarker);
    if (next < 0)
        return;
    constexpr int linesAbove = 5;
    setCursorPosition(next, 0);
    setFirstVisibleLine(std::max(0, next - linesAbove));
}

QColor ScriptView::colourAt(int line, int column) const
{
    const int position = positionFromLineIndex(line, column);
    const long indicator =
        SendScintilla(SCI_INDICATORVALUEAT, static_cast<unsigned long>(parameterIndicator),
                      static_cast<long>(position));
    const long colour =
        indicator != 0
            ? SendScintilla(SCI_INDICGETFORE, parameterIndicator)
            : SendScintilla(SCI_STYLEGETFORE, static_cast<unsigned long>(styleAt(position)));
    constexpr long byte = 0xFF;  // Scintilla has blue in the highest of three.
    return QColor::fromRgb(static_cast<int>(colour & byte), static_cast<int>((colour >> 8) & byte),
                           static_cast<int>((colour >> 16) & byte));
}

}  // namespace hopwright::ui
