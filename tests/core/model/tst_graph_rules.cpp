#include "core/model/graph_rules.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace hopwright;
using namespace hopwright::model;

namespace {

/// A → B → \\C\Share, one route, one account, one domain.
Graph doubleHop()
{
    Graph graph;
    graph.domains[DomainId{1}] = {.id = DomainId{1}, .dnsName = "lab.example", .shortName = "LAB"};
    for (const std::uint32_t id : {2U, 3U, 4U}) {
        Computer computer{.id = ComputerId{id},
                          .name = std::string(1, static_cast<char>('A' + id - 2))};
        computer.domain = DomainId{1};
        graph.computers[computer.id] = computer;
    }
    graph.resources[ResourceId{5}] = {
        .id = ResourceId{5}, .computer = ComputerId{4}, .name = "Share"};
    graph.accounts[AccountId{6}] = {.id = AccountId{6}, .domain = "LAB", .user = "alice"};
    graph.hops[HopId{7}] = {.id = HopId{7},
                            .from = ComputerId{2},
                            .to = {.computer = ComputerId{3}},
                            .typedTarget = "B"};
    graph.hops[HopId{8}] = {.id = HopId{8},
                            .from = ComputerId{3},
                            .to = {.computer = ComputerId{4}, .resource = ResourceId{5}},
                            .typedTarget = "\\\\C\\Share"};
    graph.routes[RouteId{9}] = {
        .id = RouteId{9}, .name = "A → Share", .hops = {HopId{7}, HopId{8}}};
    graph.nextId = 10;
    return graph;
}

using Change = std::function<void(Graph&)>;

}  // namespace

Q_DECLARE_METATYPE(Change)

class TestGraphRules : public QObject {
    Q_OBJECT

private slots:
    void aValidGraphPasses();
    void aBrokenRuleIsNamed_data();
    void aBrokenRuleIsNamed();
    void theLimitOfMachinesIsExact();
    void theLimitOfHopsIsExact();
    void theLimitOfAListIsExact_data();
    void theLimitOfAListIsExact();
    void namesAreComparedWithoutCase();
    void wordsGoThereAndBack();
    void aGraphIsAsked();
    void aHostIsThatOfWhatIsTyped();
    void thePortIsTheNearestOneThatIsKnown();
    void port5986MeansHttpsUnlessSaidOtherwise();
    void sshHasAPortOfItsOwn();
};

void TestGraphRules::aValidGraphPasses()
{
    QVERIFY(checkGraph(Graph{}));
    QVERIFY(checkGraph(doubleHop()));
}

void TestGraphRules::aBrokenRuleIsNamed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("code");
    QTest::addColumn<quint32>("id");
    const auto row = [](const char* name, ErrorCode code, quint32 id, Change change) {
        QTest::newRow(name) << change << static_cast<int>(code) << id;
    };
    row("two machines of one name", ErrorCode::NameTaken, 3,
        [](Graph& g) { g.computers[ComputerId{3}].name = "a"; });
    row("a DNS name that is another's name", ErrorCode::NameTaken, 3,
        [](Graph& g) { g.computers[ComputerId{3}].dnsName = "a"; });
    row("two domains of one name", ErrorCode::NameTaken, 10, [](Graph& g) {
        g.domains[DomainId{10}] = {.id = DomainId{10}, .dnsName = "LAB.example"};
        g.nextId = 11;
    });
    row("one id in two kinds", ErrorCode::NameTaken, 2,
        [](Graph& g) { g.accounts[AccountId{2}] = {.id = AccountId{2}, .user = "bob"}; });
    row("an id that is to come", ErrorCode::OutOfRange, 9, [](Graph& g) { g.nextId = 9; });
    row("a hop drawn twice", ErrorCode::NotAllowed, 10, [](Graph& g) {
        g.hops[HopId{10}] = g.hops[HopId{7}];
        g.hops[HopId{10}].id = HopId{10};
        g.nextId = 11;
    });
    row("a hop without a target", ErrorCode::UnknownNode, 7,
        [](Graph& g) { g.hops[HopId{7}].to.computer = ComputerId{99}; });
    row("a hop without a start", ErrorCode::UnknownNode, 7,
        [](Graph& g) { g.hops[HopId{7}].from = ComputerId{99}; });
    row("a share on another machine", ErrorCode::NotAllowed, 8,
        [](Graph& g) { g.hops[HopId{8}].to.computer = ComputerId{2}; });
    row("a share on no machine", ErrorCode::UnknownNode, 5,
        [](Graph& g) { g.resources[ResourceId{5}].computer = ComputerId{99}; });
    row("an account that is not there", ErrorCode::UnknownNode, 7, [](Graph& g) {
        g.hops[HopId{7}].credential = {.isExplicit = true, .account = AccountId{99}};
    });
    row("an account of an implicit credential", ErrorCode::NotAllowed, 7,
        [](Graph& g) { g.hops[HopId{7}].credential.account = AccountId{6}; });
    row("a domain that is not there", ErrorCode::UnknownNode, 3,
        [](Graph& g) { g.computers[ComputerId{3}].domain = DomainId{99}; });
    row("a route that is no chain", ErrorCode::NotAllowed, 9,
        [](Graph& g) { g.routes[RouteId{9}].hops = {HopId{8}, HopId{7}}; });
    row("a route over one hop twice", ErrorCode::NotAllowed, 9,
        [](Graph& g) { g.routes[RouteId{9}].hops = {HopId{7}, HopId{7}}; });
    row("a route of nothing", ErrorCode::Malformed, 9,
        [](Graph& g) { g.routes[RouteId{9}].hops.clear(); });
    row("a route over what is not there", ErrorCode::UnknownNode, 9,
        [](Graph& g) { g.routes[RouteId{9}].hops = {HopId{99}}; });
    row("a machine seen that is not there", ErrorCode::UnknownNode, 99,
        [](Graph& g) { g.seen[ComputerId{99}] = {}; });
    row("an empty name", ErrorCode::Malformed, 2,
        [](Graph& g) { g.computers[ComputerId{2}].name.clear(); });
    row("a control character", ErrorCode::Malformed, 2,
        [](Graph& g) { g.computers[ComputerId{2}].name = "A\x01"; });
    row("half a character", ErrorCode::Malformed, 2,
        [](Graph& g) { g.computers[ComputerId{2}].name = "A\xC3"; });
    row("a backslash", ErrorCode::Malformed, 2,
        [](Graph& g) { g.computers[ComputerId{2}].name = "A\\B"; });
    row("a name of 256 bytes", ErrorCode::TooLarge, 2,
        [](Graph& g) { g.computers[ComputerId{2}].name = std::string(256, 'x'); });
    row("notes above 64 KiB", ErrorCode::TooLarge, 2,
        [](Graph& g) { g.computers[ComputerId{2}].notes = std::string(64 * 1024 + 1, 'x'); });
    row("port 0", ErrorCode::OutOfRange, 2,
        [](Graph& g) { g.computers[ComputerId{2}].port = std::uint16_t{0}; });
    row("no position", ErrorCode::OutOfRange, 2, [](Graph& g) {
        g.computers[ComputerId{2}].position.x = std::numeric_limits<double>::quiet_NaN();
    });
    row("CredSSP version 7", ErrorCode::OutOfRange, 7,
        [](Graph& g) { g.hops[HopId{7}].minCredSspVersion = 7; });
    row("an unknown method without its word", ErrorCode::Malformed, 7,
        [](Graph& g) { g.hops[HopId{7}].method = Method::Unknown; });
}

void TestGraphRules::aBrokenRuleIsNamed()
{
    QFETCH(const Change, change);
    QFETCH(const int, code);
    QFETCH(const quint32, id);
    Graph graph = doubleHop();
    change(graph);
    const auto fault = findFault(graph);
    QVERIFY(fault);
    QCOMPARE(static_cast<int>(fault->error.code), code);
    QCOMPARE(fault->id, id);
    QVERIFY(!fault->error.detail.empty());
    QVERIFY(!checkGraph(graph));
    const auto changed = checkChange(doubleHop(), graph);
    QVERIFY(!changed);
    QCOMPARE(changed.error().detail, fault->error.detail);
}

void TestGraphRules::theLimitOfMachinesIsExact()
{
    Graph graph;
    for (std::uint32_t id = 1; id <= 10'000; ++id)
        graph.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = "M" + std::to_string(id)};
    graph.nextId = 10'001;
    QVERIFY(checkGraph(graph));
    graph.computers[ComputerId{10'001}] = {.id = ComputerId{10'001}, .name = "one more"};
    graph.nextId = 10'002;
    QVERIFY(findFault(graph)->error.code == ErrorCode::TooLarge);
}

/// Each of 200 machines to each, also to itself: 40,000, as docs/file-format.md has it.
void TestGraphRules::theLimitOfHopsIsExact()
{
    constexpr std::uint32_t machines = 200;
    Graph graph;
    for (std::uint32_t id = 1; id <= machines + 1; ++id)
        graph.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = "M" + std::to_string(id)};
    graph.nextId = 1'000;
    const auto draw = [&graph](std::uint32_t from, std::uint32_t to) {
        const HopId id{graph.nextId++};
        graph.hops[id] = {.id = id,
                          .from = ComputerId{from},
                          .to = {.computer = ComputerId{to}},
                          .typedTarget = "M"};
    };
    for (std::uint32_t from = 1; from <= machines; ++from) {
        for (std::uint32_t to = 1; to <= machines; ++to)
            draw(from, to);
    }
    QCOMPARE(graph.hops.size(), std::size_t{40'000});
    QVERIFY(checkGraph(graph));
    draw(1, machines + 1);
    const auto fault = findFault(graph);
    QVERIFY(fault);
    QCOMPARE(fault->error.code, ErrorCode::TooLarge);
}

void TestGraphRules::theLimitOfAListIsExact_data()
{
    using List = std::vector<std::string> PracticeFacts::*;
    QTest::addColumn<List>("list");
    QTest::newRow("AllowFreshCredentials") << &PracticeFacts::allowFresh;
    QTest::newRow("AllowFreshCredentialsWhenNTLMOnly") << &PracticeFacts::allowFreshNtlmOnly;
    QTest::newRow("DenyFreshCredentials") << &PracticeFacts::denyFresh;
    QTest::newRow("TrustedHosts") << &PracticeFacts::trustedHosts;
}

void TestGraphRules::theLimitOfAListIsExact()
{
    using List = std::vector<std::string> PracticeFacts::*;
    QFETCH(const List, list);
    Graph graph = doubleHop();
    std::vector<std::string>& entries = graph.computers[ComputerId{2}].practice.*list;
    entries.assign(1'000, "WSMAN/B");
    QVERIFY(checkGraph(graph));
    entries.emplace_back("WSMAN/B");
    const auto fault = findFault(graph);
    QVERIFY(fault);
    QCOMPARE(fault->error.code, ErrorCode::TooLarge);
    QCOMPARE(fault->id, 2U);
}

void TestGraphRules::namesAreComparedWithoutCase()
{
    QVERIFY(equalNames("JUMP01.Lab.Example", "jump01.lab.EXAMPLE"));
    QVERIFY(!equalNames("JUMP01", "JUMP02"));
    QVERIFY(!equalNames("JUMP01", "JUMP011"));
    QVERIFY(!equalNames("\xC3\x84", "\xC3\xA4"));  // Only A to Z.
}

void TestGraphRules::wordsGoThereAndBack()
{
    for (const Method method : {Method::Default, Method::Negotiate, Method::Ntlm, Method::Kerberos,
                                Method::CredSsp, Method::Basic, Method::Certificate, Method::Ssh})
        QVERIFY(fromTypedWord<Method>(wordOf(method)) == method);
    QVERIFY(fromTypedWord<Method>("CredSSP") == Method::CredSsp);
    QVERIFY(fromTypedWord<Method>("Basic") == Method::Basic);
    QVERIFY(!fromTypedWord<Method>("digest"));
    QVERIFY(!fromTypedWord<Method>("unknown"));
    for (int kind = 0; kind < static_cast<int>(ResourceKind::Unknown); ++kind) {
        const auto each = static_cast<ResourceKind>(kind);
        QVERIFY(fromTypedWord<ResourceKind>(wordOf(each)) == each);
    }
    QVERIFY(!fromTypedWord<ResourceKind>("printer"));
}

void TestGraphRules::aGraphIsAsked()
{
    const Graph graph = doubleHop();
    QCOMPARE(hopTargetName(graph, graph.hops.at(HopId{8})), std::string("C\\Share"));
    QCOMPARE(hopTargetName(graph, graph.hops.at(HopId{7})), std::string("B"));
    QCOMPARE(defaultTypedTarget(graph, graph.hops.at(HopId{8}).to), std::string("\\\\C\\Share"));
    QCOMPARE(accountText(graph.accounts.at(AccountId{6})), std::string("LAB\\alice"));
    QVERIFY(routeOf(graph, HopId{8}) == RouteId{9});
    QVERIFY(routesThrough(graph, HopId{7}) == std::vector{RouteId{9}});
    QVERIFY(hopsInto(graph, ComputerId{3}) == std::vector{HopId{7}});
    QVERIFY(hopsInto(graph, ComputerId{4}).empty());
    QVERIFY(hopsInto(graph, ResourceId{5}) == std::vector{HopId{8}});
    QVERIFY(hopsOutOf(graph, ComputerId{3}) == std::vector{HopId{8}});
    QVERIFY(computerByName(graph, "b")->id == ComputerId{3});
    QVERIFY(computerByName(graph, "") == nullptr);
    QCOMPARE(domainOf(graph, graph.computers.at(ComputerId{2}))->shortName, std::string("LAB"));
}

void TestGraphRules::aHostIsThatOfWhatIsTyped()
{
    Graph graph = doubleHop();
    Hop& hop = graph.hops[HopId{7}];
    hop.typedTarget = "https://b.lab.example:5986/wsman";
    QCOMPARE(typedTarget(graph, hop), hop.typedTarget);
    QCOMPARE(typedHost(graph, hop), std::string("b.lab.example"));
    hop.typedTarget.clear();
    QCOMPARE(typedTarget(graph, hop), std::string("B"));
    QCOMPARE(typedHost(graph, hop), std::string("B"));
    Hop& share = graph.hops[HopId{8}];
    share.typedTarget.clear();
    QCOMPARE(typedTarget(graph, share), std::string("\\\\C\\Share"));
    QCOMPARE(typedHost(graph, share), std::string("C"));
}

void TestGraphRules::thePortIsTheNearestOneThatIsKnown()
{
    Graph graph = doubleHop();
    Hop& hop = graph.hops[HopId{7}];
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{5985});
    hop.transport = Transport::Https;
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{5986});
    graph.computers[ComputerId{3}].port = std::uint16_t{80};
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{80});
    hop.typedTarget = "B:81";
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{81});
    hop.port = std::uint16_t{8080};
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{8080});
}

void TestGraphRules::port5986MeansHttpsUnlessSaidOtherwise()
{
    Graph graph = doubleHop();
    Hop& hop = graph.hops[HopId{7}];
    QVERIFY(effectiveTransport(graph, hop) == Transport::Http);
    graph.computers[ComputerId{3}].port = std::uint16_t{5986};
    QVERIFY(effectiveTransport(graph, hop) == Transport::Https);
    hop.typedTarget = "B:5985";
    QVERIFY(effectiveTransport(graph, hop) == Transport::Http);
    hop.port = std::uint16_t{5986};
    QVERIFY(effectiveTransport(graph, hop) == Transport::Https);
    hop.transport = Transport::Http;
    QVERIFY(effectiveTransport(graph, hop) == Transport::Http);
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{5986});
    hop.transport = Transport::ByPort;
    hop.typedTarget = "http://B/wsman";
    QVERIFY(effectiveTransport(graph, hop) == Transport::Http);
    hop.port.reset();
    graph.computers[ComputerId{3}].port.reset();
    hop.typedTarget = "https://B/wsman";
    QVERIFY(effectiveTransport(graph, hop) == Transport::Https);
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{5986});
}

void TestGraphRules::sshHasAPortOfItsOwn()
{
    Graph graph = doubleHop();
    Hop& hop = graph.hops[HopId{7}];
    hop.method = Method::Ssh;
    graph.computers[ComputerId{3}].port = std::uint16_t{5986};
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{22});
    hop.typedTarget = "B:2022";
    QCOMPARE(effectivePort(graph, hop), std::uint16_t{2022});
}

QTEST_APPLESS_MAIN(TestGraphRules)
#include "tst_graph_rules.moc"
