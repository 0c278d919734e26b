#include "core/base/byte_writer.h"
#include "core/text/hex.h"
#include "core/text/utf16.h"

#include <QTest>

using namespace hopwright;

class TestUtf16 : public QObject {
    Q_OBJECT

private slots:
    void holdsTheSameText_data();
    void holdsTheSameText();
    void refusesWhatIsNotUtf8_data();
    void refusesWhatIsNotUtf8();
    void refusesWhatIsNotUtf16_data();
    void refusesWhatIsNotUtf16();
    void aPasswordStaysASecret();
};

void TestUtf16::holdsTheSameText_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QByteArray>("utf16");
    const auto row = [](const char* name, const char* utf8, const char* utf16) {
        QTest::newRow(name) << QByteArray::fromHex(utf8) << QByteArray(utf16);
    };
    row("empty", "", "");
    row("MS-NLMP 4.2.1: User", "55736572", "5500730065007200");
    row("RFC 3629 7: A, not identical to, Alpha, full stop", "41e289a2ce912e", "4100622291032e00");
    row("RFC 3629 7: the Chinese character for a stump of tree, after U+FEFF", "efbbbff0a38eb4",
        "fffe4cd8b4df");
    row("RFC 2781 3: U+10FFFF", "f48fbfbf", "ffdbffdf");
    row("last before the surrogates", "ed9fbf", "ffd7");
    row("first after the surrogates", "ee8080", "00e0");
    row("a zero", "00", "0000");
}

void TestUtf16::holdsTheSameText()
{
    QFETCH(const QByteArray, utf8);
    QFETCH(const QByteArray, utf16);
    const auto made = text::toUtf16Le(utf8.toStdString());
    QVERIFY(made);
    QCOMPARE(text::toHex(*made), utf16.toStdString());
    const auto back = text::fromUtf16Le(*made);
    QVERIFY(back);
    QCOMPARE(*back, utf8.toStdString());
}

void TestUtf16::refusesWhatIsNotUtf8_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const char* utf8, int offset,
                        ErrorCode code = ErrorCode::Malformed) {
        QTest::newRow(name) << QByteArray::fromHex(utf8) << offset << static_cast<int>(code);
    };
    row("a continuation byte alone", "6180", 1);
    row("RFC 3629 10: C0 80, an overlong zero", "c080", 0);
    row("overlong in three bytes", "e09fbf", 0);
    row("overlong in four bytes", "f08fbfbf", 0);
    row("RFC 3629 3: a surrogate", "61eda080", 1);
    row("above U+10FFFF", "f4908080", 0);
    row("F5", "f5808080", 0);
    row("the second byte is none", "61c241", 1);
    row("cut in two", "6161c2", 2, ErrorCode::Truncated);
    row("cut in four", "f0a38e", 0, ErrorCode::Truncated);
}

void TestUtf16::refusesWhatIsNotUtf8()
{
    QFETCH(const QByteArray, utf8);
    QFETCH(const int, offset);
    QFETCH(const int, code);
    const auto made = text::toUtf16Le(utf8.toStdString());
    QVERIFY(!made);
    QCOMPARE(static_cast<int>(made.error().code), code);
    QCOMPARE(made.error().offset, static_cast<std::size_t>(offset));
}

void TestUtf16::refusesWhatIsNotUtf16_data()
{
    QTest::addColumn<QByteArray>("utf16");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const char* utf16, int offset) {
        QTest::newRow(name) << QByteArray(utf16) << offset;
    };
    row("half a unit", "410042", 2);
    row("a high surrogate at the end", "41004cd8", 2);
    row("a high surrogate before a letter", "4cd84100", 0);
    row("a low surrogate alone", "b4df", 0);
    row("two high surrogates", "4cd84cd8b4df", 0);
}

void TestUtf16::refusesWhatIsNotUtf16()
{
    QFETCH(const QByteArray, utf16);
    QFETCH(const int, offset);
    const auto read = text::fromUtf16Le(text::fromHex(utf16.toStdString()).value());
    QVERIFY(!read);
    QCOMPARE(read.error().offset, static_cast<std::size_t>(offset));
}

void TestUtf16::aPasswordStaysASecret()
{
    const auto made = text::toUtf16Le(Secret(bytesOf("Password")));
    QVERIFY(made);
    QCOMPARE(text::toHex(made->expose()), std::string("500061007300730077006f0072006400"));
    QVERIFY(!text::toUtf16Le(Secret(bytesOf("\xff"))));
}

QTEST_APPLESS_MAIN(TestUtf16)
#include "tst_utf16.moc"
