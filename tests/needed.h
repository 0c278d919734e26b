#pragma once

#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

#include <string>

namespace hopwright::test {

/// Whether all has to be looked at, as `./check` asks: what cannot run is then a failure, no skip.
inline bool isAllRequired()
{
    return qEnvironmentVariable("HOPWRIGHT_REQUIRE_JUDGES") == QLatin1String("1");
}

}  // namespace hopwright::test

/// For a test that needs what this machine may not have. \p why, a std::string, says what is missing; empty: nothing is.
#define HOPWRIGHT_NEED(why)                                                        \
    do {                                                                           \
        const std::string missing = (why);                                         \
        if (!missing.empty() && hopwright::test::isAllRequired())                  \
            QFAIL((missing + " (HOPWRIGHT_REQUIRE_JUDGES asks for all)").c_str()); \
        if (!missing.empty())                                                      \
            QSKIP(missing.c_str());                                                \
    } while (false)

/// For a test of files of several users. Nobody else may make those, so without root it is a skip, whatever is asked for.
#define HOPWRIGHT_NEED_ROOT()                              \
    do {                                                   \
        if (::geteuid() != 0)                              \
            QSKIP("only root makes files of other users"); \
    } while (false)
