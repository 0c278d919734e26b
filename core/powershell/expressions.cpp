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
bool Reader::operandBegins(std::size_t at) const noexcept
{
    const Character c = look(at);
    constexpr std::string_view ends = ")}];,|&<>=";
    return c.kind != CharacterKind::End && c.kind != CharacterKind::LineEnd
           && !ends.contains(m_text[at]);
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
    if (!operandBegins(m_at))
        return false;
    if (peek() == '[')
        return takesType(parts, inside);
    const std::size_t begin = m_at;
    Value value = operand(parts.cast);
    if (m_at == begin)
        return false;
    parts.cast.clear();
    parts.join(std::move(value));
    return true;
}

/// `[int]` before an operand, `[Type]::Member`, or an attribute. \returns false where it was an attribute and what it belongs to,
/// so that no operand follows.
bool Reader::takesType(Parts& parts, Inside inside)
{
    const std::size_t begin = m_at;
    std::string type = typeName();
    const bool staticMember = startsWith("::") || peek() == '.';
    if (!staticMember && inside == Inside::Statement && takesDeclaration())
        return false;
    const std::size_t next = over(m_at, inside == Inside::List, nullptr);
    if (!staticMember && operandBegins(next) && look(next).kind != CharacterKind::Dash) {
        parts.cast = std::move(type);
        return true;
    }
    Value value{.text = source(begin)};
    const std::string outside = std::exchange(m_callee, type);
    afterOperand(value, begin);
    m_callee = outside;
    value.place = {.offset = begin, .length = m_at - begin};
    parts.join(std::move(value));
    return true;
}

/// Does the word begin a declaration behind this attribute? Reads it.
bool Reader::takesDeclaration()
{
    const std::size_t next = over(m_at, true, nullptr);
    constexpr std::array<std::string_view, 3> words{"class", "enum", "param"};
    const auto word =
        std::ranges::find_if(words, [&](std::string_view each) { return isWordAt(next, each); });
    if (word == words.end())
        return false;
    skipLines();
    keywordStatement(*word);
    m_declared = *word == "param";
    return true;
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
    Argument target;
    if (inside == Inside::Statement && redirection(target)) {
        noteLiteral(target.value, ">");
        return true;
    }
    if (startsWith("++")) {
        m_at += 2;
        note(TokenKind::Operator, begin);
        parts.mixed = true;
        return true;
    }
    const std::string_view sign = signOperator(parts, inside);
    if (sign.empty())
        return false;
    m_at += sign.size();
    note(TokenKind::Operator, begin);
    parts.operate(sign);
    return true;
}

/// The operator of signs that begins here, behind an operand; empty: none.
std::string_view Reader::signOperator(const Parts& parts, Inside inside) const noexcept
{
    if (startsWith("..") || startsWith("??"))
        return m_text.substr(m_at, 2);
    const char c = peek();
    constexpr std::string_view always = ",+*/%?";
    const bool names = c == '=' && inside == Inside::List;  // `Mandatory = $true`
    const bool otherwise = c == ':' && parts.questions > 0;
    const bool begins = always.contains(c) || names || otherwise;
    return m_text.substr(m_at, begins ? 1 : 0);
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

/// An operand was read.
void Reader::Parts::join(Value value)
{
    if (!adds || items.empty()) {
        current = std::move(value);
        return;
    }
    Value& before = items.back();
    if (value.constant && value.values.size() <= 1) {
        before.text += value.text;
        before.values.assign(1, before.text);
    } else {
        mixed = true;
    }
    current = std::move(before);
    items.pop_back();
    adds = false;
}

/// \p sign stands behind the current operand. A constant before `+` is kept, because what follows may be one too.
void Reader::Parts::operate(std::string_view sign)
{
    if (sign == "?")
        ++questions;
    if (sign == ":")
        --questions;
    const bool divides = sign == ",";
    const bool sums = sign == "+" && !mixed && current->constant && current->values.size() <= 1;
    if (divides || sums) {
        items.push_back(*std::exchange(current, std::nullopt));
        list = list || divides;
        adds = sums;
        return;
    }
    mixed = mixed || sign != "=";
    current.reset();
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

/// What its first character marks: a text, `$…`, `@…`, `( … )`, `{ … }`. Nothing: a number or a word is due.
std::optional<Value> Reader::markedValue()
{
    if (here().kind == CharacterKind::SingleQuote)
        return singleQuoted();
    if (here().kind == CharacterKind::DoubleQuote)
        return doubleQuoted();
    switch (peek()) {
    case '$':
        return dollar();
    case '@':
        return atSign();
    case '(':
        return parenthesized();
    case '{':
        return scriptBlock();
    default:
        return std::nullopt;
    }
}

/// A number, or a word, whose value PowerShell would not take for a constant here.
Value Reader::bareValue()
{
    const std::size_t begin = m_at;
    if (const std::size_t end = numberEnd(); end > m_at) {
        m_at = end;
        note(TokenKind::Word, begin);
        return {.text = source(begin), .constant = true};
    }
    Value out = word();
    out.constant = false;
    return out;
}

Value Reader::operand(const std::string& cast)
{
    const std::size_t begin = m_at;
    const CharacterKind first = here().kind;
    const CharacterKind second = look(m_at + 1).kind;
    const bool quoted = first == CharacterKind::SingleQuote || first == CharacterKind::DoubleQuote;
    const bool hereText =
        peek() == '@' && second != CharacterKind::Other && second != CharacterKind::Blank;
    std::optional<Value> marked = markedValue();
    Value out = marked ? *std::move(marked) : bareValue();
    out.place = {.offset = begin, .length = m_at - begin};
    if (quoted || hereText)
        noteLiteral(out, cast.empty() ? m_callee : cast);
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
        if (memberBegins()) {
            member(value, begin);
        } else if (peek() == '[' || startsWith("?[")) {
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

/// `.Name`, `::Name`, `?.Name`, and a name that is put together: `.$name`, `.'Long Name'`.
bool Reader::memberBegins() const noexcept
{
    if (startsWith("::") || startsWith("?."))
        return true;
    const char next = peek(1);
    constexpr std::string_view computed = "$\"'({";
    const bool named = isNameByte(next) && look(m_at + 1).kind == CharacterKind::Other;
    return peek() == '.' && (named || computed.contains(next));
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
        passUnread(before);
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
    bool goesOn = true;
    while (goesOn && !atEnd()) {
        switch (peek()) {
        case '[':
            ++open;
            ++m_at;
            break;
        case ']':
            --open;
            ++m_at;
            goesOn = open > 0;
            break;
        case '(':
            bracket(1);
            callArguments(name);
            break;
        default:
            const std::size_t bytes = typeNameBytes();
            goesOn = bytes > 0;
            constexpr std::string_view skipped = " \r\n";
            // What a generic type is made of stands deeper, and is no part of its name.
            if (goesOn && open == 1 && !skipped.contains(peek()))
                name += peek();
            m_at += bytes;
        }
    }
    m_at = std::min(m_at, m_text.size());
    tokens[token].place.length = m_at - begin;
    return name;
}

/// How long a byte of a type's name, a blank or a line's end is that stands here; 0: something else does.
std::size_t Reader::typeNameBytes() const noexcept
{
    const Character c = here();
    if (c.kind == CharacterKind::LineEnd)
        return c.bytes;
    return isTypeNameByte(peek()) || c.kind == CharacterKind::Blank ? 1 : 0;
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
        passUnread(before);
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
    } else if (operandBegins(m_at)) {
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
