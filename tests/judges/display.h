#pragma once

#include "tests/judges/credssp/judge_process.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace hopwright::test {

/// Starts a virtual display that picks its own number. It does not begin anew when its last client leaves: FreeRDP opens it
/// twice, and the second time would meet a display that is not there yet. \returns `:N`, or nothing.
inline QString startDisplay(JudgeProcess& xvfb, const QString& logFile,
                            const QString& screen = QStringLiteral("640x480x24"))
{
    xvfb.start(QStringLiteral("Xvfb"),
               {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                QStringLiteral("0"), screen, QStringLiteral("-nolisten"), QStringLiteral("tcp"),
                QStringLiteral("-noreset")},
               QProcessEnvironment::systemEnvironment(), logFile);
    constexpr int patience = 10000;
    while (!xvfb.process().canReadLine()) {
        if (!xvfb.process().waitForReadyRead(patience))
            return {};
    }
    return QLatin1Char(':') + QString::fromLatin1(xvfb.process().readLine().trimmed());
}

/// The environment of somebody whose home is \p home, at \p display, and who has no session yet: no Wayland, no bus.
inline QProcessEnvironment environmentAt(const QString& display, const QString& home)
{
    auto out = QProcessEnvironment::systemEnvironment();
    out.insert(QStringLiteral("DISPLAY"), display);
    for (const char* each :
         {"XDG_RUNTIME_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        out.insert(QLatin1String(each), home);
    for (const char* each : {"WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"})
        out.remove(QLatin1String(each));
    return out;
}

}  // namespace hopwright::test
