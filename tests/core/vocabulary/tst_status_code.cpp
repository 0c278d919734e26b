#include "core/vocabulary/status_code.h"

#include <QTest>

using namespace hopwright;

class TestStatusCode : public QObject {
    Q_OBJECT
private slots:
    void numbersGetTheirFamily_data();
    void numbersGetTheirFamily();
    void textIsReadAsItIsWritten_data();
    void textIsReadAsItIsWritten();
    void otherTextIsNoCode_data();
    void otherTextIsNoCode();
    void hresultOfWin32IsThatCode();
    void noneHasAWordOfItsOwn();
};

// [MS-ERREF] 2.1: an HRESULT has its top bit set on failure; 2.3: an NTSTATUS of severity error its top two.
void TestStatusCode::numbersGetTheirFamily_data()
{
    QTest::addColumn<quint32>("number");
    QTest::addColumn<int>("family");
    const auto row = [](const char* name, quint32 number, CodeFamily family) {
        QTest::newRow(name) << number << static_cast<int>(family);
    };
    row("ERROR_ACCESS_DENIED", 5, CodeFamily::Win32);
    row("the last of Win32", 0xFFFF, CodeFamily::Win32);
    row("the first behind", 0x10000, CodeFamily::HResult);
    row("E_ACCESSDENIED", 0x80070005, CodeFamily::HResult);
    row("ERROR_WSMAN", 0x803381A3, CodeFamily::HResult);
    row("the last HRESULT", 0xBFFFFFFF, CodeFamily::HResult);
    row("STATUS_SUCCESS of errors", 0xC0000000, CodeFamily::NtStatus);
    row("STATUS_LOGON_FAILURE", 0xC000006D, CodeFamily::NtStatus);
}

void TestStatusCode::numbersGetTheirFamily()
{
    QFETCH(quint32, number);
    QFETCH(int, family);
    const auto code = statusCodeOf(number);
    QVERIFY(code.has_value());
    QCOMPARE(code->number, number);
    QCOMPARE(static_cast<int>(code->family), family);
    QVERIFY(!statusCodeOf(0));
}

void TestStatusCode::textIsReadAsItIsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<quint32>("number");
    QTest::newRow("decimal") << QByteArray("5") << quint32(5);
    QTest::newRow("five digits") << QByteArray("65535") << quint32(65535);
    QTest::newRow("hexadecimal") << QByteArray("0x803381A3") << quint32(0x803381A3);
    QTest::newRow("zeros in front") << QByteArray("0x00010000") << quint32(0x10000);
    QTest::newRow("NTSTATUS") << QByteArray("0xC000006D") << quint32(0xC000006D);
}

void TestStatusCode::textIsReadAsItIsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(quint32, number);
    const auto code = readStatusCode(text.toStdString());
    QVERIFY(code.has_value());
    QCOMPARE(*code, *statusCodeOf(number));
    QCOMPARE(QByteArray::fromStdString(textOf(*code)), text);
}

void TestStatusCode::otherTextIsNoCode_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* each : {"", "five", "0x", "0x5", "0x803381a3", "0x803381A31", "0x803381AG",
                             "123456", "-5", "5 ", " 5", "5;5", "0X803381A3", "803381A3"})
        QTest::newRow(each) << QByteArray(each);
}

void TestStatusCode::otherTextIsNoCode()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readStatusCode(text.toStdString()));
}

// [MS-ERREF] 2.1.2: 0x8007 and the code; nothing else is one, whatever its low half.
void TestStatusCode::hresultOfWin32IsThatCode()
{
    QCOMPARE(withoutWrapping(StatusCode::hresult(0x80070005)), StatusCode::win32(5));
    QCOMPARE(withoutWrapping(StatusCode::hresult(0x80080005)), StatusCode::hresult(0x80080005));
    QCOMPARE(withoutWrapping(StatusCode::ntStatus(0xC0070005)), StatusCode::ntStatus(0xC0070005));
    QCOMPARE(withoutWrapping(StatusCode::win32(5)), StatusCode::win32(5));
    QVERIFY(StatusCode::win32(401) != httpUnauthorized);
    QCOMPARE(textOf(httpUnauthorized), std::string("401"));
}

void TestStatusCode::noneHasAWordOfItsOwn()
{
    QCOMPARE(textOf(std::optional<StatusCode>(), "-"), std::string("-"));
    QCOMPARE(textOf(std::optional(StatusCode::sql(18456)), "-"), std::string("18456"));
}

QTEST_APPLESS_MAIN(TestStatusCode)
#include "tst_status_code.moc"
