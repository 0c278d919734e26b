#pragma once

#include "core/base/file_time.h"
#include "core/base/result.h"
#include "core/crypto/random_stream.h"
#include "core/lab/lab_world.h"

#include <QObject>

#include <memory>
#include <vector>

class QTcpServer;

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

private:
    Result<std::uint16_t> openPort(const QString& address, std::size_t machine, bool share);

    lab::LabWorld& m_world;
    crypto::RandomStream m_random;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
};

/// The moment, as protocols want it.
FileTime currentFileTime();
/// A stream seeded by the system's random source.
crypto::RandomStream systemRandom();

}  // namespace hopwright::link
