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

constexpr auto script = "# hopwright-probe/2\n";
constexpr auto step =
    "Hop=2\tAction=session\tHost=HV01\nHop=3\tAction=list-share\tHost=FS01\tShare=R";

/// stdin with a script of just a header, `steps` and `more` lines.
Secret inputOf(const std::string& steps, const std::string& more = {})
{
    return Secret(bytesOf(encoded(script) + "\n" + encoded(steps) + "\n" + more));
}

}  // namespace

class TestProbeStep : public QObject {
    Q_OBJECT

private slots:
    void hostileInputIsRefused_data();
    void hostileInputIsRefused();
    void onlyTheOwnStepIsRead();
    void cutInputIsRefusedOrSaysLess();
    void cutStepsAreRefusedOrSayLess();
    void aReportIsOneLineOfAscii();
    void whatAMachineSaidIsToldAsItCame_data();
    void whatAMachineSaidIsToldAsItCame();
    void aChainTellsOneReportEachHop();
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
    row("version 1", Secret(bytesOf(encoded("# hopwright-probe/1 eyJob3AiOjJ9\n"))),
        ErrorCode::Unsupported);
    row("a version to come", Secret(bytesOf(encoded("# hopwright-probe/20\n"))),
        ErrorCode::Unsupported);
    row("no steps", Secret(bytesOf(encoded(script))), ErrorCode::Truncated);
    row("steps of no base64", Secret(bytesOf(encoded(script) + "\nHop=2\n")), ErrorCode::Malformed);
    row("an empty step", inputOf("\n"), ErrorCode::Truncated);
    row("no hop", inputOf("Action=whoami"), ErrorCode::Truncated);
    row("no action", inputOf("Hop=2"), ErrorCode::Truncated);
    row("a field without a value", inputOf("Hop=2\tAction"), ErrorCode::Malformed);
    row("a field twice", inputOf("Hop=2\tHop=3\tAction=whoami"), ErrorCode::Malformed);
    row("a field of a version to come", inputOf("Hop=2\tAction=whoami\tElevated=1"),
        ErrorCode::Unsupported);
    row("an action of a version to come", inputOf("Hop=2\tAction=reboot"), ErrorCode::Unsupported);
    row("a hop below 0", inputOf("Hop=-1\tAction=whoami"), ErrorCode::OutOfRange);
    row("a hop above any", inputOf("Hop=1001\tAction=whoami"), ErrorCode::OutOfRange);
    row("a hop beyond numbers", inputOf("Hop=4294967298\tAction=whoami"), ErrorCode::OutOfRange);
    row("a hop and more", inputOf("Hop=2x\tAction=whoami"), ErrorCode::Malformed);
    row("no number", inputOf("Hop=\tAction=whoami"), ErrorCode::Malformed);
    row("a port above any", inputOf("Hop=2\tAction=whoami\tPort=65536"), ErrorCode::OutOfRange);
    row("a yes that is none", inputOf("Hop=2\tAction=whoami\tOwn=true"), ErrorCode::Malformed);
    row("an escape cut off", inputOf("Hop=2\tAction=whoami\tHost=a\\u000"), ErrorCode::Truncated);
    row("an escape without digits", inputOf("Hop=2\tAction=whoami\tHost=a\\u00"),
        ErrorCode::Truncated);
    row("an escape of no digits", inputOf("Hop=2\tAction=whoami\tHost=a\\u00zz"),
        ErrorCode::Malformed);
    row("an escape that is none", inputOf("Hop=2\tAction=whoami\tHost=a\\n"), ErrorCode::Malformed);
    row("an escape in a text that is not run", inputOf("Hop=0\tAction=script\tText=\\x41"),
        ErrorCode::Malformed);
    row("a session that nothing follows", inputOf("Hop=2\tAction=session\tHost=A"),
        ErrorCode::Truncated);
    std::string steps = "Hop=2\tAction=whoami";
    for (std::size_t i = 0; i < maxSteps; ++i)
        steps += "\nHop=2\tAction=whoami";
    row("too many steps", inputOf(steps), ErrorCode::TooLarge);
    row("steps too large", inputOf("Hop=2\tAction=whoami\tHost=" + std::string(maxStepBytes, 'a')),
        ErrorCode::TooLarge);
    row("a script too large",
        Secret(bytesOf(encoded(script + std::string(maxScript, ' ')) + "\n" + encoded(step))),
        ErrorCode::TooLarge);
    row("a credential without fields", inputOf(step, encoded("2") + "\n"), ErrorCode::Malformed);
    row("a credential of no hop", inputOf(step, encoded("x\ta\tb") + "\n"), ErrorCode::Malformed);
    row("a credential of a hop and more", inputOf(step, encoded("2x\ta\tb") + "\n"),
        ErrorCode::Malformed);
    std::string many;
    for (std::size_t i = 0; i <= maxCredentialLines; ++i)
        many += encoded("2\ta\tb") + "\n";
    row("too many credentials", inputOf(step, many), ErrorCode::TooLarge);
    row("too large", Secret(Bytes(maxProbeInput + 1, std::byte{'A'})), ErrorCode::TooLarge);
}

void TestProbeStep::hostileInputIsRefused()
{
    QFETCH(QByteArray, input);
    QFETCH(int, code);
    const auto read = readProbeInput(Secret(bytesOf(input.toStdString())));
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
}

void TestProbeStep::onlyTheOwnStepIsRead()
{
    const auto read = readProbeInput(inputOf("Hop=2\tAction=session\tHost=A\nno step\n\n"));
    QVERIFY(read);
    QCOMPARE(read->later, std::string("no step\n\n"));
    QCOMPARE(readProbeInput(nextInput(*read)).error().code, ErrorCode::Malformed);
}

/// Cut anywhere, it is refused, or says less than the whole: no credential and no name that it did not hold.
void TestProbeStep::cutInputIsRefusedOrSaysLess()
{
    const Secret whole = inputOf(step, encoded("3\tLAB\\bob\tPw") + "\n");
    int refused = 0;
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        const auto read = readProbeInput(Secret(whole.expose().first(size)));
        if (!read) {
            ++refused;
            QVERIFY(read.error().offset.value_or(0) <= size);
            continue;
        }
        QVERIFY(std::string_view("Hop=3\tAction=list-share\tHost=FS01\tShare=R")
                    .starts_with(read->later));
        QCOMPARE(read->step.host, std::string("HV01"));
        if (!read->credentials.empty())
            QVERIFY(read->credentials.front().identity.password.size() <= 2);
    }
    QVERIFY(refused > static_cast<int>(whole.size()) / 2);
    QCOMPARE(readProbeInput(whole)->credentials.size(), std::size_t{1});
}

/// The same of the steps alone: before their end each cut of a single step names no hop, no action, or less of a name.
void TestProbeStep::cutStepsAreRefusedOrSayLess()
{
    const std::string whole = "Hop=12\tAction=read-file\tHost=F\\u0009S\\\\\tPort=5986\tOwn=1";
    int refused = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto read = readProbeInput(inputOf(whole.substr(0, size)));
        if (!read) {
            ++refused;
            continue;
        }
        QVERIFY(std::string_view("F\tS\\").starts_with(read->step.host));
        QVERIFY(!read->step.explicitCredential);
    }
    QCOMPARE(refused, 42);
    const auto read = readProbeInput(inputOf(whole));
    QVERIFY(read);
    QCOMPARE(read->step.hop, 12);
    QCOMPARE(read->step.host, std::string("F\tS\\"));
    QCOMPARE(read->step.port, std::uint16_t{5986});
    QVERIFY(read->step.explicitCredential);
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

void TestProbeStep::whatAMachineSaidIsToldAsItCame_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("told");
    const auto row = [](const char* name, const QByteArray& said, bool told) {
        QTest::newRow(name) << said << told;
    };
    const auto nested = [](std::size_t depth, const char* open, char close) {
        return QByteArray(open).repeated(static_cast<qsizetype>(depth)) + "1"
               + QByteArray(static_cast<qsizetype>(depth), close);
    };
    row("an object", R"({"hop":3})", true);
    row("escapes stay", R"({"evidence":"\u00fc\"\\"})", true);
    row("empty", "", false);
    row("no JSON", "access denied", false);
    row("an array", "[1]", false);
    row("two objects", "{}{}", false);
    row("two lines", "{\n}", false);
    row("not ASCII", R"({"evidence":"ü"})", false);
    row("a control character", "{\"a\":\"\x1b\"}", false);
    row("as deep as may be", nested(maxReportDepth, "{\"a\":", '}'), true);
    row("one deeper", nested(maxReportDepth + 1, "{\"a\":", '}'), false);
    row("arrays count", "{\"a\":" + nested(maxReportDepth, "[", ']') + "}", false);
    row("braces in a text do not", R"({"evidence":")" + QByteArray(1000, '{') + R"(\"[[["})", true);
    row("a million deep", nested(1'000'000, "{\"a\":", '}'), false);
}

void TestProbeStep::whatAMachineSaidIsToldAsItCame()
{
    QFETCH(const QByteArray, said);
    QFETCH(const bool, told);
    StepReport report{.hop = 2};
    report.next = said.toStdString();
    const std::string line = toJsonLine(report);
    const std::string end = ",\"next\":" + (told ? report.next : "null") + "}\n";
    QVERIFY2(line.ends_with(end), line.substr(0, 4000).c_str());
}

/// A backslash, a quote or a foreign letter is escaped once, and not again by each machine on the way back.
void TestProbeStep::aChainTellsOneReportEachHop()
{
    std::vector<std::size_t> sizes;
    std::string line;
    for (int hop = 64; hop >= 2; --hop) {
        StepReport report{.hop = hop};
        report.evidence = "\\\\FS01\\\"Büro\" {[";
        report.next = line.substr(0, line.find('\n'));
        line = toJsonLine(report);
        sizes.push_back(line.size());
    }
    const std::size_t each = sizes[1] - sizes[0];
    QVERIFY(each < 2048);
    QCOMPARE(sizes.back(), sizes[0] + 62 * each - 8);  // Hops 2 to 9 have one digit.
}

QTEST_APPLESS_MAIN(TestProbeStep)
#include "tst_probe_step.moc"
