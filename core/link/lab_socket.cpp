#include "core/link/lab_socket.h"

#include "core/link/lab_listener.h"
#include "core/link/socket_bytes.h"

#include <QHostAddress>
#include <QNetworkProxy>

namespace hopwright::link {

namespace {

constexpr int tickMs = 200;

}  // namespace

LabSocket::LabSocket(QTcpSocket* client, std::shared_ptr<lab::Port> port,
                     const lab::LabWorld& world, const lab::LabMachine& self,
                     crypto::RandomStream random, QObject* parent)
    : QObject(parent),
      m_client(client),
      m_guest(std::move(port), 0),
      m_host(world, self, currentFileTime(), std::move(random))
{
    m_client->setParent(this);
    m_client->setReadBufferSize(static_cast<qint64>(lab::maxTakenBytes));
    m_clock.start();
    if (!m_guest.isWelcome()) {
        m_client->abort();
        deleteLater();
        return;
    }
    connect(m_client, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_host.received(readAll(*m_client), now())); });
    connect(m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_program, &ProgramProcess::ended, this, [this](int code, const std::string& output) {
        carryOut(m_host.programEnded(code, output, now()));
    });
    connect(&m_tick, &QTimer::timeout, this, [this] { carryOut(m_host.tick(now())); });
    m_tick.start(tickMs);
    if (m_client->bytesAvailable() > 0)  // It waited; nobody tells of that again.
        QMetaObject::invokeMethod(m_client, &QTcpSocket::readyRead, Qt::QueuedConnection);
}

void LabSocket::carryOut(lab::HostOutput output)
{
    if (!output.send.empty())
        write(*m_client, output.send);
    if (!output.next.send.empty() && m_next != nullptr)
        write(*m_next, output.next.send);
    if (output.next.close)
        m_program.drop();
    if (output.next.close && m_next != nullptr) {
        m_next->disconnect(this);
        m_next->disconnectFromHost();
        m_next->deleteLater();
        m_next = nullptr;
    }
    if (!output.next.connectAddress.empty())
        connectNext(QString::fromStdString(output.next.connectAddress), output.next.connectPort);
    if (output.next.program)
        m_program.start(std::move(*output.next.program));
    if (output.close)
        m_client->disconnectFromHost();
    const auto unread = static_cast<std::size_t>(m_client->bytesToWrite());
    if (!m_guest.mayStay(m_host.isSignedIn(), unread, now()))
        m_client->abort();  // Not disconnectFromHost(), which waits for who does not read.
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

}  // namespace hopwright::link
