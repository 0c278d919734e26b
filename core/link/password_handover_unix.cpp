#include "core/link/password_handover.h"

#include "core/lab/share_program.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace hopwright::link {

namespace {

/// A pipe that holds \p password, no more than maxProgramPassword bytes, so that writing does not wait for a reader. Only
/// its read end is open then. -1: none could be made.
int passwordPipe(const Secret& password)
{
    std::array<int, 2> ends{};
    if (password.size() > lab::maxProgramPassword || ::pipe(ends.data()) != 0)
        return -1;
    for (const int each : ends)
        ::fcntl(each, F_SETFD, FD_CLOEXEC);
    const ByteView bytes = password.expose();
    const ssize_t written = ::write(ends[1], bytes.data(), bytes.size());
    ::close(ends[1]);
    if (written != static_cast<ssize_t>(bytes.size())) {
        ::close(ends[0]);
        return -1;
    }
    return ends[0];
}

}  // namespace

bool PasswordHandover::give(QProcess& program, const Secret& password)
{
    const int descriptor = passwordPipe(password);
    if (descriptor < 0)
        return false;
    m_descriptor = descriptor;
    auto environment = program.processEnvironment();
    environment.insert(QStringLiteral("PASSWD_FD"), QString::number(descriptor));
    program.setProcessEnvironment(environment);
    // Close-on-exec everywhere but in this child: no other program gets the password.
    program.setChildProcessModifier([descriptor] { ::fcntl(descriptor, F_SETFD, 0); });
    return true;
}

/// start() has forked by now: the child has its own.
PasswordHandover::~PasswordHandover()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

}  // namespace hopwright::link
