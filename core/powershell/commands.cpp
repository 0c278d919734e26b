#include "core/powershell/reader.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::powershell {

bool isSwitch(std::string_view parameter) noexcept
{
    constexpr std::array<std::string_view, 56> names{"force",
                                                     "usessl",
                                                     "asjob",
                                                     "verbose",
                                                     "debug",
                                                     "whatif",
                                                     "confirm",
                                                     "passthru",
                                                     "recurse",
                                                     "enablenetworkaccess",
                                                     "hidecomputername",
                                                     "indisconnectedsession",
                                                     "sshtransport",
                                                     "runasadministrator",
                                                     "allowredirection",
                                                     "container",
                                                     "asplaintext",
                                                     "append",
                                                     "noclobber",
                                                     "disablenamechecking",
                                                     "wait",
                                                     "nonewwindow",
                                                     "quiet",
                                                     "unique",
                                                     "descending",
                                                     "full",
                                                     "detailed",
                                                     "nologo",
                                                     "noprofile",
                                                     "noninteractive",
                                                     "noexit",
                                                     "raw",
                                                     "hidden",
                                                     "directory",
                                                     "listavailable",
                                                     "persist",
                                                     "usebasicparsing",
                                                     "skipcacheck",
                                                     "skipcncheck",
                                                     "skiprevocationcheck",
                                                     "nomachineprofile",
                                                     "notypeinformation",
                                                     "leaf",
                                                     "parent",
                                                     "usedefaultcredentials",
                                                     "nonewline",
                                                     "autosize",
                                                     "wrap",
                                                     "simplematch",
                                                     "remotedebug",
                                                     "skipnetworkprofilecheck",
                                                     "nowait",
                                                     "restart",
                                                     "installaddnsmanagementtools",
                                                     "includemanagementtools",
                                                     "asstring"};
    return std::ranges::any_of(
        names, [&](auto each) { return text::equalsIgnoringAsciiCase(each, parameter); });
}

/// Does nothing of a command stand here any more?
bool Reader::commandEnds() const noexcept
{
    const Character c = here();
    if (c.kind == CharacterKind::End || c.kind == CharacterKind::LineEnd)
        return true;
    constexpr std::string_view ends = ");}|";
    if (ends.contains(peek()))
        return true;
    // Before a command an ampersand begins it; behind one it ends it.
    return peek() == '&' && m_owner.has_value() && m_comma;
}

std::size_t Reader::command(std::optional<std::size_t> before)
{
    const std::size_t index = script.commands.size();
    const std::size_t begin = m_at;
    if (index == maxCommands)
        stop();
    script.commands.push_back({.pipedFrom = before,
                               .within = m_within,
                               .function = m_function,
                               .place = {.offset = begin, .length = 0},
                               .line = lineOf(begin)});
    const auto owner = std::exchange(m_owner, index);
    const bool parameters = std::exchange(m_parameters, true);
    const bool comma = std::exchange(m_comma, false);
    const std::string callee = std::exchange(m_callee, std::string());
    const char next = peek(1);
    constexpr std::string_view invoked = " \t\"'$({\r\n";
    const bool invocation = peek() == '&' || (peek() == '.' && invoked.contains(next));
    if (invocation) {
        ++m_at;
        note(TokenKind::Operator, begin);
        skipBlanks();
    }
    const std::size_t nameAt = m_at;
    const std::size_t token = tokens.size();
    if (here().kind != CharacterKind::LineEnd) {
        Value name = argumentValue();
        if (name.constant && !name.block)
            script.commands[index].name = std::move(name.text);
    }
    if (token < tokens.size() && tokens[token].place.offset == nameAt
        && tokens[token].kind == TokenKind::Word)
        tokens[token].kind = TokenKind::Command;
    std::size_t end = m_at;
    std::vector<Argument> arguments;
    readArguments(arguments);
    if (!arguments.empty())
        end = std::max(end, arguments.back().place.end());
    script.commands[index].arguments = std::move(arguments);
    script.commands[index].place.length = end - begin;
    m_owner = owner;
    m_parameters = parameters;
    m_comma = comma;
    m_callee = callee;
    return index;
}

void Reader::readArguments(std::vector<Argument>& out)
{
    m_comma = false;
    m_colon = false;
    while (!atEnd()) {
        skipBlanks();
        const std::size_t begin = m_at;
        if (atEnd() || here().kind == CharacterKind::LineEnd || peek() == '&'
            || std::string_view(");}|").contains(peek()))
            return;
        Argument target;
        if (peek() == ',') {
            ++m_at;
            note(TokenKind::Operator, begin);
            m_comma = true;
            skipLines();
        } else if (redirection(target)) {
            out.push_back(std::move(target));
        } else if (startsWith("--%") && endsWordAt(m_at + 3)) {
            readVerbatim(out);
        } else if (!readParameter(out)) {
            Value value = argumentValue();
            passUnread(begin);
            take(out, std::move(value), begin);
        }
    }
}

/// What follows `--%` goes to a program as it stands, up to a pipe or the line's end. about_Parsing.
void Reader::readVerbatim(std::vector<Argument>& out)
{
    const std::size_t begin = m_at;
    m_at += 3;
    const std::size_t from = m_at;
    bool quoted = false;
    while (!atEnd() && here().kind != CharacterKind::LineEnd) {
        if (peek() == '"')
            quoted = !quoted;
        if (!quoted && (peek() == '|' || startsWith("&&")))
            break;
        ++m_at;
    }
    note(TokenKind::Verbatim, begin);
    std::string text(m_text.substr(from, m_at - from));
    text.erase(0, text.find_first_not_of(' '));
    const text::Place place{.offset = begin, .length = m_at - begin};
    out.push_back({.kind = ArgumentKind::Verbatim,
                   .value = {.text = text, .constant = true, .values = {text}, .place = place},
                   .place = place});
}

/// `-Name` or `-Name:`; behind `--` there is none any more. \returns false where none begins.
bool Reader::readParameter(std::vector<Argument>& out)
{
    const std::size_t begin = m_at;
    const Character dash = here();
    if (dash.kind != CharacterKind::Dash || !m_parameters)
        return false;
    const std::size_t from = m_at + dash.bytes;
    if (const Character second = look(from); second.kind == CharacterKind::Dash) {
        if (!endsWordAt(from + second.bytes))
            return false;
        m_parameters = false;
        m_at = from + second.bytes;
        addParameter(out, "-", begin);
        return true;
    }
    const std::size_t end = parameterNameEnd(from);
    const CharacterKind behind = look(end).kind;
    const bool isWord =  // `-x'y'`
        behind == CharacterKind::SingleQuote || behind == CharacterKind::DoubleQuote;
    if (end == from || isWord)
        return false;
    m_colon = end < m_text.size() && m_text[end] == ':';
    m_at = end + (m_colon ? 1 : 0);
    addParameter(out, m_text.substr(from, end - from), begin);
    return true;
}

/// Behind the name of a parameter that begins at \p at, behind its dash; `foo-bar` is one. \p at where none begins.
std::size_t Reader::parameterNameEnd(std::size_t at) const noexcept
{
    const bool begins = at < m_text.size() && look(at).kind == CharacterKind::Other
                        && (isNameByte(m_text[at]) || m_text[at] == '?') && !isDigit(m_text[at]);
    if (!begins)
        return at;
    constexpr std::string_view stops = "{}();,|&.[:";
    for (Character c = look(at); c.kind == CharacterKind::Other || c.kind == CharacterKind::Dash;
         c = look(at)) {
        if (stops.contains(m_text[at]))
            break;
        at += c.bytes;
    }
    return at;
}

/// What was read since \p begin.
void Reader::addParameter(std::vector<Argument>& out, std::string_view name, std::size_t begin)
{
    note(TokenKind::Parameter, begin);
    m_comma = false;
    out.push_back({.kind = ArgumentKind::Named,
                   .parameter = std::string(name),
                   .place = {.offset = begin, .length = m_at - begin}});
}

/// Gives \p value to the parameter before it, or to the list that goes on, or to itself.
void Reader::take(std::vector<Argument>& out, Value value, std::size_t begin)
{
    value.place = {.offset = begin, .length = m_at - begin};
    const bool more = std::exchange(m_comma, false);
    const bool colon = std::exchange(m_colon, false);
    const bool any =
        !out.empty()
        && (out.back().kind == ArgumentKind::Named || out.back().kind == ArgumentKind::Positional);
    if (any && more && !out.back().value.place.length) {
        // A comma behind a parameter: nothing to add to.
    } else if (any && more) {
        Value& list = out.back().value;
        std::ranges::move(value.values, std::back_inserter(list.values));
        list.constant = list.constant && value.constant;
        list.variable.clear();
        list.place.length = m_at - list.place.offset;
        list.text = m_text.substr(list.place.offset, std::min(list.place.length, maxSourceBytes));
        out.back().place.length = m_at - out.back().place.offset;
        return;
    }
    const bool bare = any && out.back().kind == ArgumentKind::Named
                      && out.back().value.place.length == 0 && out.back().parameter != "-";
    if (bare && (colon || !isSwitch(out.back().parameter))) {
        out.back().value = std::move(value);
        out.back().place.length = m_at - out.back().place.offset;
        return;
    }
    const text::Place place = value.place;
    out.push_back({.value = std::move(value), .place = place});
}

/// In a command, a `$` or an `@` that begins nothing is part of a word.
bool Reader::isPlainSign() const noexcept
{
    const char sign = peek();
    const char next = peek(1);
    if (sign == '$')
        return next != '(' && !variableBegins();
    const CharacterKind kind = look(m_at + 1).kind;
    const bool begins = next == '(' || next == '{' || kind == CharacterKind::SingleQuote
                        || kind == CharacterKind::DoubleQuote
                        || (isNameByte(next) && kind == CharacterKind::Other);
    return sign == '@' && !begins;
}

Value Reader::argumentValue()
{
    const std::size_t begin = m_at;
    std::optional<Value> marked = isPlainSign() ? std::nullopt : markedValue();
    const bool isWord = !marked;
    Value out = isWord ? word() : *std::move(marked);
    if (!isWord && !out.block)
        afterOperand(out, begin);
    const bool goesOn = m_text.substr(begin, 1) == "$" && !endsWordAt(m_at) && m_at > begin;
    if (goesOn) {
        const Value rest = word();
        out = {.text = out.text + rest.text};
    }
    if (out.values.empty() && !out.block && !out.table)
        out.values = {out.text};
    out.place = {.offset = begin, .length = m_at - begin};
    return out;
}

/// `> file`, `2>&1`, `*>> file`. \returns false where none begins.
bool Reader::redirection(Argument& out)
{
    const std::size_t begin = m_at;
    std::size_t at = m_at;
    constexpr std::string_view streams = "123456*";
    if (at < m_text.size() && streams.contains(m_text[at]))
        ++at;
    if (at >= m_text.size() || (m_text[at] != '>' && (m_text[at] != '<' || at != m_at)))
        return false;
    const bool in = m_text[at] == '<';
    ++at;
    if (!in && at < m_text.size() && m_text[at] == '>')
        ++at;
    const bool merges = at + 1 < m_text.size() && m_text[at] == '&' && isDigit(m_text[at + 1]);
    m_at = merges ? at + 2 : at;
    note(TokenKind::Operator, begin);
    out = {.kind = ArgumentKind::Redirection};
    if (!merges) {
        skipBlanks();
        if (!atEnd() && here().kind != CharacterKind::LineEnd && !endsWord(peek()))
            out.value = argumentValue();
    }
    out.place = {.offset = begin, .length = m_at - begin};
    return true;
}

/// In prose, the full stop behind the last word is the sentence's.
void Reader::trimProse(std::vector<Argument>& arguments) const
{
    if (arguments.empty())
        return;
    Value& last = arguments.back().value;
    const bool stop = last.text.size() > 1 && last.text.ends_with('.') && last.constant
                      && last.text[last.text.size() - 2] != '.' && !last.block;
    const bool bare = m_text.substr(last.place.offset, last.place.length).ends_with('.');
    if (!stop || !bare || last.values.empty())
        return;
    last.values.back().pop_back();
    last.text.pop_back();
}

}  // namespace hopwright::powershell
