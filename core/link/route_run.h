#pragma once

#include "core/link/share_visit.h"
#include "core/probe/route_probe.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::link {

/// Where a name is: addresses to connect to, tried in turn, and a port when the environment knows a better one than the
/// drawing.
struct Endpoint {
    std::vector<std::string> addresses = {};
    std::uint16_t port = 0;  ///< 0: the drawing's.
};

/// What a name, or an address without brackets, stands for; nothing: ask DNS. An Endpoint without addresses: the name is
/// not known here.
using NameLookup = std::function<std::optional<Endpoint>(const std::string& name)>;

/// One route's probe on one socket. Where a name has several addresses, one that cannot be connected to gives way to the
/// next, all within the time of one connect stage; after a connection stood nothing is tried again. Deletes itself when it
/// is over and its connection is closed, at the latest its cleaningLimitMs after: nobody else ends it.
class RouteRun : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRun)

public:
    RouteRun(probe::RouteProbeConfig config, NameLookup lookup, double startMs, QObject* parent);
    ~RouteRun() override;

    /// For a route whose first hop is a share: who visits it. Before start().
    void setShareVisitor(ShareVisitor visitor) { m_visitor = std::move(visitor); }
    void start();
    void cancel();
    const probe::RouteResult& result() const noexcept { return m_probe.result(); }

signals:
    void changed();
    void done();  ///< Once: every hop has its end state. The connection may still be closing.

private:
    void carryOut(probe::RouteProbe::Output output);
    void restartTimeout(const probe::RouteProbe::Output& output, bool justDone);
    void resolve(const std::string& name);
    void onResolved(Endpoint at);
    void openSocket(const std::string& address, std::uint16_t port);
    void onConnectError(const Sentence& why, std::uint16_t port);
    void visit(probe::ShareVisit visit);
    void close();
    double now() const { return m_startMs + static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    probe::RouteProbe m_probe;
    NameLookup m_lookup;
    double m_startMs;
    QElapsedTimer m_clock;
    QTimer m_timeout;  ///< Of the stage under way; behind done(), of the connection.
    QTcpSocket* m_socket = nullptr;
    ShareVisitor m_visitor = {};
    ShareVisit* m_visit = nullptr;
    std::deque<std::string> m_others = {};  ///< Addresses of the name that were not tried yet.
    bool m_stands = false;  ///< The connection was made; no error is one of connecting any more.
    int m_lookupId = -1;
    bool m_done = false;
};

}  // namespace hopwright::link
