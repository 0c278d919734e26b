#include "core/base/byte_writer.h"
#include "core/text/base64.h"

#include <QTest>

using namespace hopwright;

class TestBase64 : public QObject {
    Q_OBJECT

private slots:
    void writesAndReads_data();
    void writesAndReads();
    void everyByteAtEveryPlace();
    void refuses_data();
    void refuses();
};

void TestBase64::writesAndReads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& bytes, const char* text) {
        QTest::newRow(name) << bytes << QByteArray(text);
    };
    row("RFC 4648 10: empty", "", "");
    row("RFC 4648 10: f", "f", "Zg==");
    row("RFC 4648 10: fo", "fo", "Zm8=");
    row("RFC 4648 10: foo", "foo", "Zm9v");
    row("RFC 4648 10: foob", "foob", "Zm9vYg==");
    row("RFC 4648 10: fooba", "fooba", "Zm9vYmE=");
    row("RFC 4648 10: foobar", "foobar", "Zm9vYmFy");
    row("the last two digits", QByteArray::fromHex("fbefff"), "++//");
}

void TestBase64::writesAndReads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, text);
    QCOMPARE(text::toBase64(bytesOf(bytes.toStdString())), text.toStdString());
    const auto read = text::fromBase64(text.toStdString());
    QVERIFY(read);
    QCOMPARE(textOf(*read), bytes.toStdString());
}

/// Qt's own Base64 is the judge.
void TestBase64::everyByteAtEveryPlace()
{
    for (int size = 1; size <= 3; ++size) {
        for (int value = 0; value < 256; ++value) {
            const QByteArray bytes(size, static_cast<char>(value));
            const std::string made = text::toBase64(bytesOf(bytes.toStdString()));
            QCOMPARE(made, bytes.toBase64().toStdString());
            QCOMPARE(textOf(text::fromBase64(made).value()), bytes.toStdString());
        }
    }
}

void TestBase64::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* text, ErrorCode code, int offset) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(code) << offset;
    };
    row("Zg", ErrorCode::Truncated, 2);
    row("Zm9vY", ErrorCode::Truncated, 5);
    row("Zg=", ErrorCode::Truncated, 3);
    row("Zm9v\n", ErrorCode::Malformed, 4);
    row("Zm 9v", ErrorCode::Malformed, 2);
    row("Zm-_", ErrorCode::Malformed, 2);
    row("Z===", ErrorCode::Malformed, 1);
    row("====", ErrorCode::Malformed, 0);
    row("Zg==Zg==", ErrorCode::Malformed, 2);
    row("Zh==", ErrorCode::Malformed, 1);
    row("Zm9=", ErrorCode::Malformed, 2);
}

void TestBase64::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, code);
    QFETCH(const int, offset);
    const auto read = text::fromBase64(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(read.error().offset, static_cast<std::size_t>(offset));
}

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_base64.moc"
