#include "core/errors/error_table.h"

#include <QTest>

#include <algorithm>

using namespace hopwright;

class TestErrorTable : public QObject {
    Q_OBJECT
private slots:
    void rowsStandAtTheirNumber();
    void codesAreThoseOfSection8_data();
    void codesAreThoseOfSection8();
    void aCodeOfTheClientHasOneCause_data();
    void aCodeOfTheClientHasOneCause();
    void oneCodeCanMeanTwoThings();
    void placesAndStagesAreTold();
};

void TestErrorTable::rowsStandAtTheirNumber()
{
    int number = 0;
    for (const ErrorRow& row : errorRows()) {
        QCOMPARE(row.number, ++number);
        QVERIFY(!row.means.empty());
        QVERIFY(!row.source.empty());
        QVERIFY(row.places != 0);
        // Only what happens while setting up has no stage.
        QCOMPARE(row.stages == 0, row.comesFrom(ErrorPlace::Setup));
    }
    QCOMPARE(number, errorRowCount);
    QCOMPARE(errorRow<1>().id(), std::string("E1"));
    QCOMPARE(errorRow<98>().id(), std::string("E98"));
}

// Domain reference §8.1 to §8.5, copied from there.
void TestErrorTable::codesAreThoseOfSection8_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("codes");
    QTest::newRow("E1") << 1 << QByteArray("0x803381A1");
    QTest::newRow("E2") << 2 << QByteArray("0x803381A2");
    QTest::newRow("E3") << 3 << QByteArray("0x803381A3 0x8009035E");
    QTest::newRow("E4") << 4 << QByteArray("0x803381A4 0x8009035F");
    QTest::newRow("E6") << 6 << QByteArray("");
    QTest::newRow("E29") << 29 << QByteArray("0x803380E4");
    QTest::newRow("E30") << 30 << QByteArray("0x803381BB");
    QTest::newRow("E31") << 31 << QByteArray("0x803380E5");
    QTest::newRow("E39") << 39 << QByteArray("0x8009030E 1312");
    QTest::newRow("E63") << 63 << QByteArray("0x803381A6 0x803381A7 0x803381A8 0x803381AB");
    QTest::newRow("E71") << 71 << QByteArray("5");
    QTest::newRow("E78") << 78 << QByteArray("18456");
    QTest::newRow("E81") << 81 << QByteArray("0x80072020");
    QTest::newRow("E83") << 83 << QByteArray("0x80070005");
    QTest::newRow("E91") << 91 << QByteArray("401");
}

void TestErrorTable::codesAreThoseOfSection8()
{
    QFETCH(int, number);
    QFETCH(QByteArray, codes);
    QByteArrayList all;
    for (const StatusCode code : errorRows()[std::size_t(number - 1)].codes())
        all += QByteArray::fromStdString(textOf(code));
    QCOMPARE(all.join(' '), codes);
}

void TestErrorTable::aCodeOfTheClientHasOneCause_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("cause");
    const auto row = [](const char* code, const char* cause) {
        QTest::newRow(code) << QByteArray(code) << QByteArray(cause);
    };
    row("0x803381A1", "implicit-credential-with-credssp");
    row("0x803381A2", "client-role-missing");
    row("0x803381A3", "delegate-list-mismatch");
    row("0x803381A4", "ntlm-only-list-needed");
    row("0x803380E4", "trusted-hosts");
    row("0x803380E5", "trusted-hosts");
    row("0x803381BB", "trusted-hosts");
    row("0x8033810B", "");  // Kerberos and an address: no cause of ours.
    row("5", "");           // A server says so.
    row("1326", "");
}

void TestErrorTable::aCodeOfTheClientHasOneCause()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, cause);
    const auto found = causeOf(readStatusCode(code.toStdString()).value(), ErrorPlace::Client);
    QCOMPARE(found ? QByteArray(wordOf(*found).data()) : QByteArray(), cause);
}

// Rows 21 and 71: the same 5; 22, 23 and 75: a wrong password; 39 and 77: 1312, of which 77 says nothing of delegation.
void TestErrorTable::oneCodeCanMeanTwoThings()
{
    const StatusCode denied = StatusCode::win32(5);
    QVERIFY(canMean(denied, Cause::PermissionOnResource));
    QVERIFY(canMean(denied, Cause::NotDelegated));
    QVERIFY(canMean(StatusCode::hresult(0x80070005), Cause::PermissionOnResource));
    QVERIFY(!canMean(denied, Cause::WrongPassword));
    for (const char* code : {"1326", "86", "0x8009030C", "0x8007052E"})
        QVERIFY2(canMean(readStatusCode(code).value(), Cause::WrongPassword), code);
    QVERIFY(canMean(StatusCode::win32(1312), Cause::NotDelegated));
    QVERIFY(!canMean(StatusCode::win32(1312), Cause::WrongPassword));
    // 401 of HTTP is none of Win32's.
    QVERIFY(!canMean(StatusCode::win32(401), Cause::NotDelegated));
    QVERIFY(canMean(StatusCode::http(401), Cause::NotDelegated));
}

void TestErrorTable::placesAndStagesAreTold()
{
    QVERIFY(errorRow<1>().comesFrom(ErrorPlace::Client));
    QVERIFY(!errorRow<1>().comesFrom(ErrorPlace::First));
    QVERIFY(errorRow<1>().comesAt(Stage::Delegate));
    QVERIFY(errorRow<1>().stage() == Stage::Delegate);
    QVERIFY(errorRow<73>().comesAt(Stage::Resolve));
    QVERIFY(errorRow<73>().comesAt(Stage::Access));
    QVERIFY(!errorRow<73>().comesAt(Stage::Tls));
    QVERIFY(errorRow<73>().stage() == Stage::Resolve);
    QVERIFY(errorRow<39>().comesFrom(ErrorPlace::Second));
    QVERIFY(errorRow<39>().comesFrom(ErrorPlace::First));
    QVERIFY(errorRow<8>().comesFrom(ErrorPlace::Setup));
}

QTEST_APPLESS_MAIN(TestErrorTable)
#include "tst_error_table.moc"
