#include "core/powershell/reader.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::powershell {

namespace {

/// Behind the bytes from \p at on that \p belongs holds for.
template <typename Predicate>
std::size_t runEnd(std::string_view text, std::size_t at, Predicate belongs) noexcept
{
    while (at < text.size() && belongs(text[at]))
        ++at;
    return at;
}

bool isDigitAt(std::string_view text, std::size_t at) noexcept
{
    return at < text.size() && isDigit(text[at]);
}

bool isOneOfAt(std::string_view text, std::size_t at, std::string_view bytes) noexcept
{
    return at < text.size() && bytes.contains(text[at]);
}

// The parts of a number, each of which may be absent. about_Numeric_Literals.

/// `.5`
std::size_t fractionEnd(std::string_view text, std::size_t at) noexcept
{
    const bool begins = isOneOfAt(text, at, ".") && isDigitAt(text, at + 1);
    return begins ? runEnd(text, at + 1, isDigit) : at;
}

/// `e+3`
std::size_t exponentEnd(std::string_view text, std::size_t at) noexcept
{
    if (!isOneOfAt(text, at, "eE"))
        return at;
    const std::size_t digits = at + (isOneOfAt(text, at + 1, "+-") ? 2 : 1);
    return isDigitAt(text, digits) ? runEnd(text, digits, isDigit) : at;
}

/// `kb`
std::size_t suffixEnd(std::string_view text, std::size_t at) noexcept
{
    constexpr std::array<std::string_view, 14> suffixes{"l", "d",  "kb", "mb", "gb", "tb", "pb",
                                                        "u", "ul", "s",  "us", "y",  "uy", "n"};
    const std::size_t end = runEnd(text, at, isLetter);
    const bool known = std::ranges::any_of(suffixes, [&](std::string_view each) {
        return text::equalsIgnoringAsciiCase(each, text.substr(at, end - at));
    });
    return known ? end : at;
}

/// `0x1F`, `0b101`; \p at where none begins.
std::size_t prefixedNumberEnd(std::string_view text, std::size_t at) noexcept
{
    if (!text.substr(at).starts_with('0') || !isOneOfAt(text, at + 1, "xXbB"))
        return at;
    return runEnd(text, at + 2, [](char each) { return isDigit(each) || isLetter(each); });
}

}  // namespace

Reader::Reader(std::string_view text, std::size_t at, Setting setting)
    : m_text(text), m_at(at), m_setting(setting)
{
    m_lineStarts.push_back(at);
    for (std::size_t end = text.find('\n', at); end != std::string_view::npos;
         end = text.find('\n', end + 1))
        m_lineStarts.push_back(end + 1);
}

Character Reader::look(std::size_t at) const noexcept
{
    ++m_looks;
    return characterAt(m_text, at);
}

char Reader::peek(std::size_t ahead) const noexcept
{
    ++m_looks;
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
}

bool Reader::startsWith(std::string_view what) const noexcept
{
    return !atEnd() && m_text.substr(m_at).starts_with(what);
}

std::size_t Reader::lineEnd(std::size_t at) const noexcept
{
    const std::size_t end = std::min(m_text.find_first_of("\r\n", at), m_text.size());
    m_looks += end - std::min(at, end);
    return end;
}

/// How long the blank, the continued line or, with \p lines, the line's end is that stands at \p at; 0: none does.
std::size_t Reader::blankBytes(std::size_t at, bool lines) const noexcept
{
    const Character c = look(at);
    if (c.kind == CharacterKind::Blank || (lines && c.kind == CharacterKind::LineEnd))
        return c.bytes;
    if (at >= m_text.size() || m_text[at] != '`')
        return 0;
    const Character next = look(at + 1);
    return next.kind == CharacterKind::LineEnd ? 1 + next.bytes : 0;
}

/// Behind the comment that begins at \p at; \p at where none does.
std::size_t Reader::commentEnd(std::size_t at) const noexcept
{
    const std::string_view rest = m_text.substr(at);
    if (rest.starts_with('#'))
        return lineEnd(at);
    if (!rest.starts_with("<#"))
        return at;
    const std::size_t close = m_text.find("#>", at + 2);
    const std::size_t end = close == std::string_view::npos ? m_text.size() : close + 2;
    m_looks += end - at;
    return end;
}

/// Behind blanks, continued lines and comments, which are noted in \p comments.
std::size_t Reader::over(std::size_t at, bool lines, std::vector<text::Place>* comments) const
{
    while (at < m_text.size()) {
        if (const std::size_t blank = blankBytes(at, lines); blank > 0) {
            at += blank;
            continue;
        }
        const std::size_t end = commentEnd(at);
        if (end == at)
            break;
        if (comments != nullptr)
            comments->push_back({.offset = at, .length = end - at});
        at = end;
    }
    return at;
}

void Reader::skip(bool lines)
{
    std::vector<text::Place> comments;
    const std::size_t end = over(m_at, lines, &comments);
    for (const text::Place& each : comments) {
        m_at = each.end();
        note(TokenKind::Comment, each.offset);
    }
    m_at = std::max(m_at, end);
}

void Reader::skipBlanks()
{
    skip(false);
}

void Reader::skipLines()
{
    skip(true);
}

/// Moves over a character where nothing was read since \p begin, so that the reading comes to its end.
void Reader::passUnread(std::size_t begin)
{
    if (m_at == begin)
        m_at += std::max<std::size_t>(here().bytes, 1);
}

void Reader::stop() noexcept
{
    script.whole = false;
    m_at = m_text.size();
}

void Reader::note(TokenKind kind, std::size_t begin)
{
    if (++m_tokenCount > maxTokens)
        return stop();
    if (m_at > begin)
        tokens.push_back({.kind = kind, .place = {.offset = begin, .length = m_at - begin}});
}

/// A token whose end is not known yet, so that those within it follow it. \returns its index.
std::size_t Reader::reserve(TokenKind kind, std::size_t begin)
{
    if (++m_tokenCount > maxTokens)
        stop();
    tokens.push_back({.kind = kind, .place = {.offset = begin, .length = 0}});
    return tokens.size() - 1;
}

void Reader::bracket(std::size_t bytes)
{
    const std::size_t begin = m_at;
    m_at = std::min(m_at + bytes, m_text.size());  // A limit may have ended the reading before.
    note(TokenKind::Bracket, begin);
}

bool Reader::closes(char closing)
{
    if (atEnd() || peek() != closing)
        return false;
    bracket(1);
    return true;
}

std::size_t Reader::lineOf(std::size_t offset) const noexcept
{
    const auto after = std::ranges::upper_bound(m_lineStarts, offset);
    return static_cast<std::size_t>(after - m_lineStarts.begin());
}

std::string Reader::source(std::size_t begin) const
{
    return std::string(m_text.substr(begin, std::min(m_at - begin, maxSourceBytes)));
}

std::string_view Reader::wordOfLetters() const noexcept
{
    std::size_t end = m_at;
    while (end < m_text.size() && isLetter(m_text[end]))
        ++end;
    m_looks += end - m_at;
    return m_text.substr(m_at, end - m_at);
}

bool Reader::endsWordAt(std::size_t at) const noexcept
{
    const Character c = look(at);
    return c.kind == CharacterKind::End || c.kind == CharacterKind::Blank
           || c.kind == CharacterKind::LineEnd || endsWord(m_text[at]);
}

/// In prose: where the text that begins here ends; nothing: nowhere. Each kind is looked for in vain once.
std::optional<std::size_t> Reader::closingQuote(CharacterKind kind)
{
    bool& none = kind == CharacterKind::SingleQuote ? m_noSingleQuoteAhead : m_noDoubleQuoteAhead;
    std::size_t at = m_at + here().bytes;
    while (!none && at < m_text.size()) {
        const Character c = look(at);
        if (c.kind == kind)
            return at;
        at += c.bytes;
    }
    none = true;
    return std::nullopt;
}

/// In prose, a quote between two letters: `doesn't`.
bool Reader::isApostrophe() const noexcept
{
    const std::size_t next = m_at + here().bytes;
    return m_setting == Setting::Prose && m_at > 0 && isLetter(m_text[m_at - 1])
           && next < m_text.size() && isLetter(m_text[next]);
}

/// The text up to the quote that closes it; a doubled one stands for one.
Value Reader::singleQuoted()
{
    const std::size_t begin = m_at;
    Value out{.constant = true};
    const bool toLineEnd = m_setting == Setting::Prose && !closingQuote(CharacterKind::SingleQuote);
    const std::size_t limit = toLineEnd ? lineEnd(m_at) : m_text.size();
    m_at += here().bytes;
    while (m_at < limit) {
        const Character c = here();
        if (c.kind == CharacterKind::SingleQuote) {
            const Character next = look(m_at + c.bytes);
            if (next.kind != CharacterKind::SingleQuote) {
                m_at += c.bytes;
                break;
            }
            m_at += c.bytes;
        }
        copy(out.text);
    }
    m_at = std::min(m_at, m_text.size());
    note(TokenKind::Text, begin);
    return out;
}

/// A character that stands for itself.
void Reader::copy(std::string& out)
{
    const std::size_t bytes = here().bytes;
    out += m_text.substr(m_at, bytes);
    m_at += bytes;
}

/// Within a text that is expanded: an escape, a variable or a `$(…)`, or a character.
void Reader::expandable(Value& out)
{
    if (m_text[m_at] == '`') {
        escape(out.text);
    } else if (m_text[m_at] == '$') {
        expand(out);
    } else {
        copy(out.text);
    }
}

/// A backtick and what it escapes. about_Special_Characters.
void Reader::escape(std::string& out)
{
    ++m_at;
    if (atEnd())
        return;
    const char c = peek();
    constexpr std::string_view names = "0abefnrtv";
    constexpr std::string_view values("\0\a\b\x1b\f\n\r\t\v", 9);
    if (const std::size_t found = names.find(c); found != std::string_view::npos) {
        out += values[found];
        ++m_at;
        return;
    }
    copy(out);
}

/// `$(…)`, a variable, or a `$` that is nothing, within a text or a word.
void Reader::expand(Value& out)
{
    const std::size_t begin = m_at;
    if (peek(1) == '(') {
        statementsInBrackets(2);
        out.constant = false;
        out.text += source(begin);
        return;
    }
    if (!variableBegins()) {
        out.text += '$';
        ++m_at;
        return;
    }
    variableName();
    out.constant = false;
    out.text += m_text.substr(begin, m_at - begin);
}

Value Reader::doubleQuoted()
{
    const std::size_t begin = m_at;
    const std::size_t token = reserve(TokenKind::Text, begin);
    Value out{.constant = true};
    const bool toLineEnd = m_setting == Setting::Prose && !closingQuote(CharacterKind::DoubleQuote);
    const std::size_t limit = toLineEnd ? lineEnd(m_at) : m_text.size();
    m_at += here().bytes;
    // Within the `$(…)` of another text, a doubled quote is one: PowerShell takes it so first.
    const bool doubled = m_inText > 0 && here().kind == CharacterKind::DoubleQuote
                         && !endsWordAt(m_at + here().bytes);
    if (doubled)
        m_at += here().bytes;
    ++m_inText;
    while (m_at < limit) {
        if (here().kind != CharacterKind::DoubleQuote) {
            expandable(out);
        } else if (closesDoubleQuoted(doubled, out.text)) {
            break;
        }
    }
    --m_inText;
    m_at = std::min(m_at, m_text.size());
    tokens[token].place.length = m_at - begin;
    return out;
}

/// At a quote within such a text. \returns true where it closes the text, which is \p doubled when its quotes are; else two of them
/// stand for one.
bool Reader::closesDoubleQuoted(bool doubled, std::string& out)
{
    m_at += here().bytes;
    const bool another = here().kind == CharacterKind::DoubleQuote;
    if (another)
        m_at += here().bytes;
    if (doubled || !another)
        return true;
    out += '"';
    return false;
}

/// `@'` or `@"` at the end of a line, up to the same reversed at the beginning of one.
Value Reader::hereString()
{
    const std::size_t begin = m_at;
    const std::size_t token = reserve(TokenKind::Text, begin);
    ++m_at;
    const CharacterKind quote = here().kind;
    m_at += here().bytes;
    m_at = std::min(lineEnd(m_at), m_text.size());
    m_at += here().bytes;
    Value out{.constant = true};
    bool lineBegins = true;
    while (!atEnd()) {
        const Character c = here();
        const bool closing = lineBegins && c.kind == quote && m_at + c.bytes < m_text.size()
                             && m_text[m_at + c.bytes] == '@';
        if (closing) {
            m_at += c.bytes + 1;
            break;
        }
        lineBegins = c.kind == CharacterKind::LineEnd;
        if (quote == CharacterKind::DoubleQuote) {
            expandable(out);
        } else {
            copy(out.text);
        }
    }
    m_at = std::min(m_at, m_text.size());
    while (out.text.ends_with('\n')
           || out.text.ends_with('\r')) {  // The last line's end is none of it.
        const bool feed = out.text.ends_with('\n');
        out.text.pop_back();
        if (feed && out.text.ends_with('\r'))
            out.text.pop_back();
        break;
    }
    tokens[token].place.length = m_at - begin;
    return out;
}

/// Does a variable begin here, at `$`?
bool Reader::variableBegins() const noexcept
{
    const Character next = look(m_at + 1);
    const char c = peek(1);
    constexpr std::string_view special = "$?^:{";
    return next.kind == CharacterKind::Other && (isNameByte(c) || special.contains(c));
}

/// Reads `$name`, `$scope:name` or `${any name}`, or the name behind an `@`. \returns it without scope and braces.
std::string Reader::variableName()
{
    const std::size_t begin = m_at;
    ++m_at;
    std::string name;
    if (peek() == '{') {
        const std::size_t close = std::min(m_text.find('}', m_at), m_text.size());
        const std::size_t from = std::min(m_at + 1, close);
        name = m_text.substr(from, close - from);
        m_at = std::min(close + 1, m_text.size());
    } else if (peek() == '$' || peek() == '?' || peek() == '^') {
        name = m_text.substr(m_at, 1);
        ++m_at;
    } else {
        const std::size_t from = m_at;
        while (here().kind == CharacterKind::Other) {
            const bool scope = peek() == ':' && peek(1) != ':' && m_at + 1 < m_text.size()
                               && look(m_at + 1).kind == CharacterKind::Other
                               && isNameByte(peek(1));
            if (!isNameByte(peek()) && peek() != '?' && !scope)
                break;
            m_at += here().bytes;
        }
        name = m_text.substr(from, m_at - from);
    }
    note(TokenKind::Variable, begin);
    constexpr std::array<std::string_view, 6> scopes{"script",  "global",   "local",
                                                     "private", "variable", "workflow"};
    const std::size_t colon = name.find(':');
    const bool known = colon != std::string::npos && std::ranges::any_of(scopes, [&](auto each) {
                           return text::equalsIgnoringAsciiCase(each, name.substr(0, colon));
                       });
    return known ? name.substr(colon + 1) : name;
}

/// A word of a command, up to a blank or what endsWord(): quotes in it are resolved, variables stand as typed.
Value Reader::word()
{
    const std::size_t begin = m_at;
    const std::size_t token = reserve(TokenKind::Word, begin);
    Value out{.constant = true};
    while (!endsWordAt(m_at)) {
        const Character c = here();
        const char byte = m_text[m_at];
        if (byte == '`') {
            if (look(m_at + 1).kind == CharacterKind::LineEnd)
                break;
            escape(out.text);
        } else if (c.kind == CharacterKind::SingleQuote && !isApostrophe()) {
            out.text += singleQuoted().text;
        } else if (c.kind == CharacterKind::DoubleQuote) {
            const Value inner = doubleQuoted();
            out.text += inner.text;
            out.constant = out.constant && inner.constant;
        } else if (byte == '$') {
            expand(out);
        } else {
            copy(out.text);
        }
    }
    if (m_at == begin) {
        tokens.pop_back();
    } else {
        tokens[token].place.length = m_at - begin;
    }
    return out;
}

/// Behind the number that begins here; m_at where none does, or where it is only the beginning of a word: `7z`.
std::size_t Reader::numberEnd() const noexcept
{
    std::size_t at = prefixedNumberEnd(m_text, m_at);
    if (at == m_at) {
        const std::size_t whole = runEnd(m_text, m_at, isDigit);
        at = suffixEnd(m_text, exponentEnd(m_text, fractionEnd(m_text, whole)));
    }
    constexpr std::string_view behind = ".=+-*/%]!:?\"'";
    m_looks += at - m_at;
    const bool ends =
        endsWordAt(at) || behind.contains(m_text[at]) || look(at).kind == CharacterKind::Dash;
    return ends ? at : m_at;
}

}  // namespace hopwright::powershell
