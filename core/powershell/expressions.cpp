#include "core/powershell/reader.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace hopwright::powershell {

namespace {

/// Operators in words, without `c` or `i` before them. about_Operators.
constexpr std::array<std::string_view, 34> binaryWords{
    "eq",      "ne",        "gt",       "ge",       "lt",          "le",    "like",
    "notlike", "match",     "notmatch", "contains", "notcontains", "in",    "notin",
    "replace", "split",     "join",     "is",       "isnot",       "as",    "and",
    "or",      "xor",       "band",     "bor",      "bxor",        "shl",   "shr",
    "f",       "ccontains", "creplace", "not",      "isplit",      "csplit"};
constexpr std::array<std::string_view, 4> unaryWords{"not", "bnot", "join", "split"};

bool isAmong(std::string_view word, std::span<const std::string_view> words) noexcept
{
    const auto same = [](std::string_view a, std::string_view b) {
        return text::equalsIgnoringAsciiCase(a, b);
    };
    const bool marked = word.size() > 1 && std::string_view("ciCI").contains(word.front());
    return std::ranges::any_of(words, [&](std::string_view each) {
        return same(each, word) || (marked && same(each, word.substr(1)));
    });
}

/// `int` of `[int]`: what stands between the brackets.
bool isTypeNameByte(char c) noexcept
{
    constexpr std::string_view others = "._+`,*:&?";
    return isNameByte(c) || others.contains(c);
}

}  // namespace

/// Does an expression begin here, and no command? A command's name is a word: `Get-Item`, `7z`, `\\FS01\Tools\a.exe`.
bool Reader::expressionBegins() const noexcept
{
    const Character c = here();
    if (c.kind == CharacterKind::SingleQuote || c.kind == CharacterKind::DoubleQuote)
        return true;
    const char byte = peek();
    const char next = peek(1);
    if (c.kind == CharacterKind::Dash) {
        const std::size_t behind = m_at + c.bytes;
        const char after = behind < m_text.size() ? m_text[behind] : '\0';
        std::size_t end = behind;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        constexpr std::string_view operands = "$(\"'[.-@";
        return isDigit(after) || operands.contains(after)
               || isAmong(m_text.substr(behind, end - behind), unaryWords);
    }
    switch (byte) {
    case '$':
        return next == '(' || variableBegins();
    case '@':
        return !atEnd() && m_at + 1 < m_text.size();
    case '(':
    case '[':
    case '{':
    case '!':
    case ',':
        return true;
    case '+':
        return next == '+' || isDigit(next) || next == '$' || next == '(';
    case '.':
        return isDigit(next);
    default:
        return isDigit(byte) && numberEnd() > m_at;
    }
}

/// Does an operand begin here, where one is due? In an expression a word is one too, though PowerShell refuses it.
bool Reader::operandBegins() const noexcept
{
    const Character c = here();
    constexpr std::string_view ends = ")}];,|&<>=";
    return c.kind != CharacterKind::End && c.kind != CharacterKind::LineEnd
           && !ends.contains(m_text[m_at]);
}

Value Reader::expression(Inside inside)
{
    m_assigned = false;
    Parts parts{.begin = m_at};
    while (!atEnd()) {
        if (inside == Inside::List) {
            skipLines();
        } else {
            skipBlanks();
        }
        if (parts.current) {
            if (inside == Inside::Statement && assignmentBegins())
                return assignment(parts);
            if (!takesOperator(parts, inside))
                break;
        } else if (!takesOperand(parts, inside)) {
            break;
        }
    }
    return finished(parts);
}

/// An operand, or an operator that stands before one. \returns false where neither begins.
bool Reader::takesOperand(Parts& parts, Inside inside)
{
    const bool afterOperator = parts.mixed || parts.list || parts.adds;
    if (afterOperator)
        skipLines();
    if (takesUnary(parts))
        return true;
    if (!operandBegins())
        return false;
    if (peek() == '[') {
        const std::size_t begin = m_at;
        std::string type = typeName();
        const bool staticMember = startsWith("::") || peek() == '.';
        if (!staticMember && inside == Inside::Statement && takesDeclaration())
            return false;  // It was an attribute.
        if (!staticMember) {
            const std::size_t next = over(m_at, inside == Inside::List, nullptr);
            const std::size_t back = std::exchange(m_at, next);
            const bool casts = operandBegins() && here().kind != CharacterKind::Dash;
            m_at = back;
            if (casts) {
                parts.cast = std::move(type);
                return true;
            }
        }
        Value value{.text = source(begin)};
        const std::string outside = std::exchange(m_callee, type);
        afterOperand(value, begin);
        m_callee = outside;
        value.place = {.offset = begin, .length = m_at - begin};
        join(parts, std::move(value));
        return true;
    }
    const std::size_t begin = m_at;
    Value value = operand(parts.cast);
    if (m_at == begin)
        return false;
    parts.cast.clear();
    join(parts, std::move(value));
    return true;
}

/// Does the word begin a declaration behind this attribute? Reads it.
bool Reader::takesDeclaration()
{
    const std::size_t next = over(m_at, true, nullptr);
    constexpr std::array<std::string_view, 3> words{"class", "enum", "param"};
    for (const std::string_view word : words) {
        if (!text::equalsIgnoringAsciiCase(m_text.substr(next, word.size()), word)
            || !endsWordAt(next + word.size()))
            continue;
        skipLines();
        if (word == "class") {
            classStatement();
        } else if (word == "enum") {
            enumStatement();
        } else {
            parameterList();
        }
        m_declared = word == "param";
        return true;
    }
    return false;
}

bool Reader::takesUnary(Parts& parts)
{
    const std::size_t begin = m_at;
    const Character c = here();
    if (peek() == ',') {
        ++m_at;
        note(TokenKind::Operator, begin);
        parts.list = true;
        return true;
    }
    if (peek() == '!' || startsWith("++") || (peek() == '+' && peek(1) != '=')) {
        m_at += startsWith("++") ? 2 : 1;
    } else if (c.kind == CharacterKind::Dash) {
        m_at += c.bytes;
        const std::string_view letters = wordOfLetters();
        if (isAmong(letters, unaryWords)) {
            m_at += letters.size();
        } else if (here().kind == CharacterKind::Dash) {
            m_at += here().bytes;
        }
    } else {
        return false;
    }
    note(TokenKind::Operator, begin);
    parts.mixed = true;
    return true;
}

bool Reader::takesDashOperator(Parts& parts)
{
    const std::size_t begin = m_at;
    m_at += here().bytes;
    const std::string_view letters = wordOfLetters();
    if (!letters.empty() && !isAmong(letters, binaryWords)) {  // Refused, and passed over.
        m_at += letters.size();
        note(TokenKind::Parameter, begin);
        return false;
    }
    m_at += letters.size();
    const bool decrement = letters.empty() && here().kind == CharacterKind::Dash;
    if (decrement)
        m_at += here().bytes;
    note(TokenKind::Operator, begin);
    parts.mixed = true;
    if (!decrement)
        parts.current.reset();
    return true;
}

/// An operator behind an operand. \returns false where the expression ends.
bool Reader::takesOperator(Parts& parts, Inside inside)
{
    if (here().kind == CharacterKind::Dash)
        return takesDashOperator(parts);
    const std::size_t begin = m_at;
    const char c = peek();
    Argument target;
    if (inside == Inside::Statement && redirection(target)) {
        noteLiteral(target.value, ">");
        return true;
    }
    if (c == ',') {
        ++m_at;
        note(TokenKind::Operator, begin);
        parts.items.push_back(*std::exchange(parts.current, std::nullopt));
        parts.list = true;
        parts.adds = false;
        return true;
    }
    if (startsWith("++")) {
        m_at += 2;
        note(TokenKind::Operator, begin);
        parts.mixed = true;
        return true;
    }
    if (startsWith("..") || startsWith("??")) {
        m_at += 2;
    } else if (c == '+' || c == '*' || c == '/' || c == '%' || c == '?'
               || (inside == Inside::List && c == '=') || (c == ':' && parts.questions > 0)) {
        ++m_at;
        parts.questions += c == '?' ? 1 : 0;
        parts.questions -= c == ':' ? 1 : 0;
    } else {
        return false;
    }
    note(TokenKind::Operator, begin);
    const bool plus = m_at - begin == 1 && c == '+';
    const bool named = c == '=';
    if (plus && !parts.mixed && parts.current->constant && parts.current->values.size() <= 1) {
        parts.adds = true;
        parts.items.push_back(*std::exchange(parts.current, std::nullopt));
        return true;
    }
    parts.mixed = parts.mixed || !named;
    parts.current.reset();
    return true;
}

/// `=`, `+=` and the like, but not `==`.
bool Reader::assignmentBegins() const noexcept
{
    if (peek() == '=')
        return true;
    const Character c = here();
    if (c.kind == CharacterKind::Dash)
        return m_at + c.bytes < m_text.size() && m_text[m_at + c.bytes] == '=';
    constexpr std::string_view compound = "+*/%";
    return (!atEnd() && compound.contains(peek()) && peek(1) == '=') || startsWith("?\?=");
}

/// From the `=` on. What is assigned is a whole statement: `$s = New-PSSession SRV01`, `$x = if (…) {…}`.
Value Reader::assignment(Parts& parts)
{
    const std::size_t operatorAt = m_at;
    Assignment out{.adds = peek() != '=' && peek() != '?', .within = m_within};
    while (!atEnd() && peek() != '=')
        ++m_at;
    ++m_at;
    note(TokenKind::Operator, operatorAt);
    if (parts.items.empty() && parts.current)
        out.variable = parts.current->variable;
    parts.current.reset();
    {
        const Nest nest(*this);
        skipLines();
        out.value = statement();
    }
    out.place = {.offset = parts.begin, .length = m_at - parts.begin};
    out.line = lineOf(parts.begin);
    if (out.value.command && !out.variable.empty() && *out.value.command < script.commands.size())
        script.commands[*out.value.command].assignedTo = out.variable;
    Value result{.text = out.value.text,
                 .constant = out.value.constant,
                 .values = out.value.values,
                 .command = out.value.command};
    if (!out.variable.empty())
        script.assignments.push_back(std::move(out));
    m_assigned = true;
    return result;
}

void Reader::join(Parts& parts, Value value)
{
    if (parts.adds && !parts.items.empty()) {
        Value& before = parts.items.back();
        if (value.constant && value.values.size() <= 1) {
            before.text += value.text;
            before.values.assign(1, before.text);
        } else {
            parts.mixed = true;
        }
        parts.current = std::move(before);
        parts.items.pop_back();
        parts.adds = false;
        return;
    }
    parts.current = std::move(value);
}

Value Reader::finished(Parts& parts) const
{
    std::size_t end = m_at;
    if (parts.current)
        parts.items.push_back(*std::move(parts.current));
    Value out;
    if (parts.list) {
        out.constant = !parts.mixed && !parts.items.empty();
        for (Value& each : parts.items) {
            out.constant = out.constant && each.constant;
            out.values.push_back(std::move(each.text));
        }
        out.text = source(parts.begin);
    } else if (parts.items.size() == 1 && !parts.mixed) {
        out = std::move(parts.items.front());
        end = out.place.end();
    } else {
        out.text = source(parts.begin);
        out.values = {out.text};
    }
    if (parts.mixed) {
        out.constant = false;
        out.variable.clear();
        out.command.reset();
        out.table.reset();
    }
    while (out.text.ends_with(' ') && !out.constant)
        out.text.pop_back();
    out.place = {.offset = parts.begin, .length = std::max(end, parts.begin) - parts.begin};
    return out;
}

Value Reader::operand(const std::string& cast)
{
    const std::size_t begin = m_at;
    Value out;
    const Character c = here();
    const bool quoted =
        c.kind == CharacterKind::SingleQuote || c.kind == CharacterKind::DoubleQuote;
    const bool hereText = peek() == '@' && look(m_at + 1).kind != CharacterKind::Other
                          && look(m_at + 1).kind != CharacterKind::Blank;
    if (c.kind == CharacterKind::SingleQuote) {
        out = singleQuoted();
    } else if (c.kind == CharacterKind::DoubleQuote) {
        out = doubleQuoted();
    } else if (peek() == '$') {
        out = dollar();
    } else if (peek() == '@') {
        out = atSign();
    } else if (peek() == '(') {
        out = parenthesized();
    } else if (peek() == '{') {
        out = scriptBlock();
    } else if (const std::size_t end = numberEnd(); end > m_at) {
        m_at = end;
        note(TokenKind::Word, begin);
        out = {.text = source(begin), .constant = true};
    } else {
        out = word();
        out.constant = false;
    }
    out.place = {.offset = begin, .length = m_at - begin};
    if (quoted || hereText) {
        const std::string& takenBy = cast.empty() ? m_callee : cast;
        noteLiteral(out, takenBy);
    }
    if (out.values.empty() && !out.block && !out.table)
        out.values = {out.text};
    afterOperand(out, begin);
    out.place = {.offset = begin, .length = m_at - begin};
    return out;
}

/// A text in an expression: no command takes it.
void Reader::noteLiteral(const Value& value, std::string of)
{
    script.literals.push_back({.text = value.text,
                               .constant = value.constant,
                               .of = std::move(of),
                               .within = m_within,
                               .place = value.place,
                               .line = lineOf(value.place.offset)});
}

/// What follows an operand without a blank: members, calls, indices, `++`.
void Reader::afterOperand(Value& value, std::size_t begin)
{
    while (!atEnd()) {
        const char next = peek(1);
        constexpr std::string_view memberBegins = "$\"'({";
        const bool named = isNameByte(next) && look(m_at + 1).kind == CharacterKind::Other;
        const bool isMember =
            peek() == '.' && (named || memberBegins.contains(next)) && m_at + 1 < m_text.size();
        const bool isConditional = startsWith("?.") || startsWith("?[");
        if (startsWith("::") || isMember || startsWith("?.")) {
            member(value, begin);
        } else if (peek() == '[' || isConditional) {
            m_at += peek() == '?' ? 1 : 0;
            bracket(1);
            list(']');
            value = {.text = source(begin)};
            value.values = {value.text};
        } else if (startsWith("++") || startsWith("--")) {
            m_at += 2;
            value.constant = false;
        } else {
            break;
        }
    }
}

void Reader::member(Value& value, std::size_t begin)
{
    m_at += startsWith("::") || startsWith("?.") ? 2 : 1;
    skipLines();
    const std::size_t nameAt = m_at;
    const Character c = here();
    if (c.kind == CharacterKind::SingleQuote) {
        singleQuoted();
    } else if (c.kind == CharacterKind::DoubleQuote) {
        doubleQuoted();
    } else if (peek() == '$' && variableBegins()) {
        variableName();
    } else if (peek() == '(') {
        parenthesized();
    } else {
        while (isNameByte(peek()) && here().kind == CharacterKind::Other && !atEnd())
            m_at += here().bytes;
    }
    const std::string name(m_text.substr(nameAt, m_at - nameAt));
    std::string path = value.variable.empty() ? std::string() : value.variable + '.' + name;
    const bool isStatic = m_text.substr(begin, 1) == "[";
    const std::string callee = (isStatic ? m_callee + "::" : std::string(".")) + name;
    value = {.text = {}, .variable = std::move(path)};
    if (peek() == '(') {
        bracket(1);
        callArguments(callee);
        value.variable.clear();
    } else if (peek() == '{') {
        scriptBlock();
        value.variable.clear();
    }
    value.text = source(begin);
    value.values = {value.text};
}

void Reader::callArguments(const std::string& callee)
{
    const std::string outside = std::exchange(m_callee, callee);
    list(')');
    m_callee = outside;
}

/// Expressions up to \p closing, over lines: the arguments of a call or an attribute, an index, a list of parameters.
void Reader::list(char closing)
{
    const Nest nest(*this);
    while (!atEnd()) {
        skipLines();
        if (closes(closing) || atEnd())
            return;
        constexpr std::string_view others = ")}]";
        if (others.contains(peek()))
            return;
        const std::size_t before = m_at;
        expression(Inside::List);
        if (m_at == before)
            m_at += std::max<std::size_t>(here().bytes, 1);
    }
}

/// `[name]`, with the arguments of an attribute. \returns the name.
std::string Reader::typeName()
{
    const std::size_t begin = m_at;
    const std::size_t token = reserve(TokenKind::Type, begin);
    const Nest nest(*this);
    std::string name;
    std::size_t open = 0;
    while (!atEnd()) {
        const char c = peek();
        if (c == '[') {
            ++open;
            ++m_at;
        } else if (c == ']') {
            ++m_at;
            if (--open == 0)
                break;
        } else if (c == '(') {
            bracket(1);
            callArguments(name);
        } else if (isTypeNameByte(c) || here().kind == CharacterKind::Blank) {
            if (open == 1 && c != ' ')
                name += c;
            m_at += 1;
        } else if (here().kind == CharacterKind::LineEnd) {
            m_at += here().bytes;
        } else {
            break;
        }
    }
    m_at = std::min(m_at, m_text.size());
    tokens[token].place.length = m_at - begin;
    return name;
}

Value Reader::dollar()
{
    const std::size_t begin = m_at;
    if (peek(1) == '(')
        return statementsInBrackets(2);
    if (!variableBegins()) {
        ++m_at;
        note(TokenKind::Word, begin);
        return {.text = "$"};
    }
    Value out;
    out.variable = variableName();
    out.text = source(begin);
    const std::string lower = text::asciiLower(out.variable);
    out.constant = lower == "true" || lower == "false" || lower == "null";
    return out;
}

/// `@(…)`, `@{…}`, a here-string, or `@params`.
Value Reader::atSign()
{
    const std::size_t begin = m_at;
    const Character next = look(m_at + 1);
    if (peek(1) == '(')
        return statementsInBrackets(2);
    if (peek(1) == '{')
        return table();
    if (next.kind == CharacterKind::SingleQuote || next.kind == CharacterKind::DoubleQuote)
        return hereString();
    Value out;
    if (next.kind == CharacterKind::Other && isNameByte(peek(1))) {
        out.variable = variableName();
    } else {
        ++m_at;
        note(TokenKind::Word, begin);
    }
    out.text = source(begin);
    return out;
}

/// `( … )`: one statement, whose value it is.
Value Reader::parenthesized()
{
    const std::size_t begin = m_at;
    const Nest nest(*this);
    bracket(1);
    skipLines();
    Value out;
    if (!atEnd() && peek() != ')')
        out = statement();
    skipLines();
    if (!closes(')') && !atEnd()) {
        statements(nullptr);
        closes(')');
    }
    if (!out.constant && !out.block) {
        out.text = source(begin);
        if (out.values.size() < 2)
            out.values = {out.text};
    }
    out.variable.clear();
    return out;
}

/// `$( … )` and `@( … )`: the values of all statements.
Value Reader::statementsInBrackets(std::size_t opening)
{
    const std::size_t begin = m_at;
    const Nest nest(*this);
    const std::string callee = std::exchange(m_callee, std::string());
    bracket(opening);
    std::vector<Value> values;
    statements(&values);
    closes(')');
    m_callee = callee;
    Value out{.constant = !values.empty()};
    for (Value& each : values) {
        out.constant = out.constant && each.constant;
        out.command = each.command;
        std::ranges::move(each.values, std::back_inserter(out.values));
    }
    const bool single = values.size() == 1 && out.values.size() == 1 && out.constant;
    out.text = single ? out.values.front() : source(begin);
    return out;
}

Value Reader::scriptBlock()
{
    const std::size_t begin = m_at;
    const auto within = std::exchange(m_within, m_owner);
    const std::string callee = std::exchange(m_callee, std::string());
    block();
    m_within = within;
    m_callee = callee;
    Value out{.text = source(begin)};
    out.block = text::Place{.offset = begin, .length = m_at - begin};
    return out;
}

/// `@{ name = statement; … }`
Value Reader::table()
{
    const std::size_t begin = m_at;
    const Nest nest(*this);
    const std::string callee = std::exchange(m_callee, std::string());
    bracket(2);
    std::vector<TableRow> rows;
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd())
            break;
        if (peek() == ')')
            break;
        const std::size_t before = m_at;
        tableRow(rows);
        if (m_at == before)
            m_at += std::max<std::size_t>(here().bytes, 1);
    }
    m_callee = callee;
    script.tables.push_back(std::move(rows));
    return {.text = source(begin), .table = script.tables.size() - 1};
}

void Reader::tableRow(std::vector<TableRow>& out)
{
    if (peek() == ';') {
        ++m_at;
        return;
    }
    const std::size_t begin = m_at;
    std::string name;
    if (isNameByte(peek()) && here().kind == CharacterKind::Other) {
        while (!atEnd() && here().kind == CharacterKind::Other
               && (isNameByte(peek()) || peek() == '-'))
            m_at += here().bytes;
        name = m_text.substr(begin, m_at - begin);
        note(TokenKind::Word, begin);
    } else if (operandBegins()) {
        name = operand({}).text;
    }
    skipLines();
    if (peek() != '=' || atEnd())
        return;
    ++m_at;
    note(TokenKind::Operator, m_at - 1);
    skipLines();
    Value value = statement();
    value.place = {.offset = begin, .length = m_at - begin};
    out.push_back({.name = std::move(name), .value = std::move(value)});
}

}  // namespace hopwright::powershell
