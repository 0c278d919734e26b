#include "core/wire/wsman/fault.h"
#include "tests/core/wire/wsman/flattened_xml.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::wsman;

namespace {

constexpr std::string_view head = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
                                  "xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/"
                                  "wsman.xsd'><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value>"
                                  "<s:Subcode><s:Value>w:InvalidParameter</s:Value></s:Subcode></"
                                  "s:Code><s:Reason><s:Text xml:lang='en-US'> The "
                                  "parameter is incorrect. </s:Text></s:Reason>";
constexpr std::string_view tail = "</s:Fault></s:Body></s:Envelope>";

std::optional<Fault> read(const std::string& detail)
{
    const auto envelope = Envelope::parse(std::string(head) + detail + std::string(tail));
    return envelope ? faultOf(*envelope) : std::nullopt;
}

}  // namespace

class TestFault : public QObject {
    Q_OBJECT

private slots:
    void writesTheRecordedForms_data();
    void writesTheRecordedForms();
    void readsAProviderFault();
    void readsANestedFault();
    void readsAWmiError();
    void readsAFaultWithoutWindowsDetail();
    void aCodeThatIsNoNumberIsNone_data();
    void aCodeThatIsNoNumberIsNone();
    void anAnswerIsNoFault();
};

void TestFault::writesTheRecordedForms_data()
{
    QTest::addColumn<std::uint32_t>("code");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("subcode");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("action");
    const QString wsmanAction = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault";
    const auto row = [&](const char* name, std::uint32_t code, const QString& value,
                         const QString& subcode, const QString& detail, const QString& provider,
                         const QString& action) {
        QTest::newRow(name) << code << value << subcode << detail << provider << action;
    };
    const QString cmd = "Shell cmd plugin";
    row("winrm-protocol 6.8: no output in time", 2150858793, "s:Receiver", "w:TimedOut", "", "",
        wsmanAction);
    row("winrm-protocol 6.8: unknown shell", 2150858843, "s:Sender", "w:InvalidSelectors",
        "UnexpectedSelectors", "", wsmanAction);
    row("winrm-protocol 6.8: bad parameter", 87, "s:Sender", "w:InvalidParameter", "InvalidValue",
        cmd, wsmanAction);
    row("winrm-protocol 6.8: exe not found", 2147942402, "s:Receiver", "w:InternalError", "", cmd,
        wsmanAction);
    row("winrm-protocol 6.8: wrong element", 2150858817, "s:Sender", "w:SchemaValidationError", "",
        "", wsmanAction);
    row("winrm-protocol 6.8: bad OperationTimeout", 2150858767, "s:Sender",
        "a:InvalidMessageInformationHeader", "", "",
        "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault");
    row("winrm-protocol 6.8: access denied", 5, "s:Sender", "w:AccessDenied", "", "", wsmanAction);
    row("a code without a recording", 1234, "s:Receiver", "w:InternalError", "", "", wsmanAction);
}

void TestFault::writesTheRecordedForms()
{
    QFETCH(const std::uint32_t, code);
    QFETCH(const QString, value);
    QFETCH(const QString, subcode);
    QFETCH(const QString, detail);
    QFETCH(const QString, provider);
    QFETCH(const QString, action);
    const std::string xml = faultEnvelope(
        {.code = code, .message = "a < b", .machine = "SERVER2016.lab.test"}, "NEW", "uuid:OLD");
    const QStringList lines = flattened(xml);
    const QString s = "{http://www.w3.org/2003/05/soap-envelope}";
    const QString f = "{http://schemas.microsoft.com/wbem/wsman/1/wsmanfault}";
    QVERIFY(lines.contains("{http://schemas.xmlsoap.org/ws/2004/08/addressing}Action: " + action));
    QVERIFY(
        lines.contains("{http://schemas.xmlsoap.org/ws/2004/08/addressing}RelatesTo: uuid:OLD"));
    QVERIFY(lines.contains(s + "Value: " + value));
    QVERIFY(lines.contains(s + "Value: " + subcode));
    QVERIFY(lines.contains(f + "WSManFault Code=" + QString::number(code)
                           + " Machine=SERVER2016.lab.test:"));
    const QString detailLine = "{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}FaultDetail: "
                               "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";
    QCOMPARE(lines.contains(detailLine + detail), !detail.isEmpty());
    const QString path = R"( path=%systemroot%\system32\winrscmd.dll: a < b)";
    QCOMPARE(lines.contains(f + "ProviderFault provider=" + provider + path), !provider.isEmpty());
    QCOMPARE(lines.contains(f + "Message: a < b"), provider.isEmpty());

    const auto envelope = Envelope::parse(xml);
    QVERIFY(envelope);
    const auto fault = faultOf(*envelope);
    QVERIFY(fault);
    QCOMPARE(fault->code, code);
    QCOMPARE(fault->subcode, subcode.mid(2).toStdString());
    QCOMPARE(fault->detail, detail.toStdString());
    QCOMPARE(fault->provider, provider.toStdString());
    QCOMPARE(fault->machine, std::string("SERVER2016.lab.test"));
    QCOMPARE(fault->message, std::string("a < b"));
    QVERIFY(!fault->reason.empty());
}

void TestFault::readsAProviderFault()
{
    // winrm-protocol 6.8, the structure recorded by pypsrp.
    const auto fault = read(
        "<s:Detail><w:FaultDetail>http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/"
        "InvalidValue</w:FaultDetail>"
        "<f:WSManFault xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='87' "
        "Machine='SERVER2016.domain.local'><f:Message><f:ProviderFault provider='Shell cmd plugin' "
        "path='%systemroot%\\system32\\winrscmd.dll'>The parameter is incorrect. "
        "</f:ProviderFault></f:Message>"
        "</f:WSManFault></s:Detail>");
    const Fault expected{.code = 87,
                         .subcode = "InvalidParameter",
                         .reason = "The parameter is incorrect.",
                         .message = "The parameter is incorrect. ",
                         .machine = "SERVER2016.domain.local",
                         .detail = "InvalidValue",
                         .provider = "Shell cmd plugin"};
    QVERIFY(fault == expected);
}

void TestFault::readsANestedFault()
{
    const auto fault =
        read("<s:Detail><f:WSManFault "
             "xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='2150858843' "
             "Machine='m'><f:Message><f:ProviderFault provider='p' path='q'><f:WSManFault "
             "Code='995' Machine='n'>"
             "<f:Message>aborted</f:Message></f:WSManFault></f:ProviderFault></f:Message></"
             "f:WSManFault></s:Detail>");
    QVERIFY(fault);
    QCOMPARE(fault->code, std::uint32_t(2150858843));
    QCOMPARE(fault->message, std::string("aborted"));
}

void TestFault::readsAWmiError()
{
    const auto fault =
        read("<s:Detail><p:MSFT_WmiError "
             "xmlns:p='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/MSFT_WmiError' "
             "xmlns:b='http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd' b:IsCIM_Error='true'>"
             "<p:Message>quota</p:Message><p:MessageID>HRESULT 0x803381a6</p:MessageID>"
             "<p:error_Code>2150859174</p:error_Code></p:MSFT_WmiError></s:Detail>");
    QVERIFY(fault);
    QCOMPARE(fault->code, std::uint32_t(2150859174));
    QCOMPARE(fault->message, std::string("quota"));
}

void TestFault::readsAFaultWithoutWindowsDetail()
{
    const auto fault = read("");
    QVERIFY(fault);
    QCOMPARE(fault->code, std::uint32_t(0));
    QCOMPARE(fault->subcode, std::string("InvalidParameter"));
    QCOMPARE(fault->reason, std::string("The parameter is incorrect."));
}

void TestFault::aCodeThatIsNoNumberIsNone_data()
{
    QTest::addColumn<QString>("code");
    for (const char* code : {"", "-5", "5x", "0x5", "4294967296", " 5"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestFault::aCodeThatIsNoNumberIsNone()
{
    QFETCH(const QString, code);
    const auto fault = read("<s:Detail><f:WSManFault "
                            "xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='"
                            + code.toStdString() + "'/></s:Detail>");
    QVERIFY(fault);
    QCOMPARE(fault->code, std::uint32_t(0));
}

void TestFault::anAnswerIsNoFault()
{
    const auto answer =
        Envelope::parse(responseEnvelope("urn:a", "1", "uuid:2", "<rsp:SignalResponse/>"));
    QVERIFY(answer);
    QVERIFY(!faultOf(*answer));
}

QTEST_APPLESS_MAIN(TestFault)
#include "tst_fault.moc"
