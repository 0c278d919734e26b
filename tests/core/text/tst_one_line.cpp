#include "core/text/one_line.h"

#include <QJsonDocument>
#include <QTest>

using namespace hopwright::text;

class TestOneLine : public QObject {
    Q_OBJECT

private slots:
    void whatIsNotSeenIsWrittenOut_data();
    void whatIsNotSeenIsWrittenOut();
    void whatIsTooLongIsCutBetweenCharacters_data();
    void whatIsTooLongIsCutBetweenCharacters();
    void everyPointOfTheListsIsUnseen_data();
    void everyPointOfTheListsIsUnseen();
    void whatUnicodeLetsBeIgnoredIsUnseen_data();
    void whatUnicodeLetsBeIgnoredIsUnseen();
    void aPathIsToldFromAllOthers();
    void textOfSeveralLinesKeepsThem();
    void jsonKeepsItsValues();
};

void TestOneLine::whatIsNotSeenIsWrittenOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& shown) {
        QTest::newRow(name) << text << shown;
    };
    row("empty", "", "");
    row("letters of any script", "Zugriff verweigert \u2713 \u0627\u0644",
        "Zugriff verweigert \u2713 \u0627\u0644");
    row("ECMA-48 clears a screen", "a\x1B[2Jb", "a[U+001B][2Jb");
    row("ECMA-48 CSI in one character", "a\u009B2Jb", "a[U+009B]2Jb");
    row("a line of its own", "denied\r\nHop 2: passed", "denied  Hop 2: passed");
    row("nothing ends it", QByteArray("a\0b", 3), "a[U+0000]b");
    row("a tab", "a\tb", "a b");
    row("DEL",
        "a\x7F"
        "b",
        "a[U+007F]b");
    row("NEL", "a\u0085b", "a[U+0085]b");
    row("Zl and Zp", "a\u2028b\u2029c", "a[U+2028]b[U+2029]c");
    row("Bidi_Control", "\u202Eb\u2066c\u200Fd\u061Ce\u202A\u2069",
        "[U+202E]b[U+2066]c[U+200F]d[U+061C]e[U+202A][U+2069]");
    row("no width", "FS\u200B01\u2060\uFEFF\u00AD\u200D",
        "FS[U+200B]01[U+2060][U+FEFF][U+00AD][U+200D]");
    row("a filler and a selector", "\u3164\uFE0F", "[U+3164][U+FE0F]");
    row("a tag beyond the basic plane", "a\U000E0041", "a[U+E0041]");
    row("beside a range", "\u00A0\u200A\u2010\u202F\u2065\u2070\uFFFC",
        "\u00A0\u200A\u2010\u202F[U+2065]\u2070\uFFFC");
    row("not UTF-8",
        "a\xFF"
        "b\xC3",
        "a\uFFFDb\uFFFD");
    row("RFC 3629: no surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
}

void TestOneLine::whatIsNotSeenIsWrittenOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(oneLine(text.toStdString())), shown);
}

void TestOneLine::whatIsTooLongIsCutBetweenCharacters_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("0") << 0 << QByteArray("\u2026");
    QTest::newRow("1") << 1 << QByteArray("a\u2026");
    QTest::newRow("2: inside of a character") << 2 << QByteArray("a\u2026");
    QTest::newRow("3") << 3 << QByteArray("a\u00E4\u2026");
    QTest::newRow("4: all") << 4 << QByteArray("a\u00E4b");
}

void TestOneLine::whatIsTooLongIsCutBetweenCharacters()
{
    QFETCH(int, limit);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(oneLine("a\u00E4b", static_cast<std::size_t>(limit))),
             shown);
}

// By the Unicode tables of Qt, which this code does not ask.
void TestOneLine::everyPointOfTheListsIsUnseen_data()
{
    QTest::addColumn<uint>("first");
    QTest::addColumn<uint>("last");
    QTest::newRow("the basic plane") << 0U << 0xFFFFU;
    QTest::newRow("beyond it") << 0x10000U << 0x10FFFFU;
}

void TestOneLine::everyPointOfTheListsIsUnseen()
{
    QFETCH(const uint, first);
    QFETCH(const uint, last);
    for (uint point = first; point <= last; ++point) {
        const QChar::Category category = QChar::category(point);
        const bool mustBe = category == QChar::Other_Control || category == QChar::Other_Format
                            || category == QChar::Separator_Line
                            || category == QChar::Separator_Paragraph;
        // Numbers of Arabic, Syriac, Kaithi and Egyptian script, and shorthand, are Cf with a width of their own.
        const bool hasWidth = (point >= 0x600 && point <= 0x605) || point == 0x6DD || point == 0x70F
                              || point == 0x890 || point == 0x891 || point == 0x8E2
                              || point == 0x110BD || point == 0x110CD
                              || (point >= 0x13430 && point <= 0x1343F);
        if (mustBe && !hasWidth)
            QVERIFY2(isUnseen(point), qPrintable(QString::number(point, 16)));
        const bool isSeen = QChar::isLetterOrNumber(point) || QChar::isPunct(point)
                            || QChar::isSymbol(point) || category == QChar::Separator_Space;
        const bool isFiller =  // Lo by category, and nothing to see.
            point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
        if (isSeen && !isFiller)
            QVERIFY2(!isUnseen(point), qPrintable(QString::number(point, 16)));
    }
}

// Unicode 15.0, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
void TestOneLine::whatUnicodeLetsBeIgnoredIsUnseen_data()
{
    QTest::addColumn<uint>("first");
    QTest::addColumn<uint>("last");
    const std::vector<std::pair<uint, uint>> ranges{
        {0x00AD, 0x00AD},  {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},
        {0x17B4, 0x17B5},  {0x180B, 0x180F}, {0x200B, 0x200F},   {0x202A, 0x202E},
        {0x2060, 0x206F},  {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
        {0xE0000, 0xE0FFF}};
    for (const auto& [first, last] : ranges)
        QTest::addRow("U+%04X", first) << first << last;
}

void TestOneLine::whatUnicodeLetsBeIgnoredIsUnseen()
{
    QFETCH(const uint, first);
    QFETCH(const uint, last);
    for (uint point = first; point <= last; ++point)
        QVERIFY2(isUnseen(point), qPrintable(QString::number(point, 16)));
}

void TestOneLine::aPathIsToldFromAllOthers()
{
    QCOMPARE(escaped("/tmp/a\nb\t\xFF\u202E.hopw"),
             std::string("/tmp/a[U+000A]b[U+0009][0xFF][U+202E].hopw"));
    QCOMPARE(escaped("/home/\u00FC/a b.hopw"), std::string("/home/\u00FC/a b.hopw"));
    QCOMPARE(escaped("a\xC3"), std::string("a[0xC3]"));
}

void TestOneLine::textOfSeveralLinesKeepsThem()
{
    QCOMPARE(cleanLines("a\tb\nc\r\nd\re\u2028f\u202E\xFF\u00E4\r"),
             std::string("a\tb\nc\r\nd[U+000D]e[U+2028]f[U+202E]\uFFFD\u00E4[U+000D]"));
}

void TestOneLine::jsonKeepsItsValues()
{
    const QByteArray json = "{\n  \"a\": \"x\u202E\u009By\u007F\U000E0041\u00E4\"\n}";
    const std::string clean = cleanJson(json.toStdString());
    QCOMPARE(clean, std::string("{\n  \"a\": \"x\\u202e\\u009by\\u007f\\udb40\\udc41\u00E4\"\n}"));
    QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(clean)),
             QJsonDocument::fromJson(json));
}

QTEST_APPLESS_MAIN(TestOneLine)
#include "tst_one_line.moc"
