#include "core/link/lab_socket.h"

#include "core/link/lab_listener.h"
#include "core/link/socket_bytes.h"

#include <QHostAddress>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace hopwright::link {

namespace {

constexpr int tickMs = 200;

#ifdef Q_OS_UNIX
/// A pipe that holds \p password; its read end is inherited by what starts next. -1: none could be made.
int passwordPipe(const Secret& password)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return -1;
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
    connect(m_next, &QTcpSocket::connected, this,
            [this] { carryOut(m_host.nextConnected(now())); });
    connect(m_next, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_host.nextReceived(readAll(*m_next), now())); });
    connect(m_next, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::RemoteHostClosedError)
            carryOut(m_host.nextClosed(now()));
        else
            carryOut(m_host.nextFailed(m_next->errorString().toStdString(), now()));
    });
    m_next->connectToHost(QHostAddress(address), port);
}

void LabSocket::runProgram(lab::ProgramRun run)
{
    m_program = new QProcess(this);
    m_program->setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments;
    for (const std::string& each : run.arguments)
        arguments.append(QString::fromStdString(each));
#ifdef Q_OS_UNIX
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const int descriptor = run.password.size() == 0 ? -1 : passwordPipe(run.password);
    if (descriptor >= 0)
        environment.insert(QStringLiteral("PASSWD_FD"), QString::number(descriptor));
    m_program->setProcessEnvironment(environment);
#endif
    connect(m_program, &QProcess::finished, this, [this](int exitCode) {
        const QByteArray said = m_program->readAll();
        m_program->deleteLater();
        carryOut(m_host.programEnded(exitCode, said.toStdString(), now()));
    });
    connect(m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            carryOut(m_host.programEnded(-1, "the program did not start", now()));
    });
    m_program->start(QString::fromStdString(run.path), arguments);
    m_program->write("hopwright probe\n");
    m_program->closeWriteChannel();
#ifdef Q_OS_UNIX
    if (descriptor >= 0) {
        m_program->waitForStarted();
        ::close(descriptor);
    }
#endif
}

}  // namespace hopwright::link
