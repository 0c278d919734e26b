#include "core/link/lab_socket.h"

#include "core/link/lab_listener.h"
#include "core/link/socket_bytes.h"

#include <QHostAddress>
#include <QNetworkProxy>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace hopwright::link {

namespace {

constexpr int tickMs = 200;

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

LabSocket::LabSocket(QTcpSocket* client, const lab::LabWorld& world, const lab::LabMachine& self,
                     crypto::RandomStream random, QObject* parent)
    : QObject(parent), m_client(client), m_host(world, self, currentFileTime(), std::move(random))
{
    m_client->setParent(this);
    m_clock.start();
    connect(m_client, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_host.received(readAll(*m_client), now())); });
    connect(m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_tick, &QTimer::timeout, this, [this] { carryOut(m_host.tick(now())); });
    m_tick.start(tickMs);
}

void LabSocket::carryOut(lab::HostOutput output)
{
    if (!output.send.empty())
        write(*m_client, output.send);
    if (!output.next.send.empty() && m_next != nullptr)
        write(*m_next, output.next.send);
    if (output.next.close)
        dropProgram();
    if (output.next.close && m_next != nullptr) {
        m_next->disconnect(this);
        m_next->disconnectFromHost();
        m_next->deleteLater();
        m_next = nullptr;
    }
    if (!output.next.connectAddress.empty())
        connectNext(QString::fromStdString(output.next.connectAddress), output.next.connectPort);
    if (output.next.program)
        runProgram(std::move(*output.next.program));
    if (output.close)
        m_client->disconnectFromHost();
}

void LabSocket::connectNext(const QString& address, std::uint16_t port)
{
    m_next = new QTcpSocket(this);
    m_next->setProxy(QNetworkProxy::NoProxy);  // The machine is asked, not the system's proxy.
    m_nextStands = false;
    connect(m_next, &QTcpSocket::connected, this, [this] {
        m_nextStands = true;
        carryOut(m_host.nextConnected(now()));
    });
    connect(m_next, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_host.nextReceived(readAll(*m_next), now())); });
    connect(m_next, &QTcpSocket::errorOccurred, this, [this] {
        if (m_nextStands) {  // However it broke: what was under way is what it cut.
            carryOut(m_host.nextClosed(now()));
        } else {
            carryOut(m_host.nextFailed(m_next->errorString().toStdString(), now()));
        }
    });
    m_next->connectToHost(QHostAddress(address), port);
}

void LabSocket::runProgram(lab::ProgramRun run)
{
    auto* program = new QProcess(this);
    m_program = program;
    QStringList arguments;
    for (const std::string& each : run.arguments)
        arguments.append(QString::fromStdString(each));
    program->setProcessEnvironment(programEnvironment());
#ifdef Q_OS_UNIX
    const int descriptor = run.password.size() == 0 ? -1 : passwordPipe(run.password);
    if (descriptor < 0
        && run.password.size() != 0) {  // Without it smbclient would ask at a terminal.
        QMetaObject::invokeMethod(this, [this] { endProgram(-1, {}); }, Qt::QueuedConnection);
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
                const QByteArray said =
                    program->readAllStandardOutput() + '\n' + program->readAllStandardError();
                endProgram(how == QProcess::NormalExit ? exitCode : 1, said.toStdString());
            });
    connect(program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            QMetaObject::invokeMethod(this, [this] { endProgram(-1, {}); }, Qt::QueuedConnection);
    });
    program->start(QString::fromStdString(run.path), arguments);
    program->write(run.input.data(), static_cast<qint64>(run.input.size()));
    program->closeWriteChannel();
#ifdef Q_OS_UNIX
    if (descriptor >= 0)
        ::close(descriptor);  // start() has forked: the child has its own.
#endif
}

void LabSocket::endProgram(int exitCode, const std::string& output)
{
    if (m_program == nullptr)
        return;
    m_program->deleteLater();
    m_program = nullptr;
    carryOut(m_host.programEnded(exitCode, output, now()));
}

void LabSocket::dropProgram()
{
    if (m_program == nullptr)
        return;
    m_program->disconnect(this);
    connect(m_program, &QProcess::finished, m_program, &QObject::deleteLater);
    m_program->kill();
    m_program = nullptr;
}

}  // namespace hopwright::link
