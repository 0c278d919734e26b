#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <csignal>
#include <initializer_list>
#include <utility>

namespace hopwright::secrets {

inline const QByteArray planted = "Qz7vPlantedXk93WmTr5";
inline constexpr int patienceMs = 60'000;

struct Search {
    int code = -1;  ///< 0: nothing found, 1: found.
    QByteArray said = {};
};

inline Search search(const QString& folder, const QByteArray& secret = planted)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(HOPWRIGHT_PYTHON),
                  {QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/secrets/search.py"), folder});
    process.write(secret + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(patienceMs) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {.code = process.exitCode(), .said = process.readAll()};
}

inline bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A home of its own for all that is run, and the files where it leaves what it says.
class World {
public:
    /// \p program: what is run.
    explicit World(QString program) : m_program(std::move(program))
    {
        for (const char* each :
             {"home", "tmp", "config", "data", "cache", "state", "runtime", "work", "said", "proc"})
            QDir(m_folder.path()).mkpath(QString::fromLatin1(each));
        QFile::setPermissions(path("runtime"),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString root() const { return m_folder.path(); }

    enum class Input { Ends, StaysOpen };
    /// Begins the program with \p input on its standard input, and notes its command line and environment as others see
    /// them.
    void start(QProcess& process, const QStringList& arguments, const QByteArray& input,
               Input how = Input::Ends)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto& [name, folder] :
             std::initializer_list<std::pair<const char*, const char*>>{
                 {"HOME", "home"},
                 {"TMPDIR", "tmp"},
                 {"XDG_CONFIG_HOME", "config"},
                 {"XDG_DATA_HOME", "data"},
                 {"XDG_CACHE_HOME", "cache"},
                 {"XDG_STATE_HOME", "state"},
                 {"XDG_RUNTIME_DIR", "runtime"}})
            environment.insert(QString::fromLatin1(name), path(folder));
        m_said = path("said") + QStringLiteral("/%1").arg(++m_count);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(path("work"));
        process.setStandardOutputFile(m_said + QStringLiteral(".out"));
        process.setStandardErrorFile(m_said + QStringLiteral(".err"));
        process.setChildProcessModifier([] {  // It may dump as much as it likes.
            rlimit limit{};
            ::getrlimit(RLIMIT_CORE, &limit);
            limit.rlim_cur = limit.rlim_max;
            ::setrlimit(RLIMIT_CORE, &limit);
        });
        process.start(m_program, arguments);
        process.waitForStarted(patienceMs);
        process.write(input);
        process.waitForBytesWritten(patienceMs);
        look(process);
        if (how == Input::Ends)
            process.closeWriteChannel();
    }

    /// Copies what the system tells anybody about the process. What cannot be opened is told to nobody.
    void look(const QProcess& process)
    {
        for (const char* each : {"cmdline", "environ"}) {
            QFile file(QStringLiteral("/proc/%1/%2")
                           .arg(process.processId())
                           .arg(QString::fromLatin1(each)));
            if (file.open(QIODevice::ReadOnly))
                m_lookedAt += write(path("proc")
                                        + QStringLiteral("/%1-%2").arg(++m_count).arg(
                                            QString::fromLatin1(each)),
                                    file.readAll())
                                  ? 1
                                  : 0;
        }
    }

    /// Runs it to its end. \returns the exit code, -1 when it did not end by itself.
    int run(const QStringList& arguments, const QByteArray& input = {})
    {
        QProcess process;
        start(process, arguments, input);
        return ended(process);
    }
    static int ended(QProcess& process)
    {
        const bool whole =
            process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit;
        return whole ? process.exitCode() : -1;
    }
    static void signal(const QProcess& process, int number)
    {
        ::kill(static_cast<pid_t>(process.processId()), number);
    }
    int lookedAt() const { return m_lookedAt; }
    /// What the process begun last has said so far.
    QByteArray said() const
    {
        QFile file(m_said + QStringLiteral(".out"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QString m_program;
    QTemporaryDir m_folder;
    QString m_said;
    int m_count = 0;
    int m_lookedAt = 0;
};

}  // namespace hopwright::secrets
