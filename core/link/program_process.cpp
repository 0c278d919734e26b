#include "core/link/program_process.h"

#include <QProcess>

#include <array>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace hopwright::link {

namespace {

#ifdef Q_OS_UNIX
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
#endif

/// smbclient uses what arrived on the wire only: no password, user or ticket of whoever runs the lab.
QProcessEnvironment programEnvironment()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* each : {"PASSWD", "PASSWD_FD", "PASSWD_FILE", "USER", "LOGNAME"})
        environment.remove(QString::fromLatin1(each));
    environment.insert(QStringLiteral("KRB5CCNAME"), QStringLiteral("MEMORY:hopwright"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

}  // namespace

void ProgramProcess::start(lab::ProgramRun run)
{
    auto* program = new QProcess(this);
    m_process = program;
    QStringList arguments;
    for (const std::string& each : run.arguments)
        arguments.append(QString::fromStdString(each));
    program->setProcessEnvironment(programEnvironment());
#ifdef Q_OS_UNIX
    const int descriptor = run.password.size() == 0 ? -1 : passwordPipe(run.password);
    if (descriptor < 0
        && run.password.size() != 0) {  // Without it smbclient would ask at a terminal.
        QMetaObject::invokeMethod(this, [this] { end(-1, {}); }, Qt::QueuedConnection);
        return;
    }
    if (descriptor >= 0) {
        auto environment = program->processEnvironment();
        environment.insert(QStringLiteral("PASSWD_FD"), QString::number(descriptor));
        program->setProcessEnvironment(environment);
        // Close-on-exec everywhere but in this child: no other program gets the password.
        program->setChildProcessModifier([descriptor] { ::fcntl(descriptor, F_SETFD, 0); });
    }
#endif
    connect(program, &QProcess::readyReadStandardOutput, program, [program] {
        if (program->bytesAvailable() > static_cast<qint64>(lab::maxProgramOutput))
            program->kill();
    });
    connect(program, &QProcess::finished, this,
            [this, program](int exitCode, QProcess::ExitStatus how) {
                const QByteArray output =
                    program->readAllStandardOutput() + '\n' + program->readAllStandardError();
                end(how == QProcess::NormalExit ? exitCode : 1, output.toStdString());
            });
    connect(program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            QMetaObject::invokeMethod(this, [this] { end(-1, {}); }, Qt::QueuedConnection);
    });
    program->start(QString::fromStdString(run.path), arguments);
    program->write(run.input.data(), static_cast<qint64>(run.input.size()));
    program->closeWriteChannel();
#ifdef Q_OS_UNIX
    if (descriptor >= 0)
        ::close(descriptor);  // start() has forked: the child has its own.
#endif
}

void ProgramProcess::end(int exitCode, const std::string& output)
{
    if (m_process == nullptr)
        return;
    m_process->deleteLater();
    m_process = nullptr;
    emit ended(exitCode, output);
}

void ProgramProcess::drop()
{
    if (m_process == nullptr)
        return;
    m_process->disconnect(this);
    connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    m_process->kill();
    m_process = nullptr;
}

}  // namespace hopwright::link
