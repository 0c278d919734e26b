#include "ui/picture/recording.h"
#include "ui/picture/text_line.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hopwright::ui;

namespace {

constexpr QRectF all(0, 0, 200, 120);

Recording recorded(const std::function<void(QPainter&)>& paint)
{
    return Recording(Qt::white, [&](QPainter& painter) {
        paint(painter);
        return all;
    });
}

std::vector<RecordedShape> shapesOf(const Recording& recording)
{
    std::vector<RecordedShape> out;
    for (const RecordedElement& each : recording.elements()) {
        if (const auto* shape = std::get_if<RecordedShape>(&each))
            out.push_back(*shape);
    }
    out.erase(out.begin());  // What lies beneath all.
    return out;
}

std::vector<RecordedLine> linesOf(const Recording& recording)
{
    std::vector<RecordedLine> out;
    for (const RecordedElement& each : recording.elements()) {
        if (const auto* line = std::get_if<RecordedLine>(&each))
            out.push_back(*line);
    }
    return out;
}

QFont fontOf(int pixels)
{
    QFont out;
    out.setPixelSize(pixels);
    return out;
}

/// All that the canvas is painted with.
void paintEverything(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::darkGreen, 2, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::yellow);
    painter.drawRoundedRect(QRectF(10, 10, 60, 40), 6, 6);
    QPen dashed(QColor(10, 20, 200, 128), 3, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({3, 2});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(110, 40), 30, 20);
    painter.save();
    painter.setClipRect(QRectF(20, 60, 50, 30));
    painter.setPen(QPen(Qt::red, 1.25));
    QList<QLineF> lines;
    for (int i = 0; i < 20; ++i)
        lines.append(QLineF(i * 8, 110, i * 8 + 30, 50));
    painter.drawLines(lines);
    painter.restore();
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawPolygon(QPolygonF{{150, 20}, {190, 20}, {170, 50}});
    painter.save();
    painter.translate(150, 90);
    painter.scale(2, 2);
    painter.setOpacity(0.5);
    painter.fillRect(QRectF(-10, -5, 20, 10), Qt::blue);
    painter.restore();
    painter.drawRects(QList<QRectF>{{2, 100, 10, 10}, {182, 100, 10, 10}});
}

QImage imageOf(const std::function<void(QPainter&)>& paint)
{
    QImage out(all.size().toSize(), QImage::Format_RGB32);
    out.fill(Qt::white);
    QPainter painter(&out);
    paint(painter);
    return out;
}

/// The largest difference of a channel.
int difference(const QImage& one, const QImage& other)
{
    int out = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QColor a = one.pixelColor(x, y);
            const QColor b = other.pixelColor(x, y);
            out = std::max({out, std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                            std::abs(a.blue() - b.blue())});
        }
    }
    return out;
}

}  // namespace

class TestRecording : public QObject {
    Q_OBJECT

private slots:
    void whatIsPaintedAgainLooksTheSame();
    void aPartIsPaintedAlone();
    void aLineOfTextIsWholeInSeveralScripts();
    void otherTextsAreThereToo();
    void whatCannotBeSeenIsNotKept();
    void aClipEndsWithItsState();
    void aTransformIsInThePath();
};

void TestRecording::whatIsPaintedAgainLooksTheSame()
{
    const QImage wanted = imageOf(paintEverything);
    const Recording recording = recorded(paintEverything);
    const QImage seen = imageOf([&](QPainter& painter) { recording.paint(painter, all); });
    constexpr int ofEdges = 8;
    QVERIFY2(difference(wanted, seen) <= ofEdges, "the recording shows something else");
    const QImage other = imageOf([&](QPainter& painter) {
        recording.paint(painter, all);
        painter.fillRect(QRectF(180, 10, 2, 2), Qt::red);
    });
    QVERIFY(difference(wanted, other) > ofEdges);
}

void TestRecording::aPartIsPaintedAlone()
{
    const Recording recording = recorded(paintEverything);
    const QImage part =
        imageOf([&](QPainter& painter) { recording.paint(painter, QRectF(0, 0, 75, 55)); });
    QCOMPARE(part.pixelColor(40, 30), QColor(Qt::yellow));
    QCOMPARE(part.pixelColor(170, 30), QColor(Qt::white));  // The triangle is not met.
}

void TestRecording::aLineOfTextIsWholeInSeveralScripts()
{
    const QString name =
        QString::fromUtf8("FS01 \xE5\xBE\xB3\xE5\xB3\xB6 \xD7\xA9\xD7\xA8\xD7\xAA");
    const Recording recording = recorded([&](QPainter& painter) {
        painter.setFont(fontOf(13));
        painter.setPen(Qt::darkRed);
        paintTextLine(painter, {12, 34}, name, name + u'!');
    });
    const std::vector<RecordedLine> lines = linesOf(recording);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].shown, name);
    QCOMPARE(lines[0].full, name + u'!');
    QCOMPARE(lines[0].baseline, QPointF(12, 34));
    QCOMPARE(lines[0].font.pixelSize(), 13);
    QCOMPARE(lines[0].colour, QColor(Qt::darkRed));
    QVERIFY(lines[0].width > 0);
    QVERIFY(lines[0].box.contains(QPointF(13, 33)));
}

void TestRecording::otherTextsAreThereToo()
{
    const Recording recording = recorded([](QPainter& painter) {
        painter.setFont(fontOf(20));
        painter.drawText(QPointF(5, 50), QStringLiteral("plain"));
    });
    const std::vector<RecordedLine> lines = linesOf(recording);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].shown, QStringLiteral("plain"));
    QCOMPARE(lines[0].font.pixelSize(), 20);
}

void TestRecording::whatCannotBeSeenIsNotKept()
{
    const Recording recording = recorded([](QPainter& painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(1, 1, 9, 9));
    });
    QCOMPARE(shapesOf(recording).size(), std::size_t{0});
    QCOMPARE(recording.bounds(), all);
    QCOMPARE(std::get<RecordedShape>(recording.elements().at(0)).fill, QColor(Qt::white));
}

void TestRecording::aClipEndsWithItsState()
{
    const Recording recording = recorded([](QPainter& painter) {
        painter.setPen(QPen(Qt::red, 1));
        painter.save();
        QPainterPath clip;
        clip.addEllipse(QPointF(50, 50), 20, 10);
        painter.setClipPath(clip, Qt::IntersectClip);
        painter.drawLine(QPointF(0, 50), QPointF(100, 50));
        painter.drawLine(QPointF(0, 52), QPointF(100, 52));
        painter.restore();
        painter.drawLine(QPointF(0, 80), QPointF(100, 80));
    });
    const std::vector<RecordedShape> shapes = shapesOf(recording);
    QCOMPARE(shapes.size(), std::size_t{3});
    QCOMPARE(recording.clips().size(), std::size_t{1});
    QVERIFY(shapes[0].clip == 0 && shapes[1].clip == 0);
    QVERIFY(!shapes[2].clip);
    QCOMPARE(recording.clips()[0].boundingRect(), QRectF(30, 40, 40, 20));
}

void TestRecording::aTransformIsInThePath()
{
    const Recording recording = recorded([](QPainter& painter) {
        painter.translate(100, 10);
        painter.scale(3, 3);
        painter.setPen(QPen(Qt::black, 2));
        painter.drawLine(QPointF(0, 0), QPointF(10, 0));
        painter.setFont(fontOf(10));
        paintTextLine(painter, {0, 10}, QStringLiteral("x"), QStringLiteral("x"));
    });
    const std::vector<RecordedShape> shapes = shapesOf(recording);
    QCOMPARE(shapes.size(), std::size_t{1});
    QCOMPARE(shapes[0].path.currentPosition(), QPointF(130, 10));
    QCOMPARE(shapes[0].pen.widthF(), 6.0);
    QCOMPARE(linesOf(recording).at(0).baseline, QPointF(100, 40));
    QCOMPARE(linesOf(recording).at(0).font.pixelSize(), 30);
}

QTEST_MAIN(TestRecording)
#include "tst_recording.moc"
