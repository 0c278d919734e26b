#include "core/base/byte_writer.h"
#include "core/lab/probe_step.h"
#include "core/probe/probe_script.h"
#include "core/text/base64.h"
#include "core/text/utf16.h"
#include "core/wire/winrs/powershell.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

std::string textOfSecret(const Secret& secret)
{
    return textOf(secret.expose());
}

/// What PowerShell reads as the value of a single-quoted constant at the start of \p text, by its own rule: a quote ends
/// it unless another one follows (about_Quoting_Rules). Nothing: it does not end, or something follows it.
std::optional<std::string> readSingleQuoted(std::string_view text)
{
    static const std::vector<std::string> quotes = {"'", "\u2018", "\u2019", "\u201A", "\u201B"};
    const auto quoteAt = [&](std::size_t at) -> std::size_t {
        for (const std::string& each : quotes) {
            if (text.substr(at).starts_with(each))
                return each.size();
        }
        return 0;
    };
    std::string out;
    std::size_t at = quoteAt(0);
    if (at == 0)
        return std::nullopt;
    while (at < text.size()) {
        const std::size_t quote = quoteAt(at);
        if (quote == 0) {
            out += text[at++];
            continue;
        }
        const std::size_t second = at + quote < text.size() ? quoteAt(at + quote) : 0;
        if (second == 0)
            return at + quote == text.size() ? std::optional(out) : std::nullopt;
        out += text.substr(at, quote);
        at += quote + second;
    }
    return std::nullopt;
}

const std::vector<std::string> nastyNames = {
    "",
    "plain",
    "'",
    "''",
    "a'b",
    "'; Remove-Item C:\\ -Recurse; '",
    "\u2018left",
    "right\u2019",
    "low\u201A",
    "high\u201B reversed",
    "\u2019'\u2018",
    "\"double\"",
    "\u201Ccurly double\u201D",
    "$(Get-Date)",
    "`$x`n",
    "line\nbreak",
    "line\r\nbreak",
    "\n$next = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aGk='))\n",
    "# comment",
    "<# block #>",
    "@'\nhere\n'@",
    "tab\tand \\ and %TEMP%",
    "\xc3\xa9\xf0\x9f\x98\x80",
};

Step shareStep(int hop)
{
    return {.hop = hop,
            .action = Step::Action::CreateFile,
            .host = "FS01",
            .share = "Reports",
            .file = "hopwright-00.txt",
            .token = "abcdef"};
}

}  // namespace

class TestProbeScript : public QObject {
    Q_OBJECT

private slots:
    void noNameBreaksOutOfItsQuotes();
    void everyNameArrivesAsItWas();
    void aLabHostReadsTheStep();
    void aStepNestsTheWholeOfTheNext();
    void twelveHopsFitALabHost();
    void credentialsArriveForTheirHop();
    void noPasswordIsInScriptOrCommand();
    void theBootstrapFitsACommandLine();
};

void TestProbeScript::noNameBreaksOutOfItsQuotes()
{
    for (const std::string& name : nastyNames) {
        const auto read = readSingleQuoted(singleQuoted(name));
        QVERIFY2(read.has_value(), name.c_str());
        QCOMPARE(*read, name);
    }
}

void TestProbeScript::everyNameArrivesAsItWas()
{
    for (const std::string& name : nastyNames) {
        Step session{.hop = 2, .action = Step::Action::Session, .host = name, .port = 5986};
        Step share = shareStep(3);
        share.host = name;
        share.share = name;
        share.file = name;
        share.text = name;
        session.next.push_back(share);
        const auto outer = lab::readProbeInput(standardInput(scriptOf(session), {}));
        QVERIFY2(outer, name.c_str());
        QCOMPARE(outer->step.host, name);
        QCOMPARE(outer->step.port, std::uint16_t{5986});
        QCOMPARE(outer->step.next, scriptOf(share));
        const auto inner = lab::readProbeInput(lab::nextInput(outer->step.next, {}, 2));
        QVERIFY2(inner, name.c_str());
        QCOMPARE(inner->step.host, name);
        QCOMPARE(inner->step.share, name);
        QCOMPARE(inner->step.file, name);
        QVERIFY(inner->step.next.empty());
    }
}

void TestProbeScript::aLabHostReadsTheStep()
{
    const std::vector<std::pair<Step::Action, std::string>> actions = {
        {Step::Action::CreateFile, "create-file"}, {Step::Action::ListShare, "list-share"},
        {Step::Action::ReadFile, "read-file"},     {Step::Action::Session, "session"},
        {Step::Action::Script, "script"},          {Step::Action::WhoAmI, "whoami"}};
    for (const auto& [action, word] : actions) {
        Step step = shareStep(7);
        step.action = action;
        const auto read = lab::readProbeInput(standardInput(scriptOf(step), {}));
        QVERIFY(read);
        QCOMPARE(read->step.action, word);
        QCOMPARE(read->step.hop, 7);
        QCOMPARE(read->step.token, std::string("abcdef"));
        QVERIFY(!read->step.explicitCredential);
    }
    // The words of New-PSSession -Authentication.
    const std::vector<std::pair<model::Method, std::string>> methods = {
        {model::Method::Default, "Default"},
        {model::Method::Negotiate, "Negotiate"},
        {model::Method::Ntlm, "Negotiate"},
        {model::Method::CredSsp, "Credssp"},
        {model::Method::Kerberos, "Kerberos"}};
    for (const auto& [method, word] : methods) {
        Step step{.hop = 2, .action = Step::Action::Session, .host = "B", .method = method};
        step.explicitCredential = true;
        const auto read = lab::readProbeInput(standardInput(scriptOf(step), {}));
        QVERIFY(read);
        QCOMPARE(read->step.method, word);
        QCOMPARE(read->step.ntlm, method == model::Method::Ntlm);
        QVERIFY(read->step.explicitCredential);
    }
}

void TestProbeScript::aStepNestsTheWholeOfTheNext()
{
    Step session{.hop = 2, .action = Step::Action::Session, .host = "JUMP02"};
    session.next.push_back(shareStep(3));
    const std::string script = scriptOf(session);
    // A lab host and PowerShell read it from the same place: the line behind the parameters.
    const std::string nested = text::toBase64(bytesOf(scriptOf(shareStep(3))));
    QCOMPARE(script.find(nested), script.rfind(nested));
    QVERIFY(script.starts_with("# hopwright-probe/1 "));
    const std::size_t second = script.find('\n') + 1;
    QVERIFY(std::string_view(script).substr(second).starts_with(
        "param($Credentials)\n$next = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('"
        + nested + "'))\n"));
}

void TestProbeScript::twelveHopsFitALabHost()
{
    Step step = shareStep(12);
    for (int hop = 11; hop >= 2; --hop) {
        Step outer{.hop = hop, .action = Step::Action::Session, .host = "JUMP"};
        outer.next.push_back(std::move(step));
        step = std::move(outer);
    }
    Secret input = standardInput(scriptOf(step), {});
    for (int hop = 2; hop < 12; ++hop) {
        const auto read = lab::readProbeInput(input);
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        QCOMPARE(read->step.hop, hop);
        input = lab::nextInput(read->step.next, read->credentials, hop);
    }
    QCOMPARE(lab::readProbeInput(input)->step.action, std::string("create-file"));
}

void TestProbeScript::credentialsArriveForTheirHop()
{
    std::vector<CredentialLine> credentials;
    const std::string odd = "p\t'\xc3\xa9\\ \n$";
    credentials.push_back({.hop = 2, .account = "LAB\\bob", .password = Secret(bytesOf("one"))});
    credentials.push_back(
        {.hop = 3, .account = "carol@lab.example", .password = Secret(bytesOf(odd))});
    const auto read = lab::readProbeInput(standardInput(scriptOf(shareStep(2)), credentials));
    QVERIFY(read);
    QCOMPARE(read->credentials.size(), std::size_t{2});
    QCOMPARE(read->credentials[0].hop, 2);
    QCOMPARE(read->credentials[0].domain, std::string("LAB"));
    QCOMPARE(read->credentials[0].user, std::string("bob"));
    QVERIFY(equalInConstantTime(read->credentials[0].password.expose(), bytesOf("one")));
    QCOMPARE(read->credentials[1].user, std::string("carol@lab.example"));
    QVERIFY(equalInConstantTime(read->credentials[1].password.expose(), bytesOf(odd)));
    // Each machine hands on what is for later hops only.
    const auto next =
        lab::readProbeInput(lab::nextInput(scriptOf(shareStep(3)), read->credentials, 2));
    QVERIFY(next);
    QCOMPARE(next->credentials.size(), std::size_t{1});
    QCOMPARE(next->credentials[0].hop, 3);
}

void TestProbeScript::noPasswordIsInScriptOrCommand()
{
    Step step{.hop = 2, .action = Step::Action::Session, .host = "B"};
    step.explicitCredential = true;
    step.next.push_back(shareStep(3));
    std::vector<CredentialLine> credentials;
    credentials.push_back(
        {.hop = 2, .account = "LAB\\bob", .password = Secret(bytesOf("Planted-Password-9"))});
    const std::string input = textOfSecret(standardInput(scriptOf(step), credentials));
    const std::string script = scriptOf(step);
    const std::string firstLine = input.substr(0, input.find('\n'));
    QCOMPARE(firstLine, text::toBase64(bytesOf(script)));
    QVERIFY(script.find("Planted") == std::string::npos);
    QVERIFY(bootstrapCommand().find(text::toBase64(*text::toUtf16Le("Planted")))
            == std::string::npos);
    QVERIFY(input.find("Planted") == std::string::npos);  // Base64 a line, as the bootstrap reads.
}

void TestProbeScript::theBootstrapFitsACommandLine()
{
    const std::string command = bootstrapCommand();
    QVERIFY(command.size() <= wire::winrs::maxCommandLine);
    QVERIFY(command.starts_with("powershell.exe -NoProfile -NonInteractive -EncodedCommand "));
}

QTEST_APPLESS_MAIN(TestProbeScript)
#include "tst_probe_script.moc"
