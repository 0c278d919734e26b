#include "ui/theme/path_data.h"
#include "ui/theme/svg_scanner.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>

using namespace hopwright;
using ui::readPathData;

namespace {

std::string_view viewOf(const QByteArray& text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// The elements of an outline, as M, L and C with four digits: "M0 0 L1 2".
QString elementsOf(const QPainterPath& path)
{
    if (path.isEmpty())
        return {};  // In which Qt has a point.
    QString out;
    int left = 0;  // Of the points of a curve.
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element each = path.elementAt(i);
        if (!out.isEmpty())
            out += u' ';
        if (left > 0) {
            --left;
        } else if (each.isCurveTo()) {
            out += u'C';
            left = 2;
        } else {
            out += each.isMoveTo() ? u'M' : u'L';
        }
        // Adding 0 makes a zero of what is minus zero.
        out += QString::number(std::round(each.x * 1e4) / 1e4 + 0.0) + u' '
               + QString::number(std::round(each.y * 1e4) / 1e4 + 0.0);
    }
    return out;
}

/// One path with every command, absolute and relative.
constexpr std::string_view everyCommand =
    "M1-2.5.5 3L4,5 6 7H8h-1V9v1.5e1l-.5+2m1 1 2 2C1 2 3 4 5 6c1 2 3 4 5 6S1 2 3 4s1 2 3 4Q1 2 3 4q1 2 3 4T5 6t1 2"
    "A5 4 30 0 1 9 9a5 4-30 10 3,4zM2 2Z";

}  // namespace

class TestPathData : public QObject {
    Q_OBJECT

private slots:
    void readsEachCommand_data();
    void readsEachCommand();
    void anArcTurnsAroundItsCentre_data();
    void anArcTurnsAroundItsCentre();
    void anArcPassesWhereItsEllipseIs_data();
    void anArcPassesWhereItsEllipseIs();
    void saysWhereAPathIsWrong_data();
    void saysWhereAPathIsWrong();
    void cuttingAPathAnywhereEndsWell();
    void aPathBeyondTheLimitIsTooLarge();
    void fillsAsSvgDoesWhereNothingIsSaid();
};

void TestPathData::readsEachCommand_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("elements");
    const auto row = [](const char* name, const char* data, const char* elements) {
        QTest::newRow(name) << QByteArray(data) << QString::fromLatin1(elements);
    };
    row("8.3.9 nothing", "", "");
    row("8.3.9 blanks", " \t\r\n", "");
    row("8.3.2 M", "M1 2L3 4", "M1 2 L3 4");
    row("8.3.2 m at the start is absolute", "m1 2l3 4", "M1 2 L4 6");
    row("8.3.2 m", "M1 2L3 4m1 1l1 0", "M1 2 L3 4 M4 5 L5 5");
    row("8.3.2 pairs after M are L", "M1 2 3 4 5 6", "M1 2 L3 4 L5 6");
    row("8.3.2 pairs after m are l", "m1 2 3 4 5 6", "M1 2 L4 6 L9 12");
    row("8.3.2 m after M stays relative", "M9 9m1 2 3 4L0 0", "M10 11 L13 15 L0 0");
    row("8.3.3 z goes back to the start", "M1 2L5 2L5 6zl1 1", "M1 2 L5 2 L5 6 L1 2 M1 2 L2 3");
    row("8.3.3 Z is z", "M1 2L5 2L5 6ZL0 0", "M1 2 L5 2 L5 6 L1 2 M1 2 L0 0");
    row("8.3.3 m after z starts where the subpath did", "M1 2h4v4zm1 1h1",
        "M1 2 L5 2 L5 6 L1 2 M2 3 L3 3");
    row("8.3.3 z twice", "M1 2h4v4zzh1", "M1 2 L5 2 L5 6 L1 2 M1 2 L2 2");
    row("8.3.4 L repeats", "M0 0L1 2 3 4", "M0 0 L1 2 L3 4");
    row("8.3.4 l repeats", "M1 1l1 2 3 4", "M1 1 L2 3 L5 7");
    row("8.3.4 H repeats", "M0 1H5 7", "M0 1 L5 1 L7 1");
    row("8.3.4 h repeats", "M1 1h5-7", "M1 1 L6 1 L-1 1");
    row("8.3.4 V repeats", "M1 0V5 7", "M1 0 L1 5 L1 7");
    row("8.3.4 v repeats", "M1 1v5-7", "M1 1 L1 6 L1 -1");
    row("8.3.6 C", "M0 0C1 2 3 4 5 6", "M0 0 C1 2 3 4 5 6");
    row("8.3.6 C repeats", "M0 0C1 2 3 4 5 6 7 8 9 10 11 12", "M0 0 C1 2 3 4 5 6 C7 8 9 10 11 12");
    row("8.3.6 c counts from where it starts", "M1 1c1 2 3 4 5 6 1 0 2 0 3 0",
        "M1 1 C2 3 4 5 6 7 C7 7 8 7 9 7");
    row("8.3.6 S reflects", "M100 200C100 100 250 100 250 200S400 300 400 200",
        "M100 200 C100 100 250 100 250 200 C250 300 400 300 400 200");
    row("8.3.6 s repeats", "M0 0C0 1 1 1 2 0s1 1 2 0 1 1 2 0",
        "M0 0 C0 1 1 1 2 0 C3 -1 3 1 4 0 C5 -1 5 1 6 0");
    row("8.3.6 S after no curve", "M1 1L2 2S3 5 6 6", "M1 1 L2 2 C2 2 3 5 6 6");
    row("8.3.6 S after Q", "M0 0Q3 3 6 0S7 5 8 0", "M0 0 C2 2 4 2 6 0 C6 0 7 5 8 0");
    row("8.3.7 Q", "M0 0Q3 3 6 0", "M0 0 C2 2 4 2 6 0");
    row("8.3.7 q repeats", "M1 0q3 3 6 0 3-3 6 0", "M1 0 C3 2 5 2 7 0 C9 -2 11 -2 13 0");
    row("8.3.7 T reflects", "M0 0Q3 3 6 0T12 0", "M0 0 C2 2 4 2 6 0 C8 -2 10 -2 12 0");
    row("8.3.7 t goes on reflecting", "M0 0q3 3 6 0t6 0 6 0",
        "M0 0 C2 2 4 2 6 0 C8 -2 10 -2 12 0 C14 2 16 2 18 0");
    row("8.3.7 T after no curve", "M0 0L3 3T6 9", "M0 0 L3 3 C3 3 4 5 6 9");
    row("8.3.7 T after C", "M0 0C1 2 3 4 3 3T6 9", "M0 0 C1 2 3 4 3 3 C3 3 4 5 6 9");
    row("8.3.7 T after z", "M0 0Q3 3 6 0zT3 6", "M0 0 C2 2 4 2 6 0 L0 0 M0 0 C0 0 1 2 3 6");
    row("F.6.2 equal ends are no arc", "M1 2A5 5 0 1 1 1 2L3 4", "M1 2 L3 4");
    row("F.6.2 no radius is a line", "M1 2A0 5 0 1 1 3 4a5 0 0 0 0 1 1", "M1 2 L3 4 L4 5");
    row("8.3.9 a sign or a second point ends a number", "M1-2.5.5 3", "M1 -2.5 L0.5 3");
    row("8.3.9 two points in a row", "M1..2L3 4", "M1 0.2 L3 4");
    row("8.3.1 M 100-200L300-400", "M100-200L300-400", "M100 -200 L300 -400");
    row("8.3.9 blanks everywhere", " M\n1 ,\t2 L 3 , 4 z ", "M1 2 L3 4 L1 2");
    row("8.3.9 exponents", "M1e1-2E-1l1.5e+1.5e0", "M10 -0.2 L25 0.3");
}

void TestPathData::readsEachCommand()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QString, elements);
    const auto path = readPathData(viewOf(data));
    QVERIFY(path);
    QCOMPARE(elementsOf(*path), elements);
}

void TestPathData::anArcTurnsAroundItsCentre_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QPointF>("centre");
    QTest::addColumn<double>("radius");
    QTest::addColumn<double>("turn");  // In degrees.
    const auto row = [](const char* name, const char* data, const QPointF& centre, double radius,
                        double turn) {
        QTest::newRow(name) << QByteArray(data) << centre << radius << turn;
    };
    // The two circles of radius 5 through (0, 0) and (5, 5), each in two parts.
    row("8.3.8 small, not sweeping", "M0 0A5 5 0 0 0 5 5", {5, 0}, 5, 90);
    row("8.3.8 small, sweeping", "M0 0A5 5 0 0 1 5 5", {0, 5}, 5, 90);
    row("8.3.8 large, not sweeping", "M0 0A5 5 0 1 0 5 5", {0, 5}, 5, 270);
    row("8.3.8 large, sweeping", "M0 0A5 5 0 1 1 5 5", {5, 0}, 5, 270);
    row("8.3.8 relative", "M10 20a5 5 0 0 1 5 5", {10, 25}, 5, 90);
    row("8.3.9 flags without separators", "M0 0a5 5 0 115 5", {5, 0}, 5, 270);
    row("8.3.9 flags and points without separators", "M0 0a5 5 0 01.5.5", {-3.27668, 3.77668}, 5,
        8.10962);
    row("8.3.9 signs as separators", "M10 10a5 5-0 0 0-5-5", {5, 10}, 5, 90);
    row("F.6.6 radii that do not reach grow", "M0 0A1 1 0 0 1 10 0", {5, 0}, 5, 180);
    row("half a turn", "M0 0A5 5 0 1 0 10 0", {5, 0}, 5, 180);
    row("a rotated circle is the same", "M0 0A5 5 77 0 0 5 5", {5, 0}, 5, 90);
}

void TestPathData::anArcTurnsAroundItsCentre()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QPointF, centre);
    QFETCH(const double, radius);
    QFETCH(const double, turn);
    const auto path = readPathData(viewOf(data));
    QVERIFY(path);
    for (int i = 0; i <= 100; ++i) {
        const QPointF from = path->pointAtPercent(i / 100.0) - centre;
        // Curves for quarter turns are off by 0.03 %.
        QVERIFY2(std::abs(std::hypot(from.x(), from.y()) - radius) < radius * 3e-4,
                 qPrintable(QString::number(i)));
    }
    const double length = radius * turn * std::numbers::pi / 180;
    QVERIFY2(std::abs(path->length() - length) < length * 0.003,
             qPrintable(QString::number(path->length())));
}

void TestPathData::anArcPassesWhereItsEllipseIs_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QPointF>("middle");
    QTest::addColumn<QRectF>("box");
    const auto row = [](const char* name, const char* data, const QPointF& middle,
                        const QRectF& box) {
        QTest::newRow(name) << QByteArray(data) << middle << box;
    };
    row("8.3.8 a wide ellipse", "M0 0A10 5 0 0 1 20 0", {10, -5}, {0, -5, 20, 5});
    row("8.3.8 the other way", "M0 0A10 5 0 0 0 20 0", {10, 5}, {0, 0, 20, 5});
    row("8.3.8 turned by 90 degrees", "M0 0A10 5 90 0 1 0 20", {5, 10}, {0, 0, 5, 20});
    row("8.3.8 turned by -90 degrees", "M0 0A10 5-90 0 0 0 20", {-5, 10}, {-5, 0, 5, 20});
    row("F.6.6 grows in both directions", "M0 0A2 1 0 0 1 20 0", {10, -5}, {0, -5, 20, 5});
    // A half turn of an ellipse whose long axis leads along its chord, at 45 degrees.
    const double reach = 5 / std::sqrt(2.0);
    row("8.3.8 turned by 45 degrees", "M0 0A14.142135624 5 45 0 1 20 20", {10 + reach, 10 - reach},
        {});
}

void TestPathData::anArcPassesWhereItsEllipseIs()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QPointF, middle);
    QFETCH(const QRectF, box);
    const auto path = readPathData(viewOf(data));
    QVERIFY(path);
    QVERIFY(QLineF(path->pointAtPercent(0.5), middle).length() < 0.02);
    const QRectF seen = path->boundingRect();
    QVERIFY(box.isNull()
            || (QLineF(seen.topLeft(), box.topLeft()).length() < 0.02
                && QLineF(seen.bottomRight(), box.bottomRight()).length() < 0.02));
}

void TestPathData::saysWhereAPathIsWrong_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::size_t>("offset");
    const auto row = [](const char* name, const char* data, ErrorCode code, std::size_t offset) {
        QTest::newRow(name) << QByteArray(data) << code << offset;
    };
    row("8.3.2 begins without M", "L1 2", ErrorCode::Malformed, 0);
    row("8.3.2 begins with z", "zM1 2", ErrorCode::Malformed, 0);
    row("8.3.9 begins with a number", "1 2", ErrorCode::Malformed, 0);
    row("8.3.9 begins with a comma", ",M1 2", ErrorCode::Malformed, 0);
    row("8.3.9 an unknown command", "M1 2B3 4", ErrorCode::Malformed, 4);
    row("8.3.9 R, of later drafts", "M1 2R3 4", ErrorCode::Malformed, 4);
    row("8.3.9 a comma after a command", "M,1 2", ErrorCode::Malformed, 1);
    row("8.3.9 a comma before a command", "M1 2,L3 4", ErrorCode::Malformed, 5);
    row("8.3.9 two commas", "M1,,2", ErrorCode::Malformed, 3);
    row("8.3.9 a comma at the end", "M1 2,", ErrorCode::Truncated, 5);
    row("8.3.9 a comma after z", "M1 2z,", ErrorCode::Malformed, 5);
    row("8.3.9 a number after z", "M1 2z3 4", ErrorCode::Malformed, 5);
    row("8.3.2 no pair", "M", ErrorCode::Truncated, 1);
    row("8.3.2 half a pair", "M1", ErrorCode::Truncated, 2);
    row("8.3.2 half a pair, then a command", "M1L2 3", ErrorCode::Malformed, 2);
    row("8.3.4 an odd number", "M0 0L1 2 3", ErrorCode::Truncated, 10);
    row("8.3.6 five of six", "M0 0C1 2 3 4 5", ErrorCode::Truncated, 14);
    row("8.3.8 a flag of 2", "M0 0A5 5 0 2 0 5 5", ErrorCode::Malformed, 11);
    row("8.3.9 two commas behind a flag", "M0 0A5 5 0 1 0,,5 5", ErrorCode::Malformed, 15);
    row("8.3.9 a radius with a sign", "M0 0A-5 5 0 1 0 5 5", ErrorCode::Malformed, 5);
    row("8.3.9 the other one", "M0 0A5+5 0 1 0 5 5", ErrorCode::Malformed, 6);
    row("8.3.9 an exponent without digits", "M1e 2", ErrorCode::Malformed, 2);
    row("8.3.9 a unit", "M1px 2", ErrorCode::Malformed, 2);
    row("8.3.9 a percentage", "M1% 2", ErrorCode::Malformed, 2);
    row("8.3.9 M1-2.5.5 has three numbers", "M1-2.5.5", ErrorCode::Truncated, 8);
    row("8.3.9 another minus",
        "M1 \xE2\x88\x92"
        "2",
        ErrorCode::Malformed, 3);
    row("a large number", "M1 100001", ErrorCode::OutOfRange, 3);
    row("a point too far away", "M60000 0h60000", ErrorCode::OutOfRange, 9);
    row("no double", "M1 1e400", ErrorCode::OutOfRange, 3);
}

void TestPathData::saysWhereAPathIsWrong()
{
    QFETCH(const QByteArray, data);
    QFETCH(const ErrorCode, code);
    QFETCH(const std::size_t, offset);
    const auto path = readPathData(viewOf(data));
    QVERIFY(!path);
    QCOMPARE(path.error().code, code);
    QCOMPARE(path.error().offset, std::optional(offset));
}

/// What is cut where a number, a segment or a command ends is a shorter path; else it is cut off, or a half exponent is no command.
void TestPathData::cuttingAPathAnywhereEndsWell()
{
    const auto whole = readPathData(everyCommand);
    QVERIFY(whole);
    int shorter = 0;
    for (std::size_t cut = 0; cut < everyCommand.size(); ++cut) {
        // A copy of its own, so that a sanitizer sees what looks behind its end.
        const std::string part(everyCommand.substr(0, cut));
        const auto path = readPathData(part);
        if (path) {
            QVERIFY(path->elementCount() <= whole->elementCount());
            ++shorter;
        } else {
            const bool isHalfExponent = part.ends_with('e') || part.ends_with("e+");
            QCOMPARE(path.error().code,
                     isHalfExponent ? ErrorCode::Malformed : ErrorCode::Truncated);
            QVERIFY(path.error().offset.value_or(cut + 1) <= cut);
        }
    }
    QVERIFY(shorter > 20);
}

void TestPathData::aPathBeyondTheLimitIsTooLarge()
{
    std::string data = "M0 0";
    data.resize(ui::maxPathBytes, ' ');
    QVERIFY(readPathData(data));
    const auto path = readPathData(data + ' ');
    QVERIFY(!path);
    QCOMPARE(path.error().code, ErrorCode::TooLarge);
}

void TestPathData::fillsAsSvgDoesWhereNothingIsSaid()
{
    // 11.3: nonzero. Both squares turn the same way, so the inner one is filled.
    const auto path = readPathData("M0 0h9v9h-9zM3 3h3v3h-3z");
    QVERIFY(path);
    QVERIFY(path->contains(QPointF(4.5, 4.5)));
    const auto hole = readPathData("M0 0h9v9h-9zM3 3v3h3v-3z");
    QVERIFY(hole);
    QVERIFY(!hole->contains(QPointF(4.5, 4.5)));
}

QTEST_APPLESS_MAIN(TestPathData)

#include "tst_path_data.moc"
