#include "ui/panels/ticket_edit.h"

#include "core/diagnose/secrets.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hopwright::ui {

namespace {

using diagnose::TokenKind;

constexpr std::size_t mostMarks = 2000;

struct Look {
    Ink fill;
    Ink line;
};

Look lookOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Code:
    case TokenKind::ErrorName:
    case TokenKind::Event:
    case TokenKind::Message:
        return {.fill = Ink::DeniedSoft, .line = Ink::Denied};
    case TokenKind::Blanked:
        return {.fill = Ink::NeutralSoft, .line = Ink::Neutral};
    case TokenKind::Command:
    case TokenKind::Machine:
    case TokenKind::Path:
    case TokenKind::Account:
        break;
    }
    return {.fill = Ink::AccentSoft, .line = Ink::Accent};
}

/// Places of UTF-8 as those of a QString, asked for from front to back.
class Positions {
public:
    explicit Positions(std::string_view text) : m_text(text) {}

    int at(std::size_t offset)
    {
        for (; m_offset < std::min(offset, m_text.size()); ++m_offset) {
            const auto byte = static_cast<unsigned char>(m_text[m_offset]);
            if ((byte & 0xC0U) != 0x80U)              // The first of a character,
                m_position += byte >= 0xF0U ? 2 : 1;  // which may be a surrogate pair there.
        }
        return m_position;
    }

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
    int m_position = 0;
};

/// At the end of a whole character.
std::string_view partOf(std::string_view text, std::size_t size)
{
    if (text.size() <= size)
        return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
        --size;
    return text.substr(0, size);
}

QString ofUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Where secrets were blanked in \p text. A longer line of such signs is one, as in the head of a transcript.
std::vector<std::size_t> blanksIn(std::string_view text)
{
    std::vector<std::size_t> out;
    std::size_t end = 0;
    for (std::size_t at = text.find(diagnose::blank); at != std::string_view::npos;
         at = text.find(diagnose::blank, end)) {
        end = std::min(text.find_first_not_of(diagnose::blank.front(), at), text.size());
        if (end - at == diagnose::blank.size())
            out.push_back(at);
    }
    return out;
}

/// What is marked of \p shown. Of a command its name: machines and paths in it are marked for themselves. A secret was blanked
/// before \p tokens were found; where none was, what is masked came so.
std::vector<diagnose::Token> tokensIn(const std::vector<diagnose::Token>& tokens,
                                      std::string_view shown, bool hasBlanks)
{
    std::vector<diagnose::Token> out;
    for (diagnose::Token each : tokens) {
        if (each.kind == TokenKind::Blanked || each.place.offset + each.place.length > shown.size())
            continue;
        if (each.kind == TokenKind::Command) {
            const std::string_view command = shown.substr(each.place.offset, each.place.length);
            each.place.length = std::min(command.find_first_of(" \t\r\n"), command.size());
        }
        out.push_back(std::move(each));
    }
    for (const std::size_t at : hasBlanks ? blanksIn(shown) : std::vector<std::size_t>()) {
        out.push_back({.kind = TokenKind::Blanked,
                       .place = {.offset = at, .length = diagnose::blank.size()}});
    }
    std::ranges::sort(out, {},
                      [](const diagnose::Token& each) { return std::pair(each.place, each.kind); });
    if (out.size() > mostMarks)
        out.resize(mostMarks);
    return out;
}

/// The files of this machine that were dropped or copied.
QStringList filesIn(const QMimeData& data)
{
    QStringList out;
    for (const QUrl& each : data.urls()) {
        if (each.isLocalFile())
            out.append(each.toLocalFile());
    }
    return out;
}

/// As the box has it: one kind of line end, and no character that it takes for one.
QString normalised(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (const QChar lineEnd :
         {QChar(u'\r'), QChar(QChar::LineSeparator), QChar(QChar::ParagraphSeparator)})
        text.replace(lineEnd, QChar(u'\n'));
    text.replace(QChar(QChar::Nbsp), QChar(u' '));
    text.remove(QChar(u'\0'));
    return text;
}

}  // namespace

TicketEdit::TicketEdit(QWidget* parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAccessibleName(Text::tr("Error, command or ticket"));
    const QFont code = fontFor(FontRole::Code, font());
    setFont(code);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            emit textEdited();
    });
}

std::string TicketEdit::wholeText() const
{
    return isPart() ? m_whole : toPlainText().toStdString();
}

void TicketEdit::setText(const QString& text, int blanked)
{
    clearText();
    put(text);
    m_ours += blanked;
}

void TicketEdit::setContent(const QMimeData& content)
{
    if (!isPart())
        selectAll();
    insertFromMimeData(&content);
}

bool TicketEdit::holds(const QString& text) const
{
    if (text.isEmpty() || document()->isEmpty())
        return false;
    if (qHash(text) == m_put)
        return true;
    const std::string utf8 = normalised(text).toStdString();
    return utf8.size() <= mostShown && diagnose::withoutSecrets(utf8).text == wholeText();
}

void TicketEdit::clearText()
{
    m_whole.clear();
    m_unread = 0;
    m_ours = 0;
    m_tokens.clear();
    setReadOnly(false);
    setExtraSelections({});
    clear();
}

/// In the place of what is selected. Nothing of a secret gets into the box, or into what it can take back.
void TicketEdit::put(const QString& pasted)
{
    m_put = qHash(pasted);
    const QString text = normalised(pasted);
    const QString before = toPlainText();
    const QTextCursor cursor = textCursor();
    const QString whole =
        before.left(cursor.selectionStart()) + text + before.mid(cursor.selectionEnd());
    if (isPart() || whole.size() == text.size()) {
        m_ours = 0;
        emit replaced();
    }
    std::string utf8 = (isPart() ? text : whole).toStdString();
    if (utf8.size() <= mostShown && !isPart()) {
        insertBlanked(text.toStdString());
        return;
    }
    const std::size_t size = utf8.size();
    utf8.resize(partOf(utf8, diagnose::mostPasted).size());
    if (utf8.size() <= mostShown) {
        clearText();
        insertBlanked(utf8);
        return;
    }
    m_unread = size - utf8.size();
    m_whole = std::move(utf8);  // Its own secrets go with its diagnosis.
    showPart();
    emit textEdited();
}

void TicketEdit::insertBlanked(const std::string& text)
{
    const diagnose::BlankedText blanked = diagnose::withoutSecrets(text);
    m_ours += static_cast<int>(blanked.blanks.size());
    insertPlainText(ofUtf8(blanked.text));
}

void TicketEdit::showPart()
{
    const QScopedValueRollback filling(m_filling, true);
    setUndoRedoEnabled(false);
    setPlainText(ofUtf8(diagnose::withoutSecrets(std::string(partOf(m_whole, mostShown))).text));
    setUndoRedoEnabled(true);
    setReadOnly(true);
}

void TicketEdit::insertFromMimeData(const QMimeData* source)
{
    if (const QStringList files = filesIn(*source); !files.isEmpty()) {
        emit filesGiven(files);
    } else if (source->hasText()) {
        put(source->text());
    }
}

/// A part cannot be edited; another text may take its place.
void TicketEdit::keyPressEvent(QKeyEvent* event)
{
    if (isPart() && event->matches(QKeySequence::Paste)) {
        insertFromMimeData(QApplication::clipboard()->mimeData());
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool TicketEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText() || source->hasUrls();
}

/// The text with its secrets blanked, the cursor where it was, and nothing that could bring them back.
void TicketEdit::replaceBlanked(const QString& text)
{
    const QString old = toPlainText();
    if (text == old)
        return;
    const QScopedValueRollback filling(m_filling, true);
    const auto position = static_cast<qsizetype>(textCursor().position());
    const qsizetype same = std::ranges::mismatch(old, text).in1 - old.begin();
    const qsizetype moved = position <= same ? position : text.size() - (old.size() - position);
    setUndoRedoEnabled(false);
    setPlainText(text);
    setUndoRedoEnabled(true);
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(std::clamp<qsizetype>(moved, 0, text.size())));
    setTextCursor(cursor);
}

void TicketEdit::setDiagnosis(const diagnose::Diagnosis& diagnosis)
{
    const std::string_view text = diagnosis.pasted.text;
    // A secret that goes on being typed behind its blank is no further one: what counts is how many blanks there are more.
    if (!diagnosis.pasted.blanks.empty()) {
        m_ours += std::max(
            0, static_cast<int>(std::ssize(blanksIn(text)) - std::ssize(blanksIn(wholeText()))));
    }
    if (isPart()) {
        m_whole = text;
    } else if (text.size() > mostShown) {  // By typing.
        m_whole = text;
        showPart();
    }
    m_marked = partOf(text, mostShown);
    replaceBlanked(ofUtf8(m_marked));
    m_blanked = std::min(m_ours, static_cast<int>(blanksIn(text).size()));
    m_tokens = tokensIn(diagnosis.tokens, m_marked, m_blanked > 0);
    mark();
}

void TicketEdit::mark()
{
    Positions positions(m_marked);
    QList<QTextEdit::ExtraSelection> marks;
    std::size_t end = 0;
    for (const diagnose::Token& each : m_tokens) {
        if (each.place.offset < end)  // Within another: the first says what it is.
            continue;
        end = each.place.offset + each.place.length;
        const Look look = lookOf(each.kind);
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(positions.at(each.place.offset));
        mark.cursor.setPosition(positions.at(end), QTextCursor::KeepAnchor);
        mark.format.setBackground(ink(look.fill, palette()));
        mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        mark.format.setUnderlineColor(ink(look.line, palette()));
        marks += mark;
    }
    setExtraSelections(marks);
}

void TicketEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

}  // namespace hopwright::ui
