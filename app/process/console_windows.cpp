#include "app/process/console.h"

#include <QCoreApplication>

#include <windows.h>
#include <fcntl.h>
#include <io.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

namespace hopwright::process {

namespace {

constexpr int input = 0;
constexpr std::size_t lineUnits = 1024;  ///< UTF-16 units that are asked for at once.
constexpr wchar_t endOfInput = L'\x1A';  ///< Ctrl+Z

using Units = std::vector<wchar_t, WipingAllocator<wchar_t>>;

bool isConsole(HANDLE handle)
{
    DWORD mode = 0;
    return GetConsoleMode(handle, &mode) != 0;
}

/// Fills \p units with what was typed. \returns false with errno.
bool readTyped(HANDLE console, Units& units)
{
    units.resize(lineUnits);
    DWORD count = 0;
    SetLastError(ERROR_SUCCESS);
    const BOOL read = ReadConsoleW(console, units.data(), lineUnits - 1, &count, nullptr);
    // Ctrl+C is a read that succeeds with nothing and this error.
    const bool interrupted = count == 0 && GetLastError() == ERROR_OPERATION_ABORTED;
    if (read == 0 || interrupted) {
        errno = interrupted ? EINTR : EIO;
        return false;
    }
    const bool halfCharacter = count != 0 && IS_HIGH_SURROGATE(units[count - 1]);
    DWORD other = 0;
    if (halfCharacter && ReadConsoleW(console, units.data() + count, 1, &other, nullptr) != 0)
        count += other;
    units.resize(count);
    return true;
}

}  // namespace

Utf8Console::Utf8Console() noexcept : m_before(GetConsoleOutputCP())
{
    if (m_before != 0)
        SetConsoleOutputCP(CP_UTF8);
    for (const int descriptor : {0, 1, 2})
        static_cast<void>(
            _setmode(descriptor, _O_BINARY));  // One that is closed says so when it is used.
}

Utf8Console::~Utf8Console()
{
    std::fflush(nullptr);
    if (m_before != 0)
        SetConsoleOutputCP(m_before);
}

std::ptrdiff_t StandardInput::read(std::span<char> into)
{
    const HANDLE handle = GetStdHandle(STD_INPUT_HANDLE);
    if (!isConsole(handle))
        return ::_read(input, into.data(), static_cast<unsigned>(into.size()));
    if (m_taken == m_typed.size()) {
        Units units;
        if (!readTyped(handle, units))
            return -1;
        if (units.empty() || units.front() == endOfInput)
            return 0;
        constexpr std::size_t bytesOfUnit = 3;  // At most, in UTF-8.
        m_typed.assign(units.size() * bytesOfUnit, '\0');
        const int size =
            WideCharToMultiByte(CP_UTF8, 0, units.data(), static_cast<int>(units.size()),
                                m_typed.data(), static_cast<int>(m_typed.size()), nullptr, nullptr);
        m_typed.resize(static_cast<std::size_t>(std::max(size, 0)));
        m_taken = 0;
    }
    const std::size_t count = std::min(into.size(), m_typed.size() - m_taken);
    const auto from = m_typed.begin() + static_cast<std::ptrdiff_t>(m_taken);
    std::copy_n(from, count, into.begin());
    std::fill_n(from, count, '\0');
    m_taken += count;
    return static_cast<std::ptrdiff_t>(count);
}

struct SilentTerminal::Before {
    HANDLE console = nullptr;
    DWORD mode = 0;
};

SilentTerminal::SilentTerminal() : m_before(std::make_unique<Before>())
{
    m_before->console = GetStdHandle(STD_INPUT_HANDLE);
    if (GetConsoleMode(m_before->console, &m_before->mode) == 0) {
        m_before.reset();
        return;
    }
    SetConsoleMode(m_before->console, m_before->mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
}

SilentTerminal::~SilentTerminal()
{
    if (m_before != nullptr)
        SetConsoleMode(m_before->console, m_before->mode);
}

std::vector<std::string> argumentsOf(std::span<char*>)
{
    std::vector<std::string> out;
    const QStringList given = QCoreApplication::arguments();
    for (const QString& each : given.sliced(std::min<qsizetype>(1, given.size())))
        out.push_back(each.toStdString());
    return out;
}

}  // namespace hopwright::process
