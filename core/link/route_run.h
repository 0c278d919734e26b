#pragma once

#include "core/probe/route_probe.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopwright::link {

/// Where a name is: an address to connect to, and a port when the environment knows a better one than the drawing.
struct Endpoint {
    std::string address = {};
    std::uint16_t port = 0;  ///< 0: the drawing's.
};

/// What a name stands for; nothing: ask DNS. An Endpoint without an address: the name is not known here.
using NameLookup = std::function<std::optional<Endpoint>(const std::string& name)>;

/// One route's probe on one socket. Deletes itself when it is over and its connection is closed, at the latest 10 s after.
class RouteRun : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRun)

public:
    RouteRun(probe::RouteProbeConfig config, NameLookup lookup, double startMs, QObject* parent);
    ~RouteRun() override;

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
    void openSocket(const std::string& address, std::uint16_t port);
    void close();
    double now() const { return m_startMs + static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    probe::RouteProbe m_probe;
    NameLookup m_lookup;
    double m_startMs;
    QElapsedTimer m_clock;
    QTimer m_timeout;
    QTcpSocket* m_socket = nullptr;
    bool m_stands = false;  ///< The connection was made; no error is one of connecting any more.
    int m_lookupId = -1;
    bool m_done = false;
};

}  // namespace hopwright::link
