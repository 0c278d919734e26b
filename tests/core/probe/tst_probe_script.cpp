#include "core/base/byte_writer.h"
#include "core/lab/probe_step.h"
#include "core/model/graph_rules.h"
#include "core/probe/probe_script.h"
#include "core/text/base64.h"
#include "core/text/utf16.h"
#include "core/wire/wsman/powershell.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

std::string textOfSecret(const Secret& secret)
{
    return textOf(secret.expose());
}

/// What PowerShell reads as the value of a single-quoted string at the start of \p text, which it takes away, by its own rule: a
/// quote ends it unless another one follows (about_Quoting_Rules). Nothing: it does not begin or end.
std::optional<std::string> takeSingleQuoted(std::string_view& text)
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
        if (second == 0) {
            text.remove_prefix(at + quote);
            return out;
        }
        out += text.substr(at, quote);
        at += quote + second;
    }
    return std::nullopt;
}

/// The same for a character by its number, as `[char]0x202E`.
std::optional<std::string> takeCharacter(std::string_view& text)
{
    constexpr std::string_view head = "[char]0x";
    const std::size_t end = std::min(text.find(' '), text.size());
    if (!text.starts_with(head) || end <= head.size())
        return std::nullopt;
    const std::string digits(text.substr(head.size(), end - head.size()));
    text.remove_prefix(end);
    return QString(QChar(static_cast<char16_t>(std::stoul(digits, nullptr, 16)))).toStdString();
}

/// The value of the constant that is the whole of \p text: a string, or a sum in parentheses that begins with one.
std::optional<std::string> readConstant(std::string_view text)
{
    const bool isSum = text.starts_with('(') && text.ends_with(')');
    if (isSum)
        text = text.substr(1, text.size() - 2);
    auto out = takeSingleQuoted(text);
    constexpr std::string_view plus = " + ";
    while (out && isSum && text.starts_with(plus)) {
        text.remove_prefix(plus.size());
        const auto part = text.starts_with('[') ? takeCharacter(text) : takeSingleQuoted(text);
        if (!part)
            return std::nullopt;
        *out += *part;
    }
    return text.empty() ? out : std::nullopt;
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
    "\nHop=9\tAction=script\tText=calc",
    "\tAction=whoami",
    "a=b=c",
    "\\u0041\\",
    "\x1b[31m\x7f",
    "# comment",
    "turned\u202E and\u200B hidden\u2028",
    "\u2019\u202E' + 'x",
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

/// All steps of a route to a share behind \p hops - 1 sessions, from hop 2 on, with names of \p length.
std::vector<Step> chainOf(int hops, std::size_t length)
{
    std::vector<Step> out;
    for (int hop = 2; hop < hops; ++hop) {
        std::string name = "site-" + std::to_string(hop) + ".";
        name.resize(length, 'n');
        out.push_back({.hop = hop,
                       .action = Step::Action::Session,
                       .host = name,
                       .port = 5985,
                       .method = Method::CredSsp,
                       .explicitCredential = true});
    }
    out.push_back(shareStep(hops));
    out.back().host.resize(length, 'n');
    out.back().share.resize(length, 's');
    return out;
}

}  // namespace

class TestProbeScript : public QObject {
    Q_OBJECT

private slots:
    void noNameBreaksOutOfItsQuotes();
    void everyNameArrivesAsItWas();
    void aLabHostReadsTheStep();
    void oneScriptForAllMachinesAndNames();
    void theFieldsOfATable();
    void sixtyFourHopsFitInBounds_data();
    void sixtyFourHopsFitInBounds();
    void whatIsSentGrowsWithTheHops();
    void theLargestDrawnRouteFitsALabHost();
    void credentialsArriveForTheirHop();
    void noPasswordIsInScriptOrCommand();
    void theBootstrapFitsACommandLine();
};

void TestProbeScript::noNameBreaksOutOfItsQuotes()
{
    for (const std::string& name : nastyNames) {
        const auto read = readConstant(textConstant(name));
        QVERIFY2(read.has_value(), name.c_str());
        QCOMPARE(*read, name);
    }
}

void TestProbeScript::everyNameArrivesAsItWas()
{
    for (const std::string& name : nastyNames) {
        Step share = shareStep(3);
        share.host = name;
        share.share = name;
        share.file = name;
        share.text = name;
        const std::vector<Step> steps = {
            {.hop = 2, .action = Step::Action::Session, .host = name, .port = 5986}, share};
        const auto outer = lab::readProbeInput(standardInput(steps, {}));
        QVERIFY2(outer, name.c_str());
        QCOMPARE(outer->step.host, name);
        QCOMPARE(outer->step.port, std::uint16_t{5986});
        QCOMPARE(outer->step.hop, 2);
        QCOMPARE(outer->later, stepLines(std::vector{share}));
        const auto inner = lab::readProbeInput(lab::nextInput(*outer));
        QVERIFY2(inner, name.c_str());
        QCOMPARE(inner->step.hop, 3);
        QCOMPARE(inner->step.action, std::string("create-file"));
        QCOMPARE(inner->step.host, name);
        QCOMPARE(inner->step.share, name);
        QCOMPARE(inner->step.file, name);
        QVERIFY(inner->later.empty());
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
        const auto read = lab::readProbeInput(standardInput(std::vector{step, Step{}}, {}));
        QVERIFY(read);
        QCOMPARE(read->step.action, word);
        QCOMPARE(read->step.hop, 7);
        QCOMPARE(read->step.token, std::string("abcdef"));
        QVERIFY(!read->step.explicitCredential);
    }
    // The words of New-PSSession -Authentication.
    const std::vector<std::pair<Method, std::string>> methods = {{Method::Default, "Default"},
                                                                 {Method::Negotiate, "Negotiate"},
                                                                 {Method::Ntlm, "Negotiate"},
                                                                 {Method::CredSsp, "Credssp"},
                                                                 {Method::Kerberos, "Kerberos"}};
    for (const auto& [method, word] : methods) {
        Step step{.hop = 2, .action = Step::Action::Session, .host = "B", .method = method};
        step.explicitCredential = true;
        const auto read = lab::readProbeInput(standardInput(std::vector{step, Step{}}, {}));
        QVERIFY(read);
        QCOMPARE(read->step.method, word);
        QCOMPARE(read->step.ntlm, method == Method::Ntlm);
        QVERIFY(read->step.explicitCredential);
    }
}

void TestProbeScript::oneScriptForAllMachinesAndNames()
{
    QVERIFY(probeScript().starts_with("# hopwright-probe/2\nparam([string]$Self, $Steps, "));
    QVERIFY(probeScript().size() < 8 * 1024);
    Secret input = standardInput(chainOf(5, 40), {});
    for (int hop = 2; hop <= 5; ++hop) {
        const auto read = lab::readProbeInput(input);
        QVERIFY(read);
        QCOMPARE(read->script, probeScript());
        QVERIFY(textOfSecret(input).starts_with(text::toBase64(bytesOf(probeScript())) + "\n"));
        input = lab::nextInput(*read);
    }
}

void TestProbeScript::theFieldsOfATable()
{
    QCOMPARE(stepTable({}), std::string("@{ Hop = 0; Action = 'whoami' }"));
    QCOMPARE(stepTable({.action = Step::Action::Script, .text = "'it'\n\u2019"}),
             std::string("@{ Hop = 0; Action = 'script'; Text = '''it''\n\u2019\u2019' }"));
    QCOMPARE(stepTable({.hop = 2,
                        .action = Step::Action::Session,
                        .host = "H'V",
                        .port = 5986,
                        .useSsl = true,
                        .method = Method::Ntlm,
                        .explicitCredential = true}),
             std::string("@{ Hop = 2; Action = 'session'; Host = 'H''V'; Port = 5986; Method = "
                         "'Negotiate'; Ntlm = $true; UseSsl = $true; Own = $true }"));
    QCOMPARE(stepTable(shareStep(3)),
             std::string("@{ Hop = 3; Action = 'create-file'; Host = 'FS01'; Share = 'Reports'; "
                         "File = 'hopwright-00.txt'; Token = 'abcdef' }"));
    QCOMPARE(stepLines(std::vector<Step>{
                 {.hop = 2, .action = Step::Action::ListShare, .host = "a\tb"}, {}}),
             std::string("Hop=2\tAction=list-share\tHost=a\\u0009b\nHop=0\tAction=whoami"));
}

void TestProbeScript::sixtyFourHopsFitInBounds_data()
{
    QTest::addColumn<int>("hops");
    for (const int hops : {2, 3, 12, 64})
        QTest::addRow("%d hops", hops) << hops;
}

/// Each with a credential line of its own, as CredSSP asks.
void TestProbeScript::sixtyFourHopsFitInBounds()
{
    QFETCH(const int, hops);
    std::vector<CredentialLine> lines;
    for (int hop = 2; hop <= hops; ++hop) {
        lines.push_back({.hop = hop,
                         .account = "corp.example\\svc-deploy",
                         .password = Secret(bytesOf("correct horse battery staple"))});
    }
    Secret input = standardInput(chainOf(hops, 40), lines);
    QVERIFY2(input.size() < std::size_t{64} * 1024, qPrintable(QString::number(input.size())));
    for (int hop = 2; hop < hops; ++hop) {
        const auto read = lab::readProbeInput(input);
        QVERIFY2(read, read ? "" : read.error().detail.english().c_str());
        QCOMPARE(read->step.hop, hop);
        QCOMPARE(read->credentials.size(), static_cast<std::size_t>(hops - hop + 1));
        const std::size_t before = input.size();
        input = lab::nextInput(*read);
        QVERIFY(input.size() < before);
    }
    QCOMPARE(lab::readProbeInput(input)->step.action, std::string("create-file"));
    QCOMPARE(lab::readProbeInput(input)->credentials.size(), std::size_t{1});
}

/// By the same for each hop, to the byte but for the digits of numbers and base64's padding.
void TestProbeScript::whatIsSentGrowsWithTheHops()
{
    const auto bytes = [](int hops) {
        return static_cast<double>(standardInput(chainOf(hops, 40), {}).size());
    };
    const double each = (bytes(30) - bytes(20)) / 10;
    QVERIFY2(each > 40 && each < 200, qPrintable(QString::number(each)));
    constexpr double padding = 8;
    for (const int hops : {11, 15, 20, 40, 64, 99})
        QVERIFY(std::abs(bytes(hops) - bytes(10) - each * (hops - 10)) < padding);
}

/// No limit of a lab host lies below the drawing's own: names of the greatest length, and the longest own text.
void TestProbeScript::theLargestDrawnRouteFitsALabHost()
{
    std::vector<Step> steps =
        chainOf(static_cast<int>(model::maxRouteHops) + 1, model::maxTargetBytes);
    steps.back() = {.action = Step::Action::Script, .text = std::string(model::maxTextBytes, '\n')};
    QCOMPARE(steps.size(), model::maxRouteHops);
    const auto read = lab::readProbeInput(standardInput(steps, {}));
    QVERIFY2(read, read ? "" : read.error().detail.english().c_str());
    steps.insert(steps.begin(), steps.front());  // Hop 1 is never among them.
    QVERIFY(lab::readProbeInput(standardInput(steps, {})));
    steps.insert(steps.begin(), steps.front());
    QCOMPARE(lab::readProbeInput(standardInput(steps, {})).error().code, ErrorCode::TooLarge);
}

void TestProbeScript::credentialsArriveForTheirHop()
{
    std::vector<CredentialLine> credentials;
    const Step session = {.hop = 2, .action = Step::Action::Session, .host = "B"};
    const std::string odd = "p\t'\xc3\xa9\\ \n$";
    credentials.push_back({.hop = 2, .account = "LAB\\bob", .password = Secret(bytesOf("one"))});
    credentials.push_back(
        {.hop = 3, .account = "carol@lab.example", .password = Secret(bytesOf(odd))});
    const auto read =
        lab::readProbeInput(standardInput(std::vector{session, shareStep(3)}, credentials));
    QVERIFY(read);
    QCOMPARE(read->credentials.size(), std::size_t{2});
    QCOMPARE(read->credentials[0].hop, 2);
    QCOMPARE(read->credentials[0].identity.domain, std::string("LAB"));
    QCOMPARE(read->credentials[0].identity.user, std::string("bob"));
    QVERIFY(equalInConstantTime(read->credentials[0].identity.password.expose(), bytesOf("one")));
    QCOMPARE(read->credentials[1].identity.user, std::string("carol@lab.example"));
    QVERIFY(equalInConstantTime(read->credentials[1].identity.password.expose(), bytesOf(odd)));
    // Each machine hands on what is for later hops only.
    const auto next = lab::readProbeInput(lab::nextInput(*read));
    QVERIFY(next);
    QCOMPARE(next->credentials.size(), std::size_t{1});
    QCOMPARE(next->credentials[0].hop, 3);
}

void TestProbeScript::noPasswordIsInScriptOrCommand()
{
    Step step{.hop = 2, .action = Step::Action::Session, .host = "B"};
    step.explicitCredential = true;
    std::vector<CredentialLine> credentials;
    credentials.push_back(
        {.hop = 2, .account = "LAB\\bob", .password = Secret(bytesOf("Planted-Password-9"))});
    const std::vector<Step> steps = {step, shareStep(3)};
    const std::string input = textOfSecret(standardInput(steps, credentials));
    QVERIFY(input.starts_with(text::toBase64(bytesOf(probeScript())) + "\n"
                              + text::toBase64(bytesOf(stepLines(steps))) + "\n"));
    QVERIFY(probeScript().find("Planted") == std::string::npos);
    QVERIFY(bootstrapCommand().find(text::toBase64(*text::toUtf16Le("Planted")))
            == std::string::npos);
    QVERIFY(input.find("Planted") == std::string::npos);  // Base64 a line, as the bootstrap reads.
}

void TestProbeScript::theBootstrapFitsACommandLine()
{
    const std::string command = bootstrapCommand();
    QVERIFY(command.size() <= wire::wsman::maxCommandLine);
    QVERIFY(command.starts_with("powershell.exe -NoProfile -NonInteractive -EncodedCommand "));
}

QTEST_APPLESS_MAIN(TestProbeScript)
#include "tst_probe_script.moc"
