#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace hopwright::files {

/// An open file of Unix, closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, none)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    /// errno stays as it was: it tells of the call before.
    ~Descriptor()
    {
        if (isOpen()) {
            const int before = errno;
            ::close(m_number);
            errno = before;
        }
    }

    bool isOpen() const noexcept { return m_number >= 0; }
    int number() const noexcept { return m_number; }

private:
    static constexpr int none = -1;
    int m_number = none;
};

/// Calls \p call again where a signal came in between.
template <typename Call>
auto withoutSignals(Call call)
{
    auto out = call();
    while (out < 0 && errno == EINTR)
        out = call();
    return out;
}

}  // namespace hopwright::files
