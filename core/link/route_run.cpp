#include "core/link/route_run.h"

#include "core/link/socket_bytes.h"

#include <QNetworkProxy>

#include <utility>

namespace hopwright::link {

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
    if (output.visit) {
        visit(*std::move(output.visit));
    } else if (!output.resolve.empty()) {
        resolve(output.resolve);
    } else if (!output.connectAddress.empty()) {
        openSocket(output.connectAddress, output.connectPort);
    }
    if (output.close || (m_done && m_socket == nullptr))
        close();
    if (output.request)  // Nobody here asks a KDC yet: ADR 0015.
        carryOut(m_probe.answered(wire::auth::nobodyToAsk(), now()));
}

// What moves nothing on earns no more time: a machine that drips bytes is as silent as one that says nothing. Nor does what
// is sent to clean up: that has its time once.
void RouteRun::restartTimeout(const probe::RouteProbe::Output& output, bool justDone)
{
    const bool asks = !output.send.empty() || !output.resolve.empty()
                      || !output.connectAddress.empty() || output.visit;
    const bool movesOn = justDone || (asks && !m_done);
    if (movesOn || !m_timeout.isActive())
        m_timeout.start(static_cast<int>(m_probe.timeoutMs(now())));
}

void RouteRun::close()
{
    m_timeout.stop();
    if (m_visit != nullptr)
        m_visit->stop();
    if (m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->disconnectFromHost();
    }
    if (m_done)
        deleteLater();
}

/// Later, so that a caller of start() has its signals connected and the hop is seen to begin.
void RouteRun::visit(probe::ShareVisit visit)
{
    m_visit = new ShareVisit(m_visitor, std::move(visit), this);
    connect(m_visit, &ShareVisit::ended, this,
            [this](const std::string& line) { carryOut(m_probe.visitEnded(line, now())); });
    QTimer::singleShot(0, m_visit, &ShareVisit::start);
}

void RouteRun::resolve(const std::string& name)
{
    if (const auto known = m_lookup(name)) {
        // Later, so that a caller of start() has its signals connected and the stage is seen to begin.
        QTimer::singleShot(0, this, [this, name, at = *known] {
            if (m_done)
                return;
            if (at.addresses.empty()) {
                carryOut(
                    m_probe.resolveFailed(Sentence::saying("%1 is not known here", name), now()));
            } else {
                onResolved(at);
            }
        });
        return;
    }
    m_lookupId = QHostInfo::lookupHost(
        QString::fromStdString(name), this, [this, name](const QHostInfo& info) {
            m_lookupId = -1;
            if (m_done)
                return;
            if (info.addresses().isEmpty()) {
                carryOut(m_probe.resolveFailed(
                    Sentence::saying("%1: %2", name, info.errorString().toStdString()), now()));
                return;
            }
            Endpoint at;
            for (const QHostAddress& each : info.addresses())
                at.addresses.push_back(each.toString().toStdString());
            onResolved(std::move(at));
        });
}

/// \p at has an address.
void RouteRun::onResolved(Endpoint at)
{
    m_others.assign(std::make_move_iterator(at.addresses.begin() + 1),
                    std::make_move_iterator(at.addresses.end()));
    carryOut(m_probe.resolved(at.addresses.front(), at.port, now()));
}

void RouteRun::openSocket(const std::string& address, std::uint16_t port)
{
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);  // The machine is asked, not the system's proxy.
    connect(m_socket, &QTcpSocket::connected, this, [this, address] {
        m_stands = true;
        carryOut(m_probe.connected(address, now()));
    });
    connect(m_socket, &QTcpSocket::readyRead, this,
            [this] { carryOut(m_probe.received(readAll(*m_socket), now())); });
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this, port] {
        if (m_stands) {  // However it broke: what was under way is what it cut.
            carryOut(m_probe.peerClosed(now()));
        } else if (!m_done) {
            onConnectError(Sentence::verbatim(m_socket->errorString().toStdString()), port);
        }
    });
    m_socket->connectToHost(QString::fromStdString(address), port);
}

/// The next address, if there is one. The time of the stage runs on: carryOut() alone starts it anew.
void RouteRun::onConnectError(const Sentence& why, std::uint16_t port)
{
    if (m_others.empty()) {
        carryOut(m_probe.connectFailed(why, now()));
        return;
    }
    const std::string next = std::move(m_others.front());
    m_others.pop_front();
    m_socket->disconnect(this);
    m_socket->deleteLater();
    openSocket(next, port);
}

}  // namespace hopwright::link
