#include "core/powershell/reader.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::powershell {

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

/// Behind blanks, continued lines and comments, which are noted in \p comments.
std::size_t Reader::over(std::size_t at, bool lines, std::vector<text::Place>* comments) const
{
    while (at < m_text.size()) {
        const Character c = look(at);
        std::size_t end = at;
        if (c.kind == CharacterKind::Blank || (lines && c.kind == CharacterKind::LineEnd)) {
            at += c.bytes;
            continue;
        }
        const Character next = look(at + 1);
        if (m_text[at] == '`' && next.kind == CharacterKind::LineEnd) {
            at += 1 + next.bytes;
            continue;
        }
        if (m_text[at] == '#') {
            end = lineEnd(at);
        } else if (m_text.substr(at).starts_with("<#")) {
            const std::size_t close = m_text.find("#>", at + 2);
            end = close == std::string_view::npos ? m_text.size() : close + 2;
            m_looks += end - at;
        } else {
            break;
        }
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
        const std::size_t bytes = here().bytes;
        out.text += m_text.substr(m_at, bytes);
        m_at += bytes;
    }
    m_at = std::min(m_at, m_text.size());
    note(TokenKind::Text, begin);
    return out;
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
    const std::size_t bytes = here().bytes;
    out += m_text.substr(m_at, bytes);
    m_at += bytes;
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
        const Character c = here();
        if (c.kind == CharacterKind::DoubleQuote) {
            m_at += c.bytes;
            const bool another = here().kind == CharacterKind::DoubleQuote;
            if (doubled && another)
                m_at += here().bytes;
            if (doubled || !another)
                break;
            out.text += '"';
            m_at += here().bytes;
        } else if (m_text[m_at] == '`') {
            escape(out.text);
        } else if (m_text[m_at] == '$') {
            expand(out);
        } else {
            out.text += m_text.substr(m_at, c.bytes);
            m_at += c.bytes;
        }
    }
    --m_inText;
    m_at = std::min(m_at, m_text.size());
    tokens[token].place.length = m_at - begin;
    return out;
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
        if (quote == CharacterKind::DoubleQuote && m_text[m_at] == '`') {
            escape(out.text);
        } else if (quote == CharacterKind::DoubleQuote && m_text[m_at] == '$') {
            expand(out);
        } else {
            out.text += m_text.substr(m_at, c.bytes);
            m_at += c.bytes;
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
            out.text += m_text.substr(m_at, c.bytes);
            m_at += c.bytes;
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
    std::size_t at = m_at;
    const auto digits = [&] {
        while (at < m_text.size() && isDigit(m_text[at]))
            ++at;
    };
    const bool prefixed = m_text.substr(at).starts_with("0x") || m_text.substr(at).starts_with("0X")
                          || m_text.substr(at).starts_with("0b")
                          || m_text.substr(at).starts_with("0B");
    if (prefixed) {
        at += 2;
        while (at < m_text.size() && (isDigit(m_text[at]) || isLetter(m_text[at])))
            ++at;
    } else {
        digits();
        const bool fraction =
            at + 1 < m_text.size() && m_text[at] == '.' && isDigit(m_text[at + 1]);
        if (fraction) {
            ++at;
            digits();
        }
        if (at < m_text.size() && (m_text[at] == 'e' || m_text[at] == 'E')) {
            const std::size_t sign =
                at + 1 < m_text.size() && (m_text[at + 1] == '+' || m_text[at + 1] == '-');
            if (at + 1 + sign < m_text.size() && isDigit(m_text[at + 1 + sign])) {
                at += 1 + sign;
                digits();
            }
        }
        std::size_t end = at;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        const std::string suffix = text::asciiLower(m_text.substr(at, end - at));
        constexpr std::array<std::string_view, 14> known{"l", "d",  "kb", "mb", "gb", "tb", "pb",
                                                         "u", "ul", "s",  "us", "y",  "uy", "n"};
        if (std::ranges::find(known, suffix) != known.end())
            at = end;
    }
    constexpr std::string_view behind = ".=+-*/%]!:?\"'";
    m_looks += at - m_at;
    const bool ends =
        endsWordAt(at) || behind.contains(m_text[at]) || look(at).kind == CharacterKind::Dash;
    return ends ? at : m_at;
}

}  // namespace hopwright::powershell
