#include "app/process/stop_signal.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace hopwright::process {

namespace {

/// The end of the pipe that the handler writes to; -1: none. A signal handler is given no context.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
volatile std::sig_atomic_t writeEnd = -1;

void onSignal(int)
{
    const char byte = 0;
    // A full pipe has told already.
    if (writeEnd >= 0 && ::write(writeEnd, &byte, 1) < 0)
        return;
}

constexpr std::array<int, 3> handled = {SIGINT, SIGTERM, SIGHUP};

}  // namespace

struct StopSignal::Private {
    std::array<int, 2> pipe = {-1, -1};
    std::array<struct sigaction, handled.size()> before = {};
    std::unique_ptr<QSocketNotifier> notifier = {};

    Private() = default;
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;
    Private(Private&&) = delete;
    Private& operator=(Private&&) = delete;
    ~Private()
    {
        if (!notifier)
            return;
        for (std::size_t i = 0; i < handled.size(); ++i)
            ::sigaction(handled.at(i), &before.at(i), nullptr);
        writeEnd = -1;
        notifier.reset();
        ::close(pipe[0]);
        ::close(pipe[1]);
    }
};

void StopSignal::listen()
{
    if (m_state->notifier || ::pipe(m_state->pipe.data()) != 0)
        return;
    for (const int end : m_state->pipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    writeEnd = m_state->pipe[1];
    m_state->notifier = std::make_unique<QSocketNotifier>(m_state->pipe[0], QSocketNotifier::Read);
    connect(m_state->notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> bytes = {};
        while (::read(m_state->pipe[0], bytes.data(), bytes.size()) > 0)
            continue;
        emit raised();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;  // Without SA_RESTART: a read for a password returns.
    for (std::size_t i = 0; i < handled.size(); ++i) {
        struct sigaction& before = m_state->before.at(i);
        ::sigaction(handled.at(i), &action, &before);
        if (before.sa_handler == SIG_IGN)  // Of nohup, for one: who started this wants it to go on.
            ::sigaction(handled.at(i), &before, nullptr);
    }
}

StopSignal::StopSignal(QObject* parent) : QObject(parent), m_state(std::make_unique<Private>()) {}
StopSignal::~StopSignal() = default;

}  // namespace hopwright::process
