#pragma once

#include "core/base/file_time.h"
#include "core/base/result.h"
#include "core/crypto/random_stream.h"
#include "core/lab/lab_world.h"

#include <QObject>
#include <QPointer>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace hopwright::lab {
struct Port;
}  // namespace hopwright::lab

namespace hopwright::link {

/// Opens the ports of a lab's machines on a loopback address and joins sockets and lab connections. Nothing else: what a
/// host answers is core/lab's.
class LabListener : public QObject {
    Q_OBJECT

public:
    /// \p world must outlive this; bound addresses and ports are written into its machines.
    LabListener(lab::LabWorld& world, crypto::RandomStream random, QObject* parent = nullptr);
    ~LabListener() override;

    /// \returns Unreachable when a port cannot be opened; TooLarge when the system allows the process too few open files, by
    /// name. The soft limit is raised as far as needed.
    Result<void> open(const QString& address);

    /// Whether the certificate of the machine of that place is being made, asked at each connection to its WinRM: the client
    /// then waits for serveWaiting().
    using IsKeyComing = std::function<bool(std::size_t machine)>;
    void setKeyQuestion(IsKeyComing isKeyComing) { m_isKeyComing = std::move(isKeyComing); }
    /// Certificates were made: who waited for one of them is served.
    void serveWaiting();

    static constexpr std::size_t maxWaiting = 256;  ///< More are turned away.

private:
    struct Waiting {
        QPointer<QTcpSocket> client;
        std::size_t machine;
        std::shared_ptr<lab::Port> guests;
    };

    void serve(Waiting guest);
    Result<std::uint16_t> openPort(const QString& address, std::size_t machine, bool share);

    lab::LabWorld& m_world;
    crypto::RandomStream m_random;
    IsKeyComing m_isKeyComing = [](std::size_t) {
        return false;
    };
    std::vector<Waiting> m_waiting = {};
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
};

/// The moment, as protocols want it.
FileTime currentFileTime();
/// A stream seeded by the system's random source.
crypto::RandomStream systemRandom();

}  // namespace hopwright::link
