#include "core/wire/wsman/powershell.h"

#include <QTest>

using namespace hopwright::wire::wsman;

class TestPowershell : public QObject {
    Q_OBJECT

private slots:
    void encodesTheVector();
    void encodesBeyondAscii();
    void textThatIsNotUtf8IsNoScript();
};

void TestPowershell::encodesTheVector()
{
    // winrm-protocol 6.12.
    QCOMPARE(encodedCommand("Write-Error \"Error\""),
             std::string("VwByAGkAdABlAC0ARQByAHIAbwByACAAIgBFAHIAcgBvAHIAIgA="));
    QCOMPARE(powershellCommandLine("Write-Error \"Error\""),
             std::string("powershell.exe -NoProfile -NonInteractive -EncodedCommand "
                         "VwByAGkAdABlAC0ARQByAHIAbwByACAAIgBFAHIAcgBvAHIAIgA="));
}

void TestPowershell::encodesBeyondAscii()
{
    // printf 'ü🔑' | iconv -t UTF-16LE | base64
    QCOMPARE(encodedCommand("\u00FC\U0001F511"), std::string("/AA92BHd"));
    QCOMPARE(encodedCommand(""), std::string());
}

void TestPowershell::textThatIsNotUtf8IsNoScript()
{
    QCOMPARE(encodedCommand("a\xFF"), std::string());
}

QTEST_APPLESS_MAIN(TestPowershell)
#include "tst_powershell.moc"
