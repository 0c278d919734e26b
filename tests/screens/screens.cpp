// Paints the pictures of the README: the window in its real states, offscreen. `screens FOLDER`.
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr int runTimeout = 30'000;
constexpr int fontPixels = 13;

/// The faces of the design. \returns false when one is missing.
bool setFont()
{
    for (const QString& family :
         {QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans Mono")}) {
        if (QFontDatabase::hasFamily(family))
            continue;
        std::fprintf(stderr, "screens: the font %s is not installed\n", qPrintable(family));
        return false;
    }
    QFont font(QStringLiteral("Noto Sans"));
    font.setPixelSize(fontPixels);
    QApplication::setFont(font);
    return true;
}

bool save(MainWindow& window, const QDir& folder, const QString& name)
{
    QTest::qWait(300);  // Fades end, delayed layouts are done.
    const QString path = folder.filePath(name);
    if (window.grab().save(path))
        return true;
    std::fprintf(stderr, "screens: %s was not written\n", qPrintable(path));
    return false;
}

bool run(MainWindow& window)
{
    QTest::keyClick(&window, Qt::Key_F5);
    return QTest::qWaitFor([&] { return !window.isRunning() && !window.report().routes.empty(); },
                           runTimeout);
}

bool press(const MainWindow& window, const QString& beginning)
{
    for (QPushButton* button : window.findChildren<QPushButton*>()) {
        if (!button->isVisible() || !button->text().startsWith(beginning))
            continue;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    std::fprintf(stderr, "screens: no button %s\n", qPrintable(beginning));
    return false;
}

bool paint(Theme theme, const QDir& folder, const QString& ending)
{
    switchTheme(theme);
    const QTemporaryDir scratch;
    QSettings settings(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.resize(1440, 900);
    window.show();
    window.openAtStart();
    return save(window, folder, QStringLiteral("01-first-run-%1.png").arg(ending)) && run(window)
           && save(window, folder, QStringLiteral("02-denied-%1.png").arg(ending))
           && press(window, QStringLiteral("Use CredSSP")) && press(window, QStringLiteral("Apply"))
           && run(window) && save(window, folder, QStringLiteral("03-passed-%1.png").arg(ending));
}

}  // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("docs/images"));
    if (!folder.mkpath(QStringLiteral(".")))
        return 1;
    setUpApplication(application, Theme::Light);
    if (!setFont())
        return 1;
    const bool done = paint(Theme::Light, folder, QStringLiteral("light"))
                      && paint(Theme::Dark, folder, QStringLiteral("dark"));
    return done ? 0 : 1;
}
