#include "core/link/route_run.h"

#include "core/link/socket_bytes.h"

#include <QNetworkProxy>

#include <utility>

namespace hopwright::link {

namespace {

/// How long a connection may go on closing shells after its run is over.
constexpr int cleaningMs = 10'000;

}  // namespace

RouteRun::RouteRun(probe::RouteProbeConfig config, NameLookup lookup, double startMs,
                   QObject* parent)
    : QObject(parent), m_probe(std::move(config)), m_lookup(std::move(lookup)), m_startMs(startMs)
{
    m_clock.start();
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        if (m_done) {
            close();
        } else {
            carryOut(m_probe.timedOut(now()));
        }
    });
}

RouteRun::~RouteRun()
{
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(m_lookupId);
    if (m_socket != nullptr)
        m_socket->disconnect(this);
}

void RouteRun::start()
{
    carryOut(m_probe.start(now()));
}

void RouteRun::cancel()
{
    carryOut(m_probe.cancel(now()));
}

void RouteRun::carryOut(probe::RouteProbe::Output output)
{
    if (!output.send.empty() && m_socket != nullptr)
        write(*m_socket, output.send);
    const bool justDone = output.done && !std::exchange(m_done, m_done || output.done);
    restartTimeout(output, justDone);
    emit changed();
    if (justDone)
        emit done();
    if (!output.resolve.empty()) {
        resolve(output.resolve);
    } else if (!output.connectAddress.empty()) {
        openSocket(output.connectAddress, output.connectPort);
    }
    if (output.close || (m_done && m_socket == nullptr))
        close();
}

// What moves nothing on earns no more time: a machine that drips bytes is as silent as one that says nothing. Nor does what
// is sent to clean up: that has its time once.
void RouteRun::restartTimeout(const probe::RouteProbe::Output& output, bool justDone)
{
    const bool asks =
        !output.send.empty() || !output.resolve.empty() || !output.connectAddress.empty();
    const bool movesOn = justDone || (asks && !m_done);
    if (movesOn || !m_timeout.isActive())
        m_timeout.start(m_done ? cleaningMs : static_cast<int>(m_probe.timeoutMs(now())));
}

void RouteRun::close()
{
    m_timeout.stop();
    if (m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->disconnectFromHost();
    }
    if (m_done)
        deleteLater();
}

void RouteRun::resolve(const std::string& name)
{
    if (const auto known = m_lookup(name)) {
        // Later, so that a caller of start() has its signals connected and the stage is seen to begin.
        QTimer::singleShot(0, this, [this, name, at = *known] {
            if (m_done)
                return;
            carryOut(at.address.empty() ? m_probe.resolveFailed(name + " is not known here", now())
                                        : m_probe.resolved(at.address, at.port, now()));
        });
        return;
    }
    m_lookupId = QHostInfo::lookupHost(
        QString::fromStdString(name), this, [this, name](const QHostInfo& info) {
            m_lookupId = -1;
            if (m_done)
                return;
            if (info.addresses().isEmpty()) {
                carryOut(
                    m_probe.resolveFailed(name + ": " + info.errorString().toStdString(), now()));
            } else {
                carryOut(m_probe.resolved(info.addresses().constFirst().toString().toStdString(), 0,
                                          now()));
            }
        });
}

void RouteRun::openSocket(const std::string& address, std::uint16_t port)
{
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);  // The machine is asked, not the system's proxy.
    connect(m_socket, &QTcpSocket::connected, this, [this] {
        m_stands = true;
        carryOut(m_probe.connected(now()));
    });
    connect(m_socket, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_probe.received(readAll(*m_socket), now())); });
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_stands) {  // However it broke: what was under way is what it cut.
            carryOut(m_probe.peerClosed(now()));
        } else if (!m_done) {
            carryOut(m_probe.connectFailed(m_socket->errorString().toStdString(), now()));
        }
    });
    m_socket->connectToHost(QString::fromStdString(address), port);
}

}  // namespace hopwright::link
