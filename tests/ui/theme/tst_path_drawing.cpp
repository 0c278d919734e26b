#include "ui/theme/path_data.h"
#include "ui/theme/path_drawing.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

using namespace hopwright;
using ui::PathDrawing;
using ui::readPathDrawing;

namespace {

const QByteArray head = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">)";
const QByteArray path = R"(<path d="M1 2h3" fill="none" stroke="currentColor"/>)";

std::string_view viewOf(const QByteArray& text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

QByteArray drawing(const QByteArray& paths)
{
    return head + paths + "</svg>";
}

/// As many pixels as the view box has units.
QImage imageOf(const QByteArray& paths, const QColor& current = Qt::black)
{
    const auto read = readPathDrawing(viewOf(drawing(paths)));
    QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (read) {
        QPainter painter(&image);
        ui::paintDrawing(painter, *read, QRectF(0, 0, 20, 20), current);
    }
    return image;
}

}  // namespace

class TestPathDrawing : public QObject {
    Q_OBJECT

private slots:
    void readsWhatAPathSays();
    void whatIsNotSaidIsAsSvgHasIt();
    void refusesWhatItDoesNotDraw_data();
    void refusesWhatItDoesNotDraw();
    void saysWhichElementIsWrong();
    void cuttingAFileAnywhereEndsWell();
    void aFileBeyondTheLimitIsTooLarge();
    void everyDrawingOfTheProgramIsRead();
    void laterPathsLieAbove();
    void aPathIsFilledByItsRule();
    void currentColourIsWhatIsAskedForWithoutItsAlpha();
    void capsReachAsFarAsTheySay();
    void joinsAreAsTheySay();
    void theViewBoxBecomesTheBox();
    void aPainterIsLeftAsItWas();
};

void TestPathDrawing::readsWhatAPathSays()
{
    const auto read = readPathDrawing(viewOf(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="7" height="8" viewBox="-1,2 30 4e1">
             <!-- a note -->
             <path d="M1 2h3" fill="#1A5FB4" fill-rule="evenodd" stroke="currentColor"
               stroke-width="2.5" stroke-linecap="round" stroke-linejoin="bevel"/>
             <path d="M5 6v7z" fill="currentColor" stroke="none" stroke-linecap="square" stroke-linejoin="round"/>
           </svg>)"));
    QVERIFY(read);
    QCOMPARE(read->viewBox, QRectF(-1, 2, 30, 40));
    QCOMPARE(read->paths.size(), std::size_t{2});
    const ui::DrawnPath& first = read->paths.front();
    QCOMPARE(first.outline.elementCount(), 2);
    QCOMPARE(first.outline.fillRule(), Qt::OddEvenFill);
    QCOMPARE(first.fill, std::optional(QColor(0x1A, 0x5F, 0xB4)));
    QVERIFY(first.stroke && !first.stroke->isValid());
    QCOMPARE(first.strokeWidth, 2.5);
    QCOMPARE(first.cap, Qt::RoundCap);
    QCOMPARE(first.join, Qt::BevelJoin);
    const ui::DrawnPath& second = read->paths.back();
    QVERIFY(second.fill && !second.fill->isValid());
    QVERIFY(!second.stroke);
    QCOMPARE(second.cap, Qt::SquareCap);
    QCOMPARE(second.join, Qt::RoundJoin);
    QCOMPARE(second.outline.fillRule(), Qt::WindingFill);
}

void TestPathDrawing::whatIsNotSaidIsAsSvgHasIt()
{
    // SVG 1.1 11.3, 11.4: black, nonzero; no stroke, 1 wide, butt, miter.
    const auto read = readPathDrawing(viewOf(drawing(R"(<path d="M0 0h1v1z"/>)")));
    QVERIFY(read);
    const ui::DrawnPath& only = read->paths.front();
    QCOMPARE(only.fill, std::optional(QColor(Qt::black)));
    QCOMPARE(only.outline.fillRule(), Qt::WindingFill);
    QVERIFY(!only.stroke);
    QCOMPARE(only.strokeWidth, 1.0);
    QCOMPARE(only.cap, Qt::FlatCap);
    QCOMPARE(only.join, Qt::SvgMiterJoin);
}

void TestPathDrawing::refusesWhatItDoesNotDraw_data()
{
    QTest::addColumn<QByteArray>("svg");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const QByteArray& svg, ErrorCode code) {
        QTest::newRow(name) << svg << code;
    };
    const auto one = [&row](const char* name, const QByteArray& attribute, ErrorCode code) {
        row(name, drawing("<path d=\"M0 0h1\" " + attribute + "/>"), code);
    };
    const auto framed = [&row](const char* name, const QByteArray& attributes, ErrorCode code) {
        row(name, "<svg xmlns=\"http://www.w3.org/2000/svg\" " + attributes + "/>", code);
    };
    row("nothing", "", ErrorCode::Malformed);
    row("no XML", "no XML", ErrorCode::Malformed);
    row("no end", head + path, ErrorCode::Malformed);
    row("two roots", drawing(path) + drawing(path), ErrorCode::Malformed);
    row("a zero byte behind it", drawing(path) + QByteArray(1, '\0'), ErrorCode::Malformed);
    row("another root", "<html/>", ErrorCode::Unsupported);
    row("no namespace", R"(<svg viewBox="0 0 2 2"/>)", ErrorCode::Unsupported);
    row("another namespace", R"(<svg xmlns="urn:x" viewBox="0 0 2 2"/>)", ErrorCode::Unsupported);
    framed("no view box", "", ErrorCode::Truncated);
    framed("three numbers", R"(viewBox="0 0 20")", ErrorCode::Truncated);
    framed("five numbers", R"(viewBox="0 0 20 20 1")", ErrorCode::Malformed);
    framed("no width", R"(viewBox="0 0 0 20")", ErrorCode::Malformed);
    framed("below nothing", R"(viewBox="0 0 20 -20")", ErrorCode::Malformed);
    framed("another attribute", R"(viewBox="0 0 2 2" opacity="0.5")", ErrorCode::Unsupported);
    framed("one twice", R"(viewBox="0 0 2 2" viewBox="0 0 3 3")", ErrorCode::Malformed);
    row("a circle", drawing(R"(<circle r="3"/>)"), ErrorCode::Unsupported);
    row("a group", drawing("<g>" + path + "</g>"), ErrorCode::Unsupported);
    row("a text", drawing("text"), ErrorCode::Unsupported);
    row("a prefix", drawing(R"(<s:path d="M0 0h1"/>)"), ErrorCode::Unsupported);
    row("in a path", drawing(R"(<path d="M0 0h1"><title/></path>)"), ErrorCode::Unsupported);
    row("no data", drawing(R"(<path fill="none"/>)"), ErrorCode::Malformed);
    row("wrong data", drawing(R"(<path d="M0 0x"/>)"), ErrorCode::Malformed);
    row("data cut off", drawing(R"(<path d="M0 0h"/>)"), ErrorCode::Truncated);
    one("a transform", R"x(transform="scale(2)")x", ErrorCode::Unsupported);
    one("a style", R"(style="fill:red")", ErrorCode::Unsupported);
    one("an opacity", R"(fill-opacity="0.5")", ErrorCode::Unsupported);
    one("dashes", R"(stroke-dasharray="1 2")", ErrorCode::Unsupported);
    one("data twice", R"(d="M0 0h2")", ErrorCode::Malformed);
    one("a name of a colour", R"(fill="red")", ErrorCode::Unsupported);
    one("three digits", R"(fill="#abc")", ErrorCode::Unsupported);
    one("no digit", R"(fill="#12345g")", ErrorCode::Unsupported);
    one("a sign", R"(stroke="#-12345")", ErrorCode::Unsupported);
    one("a gradient", R"x(fill="url(#a)")x", ErrorCode::Unsupported);
    one("a colour in capitals", R"(stroke="CURRENTCOLOR")", ErrorCode::Unsupported);
    one("another cap", R"(stroke-linecap="Round")", ErrorCode::Unsupported);
    one("another join", R"(stroke-linejoin="arcs")", ErrorCode::Unsupported);
    one("another rule", R"(fill-rule="inherit")", ErrorCode::Unsupported);
    one("a width with a unit", R"(stroke-width="2px")", ErrorCode::Malformed);
    one("a width below nothing", R"(stroke-width="-2")", ErrorCode::Malformed);
    one("no width", R"(stroke-width="")", ErrorCode::Truncated);
}

void TestPathDrawing::refusesWhatItDoesNotDraw()
{
    QFETCH(const QByteArray, svg);
    QFETCH(const ErrorCode, code);
    const auto read = readPathDrawing(viewOf(svg));
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    const auto size = static_cast<std::size_t>(svg.size());
    QVERIFY(read.error().offset.value_or(size + 1) <= size);
}

void TestPathDrawing::saysWhichElementIsWrong()
{
    const auto read = readPathDrawing(viewOf(drawing(path + "<circle/>" + path)));
    QVERIFY(!read);
    // pugixml's place of an element is that of its name.
    QCOMPARE(read.error().offset,
             std::optional(static_cast<std::size_t>(head.size() + path.size() + 1)));
}

void TestPathDrawing::cuttingAFileAnywhereEndsWell()
{
    const QByteArray whole = drawing(path + path);
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        const std::string part(whole.constData(), static_cast<std::size_t>(cut));
        const auto read = readPathDrawing(part);
        QVERIFY2(!read, part.c_str());
        QCOMPARE(read.error().code, ErrorCode::Malformed);
        QVERIFY(read.error().offset.value_or(part.size() + 1) <= part.size());
    }
    QVERIFY(readPathDrawing(viewOf(whole)));
}

void TestPathDrawing::aFileBeyondTheLimitIsTooLarge()
{
    QByteArray svg = drawing(path);
    svg += QByteArray(static_cast<qsizetype>(ui::maxDrawingBytes) - svg.size(), ' ');
    QVERIFY(readPathDrawing(viewOf(svg)));
    svg += ' ';
    const auto read = readPathDrawing(viewOf(svg));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TooLarge);
}

void TestPathDrawing::everyDrawingOfTheProgramIsRead()
{
    int count = 0;
    for (const char* folder : {"/resources/icons", "/resources/app"}) {
        const QDir files(QStringLiteral(HOPWRIGHT_SOURCE_DIR) + QLatin1String(folder));
        for (const QString& name : files.entryList({QStringLiteral("*.svg")}, QDir::Files)) {
            QFile file(files.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray svg = file.readAll();
            const auto read = readPathDrawing(viewOf(svg));
            QVERIFY2(read, qPrintable(name));
            QCOMPARE(read->paths.size(), static_cast<std::size_t>(svg.count("<path")));
            ++count;
        }
    }
    QVERIFY(count >= 61);
}

void TestPathDrawing::laterPathsLieAbove()
{
    const QImage image = imageOf(R"(<path d="M0 0h20v20H0z" fill="#ff0000"/>)"
                                 R"(<path d="M5 5h10v10H5z" fill="#0000ff"/>)");
    QCOMPARE(image.pixelColor(2, 2), QColor(255, 0, 0));
    QCOMPARE(image.pixelColor(10, 10), QColor(0, 0, 255));
}

void TestPathDrawing::aPathIsFilledByItsRule()
{
    const QByteArray data = R"(<path d="M0 0h20v20H0zM5 5h10v10H5z" )";
    QCOMPARE(imageOf(data + "/>").pixelColor(10, 10).alpha(), 255);
    // The rule counts before and behind the data.
    QCOMPARE(imageOf(data + R"(fill-rule="evenodd"/>)").pixelColor(10, 10).alpha(), 0);
    const QByteArray before = R"(<path fill-rule="evenodd" d="M0 0h20v20H0zM5 5h10v10H5z"/>)";
    QCOMPARE(imageOf(before).pixelColor(10, 10).alpha(), 0);
    QCOMPARE(imageOf(before).pixelColor(2, 2).alpha(), 255);
}

void TestPathDrawing::currentColourIsWhatIsAskedForWithoutItsAlpha()
{
    const QByteArray square = R"(<path d="M0 0h20v20H0z" fill="currentColor"/>)";
    QCOMPARE(imageOf(square, QColor(10, 20, 30)).pixelColor(10, 10), QColor(10, 20, 30));
    QCOMPARE(imageOf(square, QColor(10, 20, 30, 99)).pixelColor(10, 10), QColor(10, 20, 30));
}

void TestPathDrawing::capsReachAsFarAsTheySay()
{
    // A line from 6 to 14 that is 4 wide.
    const auto alpha = [](const char* cap, int x, int y) {
        return imageOf(
                   QByteArray(
                       R"(<path d="M6 10h8" fill="none" stroke="currentColor" stroke-width="4" )")
                   + "stroke-linecap=\"" + cap + "\"/>")
            .pixelColor(x, y)
            .alpha();
    };
    QCOMPARE(alpha("butt", 13, 10), 255);
    QCOMPARE(alpha("butt", 14, 10), 0);
    QCOMPARE(alpha("square", 15, 8), 255);
    QCOMPARE(alpha("square", 16, 8), 0);
    QVERIFY(alpha("round", 15, 10) > 200);
    QVERIFY(alpha("round", 15, 8) < 100);
}

void TestPathDrawing::joinsAreAsTheySay()
{
    // A corner at (15, 5): its outer square from (15, 3) to (17, 5).
    const auto alpha = [](const char* join, int x, int y) {
        return imageOf(
                   QByteArray(
                       R"(<path d="M5 5h10v10" fill="none" stroke="currentColor" stroke-width="4" )")
                   + "stroke-linejoin=\"" + join + "\"/>")
            .pixelColor(x, y)
            .alpha();
    };
    QCOMPARE(alpha("miter", 16, 3), 255);
    QVERIFY(alpha("round", 16, 3) < 150);
    QVERIFY(alpha("round", 16, 3) > 50);
    QVERIFY(alpha("bevel", 16, 3) < 5);
    QVERIFY(alpha("bevel", 15, 4) > 200);
}

void TestPathDrawing::theViewBoxBecomesTheBox()
{
    const auto read = readPathDrawing(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 4 4"><path d="M11 11h1v1h-1z" fill="#ff0000"/></svg>)");
    QVERIFY(read);
    QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    ui::paintDrawing(painter, *read, QRectF(20, 0, 16, 16), Qt::black);
    painter.end();
    QRect inked;
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 40; ++x)
            inked |= qAlpha(image.pixel(x, y)) > 0 ? QRect(x, y, 1, 1) : QRect();
    }
    QCOMPARE(inked, QRect(24, 4, 4, 4));
}

void TestPathDrawing::aPainterIsLeftAsItWas()
{
    QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::red, 7));
    painter.setBrush(Qt::green);
    painter.translate(3, 4);
    const QTransform before = painter.transform();
    const auto read = readPathDrawing(viewOf(drawing(path)));
    QVERIFY(read);
    ui::paintDrawing(painter, *read, QRectF(0, 0, 20, 20), Qt::black);
    QCOMPARE(painter.pen(), QPen(Qt::red, 7));
    QCOMPARE(painter.brush(), QBrush(Qt::green));
    QCOMPARE(painter.transform(), before);
    QVERIFY(!painter.testRenderHint(QPainter::Antialiasing));
    ui::paintDrawing(painter, PathDrawing(), QRectF(0, 0, 20, 20), Qt::black);  // Nothing.
}

QTEST_APPLESS_MAIN(TestPathDrawing)

#include "tst_path_drawing.moc"
