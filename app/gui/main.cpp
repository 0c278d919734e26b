#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QStandardPaths>

using namespace hopwright;

namespace {

/// Light or dark: what the user chose, else what the platform's palette is at the first start.
ui::Theme startTheme(const QSettings& settings, const QPalette& platform)
{
    const QString chosen = settings.value(QStringLiteral("theme")).toString();
    if (!chosen.isEmpty())
        return chosen == QLatin1String("dark") ? ui::Theme::Dark : ui::Theme::Light;
    return platform.color(QPalette::Window).lightness() < 128 ? ui::Theme::Dark : ui::Theme::Light;
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hopwright"));
    QApplication::setOrganizationName(QStringLiteral("hopwright"));
    QApplication::setApplicationVersion(QStringLiteral(HOPWRIGHT_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "Plans, tests and explains multi-hop PowerShell remoting."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption settingsFile(
        QStringLiteral("settings-file"),
        QApplication::translate("main", "Keep the settings in this file."), QStringLiteral("file"));
    parser.addOption(settingsFile);
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QApplication::translate("main", "A drawing to open."),
                                 QStringLiteral("[FILE]"));
    parser.process(application);

    const QString fallback = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                             + QStringLiteral("/hopwright.ini");
    QSettings settings(parser.isSet(settingsFile) ? parser.value(settingsFile) : fallback,
                       QSettings::IniFormat);
    ui::setUpApplication(application, startTheme(settings, application.palette()));

    ui::MainWindow window(settings);
    window.show();
    if (parser.positionalArguments().isEmpty())
        window.openAtStart();
    else
        window.openFile(parser.positionalArguments().constFirst());
    return QApplication::exec();
}
