#include "core/lab/guests.h"

#include <utility>

namespace hopwright::lab {

Guest::Guest(std::shared_ptr<Port> port, double nowMs) : m_port(std::move(port))
{
    m_isWelcome = m_port->strangers < maxStrangers;
    setStranger(true, nowMs);
}

Guest::~Guest()
{
    setStranger(false, 0);
}

void Guest::setStranger(bool stranger, double nowMs)
{
    if (stranger == m_isStranger)
        return;
    m_isStranger = stranger;
    if (stranger) {
        ++m_port->strangers;
        m_sinceMs = nowMs;
    } else {
        --m_port->strangers;
    }
}

bool Guest::mayStay(bool signedIn, std::size_t unreadBytes, double nowMs)
{
    setStranger(!signedIn, nowMs);
    const bool isLate = m_isStranger && nowMs - m_sinceMs >= strangerLimitMs;
    return !isLate && unreadBytes <= maxUnreadBytes;
}

}  // namespace hopwright::lab
