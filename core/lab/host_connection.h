#pragma once

#include "core/lab/next_hop.h"
#include "core/wire/winrm/server_session.h"

#include <memory>
#include <optional>
#include <string>

namespace hopwright::lab {

/// What one connection asks of the outside.
struct HostOutput {
    Bytes send = {};          ///< To the client.
    NextHopOutput next = {};  ///< For the connection to the next host, or a program to run.
    bool close = false;       ///< Close the client's connection.
};

/// One connection to a lab host's WinRM port: signs the client in, opens a shell for it, and runs what it is asked:
/// `whoami`, `hostname`, `echo TEXT`, `exit N`, or a probe's step; anything else is not recognized, as cmd says it (9009).
///
/// Sans I/O; times are milliseconds of the caller's clock. Needs \p world to outlive it.
class HostConnection {
public:
    HostConnection(const LabWorld& world, const LabMachine& self, FileTime now,
                   crypto::RandomStream random);

    HostOutput received(ByteView bytes, double nowMs);
    HostOutput nextConnected(double nowMs);
    HostOutput nextFailed(const std::string& why, double nowMs);
    HostOutput nextReceived(ByteView bytes, double nowMs);
    HostOutput nextClosed(double nowMs);
    HostOutput programEnded(int exitCode, const std::string& output, double nowMs);
    /// To be called now and then: answers a Receive that has waited, and ends a stage of the next hop that hangs.
    HostOutput tick(double nowMs);
    bool isSignedIn() const noexcept { return m_server.isSignedIn(); }

private:
    HostOutput serverOutput(wire::winrm::ServerSession::Output output, double nowMs);
    HostOutput run(wire::winrm::StartedCommand command, double nowMs);
    HostOutput runProbe(wire::winrm::StartedCommand command, double nowMs);
    HostOutput finish(const std::string& out, const std::string& err, std::uint32_t exitCode,
                      double nowMs);
    HostOutput nextOutput(NextHopOutput output, double nowMs);

    const LabWorld& m_world;
    const LabMachine& m_self;
    FileTime m_now;
    crypto::RandomStream m_random;
    wire::winrm::ServerSession m_server;
    std::optional<NextHop> m_next;
    double m_receiveSince = -1;  ///< When the Receive that waits came; negative: none waits.
    double m_nextSince = 0;      ///< When the next hop last moved on.
};

}  // namespace hopwright::lab
