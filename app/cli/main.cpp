#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/process/no_dumps.h"
#include "app/process/standard_streams.h"
#include "app/process/stop_signal.h"
#include "app/process/this_machine.h"
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QStringList>

#include <iostream>
#include <ostream>
#include <span>
#include <utility>

namespace {

/// As they were given, byte for byte: Qt would put another name for one that is not UTF-8. Windows has them in UTF-16.
std::vector<std::string> givenTo([[maybe_unused]] std::span<char*> main)
{
    std::vector<std::string> out;
#ifdef _WIN32
    const QStringList given = QCoreApplication::arguments();
    for (const QString& each : given.sliced(1))
        out.push_back(each.toStdString());
#else
    for (const char* each : main.subspan(1))
        out.emplace_back(each);
#endif
    return out;
}

}  // namespace

int main(int argc, char* argv[])
{
    hopwright::process::keepOutOfDumps();
    hopwright::process::keepStandardStreams();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hopwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPWRIGHT_VERSION));
    hopwright::ui::speakLanguageOf(QLocale::system());
    const std::vector<std::string> arguments =
        givenTo(std::span(argv, static_cast<std::size_t>(argc)));
    constexpr int standardOutput = 1;
    hopwright::cli::DescriptorBuffer bytes(standardOutput);
    std::ostream out(&bytes);
    hopwright::process::StopSignal stop;
    hopwright::cli::TerminalInput passwords;
    const hopwright::cli::Context context{.out = out,
                                          .err = std::cerr,
                                          .passwords = passwords,
                                          .stop = stop,
                                          .in = std::cin,
                                          .outError = [&] { return bytes.error(); },
                                          .thisMachine = &hopwright::process::thisMachine};
    return std::to_underlying(hopwright::cli::runProgram(context, arguments));
}
