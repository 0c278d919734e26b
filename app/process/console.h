#pragma once

#include "core/base/secret.h"

#include <cstddef>
#include <memory>
#include <span>
#include <streambuf>
#include <string>
#include <vector>

namespace hopwright::process {

/// While this lives, what goes to a console is UTF-8, and standard input and output carry bytes as they are.
///
/// Windows: the console's output code page is UTF-8, and the one it had before comes back at the end, since a console outlives the
/// program; no line end and no Ctrl+Z is translated (not verified on Windows). Unix: nothing is to be done.
class Utf8Console {
public:
    Utf8Console() noexcept;
    Utf8Console(const Utf8Console&) = delete;
    Utf8Console& operator=(const Utf8Console&) = delete;
    Utf8Console(Utf8Console&&) = delete;
    Utf8Console& operator=(Utf8Console&&) = delete;
    ~Utf8Console();

private:
    [[maybe_unused]] unsigned m_before = 0;  ///< A code page; 0: there is no console.
};

/// Standard input as bytes, in UTF-8 also where somebody types.
///
/// Windows: a console is asked for UTF-16, as bytes in its code page would lose what that page lacks; Ctrl+Z at the start of a
/// line ends it. What was typed and not taken yet is wiped at the end.
class StandardInput {
public:
    /// \returns how many bytes came; 0 at the end; -1 with errno, EINTR where Ctrl+C or a signal came first.
    std::ptrdiff_t read(std::span<char> into);

private:
    /// Windows: what a console gave and nobody took yet.
    std::vector<char, WipingAllocator<char>> m_typed = {};
    [[maybe_unused]] std::size_t m_taken = 0;
};

/// The same for a stream of text. Not for passwords: a stream keeps what it read.
class StandardInputBuffer : public std::streambuf {
public:
    explicit StandardInputBuffer(StandardInput& input) : m_input(input) {}

protected:
    int_type underflow() override;

private:
    static constexpr std::size_t blockSize = 4096;

    StandardInput& m_input;
    std::vector<char> m_block = std::vector<char>(blockSize);
};

/// Typing is not shown while this lives.
class SilentTerminal {
public:
    SilentTerminal();
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    SilentTerminal(SilentTerminal&&) = delete;
    SilentTerminal& operator=(SilentTerminal&&) = delete;
    ~SilentTerminal();

    /// Is standard input a terminal at all?
    bool isTerminal() const noexcept { return m_before != nullptr; }

private:
    struct Before;
    std::unique_ptr<Before> m_before;
};

/// What main() was given, without the program's name: on Unix byte for byte, on Windows as UTF-8, whatever the code page. There it
/// asks QCoreApplication, which is to be made first.
std::vector<std::string> argumentsOf(std::span<char*> main);

}  // namespace hopwright::process
