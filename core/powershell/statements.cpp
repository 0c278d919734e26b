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

/// Moves behind a keyword.
void Reader::keyword(std::size_t bytes)
{
    const std::size_t begin = m_at;
    m_at = std::min(m_at + bytes, m_text.size());
    note(TokenKind::Keyword, begin);
}

/// Takes \p word where it comes next, over lines.
bool Reader::nextIs(std::string_view word)
{
    const std::size_t next = over(m_at, true, nullptr);
    const bool is = text::equalsIgnoringAsciiCase(m_text.substr(next, word.size()), word)
                    && endsWordAt(next + word.size());
    if (!is)
        return false;
    skipLines();
    keyword(word.size());
    return true;
}

/// \returns false where \p word, in lower case, begins no statement of its own.
bool Reader::keywordStatement(std::string_view word)
{
    constexpr std::array<std::string_view, 5> jumps{"return", "throw", "exit", "break", "continue"};
    if (std::ranges::find(jumps, word) != jumps.end()) {
        keyword(word.size());
        skipBlanks();
        constexpr std::string_view ends = ";)}|&";
        const bool alone =
            atEnd() || here().kind == CharacterKind::LineEnd || ends.contains(peek());
        if (!alone && (word == "break" || word == "continue")) {
            this->word();
        } else if (!alone) {
            pipeline();
        }
        return true;
    }
    if (word == "if") {
        ifStatement();
    } else if (word == "for" || word == "foreach" || word == "while") {
        loopStatement(word);
    } else if (word == "do") {
        doStatement();
    } else if (word == "switch") {
        switchStatement();
    } else if (word == "try") {
        tryStatement();
    } else if (word == "function" || word == "filter" || word == "workflow"
               || word == "configuration") {
        functionStatement();
    } else if (word == "class") {
        classStatement();
    } else if (word == "enum") {
        enumStatement();
    } else if (word == "param") {
        parameterList();
    } else if (word == "using") {
        keyword(word.size());
        m_at = std::min(m_text.find_first_of("\r\n;", m_at), m_text.size());
    } else if (word == "trap") {
        keyword(word.size());
        skipLines();
        if (peek() == '[' && !atEnd())
            typeName();
        block();
    } else if (word == "data") {
        keyword(word.size());
        skipLines();
        if (peek() != '{')
            this->word();
        block();
    } else {
        return namedBlock(word);
    }
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
    keyword(word.size());
    block();
    return true;
}

/// `param( … )`
void Reader::parameterList()
{
    keyword(std::string_view("param").size());
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

void Reader::ifStatement()
{
    keyword(2);
    condition();
    block();
    while (nextIs("elseif")) {
        condition();
        block();
    }
    if (nextIs("else"))
        block();
}

void Reader::tryStatement()
{
    keyword(3);
    block();
    while (nextIs("catch")) {
        skipLines();
        while (!atEnd() && (peek() == '[' || peek() == ',')) {
            if (peek() == ',') {
                ++m_at;
            } else {
                typeName();
            }
            skipLines();
        }
        block();
    }
    if (nextIs("finally"))
        block();
}

/// `for (a; b; c) {}`, `foreach ($x in …) {}`, `while (…) {}`. A `foreach` without its bracket is the alias.
void Reader::loopStatement(std::string_view word)
{
    keyword(word.size());
    skipLines();
    while (here().kind == CharacterKind::Dash) {  // foreach -parallel -throttlelimit 5
        m_at += here().bytes;
        this->word();
        skipLines();
        if (!atEnd() && peek() != '(' && peek() != '{' && here().kind != CharacterKind::Dash)
            this->word();
        skipLines();
    }
    if (atEnd() || peek() != '(')
        return;
    if (word == "while") {
        parenthesized();
        return block();
    }
    {
        const Nest nest(*this);
        bracket(1);
        skipLines();
        if (word == "foreach") {
            if (peek() == '[' && !atEnd())
                typeName();
            if (peek() == '$' && variableBegins())
                variableName();
            if (nextIs("in"))
                skipLines();
        }
        statements(nullptr);
        closes(')');
    }
    block();
}

void Reader::doStatement()
{
    keyword(2);
    block();
    if (nextIs("while") || nextIs("until"))
        condition();
}

/// `switch -Regex (…) { pattern { … } default { … } }`
void Reader::switchStatement()
{
    keyword(std::string_view("switch").size());
    skipLines();
    while (here().kind == CharacterKind::Dash) {
        m_at += here().bytes;
        const bool file = text::equalsIgnoringAsciiCase(wordOfLetters(), "file");
        m_at += wordOfLetters().size();
        skipLines();
        if (file && !atEnd())
            argumentValue();
        skipLines();
    }
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
        const std::size_t before = m_at;
        if (peek() == ';') {
            ++m_at;
        } else {
            argumentValue();
        }
        skipLines();
        if (peek() == '{')
            block();
        if (m_at == before)
            m_at += std::max<std::size_t>(here().bytes, 1);
    }
}

/// `function Name { … }`, `function Name($a) { … }`, and what is declared like it.
void Reader::functionStatement()
{
    keyword(wordOfLetters().size());
    skipLines();
    const Value name = word();
    const std::string outside = std::exchange(m_function, name.text);
    skipLines();
    if (peek() == '(' && !atEnd()) {
        bracket(1);
        callArguments({});
    }
    skipLines();
    const std::size_t begin = m_at;
    block();
    script.functions.push_back({.name = std::exchange(m_function, outside),
                                .place = {.offset = begin, .length = m_at - begin}});
}

/// Members of a class: attributes, properties with their first values, methods.
void Reader::classStatement()
{
    keyword(std::string_view("class").size());
    while (!atEnd() && peek() != '{' && peek() != ';' && here().kind != CharacterKind::LineEnd)
        m_at += std::max<std::size_t>(here().bytes, 1);
    skipLines();
    if (atEnd() || peek() != '{')
        return;
    const Nest nest(*this);
    bracket(1);
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd())
            return;
        const std::size_t before = m_at;
        if (peek() == '[') {
            typeName();
        } else if (peek() == '(') {
            bracket(1);
            callArguments({});
        } else if (peek() == '{') {
            block();
        } else if (peek() == '$' && variableBegins()) {
            variableName();
            skipBlanks();
            if (peek() == '=') {
                ++m_at;
                skipLines();
                expression(Inside::Statement);
            }
        } else if (isNameByte(peek()) && here().kind == CharacterKind::Other) {
            while (!atEnd() && isNameByte(peek()) && here().kind == CharacterKind::Other)
                m_at += here().bytes;
            note(TokenKind::Word, before);
        }
        if (m_at == before)
            m_at += std::max<std::size_t>(here().bytes, 1);
    }
}

/// `enum Name { A = 1 }`: it holds no command.
void Reader::enumStatement()
{
    keyword(std::string_view("enum").size());
    while (!atEnd() && peek() != '{' && peek() != ';' && here().kind != CharacterKind::LineEnd)
        m_at += std::max<std::size_t>(here().bytes, 1);
    skipLines();
    if (atEnd() || peek() != '{')
        return;
    bracket(1);
    while (!atEnd()) {
        skipLines();
        if (closes('}') || atEnd())
            return;
        m_at += std::max<std::size_t>(here().bytes, 1);
    }
}

/// After an element of a pipeline: does another one follow? Moves to it. Since PowerShell 7 the pipe may begin the next line.
bool Reader::pipelineGoesOn()
{
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
    return !atEnd();
}

Value Reader::pipeline()
{
    const std::size_t begin = m_at;
    std::optional<std::size_t> before;
    Value out;
    bool first = true;
    do {
        skipBlanks();
        if (expressionBegins()) {
            out = expression(Inside::Statement);
            if (std::exchange(m_assigned, false))
                return out;
            before.reset();
        } else if (!commandEnds()) {
            const std::size_t index = command(before);
            out = {.text = {}, .command = index};
            before = index;
        } else {
            break;
        }
        const std::size_t at = m_at;
        if (first && m_at == begin)
            break;
        first = false;
        if (!pipelineGoesOn())
            break;
        if (m_text.substr(at, m_at - at).find_first_of("|&") != std::string_view::npos) {
            const std::string_view between = m_text.substr(at, m_at - at);
            if (between.contains("||") || between.contains("&&"))
                before.reset();
        }
    } while (!atEnd());
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
