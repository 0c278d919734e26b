#include "app/cli/command.h"
#include "app/process/no_dumps.h"

#include <QCoreApplication>
#include <QStringList>

#include <iostream>
#include <utility>

int main(int argc, char* argv[])
{
    hopwright::process::keepOutOfDumps();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hopwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPWRIGHT_VERSION));
    std::vector<std::string> arguments;
    const QStringList given = QCoreApplication::arguments();
    for (const QString& each : given.sliced(1))
        arguments.push_back(each.toStdString());
    hopwright::process::StopSignal stop;
    hopwright::cli::TerminalInput passwords;
    const hopwright::cli::Context context{
        .out = std::cout, .err = std::cerr, .passwords = passwords, .stop = stop};
    const hopwright::cli::ExitCode code = hopwright::cli::runProgram(context, arguments);
    std::cout.flush();
    return std::to_underlying(code);
}
