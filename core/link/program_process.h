#pragma once

#include "core/lab/share_program.h"

#include <QObject>

#include <string>

class QProcess;

namespace hopwright::link {

/// A program that reaches a share for a machine, as smbclient: gets its password by an inherited descriptor, and nothing of
/// whoever runs this process. One at a time.
class ProgramProcess : public QObject {
    Q_OBJECT

public:
    explicit ProgramProcess(QObject* parent) : QObject(parent) {}

    void start(lab::ProgramRun run);
    /// Kills what runs; nothing is told of it.
    void drop();

signals:
    /// \p output is standard output, a line end, standard error. -1: it could not be started.
    void ended(int exitCode, const std::string& output);

private:
    void end(int exitCode, const std::string& output);

    QProcess* m_process = nullptr;
};

}  // namespace hopwright::link
