#pragma once

#include "tests/needed.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QStringList>
#include <QTcpServer>
#include <QTextStream>

namespace hopwright::test {

/// A program that runs beside a test, and ends with it: by its own pid, kindly, then not.
class JudgeProcess {
public:
    JudgeProcess() = default;
    JudgeProcess(const JudgeProcess&) = delete;
    JudgeProcess& operator=(const JudgeProcess&) = delete;
    ~JudgeProcess() { stop(); }

    void start(const QString& program, const QStringList& arguments,
               const QProcessEnvironment& environment, const QString& logFile)
    {
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(logFile, QIODevice::Append);
        if (program != QLatin1String("Xvfb"))
            m_process.setStandardOutputFile(logFile, QIODevice::Append);
        m_process.start(program, arguments);
    }
    void stop()
    {
        constexpr int patience = 1000;  // freerdp-shadow-cli does not heed SIGTERM for longer.
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        if (!m_process.waitForFinished(patience)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    QProcess& process() { return m_process; }

private:
    QProcess m_process;
};

inline quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16{0};
}

/// Whether all \p programs are there. Says so when not; the caller must fail if isAllRequired().
inline bool judgeIsPresent(const char* name, const QStringList& programs)
{
    for (const QString& program : programs) {
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            QTextStream(stdout) << "judge skipped: " << name << '\n';
            return false;
        }
    }
    return true;
}

inline void sayJudgeRan(const char* name)
{
    QTextStream(stdout) << "judge ran: " << name << '\n';
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace hopwright::test
