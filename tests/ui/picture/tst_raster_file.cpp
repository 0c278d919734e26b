#include "ui/picture/raster_file.h"

#include <QPainter>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// Of \p size, with a red square in its middle.
Recording pictureOf(QSizeF size)
{
    return Recording(Qt::white, [&](QPainter& painter) {
        const QRectF all({-40, 30}, size);
        painter.fillRect(QRectF(all.center() - QPointF(4, 4), QSizeF(8, 8)), Qt::red);
        return all;
    });
}

}  // namespace

class TestRasterFile : public QObject {
    Q_OBJECT

private slots:
    void eachScaleHasItsPixels_data();
    void eachScaleHasItsPixels();
    void theFileSaysHowLargeItIsOnPaper();
    void theLimitIsSaidBeforeMemoryIsTaken_data();
    void theLimitIsSaidBeforeMemoryIsTaken();
};

void TestRasterFile::eachScaleHasItsPixels_data()
{
    QTest::addColumn<int>("scale");
    for (int scale = 1; scale <= 4; ++scale)
        QTest::addRow("%d", scale) << scale;
}

void TestRasterFile::eachScaleHasItsPixels()
{
    QFETCH(const int, scale);
    const auto png = pngOf(pictureOf({100.5, 60}), scale);
    QVERIFY(png.has_value());
    const QImage image = QImage::fromData(*png, "png");
    // 100.5 units, rounded up.
    const std::array wide{101, 201, 302, 402};
    QCOMPARE(image.size(), QSize(wide.at(static_cast<std::size_t>(scale) - 1), 60 * scale));
    QCOMPARE(image.pixelColor(50 * scale, 30 * scale), QColor(Qt::red));
    QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
    QCOMPARE(image.pixelColor(40 * scale, 30 * scale), QColor(Qt::white));
}

void TestRasterFile::theFileSaysHowLargeItIsOnPaper()
{
    // 96 pixels an inch are 3780 a metre.
    QCOMPARE(QImage::fromData(*pngOf(pictureOf({10, 10}), 1)).dotsPerMeterX(), 3780);
    QCOMPARE(QImage::fromData(*pngOf(pictureOf({10, 10}), 2)).dotsPerMeterY(), 7559);
}

void TestRasterFile::theLimitIsSaidBeforeMemoryIsTaken_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("scale");
    QTest::addColumn<QString>("said");
    QTest::newRow("the largest") << QSizeF(8000, 5000) << 1 << QString();
    QTest::newRow("a row more")
        << QSizeF(8000, 5001) << 1
        << QStringLiteral(
               "it would have 8000 × 5001 pixels, and the most are 40 million, and 32000 "
               "a side");
    QTest::newRow("at 2") << QSizeF(8000, 5000) << 2
                          << QStringLiteral(
                                 "it would have 16000 × 10000 pixels, and the most are 40 "
                                 "million, and 32000 a side");
    QTest::newRow("too long") << QSizeF(32001, 10) << 1
                              << QStringLiteral("it would have 32001 × 10 pixels, and the most are "
                                                "40 million, and 32000 a side");
    QTest::newRow("no number of pixels")
        << QSizeF(1e30, 1e30) << 4
        << QStringLiteral("it would have 2147483647 × 2147483647 pixels, and the most are 40 "
                          "million, and 32000 a side");
}

void TestRasterFile::theLimitIsSaidBeforeMemoryIsTaken()
{
    QFETCH(const QSizeF, size);
    QFETCH(const int, scale);
    QFETCH(const QString, said);
    const Recording picture = pictureOf(size);
    const auto checked = checkPixels(picture, scale);
    QCOMPARE(checked.has_value(), said.isEmpty());
    if (checked)
        return;
    QCOMPARE(checked.error().code, ErrorCode::TooLarge);
    QCOMPARE(QString::fromStdString(checked.error().detail.english()), said);
    const auto image = imageOf(picture, scale);
    QVERIFY(!image.has_value() && image.error() == checked.error());
    QVERIFY(!pngOf(picture, scale).has_value());
}

QTEST_MAIN(TestRasterFile)
#include "tst_raster_file.moc"
