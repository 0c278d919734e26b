#pragma once

#include <QProcess>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

#include <csignal>

namespace hopwright::test {

/// How another process is asked to end. Windows has Ctrl+Break for both.
enum class Stop { Interrupt, Terminate };

#ifdef Q_OS_WIN

/// Before \p process is started: it gets a group of its own in the console of this one, or Ctrl+Break would reach this one too.
inline void makeStoppable(QProcess& process)
{
    if (GetConsoleWindow() == nullptr)
        AllocConsole();
    process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments* arguments) {
        arguments->flags |= CREATE_NEW_PROCESS_GROUP;
        arguments->flags &= ~static_cast<unsigned long>(CREATE_NO_WINDOW);
    });
}

inline bool requestStop(const QProcess& process, Stop)
{
    return GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, static_cast<DWORD>(process.processId())) != 0;
}

#else

inline void makeStoppable(QProcess&) {}

inline bool requestStop(const QProcess& process, Stop how)
{
    return ::kill(static_cast<pid_t>(process.processId()),
                  how == Stop::Interrupt ? SIGINT : SIGTERM)
           == 0;
}

#endif

}  // namespace hopwright::test
