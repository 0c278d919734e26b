#pragma once

#include <QString>
#include <QTest>

#include <cstdint>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#endif

namespace hopwright::test {

#ifdef Q_OS_UNIX

inline constexpr bool hasSpecialFiles = true;

inline bool makeFifo(const QString& path)
{
    return ::mkfifo(path.toUtf8().constData(), 0600) == 0;
}

/// A disk that is full: while this lives no file of this process grows beyond \p size bytes.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t size) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        m_isSet = ::getrlimit(RLIMIT_FSIZE, &m_before) == 0;
        const rlimit limit{.rlim_cur = size, .rlim_max = m_before.rlim_max};
        m_isSet = m_isSet && ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    FileSizeLimit(FileSizeLimit&&) = delete;
    FileSizeLimit& operator=(FileSizeLimit&&) = delete;
    ~FileSizeLimit()
    {
        if (m_isSet)
            ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    bool isSet() const { return m_isSet; }

private:
    void (*m_handler)(int);
    rlimit m_before{};
    bool m_isSet = false;
};

#else

inline constexpr bool hasSpecialFiles = false;

inline bool makeFifo(const QString&)
{
    return false;
}

class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t) {}
    bool isSet() const { return false; }
};

#endif

}  // namespace hopwright::test

/// For a test that needs a FIFO, a device, a link by its name, or a disk that is full.
#define HOPWRIGHT_NEED_SPECIAL_FILES()                                                    \
    do {                                                                                  \
        if (!hopwright::test::hasSpecialFiles)                                            \
            QSKIP("Windows has no FIFO in a folder, and no full disk that a test makes"); \
    } while (false)
