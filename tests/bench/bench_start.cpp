// Prints the starting time of docs/performance.md: this program starts itself as the window's program does, and ends it once
// the sample has been painted and nothing is left to do. Asserts nothing: a number is for a reader.

#include "tests/bench/stopwatch.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <cstring>

using namespace hopwright;

namespace {

constexpr int starts = 11;
constexpr const char* asWindow = "--as-window";

/// The most memory that this process ever had in RAM, in kB; empty where the system has no /proc.
QByteArray peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmHWM:");
    return at < 0 ? QByteArray() : all.mid(at + 6, all.indexOf('\n', at) - at - 6).trimmed();
}

/// What app/gui/main.cpp does, up to a window that can be used.
int beWindow(QApplication& application)
{
    const QTemporaryDir folder;
    QSettings stored(folder.filePath(QStringLiteral("hopwright.ini")), QSettings::IniFormat);
    ui::setUpApplication(application, ui::Settings(stored).theme(QApplication::palette()));
    ui::MainWindow window(stored);
    window.show();
    window.openAtStart();
    // A timer of 0 comes after the events that wait: the first paint is one of them.
    QTimer::singleShot(0, &window, [&] {
        window.repaint();
        std::printf("usable %s\n", peakMemory().constData());
        std::fflush(stdout);
        QApplication::exit(0);
    });
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc > 1 && std::strcmp(argv[1], asWindow) == 0)
        return beWindow(application);
    QByteArray said;
    const double took = bench::medianMs(starts, [&] {
        QProcess window;
        window.start(QApplication::applicationFilePath(), {QString::fromLatin1(asWindow)});
        window.waitForReadyRead();
        said = window.readAllStandardOutput();
        window.waitForFinished();
    });
    if (!said.startsWith("usable")) {
        std::fprintf(stderr, "bench_start: the window did not start\n");
        return 1;
    }
    bench::tell("start of the window, until the sample is painted, and its end", took, "ms");
    bench::tell("its memory at most", said.mid(7).split(' ').constFirst().toDouble() / 1024, "MiB");
    return 0;
}
