#include "ui/theme/svg_scanner.h"

#include <QTest>

#include <cstddef>
#include <optional>

using namespace hopwright;
using ui::SvgScanner;
using Sign = SvgScanner::Sign;

class TestSvgScanner : public QObject {
    Q_OBJECT

private slots:
    void readsNumbers_data();
    void readsNumbers();
    void saysWhereANumberIsWrong_data();
    void saysWhereANumberIsWrong();
    void aNumberWithoutASignHasNone();
    void aFlagIsOneCharacter();
    void aSeparatorIsBlanksAndOneComma();
    void onlyBlanksMayStandAtTheEnd();
};

void TestSvgScanner::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<double>>("numbers");
    const auto row = [](const char* name, const char* text, const QList<double>& numbers) {
        QTest::newRow(name) << QByteArray(text) << numbers;
    };
    row("8.3.9 integer-constant", "12", {12});
    row("8.3.9 digits before and behind", "1.25", {1.25});
    row("8.3.9 no digit before the point", ".5", {.5});
    row("8.3.9 no digit behind the point", "3.", {3});
    row("8.3.9 zeros before", "007.50", {7.5});
    row("8.3.9 plus", "+4", {4});
    row("8.3.9 minus", "-.25", {-.25});
    row("8.3.9 exponent", "1e2", {100});
    row("8.3.9 exponent with a sign", "25E-1+1e+1", {2.5, 10});
    row("8.3.9 an exponent behind the point", "1.e1", {10});
    row("8.3.1 M 100-200", "100-200", {100, -200});
    row("8.3.9 M 0.6.5", "0.6.5", {.6, .5});
    row("a sign ends a number", "1-2.5.5+3", {1, -2.5, .5, 3});
    row("commas and blanks", "1,2 , 3\t4\n,\r5", {1, 2, 3, 4, 5});
    row("the largest", "100000 -100000", {100'000, -100'000});
}

void TestSvgScanner::readsNumbers()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QList<double>, numbers);
    SvgScanner scanner({text.constData(), static_cast<std::size_t>(text.size())});
    QList<double> read;
    do {
        QVERIFY(scanner.isAtNumber());
        const auto number = scanner.number();
        QVERIFY(number);
        read += *number;
    } while (scanner.skipSeparator() || !scanner.isAtEnd());
    QCOMPARE(read, numbers);
    QVERIFY(scanner.end());
}

void TestSvgScanner::saysWhereANumberIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::size_t>("offset");
    const auto row = [](const char* name, const char* text, ErrorCode code, std::size_t offset) {
        QTest::newRow(name) << QByteArray(text) << code << offset;
    };
    row("nothing", "", ErrorCode::Truncated, 0);
    row("a sign alone", "-", ErrorCode::Truncated, 1);
    row("a point alone", ".", ErrorCode::Truncated, 1);
    row("a sign and a point", "+.", ErrorCode::Truncated, 2);
    row("two signs", "--1", ErrorCode::Malformed, 1);
    row("two other signs", "+-1", ErrorCode::Malformed, 1);
    row("an exponent alone", "e5", ErrorCode::Malformed, 0);
    row("a word that C++ reads", "inf", ErrorCode::Malformed, 0);
    row("another", "-nan", ErrorCode::Malformed, 1);
    row("above the limit", "100000.5", ErrorCode::OutOfRange, 0);
    row("below it", "-1e6", ErrorCode::OutOfRange, 0);
    row("more than a double holds", "1e999", ErrorCode::OutOfRange, 0);
    row("less than a double holds", "1e-999", ErrorCode::OutOfRange, 0);
}

void TestSvgScanner::saysWhereANumberIsWrong()
{
    QFETCH(const QByteArray, text);
    QFETCH(const ErrorCode, code);
    QFETCH(const std::size_t, offset);
    SvgScanner scanner({text.constData(), static_cast<std::size_t>(text.size())});
    const auto number = scanner.number();
    QVERIFY(!number);
    QCOMPARE(number.error().code, code);
    QCOMPARE(number.error().offset, std::optional(offset));
}

void TestSvgScanner::aNumberWithoutASignHasNone()
{
    for (const char* text : {"-1", "+1"}) {
        SvgScanner scanner(text);
        const auto number = scanner.number(Sign::Forbidden);
        QVERIFY(!number);
        QCOMPARE(number.error().code, ErrorCode::Malformed);
    }
    SvgScanner scanner("1");
    QCOMPARE(scanner.number(Sign::Forbidden).value(), 1.0);
}

void TestSvgScanner::aFlagIsOneCharacter()
{
    SvgScanner scanner("0112");
    QCOMPARE(scanner.flag().value(), false);
    QCOMPARE(scanner.flag().value(), true);
    QCOMPARE(scanner.flag().value(), true);
    const auto other = scanner.flag();
    QVERIFY(!other);
    QCOMPARE(other.error().offset, std::optional<std::size_t>(3));
}

void TestSvgScanner::aSeparatorIsBlanksAndOneComma()
{
    SvgScanner scanner(" \t, ,x");
    QVERIFY(scanner.skipSeparator());
    QCOMPARE(scanner.offset(), std::size_t{4});
    QVERIFY(scanner.skipSeparator());
    QVERIFY(!scanner.skipSeparator());
    QCOMPARE(scanner.take(), 'x');
}

void TestSvgScanner::onlyBlanksMayStandAtTheEnd()
{
    SvgScanner blank(" \n");
    QVERIFY(blank.end());
    SvgScanner more("  1");
    const auto end = more.end();
    QVERIFY(!end);
    QCOMPARE(end.error().offset, std::optional<std::size_t>(2));
}

QTEST_APPLESS_MAIN(TestSvgScanner)

#include "tst_svg_scanner.moc"
