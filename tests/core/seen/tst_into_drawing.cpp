#include "core/link/gates.h"
#include "core/model/graph_rules.h"
#include "core/seen/into_drawing.h"
#include "core/store/graph_file.h"
#include "tests/core/plan/drawing.h"
#include "tests/core/seen/images.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::seen;
using namespace hopwright::seen::tests;
using plan::tests::Drawing;

class TestIntoDrawing : public QObject {
    Q_OBJECT

private slots:
    void theMachineIsFound_data();
    void theMachineIsFound();
    void fieldsAndLayersAreTaken();
    void aLaterLookReplacesAnEarlierOne();
    void whatWasPastedStays();
    void whatMayNotBeReadChangesNoField();
    void theFileKeepsIt();
    void planAndGateGoByIt_data();
    void planAndGateGoByIt();
};

namespace {

/// JUMP01 to GW by CredSSP, as CORP\ann.
struct Session : Drawing {
    Session()
        : client(machine("JUMP01")),
          server(machine("GW")),
          hop(session(client, server, Method::CredSsp, "gw.lab.example"))
    {
        graph.computers[server].dnsName = "gw.lab.example";
        giveCredential(hop, account("LAB", "ann"));
    }

    model::ComputerId client;
    model::ComputerId server;
    model::HopId hop;
};

const std::string clientOn = keyText(wsman + R"(\Client)", "\"auth_credssp\"=dword:00000001\r\n");

std::string lists(const std::string& allowed, const std::string& denied)
{
    std::string out = keyText(delegation, "\"AllowFreshCredentials\"=dword:00000001\r\n");
    if (!denied.empty()) {
        out += keyText(delegation, "\"DenyFreshCredentials\"=dword:00000001\r\n")
               + keyText(delegation + R"(\DenyFreshCredentials)", "\"1\"=\"" + denied + "\"\r\n");
    }
    return out + keyText(delegation + R"(\AllowFreshCredentials)", "\"1\"=\"" + allowed + "\"\r\n");
}

model::Graph with(const model::Graph& graph, const Look& look)
{
    return intoDrawing(graph, machineIn(graph, look).value(), look, now).graph;
}

}  // namespace

void TestIntoDrawing::theMachineIsFound_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("in full") << std::string("jump01.lab.example") << true;
    QTest::newRow("short") << std::string("JUMP01") << true;
    QTest::newRow("of another domain") << std::string("JUMP01.other.example") << false;
    QTest::newRow("another") << std::string("JUMP02") << false;
    QTest::newRow("not known") << std::string() << false;
}

void TestIntoDrawing::theMachineIsFound()
{
    QFETCH(const std::string, name);
    QFETCH(const bool, isFound);
    Session drawn;
    drawn.graph.computers[drawn.client].dnsName = "jump01.lab.example";
    const auto found = machineIn(drawn.graph, {.machine = name});
    QCOMPARE(found.has_value(), isFound);
    if (isFound)
        QVERIFY(*found == drawn.client);
}

void TestIntoDrawing::fieldsAndLayersAreTaken()
{
    const Session drawn;
    Sources from = sources(emptyMachine() + clientOn + lists("WSMAN/gw.lab.example", "WSMAN/dc"));
    from.isLocalRead = true;
    from.isDomainRead = true;
    const import::Imported out = intoDrawing(drawn.graph, drawn.client, lookAt(from, now), now);
    QVERIFY(model::checkChange(drawn.graph, out.graph).has_value());
    QVERIFY(out.nameless.empty() && out.left.empty());
    const model::MachineState& state = out.graph.seen.at(drawn.client);
    QCOMPARE(state.credSspClient, std::optional(true));
    QCOMPARE(state.credSspServer, std::optional(false));
    QVERIFY(state.allowFresh
            == model::DelegateList({.enabled = true, .entries = {"WSMAN/gw.lab.example"}}));
    QVERIFY(state.allowFreshNtlmOnly == model::DelegateList{});
    QVERIFY(state.denyFresh == model::DelegateList({.enabled = true, .entries = {"WSMAN/dc"}}));
    QVERIFY(state.trustedHosts == std::vector<std::string>{});
    QVERIFY(state.provenance.source == model::Source::Seen);
    QCOMPARE(state.provenance.time, std::string(now));
    const bool hasLayer = std::ranges::any_of(state.facts, [](const model::SeenFact& each) {
        return each.kind == "allow-fresh" && each.layer == "direct"
               && each.value == "WSMAN/gw.lab.example" && each.source == model::Source::Seen;
    });
    QVERIFY(hasLayer);
    // Nothing but what was seen changes: it is one edit.
    model::Graph same = out.graph;
    same.seen.erase(drawn.client);
    QVERIFY(same == drawn.graph);
}

void TestIntoDrawing::aLaterLookReplacesAnEarlierOne()
{
    const Session drawn;
    const model::Graph first =
        with(drawn.graph, lookAt(sources(emptyMachine() + clientOn + lists("WSMAN/*", "")), now));
    const Look later = lookAt(sources(emptyMachine()), "2026-12-01T08:00:00Z");
    const model::Graph second = with(first, later);
    const model::MachineState& state = second.seen.at(drawn.client);
    QCOMPARE(state.credSspClient, std::optional(false));
    QVERIFY(state.allowFresh.has_value() && !state.allowFresh->enabled);
    for (const model::SeenFact& each : state.facts)
        QVERIFY(!each.value.contains("WSMAN"));
    QVERIFY(with(second, later).seen.at(drawn.client) == state);
}

void TestIntoDrawing::whatWasPastedStays()
{
    Session drawn;
    const model::SeenFact pasted{.kind = "ticket", .value = "forwardable"};
    drawn.graph.seen[drawn.client] = {.facts = {pasted}, .commands = {{.name = "klist"}}};
    const model::Graph out = with(drawn.graph, lookAt(sources(emptyMachine()), now));
    const model::MachineState& state = out.seen.at(drawn.client);
    QVERIFY(std::ranges::find(state.facts, pasted) != state.facts.end());
    QCOMPARE(state.commands.size(), std::size_t{1});
}

void TestIntoDrawing::whatMayNotBeReadChangesNoField()
{
    const Session drawn;
    const registry::Image all = image(emptyMachine() + clientOn + lists("WSMAN/*", ""));
    const Look nothing = lookAt({.registry = without(all, {"SOFTWARE"})}, now);
    const model::Graph out = intoDrawing(drawn.graph, drawn.client, nothing, now).graph;
    QVERIFY(!out.seen.contains(drawn.client) || out.seen.at(drawn.client) == model::MachineState{});
    // A list whose entries may not be read is not known; its switch alone says nothing.
    const Look half =
        lookAt({.registry = without(all, {delegation + R"(\AllowFreshCredentials)"})}, now);
    const model::Graph known = with(drawn.graph, half);
    QVERIFY(!known.seen.at(drawn.client).allowFresh.has_value());
    QCOMPARE(known.seen.at(drawn.client).credSspClient, std::optional(true));
}

void TestIntoDrawing::theFileKeepsIt()
{
    const Session drawn;
    Sources from = sources(emptyMachine() + clientOn + lists("WSMAN/gw.lab.example", ""));
    from.isLocalRead = true;
    const model::Graph out = with(drawn.graph, lookAt(from, now));
    const std::string text = store::writeGraph(out);
    QVERIFY(text.contains("layer=\"unknown\""));
    const auto again = store::readGraph(text);
    QVERIFY2(again.has_value(), again ? "" : again.error().detail.english().c_str());
    QVERIFY(*again == out);
}

void TestIntoDrawing::planAndGateGoByIt_data()
{
    QTest::addColumn<std::string>("keys");
    QTest::addColumn<int>("cause");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, const std::string& keys, std::optional<Cause> cause,
                        bool isKnown = true) {
        QTest::newRow(name) << keys << (cause ? static_cast<int>(*cause) : -1) << isKnown;
    };
    const std::string whole = emptyMachine() + clientOn;
    row("a list that has it", whole + lists("WSMAN/*.lab.example", ""), std::nullopt);
    row("a deny list", whole + lists("WSMAN/*.lab.example", "WSMAN/gw.lab.example"),
        Cause::DelegateListDenies);
    row("a missing list", whole, Cause::DelegateListMissing);
    row("a list of another", whole + lists("WSMAN/other", ""), Cause::DelegateListMismatch);
    row("a disabled list",
        whole + lists("WSMAN/*", "")
            + keyText(delegation, "\"AllowFreshCredentials\"=dword:00000000\r\n"),
        Cause::DelegateListMissing);
    row("no client role", emptyMachine() + lists("WSMAN/*", ""), Cause::ClientRoleMissing);
    row("lists that were not readable: not known",
        keyText(wsman, "") + clientOn + keyText(winrm, "")
            + keyText(R"(SYSTEM\CurrentControlSet\Services\Tcpip\Parameters)",
                      "\"Hostname\"=\"JUMP01\"\r\n"),
        std::nullopt, false);
}

void TestIntoDrawing::planAndGateGoByIt()
{
    QFETCH(const std::string, keys);
    QFETCH(const int, cause);
    QFETCH(const bool, isKnown);
    Session drawn;
    // What is asked is the client alone.
    drawn.graph.seen[drawn.server] = {.credSspServer = true};
    const model::Graph graph = with(drawn.graph, lookAt(sources(keys), now));
    const plan::KnownStates states(graph.seen.begin(), graph.seen.end());
    const plan::HopPrediction predicted = plan::predictNow(graph, states).at(drawn.hop);
    QCOMPARE(predicted.cause ? static_cast<int>(*predicted.cause) : -1, cause);

    const probe::Gate gate = link::liveGate(graph, drawn.hop, graph.seen.at(drawn.client));
    probe::GateQuestion question{.target = "gw.lab.example",
                                 .method = "Credssp",
                                 .explicitCredential = true,
                                 .accountDomain = "LAB",
                                 .user = "ann"};
    probe::GateAnswer answer = gate(question);
    if (answer.allowed) {
        question.moment = probe::GateQuestion::Moment::BeforeCredential;
        answer = gate(question);
    }
    QCOMPARE(answer.known, isKnown);
    QCOMPARE(answer.cause ? static_cast<int>(*answer.cause) : -1, cause);
    QCOMPARE(answer.allowed, cause == -1 && isKnown);
}

QTEST_APPLESS_MAIN(TestIntoDrawing)
#include "tst_into_drawing.moc"
