#include "ui/picture/pages.h"
#include "ui/picture/text_line.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

Recording pictureOf(QSizeF size)
{
    return Recording(Qt::white, [&](QPainter& painter) {
        const QRectF all({-50, 20}, size);
        painter.fillRect(all.adjusted(10, 10, -10, -10), Qt::blue);
        return all;
    });
}

int pagesIn(const QByteArray& pdf)
{
    return static_cast<int>(pdf.count("/Type /Page\n"));
}

}  // namespace

class TestPages : public QObject {
    Q_OBJECT

private slots:
    void onePageIsNeverLargerThanFull_data();
    void onePageIsNeverLargerThanFull();
    void tilesCoverAllAndOverlap_data();
    void tilesCoverAllAndOverlap();
    void whatFitsTakesOnePage();
    void theMostPagesAreSaid();
    void paperWithoutRoomIsRefused();
    void theSheetLiesAsThePictureDoes();
    void aPdfHasSoManyPages();
};

void TestPages::onePageIsNeverLargerThanFull_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("scale");
    // Paper of 800 × 1000 dots, 192 an inch: at 100 % a unit is two dots.
    QTest::newRow("small") << QSizeF(100, 100) << 2.0;
    QTest::newRow("just") << QSizeF(400, 500) << 2.0;
    QTest::newRow("wide") << QSizeF(1600, 100) << 0.5;
    QTest::newRow("high") << QSizeF(10, 4000) << 0.25;
}

void TestPages::onePageIsNeverLargerThanFull()
{
    QFETCH(const QSizeF, size);
    QFETCH(const double, scale);
    const QRectF bounds({7, -7}, size);
    const auto plan = pagesFor({800, 1000}, 192, bounds, PageFit::OnePage);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->scale, scale);
    QCOMPARE(plan->pages(), 1);
    QCOMPARE(plan->tile(bounds, 0, 0), bounds);
}

void TestPages::tilesCoverAllAndOverlap_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("a column") << QSizeF(300, 5000);
    QTest::newRow("a row") << QSizeF(4000, 200);
    QTest::newRow("both") << QSizeF(1234.5, 2345.6);
    QTest::newRow("a little more than a page") << QSizeF(401, 501);
}

void TestPages::tilesCoverAllAndOverlap()
{
    QFETCH(const QSizeF, size);
    const QRectF bounds({-3, 11}, size);
    const auto plan = pagesFor({800, 1000}, 192, bounds, PageFit::Tiled);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->scale, 2.0);
    QVERIFY(plan->pages() > 1);
    // Each line of the picture is on a page, and a page holds no more than the paper.
    for (int column = 0; column < plan->columns; ++column) {
        for (int row = 0; row < plan->rows; ++row) {
            const QRectF tile = plan->tile(bounds, column, row);
            QVERIFY(tile.width() > 0 && tile.width() <= 400);
            QVERIFY(tile.height() > 0 && tile.height() <= 500);
            if (column > 0)
                QVERIFY(plan->tile(bounds, column - 1, row).right() >= tile.left() + 20);
            if (row > 0)
                QVERIFY(plan->tile(bounds, column, row - 1).bottom() >= tile.top() + 20);
        }
    }
    QCOMPARE(plan->tile(bounds, 0, 0).topLeft(), bounds.topLeft());
    const QRectF last = plan->tile(bounds, plan->columns - 1, plan->rows - 1);
    QVERIFY(qAbs(last.right() - bounds.right()) < 0.01);
    QVERIFY(qAbs(last.bottom() - bounds.bottom()) < 0.01);
}

void TestPages::whatFitsTakesOnePage()
{
    const auto plan = pagesFor({800, 1000}, 192, {0, 0, 400, 500}, PageFit::Tiled);
    QVERIFY(plan && plan->pages() == 1);
}

void TestPages::theMostPagesAreSaid()
{
    const auto plan = pagesFor({800, 1000}, 192, {0, 0, 1e7, 1e7}, PageFit::Tiled);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::TooLarge);
    const std::string said = plan.error().detail.english();
    QVERIFY2(said.starts_with("it would take ") && said.ends_with("pages, and the most are 400"),
             said.c_str());
    QVERIFY(!pdfOf(pictureOf({1e7, 1e7}), {},
                   layoutFor(QPageSize(QPageSize::A4), pictureOf({1e7, 1e7})), PageFit::Tiled));
}

void TestPages::paperWithoutRoomIsRefused()
{
    QVERIFY(!pagesFor({0, 1000}, 192, {0, 0, 10, 10}, PageFit::OnePage));
    QVERIFY(!pagesFor({80, 80}, 192, {0, 0, 1000, 1000}, PageFit::Tiled));
}

void TestPages::theSheetLiesAsThePictureDoes()
{
    const QPageSize paper(QPageSize::A4);
    QCOMPARE(layoutFor(paper, pictureOf({500, 200})).orientation(), QPageLayout::Landscape);
    QCOMPARE(layoutFor(paper, pictureOf({200, 500})).orientation(), QPageLayout::Portrait);
}

void TestPages::aPdfHasSoManyPages()
{
    const Recording picture = pictureOf({3000, 900});
    const QPageLayout layout = layoutFor(QPageSize(QPageSize::A4), picture);
    const auto one = pdfOf(picture, QStringLiteral("estate.hopw"), layout, PageFit::OnePage);
    QVERIFY(one.has_value());
    QVERIFY(one->startsWith("%PDF-"));
    QVERIFY(one->trimmed().endsWith("%%EOF"));
    QCOMPARE(pagesIn(*one), 1);
    const auto several = pdfOf(picture, {}, layout, PageFit::Tiled);
    QVERIFY(several.has_value());
    const auto plan = pagesFor(layout, picture, PageFit::Tiled);
    // A4 across has 277 × 190 mm: 1047 × 718 units, less footer and overlap: three columns, two rows.
    QCOMPARE(plan->columns, 3);
    QCOMPARE(plan->rows, 2);
    QCOMPARE(pagesIn(*several), 6);
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
