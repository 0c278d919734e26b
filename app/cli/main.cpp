#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/process/console.h"
#include "app/process/no_dumps.h"
#include "app/process/standard_streams.h"
#include "app/process/stop_signal.h"
#include "app/process/this_machine.h"
#include "ui/text/language.h"

#include <QCoreApplication>

#include <iostream>
#include <istream>
#include <ostream>
#include <span>
#include <utility>

int main(int argc, char* argv[])
{
    hopwright::process::keepOutOfDumps();
    hopwright::process::keepStandardStreams();
    const hopwright::process::Utf8Console console;
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hopwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPWRIGHT_VERSION));
    hopwright::ui::speakLanguageOf(QLocale::system());
    const std::vector<std::string> arguments =
        hopwright::process::argumentsOf(std::span(argv, static_cast<std::size_t>(argc)));
    constexpr int standardOutput = 1;
    hopwright::cli::DescriptorBuffer bytes(standardOutput);
    std::ostream out(&bytes);
    hopwright::process::StopSignal stop;
    hopwright::process::StandardInput input;
    hopwright::process::StandardInputBuffer read(input);
    std::istream in(&read);
    hopwright::cli::TerminalInput passwords(input);
    const hopwright::cli::Context context{.out = out,
                                          .err = std::cerr,
                                          .passwords = passwords,
                                          .stop = stop,
                                          .in = in,
                                          .outError = [&] { return bytes.error(); },
                                          .thisMachine = &hopwright::process::thisMachine};
    return std::to_underlying(hopwright::cli::runProgram(context, arguments));
}
