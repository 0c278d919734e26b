#include "core/edit/chain.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <array>
#include <map>

using namespace hopwright;
using namespace hopwright::model;

class TestChain : public QObject {
    Q_OBJECT

private slots:
    void shortNamesOfDomainsDiffer();
    void theExampleOfTheIssueIsDrawn();
    void aChainThatEndsAtAMachineAsksForASession();
    void addressesAndPortsBelongToTheMachine();
    void methodsAndTransportsAreRead_data();
    void methodsAndTransportsAreRead();
    void thePortBehindSshIsThatOfTheHop();
    void aMachineMayComeBackToItself_data();
    void aMachineMayComeBackToItself();
    void aMistakeHasItsPlace_data();
    void aMistakeHasItsPlace();
    void aChainCutAtEveryByteIsReadOrRefused();
    void severalChainsShareTheirMachines();
    void aChainIsDrawnIntoADrawing();
    void machinesStandOnOneBaseLine();
    void newMachinesStandBesideThoseThatAreThere();
    void anUnknownMethodIsToldTheKnownOnes();
    void anErrorNamesItsChain();
};

/// An account says by its short name of which domain it is; Windows' own wizard counts from 0.
void TestChain::shortNamesOfDomainsDiffer()
{
    const std::vector<std::string> chains{
        "a.ad.emea.example -> b.ad.apac.example",
        "c.ad.latam.example -> d.averylongcompanyname.example",
        "e.averylongcompanyname.other.example -> f.werk.süd.example"};
    const auto graph = edit::parseChains(chains);
    QVERIFY(graph.has_value());
    const auto shortName = [&graph](const char* computer) {
        return domainOf(*graph, *computerByName(*graph, computer))->shortName;
    };
    QCOMPARE(shortName("a"), std::string("AD"));
    QCOMPARE(shortName("b"), std::string("AD0"));
    QCOMPARE(shortName("c"), std::string("AD1"));
    QCOMPARE(shortName("d"), std::string("AVERYLONGCOMPAN"));
    QCOMPARE(shortName("e"), std::string("AVERYLONGCOMPA0"));
    QCOMPARE(shortName("f"), std::string("WERK"));
}

void TestChain::theExampleOfTheIssueIsDrawn()
{
    const auto graph = edit::parseChain(
        R"(ADM-PC01 -credssp-> JUMP01.lab.example:5985 -> \\FS01\Reports)", "2026-01-02");
    QVERIFY(graph);
    QVERIFY(checkGraph(*graph));
    QCOMPARE(graph->computers.size(), std::size_t{3});
    const Computer* const jump = computerByName(*graph, "jump01");
    QVERIFY(jump != nullptr);
    QCOMPARE(jump->dnsName, std::string("JUMP01.lab.example"));
    QVERIFY(jump->port == 5985);
    QCOMPARE(domainOf(*graph, *jump)->dnsName, std::string("lab.example"));
    QCOMPARE(domainOf(*graph, *jump)->shortName, std::string("LAB"));
    QVERIFY(domainOf(*graph, *computerByName(*graph, "FS01")) == nullptr);
    const auto& first = graph->hops.begin()->second;
    QVERIFY(first.method == Method::CredSsp);
    QVERIFY(first.credential.isExplicit);
    QVERIFY(!first.credential.account);
    QCOMPARE(first.typedTarget, std::string("JUMP01.lab.example"));
    QCOMPARE(first.provenance.time, std::string("2026-01-02"));
    const auto& second = graph->hops.rbegin()->second;
    QVERIFY(!second.credential.isExplicit);
    QCOMPARE(second.typedTarget, std::string(R"(\\FS01\Reports)"));
    QCOMPARE(graph->routes.size(), std::size_t{1});
    QCOMPARE(graph->routes.begin()->second.name, std::string("ADM-PC01 → Reports"));
    QVERIFY(graph->routes.begin()->second.probe.kind == ProbeKind::CreateFile);
}

void TestChain::aChainThatEndsAtAMachineAsksForASession()
{
    const auto graph = edit::parseChain("A -> B -kerberos-> C");
    QVERIFY(graph);
    QVERIFY(graph->routes.begin()->second.probe.kind == ProbeKind::Session);
    QCOMPARE(graph->routes.begin()->second.name, std::string("A → C"));
    QVERIFY(graph->hops.rbegin()->second.method == Method::Kerberos);
    QVERIFY(computerByName(*graph, "A")->kind == ComputerKind::Client);
    QVERIFY(computerByName(*graph, "B")->kind == ComputerKind::JumpServer);
    QVERIFY(computerByName(*graph, "C")->kind == ComputerKind::Server);
}

void TestChain::addressesAndPortsBelongToTheMachine()
{
    const auto graph =
        edit::parseChain("A -> B@[fe80::1]:5986 -> C@10.0.0.7 -> 10.0.0.5:80 -> [fe80::2]:81");
    QVERIFY(graph);
    QCOMPARE(computerByName(*graph, "B")->address, std::string("fe80::1"));
    QVERIFY(computerByName(*graph, "B")->port == 5986);
    QCOMPARE(computerByName(*graph, "C")->address, std::string("10.0.0.7"));
    QCOMPARE(computerByName(*graph, "10.0.0.5")->address, std::string("10.0.0.5"));
    QVERIFY(!computerByName(*graph, "10.0.0.5")->domain);
    QVERIFY(computerByName(*graph, "fe80::2")->port == 81);
    QCOMPARE(graph->hops.begin()->second.typedTarget, std::string("B"));
}

void TestChain::methodsAndTransportsAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("transport");
    QTest::addColumn<bool>("isExplicit");
    QTest::addColumn<int>("port");
    const auto row = [](const char* text, Method method, Transport transport, bool isExplicit,
                        int port) {
        QTest::newRow(text) << QByteArray(text) << int(method) << int(transport) << isExplicit
                            << port;
    };
    using enum Method;
    row("PC7 -> GW.corp.example", Default, Transport::Http, false, 5985);
    row("PC7 -ntlm/https-> GW.corp.example", Ntlm, Transport::Https, false, 5986);
    row("PC7 -CredSSP/HTTPS-> GW.corp.example", CredSsp, Transport::Https, true, 5986);
    row("PC7 -ntlm/http-> GW.corp.example:5986", Ntlm, Transport::Http, false, 5986);
    row("PC7 -default/https-> GW:15986", Default, Transport::Https, false, 15'986);
    row("PC7 -ntlm-> GW:5986", Ntlm, Transport::Https, false, 5986);
    row("PC7 -> GW:15986", Default, Transport::Http, false, 15'986);
    row("PC7 -basic-> GW", Basic, Transport::Http, true, 5985);
    row("PC7 -basic/https-> GW", Basic, Transport::Https, true, 5986);
    row("PC7 -certificate-> GW", Certificate, Transport::Https, false, 5986);
    row("PC7 -certificate/http-> GW", Certificate, Transport::Http, false, 5985);
    row("PC7 -ssh-> GW", Ssh, Transport::Http, false, 22);
    row("PC7 -SSH-> GW:2222", Ssh, Transport::Http, false, 2222);
}

void TestChain::methodsAndTransportsAreRead()
{
    QFETCH(const QByteArray, text);
    const auto graph = edit::parseChain(text.toStdString());
    QVERIFY(graph);
    QVERIFY(checkGraph(*graph));
    const Hop& hop = graph->hops.begin()->second;
    QTEST(int(hop.method), "method");
    QTEST(int(effectiveTransport(*graph, hop)), "transport");
    QTEST(hop.credential.isExplicit, "isExplicit");
    QTEST(int(effectivePort(*graph, hop)), "port");
}

void TestChain::thePortBehindSshIsThatOfTheHop()
{
    const auto graph = edit::parseChain("PC7 -ssh-> GW@10.1.1.1:2222 -> PC7 -> GW2:81 -ssh-> GW3");
    QVERIFY(graph);
    QVERIFY(!computerByName(*graph, "GW")->port);
    QCOMPARE(computerByName(*graph, "GW")->address, std::string("10.1.1.1"));
    QVERIFY(computerByName(*graph, "GW2")->port == 81);
    const auto again =
        edit::parseChains(std::array<std::string, 2>{"PC7 -ssh-> GW:2222", "PC7 -ssh-> GW -> APP"});
    QVERIFY(again);
    QCOMPARE(again->hops.size(), std::size_t{2});
    QVERIFY(again->hops.begin()->second.port == 2222);
}

/// field/17. Whatever the machine is called there, it is one machine.
void TestChain::aMachineMayComeBackToItself_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("typed");
    const auto row = [](const char* name, const char* text, const char* typed) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(typed);
    };
    row("its name", "SP01 -credssp-> SP01 -> \\\\FS\\Data", "SP01");
    row("its full name", "SP01 -credssp-> sp01.corp.example -> \\\\FS\\Data", "sp01.corp.example");
    row("localhost", "SP01 -credssp-> localhost -> \\\\FS\\Data", "localhost");
    row("127.0.0.1", "SP01 -credssp-> 127.0.0.1 -> \\\\FS\\Data", "127.0.0.1");
    row("IPv6", "SP01 -credssp-> [::1] -> \\\\FS\\Data", "[::1]");
}

void TestChain::aMachineMayComeBackToItself()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, typed);
    const auto graph = edit::parseChain(text.toStdString());
    QVERIFY(graph);
    QCOMPARE(graph->computers.size(), 2UZ);
    QCOMPARE(graph->routes.size(), 1UZ);
    const model::Route& route = graph->routes.begin()->second;
    QCOMPARE(route.hops.size(), 2UZ);
    const Hop& loop = graph->hops.at(route.hops.front());
    QCOMPARE(loop.from, loop.to.computer);
    QCOMPARE(loop.typedTarget, typed.toStdString());
    QVERIFY(model::equalNames(graph->computers.at(loop.from).name, "SP01"));
    // A port that is typed for itself is the hop's, not the machine's.
    const auto port = edit::parseChain("A -> localhost:5999");
    QVERIFY(port);
    QVERIFY(!port->computers.begin()->second.port);
    QCOMPARE(int{model::effectivePort(*port, port->hops.begin()->second)}, 5999);
    const auto own = edit::parseChain("A -> B -> \\\\localhost\\x");
    QVERIFY(own);
    QCOMPARE(own->computers.size(), 2UZ);
    QCOMPARE(own->resources.begin()->second.computer, std::prev(own->computers.end())->first);
}

void TestChain::aMistakeHasItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const char* text, ErrorCode code, int offset) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(code) << offset;
    };
    row("nothing", "", ErrorCode::Malformed, 0);
    row("no arrow", "A", ErrorCode::Malformed, 1);
    row("unknown method", "A -digest-> B", ErrorCode::Malformed, 3);
    row("no method before the slash", "A -/https-> B", ErrorCode::Malformed, 3);
    row("no transport behind the slash", "A -ntlm/-> B", ErrorCode::Malformed, 8);
    row("unknown transport", "A -ntlm/ftp-> B", ErrorCode::Malformed, 8);
    row("two transports", "A -ntlm/https/http-> B", ErrorCode::Malformed, 8);
    row("transport of SSH", "A -ssh/https-> B", ErrorCode::NotAllowed, 7);
    row("transport to a share", "A -default/https-> \\\\B\\c", ErrorCode::NotAllowed, 3);
    row("two transports for one hop", "A -> B -> A -default/https-> B", ErrorCode::NotAllowed, 29);
    row("two ports for one SSH hop", "A -ssh-> B:22 -> A -ssh-> B:23", ErrorCode::NotAllowed, 26);
    row("dashes", "--", ErrorCode::Malformed, 2);
    row("begins with an arrow", "-> B", ErrorCode::Malformed, 0);
    row("begins with a method", "-ntlm/https-> B", ErrorCode::Malformed, 0);
    row("method without a word", "A --> B", ErrorCode::Malformed, 3);
    row("empty name first", " -> B", ErrorCode::Malformed, 1);
    row("empty name between", "A ->  -> B", ErrorCode::Malformed, 6);
    row("empty name last", "A -> ", ErrorCode::Malformed, 5);
    row("port above", "A -> B:65536", ErrorCode::OutOfRange, 7);
    row("port 0", "A -> B:0", ErrorCode::OutOfRange, 7);
    row("port of many digits", "A -> B:99999999999999999999", ErrorCode::OutOfRange, 7);
    row("port of letters", "A -> B:http", ErrorCode::Malformed, 7);
    row("port of nothing", "A -> B:", ErrorCode::Malformed, 7);
    row("share before the end", "A -> \\\\B\\c -> D", ErrorCode::Malformed, 5);
    row("share first", "\\\\B\\c -> D", ErrorCode::Malformed, 0);
    row("share without a name", "A -> \\\\B\\", ErrorCode::Malformed, 9);
    row("share without a server", "A -> \\\\\\c", ErrorCode::Malformed, 7);
    row("share below a share", "A -> \\\\B\\c\\d", ErrorCode::Malformed, 10);
    row("method to a share", "A -credssp-> \\\\B\\c", ErrorCode::NotAllowed, 3);
    row("arrow without spaces", "A->B", ErrorCode::Malformed, 1);
    row("open bracket", "A -> [::1", ErrorCode::Malformed, 5);
    row("name in brackets", "A -> [B]", ErrorCode::Malformed, 6);
    row("no address", "A -> B@", ErrorCode::Malformed, 7);
    row("a number over 255 in the address", "A -> B@300.1.1.1", ErrorCode::Malformed, 7);
    row("a typed UPN", "A -> b@x.y", ErrorCode::Malformed, 7);
    row("dots alone are no address", "A -> ...", ErrorCode::Malformed, 5);
    row("empty label", "A -> B..c", ErrorCode::Malformed, 6);
    row("empty label first", "A -> .b", ErrorCode::Malformed, 5);
    row("empty label last", "A -> B.", ErrorCode::Malformed, 6);
    row("empty label of a share's server", "A -> \\\\B..c\\d", ErrorCode::Malformed, 8);
    row("share without a backslash behind its server", "A -> \\\\B", ErrorCode::Malformed, 8);
    row("two methods for one hop", "A -> B -> A -ntlm-> B", ErrorCode::NotAllowed, 20);
    row("control character", "A -> B\x01", ErrorCode::Malformed, 6);
    row("two words", "A -> B C", ErrorCode::Malformed, 6);
}

void TestChain::aMistakeHasItsPlace()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, code);
    QFETCH(const int, offset);
    const auto graph = edit::parseChain(text.toStdString());
    QVERIFY(!graph);
    QCOMPARE(static_cast<int>(graph.error().code), code);
    QVERIFY(graph.error().offset);
    QCOMPARE(static_cast<int>(*graph.error().offset), offset);
    QVERIFY(!graph.error().detail.empty());
}

void TestChain::aChainCutAtEveryByteIsReadOrRefused()
{
    const std::string whole = R"(A -credssp-> B.lab.example@[fe80::1]:5985 -> C -> \\FS01\Reports)";
    QVERIFY(edit::parseChain(whole));
    int refused = 0;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto graph = edit::parseChain(std::string_view(whole).substr(0, length));
        if (graph)
            QVERIFY(checkGraph(*graph));
        else
            QVERIFY(graph.error().offset.value_or(length + 1) <= length);
        refused += graph ? 0 : 1;
    }
    QVERIFY(refused > 20);
}

void TestChain::severalChainsShareTheirMachines()
{
    const std::array<std::string, 2> texts{R"(A -> B -> \\C\x)", R"(A -> b.lab.example -> \\D\y)"};
    const auto graph = edit::parseChains(texts);
    QVERIFY(graph);
    QCOMPARE(graph->computers.size(), std::size_t{4});
    QCOMPARE(graph->hops.size(), std::size_t{3});
    QCOMPARE(graph->routes.size(), std::size_t{2});
    QCOMPARE(computerByName(*graph, "B")->dnsName, std::string("b.lab.example"));
}

void TestChain::aChainIsDrawnIntoADrawing()
{
    const auto before = edit::parseChain(R"(A -> B -> \\C\x)");
    QVERIFY(before);
    const auto after = edit::addChain(*before, R"(B -> \\C\y)", {.x = 8, .y = 400}, {});
    QVERIFY(after);
    QCOMPARE(after->computers.size(), before->computers.size());
    QCOMPARE(after->resources.size(), std::size_t{2});
    const auto same = edit::addChain(*before, R"(A -> B -> \\C\x)", {}, {});
    QVERIFY(same && same->hops == before->hops && same->routes == before->routes);
}

void TestChain::machinesStandOnOneBaseLine()
{
    const auto graph = edit::parseChain(R"(A -> B -> \\C\x)");
    QVERIFY(graph);
    const Position a = computerByName(*graph, "A")->position;
    const Position b = computerByName(*graph, "B")->position;
    const Position c = computerByName(*graph, "C")->position;
    // Design §7: cards are 192 wide, the base line is 36 below the top; a resource row of 28 follows a card of 72.
    QCOMPARE(b.y, a.y);
    QVERIFY(b.x - a.x >= 192 + 160);
    QCOMPARE(c.y + 72 + 14, a.y + 36);
}

/// Cards of 192 and hops of 160 are a step of 352.
void TestChain::newMachinesStandBesideThoseThatAreThere()
{
    const Graph before = edit::addChain({}, "A -> B", {.x = 80, .y = 16}, {}).value();
    const auto positionsAfter = [&before](const char* chain) {
        const Graph after = edit::addChain(before, chain, {.x = 8, .y = 800}, {}).value();
        std::map<std::string, Position> out;
        for (const auto& [id, computer] : after.computers)
            out[computer.name] = computer.position;
        return out;
    };
    auto behind = positionsAfter("B -> C -> D");
    QVERIFY(behind["C"] == (Position{.x = 784, .y = 16}));
    QVERIFY(behind["D"] == (Position{.x = 1136, .y = 16}));
    auto share = positionsAfter(R"(B -> \\FS\Data)");
    QVERIFY(share["FS"] == (Position{.x = 784, .y = 16 - 50}));
    // On A's right stands B: a row further down, and what follows on that row.
    auto branch = positionsAfter("A -> C -> D");
    QVERIFY(branch["C"] == (Position{.x = 432, .y = 112}));
    QVERIFY(branch["D"] == (Position{.x = 784, .y = 112}));
    auto ahead = positionsAfter("Y -> Z -> A -> C");
    QVERIFY(ahead["Y"] == (Position{.x = -624, .y = 16}));
    QVERIFY(ahead["Z"] == (Position{.x = -272, .y = 16}));
    QVERIFY(ahead["C"] == (Position{.x = 432, .y = 112}));
    auto apart = positionsAfter("X -> Y");
    QVERIFY(apart["X"] == (Position{.x = 8, .y = 800}));
    QVERIFY(apart["A"] == (Position{.x = 80, .y = 16}));
}

void TestChain::anUnknownMethodIsToldTheKnownOnes()
{
    const auto graph = edit::parseChain("A -digest-> B");
    QVERIFY(!graph);
    QCOMPARE(graph.error().detail,
             std::string("there is no method \"digest\": default, negotiate, ntlm, kerberos, "
                         "credssp, basic, certificate or ssh"));
}

void TestChain::anErrorNamesItsChain()
{
    const std::array<std::string, 2> texts{"A -> B", "A -> C:0"};
    const auto graph = edit::parseChains(texts);
    QVERIFY(!graph);
    QVERIFY(graph.error().detail.english().starts_with("chain 2: "));
    QVERIFY(graph.error().offset == 7);
}

QTEST_APPLESS_MAIN(TestChain)
#include "tst_chain.moc"
