#include "core/base/byte_writer.h"
#include "core/lab/probe_step.h"
#include "core/text/base64.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

std::string encoded(std::string_view text)
{
    return text::toBase64(bytesOf(text));
}

/// stdin with a script of just a header, `json`.
Secret inputOf(const std::string& json, const std::string& more = {})
{
    return Secret(bytesOf(encoded("# hopwright-probe/1 " + encoded(json) + "\n") + "\n" + more));
}

}  // namespace

class TestProbeStep : public QObject {
    Q_OBJECT

private slots:
    void hostileInputIsRefused_data();
    void hostileInputIsRefused();
    void fieldsOfAnotherKindAreEmpty();
    void cutInputNeverGivesACredential();
    void aReportIsOneLineOfAscii();
};

void TestProbeStep::hostileInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const Secret& input, ErrorCode code) {
        QTest::newRow(name) << QByteArray::fromStdString(textOf(input.expose()))
                            << static_cast<int>(code);
    };
    row("empty", Secret(), ErrorCode::Truncated);
    row("blank lines", Secret(bytesOf("\r\n\n")), ErrorCode::Truncated);
    row("no base64", Secret(bytesOf("Get-Process\n")), ErrorCode::Malformed);
    row("another script", Secret(bytesOf(encoded("Get-Process\n"))), ErrorCode::Unsupported);
    row("a header of no base64", Secret(bytesOf(encoded("# hopwright-probe/1 {}\n"))),
        ErrorCode::Malformed);
    row("a header of no JSON", inputOf("hello"), ErrorCode::Malformed);
    row("a header of an array", inputOf("[1]"), ErrorCode::Malformed);
    row("a header nested deep", inputOf(std::string(100'000, '[')), ErrorCode::Malformed);
    row("a hop below 0", inputOf(R"({"hop":-1})"), ErrorCode::OutOfRange);
    row("a hop above any", inputOf(R"({"hop":4294967298})"), ErrorCode::OutOfRange);
    row("a credential without fields", inputOf(R"({"hop":2})", encoded("2") + "\n"),
        ErrorCode::Malformed);
    row("a credential of no hop", inputOf(R"({"hop":2})", encoded("x\ta\tb") + "\n"),
        ErrorCode::Malformed);
    row("a credential of a hop and more", inputOf(R"({"hop":2})", encoded("2x\ta\tb") + "\n"),
        ErrorCode::Malformed);
    std::string many;
    for (std::size_t i = 0; i <= maxCredentialLines; ++i)
        many += encoded("2\ta\tb") + "\n";
    row("too many credentials", inputOf(R"({"hop":2})", many), ErrorCode::TooLarge);
    row("too large", Secret(Bytes(2 * maxScript + 1, std::byte{'A'})), ErrorCode::TooLarge);
}

void TestProbeStep::hostileInputIsRefused()
{
    QFETCH(QByteArray, input);
    QFETCH(int, code);
    const auto read = readProbeInput(Secret(bytesOf(input.toStdString())));
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
}

void TestProbeStep::fieldsOfAnotherKindAreEmpty()
{
    const auto read = readProbeInput(inputOf(
        R"({"hop":"2","action":5,"host":null,"share":["x"],"port":1.5,"explicit":"true","ntlm":1})"));
    QVERIFY(read);
    QCOMPARE(read->step.hop, 0);
    QVERIFY(read->step.action.empty());
    QVERIFY(read->step.host.empty());
    QVERIFY(read->step.share.empty());
    QCOMPARE(read->step.port, std::uint16_t{0});
    QVERIFY(!read->step.explicitCredential);
    QVERIFY(!read->step.ntlm);
}

void TestProbeStep::cutInputNeverGivesACredential()
{
    const Secret whole = inputOf(R"({"hop":2})", encoded("3\tLAB\\bob\tPw") + "\n");
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        const auto read = readProbeInput(Secret(whole.expose().first(size)));
        if (read && !read->credentials.empty())
            QVERIFY(read->credentials.front().password.size() <= 2);
        if (!read)
            QVERIFY(read.error().offset.value_or(0) <= size);
    }
    QCOMPARE(readProbeInput(whole)->credentials.size(), std::size_t{1});
}

void TestProbeStep::aReportIsOneLineOfAscii()
{
    StepReport report{.hop = 2};
    report.evidence = "B\xc3\xbcro \n \xff \"quoted\"";
    report.next = "no JSON";
    const std::string line = toJsonLine(report);
    QCOMPARE(line.find('\n'), line.size() - 1);
    for (const char c : line)
        QVERIFY(static_cast<unsigned char>(c) < 0x80);
    QVERIFY(line.find("\"next\":null") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestProbeStep)
#include "tst_probe_step.moc"
