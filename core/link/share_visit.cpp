#include "core/link/share_visit.h"

#include "core/link/lab_listener.h"
#include "core/link/socket_bytes.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <utility>

namespace hopwright::link {

ShareVisitor programVisitor(const std::string& program, const std::string& client,
                            const std::string& host, const std::string& address)
{
    auto world = std::make_shared<lab::LabWorld>();
    world->smbClientPath = program;
    world->machines.push_back({.name = host, .address = address});
    world->machines.push_back({.name = client});
    const lab::LabMachine* machine = &world->machines.back();
    return {.world = std::move(world), .machine = machine};
}

ShareVisit::ShareVisit(ShareVisitor visitor, probe::ShareVisit visit, QObject* parent)
    : QObject(parent), m_visitor(std::move(visitor)), m_visit(std::move(visit))
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { carryOut(m_hop->timedOut(now())); });
    connect(&m_program, &ProgramProcess::ended, this, [this](int code, const std::string& output) {
        carryOut(m_hop->programEnded(code, output, now()));
    });
    m_clock.start();
}

void ShareVisit::start()
{
    auto input = lab::readProbeInput(m_visit.input);
    if (!input) {
        emit ended({});
        return;
    }
    const std::string& domain = m_visit.as.domain;
    std::string account = domain.empty() ? m_visit.as.user : domain + '\\' + m_visit.as.user;
    m_hop.emplace(*m_visitor.world, *m_visitor.machine, *std::move(input), std::move(m_visit.as),
                  std::move(account), currentFileTime(), systemRandom());
    carryOut(m_hop->start(now()));
}

void ShareVisit::stop()
{
    m_limit.stop();
    m_program.drop();
    closeSocket();
    disconnect();
}

void ShareVisit::carryOut(lab::NextHopOutput output)
{
    // What moves nothing on earns no more time.
    if (!output.send.empty() || !output.connectAddress.empty() || output.program)
        m_limit.start(static_cast<int>(m_visitor.world->nextHopLimitMs));
    if (!output.send.empty() && m_socket != nullptr)
        write(*m_socket, output.send);
    if (output.done) {
        m_limit.stop();
        m_program.drop();
        closeSocket();
        emit ended(lab::toJsonLine(m_hop->report()));
        return;
    }
    if (!output.connectAddress.empty())
        connectTo(output.connectAddress, output.connectPort);
    if (output.program)
        m_program.start(std::move(*output.program));
}

void ShareVisit::connectTo(const std::string& address, std::uint16_t port)
{
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);  // The machine is asked, not the system's proxy.
    connect(m_socket, &QTcpSocket::connected, this, [this] {
        m_stands = true;
        carryOut(m_hop->connected(now()));
    });
    connect(m_socket, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_hop->received(readAll(*m_socket), now())); });
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_stands) {  // However it broke: what was under way is what it cut.
            carryOut(m_hop->peerClosed(now()));
        } else {
            carryOut(m_hop->connectFailed(m_socket->errorString().toStdString(), now()));
        }
    });
    m_socket->connectToHost(QHostAddress(QString::fromStdString(address)), port);
}

void ShareVisit::closeSocket()
{
    if (m_socket == nullptr)
        return;
    m_socket->disconnect(this);
    m_socket->disconnectFromHost();
    m_socket->deleteLater();
    m_socket = nullptr;
}

}  // namespace hopwright::link
