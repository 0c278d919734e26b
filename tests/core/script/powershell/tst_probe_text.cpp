#include "core/probe/route_probe.h"
#include "core/probe/route_step.h"
#include "core/script/powershell/script_files.h"
#include "core/text/base64.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace hopwright;
using plan::tests::Drawing;
using script::powershell::ScriptFile;

namespace {

std::optional<ScriptFile> probeOf(const model::Graph& graph)
{
    const auto files = script::powershell::makeScripts(graph, plan::makePlan(graph), {});
    if (!files)
        return std::nullopt;
    for (const ScriptFile& each : *files) {
        if (each.purpose == script::powershell::Purpose::Probe)
            return each;
    }
    return std::nullopt;
}

/// What stands between the braces of each script block that is an argument of Test-Route, by PowerShell's rules for
/// quotes, comments and braces.
std::vector<std::string> blocksOf(const std::string& text)
{
    std::vector<std::string> out;
    std::size_t at = text.find("\nTest-Route ");
    while (at != std::string::npos) {
        int depth = 0;
        std::size_t begin = 0;
        bool quoted = false;
        bool table = false;
        for (++at; at < text.size(); ++at) {
            const char c = text[at];
            if (c == '\'')
                quoted = !quoted;
            if (quoted)
                continue;
            if (c == '#' && depth > 0)
                at = text.find('\n', at);
            else if (c == '{' && depth++ == 0) {
                table = text[at - 1] == '@';
                begin = at + 1;
            } else if (c == '}' && --depth == 0 && !table)
                break;
        }
        out.push_back(text.substr(begin, at - begin));
        at = text.find("\nTest-Route ", at);
    }
    return out;
}

nlohmann::json headerOf(const std::string& block)
{
    const std::string line = block.substr(0, block.find('\n'));
    const auto json = text::fromBase64(line.substr(probe::probeHeader.size()));
    return json ? nlohmann::json::parse(textOf(*json)) : nlohmann::json();
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// What a probe of the first route of \p graph gives to the machine behind hop 1, taken from that machine's end of the
/// connection.
std::string sentBy(const model::Graph& graph)
{
    wire::winrm::ServerSession server(test::serverConfig());
    probe::RouteProbe probe(
        {.graph = graph,
         .route = graph.routes.begin()->first,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [](const probe::GateQuestion&) -> probe::GateAnswer { return {.allowed = true}; },
         .now = test::fixedTime(),
         .random = test::seeded(1)});
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 1, 0);
    Bytes toServer = probe.connected("127.0.0.1", 0).send;
    std::string out;
    while (!toServer.empty() && out.empty()) {
        auto answer = server.receive(toServer);
        if (answer.command) {
            const std::string input = textOf(answer.command->standardInput.expose());
            out = textOf(text::fromBase64(input.substr(0, input.find('\n'))).value());
        }
        toServer = probe.received(answer.send, 0).send;
    }
    return out;
}

}  // namespace

class TestProbeText : public QObject {
    Q_OBJECT

private slots:
    void theBlockIsWhatProbeSends();
    void theBlockOfADeepChainIsItsStep();
    void hopOneIsOpenedAsDrawn_data();
    void hopOneIsOpenedAsDrawn();
    void laterCredentialsAreAskedForByHop();
    void theCredentialOfAShareIsAskedFor();
    void oneFileForAllRoutesOfAMachine();
    void aRouteThatBeginsAtAShareRunsHere();
    void hopsThatAreNotBuiltAreNamed();
    void everyNameOfARouteIsChecked_data();
    void everyNameOfARouteIsChecked();
    void anOwnTextIsNamed_data();
    void anOwnTextIsNamed();
};

// Issue 8, part 6. The names of the test file are drawn anew by each run; all else is the same, byte by byte.
void TestProbeText::theBlockIsWhatProbeSends()
{
    Drawing drawing;
    const auto client = drawing.machine("ADM-PC01");
    const auto jump = drawing.machine("JUMP01");
    const auto share = drawing.share(drawing.machine("FS01"), "It\u2019s {open}");
    drawing.route({drawing.session(client, jump), drawing.use(jump, share)});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    const auto blocks = blocksOf(file->text);
    QCOMPARE(blocks.size(), std::size_t(1));
    const std::string& exported = blocks.front();
    const std::string sent = sentBy(drawing.graph);
    QVERIFY(sent.starts_with(probe::probeHeader));

    nlohmann::json names = headerOf(exported);
    const nlohmann::json otherNames = headerOf(sent);
    QVERIFY(names["file"].dump() != otherNames["file"].dump());
    std::string expected = sent.substr(sent.find('\n'));
    for (const char* name : {"file", "token"})
        expected =
            replaced(expected, otherNames[name].get<std::string>(), names[name].get<std::string>());
    QCOMPARE(exported.substr(exported.find('\n')), expected);
    for (const char* name : {"file", "token"})
        names[name] = otherNames[name];
    QCOMPARE(names.dump(), otherNames.dump());
}

void TestProbeText::theBlockOfADeepChainIsItsStep()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    drawing.route({drawing.session(a, b), drawing.session(b, c)});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    const probe::Step step = {.hop = 2,
                              .action = probe::Step::Action::Session,
                              .host = "C",
                              .port = 5985,
                              .next = {probe::Step{}}};
    QCOMPARE(blocksOf(file->text), std::vector<std::string>{probe::scriptOf(step)});
    QVERIFY(file->text.find(" 2 {# hopwright-probe/1 ") != std::string::npos);
}

void TestProbeText::hopOneIsOpenedAsDrawn_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<bool>("https");
    QTest::addColumn<bool>("credential");
    QTest::addColumn<std::string>("call");
    using enum model::Method;
    const auto row = [](const char* name, model::Method method, bool https, bool credential,
                        const char* call) {
        QTest::newRow(name) << static_cast<int>(method) << https << credential
                            << std::string("Test-Route 'r' (@{ ComputerName = 'B.lab'; ") + call;
    };
    row("Default", Default, false, false,
        "Port = 5985; Authentication = 'Default' }) $null (@{}) 1 {");
    row("CredSSP", CredSsp, false, true,
        "Port = 5985; Authentication = 'Credssp' }) 'LAB\\alice' (@{}) 1 {");
    row("Kerberos", Kerberos, false, false,
        "Port = 5985; Authentication = 'Kerberos' }) $null (@{}) 1 {");
    row("NTLM", Ntlm, false, false, "Port = 5985; Authentication = 'Negotiate' }) $null (@{}) 1 {");
    row("HTTPS", Default, true, false,
        "Port = 5986; Authentication = 'Default'; UseSSL = $true }) $null (@{}) 1 {");
}

void TestProbeText::hopOneIsOpenedAsDrawn()
{
    QFETCH(const int, method);
    QFETCH(const bool, https);
    QFETCH(const bool, credential);
    QFETCH(const std::string, call);
    Drawing drawing;
    const auto hop = drawing.session(drawing.machine("A"), drawing.machine("B"),
                                     static_cast<model::Method>(method), "B.lab");
    if (credential)
        drawing.giveCredential(hop);
    if (https)
        drawing.graph.hops.at(hop).transport = model::Transport::Https;
    drawing.graph.routes.at(drawing.route({hop})).name = "r";
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY2(file->text.find("\n" + call) != std::string::npos, file->text.c_str());
    QCOMPARE(blocksOf(file->text), std::vector<std::string>{probe::scriptOf({})});
}

void TestProbeText::laterCredentialsAreAskedForByHop()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    const auto d = drawing.machine("D");
    const auto second = drawing.session(b, c);
    const auto third = drawing.session(c, d);
    drawing.giveCredential(second, drawing.account("LAB", "bob"));
    drawing.giveCredential(third);
    drawing.route({drawing.session(a, b), second, third});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("$null (@{ 2 = 'LAB\\bob'; 3 = 'LAB\\alice' }) 3 {")
            != std::string::npos);
}

void TestProbeText::theCredentialOfAShareIsAskedFor()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto share = drawing.share(drawing.machine("F"), "S");
    const auto fromB = drawing.use(b, share);
    const auto fromA = drawing.use(a, share);
    drawing.giveCredential(fromB, drawing.account("LAB", "bob"));
    drawing.giveCredential(fromA, drawing.account("LAB", "carol"));
    drawing.route({drawing.session(a, b), fromB});
    drawing.route({fromA});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("$null (@{ 2 = 'LAB\\bob' }) 1 {") != std::string::npos);
    QVERIFY(file->text.find(" ($null) $null (@{ 1 = 'LAB\\carol' }) 1 {") != std::string::npos);
}

void TestProbeText::oneFileForAllRoutesOfAMachine()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    drawing.route({drawing.session(a, b)});
    drawing.route({drawing.session(a, drawing.machine("C"))});
    drawing.route({drawing.session(b, drawing.machine("D"))});
    const auto files =
        script::powershell::makeScripts(drawing.graph, plan::makePlan(drawing.graph), {});
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(2));
    QCOMPARE(files->at(0).name, std::string("300-a-probe.ps1"));
    QCOMPARE(blocksOf(files->at(0).text).size(), std::size_t(2));
    QCOMPARE(files->at(1).name, std::string("301-b-probe.ps1"));
    QCOMPARE(blocksOf(files->at(1).text).size(), std::size_t(1));
}

void TestProbeText::aRouteThatBeginsAtAShareRunsHere()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    drawing.route({drawing.use(a, drawing.share(drawing.machine("F"), "S"))});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find(" ($null) $null (@{}) 1 {# hopwright-probe/1 ") != std::string::npos);
    QCOMPARE(headerOf(blocksOf(file->text).front())["hop"].dump(), std::string("1"));
}

void TestProbeText::hopsThatAreNotBuiltAreNamed()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    drawing.route({drawing.session(a, b), drawing.session(b, c, model::Method::Kerberos)});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("#     not all of its hops") != std::string::npos);
    QCOMPARE(blocksOf(file->text), std::vector<std::string>{probe::scriptOf({})});
}

void TestProbeText::everyNameOfARouteIsChecked_data()
{
    QTest::addColumn<QString>("where");
    for (const char* each :
         {"route", "path", "text", "typed", "port", "machine", "share", "account"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void TestProbeText::everyNameOfARouteIsChecked()
{
    QFETCH(const QString, where);
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto files = drawing.machine("F");
    const auto share = drawing.share(files, "S");
    const auto first = drawing.session(a, b, model::Method::Default, "B:1");
    const auto second = drawing.use(b, share);
    const auto route = drawing.route({first, second});
    const auto account = drawing.account("LAB", "bob");
    drawing.giveCredential(first, account);
    model::Graph& graph = drawing.graph;
    QVERIFY(probeOf(graph).has_value());
    std::map<QString, std::string*> places = {{"route", &graph.routes.at(route).name},
                                              {"path", &graph.routes.at(route).probe.path},
                                              {"text", &graph.routes.at(route).probe.text},
                                              {"typed", &graph.hops.at(second).typedTarget},
                                              {"port", &graph.hops.at(first).typedTarget},
                                              {"machine", &graph.computers.at(files).name},
                                              {"share", &graph.resources.at(share).name},
                                              {"account", &graph.accounts.at(account).user}};
    *places.at(where) += "a\x01";
    const auto made = script::powershell::makeScripts(graph, plan::makePlan(graph), {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Malformed);
}

void TestProbeText::anOwnTextIsNamed_data()
{
    QTest::addColumn<bool>("share");
    QTest::newRow("before a share") << true;
    QTest::newRow("in the session that the route ends with") << false;
}

void TestProbeText::anOwnTextIsNamed()
{
    QFETCH(const bool, share);
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    std::vector hops = {drawing.session(a, b)};
    if (share)
        hops.push_back(drawing.use(b, drawing.share(drawing.machine("F"), "S")));
    const auto route = drawing.route(hops);
    drawing.graph.routes.at(route).probe = {.kind = model::ProbeKind::Script, .text = "Get-Date\n"};
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("own PowerShell text: read it first") != std::string::npos);
    QVERIFY(file->text.find("$text = 'Get-Date\n'") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestProbeText)
#include "tst_probe_text.moc"
