#include "core/text/xml.h"
#include "core/wire/wsman/envelope.h"
#include "tests/core/wire/wsman/flattened_xml.h"
#include "tests/core/wire/wsman/foreign_request.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::wsman;

namespace {

constexpr std::string_view soapUri = "http://www.w3.org/2003/05/soap-envelope";

std::string envelopeOf(const std::string& inside)
{
    return "<s:Envelope xmlns:s=\"" + std::string(soapUri) + "\">" + inside + "</s:Envelope>";
}

}  // namespace

class TestEnvelope : public QObject {
    Q_OBJECT

private slots:
    void writesTheSkeleton();
    void writesAnAnswer();
    void everyValueIsEscaped();
    void readsByNamespaceNeverByPrefix();
    void readsWhatItWrites();
    void whatIsMissingIsEmpty();
    void tellsABadOperationTimeout();
    void refuses_data();
    void refuses();
    void takesWhatTheLimitsAllow_data();
    void takesWhatTheLimitsAllow();
    void refusesEachCut();
};

void TestEnvelope::writesTheSkeleton()
{
    const std::string xml = requestEnvelope({.action = "urn:act",
                                             .resourceUri = "urn:res",
                                             .messageId = "FC40E3CD-53E9-4315-B486-6D538B25D1F5",
                                             .to = "http://host:5985/wsman",
                                             .shellId = "4283CBDC",
                                             .options = {{"WINRS_NOPROFILE", "TRUE"}, {"N", "V"}},
                                             .operationTimeoutSeconds = 20},
                                            "<rsp:Receive/>");
    // winrm-protocol 6.3, names by the namespaces of 6.1.
    const QString s = "{http://www.w3.org/2003/05/soap-envelope}";
    const QString a = "{http://schemas.xmlsoap.org/ws/2004/08/addressing}";
    const QString w = "{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}";
    const QString p = "{http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd}";
    const QString rsp = "{http://schemas.microsoft.com/wbem/wsman/1/windows/shell}";
    const QStringList expected = {
        s + "Envelope:",
        s + "Header:",
        a + "Action mustUnderstand=true: urn:act",
        p + "DataLocale mustUnderstand=false lang=en-US:",
        w + "Locale mustUnderstand=false lang=en-US:",
        w + "MaxEnvelopeSize mustUnderstand=true: 153600",
        a + "MessageID: uuid:FC40E3CD-53E9-4315-B486-6D538B25D1F5",
        w + "OperationTimeout: PT20S",
        a + "ReplyTo:",
        a
            + "Address mustUnderstand=true: "
              "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
        w + "ResourceURI mustUnderstand=true: urn:res",
        a + "To: http://host:5985/wsman",
        w + "OptionSet mustUnderstand=true:",
        w + "Option Name=WINRS_NOPROFILE: TRUE",
        w + "Option Name=N: V",
        w + "SelectorSet:",
        w + "Selector Name=ShellId: 4283CBDC",
        s + "Body:",
        rsp + "Receive:",
    };
    QCOMPARE(flattened(xml), expected);
    // mustUnderstand belongs in the SOAP namespace.
    QVERIFY(xml.find(" mustUnderstand") == std::string::npos);
}

void TestEnvelope::writesAnAnswer()
{
    const QString s = "{http://www.w3.org/2003/05/soap-envelope}";
    const QString a = "{http://schemas.xmlsoap.org/ws/2004/08/addressing}";
    const QStringList expected = {
        s + "Envelope lang=en-US:",
        s + "Header:",
        a + "Action: urn:actResponse",
        a + "MessageID: uuid:NEW",
        a + "To: http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
        a + "RelatesTo: uuid:REQUEST",
        s + "Body:",
    };
    QCOMPARE(flattened(responseEnvelope("urn:actResponse", "NEW", "uuid:REQUEST", "")), expected);
}

void TestEnvelope::everyValueIsEscaped()
{
    const std::string odd = "a<b>&c\"d'e\r\n\tf]]>g\u00FC\U0001F511";
    const QString told = QString::fromStdString(odd);
    const std::string xml = requestEnvelope({.action = odd,
                                             .resourceUri = odd,
                                             .messageId = odd,
                                             .to = odd,
                                             .shellId = odd,
                                             .options = {{odd, odd}}},
                                            "");
    const QStringList lines = flattened(xml);
    QCOMPARE(lines.filter("} ").size(), 0);
    QCOMPARE(lines.filter(told).size(), 6);
    QVERIFY(lines.filter("Option Name=" + told + ": " + told).size() == 1);
}

void TestEnvelope::readsByNamespaceNeverByPrefix()
{
    const auto read = Envelope::parse(foreignRequest);
    QVERIFY(read);
    QCOMPARE(read->action(),
             std::string("http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command"));
    QCOMPARE(read->to(), std::string("http://windows-host:5985/wsman"));
    QCOMPARE(read->messageId(), std::string("uuid:FC40E3CD-53E9-4315-B486-6D538B25D1F5"));
    QCOMPARE(read->relatesTo(), std::string("uuid:1"));
    QCOMPARE(read->resourceUri(),
             std::string("http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd"));
    QCOMPARE(read->shellId(), std::string("4283CBDC"));
    const Options options{{"WINRS_CODEPAGE", "65001"}, {"WINRS_NOPROFILE", "TRUE"}};
    QVERIFY(read->options() == options);
    const auto timeout = read->operationTimeout();
    QVERIFY(timeout && *timeout == std::chrono::seconds(60));
    QVERIFY(isElement(read->body(), "urn:a", "one"));
    QVERIFY(!isElement(read->body(), "urn:b", "one"));
}

void TestEnvelope::readsWhatItWrites()
{
    const std::string odd = "a<b>&c\"d'e\r\n\tf]]>g\u00FC\U0001F511";
    const auto read = Envelope::parse(requestEnvelope({.action = odd,
                                                       .resourceUri = odd,
                                                       .messageId = odd,
                                                       .to = odd,
                                                       .shellId = odd,
                                                       .options = {{odd, odd}},
                                                       .operationTimeoutSeconds = 7},
                                                      "<rsp:Receive/>"));
    QVERIFY(read);
    QCOMPARE(read->action(), odd);
    QCOMPARE(read->resourceUri(), odd);
    QCOMPARE(read->messageId(), "uuid:" + odd);
    QCOMPARE(read->to(), odd);
    QCOMPARE(read->shellId(), odd);
    const Options options{{odd, odd}};
    QVERIFY(read->options() == options);
    const auto timeout = read->operationTimeout();
    QVERIFY(timeout && *timeout == std::chrono::seconds(7));
    QVERIFY(isElement(read->body(), ns::shell, "Receive"));
}

void TestEnvelope::whatIsMissingIsEmpty()
{
    const auto read = Envelope::parse(envelopeOf("<s:Body/>"));
    QVERIFY(read);
    QCOMPARE(read->action() + read->to() + read->messageId() + read->shellId(), std::string());
    QVERIFY(read->options().empty());
    const auto timeout = read->operationTimeout();
    QVERIFY(timeout && !*timeout);
    QVERIFY(!read->body());
}

void TestEnvelope::tellsABadOperationTimeout()
{
    std::string xml(foreignRequest);
    xml.replace(xml.find("PT60.000S"), 9, "60");
    const auto read = Envelope::parse(xml);
    QVERIFY(read);
    const auto timeout = read->operationTimeout();
    QVERIFY(!timeout);
    QCOMPARE(timeout.error().code, ErrorCode::Malformed);
}

void TestEnvelope::refuses_data()
{
    QTest::addColumn<std::string>("xml");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const std::string& xml, ErrorCode code) {
        QTest::newRow(name) << xml << code;
    };
    const std::string whole = envelopeOf("<s:Body/>");
    row("nothing", "", ErrorCode::Malformed);
    row("no XML", "Not found", ErrorCode::Malformed);
    row("HTML", "<html><body/></html>", ErrorCode::Malformed);
    row("an envelope of another namespace",
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
        ErrorCode::Malformed);
    row("a prefix without a namespace", "<s:Envelope/>", ErrorCode::Malformed);
    row("two envelopes", whole + whole, ErrorCode::Malformed);
    row("text before", "x" + whole, ErrorCode::Malformed);
    row("text behind", whole + "x", ErrorCode::Malformed);
    row("tags that cross", envelopeOf("<a><b></a></b>"), ErrorCode::Malformed);
    row("a document type", "<!DOCTYPE s [<!ENTITY e \"x\">]>" + whole, ErrorCode::Unsupported);
    row("an external document type", "<!DOCTYPE s SYSTEM \"file:///etc/passwd\">" + whole,
        ErrorCode::Unsupported);
    row("no UTF-8", envelopeOf("<a>\xFF</a>"), ErrorCode::Malformed);
    row("UTF-16", std::string("\xFF\xFE<\0s\0/\0>\0", 10), ErrorCode::Malformed);
    row("a control character", envelopeOf("<a>\x01</a>"), ErrorCode::Malformed);
    row("NUL", envelopeOf(std::string("<a>\0</a>", 8)), ErrorCode::Malformed);
    row("a surrogate by reference", envelopeOf("<a>&#xD800;</a>"), ErrorCode::Malformed);
    row("a control character by reference", envelopeOf("<a b=\"&#1;\"/>"), ErrorCode::Malformed);
}

void TestEnvelope::refuses()
{
    QFETCH(const std::string, xml);
    QFETCH(const ErrorCode, code);
    const auto read = Envelope::parse(xml);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QVERIFY(read.error().offset.value_or(0) <= xml.size());
}

void TestEnvelope::takesWhatTheLimitsAllow_data()
{
    QTest::addColumn<std::string>("xml");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, const std::string& xml, bool allowed) {
        QTest::newRow(name) << xml << allowed;
    };
    const auto deep = [](int depth) {
        std::string open;
        std::string close;
        for (int i = 1; i < depth; ++i) {
            open += "<a>";
            close += "</a>";
        }
        return envelopeOf(open + close);
    };
    const auto attributes = [](int count) {
        std::string out = "<a";
        for (int i = 0; i < count; ++i)
            out += " a" + std::to_string(i) + "=''";
        return envelopeOf(out + "/>");
    };
    const auto tags = [](std::size_t count) {
        std::string out;
        for (std::size_t i = 2; i < count; ++i)
            out += "<a/>";
        return envelopeOf(out);
    };
    const auto size = [](std::size_t bytes) {
        return envelopeOf(std::string(bytes - envelopeOf("").size(), ' '));
    };
    row("64 deep", deep(64), true);
    row("65 deep", deep(65), false);
    row("very deep", deep(30'000), false);
    row("64 attributes", attributes(64), true);
    row("65 attributes", attributes(65), false);
    row("65536 tags", tags(65'536), true);
    row("65537 tags", tags(65'537), false);
    row("4 MiB", size(4 * 1024 * 1024), true);
    row("4 MiB and a byte", size(4 * 1024 * 1024 + 1), false);
}

void TestEnvelope::takesWhatTheLimitsAllow()
{
    QFETCH(const std::string, xml);
    QFETCH(const bool, allowed);
    const auto read = Envelope::parse(xml);
    QCOMPARE(read.has_value(), allowed);
    if (!allowed)
        QCOMPARE(read.error().code, ErrorCode::TooLarge);
}

void TestEnvelope::refusesEachCut()
{
    for (std::size_t size = 0; size < foreignRequest.size(); ++size) {
        const auto read = Envelope::parse(foreignRequest.substr(0, size));
        QVERIFY(!read);
        QVERIFY(read.error().offset.value_or(0) <= size);
    }
}

QTEST_APPLESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
