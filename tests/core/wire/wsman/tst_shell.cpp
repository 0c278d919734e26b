#include "core/base/byte_writer.h"
#include "core/wire/wsman/shell.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace hopwright;
using namespace hopwright::wire::wsman;
using hopwright::wire::wsman::Envelope;
using hopwright::wire::wsman::requestEnvelope;
using hopwright::wire::wsman::responseEnvelope;

namespace {

constexpr auto doneUri =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done";
constexpr auto runningUri =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Running";

/// An envelope around \p body with prefixes other than ours for what the body uses.
Envelope around(const std::string& body)
{
    auto read =
        Envelope::parse("<env:Envelope xmlns:env='http://www.w3.org/2003/05/soap-envelope' "
                        "xmlns:z='http://schemas.microsoft.com/wbem/wsman/1/windows/shell' "
                        "xmlns:t='http://schemas.xmlsoap.org/ws/2004/09/transfer' "
                        "xmlns:d='http://schemas.xmlsoap.org/ws/2004/08/addressing' "
                        "xmlns:m='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'><env:Body>"
                        + body + "</env:Body></env:Envelope>");
    return std::move(*read);
}

Envelope ours(const std::string& body)
{
    auto read = Envelope::parse(responseEnvelope("urn:a", "1", "uuid:2", body));
    return std::move(*read);
}

/// What Qt's reader sees of a body of ours: `Name a=b[text child…]`, and an error at the end if there is one.
QString seen(const std::string& body)
{
    QXmlStreamReader reader(
        "<r xmlns:rsp='shell' xmlns:x='transfer' xmlns:a='addressing' xmlns:w='wsman'>"
        + QByteArray::fromStdString(body) + "</r>");
    QString out;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            out += reader.qualifiedName().toString();
            const QXmlStreamAttributes attributes = reader.attributes();
            for (const QXmlStreamAttribute& each : attributes)
                out += " " + each.name().toString() + "=" + each.value().toString();
            out += "[";
        } else if (token == QXmlStreamReader::EndElement) {
            out += "]";
        } else if (token == QXmlStreamReader::Characters) {
            out += reader.text().toString();
        }
    }
    return out.mid(2).chopped(1) + reader.errorString();
}

QString told(const Bytes& bytes)
{
    return QString::fromStdString(textOf(bytes));
}

}  // namespace

class TestShell : public QObject {
    Q_OBJECT

private slots:
    void writesRequests();
    void writesAnswers();
    void readsARecordedShell();
    void anAnswerWithoutAShellIsRefused_data();
    void anAnswerWithoutAShellIsRefused();
    void readsACommandId();
    void readsRecordedOutput();
    void readsExitCodes_data();
    void readsExitCodes();
    void refusesOutput_data();
    void refusesOutput();
    void outputHasALimit();
    void readsCreate();
    void refusesCreate_data();
    void refusesCreate();
    void readsCommandLines_data();
    void readsCommandLines();
    void refusesCommandLines_data();
    void refusesCommandLines();
    void readsInput();
    void refusesInput_data();
    void refusesInput();
    void readsSignals_data();
    void readsSignals();
    void bothEndsAgree();
};

void TestShell::writesRequests()
{
    // winrm-protocol 6.5 and 6.6, names and order.
    QCOMPARE(seen(createBody()), QString("rsp:Shell[rsp:IdleTimeOut[PT1800S]rsp:InputStreams[stdin]"
                                         "rsp:OutputStreams[stdout stderr]]"));
    QVERIFY(seen(createBody(60)).contains("[PT60S]"));
    QCOMPARE(seen(commandBody("echo \"a\" && b > c\r\n")),
             QString("rsp:CommandLine[rsp:Command[echo \"a\" && b > c\r\n]]"));
    QCOMPARE(seen(receiveBody("CF84")),
             QString("rsp:Receive[rsp:DesiredStream CommandId=CF84[stdout stderr]]"));
    QCOMPARE(seen(sendBody("CF84", bytesOf("hi\r\n"), true)),
             QString("rsp:Send[rsp:Stream Name=stdin CommandId=CF84 End=true[aGkNCg==]]"));
    QCOMPARE(seen(sendBody("CF84", bytesOf("hi\r\n"), false)),
             QString("rsp:Send[rsp:Stream Name=stdin CommandId=CF84[aGkNCg==]]"));
    const QString uri = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/";
    QCOMPARE(seen(signalBody("CF84", SignalCode::Terminate)),
             "rsp:Signal CommandId=CF84[rsp:Code[" + uri + "terminate]]");
    QCOMPARE(seen(signalBody("C<>\"'", SignalCode::CtrlC)),
             "rsp:Signal CommandId=C<>\"'[rsp:Code[" + uri + "ctrl_c]]");
}

void TestShell::writesAnswers()
{
    const QString cmd = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";
    QCOMPARE(
        seen(createAnswer("4283", "LAB\\a&b", "http://host:5985/wsman")),
        "x:ResourceCreated[a:Address[http://host:5985/wsman]a:ReferenceParameters[w:ResourceURI["
            + cmd
            + "]w:SelectorSet[w:Selector "
              "Name=ShellId[4283]]]]rsp:Shell[rsp:ShellId[4283]rsp:ResourceUri["
            + cmd
            + "]rsp:Owner[LAB\\a&b]rsp:IdleTimeOut[PT7200.000S]rsp:InputStreams[stdin]"
              "rsp:OutputStreams[stdout stderr]]");
    QCOMPARE(seen(commandAnswer("CF84")), QString("rsp:CommandResponse[rsp:CommandId[CF84]]"));
    QCOMPARE(seen(sendAnswer()), QString("rsp:SendResponse[]"));
    QCOMPARE(seen(signalAnswer()), QString("rsp:SignalResponse[]"));
    QCOMPARE(seen(receiveAnswer("CF84", bytesOf("hi\r\n"), {}, 4294967295U)),
             QString("rsp:ReceiveResponse[rsp:Stream Name=stdout CommandId=CF84[aGkNCg==]"
                     "rsp:Stream Name=stdout CommandId=CF84 End=true[]rsp:Stream Name=stderr "
                     "CommandId=CF84 End=true[]"
                     "rsp:CommandState CommandId=CF84 State=")
                 + QString::fromLatin1(doneUri) + "[rsp:ExitCode[4294967295]]]");
}

void TestShell::readsARecordedShell()
{
    // winrm-protocol 6.5; 2008 R2 and older omit rsp:Shell.
    const auto id = readShellId(around(
        "<t:ResourceCreated><d:Address>http://host:5985/wsman</d:Address><d:ReferenceParameters>"
        "<m:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</"
        "m:ResourceURI><m:SelectorSet>"
        "<m:Selector "
        "Name='ShellId'>4283CBDC-3706-415B-88BD-B385F3E51A53</m:Selector></m:SelectorSet>"
        "</d:ReferenceParameters></t:ResourceCreated>"));
    QVERIFY(id);
    QCOMPARE(*id, std::string("4283CBDC-3706-415B-88BD-B385F3E51A53"));
}

void TestShell::anAnswerWithoutAShellIsRefused_data()
{
    QTest::addColumn<std::string>("body");
    const auto row = [](const char* name, const std::string& selector) {
        QTest::newRow(name) << "<t:ResourceCreated><d:ReferenceParameters><m:SelectorSet>"
                                   + selector
                                   + "</m:SelectorSet></d:ReferenceParameters></t:ResourceCreated>";
    };
    row("no selector", "");
    row("another selector", "<m:Selector Name='Other'>4283</m:Selector>");
    row("an empty one", "<m:Selector Name='ShellId'> </m:Selector>");
    row("another namespace", "<Selector Name='ShellId'>4283</Selector>");
    QTest::newRow("no body") << std::string();
}

void TestShell::anAnswerWithoutAShellIsRefused()
{
    QFETCH(const std::string, body);
    const auto id = readShellId(around(body));
    QVERIFY(!id);
    QCOMPARE(id.error().code, ErrorCode::Malformed);
}

void TestShell::readsACommandId()
{
    const auto id = readCommandId(
        around("<z:CommandResponse><z:CommandId> CF84C20A </z:CommandId></z:CommandResponse>"));
    QVERIFY(id);
    QCOMPARE(*id, std::string("CF84C20A"));
    const auto none = readCommandId(around("<z:CommandResponse/>"));
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Malformed);
}

void TestShell::readsRecordedOutput()
{
    // winrm-protocol 6.6: any order, appended per name, empty at the end, `True` too.
    const auto received = readReceived(
        around("<z:ReceiveResponse><z:Stream Name='stdout' CommandId='CF84'>aGkNCg==</z:Stream>"
               "<z:Stream Name='stderr' CommandId='CF84'>IzwgQ0xJWE1MDQo=</z:Stream>"
               "<z:Stream Name='pr' CommandId='CF84'>!</z:Stream>"
               "<z:Stream Name='stdout' CommandId='CF84'>\r\n aGkN\r\n Cg== </z:Stream>"
               "<z:Stream Name='stdout' CommandId='CF84' End='True'></z:Stream><z:Stream "
               "Name='stderr' End='true'/>"
               "<z:CommandState CommandId='CF84' "
               "State='http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done'>"
               "<z:ExitCode>0</z:ExitCode></z:CommandState></z:ReceiveResponse>"));
    QVERIFY(received);
    QCOMPARE(told(received->standardOutput), QString("hi\r\nhi\r\n"));
    QCOMPARE(told(received->standardError), QString("#< CLIXML\r\n"));
    QVERIFY(received->done);
    QVERIFY(received->exitCode == 0U);
}

void TestShell::readsExitCodes_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("done");
    QTest::addColumn<std::optional<std::uint32_t>>("expected");
    const auto row = [](const char* name, const char* state, const QString& code, bool done,
                        std::optional<std::uint32_t> expected) {
        QTest::newRow(name) << QString::fromLatin1(state) << code << done << expected;
    };
    row("winrm-protocol 6.6: zero", doneUri, "<z:ExitCode>0</z:ExitCode>", true, 0U);
    row("6.6: unsigned", doneUri, "<z:ExitCode>3221225786</z:ExitCode>", true, 0xC000013AU);
    row("6.6: negative", doneUri, "<z:ExitCode>-1073741510</z:ExitCode>", true, 0xC000013AU);
    row("6.6: blanks", doneUri, "<z:ExitCode> 5 </z:ExitCode>", true, 5U);
    row("6.6: missing", doneUri, "", true, std::nullopt);
    row("6.6: running", runningUri, "", false, std::nullopt);
    row("no number", doneUri, "<z:ExitCode>5x</z:ExitCode>", true, std::nullopt);
    row("more than 64 bits", doneUri, "<z:ExitCode>99999999999999999999</z:ExitCode>", true,
        std::nullopt);
}

void TestShell::readsExitCodes()
{
    QFETCH(const QString, state);
    QFETCH(const QString, code);
    QFETCH(const bool, done);
    QFETCH(const std::optional<std::uint32_t>, expected);
    const auto received =
        readReceived(around("<z:ReceiveResponse><z:CommandState State='" + state.toStdString()
                            + "'>" + code.toStdString() + "</z:CommandState></z:ReceiveResponse>"));
    QVERIFY(received);
    QCOMPARE(received->done, done);
    QVERIFY(received->exitCode == expected);
}

void TestShell::refusesOutput_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("no base64") << std::string(
        "<z:ReceiveResponse><z:Stream Name='stdout'>a!==</z:Stream></z:ReceiveResponse>");
    QTest::newRow("cut base64") << std::string(
        "<z:ReceiveResponse><z:Stream Name='stderr'>aGkNC</z:Stream></z:ReceiveResponse>");
    QTest::newRow("another answer") << std::string("<z:SendResponse/>");
    QTest::newRow("another namespace") << std::string("<ReceiveResponse/>");
    QTest::newRow("nothing") << std::string();
}

void TestShell::refusesOutput()
{
    QFETCH(const std::string, body);
    const auto received = readReceived(around(body));
    QVERIFY(!received);
    QVERIFY(received.error().code == ErrorCode::Malformed
            || received.error().code == ErrorCode::Truncated);
}

void TestShell::outputHasALimit()
{
    // 1 MiB of zeros, then three bytes more.
    const auto bodyOf = [](std::size_t groups, const char* last) {
        return "<z:ReceiveResponse><z:Stream Name='stdout'>" + std::string(groups * 4, 'A') + last
               + "</z:Stream><z:Stream Name='stdout'>AA==</z:Stream></z:ReceiveResponse>";
    };
    constexpr std::size_t groups = 1024 * 1024 / 3;
    const auto most = readReceived(around(bodyOf(groups, "")));
    QVERIFY(most);
    QCOMPARE(most->standardOutput.size(), std::size_t(1024 * 1024));
    const auto more = readReceived(around(bodyOf(groups, "AA==")));
    QVERIFY(!more);
    QCOMPARE(more.error().code, ErrorCode::TooLarge);
}

void TestShell::readsCreate()
{
    // winrm-protocol 6.5.
    const auto request = Envelope::parse(
        requestEnvelope({.action = std::string(action::create),
                         .options = {{"WINRS_NOPROFILE", "TRUE"}, {"WINRS_CODEPAGE", "65001"}}},
                        createBody(60)));
    QVERIFY(request);
    const auto create = readCreate(*request);
    QVERIFY(create);
    QCOMPARE(create->inputStreams, std::string("stdin"));
    QCOMPARE(create->outputStreams, std::string("stdout stderr"));
    QVERIFY(create->idleTimeout == std::chrono::seconds(60));
    QVERIFY(!create->loadsProfile);
    QVERIFY(create->codePage == 65001U);

    const auto pywinrm = Envelope::parse(
        requestEnvelope({.action = std::string(action::create),
                         .options = {{"WINRS_NOPROFILE", "FALSE"}, {"WINRS_CODEPAGE", "437"}}},
                        "<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams></rsp:Shell>"));
    QVERIFY(pywinrm);
    const auto other = readCreate(*pywinrm);
    QVERIFY(other);
    QVERIFY(other->loadsProfile);
    QVERIFY(other->codePage == 437U);
    QVERIFY(!other->idleTimeout);
}

void TestShell::refusesCreate_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("codePage");
    QTest::newRow("no shell") << std::string() << std::string("437");
    QTest::newRow("another element") << std::string("<rsp:Receive/>") << std::string("437");
    QTest::newRow("no duration") << std::string(
        "<rsp:Shell><rsp:IdleTimeOut>60</rsp:IdleTimeOut></rsp:Shell>")
                                 << std::string("437");
    QTest::newRow("no code page") << std::string("<rsp:Shell/>") << std::string("utf8");
}

void TestShell::refusesCreate()
{
    QFETCH(const std::string, body);
    QFETCH(const std::string, codePage);
    const auto request = Envelope::parse(
        requestEnvelope({.action = "urn:a", .options = {{"WINRS_CODEPAGE", codePage}}}, body));
    QVERIFY(request);
    const auto create = readCreate(*request);
    QVERIFY(!create);
    QCOMPARE(create.error().code, ErrorCode::Malformed);
}

void TestShell::readsCommandLines_data()
{
    QTest::addColumn<std::string>("inside");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const char* inside, const char* expected) {
        QTest::newRow(name) << std::string(inside) << std::string(expected);
    };
    row("winrm-protocol 6.6: joined by blanks",
        "<z:Command>cmd.exe</z:Command><z:Arguments>/c</z:Arguments><z:Arguments>echo "
        "hi</z:Arguments>",
        "cmd.exe /c echo hi");
    row("6.6: a whole line", "<z:Command>dir &amp;&amp; echo a &gt; b</z:Command>",
        "dir && echo a > b");
    row("quotes around the whole",
        "<z:Command>\"ipconfig\"</z:Command><z:Arguments>/all</z:Arguments>", "ipconfig /all");
    row("quotes within", "<z:Command>\"C:\\Program Files\\x.exe\" \"a b\"</z:Command>",
        "\"C:\\Program Files\\x.exe\" \"a b\"");
    row("one quote", "<z:Command>\"</z:Command>", "\"");
}

void TestShell::readsCommandLines()
{
    QFETCH(const std::string, inside);
    QFETCH(const std::string, expected);
    const auto command = readCommand(around("<z:CommandLine>" + inside + "</z:CommandLine>"));
    QVERIFY(command);
    QCOMPARE(command->commandLine, expected);
}

void TestShell::refusesCommandLines_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("nothing") << std::string();
    QTest::newRow("no command") << std::string(
        "<z:CommandLine><z:Arguments>/c</z:Arguments></z:CommandLine>");
    // winrm-protocol 6.6: `Argument` gives 2150858817.
    QTest::newRow("6.6: Argument") << std::string(
        "<z:CommandLine><z:Command>a</z:Command><z:Argument>b</z:Argument></z:CommandLine>");
    QTest::newRow("two commands") << std::string(
        "<z:CommandLine><z:Command>a</z:Command><z:Command>b</z:Command></z:CommandLine>");
    QTest::newRow("another body") << std::string("<z:Receive><z:Command>a</z:Command></z:Receive>");
}

void TestShell::refusesCommandLines()
{
    QFETCH(const std::string, body);
    const auto command = readCommand(around(body));
    QVERIFY(!command);
    QCOMPARE(command.error().code, ErrorCode::Malformed);
}

void TestShell::readsInput()
{
    const auto send = readSend(around(
        "<z:Send><z:Stream Name='stdin' CommandId='CF84' End='True'>aGkNCg==</z:Stream></z:Send>"));
    QVERIFY(send);
    QCOMPARE(send->commandId, std::string("CF84"));
    QCOMPARE(textOf(send->input.expose()), std::string("hi\r\n"));
    QVERIFY(send->last);
    const auto more = readSend(
        around("<z:Send><z:Stream Name='stdin' CommandId='CF84' End='false'></z:Stream></z:Send>"));
    QVERIFY(more);
    QVERIFY(!more->last);
    QCOMPARE(more->input.size(), std::size_t(0));
}

void TestShell::refusesInput_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("no stream") << std::string("<z:Send/>");
    QTest::newRow("another stream")
        << std::string("<z:Send><z:Stream Name='pr'>AAAA</z:Stream></z:Send>");
    QTest::newRow("no base64") << std::string(
        "<z:Send><z:Stream Name='stdin'>Hunter2!</z:Stream></z:Send>");
    QTest::newRow("another body") << std::string(
        "<z:Receive><z:Stream Name='stdin'>AAAA</z:Stream></z:Receive>");
}

void TestShell::refusesInput()
{
    QFETCH(const std::string, body);
    const auto send = readSend(around(body));
    QVERIFY(!send);
    QCOMPARE(send.error().code, ErrorCode::Malformed);
    QVERIFY(send.error().detail.english().find("Hunter2") == std::string::npos);
}

void TestShell::readsSignals_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("interrupt");
    const QString uri = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/";
    // winrm-protocol 6.6.
    QTest::newRow("6.6: terminate") << uri + "terminate" << false;
    QTest::newRow("6.6: Terminate") << uri + "Terminate" << false;
    QTest::newRow("6.6: ctrl_c") << uri + "ctrl_c" << true;
    QTest::newRow("6.6: ctrl_break") << uri + "ctrl_break" << true;
    QTest::newRow("6.6: PSRP") << "powershell/signal/ctrl_c" << true;
    QTest::newRow("another case") << uri + "Ctrl_C" << true;
}

void TestShell::readsSignals()
{
    QFETCH(const QString, code);
    QFETCH(const bool, interrupt);
    const Envelope signal =
        around("<z:Signal CommandId='CF84'><z:Code>" + code.toStdString() + "</z:Code></z:Signal>");
    QCOMPARE(isInterrupt(signal), interrupt);
    QCOMPARE(readCommandReference(signal), std::string("CF84"));
}

void TestShell::bothEndsAgree()
{
    const std::string odd = "C<>&\"'";
    const auto shell = readShellId(ours(createAnswer(odd, odd, odd)));
    QVERIFY(shell);
    QCOMPARE(*shell, odd);
    const auto command = readCommandId(ours(commandAnswer(odd)));
    QVERIFY(command);
    QCOMPARE(*command, odd);
    const auto line = readCommand(ours(commandBody("echo \"a\" && \tb > c\r\nd")));
    QVERIFY(line);
    QCOMPARE(line->commandLine, std::string("echo \"a\" && \tb > c\r\nd"));
    QCOMPARE(readCommandReference(ours(receiveBody(odd))), odd);
    const auto send = readSend(ours(sendBody(odd, bytesOf("x"), true)));
    QVERIFY(send && send->last);
    QCOMPARE(send->commandId, odd);
    const auto received = readReceived(ours(receiveAnswer(odd, bytesOf("out"), bytesOf("err"), 7)));
    QVERIFY(received && received->done && received->exitCode == 7U);
    QCOMPARE(told(received->standardOutput) + told(received->standardError), QString("outerr"));
}

QTEST_APPLESS_MAIN(TestShell)
#include "tst_shell.moc"
