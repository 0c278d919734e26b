#include "tests/special_files.h"
#include "tests/ui/window/window_bench.h"

/// What is no drawing, given to the window: it says so, at once, and goes on.
class TestHostileFiles : public QObject {
    Q_OBJECT

private slots:
    void whatIsNoDrawingIsNotOpened_data();
    void whatIsNoDrawingIsNotOpened();
    void aPracticeStateThatIsAPipeIsSaid();

private:
};

void TestHostileFiles::whatIsNoDrawingIsNotOpened_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"pipe", "folder", "circle", "zeros", "empty", "not there"})
        QTest::newRow(kind) << QString::fromUtf8(kind);
}

void TestHostileFiles::whatIsNoDrawingIsNotOpened()
{
    QFETCH(const QString, kind);
    if (kind == u"pipe" || kind == u"circle" || kind == u"zeros")
        HOPWRIGHT_NEED_SPECIAL_FILES();
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("a\n\u202Eb.hopw"));
    if (kind == QLatin1String("pipe"))
        QVERIFY(hopwright::test::makeFifo(path));
    else if (kind == QLatin1String("folder"))
        QVERIFY(QDir().mkdir(path));
    else if (kind == QLatin1String("circle"))
        QVERIFY(QFile::link(path, path));
    else if (kind == QLatin1String("zeros"))
        QVERIFY(QFile::link(QStringLiteral("/dev/zero"), path));
    else if (kind == QLatin1String("empty"))
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
    const QString title = bench.window().windowTitle();
    QVERIFY(!bench.window().openFile(path));  // Who opened it to read would wait for ever.
    QCOMPARE(bench.window().windowTitle(), title);
}

void TestHostileFiles::aPracticeStateThatIsAPipeIsSaid()
{
    HOPWRIGHT_NEED_SPECIAL_FILES();
    WindowBench bench;
    const QString path = bench.path(QStringLiteral("a.hopw"));
    QVERIFY(QFile::copy(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/three-hops.hopw"),
                        path));
    QVERIFY(hopwright::test::makeFifo(path + QStringLiteral(".practice")));
    QVERIFY(bench.window().openFile(path));
}

QTEST_MAIN(TestHostileFiles)
#include "tst_hostile_files.moc"
