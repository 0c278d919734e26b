#include "core/powershell/reader.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::powershell {

void Reader::readAll()
{
    while (!atEnd()) {
        statements(nullptr);
        if (!atEnd())  // A bracket that closes nothing.
            bracket(1);
    }
}

void Reader::readOnePipeline()
{
    pipeline();
    for (Command& each : script.commands)
        trimProse(each.arguments);
}

Script Reader::taken()
{
    std::ranges::sort(script.literals, {}, [](const Literal& each) { return each.place; });
    script.looks = m_looks;
    return std::move(script);
}

/// Statements up to the bracket that closes what is around them, or the end. \p values takes what each of them gives.
void Reader::statements(std::vector<Value>* values)
{
    while (!atEnd()) {
        skipLines();
        if (atEnd() || peek() == ')' || peek() == '}')
            return;
        if (peek() == ';') {
            ++m_at;
            continue;
        }
        const std::size_t before = m_at;
        Value value = statement();
        if (m_at == before) {
            m_at += std::max<std::size_t>(here().bytes, 1);
            m_at = std::min(m_at, m_text.size());
        } else if (values != nullptr && (!value.values.empty() || value.command)) {
            values->push_back(std::move(value));
        }
    }
}

Value Reader::statement()
{
    if (peek() == ':' && isLetter(peek(1))) {  // The label of a loop.
        ++m_at;
        m_at += wordOfLetters().size();
        skipLines();
    }
    const std::string_view word = wordOfLetters();
    const bool alone = !word.empty() && endsWordAt(m_at + word.size());
    const bool attribute = peek() == '[';
    const bool attributesBefore = std::exchange(m_attributesBefore, false);
    // Attributes stand before `param`, and not before a named block.
    const bool goesOn = attribute || text::equalsIgnoringAsciiCase(word, "param");
    const bool onlyNamedBlocks = m_onlyNamedBlocks && (goesOn || !attributesBefore);
    m_onlyNamedBlocks = onlyNamedBlocks;
    if (alone && keywordStatement(text::asciiLower(word))) {
        constexpr std::array<std::string_view, 7> heads{"param", "using",        "begin", "process",
                                                        "end",   "dynamicparam", "clean"};
        m_onlyNamedBlocks =
            onlyNamedBlocks && std::ranges::find(heads, text::asciiLower(word)) != heads.end();
        m_assigned = false;
        return {};
    }
    const std::size_t begin = m_at;
    Value out = pipeline();
    const bool declared = std::exchange(m_declared, false);
    m_attributesBefore = attribute && m_text.substr(begin, m_at - begin).ends_with(']');
    m_onlyNamedBlocks = onlyNamedBlocks && attribute && (m_attributesBefore || declared);
    return out;
}

/// Moves behind \p word, which stands here.
void Reader::keyword(std::string_view word)
{
    const std::size_t begin = m_at;
    m_at = std::min(m_at + word.size(), m_text.size());
    note(TokenKind::Keyword, begin);
}

bool Reader::isWordAt(std::size_t at, std::string_view word) const noexcept
{
    return text::equalsIgnoringAsciiCase(m_text.substr(at, word.size()), word)
           && endsWordAt(at + word.size());
}

/// Takes \p word where it comes next, over lines.
bool Reader::nextIs(std::string_view word)
{
    const std::size_t next = over(m_at, true, nullptr);
    if (!isWordAt(next, word))
        return false;
    skipLines();
    keyword(word);
    return true;
}

/// \returns false where \p word, in lower case, begins no statement of its own.
bool Reader::keywordStatement(std::string_view word)
{
    using Statement = void (Reader::*)(std::string_view word);
    constexpr std::array<std::pair<std::string_view, Statement>, 22> statements{{
        {"return", &Reader::returnStatement},
        {"throw", &Reader::returnStatement},
        {"exit", &Reader::returnStatement},
        {"break", &Reader::breakStatement},
        {"continue", &Reader::breakStatement},
        {"if", &Reader::ifStatement},
        {"for", &Reader::forStatement},
        {"foreach", &Reader::forStatement},
        {"while", &Reader::whileStatement},
        {"do", &Reader::doStatement},
        {"switch", &Reader::switchStatement},
        {"try", &Reader::tryStatement},
        {"trap", &Reader::trapStatement},
        {"function", &Reader::functionStatement},
        {"filter", &Reader::functionStatement},
        {"workflow", &Reader::functionStatement},
        {"configuration", &Reader::functionStatement},
        {"class", &Reader::classStatement},
        {"enum", &Reader::enumStatement},
        {"param", &Reader::paramStatement},
        {"using", &Reader::usingStatement},
        {"data", &Reader::dataStatement},
    }};
    const auto found =
        std::ranges::find(statements, word, &std::pair<std::string_view, Statement>::first);
    if (found == statements.end())
        return namedBlock(word);
    (this->*found->second)(word);
    return true;
}

/// `process { … }` at the beginning of a block; elsewhere a command may be called so.
bool Reader::namedBlock(std::string_view word)
{
    constexpr std::array<std::string_view, 5> names{"begin", "process", "end", "dynamicparam",
                                                    "clean"};
    constexpr std::array<std::string_view, 2> blocks{"parallel", "sequence"};
    const bool named = m_onlyNamedBlocks && std::ranges::find(names, word) != names.end();
    const bool free = std::ranges::find(blocks, word) != blocks.end();
    const std::size_t next = over(m_at + word.size(), true, nullptr);
    if ((!named && !free) || next >= m_text.size() || m_text[next] != '{')
        return false;
    keyword(word);
    block();
    return true;
}

/// `( … )` of `param` or behind a function's name, where there is one.
void Reader::parameterList()
{
    skipLines();
    if (peek() == '(' && !atEnd()) {
        bracket(1);
        callArguments({});
    }
}

/// `{ … }` where one is due.
void Reader::block()
{
    skipLines();
    if (atEnd() || peek() != '{')
        return;
    const Nest nest(*this);
    const bool outside = std::exchange(m_onlyNamedBlocks, true);
    const std::size_t inText = std::exchange(m_inText, 0);
    bracket(1);
    statements(nullptr);
    closes('}');
    m_inText = inText;
    m_onlyNamedBlocks = outside;
}

/// `( … )` behind a keyword.
void Reader::condition()
{
    skipLines();
    if (!atEnd() && peek() == '(')
        parenthesized();
}

/// Behind the keyword of a jump: does it stand alone?
bool Reader::jumpEnds() const noexcept
{
    constexpr std::string_view ends = ";)}|&";
    return atEnd() || here().kind == CharacterKind::LineEnd || ends.contains(peek());
}

/// `return Get-Item C:\`
void Reader::returnStatement(std::string_view word)
{
    keyword(word);
    skipBlanks();
    if (!jumpEnds())
        pipeline();
}

/// `break outer`, where a label follows.
void Reader::breakStatement(std::string_view word)
{
    keyword(word);
    skipBlanks();
    if (!jumpEnds())
        this->word();
}

void Reader::ifStatement(std::string_view word)
{
    keyword(word);
    condition();
    block();
    while (nextIs("elseif")) {
        condition();
        block();
    }
    if (nextIs("else"))
        block();
}

void Reader::tryStatement(std::string_view word)
{
    keyword(word);
    block();
    while (nextIs("catch")) {
        typesOfCatch();
        block();
    }
    if (nextIs("finally"))
        block();
}

/// `[System.IO.IOException], [System.Net.WebException]`
void Reader::typesOfCatch()
{
    skipLines();
    while (!atEnd() && (peek() == '[' || peek() == ',')) {
        if (peek() == ',') {
            ++m_at;
        } else {
            typeName();
        }
        skipLines();
    }
}

/// `trap [type] { … }`
void Reader::trapStatement(std::string_view word)
{
    keyword(word);
    skipLines();
    if (peek() == '[' && !atEnd())
        typeName();
    block();
}

/// The keyword of a loop and its options: `foreach -parallel -throttlelimit 5`. \returns false where no bracket follows: without it
/// `foreach` is the alias.
bool Reader::loopBegins(std::string_view word)
{
    keyword(word);
    skipLines();
    while (here().kind == CharacterKind::Dash) {
        m_at += here().bytes;
        this->word();
        skipLines();
        if (!atEnd() && peek() != '(' && peek() != '{' && here().kind != CharacterKind::Dash)
            this->word();
        skipLines();
    }
    return !atEnd() && peek() == '(';
}

/// `while (…) { … }`
void Reader::whileStatement(std::string_view word)
{
    if (!loopBegins(word))
        return;
    parenthesized();
    block();
}

/// `for (a; b; c) { … }`, `foreach ($x in …) { … }`
void Reader::forStatement(std::string_view word)
{
    if (!loopBegins(word))
        return;
    {
        const Nest nest(*this);
        bracket(1);
        skipLines();
        if (word == "foreach")
            iteration();
        statements(nullptr);
        closes(')');
    }
    block();
}

/// `[string]$x in`
void Reader::iteration()
{
    if (peek() == '[' && !atEnd())
        typeName();
    if (peek() == '$' && variableBegins())
        variableName();
    if (nextIs("in"))
        skipLines();
}

void Reader::doStatement(std::string_view word)
{
    keyword(word);
    block();
    if (nextIs("while") || nextIs("until"))
        condition();
}

/// `switch -Regex (…) { pattern { … } default { … } }`
void Reader::switchStatement(std::string_view word)
{
    keyword(word);
    skipLines();
    switchOptions();
    condition();
    skipLines();
    if (atEnd() || peek() != '{')
        return;
    const Nest nest(*this);
    bracket(1);
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd() || peek() == ')')
            return;
        switchClause();
    }
}

/// `-Regex -CaseSensitive`; `-File` names what is looked at.
void Reader::switchOptions()
{
    while (here().kind == CharacterKind::Dash) {
        m_at += here().bytes;
        const bool file = text::equalsIgnoringAsciiCase(wordOfLetters(), "file");
        m_at += wordOfLetters().size();
        skipLines();
        if (file && !atEnd())
            argumentValue();
        skipLines();
    }
}

/// `pattern { … }`, or what stands between two.
void Reader::switchClause()
{
    const std::size_t begin = m_at;
    if (peek() == ';') {
        ++m_at;
    } else {
        argumentValue();
    }
    skipLines();
    if (peek() == '{')
        block();
    passUnread(begin);
}

/// `function Name { … }`, `function Name($a) { … }`, and what is declared like it.
void Reader::functionStatement(std::string_view word)
{
    keyword(word);
    skipLines();
    const Value name = this->word();
    const std::string outside = std::exchange(m_function, name.text);
    parameterList();
    skipLines();
    const std::size_t begin = m_at;
    block();
    script.functions.push_back({.name = std::exchange(m_function, outside),
                                .place = {.offset = begin, .length = m_at - begin}});
}

/// Over what stands before the braces of a class or an enum: its name, and what it derives from. \returns false where none open.
bool Reader::bodyBegins(std::string_view word)
{
    keyword(word);
    while (!atEnd() && peek() != '{' && peek() != ';' && here().kind != CharacterKind::LineEnd)
        m_at += std::max<std::size_t>(here().bytes, 1);
    skipLines();
    return !atEnd() && peek() == '{';
}

void Reader::classStatement(std::string_view word)
{
    if (!bodyBegins(word))
        return;
    const Nest nest(*this);
    bracket(1);
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd())
            return;
        const std::size_t before = m_at;
        classMember();
        passUnread(before);
    }
}

/// A part of a member of a class: an attribute or a type, a property with its first value, a method's name, parameters or block.
void Reader::classMember()
{
    const std::size_t begin = m_at;
    switch (peek()) {
    case '[':
        typeName();
        return;
    case '(':
        parameterList();
        return;
    case '{':
        block();
        return;
    case '$':
        if (variableBegins())
            property();
        return;
    default:
        while (!atEnd() && isNameByte(peek()) && here().kind == CharacterKind::Other)
            m_at += here().bytes;
        if (m_at > begin)
            note(TokenKind::Word, begin);
    }
}

/// `$Name = 'value'` of a class.
void Reader::property()
{
    variableName();
    skipBlanks();
    if (peek() == '=') {
        ++m_at;
        skipLines();
        expression(Inside::Statement);
    }
}

/// `enum Name { A = 1 }`: it holds no command.
void Reader::enumStatement(std::string_view word)
{
    if (!bodyBegins(word))
        return;
    bracket(1);
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd())
            return;
        m_at += std::max<std::size_t>(here().bytes, 1);
    }
}

void Reader::paramStatement(std::string_view word)
{
    keyword(word);
    parameterList();
}

/// `using module Name`, up to the end of its line.
void Reader::usingStatement(std::string_view word)
{
    keyword(word);
    m_at = std::min(m_text.find_first_of("\r\n;", m_at), m_text.size());
}

/// `data Name { … }`
void Reader::dataStatement(std::string_view word)
{
    keyword(word);
    skipLines();
    if (peek() != '{')
        this->word();
    block();
}

/// After an element of a pipeline: does another one follow? Moves to it. It takes its input from \p before, but not behind `&&` and
/// `||`. Since PowerShell 7 the pipe may begin the next line.
bool Reader::pipelineGoesOn(std::optional<std::size_t>& before)
{
    const std::size_t elementEnd = m_at;
    skipBlanks();
    if (m_setting == Setting::Script && here().kind == CharacterKind::LineEnd) {
        const std::size_t next = over(m_at, true, nullptr);
        const bool pipe = m_text.substr(next, 1) == "|" && m_text.substr(next, 2) != "||";
        if (!pipe)
            return false;
        skipLines();
    }
    const std::size_t begin = m_at;
    const bool chain = startsWith("||") || startsWith("&&");
    if (!chain && (atEnd() || peek() != '|'))
        return false;
    m_at += chain ? 2 : 1;
    note(TokenKind::Operator, begin);
    skipLines();
    const std::string_view between = m_text.substr(elementEnd, m_at - elementEnd);
    if (between.contains("||") || between.contains("&&"))
        before.reset();
    return !atEnd();
}

Value Reader::pipeline()
{
    const std::size_t begin = m_at;
    std::optional<std::size_t> before;
    Value out;
    do {
        skipBlanks();
        if (expressionBegins()) {
            out = expression(Inside::Statement);
            if (std::exchange(m_assigned, false))
                return out;
            before.reset();
        } else if (!commandEnds()) {
            before = command(before);
            out = {.text = {}, .command = before};
        } else {
            break;
        }
    } while (m_at > begin && pipelineGoesOn(before));
    if (!atEnd() && peek() == '&' && peek(1) != '&') {  // In the background.
        ++m_at;
        note(TokenKind::Operator, m_at - 1);
    }
    if (out.command) {
        out.text = source(begin);
        out.values = {out.text};
        out.place = {.offset = begin, .length = m_at - begin};
    }
    return out;
}

}  // namespace hopwright::powershell
