#include "core/wire/wsman/identify.h"
#include "tests/core/wire/wsman/flattened_xml.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::wsman;

class TestIdentify : public QObject {
    Q_OBJECT

private slots:
    void writesTheRequest();
    void readsARequestOfAnotherClient();
    void writesTheAnswer();
    void readsARecordedAnswer();
    void anotherMessageIsNoIdentify();
};

void TestIdentify::writesTheRequest()
{
    // winrm-protocol 6.4, DSP0226 11.
    const QString s = "{http://www.w3.org/2003/05/soap-envelope}";
    const QStringList expected = {
        s + "Envelope:", s + "Header:", s + "Body:",
        "{http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd}Identify:"};
    QCOMPARE(flattened(identifyRequest()), expected);
}

void TestIdentify::readsARequestOfAnotherClient()
{
    const auto request =
        Envelope::parse("<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body>"
                        "<Identify "
                        "xmlns='http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd'/"
                        "></e:Body></e:Envelope>");
    QVERIFY(request);
    QVERIFY(isIdentify(*request));
}

void TestIdentify::writesTheAnswer()
{
    const QString id = "{http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd}";
    const std::string xml =
        identifyResponse({.vendor = "A & B", .version = "OS: 0.0.0 SP: 0.0 Stack: 3.0"});
    const QStringList lines = flattened(xml);
    QVERIFY(lines.contains(id + "ProtocolVersion: http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"));
    QVERIFY(lines.contains(id + "ProductVendor: A & B"));
    QVERIFY(lines.contains(id + "ProductVersion: OS: 0.0.0 SP: 0.0 Stack: 3.0"));
}

void TestIdentify::readsARecordedAnswer()
{
    // winrm-protocol 6.4.
    const auto answer = Envelope::parse(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/><s:Body>"
        "<wsmid:IdentifyResponse "
        "xmlns:wsmid='http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd'>"
        "<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</"
        "wsmid:ProtocolVersion>"
        "<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>"
        "<wsmid:ProductVersion>OS: 10.0.17763 SP: 0.0 Stack: 3.0</wsmid:ProductVersion>"
        "<wsmid:SecurityProfiles><wsmid:SecurityProfileName>x</wsmid:SecurityProfileName></"
        "wsmid:SecurityProfiles>"
        "</wsmid:IdentifyResponse></s:Body></s:Envelope>");
    QVERIFY(answer);
    const auto identity = readIdentity(*answer);
    QVERIFY(identity);
    QCOMPARE(identity->vendor, std::string("Microsoft Corporation"));
    QCOMPARE(identity->version, std::string("OS: 10.0.17763 SP: 0.0 Stack: 3.0"));
}

void TestIdentify::anotherMessageIsNoIdentify()
{
    const auto other = Envelope::parse(responseEnvelope("urn:a", "1", "uuid:2", ""));
    QVERIFY(other);
    QVERIFY(!isIdentify(*other));
    const auto identity = readIdentity(*other);
    QVERIFY(!identity);
    QCOMPARE(identity.error().code, ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(TestIdentify)
#include "tst_identify.moc"
