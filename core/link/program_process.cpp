#include "core/link/program_process.h"

#include "core/link/password_handover.h"

#include <QProcess>

namespace hopwright::link {

namespace {

/// smbclient uses what arrived on the wire only: no password, user or ticket of whoever runs the lab.
QProcessEnvironment programEnvironment()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* each : {"PASSWD", "PASSWD_FD", "PASSWD_FILE", "USER", "LOGNAME"})
        environment.remove(QString::fromLatin1(each));
    environment.insert(QStringLiteral("KRB5CCNAME"), QStringLiteral("MEMORY:hopwright"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

}  // namespace

void ProgramProcess::start(lab::ProgramRun run)
{
    auto* program = new QProcess(this);
    m_process = program;
    QStringList arguments;
    for (const std::string& each : run.arguments)
        arguments.append(QString::fromStdString(each));
    program->setProcessEnvironment(programEnvironment());
    PasswordHandover handover;
    if (run.password.size() != 0 && !handover.give(*program, run.password)) {
        QMetaObject::invokeMethod(this, [this] { end(-1, {}); }, Qt::QueuedConnection);
        return;
    }
    connect(program, &QProcess::readyReadStandardOutput, program, [program] {
        if (program->bytesAvailable() > static_cast<qint64>(lab::maxProgramOutput))
            program->kill();
    });
    connect(program, &QProcess::finished, this,
            [this, program](int exitCode, QProcess::ExitStatus how) {
                const QByteArray output =
                    program->readAllStandardOutput() + '\n' + program->readAllStandardError();
                end(how == QProcess::NormalExit ? exitCode : 1, output.toStdString());
            });
    connect(program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            QMetaObject::invokeMethod(this, [this] { end(-1, {}); }, Qt::QueuedConnection);
    });
    program->start(QString::fromStdString(run.path), arguments);
    program->write(run.input.data(), static_cast<qint64>(run.input.size()));
    program->closeWriteChannel();
}

void ProgramProcess::end(int exitCode, const std::string& output)
{
    if (m_process == nullptr)
        return;
    m_process->deleteLater();
    m_process = nullptr;
    emit ended(exitCode, output);
}

void ProgramProcess::drop()
{
    if (m_process == nullptr)
        return;
    m_process->disconnect(this);
    connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    m_process->kill();
    m_process = nullptr;
}

}  // namespace hopwright::link
