#include "ui/canvas/visible_part.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hopwright::ui;

namespace {

constexpr QRectF shown(0, 0, 200, 100);
constexpr QRectF area(-10, -10, 220, 120);  ///< With room for the pen.

QImage painted(const QPainterPath& path)
{
    QImage image(shown.size().toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::black, 2.5, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
    return image;
}

int largestDifference(const QImage& a, const QImage& b)
{
    int out = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            out = std::max(out, std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))));
    }
    return out;
}

QPainterPath curve(QPointF from, QPointF first, QPointF second, QPointF to)
{
    QPainterPath out(from);
    out.cubicTo(first, second, to);
    return out;
}

}  // namespace

/// What is left of a line looks as the whole line does in the window.
class TestVisiblePart : public QObject {
    Q_OBJECT

private slots:
    void whatIsSeenStays_data();
    void whatIsSeenStays();
    void whatIsInsideIsNotTouched();
};

void TestVisiblePart::whatIsSeenStays_data()
{
    QTest::addColumn<QPainterPath>("path");
    QTest::addColumn<bool>("seen");
    QTest::newRow("a curve through the window")
        << curve({-3000, -2000}, {2000, -2000}, {-2000, 2000}, {3000, 2100}) << true;
    QTest::newRow("a curve out of it and back")
        << curve({50, 50}, {4000, 50}, {4000, 90}, {50, 90}) << true;
    QTest::newRow("a curve past it")
        << curve({-3000, -50}, {0, -60}, {0, -60}, {3000, -50}) << false;
    QPainterPath two = curve({-900, 50}, {-500, 50}, {-500, -700}, {20, -700});
    two.cubicTo({20, 900}, {150, -900}, {150, 700});
    QTest::newRow("two curves, one of them seen") << two << true;
    QPainterPath level({-5000, 50});
    level.lineTo({5000, 50});
    QTest::newRow("a level line") << level << true;
    QPainterPath above({-5000, -50});
    above.lineTo({5000, -50});
    QTest::newRow("a level line above") << above << false;
}

void TestVisiblePart::whatIsSeenStays()
{
    QFETCH(QPainterPath, path);
    QFETCH(bool, seen);
    const QPainterPath part = visiblePart(path, area);
    const QImage whole = painted(path);
    QCOMPARE(whole != painted(QPainterPath()), seen);
    QCOMPARE(part.isEmpty(), !seen);
    constexpr int shade =
        80;  // Qt makes lines of a curve up to a quarter pixel off: of its parts other ones.
    QVERIFY(largestDifference(painted(part), whole) <= shade);
    const bool curved = path.elementCount() > 2;
    QVERIFY2(!seen || !curved || part.length() < path.length() / 2, "most of it is not seen");
}

void TestVisiblePart::whatIsInsideIsNotTouched()
{
    const QPainterPath path = curve({10, 10}, {100, 10}, {100, 90}, {190, 90});
    QVERIFY(visiblePart(path, area) == path);
}

QTEST_MAIN(TestVisiblePart)
#include "tst_visible_part.moc"
