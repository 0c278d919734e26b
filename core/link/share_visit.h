#pragma once

#include "core/lab/next_hop.h"
#include "core/link/program_process.h"
#include "core/probe/route_probe.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>

class QTcpSocket;

namespace hopwright::link {

/// Who visits the share of a route without a session: lab host A in practice; in a live run this computer, by a program.
struct ShareVisitor {
    std::shared_ptr<const lab::LabWorld> world =
        {};                                    ///< With the share's machine. Null: nobody can.
    const lab::LabMachine* machine = nullptr;  ///< Of \p world.
};

/// This computer in place of \p client, with \p program (smbclient) for the share of \p host, which is at \p address or, when
/// that is empty, wherever its name leads.
ShareVisitor programVisitor(const std::string& program, const std::string& client,
                            const std::string& host, const std::string& address);

/// One machine visiting a share, signed in as whoever sits there, by the same code as a lab host for its next hop.
class ShareVisit : public QObject {
    Q_OBJECT

public:
    ShareVisit(ShareVisitor visitor, probe::ShareVisit visit, QObject* parent);

    void start();
    void stop();

signals:
    /// Once, with the line that tells of it; empty: there was nothing to tell. Not after stop().
    void ended(const std::string& line);

private:
    void carryOut(lab::NextHopOutput output);
    void connectTo(const std::string& address, std::uint16_t port);
    void closeSocket();
    double now() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    ShareVisitor m_visitor;
    probe::ShareVisit m_visit;
    std::optional<lab::NextHop> m_hop;
    ProgramProcess m_program{this};
    QTcpSocket* m_socket = nullptr;
    bool m_stands = false;  ///< It was connected; no error is one of connecting any more.
    QTimer m_limit;
    QElapsedTimer m_clock;
};

}  // namespace hopwright::link
