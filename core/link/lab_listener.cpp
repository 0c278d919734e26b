#include "core/link/lab_listener.h"

#include "core/lab/guests.h"
#include "core/lab/share_connection.h"
#include "core/lab/sign_in.h"
#include "core/link/lab_socket.h"
#include "core/link/open_files.h"
#include "core/link/socket_bytes.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace hopwright::link {

namespace {

constexpr int guestTickMs = 1000;
constexpr int acceptAgainMs = 200;
/// Files that the process has open beside the lab's ports: both ends of the connections of some long routes, the drawing,
/// libraries.
constexpr std::size_t otherFiles = 1024;

/// One client's socket at a lab host's share port.
class ShareSocket : public QObject {
public:
    ShareSocket(QTcpSocket* client, std::shared_ptr<lab::Port> port, lab::LabWorld& world,
                lab::LabMachine& self, crypto::RandomStream random, QObject* parent)
        : QObject(parent),
          m_client(client),
          m_guest(std::move(port), 0),
          m_share(world, self, lab::shareAcceptor(self, currentFileTime()), std::move(random))
    {
        m_client->setParent(this);
        m_client->setReadBufferSize(static_cast<qint64>(lab::maxTakenBytes));
        m_clock.start();
        if (!m_guest.isWelcome()) {
            m_client->abort();
            deleteLater();
            return;
        }
        connect(m_client, &QTcpSocket::readyRead, this, &ShareSocket::take);
        connect(m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(&m_tick, &QTimer::timeout, this, &ShareSocket::look);
        m_tick.start(guestTickMs);
    }

private:
    void take()
    {
        const lab::ShareConnection::Output output = m_share.received(readAll(*m_client));
        write(*m_client, output.send);
        if (output.close)
            m_client->disconnectFromHost();
        look();
    }

    void look()
    {
        const auto unread = static_cast<std::size_t>(m_client->bytesToWrite());
        if (!m_guest.mayStay(m_share.isSignedIn(), unread, static_cast<double>(m_clock.elapsed())))
            m_client->abort();
    }

    QTcpSocket* m_client;
    QTimer m_tick;
    QElapsedTimer m_clock;
    lab::Guest m_guest;
    lab::ShareConnection m_share;
};

}  // namespace

FileTime currentFileTime()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    const FileTime::UnixTime moment(std::chrono::duration_cast<FileTime::Duration>(sinceEpoch));
    return FileTime::fromUnix(moment).value();  // A clock beyond the year 30828 is not one.
}

crypto::RandomStream systemRandom()
{
    std::array<quint32, crypto::RandomStream::seedSize / sizeof(quint32)> seed{};
    QRandomGenerator::system()->fillRange(seed.data(), static_cast<qsizetype>(seed.size()));
    return crypto::RandomStream(Secret(std::as_bytes(std::span(seed))));
}

LabListener::LabListener(lab::LabWorld& world, crypto::RandomStream random, QObject* parent)
    : QObject(parent), m_world(world), m_random(std::move(random))
{
}

LabListener::~LabListener() = default;

Result<std::uint16_t> LabListener::openPort(const QString& address, std::size_t machine, bool share)
{
    auto server = std::make_unique<QTcpServer>();
    if (!server->listen(QHostAddress(address), 0)) {
        return fail(ErrorCode::Unreachable,
                    Sentence::saying("the practice lab cannot open a port: %1",
                                     server->errorString().toStdString()));
    }
    QTcpServer* listening = server.get();
    // Without a free file Qt stops to accept for good: the next one may find one.
    connect(listening, &QTcpServer::acceptError, listening, [listening] {
        QTimer::singleShot(acceptAgainMs, listening, &QTcpServer::resumeAccepting);
    });
    const auto guests = std::make_shared<lab::Port>();
    connect(listening, &QTcpServer::newConnection, this, [this, listening, machine, share, guests] {
        while (QTcpSocket* client = listening->nextPendingConnection()) {
            lab::LabMachine& self = m_world.machines[machine];
            if (self.fault.place == Stage::Connect && !share) {
                client->abort();
                client->deleteLater();
            } else if (share) {
                new ShareSocket(client, guests, m_world, self, m_random.fork(), this);
            } else {
                serve({.client = client, .machine = machine, .guests = guests});
            }
        }
    });
    const std::uint16_t port = server->serverPort();
    m_servers.push_back(std::move(server));
    return port;
}

void LabListener::serve(Waiting guest)
{
    QTcpSocket* const client = guest.client;
    if (client == nullptr)
        return;
    if (client->state() != QAbstractSocket::ConnectedState) {
        client->deleteLater();
    } else if (!m_isKeyComing(guest.machine)) {
        new LabSocket(client, guest.guests, m_world, m_world.machines[guest.machine],
                      m_random.fork(), this);
    } else if (m_waiting.size() < maxWaiting) {
        m_waiting.push_back(std::move(guest));
    } else {
        client->abort();
        client->deleteLater();
    }
}

void LabListener::serveWaiting()
{
    for (Waiting& each : std::exchange(m_waiting, {}))
        serve(std::move(each));
}

Result<void> LabListener::open(const QString& address)
{
    constexpr std::size_t ports = 2;  // WinRM and shares.
    HOPWRIGHT_TRY_VOID(makeRoomForFiles(m_world.machines.size() * ports + otherFiles));
    for (std::size_t i = 0; i < m_world.machines.size(); ++i) {
        HOPWRIGHT_TRY(const std::uint16_t winrm, openPort(address, i, false));
        HOPWRIGHT_TRY(const std::uint16_t share, openPort(address, i, true));
        lab::LabMachine& machine = m_world.machines[i];
        machine.boundAddress = address.toStdString();
        machine.winrmPort = winrm;
        machine.sharePort = share;
    }
    return {};
}

}  // namespace hopwright::link
