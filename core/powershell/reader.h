#pragma once

#include "core/powershell/characters.h"
#include "core/powershell/script.h"
#include "core/powershell/token.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::powershell {

/// Is \p parameter a switch of the commands that people write, so that what follows it is another argument? Without case; the
/// grammar does not tell.
bool isSwitch(std::string_view parameter) noexcept;

/// Walks over a text once, as PowerShell's own parser does: statements and expressions, and commands, where words need no quotes.
/// Each method begins at m_at and ends behind what it read; none goes back, but for what is looked at ahead.
class Reader {
public:
    enum class Setting {
        Script,
        Prose,  ///< One command in a ticket: apostrophes are doubted.
    };

    Reader(std::string_view text, std::size_t at, Setting setting);

    void readAll();
    void readOnePipeline();
    /// What was read, in order.
    Script taken();
    /// Up to where it has read.
    std::size_t at() const noexcept { return m_at; }

    Script script;
    std::vector<Token> tokens;

private:
    /// Where an expression stands: where a line's end ends it, and what `=` means.
    enum class Inside { Statement, List };
    /// An expression on its way: operands joined by operators, divided by commas.
    struct Parts {
        void join(Value value);
        void operate(std::string_view sign);

        std::size_t begin = 0;
        std::vector<Value> items = {};
        std::optional<Value> current = {};
        std::string cast = {};
        std::size_t questions = 0;  ///< `?` that still lack their `:`.
        bool list = false;
        bool adds = false;   ///< The operator before is `+`.
        bool mixed = false;  ///< There was another.
    };
    class Nest;

    // scanner.cpp: characters, blanks, words, texts.
    bool atEnd() const noexcept { return m_at >= m_text.size(); }
    char peek(std::size_t ahead = 0) const noexcept;
    Character look(std::size_t at) const noexcept;
    bool startsWith(std::string_view what) const noexcept;
    Character here() const noexcept { return look(m_at); }
    std::size_t over(std::size_t at, bool lines, std::vector<text::Place>* comments) const;
    std::size_t blankBytes(std::size_t at, bool lines) const noexcept;
    std::size_t commentEnd(std::size_t at) const noexcept;
    std::size_t lineEnd(std::size_t at) const noexcept;
    void skipBlanks();
    void skipLines();
    void skip(bool lines);
    void passUnread(std::size_t begin);
    void stop() noexcept;
    void note(TokenKind kind, std::size_t begin);
    std::size_t reserve(TokenKind kind, std::size_t begin);
    void bracket(std::size_t bytes);
    bool closes(char closing);
    std::size_t lineOf(std::size_t offset) const noexcept;
    std::string source(std::size_t begin) const;
    std::string_view wordOfLetters() const noexcept;
    bool endsWordAt(std::size_t at) const noexcept;

    Value singleQuoted();
    Value doubleQuoted();
    bool closesDoubleQuoted(bool doubled, std::string& out);
    Value hereString();
    void copy(std::string& out);
    void expandable(Value& out);
    void escape(std::string& out);
    void expand(Value& out);
    bool variableBegins() const noexcept;
    std::string variableName();
    std::optional<std::size_t> closingQuote(CharacterKind kind);
    bool isApostrophe() const noexcept;
    Value word();
    std::size_t numberEnd() const noexcept;

    // expressions.cpp
    Value expression(Inside inside);
    bool takesOperand(Parts& parts, Inside inside);
    bool takesType(Parts& parts, Inside inside);
    bool takesOperator(Parts& parts, Inside inside);
    bool takesDashOperator(Parts& parts);
    std::string_view signOperator(const Parts& parts, Inside inside) const noexcept;
    bool takesDeclaration();
    bool takesUnary(Parts& parts);
    bool assignmentBegins() const noexcept;
    Value assignment(Parts& parts);
    Value finished(Parts& parts) const;
    bool expressionBegins() const noexcept;
    bool operandBegins(std::size_t at) const noexcept;
    std::optional<Value> markedValue();
    Value bareValue();
    Value operand(const std::string& cast);
    Value dollar();
    Value atSign();
    Value parenthesized();
    Value statementsInBrackets(std::size_t opening);
    Value scriptBlock();
    Value table();
    void tableRow(std::vector<TableRow>& out);
    std::string typeName();
    std::size_t typeNameBytes() const noexcept;
    void list(char closing);
    void afterOperand(Value& value, std::size_t begin);
    bool memberBegins() const noexcept;
    void member(Value& value, std::size_t begin);
    void callArguments(const std::string& callee);
    void noteLiteral(const Value& value, std::string of);
    bool redirection(Argument& out);

    // statements.cpp
    void statements(std::vector<Value>* values);
    Value statement();
    bool keywordStatement(std::string_view word);
    Value pipeline();
    bool pipelineGoesOn(std::optional<std::size_t>& before);
    void block();
    void condition();
    bool namedBlock(std::string_view word);
    void keyword(std::string_view word);
    bool isWordAt(std::size_t at, std::string_view word) const noexcept;
    bool nextIs(std::string_view word);
    bool jumpEnds() const noexcept;
    bool loopBegins(std::string_view word);
    void iteration();
    void switchOptions();
    void switchClause();
    void typesOfCatch();
    bool bodyBegins(std::string_view word);
    void classMember();
    void property();
    void parameterList();

    // Statements by their keyword, at which each of these begins.
    void returnStatement(std::string_view word);
    void breakStatement(std::string_view word);
    void ifStatement(std::string_view word);
    void tryStatement(std::string_view word);
    void trapStatement(std::string_view word);
    void whileStatement(std::string_view word);
    void forStatement(std::string_view word);
    void doStatement(std::string_view word);
    void switchStatement(std::string_view word);
    void functionStatement(std::string_view word);
    void classStatement(std::string_view word);
    void enumStatement(std::string_view word);
    void paramStatement(std::string_view word);
    void usingStatement(std::string_view word);
    void dataStatement(std::string_view word);

    // commands.cpp
    std::size_t command(std::optional<std::size_t> before);
    void readArguments(std::vector<Argument>& out);
    bool readParameter(std::vector<Argument>& out);
    std::size_t parameterNameEnd(std::size_t at) const noexcept;
    void addParameter(std::vector<Argument>& out, std::string_view name, std::size_t begin);
    void readVerbatim(std::vector<Argument>& out);
    bool isPlainSign() const noexcept;
    Value argumentValue();
    void take(std::vector<Argument>& out, Value value, std::size_t begin);
    bool commandEnds() const noexcept;
    void trimProse(std::vector<Argument>& arguments) const;

    std::string_view m_text;
    std::size_t m_at;
    Setting m_setting;
    std::vector<std::size_t> m_lineStarts;
    std::size_t m_depth = 0;
    std::size_t m_tokenCount = 0;
    mutable std::size_t m_looks = 0;  ///< Script::looks.
    std::optional<std::size_t>
        m_within;  ///< The command that the block around here is an argument of.
    std::optional<std::size_t> m_owner;  ///< The command whose arguments are being read.
    std::string m_function;
    std::string m_callee;
    std::size_t m_inText = 0;         ///< Texts in double quotes around here.
    bool m_onlyNamedBlocks = true;    ///< In this block so far.
    bool m_declared = false;          ///< The statement was `[attribute()] param( … )`.
    bool m_attributesBefore = false;  ///< The statement before was nothing else.
    bool m_assigned = false;          ///< What was read last is an assignment.
    bool m_noSingleQuoteAhead = false;
    bool m_noDoubleQuoteAhead = false;
    bool m_parameters = true;  ///< No `--` was read in this command.
    bool m_comma = false;      ///< The last argument goes on.
    bool m_colon = false;      ///< The last parameter ended with one.
};

/// Counts how deep in brackets reading is, and stops it at maxDepth.
class Reader::Nest {
public:
    explicit Nest(Reader& reader) : m_reader(reader)
    {
        if (++reader.m_depth > maxDepth)
            reader.stop();
    }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;
    ~Nest() { --m_reader.m_depth; }

private:
    Reader& m_reader;
};

}  // namespace hopwright::powershell
