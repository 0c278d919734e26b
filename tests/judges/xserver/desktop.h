#pragma once

#include "tests/judges/display.h"

#include <QProcess>
#include <QRect>
#include <QRegularExpression>
#include <QSize>

#include <optional>

namespace hopwright::test {

/// A desktop of its own: an X server that nobody sees, a window manager, and hands on its keyboard and mouse (xdotool). What it
/// says of windows is by x11-utils. Everything that was started in it ends with it.
class Desktop {
public:
    static QStringList programs()
    {
        return {QStringLiteral("Xvfb"), QStringLiteral("blackbox"), QStringLiteral("xdotool"),
                QStringLiteral("xclip"), QStringLiteral("xwininfo")};
    }

    /// \p home takes what the programs keep, and "log". \returns whether all is there.
    bool start(const QString& home, QSize screen)
    {
        m_home = home;
        m_log = home + QStringLiteral("/log");
        const QString display = startDisplay(
            m_server, m_log, QStringLiteral("%1x%2x24").arg(screen.width()).arg(screen.height()));
        if (display.isEmpty() || !writeManagersFile(home + QStringLiteral("/.blackboxrc")))
            return false;
        m_environment = environmentAt(display, home);
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        // An address that leads nowhere: without one, a bus would be started that nobody ends.
        m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                             QStringLiteral("unix:path=%1/no-bus").arg(home));
        m_manager.start(QStringLiteral("blackbox"), {}, m_environment, m_log);
        constexpr int patience = 20'000;
        return QTest::qWaitFor(
            [this] { return ask(QStringLiteral("xdotool"), {"get_num_desktops"}).has_value(); },
            patience);
    }
    void stop()
    {
        m_program.stop();
        m_manager.stop();
        m_server.stop();
    }
    /// The program that is looked at.
    QProcess& open(const QString& program, const QStringList& arguments)
    {
        m_program.start(program, arguments, m_environment, m_log);
        return m_program.process();
    }
    QProcess& program() { return m_program.process(); }
    QByteArray log() const { return contentOf(m_log); }

    /// What another program prints that is run to its end; nothing when it failed.
    std::optional<QByteArray> ask(const QString& program, const QStringList& arguments) const
    {
        constexpr int patience = 10'000;
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(program, arguments);
        if (!process.waitForFinished(patience)) {
            process.kill();
            process.waitForFinished();
            return std::nullopt;
        }
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            return std::nullopt;
        return process.readAllStandardOutput();
    }

    // Hands -----------------------------------------------------------------------------------------------------------

    bool act(const QStringList& arguments) const
    {
        return ask(QStringLiteral("xdotool"), arguments).has_value();
    }
    /// Whatever has the keyboard gets them, one after another.
    bool keys(const QStringList& names) const { return act(QStringList{"key"} + names); }
    bool type(const QString& text) const { return act({"type", "--delay", "4", text}); }
    bool click(QPoint at) const { return act(QStringList{"mousemove"} + place(at) + clicked); }
    /// As a hand does it: there are places on the way.
    bool drag(QPoint from, QPoint to) const
    {
        constexpr int steps = 8;
        QStringList all = QStringList{"mousemove"} + place(from) + QStringList{"mousedown", "1"};
        for (int i = 1; i <= steps; ++i)
            all += QStringList{"mousemove"} + place(from + (to - from) * i / steps)
                   + QStringList{"sleep", "0.03"};
        return act(all + QStringList{"mouseup", "1"});
    }

    // Windows ---------------------------------------------------------------------------------------------------------

    /// Those that are seen and whose titles match.
    QStringList windows(const QString& title) const
    {
        const auto found =
            ask(QStringLiteral("xdotool"), {"search", "--onlyvisible", "--name", title});
        return QString::fromUtf8(found.value_or(QByteArray()))
            .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }
    QString titleOf(const QString& window) const
    {
        const auto said = ask(QStringLiteral("xdotool"), {"getwindowname", window});
        return QString::fromUtf8(said.value_or(QByteArray())).trimmed();
    }
    QString active() const
    {
        const auto said = ask(QStringLiteral("xdotool"), {"getactivewindow"});
        return QString::fromUtf8(said.value_or(QByteArray())).trimmed();
    }
    QRect rectOf(const QString& window) const
    {
        const QString said = told({"-stats", "-id", window});
        return {number(said, "Absolute upper-left X"), number(said, "Absolute upper-left Y"),
                number(said, "Width"), number(said, "Height")};
    }
    /// What the window manager put round \p window; nothing when it is as bare as it was made.
    std::optional<QString> frameOf(const QString& window) const
    {
        QString frame;
        QString at = window;
        while (!at.isEmpty()) {
            const QString said = told({"-children", "-id", at});
            const QString root = id(said, "Root");
            const QString parent = id(said, "Parent");
            if (parent.isEmpty() || parent == root)
                break;
            frame = parent;
            at = parent;
        }
        return frame.isEmpty() ? std::nullopt : std::optional(frame);
    }

    // Clipboard -------------------------------------------------------------------------------------------------------

    /// By another program.
    bool copy(const QString& text) const
    {
        QFile file(m_home + QStringLiteral("/copied"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            return false;
        file.close();
        return ask(QStringLiteral("xclip"), {"-i", "-selection", "clipboard", file.fileName()})
            .has_value();
    }
    /// What \p target of it is, as another program gets it; nothing when nobody has one.
    QByteArray clipboard(const QString& target = QStringLiteral("UTF8_STRING")) const
    {
        return ask(QStringLiteral("xclip"), {"-o", "-selection", "clipboard", "-t", target})
            .value_or(QByteArray());
    }

private:
    inline static const QStringList clicked{"click", "1"};

    static QStringList place(QPoint at)
    {
        return {QString::number(at.x()), QString::number(at.y())};
    }
    /// A click gives the keyboard, and a window that opens has it.
    static bool writeManagersFile(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly)
               && file.write("session.screen0.focusModel: ClickToFocus\n"
                             "session.screen0.focusNewWindows: True\n"
                             "session.screen0.focusLastWindow: True\n")
                      > 0;
    }
    QString told(const QStringList& arguments) const
    {
        return QString::fromUtf8(ask(QStringLiteral("xwininfo"), arguments).value_or(QByteArray()));
    }
    static QString word(const QString& said, const QString& pattern)
    {
        return QRegularExpression(pattern).match(said).captured(1);
    }
    static int number(const QString& said, const char* name)
    {
        return word(said, QLatin1String(name) + QStringLiteral(":\\s+(-?\\d+)")).toInt();
    }
    static QString id(const QString& said, const char* name)
    {
        return word(said, QLatin1String(name) + QStringLiteral(" window id: (0x[0-9a-f]+)"));
    }

    JudgeProcess m_server;
    JudgeProcess m_manager;
    JudgeProcess m_program;  ///< Ends first.
    QProcessEnvironment m_environment;
    QString m_home;
    QString m_log;
};

}  // namespace hopwright::test
