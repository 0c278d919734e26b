#include "core/text/upper_case.h"
#include "core/text/utf8.h"

#include <QChar>
#include <QTest>

using namespace hopwright;

class TestUpperCase : public QObject {
    Q_OBJECT

private slots:
    void asQtDoesInTheBlocksNamed();
    void leavesTheOthers_data();
    void leavesTheOthers();
    void wholeNames();
    void refusesWhatIsNotUtf8();
    void asciiIsComparedWithoutCase();
};

/// Qt carries the Unicode Character Database; it is the judge of the table.
void TestUpperCase::asQtDoesInTheBlocksNamed()
{
    int letters = 0;
    for (char32_t point = 1; point < 0x530; ++point) {
        // Greek with a symbol variant, and the letters whose capitals belong to other blocks: see the header.
        const bool isLeft =
            point == 0xB5 || point == 0x131 || point == 0x17F || (point >= 0x180 && point < 0x370)
            || (point >= 0x37B && point < 0x37E) || (point >= 0x3D0 && point < 0x3D8)
            || (point >= 0x3F0 && point < 0x400);
        const char32_t expected = isLeft ? point : QChar::toUpper(point);
        std::string in;
        text::appendUtf8(in, point);
        std::string out;
        text::appendUtf8(out, expected);
        const auto made = text::toUpperCase(in);
        QVERIFY(made);
        if (*made != out)
            QFAIL(qPrintable(QStringLiteral("U+%1").arg(static_cast<uint>(point), 4, 16)));
        letters += expected != point ? 1 : 0;
    }
    QVERIFY(letters > 300);
}

void TestUpperCase::leavesTheOthers_data()
{
    QTest::addColumn<QString>("letter");
    for (const QString& letter :
         {QStringLiteral("ß"), QStringLiteral("µ"), QStringLiteral("ı"), QStringLiteral("ſ"),
          QStringLiteral("÷"), QStringLiteral("ŉ"), QStringLiteral("漢"), QStringLiteral("😀")})
        QTest::newRow(qPrintable(letter)) << letter;
}

void TestUpperCase::leavesTheOthers()
{
    QFETCH(const QString, letter);
    QCOMPARE(text::toUpperCase(letter.toStdString()).value(), letter.toStdString());
}

void TestUpperCase::wholeNames()
{
    QCOMPARE(text::toUpperCase("jürgen.groß").value(), std::string("JÜRGEN.GROß"));
    QCOMPARE(text::toUpperCase("иван").value(), std::string("ИВАН"));
    QCOMPARE(text::toUpperCase("ÿ").value(), std::string("Ÿ"));
    QCOMPARE(text::toUpperCase("").value(), std::string());
}

void TestUpperCase::refusesWhatIsNotUtf8()
{
    QCOMPARE(text::toUpperCase("ab\xff").error().offset, 2u);
}

void TestUpperCase::asciiIsComparedWithoutCase()
{
    QVERIFY(text::equalsIgnoringAsciiCase("CredSSP", "credssp"));
    QVERIFY(!text::equalsIgnoringAsciiCase("CredSSP", "credss"));
    QVERIFY(!text::equalsIgnoringAsciiCase("@", "`"));  // 0x20 apart, and no letters.
    QVERIFY(!text::equalsIgnoringAsciiCase("Ä", "ä"));
    QCOMPARE(text::asciiLower("[A-Z] Ä"), std::string("[a-z] Ä"));
}

QTEST_APPLESS_MAIN(TestUpperCase)
#include "tst_upper_case.moc"
