#include "core/diagnose/codes.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestCodes : public QObject {
    Q_OBJECT

private slots:
    void areFound_data();
    void areFound();
    void eventsAreFound();
};

}  // namespace

void TestCodes::areFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");  // As textOf(), split by blanks.

    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(expected);
    };
    // Domain reference §8.7: one code, many spellings.
    row("8.7 hexadecimal", "0x803381A3", "0x803381A3");
    row("8.7 small letters", "errorcode 0x8009030e occurred", "0x8009030E");
    row("8.7 without 0x", "HRESULT 8009030E", "0x8009030E");
    row("8.7 digits alone without 0x", "error 80070005", "0x80070005");
    row("8.7 signed", "-2144108125,PSSessionStateBroken", "0x803381A3");
    row("8.7 unsigned", "Code=\"2150859171\" Machine", "0x803381A3");
    row("8.7 HRESULT of 1312", "2147943712", "0x80070520");
    row("8.7 NTSTATUS, decimal", "status 3221225581", "0xC000006D");
    row("8.7 Win32 in hexadecimal", "ERROR 5 (0x00000005)", "5 5");
    row("8.7 Win32 behind a word", "System error 53 has occurred.", "53");
    row("German", "Systemfehler 5 aufgetreten", "5");
    row("Polish", "kod 1909", "1909");
    row("full-width brackets", "0x803381A4\uFF08-2144108124\uFF09", "0x803381A4 0x803381A4");
    row("typed off: O for 0", "-21441O8124", "0x803381A4");
    row("typed off: l for 1", "0x8O3381A4", "0x803381A4");
    row("SQL Server", "Msg 18456, Level 14", "18456");
    row("HTTP, named", "401 Unauthorized", "401");
    row("HTTP, name before it", "AuthorizationError: Unauthorized 401 on web7", "401");
    row("HTTP, version", "< HTTP/1.1 401", "401");
    row("TLS alert", "The following fatal alert was generated. alert: 40", "40");
    // What is none.
    row("date", "2026-11-19 04:00:12", "");
    row("port", "srv9:5985", "");
    row("line of a script", "At line:5 char:12", "");
    row("GUID", "{8009030e-1234-5678-9abc-def012345678}", "");
    row("address", "10.0.0.5", "");
    row("exit code", "cmd exited with exit code 1", "");
    row("count", "5 files copied", "");
    row("a positive number of nine digits", "214410812", "");
    row("too long", "0x803381A3FF", "");
}

void TestCodes::areFound()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);

    QStringList found;
    for (const FoundCode& each : findCodes(text.toStdString()))
        found += QString::fromStdString(textOf(each.code));

    QCOMPARE(found.join(u' '), expected);
}

void TestCodes::eventsAreFound()
{
    std::vector<unsigned> found;
    for (const FoundEvent& each : findEvents(
             "Event ID: 6037, Ereignis 4771, <EventID>4625</EventID>, 36874 at line 12, ID 142"))
        found.push_back(each.number);

    QCOMPARE(found, (std::vector<unsigned>{6037, 4771, 4625, 36874, 142}));
}

QTEST_APPLESS_MAIN(TestCodes)

#include "tst_codes.moc"
