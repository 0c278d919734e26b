#pragma once

#include "core/lab/guests.h"
#include "core/lab/host_connection.h"
#include "core/link/program_process.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace hopwright::link {

/// One client's socket at a lab host, and the socket or program of the next hop that host opens for it.
class LabSocket : public QObject {
    Q_OBJECT

public:
    /// Takes \p client over, a guest at \p port; deletes itself when it is closed.
    LabSocket(QTcpSocket* client, std::shared_ptr<lab::Port> port, const lab::LabWorld& world,
              const lab::LabMachine& self, crypto::RandomStream random, QObject* parent);

private:
    void carryOut(lab::HostOutput output);
    void connectNext(const QString& address, std::uint16_t port);
    double now() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    QTcpSocket* m_client;
    QTcpSocket* m_next = nullptr;
    bool m_nextStands = false;  ///< It was connected; no error is one of connecting any more.
    ProgramProcess m_program{this};
    QTimer m_tick;
    QElapsedTimer m_clock;
    lab::Guest m_guest;
    lab::HostConnection m_host;
};

}  // namespace hopwright::link
