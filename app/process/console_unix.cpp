#include "app/process/console.h"

#include <termios.h>
#include <unistd.h>

namespace hopwright::process {

Utf8Console::Utf8Console() noexcept = default;
Utf8Console::~Utf8Console() = default;

std::ptrdiff_t StandardInput::read(std::span<char> into)
{
    return ::read(STDIN_FILENO, into.data(), into.size());
}

struct SilentTerminal::Before {
    termios mode = {};
};

SilentTerminal::SilentTerminal() : m_before(std::make_unique<Before>())
{
    if (::tcgetattr(STDIN_FILENO, &m_before->mode) != 0) {
        m_before.reset();
        return;
    }
    termios silent = m_before->mode;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
}

SilentTerminal::~SilentTerminal()
{
    if (m_before != nullptr)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before->mode);
}

std::vector<std::string> argumentsOf(std::span<char*> main)
{
    std::vector<std::string> out;
    if (main.empty())
        return out;
    for (const char* each :
         main.subspan(1))  // Qt would put another name for one that is not UTF-8.
        out.emplace_back(each);
    return out;
}

}  // namespace hopwright::process
