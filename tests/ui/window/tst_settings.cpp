#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/core/files/own_disks.h"
#include "tests/needed.h"
#include "tests/ui/window/window_bench.h"
#include "ui/window/settings.h"

#include <QDir>
#include <QFile>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr auto chain = R"(PC1.corp.example -> GW.corp.example -> \\FS\Data)";

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

}  // namespace

/// Settings are written by Qt (ADR 0013). Whatever becomes of them: the window opens, and no drawing depends on them.
class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void aDamagedFileStopsNothing_data();
    void aDamagedFileStopsNothing();
    void aGeometryOfAnyBytesStopsNothing();
    void aFullDiskLosesNoDrawing();
};

void TestSettings::aDamagedFileStopsNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing in it") << QByteArray();
    QTest::newRow("zeros, as a crash leaves them") << QByteArray(4096, '\0');
    QTest::newRow("no settings") << QByteArray("\x7F"
                                               "ELF\2\1\1\n\xFF\xFE[[[=]]]=%%%\n=\n[",
                                               24);
    QTest::newRow("cut") << QByteArray("[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0");
    QTest::newRow("one line of 1 MiB")
        << QByteArray("[view]\ntheme=") + QByteArray(1024 * 1024, 'x');
    QTest::newRow("other types") << QByteArray(
        "[view]\ntheme=@Invalid()\n[window]\ngeometry=7\ndocks=@Rect(0 0 1 1)\n[tour]\nhidden=x\n"
        "[files]\nlast=@Point(1 2)\nexports=@Variant(\\0\\0\\0\\x7f)\n");
    QTest::newRow("a drawing that is gone") << QByteArray("[files]\nlast=/nowhere/at/all.hopw\n");
    QTest::newRow("a folder as drawing") << QByteArray("[files]\nlast=/\n");
    QTest::newRow("a device as drawing") << QByteArray("[files]\nlast=/dev/zero\n");
}

void TestSettings::aDamagedFileStopsNothing()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.ini"));
    QVERIFY(put(path, bytes));
    QSettings settings(path, QSettings::IniFormat);
    std::ignore = Settings(settings).theme(QApplication::palette());
    MainWindow window(settings);
    window.show();
    window.openAtStart();
    QVERIFY(window.isVisible());
    QVERIFY(!window.document().graph().computers.empty());
    QVERIFY(window.width() >= 400 && window.height() >= 300);
    QVERIFY(window.close());
    settings.sync();
    QCOMPARE(settings.status() == QSettings::AccessError, false);
}

/// One that was kept, with each of its bytes changed in turn.
void TestSettings::aGeometryOfAnyBytesStopsNothing()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QByteArray good;
    {
        MainWindow window(settings);
        window.show();
        good = window.saveGeometry();
    }
    QVERIFY(good.size() > 32);
    for (qsizetype at = 0; at < good.size(); ++at) {
        for (const char other : {'\0', '\x7F', '\xFF'}) {
            QByteArray bytes = good;
            bytes[at] = other;
            Settings(settings).setWindow(bytes, {});
            MainWindow window(settings);
            window.show();
            QVERIFY(window.isVisible());
            QVERIFY2(window.width() > 300 && window.width() < 20'000,
                     qPrintable(QString::number(at)));
        }
    }
}

void TestSettings::aFullDiskLosesNoDrawing()
{
    const QTemporaryDir folder;
    const QString disk = folder.filePath(QStringLiteral("disk"));
    QVERIFY(QDir().mkpath(disk));
    HOPWRIGHT_NEED(ownDisks::mountSmall(disk.toStdString(), "size=64k"));
    const QString path = disk + QStringLiteral("/settings.ini");
    {
        QSettings before(path, QSettings::IniFormat);
        Settings(before).setTheme(Theme::Dark);
    }
    const QByteArray kept = WindowBench::read(path);
    QVERIFY(kept.contains("theme=dark"));
    QFile rest(disk + QStringLiteral("/rest"));
    QVERIFY(rest.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (rest.write(QByteArray(512, 'x')) > 0)
        continue;
    rest.close();

    const QString drawing = folder.filePath(QStringLiteral("own.hopw"));
    const auto graph = edit::parseChain(chain);
    QVERIFY(graph.has_value());
    {
        QSettings settings(path, QSettings::IniFormat);
        MainWindow window(settings);
        window.keepJournalIn(folder.filePath(QStringLiteral("journal")).toStdString());
        window.show();
        window.openAtStart();
        QVERIFY(store::saveGraph(files::pathFromUtf8(drawing.toStdString()), *graph).has_value());
        QVERIFY(window.openFile(drawing));
        window.document().edit(QStringLiteral("Rename"),
                               *edit::renameComputer(window.document().graph(),
                                                     graph->computers.begin()->first, "DESK",
                                                     "2026-01-01T00:00:00Z"));
        Settings(settings).setTheme(Theme::Light);
        settings.sync();
        QCOMPARE(settings.status(), QSettings::AccessError);
        QVERIFY(WindowBench::activate(window));
        QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!window.isWindowModified());
        QVERIFY(window.close());
    }
    QCOMPARE(WindowBench::read(path), kept);
    QVERIFY(WindowBench::read(drawing).contains("DESK"));
    {
        QSettings settings(path, QSettings::IniFormat);
        MainWindow window(settings);
        window.show();
        window.openAtStart();
        QVERIFY(window.openFile(drawing));
        QCOMPARE(window.document().graph().computers.begin()->second.name, std::string("DESK"));
    }
    ownDisks::unmount(disk.toStdString());
}

int main(int argc, char** argv)
{
    ownDisks::enter();
    return runWindowTest<TestSettings>(argc, argv);
}

#include "tst_settings.moc"
