#include "app/process/no_dumps.h"
#include "app/process/standard_streams.h"
#include "app/process/stop_signal.h"
#include "ui/text/language.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/places.h"
#include "ui/window/settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>

int main(int argc, char** argv)
{
    hopwright::process::keepOutOfDumps();
    hopwright::process::keepStandardStreams();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hopwright"));
    QApplication::setOrganizationName(QStringLiteral("hopwright"));
    QApplication::setApplicationVersion(QStringLiteral(HOPWRIGHT_VERSION));
    // By it desktops find installer/hopwright.desktop, and with it the icon of the window.
    QGuiApplication::setDesktopFileName(QStringLiteral("hopwright"));
    hopwright::ui::speakLanguageOf(QLocale::system());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        hopwright::ui::Text::tr("Plans, tests and explains multi-hop PowerShell remoting."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption settingsFile(
        QStringLiteral("settings-file"), hopwright::ui::Text::tr("Keep the settings in this file."),
        QStringLiteral("file"));
    parser.addOption(settingsFile);
    parser.addPositionalArgument(QStringLiteral("file"),
                                 hopwright::ui::Text::tr("A drawing to open."),
                                 QStringLiteral("[FILE]"));
    parser.process(application);

    const hopwright::ui::Places places =
        hopwright::ui::placesOf(QApplication::applicationDirPath());
    const QString asked = parser.isSet(settingsFile) ? parser.value(settingsFile) : places.settings;
    // A pipe in its place would be waited for without end.
    if (QFileInfo::exists(asked) && !QFileInfo(asked).isFile()) {
        qCritical("%s",
                  qUtf8Printable(hopwright::ui::filled(
                      hopwright::ui::Text::tr("%1 is no file to keep settings in."), {asked})));
        return 1;
    }
    QSettings settings(asked, QSettings::IniFormat);
    // Light or dark: what the user chose, else what the platform's palette is at the first start.
    hopwright::ui::setUpApplication(
        application, hopwright::ui::Settings(settings).theme(QApplication::palette()));

    hopwright::ui::MainWindow window(settings);
    window.keepJournalIn(places.journals);
    window.keepRunsIn(places.runs);
    window.show();
    if (parser.positionalArguments().isEmpty()) {
        window.openAtStart();
    } else {
        window.openFile(parser.positionalArguments().constFirst());
    }
    window.offerLeftOvers();
    hopwright::process::StopSignal stop;
    QObject::connect(&stop, &hopwright::process::StopSignal::raised, &window,
                     &hopwright::ui::MainWindow::endNow);
    stop.listen();
    return QApplication::exec();
}
