#include "core/link/lab_listener.h"

#include "core/lab/share_connection.h"
#include "core/link/lab_socket.h"
#include "core/link/socket_bytes.h"

#include <QDateTime>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

namespace hopwright::link {

namespace {

/// One client's socket at a lab host's share port.
void serveShare(QTcpSocket* client, lab::LabWorld& world, lab::LabMachine& self,
                crypto::RandomStream random)
{
    auto share =
        std::make_shared<lab::ShareConnection>(world, self, currentFileTime(), std::move(random));
    QObject::connect(client, &QTcpSocket::readyRead, client, [client, share] {
        const lab::ShareConnection::Output output = share->received(readAll(*client));
        write(*client, output.send);
        if (output.close)
            client->disconnectFromHost();
    });
    QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
}

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
                    "the practice lab cannot open a port: " + server->errorString().toStdString());
    }
    QTcpServer* listening = server.get();
    connect(listening, &QTcpServer::newConnection, this, [this, listening, machine, share] {
        while (QTcpSocket* client = listening->nextPendingConnection()) {
            lab::LabMachine& self = m_world.machines[machine];
            if (self.fault.place == lab::FaultPlace::Connect && !share) {
                client->abort();
                client->deleteLater();
            } else if (share) {
                serveShare(client, m_world, self, m_random.fork());
            } else {
                new LabSocket(client, m_world, self, m_random.fork(), this);
            }
        }
    });
    const std::uint16_t port = server->serverPort();
    m_servers.push_back(std::move(server));
    return port;
}

Result<void> LabListener::open(const QString& address)
{
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
