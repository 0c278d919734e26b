#pragma once

#include <cstddef>
#include <memory>

namespace hopwright::lab {

/// How long a connection may stand on which nobody has signed in: from its start, or from the end of its last sign-in.
inline constexpr double strangerLimitMs = 30'000;
/// How many such connections a port of a host holds at once; the next one is closed as it comes.
inline constexpr std::size_t maxStrangers = 64;
/// How many bytes may wait for a client that does not read its answers: twice the longest answer.
inline constexpr std::size_t maxUnreadBytes = std::size_t{4} * 1024 * 1024;
/// How many bytes are taken from a client at once: what it sends meanwhile stays in the system, and stops it.
inline constexpr std::size_t maxTakenBytes = std::size_t{64} * 1024;

/// How many strangers are at one port. Outlived by its guests: shared.
struct Port {
    std::size_t strangers = 0;
};

/// One connection at a port, as to how long it may stay. Times are milliseconds of the caller's clock.
class Guest {
public:
    /// A stranger, who counts as one at \p port until somebody signs in, and at the latest until this ends.
    Guest(std::shared_ptr<Port> port, double nowMs);
    ~Guest();
    Guest(const Guest&) = delete;
    Guest& operator=(const Guest&) = delete;

    /// Whether the port had room for it.
    bool isWelcome() const noexcept { return m_isWelcome; }
    /// What is known of it now. \returns whether the connection may stay; asked at each turn, and now and then.
    bool mayStay(bool signedIn, std::size_t unreadBytes, double nowMs);

private:
    void setStranger(bool stranger, double nowMs);

    std::shared_ptr<Port> m_port;
    bool m_isStranger = false;
    bool m_isWelcome = false;
    double m_sinceMs = 0;  ///< When it became a stranger.
};

}  // namespace hopwright::lab
