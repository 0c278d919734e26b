#pragma once

#include <QTest>

#ifdef Q_OS_LINUX
#include <arpa/inet.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <cstdint>

namespace hopwright::test {

#ifdef Q_OS_LINUX

inline constexpr bool canBreakConnections = true;

/// What a router that lost the way does to a connection that stands: its next read is an error, and neither a close nor a
/// reset. On loopback nothing does it, so the descriptor gets another socket beneath it, one whose peer is not there.
inline void breakConnection(int descriptor)
{
    const int other = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in nobody{};
    nobody.sin_family = AF_INET;
    nobody.sin_port = htons(1);
    nobody.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* address = reinterpret_cast<const sockaddr*>(&nobody);  // NOLINT: as POSIX has it
    QCOMPARE(::connect(other, address, sizeof nobody), 0);
    QCOMPARE(::send(other, "x", 1, 0), ssize_t{1});
    QVERIFY(::dup2(other, descriptor) >= 0);
    ::close(other);
}

/// This process' socket that is connected to \p port; -1: none.
inline int socketTo(std::uint16_t port)
{
    constexpr int most = 1024;
    for (int each = 0; each < most; ++each) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        auto* address = reinterpret_cast<sockaddr*>(&peer);  // NOLINT: as POSIX has it
        if (::getpeername(each, address, &size) == 0 && ntohs(peer.sin_port) == port)
            return each;
    }
    return -1;
}

/// How many messages went out by \p socket: small ones on loopback, so one segment each.
inline unsigned messagesSent(int socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_data_segs_out
                                                                          : 0;
}

#else

inline constexpr bool canBreakConnections = false;

inline void breakConnection(int) {}

inline int socketTo(std::uint16_t)
{
    return -1;
}

inline unsigned messagesSent(int)
{
    return 0;
}

#endif

}  // namespace hopwright::test

/// For a test that breaks a connection of this process.
#define HOPWRIGHT_NEED_BROKEN_CONNECTIONS()                                          \
    do {                                                                             \
        if (!hopwright::test::canBreakConnections)                                   \
            QSKIP("only Linux lets a test put another socket beneath a connection"); \
    } while (false)
