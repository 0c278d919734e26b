#include "ui/window/default_size.h"

#include <QTest>

using namespace hopwright::ui;

/// Of the first start, on screens as people have them.
class TestDefaultSize : public QObject {
    Q_OBJECT

private slots:
    void itFitsWithItsFrame_data();
    void itFitsWithItsFrame();
    void whereThereIsRoomItIsAsDesigned();
};

void TestDefaultSize::itFitsWithItsFrame_data()
{
    QTest::addColumn<QSize>("available");  // Without the panels of the desktop.
    QTest::newRow("1366 x 768") << QSize(1366, 768);
    QTest::newRow("1366 x 768, taskbar") << QSize(1366, 728);
    QTest::newRow("1440 x 900") << QSize(1440, 900);
    QTest::newRow("1440 x 900, panels above and below") << QSize(1440, 840);
    QTest::newRow("1280 x 720, panel at the side") << QSize(1216, 720);
}

void TestDefaultSize::itFitsWithItsFrame()
{
    QFETCH(const QSize, available);
    const QSize size = defaultSizeOn(available);
    // A title bar of 37 and borders of 8, as they are on Windows at 96 dpi.
    QVERIFY(size.width() + 16 <= available.width());
    QVERIFY(size.height() + 37 + 8 <= available.height());
    QVERIFY(size.width() >= 960 && size.height() >= 600);
    QVERIFY2(size.width() > available.width() - 60, "it takes what there is");
}

void TestDefaultSize::whereThereIsRoomItIsAsDesigned()
{
    QCOMPARE(defaultSizeOn({1920, 1040}), QSize(1440, 900));
    QCOMPARE(defaultSizeOn({3840, 2160}), QSize(1440, 900));
    QCOMPARE(defaultSizeOn({800, 600}), QSize(960, 600));
}

QTEST_APPLESS_MAIN(TestDefaultSize)
#include "tst_default_size.moc"
