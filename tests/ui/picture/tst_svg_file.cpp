#include "ui/picture/svg_file.h"
#include "ui/picture/text_line.h"

#include <QPainter>
#include <QTest>
#include <QXmlStreamReader>

using namespace hopwright::ui;

namespace {

Recording pictureWith(const QString& shown, const QString& full)
{
    return Recording(Qt::white, [&](QPainter& painter) {
        QFont font;
        font.setPixelSize(13);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(QColor(0x18, 0x20, 0x2C));
        paintTextLine(painter, {12.25, 40}, shown, full);
        return QRectF(-8, -4.5, 300, 80);
    });
}

/// What a reader of Qt's, which is not the writer, finds.
struct Seen {
    QStringList elements = {};
    QStringList texts = {};  ///< Of text elements.
    QStringList titles = {};
    QString error = {};
    QXmlStreamAttributes root = {};
    QXmlStreamAttributes text = {};  ///< Of the last text element.
    QXmlStreamAttributes path = {};  ///< Of the last path.
};

Seen seenIn(const QByteArray& svg)
{
    Seen out;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = reader.name().toString();
        out.elements += name;
        if (name == QLatin1String("svg"))
            out.root = reader.attributes();
        if (name == QLatin1String("path"))
            out.path = reader.attributes();
        if (name == QLatin1String("text")) {
            out.text = reader.attributes();
            out.texts += reader.readElementText();
        } else if (name == QLatin1String("title")) {
            out.titles += reader.readElementText();
        }
    }
    out.error = reader.errorString();
    return out;
}

}  // namespace

class TestSvgFile : public QObject {
    Q_OBJECT

private slots:
    void namesAreTextWhateverTheyHold_data();
    void namesAreTextWhateverTheyHold();
    void whatWasElidedHasItsWholeText();
    void theRootSaysHowLargeItIs();
    void aTextSaysHowItLooks();
    void penAndFillAreThere();
    void aClipIsNamedOnce();
    void theSameIsWrittenTwice();
};

void TestSvgFile::namesAreTextWhateverTheyHold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("seen");
    const auto row = [](const char* what, const QString& name, const QString& seen = {}) {
        QTest::newRow(what) << name << (seen.isEmpty() ? name : seen);
    };
    row("plain", QStringLiteral("JUMP01"));
    row("ends its element", QStringLiteral("</text></svg><script>alert(1)</script>"));
    row("a reference", QStringLiteral("&lol; &#1; &amp;"));
    row("quotes", QStringLiteral("\" onload='x'"));
    row("ends a CDATA", QStringLiteral("]]> <![CDATA["));
    row("a comment", QStringLiteral("<!-- -- -->"));
    row("blanks", QStringLiteral("  two  blanks  "));
    row("a zero", QStringLiteral("a") + QChar(u'\0') + u'b', QStringLiteral("a[U+0000]b"));
    row("bell and escape", QStringLiteral("a\x07\x1B[31m"),
        QStringLiteral("a[U+0007][U+001B][31m"));
    row("turns the direction", QStringLiteral("a") + QChar(0x202E) + u'b',
        QStringLiteral("a[U+202E]b"));
    row("no character", QStringLiteral("a") + QChar(0xFFFE) + QChar(0xFFFF) + u'b',
        QStringLiteral("a") + QChar(0xFFFD) + QChar(0xFFFD) + u'b');
    row("line ends", QStringLiteral("a\r\nb\tc"), QStringLiteral("a  b c"));
    row("Hebrew", QString::fromUtf8("\xD7\xA9\xD7\xA8\xD7\xAA-7"));
    row("beyond 16 bits", QString::fromUtf8("\xF0\x9F\x96\xA5 \xF0\xA0\xAE\xB7"));
}

void TestSvgFile::namesAreTextWhateverTheyHold()
{
    QFETCH(const QString, name);
    QFETCH(const QString, seen);
    const Seen found = seenIn(svgOf(pictureWith(name, name), name));
    QVERIFY2(found.error.isEmpty(), qPrintable(found.error));
    QCOMPARE(found.elements, QStringList({"svg", "title", "path", "text"}));
    QCOMPARE(found.texts, QStringList{seen});
    QCOMPARE(found.titles, QStringList{seen});
}

void TestSvgFile::whatWasElidedHasItsWholeText()
{
    const Seen found =
        seenIn(svgOf(pictureWith(QStringLiteral("file…01"), QStringLiteral("file<server>01")), {}));
    QCOMPARE(found.elements, QStringList({"svg", "title", "path", "g", "title", "text"}));
    QCOMPARE(found.texts, QStringList{QStringLiteral("file…01")});
    QCOMPARE(found.titles, QStringList({QString(), QStringLiteral("file<server>01")}));
}

void TestSvgFile::theRootSaysHowLargeItIs()
{
    const QByteArray svg = svgOf(pictureWith(QStringLiteral("a"), QStringLiteral("a")), {});
    QVERIFY(svg.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    const Seen found = seenIn(svg);
    QCOMPARE(found.root.value("width"), QStringLiteral("300"));
    QCOMPARE(found.root.value("height"), QStringLiteral("80"));
    QCOMPARE(found.root.value("viewBox"), QStringLiteral("-8 -4.5 300 80"));
}

void TestSvgFile::aTextSaysHowItLooks()
{
    const Seen found = seenIn(svgOf(pictureWith(QStringLiteral("a"), QStringLiteral("a")), {}));
    QCOMPARE(found.text.value("x"), QStringLiteral("12.25"));
    QCOMPARE(found.text.value("y"), QStringLiteral("40"));
    QCOMPARE(found.text.value("font-size"), QStringLiteral("13"));
    QCOMPARE(found.text.value("font-weight"), QStringLiteral("700"));
    QCOMPARE(found.text.value("fill"), QStringLiteral("#18202c"));
    QVERIFY(found.text.value("font-family").endsWith(QStringLiteral("sans-serif")));
    QVERIFY(found.text.value("textLength").toDouble() > 1);
}

void TestSvgFile::penAndFillAreThere()
{
    const Recording picture(Qt::white, [](QPainter& painter) {
        QPen pen(QColor(1, 2, 255, 51), 2, Qt::CustomDashLine, Qt::RoundCap, Qt::RoundJoin);
        pen.setDashPattern({3, 1.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(0, 0), QPointF(1.0 / 3, 5));
        return QRectF(0, 0, 10, 10);
    });
    const Seen found = seenIn(svgOf(picture, {}));
    QCOMPARE(found.path.value("d"), QStringLiteral("M0 0L0.333 5"));
    QCOMPARE(found.path.value("fill"), QStringLiteral("none"));
    QCOMPARE(found.path.value("stroke"), QStringLiteral("#0102ff"));
    QCOMPARE(found.path.value("stroke-opacity"), QStringLiteral("0.2"));
    QCOMPARE(found.path.value("stroke-width"), QStringLiteral("2"));
    QCOMPARE(found.path.value("stroke-linecap"), QStringLiteral("round"));
    QCOMPARE(found.path.value("stroke-linejoin"), QStringLiteral("round"));
    QCOMPARE(found.path.value("stroke-dasharray"), QStringLiteral("6 3"));
}

void TestSvgFile::aClipIsNamedOnce()
{
    const Recording picture(Qt::white, [](QPainter& painter) {
        painter.setClipRect(QRectF(1.5, 1, 4, 4));
        painter.fillRect(QRectF(0, 0, 10, 10), Qt::red);
        painter.fillRect(QRectF(0, 0, 5, 5), Qt::blue);
        return QRectF(0, 0, 10, 10);
    });
    const QByteArray svg = svgOf(picture, {});
    QCOMPARE(svg.count("<clipPath id=\"clip0\">"), 1);
    QCOMPARE(svg.count("clip-path=\"url(#clip0)\""), 2);
    QVERIFY(!svg.contains("clip1"));
}

void TestSvgFile::theSameIsWrittenTwice()
{
    const Recording picture = pictureWith(QStringLiteral("a"), QStringLiteral("a"));
    QCOMPARE(svgOf(picture, QStringLiteral("t")), svgOf(picture, QStringLiteral("t")));
}

QTEST_MAIN(TestSvgFile)
#include "tst_svg_file.moc"
