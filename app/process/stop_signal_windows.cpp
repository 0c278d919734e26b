#include "app/process/stop_signal.h"

#include <windows.h>

#include <mutex>

namespace hopwright::process {

namespace {

/// Who is told, and the thread that then ends the process. The handler is given no context, and runs on a thread of its own.
struct Listening {
    std::mutex mutex = {};
    StopSignal* signal = nullptr;
    HANDLE thread = nullptr;
};

Listening& listening()
{
    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see Listening
    static Listening one;
    return one;
}

/// As long as Windows gives a process whose console is closed; then it is ended.
constexpr DWORD patienceMs = 5000;

/// Ctrl+C and Ctrl+Break are over when they are told. After the others Windows ends the process as soon as this returns: so it
/// waits for the end of the main thread, which stops what runs and cleans up.
BOOL WINAPI onControl(DWORD event)
{
    HANDLE thread = nullptr;
    {
        const std::lock_guard lock(listening().mutex);
        if (listening().signal == nullptr)
            return FALSE;
        QMetaObject::invokeMethod(listening().signal, &StopSignal::raised, Qt::QueuedConnection);
        thread = listening().thread;
    }
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
        WaitForSingleObject(thread, patienceMs);
    return TRUE;
}

}  // namespace

struct StopSignal::Private {
    bool active = false;

    Private() = default;
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;
    Private(Private&&) = delete;
    Private& operator=(Private&&) = delete;
    /// The thread's handle stays open: a handler may be waiting for it.
    ~Private()
    {
        if (!active)
            return;
        SetConsoleCtrlHandler(onControl, FALSE);
        const std::lock_guard lock(listening().mutex);
        listening().signal = nullptr;
    }
};

void StopSignal::listen()
{
    if (m_state->active)
        return;
    {
        const std::lock_guard lock(listening().mutex);
        listening().signal = this;
        if (listening().thread == nullptr) {
            DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(),
                            &listening().thread, SYNCHRONIZE, FALSE, 0);
        }
    }
    m_state->active = SetConsoleCtrlHandler(onControl, TRUE) != 0;
}

StopSignal::StopSignal(QObject* parent) : QObject(parent), m_state(std::make_unique<Private>()) {}
StopSignal::~StopSignal() = default;

}  // namespace hopwright::process
