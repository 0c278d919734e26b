#include "core/probe/route_probe.h"
#include "core/probe/route_step.h"
#include "core/script/script_files.h"
#include "core/text/base64.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

#include <map>
#include <regex>

using namespace hopwright;
using plan::tests::Drawing;
using script::ExportFile;

namespace {

std::optional<ExportFile> probeOf(const model::Graph& graph)
{
    const auto files = script::makeScripts(graph, plan::makePlan(graph), {});
    if (!files)
        return std::nullopt;
    for (const ExportFile& each : *files) {
        if (each.purpose == script::Purpose::Probe)
            return each;
    }
    return std::nullopt;
}

/// What stands between the braces of the script block that all routes share: up to the line that begins with its end.
std::string blockOf(const std::string& text)
{
    constexpr std::string_view begins = "\n$block = {";
    const std::size_t begin = text.find(begins) + begins.size();
    return text.substr(begin, text.find("\n}\n\n", begin) + 1 - begin);
}

/// The steps that each call of Test-Route names, as they stand there.
std::vector<std::string> stepsOf(const std::string& text)
{
    std::vector<std::string> out;
    constexpr std::string_view call = "\nTest-Route ";
    constexpr std::string_view begins = " @(\n";
    for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
        const std::size_t begin = text.find(begins, at) + begins.size();
        out.push_back(text.substr(begin, text.find(")\n", begin) - begin));
    }
    return out;
}

/// As an exported script lists \p steps.
std::string listed(const std::vector<probe::Step>& steps)
{
    std::string out;
    for (const probe::Step& step : steps)
        out += (out.empty() ? "    " : ",\n    ") + probe::stepTable(step);
    return out;
}

/// `'hopwright-0123….txt'` and tokens, which a run draws anew.
std::string withoutRandom(const std::string& text)
{
    static const std::regex random("[0-9a-f]{32}");
    return std::regex_replace(text, random, "RANDOM");
}

/// What a probe of the first route of \p graph gives to the machine behind hop 1, taken from that machine's end of the
/// connection: the script, and the steps.
std::pair<std::string, std::string> sentBy(const model::Graph& graph)
{
    wire::winrm::ServerSession server(test::serverConfig());
    probe::RouteProbe probe(
        {.graph = graph,
         .route = graph.routes.begin()->first,
         .opener = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))},
         .gate = [](const probe::GateQuestion&) -> probe::GateAnswer { return {.allowed = true}; },
         .initiator = test::usualInitiator(),
         .random = test::seeded(1)});
    std::ignore = probe.start(0);
    std::ignore = probe.resolved("127.0.0.1", 1, 0);
    Bytes toServer = probe.connected("127.0.0.1", 0).send;
    std::pair<std::string, std::string> out;
    while (!toServer.empty() && out.first.empty()) {
        auto answer = server.receive(toServer);
        if (answer.command) {
            const std::string input = textOf(answer.command->standardInput.expose());
            const std::size_t first = input.find('\n');
            const std::size_t second = input.find('\n', first + 1);
            out = {textOf(text::fromBase64(input.substr(0, first)).value()),
                   textOf(text::fromBase64(input.substr(first + 1, second - first - 1)).value())};
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
    void theStepsOfADeepChainAreListed();
    void theTextGrowsWithTheHops();
    void hopOneIsOpenedAsDrawn_data();
    void hopOneIsOpenedAsDrawn();
    void laterCredentialsAreAskedForByHop();
    void theCredentialOfAShareIsAskedFor();
    void oneFileForAllRoutesOfAMachine();
    void aRouteThatBeginsAtAShareRunsHere();
    void hopsThatAreNotBuiltAreNamed();
    void httpsIsUseSsl();
    void aFirstHopThatNoScriptOpensIsNotTested_data();
    void aFirstHopThatNoScriptOpensIsNotTested();
    void everyNameOfARouteIsChecked_data();
    void everyNameOfARouteIsChecked();
    void aTypedTargetMayBeAsLongAsADrawingAllows();
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
    const auto [script, steps] = sentBy(drawing.graph);
    QVERIFY(script.starts_with(probe::probeHeader));
    QCOMPARE(blockOf(file->text), script);
    QCOMPARE(withoutRandom(steps),
             std::string("Hop=2\tAction=create-file\tHost=FS01\tShare=It\u2019s {open}\t"
                         "File=hopwright-RANDOM.txt\tToken=RANDOM"));
    const auto exported = stepsOf(file->text);
    QCOMPARE(exported.size(), std::size_t(1));
    QCOMPARE(withoutRandom(exported.front()),
             std::string("    @{ Hop = 2; Action = 'create-file'; Host = 'FS01'; "
                         "Share = 'It\u2019\u2019s {open}'; File = 'hopwright-RANDOM.txt'; "
                         "Token = 'RANDOM' }"));
}

void TestProbeText::theStepsOfADeepChainAreListed()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    drawing.route({drawing.session(a, b), drawing.session(b, c)});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    const std::vector<probe::Step> steps = {
        {.hop = 2, .action = probe::Step::Action::Session, .host = "C", .port = 5985}, {}};
    QCOMPARE(stepsOf(file->text), std::vector<std::string>{listed(steps)});
}

/// One block whatever is drawn: a route of 64 hops, and ten such, add their own hops and no more.
void TestProbeText::theTextGrowsWithTheHops()
{
    const auto bytes = [](int routes, int hops) {
        Drawing drawing;
        const auto first = drawing.machine("PC");
        for (int route = 0; route < routes; ++route) {
            auto from = first;
            std::vector<model::HopId> way;
            for (int hop = 0; hop < hops; ++hop) {
                std::string name = "s" + std::to_string(route) + "-" + std::to_string(hop + 10);
                name.resize(40, 'n');
                const auto to = drawing.machine(name);
                way.push_back(drawing.session(from, to, Method::CredSsp));
                drawing.giveCredential(way.back());
                from = to;
            }
            drawing.route(way);
        }
        return static_cast<double>(probeOf(drawing.graph)->text.size());
    };
    const double each = (bytes(1, 20) - bytes(1, 10)) / 10;
    QVERIFY2(each < 400, qPrintable(QString::number(each)));
    QVERIFY(bytes(1, 64) < 64.0 * 1024);
    QVERIFY(std::abs(bytes(1, 64) - bytes(1, 10) - 54 * each) < 16);
    QVERIFY(bytes(10, 64) < bytes(1, 64) + 9 * (64 * each + 400));
}

void TestProbeText::hopOneIsOpenedAsDrawn_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<bool>("https");
    QTest::addColumn<bool>("credential");
    QTest::addColumn<std::string>("call");
    using enum Method;
    const auto row = [](const char* name, Method method, bool https, bool credential,
                        const char* call) {
        QTest::newRow(name) << static_cast<int>(method) << https << credential
                            << std::string("Test-Route 'r' (@{ ComputerName = 'B.lab'; ") + call;
    };
    row("Default", Default, false, false,
        "Port = 5985; Authentication = 'Default' }) $null (@{}) @(");
    row("CredSSP", CredSsp, false, true,
        "Port = 5985; Authentication = 'Credssp' }) 'LAB\\alice' (@{}) @(");
    row("Kerberos", Kerberos, false, false,
        "Port = 5985; Authentication = 'Kerberos' }) $null (@{}) @(");
    row("NTLM", Ntlm, false, false, "Port = 5985; Authentication = 'Negotiate' }) $null (@{}) @(");
    row("HTTPS", Default, true, false,
        "Port = 5986; Authentication = 'Default'; UseSSL = $true }) $null (@{}) @(");
}

void TestProbeText::hopOneIsOpenedAsDrawn()
{
    QFETCH(const int, method);
    QFETCH(const bool, https);
    QFETCH(const bool, credential);
    QFETCH(const std::string, call);
    Drawing drawing;
    const auto hop = drawing.session(drawing.machine("A"), drawing.machine("B"),
                                     static_cast<Method>(method), "B.lab");
    if (credential)
        drawing.giveCredential(hop);
    if (https)
        drawing.graph.hops[hop].transport = model::Transport::Https;
    drawing.graph.routes[drawing.route({hop})].name = "r";
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY2(file->text.find("\n" + call) != std::string::npos, file->text.c_str());
    QCOMPARE(stepsOf(file->text), std::vector<std::string>{listed({probe::Step{}})});
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
    QVERIFY(file->text.find("$null (@{ 2 = 'LAB\\bob'; 3 = 'LAB\\alice' }) @(")
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
    QVERIFY(file->text.find("$null (@{ 2 = 'LAB\\bob' }) @(") != std::string::npos);
    QVERIFY(file->text.find(" ($null) $null (@{ 1 = 'LAB\\carol' }) @(") != std::string::npos);
}

void TestProbeText::oneFileForAllRoutesOfAMachine()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    drawing.route({drawing.session(a, b)});
    drawing.route({drawing.session(a, drawing.machine("C"))});
    drawing.route({drawing.session(b, drawing.machine("D"))});
    const auto files = script::makeScripts(drawing.graph, plan::makePlan(drawing.graph), {});
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(2));
    QCOMPARE(files->at(0).name, std::string("300-a-probe.ps1"));
    QCOMPARE(stepsOf(files->at(0).text).size(), std::size_t(2));
    QCOMPARE(files->at(0).text.find("hopwright-probe/"),
             files->at(0).text.rfind("hopwright-probe/"));
    QCOMPARE(files->at(1).name, std::string("301-b-probe.ps1"));
    QCOMPARE(stepsOf(files->at(1).text).size(), std::size_t(1));
}

void TestProbeText::aRouteThatBeginsAtAShareRunsHere()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    drawing.route({drawing.use(a, drawing.share(drawing.machine("F"), "S"))});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find(" ($null) $null (@{}) @(\n    @{ Hop = 1; Action = 'create-file'; ")
            != std::string::npos);
}

void TestProbeText::hopsThatAreNotBuiltAreNamed()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    drawing.route({drawing.session(a, b), drawing.session(b, c, Method::Ssh)});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("#     not all of its hops") != std::string::npos);
    QCOMPARE(stepsOf(file->text), std::vector<std::string>{listed({probe::Step{}})});
}

/// field/2: the port alone makes it HTTPS, at hop 1 and behind it.
void TestProbeText::httpsIsUseSsl()
{
    Drawing drawing;
    const auto a = drawing.machine("A");
    const auto b = drawing.machine("B");
    const auto c = drawing.machine("C");
    for (const auto each : {b, c})
        drawing.graph.computers[each].port = std::uint16_t{5986};
    const auto first = drawing.session(a, b, Method::Ntlm, "B.corp.example");
    drawing.route({first, drawing.session(b, c)});
    auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("Port = 5986; Authentication = 'Negotiate'; UseSSL = $true }")
            != std::string::npos);
    QVERIFY(file->text.find("UseSsl = $true") != std::string::npos);
    for (const auto& [id, hop] : model::Graph(drawing.graph).hops)
        drawing.graph.hops[id].transport = model::Transport::Http;
    file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("UseSSL = $true }") == std::string::npos);
    QVERIFY(file->text.find("UseSsl = $true") == std::string::npos);
}

/// A script that signs in by another method than the drawn one would prove nothing.
void TestProbeText::aFirstHopThatNoScriptOpensIsNotTested_data()
{
    QTest::addColumn<int>("method");
    QTest::newRow("certificate") << int(Method::Certificate);
    QTest::newRow("SSH") << int(Method::Ssh);
    QTest::newRow("not known") << int(Method::Unknown);
}

void TestProbeText::aFirstHopThatNoScriptOpensIsNotTested()
{
    QFETCH(const int, method);
    Drawing drawing;
    const auto b = drawing.machine("B");
    const auto hop = drawing.session(drawing.machine("A"), b, static_cast<Method>(method));
    if (drawing.graph.hops.at(hop).method == Method::Unknown)
        drawing.graph.hops[hop].methodWord = "quantum";
    drawing.route({hop, drawing.use(b, drawing.share(drawing.machine("C"), "R"))});
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("\nTest-Route ") == std::string::npos);
    QVERIFY(file->text.find("\n$wrong++\n'not tested: ' + ") != std::string::npos);
    QVERIFY(file->text.find("#     not all of its hops") != std::string::npos);
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
    const auto first = drawing.session(a, b, Method::Default, "B:1");
    const auto second = drawing.use(b, share);
    const auto route = drawing.route({first, second});
    const auto account = drawing.account("LAB", "bob");
    drawing.giveCredential(first, account);
    model::Graph& graph = drawing.graph;
    QVERIFY(probeOf(graph).has_value());
    std::map<QString, std::string*> places = {
        {"route", &graph.routes[route].name},      {"path", &graph.routes[route].probe.path},
        {"text", &graph.routes[route].probe.text}, {"typed", &graph.hops[second].typedTarget},
        {"port", &graph.hops[first].typedTarget},  {"machine", &graph.computers[files].name},
        {"share", &graph.resources[share].name},   {"account", &graph.accounts[account].user}};
    *places.at(where) += "a\x01";
    const auto made = script::makeScripts(graph, plan::makePlan(graph), {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Malformed);
}

void TestProbeText::aTypedTargetMayBeAsLongAsADrawingAllows()
{
    static_assert(script::maxScriptName >= model::maxTargetBytes);
    const auto made = [](std::size_t size, Method method = Method::Default) {
        Drawing drawing;
        const auto hop = drawing.session(drawing.machine("A"), drawing.machine("B"), method);
        if (method == Method::CredSsp)
            drawing.giveCredential(hop);
        drawing.graph.hops[hop].typedTarget = std::string(size, 'b');
        drawing.route({hop});
        return script::makeScripts(drawing.graph, plan::makePlan(drawing.graph), {});
    };
    QVERIFY(made(script::maxScriptName));
    // The entry has `WSMAN/` before it.
    QVERIFY(made(script::maxScriptName, Method::CredSsp));
    const auto longer = made(script::maxScriptName + 1);
    QVERIFY(!longer);
    QCOMPARE(longer.error().code, ErrorCode::TooLarge);
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
    drawing.graph.routes[route].probe = {.kind = model::ProbeKind::Script, .text = "Get-Date\n"};
    const auto file = probeOf(drawing.graph);
    QVERIFY(file);
    QVERIFY(file->text.find("own PowerShell text: read it first") != std::string::npos);
    QVERIFY(file->text.find("; Text = 'Get-Date\n' }") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestProbeText)
#include "tst_probe_text.moc"
