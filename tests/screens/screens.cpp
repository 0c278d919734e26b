// Paints the pictures of the README: the window in its real states, offscreen. `screens FOLDER`.
#include "core/store/graph_file.h"
#include "tests/screens/estate.h"
#include "tests/ui/window/twelve_drawings.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QEventLoop>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr int runTimeout = 180'000;
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

/// In an event loop, as for a user: qWaitFor sleeps between events, and the times in the picture would be those of its sleep.
bool run(MainWindow& window)
{
    constexpr int lookEvery = 100;
    QTest::keyClick(&window, Qt::Key_F5);
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (!window.isRunning())
            loop.quit();
    });
    look.start(lookEvery);
    QTimer::singleShot(runTimeout, &loop, &QEventLoop::quit);
    loop.exec();
    return !window.isRunning() && !window.report().routes.empty();
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

/// The export window over the main one, below a title bar as a window manager would draw it.
bool saveExport(MainWindow& window, Theme theme, const QDir& folder, const QString& name)
{
    for (const auto& [id, computer] : window.document().graph().computers) {
        if (computer.name == "ADM-PC01")
            window.canvas().setSelection(selectionOf(id));
    }
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("exportWindow"));
    if (dialog == nullptr || !dialog->isVisible())
        return false;
    dialog->findChild<QLineEdit*>(QStringLiteral("exportFolder"))
        ->setText(QStringLiteral("Documents/Hopwright/double-hop"));
    QTest::qWait(300);
    constexpr int titleBar = 32;
    constexpr QPoint at(24, 84);
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    const QRect frame(at, dialog->size() + QSize(0, titleBar));
    painter.fillRect(frame, ink(Ink::Window, theme));
    painter.drawPixmap(at + QPoint(0, titleBar), dialog->grab());
    painter.setPen(ink(Ink::Text, theme));
    painter.setFont(fontFor(FontRole::Strong, QApplication::font()));
    painter.drawText(QRect(at, QSize(frame.width(), titleBar)).adjusted(14, 0, 0, 0),
                     Qt::AlignVCenter, dialog->windowTitle());
    painter.setPen(ink(Ink::Outline, theme));
    painter.drawRect(frame.adjusted(-1, -1, 0, 0));
    painter.end();
    return picture.save(folder.filePath(name));
}

/// The ticket of journeys §5.2, pasted.
bool saveDiagnose(MainWindow& window, const QDir& folder, const QString& name)
{
    QApplication::clipboard()->setText(QStringLiteral(
        "Ticket 48213, prio 3, opened 08:41 by Night shift\n\n"
        "The nightly copy fails since Monday. Log on HD-PC07:\n\n"
        "PS> $s = New-PSSession -ComputerName APP-JUMP01\n"
        "PS> Invoke-Command -Session $s { robocopy \\\\UKFS11\\d$ E:\\in /E }\n\n"
        "2026/03/09 02:00:07 ERROR 5 (0x00000005) Getting File System Type of Source "
        "\\\\UKFS11\\d$\\\nAccess is denied.\n\n"
        "Account is CORP\\svc-copy, password Winter-4711. Works when I log on to APP-JUMP01 with "
        "remote desktop.\n"));
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("exportWindow")))
        dialog->close();
    window.activateWindow();
    QTest::qWait(100);
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    for (QLineEdit* each : window.findChildren<QLineEdit*>()) {
        if (each->isVisible() && each->accessibleName() == QLatin1String("Ran on")) {
            each->setFocus();
            QTest::keyClicks(each, QStringLiteral("."));
            QTest::keyClick(each, Qt::Key_Backspace);
        }
    }
    return save(window, folder, name);
}

/// From a file, as a user would.
bool open(MainWindow& window, const QTemporaryDir& scratch, const model::Graph& graph,
          const QString& title)
{
    const QString path = scratch.filePath(title + QStringLiteral(".hopw"));
    if (store::saveGraph(std::filesystem::path(path.toStdU16String()), graph)
        && window.openFile(path))
        return true;
    std::fprintf(stderr, "screens: %s was not opened\n", qPrintable(title));
    return false;
}

/// Picture 06: two hundred machines, set up and tested, with their problems.
bool saveEstate(MainWindow& window, const QTemporaryDir& scratch, const QDir& folder,
                const QString& name)
{
    if (!open(window, scratch, test::estate(), QStringLiteral("Werk"))
        || !press(window, QStringLiteral("Apply")) || !run(window))
        return false;
    window.canvas().setSelection({});
    auto* problems = window.findChild<QDockWidget*>(QStringLiteral("problemsDock"));
    problems->show();
    problems->raise();
    window.canvas().fit();
    const bool done = save(window, folder, name);
    problems->hide();
    return done;
}

/// Drawings that no sample resembles.
bool saveOwn(MainWindow& window, const QTemporaryDir& scratch, const QDir& folder,
             const QString& ending)
{
    int number = 20;
    for (const auto& [title, graph] : test::twelveDrawings()) {
        static constexpr std::array shown{"three domains", "sixty machines",
                                          "diagonal hops", "names of forty letters",
                                          "right to left", "seven hops"};
        if (std::ranges::find(shown, std::string_view(title)) == shown.end())
            continue;
        const QString name = QLatin1String(title);
        const QString file = QStringLiteral("%1-%2-%3.png")
                                 .arg(number++)
                                 .arg(QString(name).replace(u' ', u'-'), ending);
        if (!open(window, scratch, graph, name) || !save(window, folder, file))
            return false;
    }
    return number == 26;
}

/// Picture 11: the sample in a small window, in the widest of the common faces.
bool saveSmall(const QDir& folder, const QString& ending)
{
    const QFont usual = QApplication::font();
    QFont wide(QStringLiteral("DejaVu Sans"));
    wide.setPixelSize(fontPixels);
    QApplication::setFont(wide);
    const QTemporaryDir scratch;
    QSettings settings(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    window.openAtStart();
    const bool done =
        run(window) && save(window, folder, QStringLiteral("11-small-window-%1.png").arg(ending));
    QApplication::setFont(usual);
    return done;
}

/// What is no sample: an empty drawing, an estate and our own.
bool saveOthers(const QDir& folder, const QString& ending)
{
    const QTemporaryDir scratch;
    QSettings settings(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.resize(1440, 900);
    window.show();
    window.activateWindow();
    QTest::qWait(100);
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    if (!save(window, folder, QStringLiteral("09-empty-%1.png").arg(ending)))
        return false;
    return saveEstate(window, scratch, folder, QStringLiteral("06-estate-%1.png").arg(ending))
           && saveOwn(window, scratch, folder, ending);
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
           && run(window) && save(window, folder, QStringLiteral("03-passed-%1.png").arg(ending))
           && saveExport(window, theme, folder, QStringLiteral("04-export-%1.png").arg(ending))
           && saveDiagnose(window, folder, QStringLiteral("07-diagnose-%1.png").arg(ending))
           && saveOthers(folder, ending) && saveSmall(folder, ending);
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
