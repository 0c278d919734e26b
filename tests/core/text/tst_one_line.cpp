#include "core/text/one_line.h"

#include <QTest>

using namespace hopwright::text;

class TestOneLine : public QObject {
    Q_OBJECT

private slots:
    void whatIsNotSeenBecomesABlank_data();
    void whatIsNotSeenBecomesABlank();
    void whatIsTooLongIsCutBetweenCharacters_data();
    void whatIsTooLongIsCutBetweenCharacters();
};

void TestOneLine::whatIsNotSeenBecomesABlank_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& shown) {
        QTest::newRow(name) << text << shown;
    };
    row("empty", "", "");
    row("letters of any script", "Zugriff verweigert \u2713 \u0627\u0644",
        "Zugriff verweigert \u2713 \u0627\u0644");
    row("ECMA-48 clears a screen", "a\x1B[2Jb", "a [2Jb");
    row("ECMA-48 CSI in one character", "a\u009B2Jb", "a 2Jb");
    row("a line of its own", "denied\r\nHop 2: passed", "denied  Hop 2: passed");
    row("nothing ends it", QByteArray("a\0b", 3), "a b");
    row("DEL",
        "a\x7F"
        "b",
        "a b");
    row("Zl and Zp", "a\u2028b\u2029c", "a b c");
    row("Bidi_Control", "a\u202Eb\u2066c\u200Fd\u061Ce", "a b c d e");
    row("not UTF-8",
        "a\xFF"
        "b\xC3",
        "a\uFFFDb\uFFFD");
    row("RFC 3629: no surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
}

void TestOneLine::whatIsNotSeenBecomesABlank()
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

QTEST_APPLESS_MAIN(TestOneLine)
#include "tst_one_line.moc"
